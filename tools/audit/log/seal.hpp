// Signed heads, for logs that are checked where their owner is not.
//
// With a private Ed25519 key in audit-key.pem beside the settings (`openssl genpkey -algorithm ed25519`), every append
// signs the head it writes: segment, length, number and hash of its last record. Whoever has the public key finds a log
// that was rebuilt without the private one. Against whoever can read the private key, and against going back to an
// earlier state of the whole directory, a copy elsewhere helps (`scc-audit export`), not a signature.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>

#include "base/error.hpp"
#include "log/segment.hpp"

namespace scc::audit {

struct SigningKey {
    std::array<std::uint8_t, 32> seed = {};
};

struct CheckingKey {
    std::array<std::uint8_t, 32> bytes = {};
};

// $XDG_CONFIG_HOME/scc/audit-key.pem
std::string signing_key_path();

// The key there; nothing when there is none. Code::config when it is no Ed25519 key in PEM.
Result<std::optional<SigningKey>> read_signing_key(const std::string& path);

// A public key as `openssl pkey -pubout` writes it.
Result<CheckingKey> read_checking_key(const std::string& path);
CheckingKey public_half(const SigningKey& key);

// In base64.
std::string signature_of(const Head& head, const SigningKey& key);
bool is_signed(const Head& head, const CheckingKey& key);

}  // namespace scc::audit
