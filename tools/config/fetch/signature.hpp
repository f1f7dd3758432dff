// Detached signatures over a fetched file, by Ed25519.
//
// The machine's owner puts a public key beside the organisation's file in /etc/scc; from then on a file from elsewhere
// counts only with a signature of that key. Two kinds are understood, told apart by the key:
//
//     minisign    key as `minisign -G` writes it; signature in FILE.minisig, its trusted comment included
//     PEM         key as `openssl pkey -pubout` writes it; 64 bytes in FILE.sig, as they are or in base64
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/error.hpp"

namespace scc::config {

struct PublicKey {
    std::array<std::uint8_t, 32> bytes = {};
    std::array<std::uint8_t, 8> id = {};  // minisign's
    bool minisign = false;

    // What is put behind a file's name for that of its signature.
    std::string suffix() const { return minisign ? ".minisig" : ".sig"; }
};

// Code::config when the text is no such key; `name` is the file, for messages.
Result<PublicKey> read_public_key(std::string_view text, const std::string& name);

// Code::denied when `signature` is none of that key over `bytes`; `what` is what was signed, for messages.
Result<Done> verify(const PublicKey& key, std::string_view bytes, std::string_view signature, const std::string& what);

// A signature as it was fetched, in a form that is text: base64 where it is 64 bytes.
std::string signature_text(std::string_view fetched);

}  // namespace scc::config
