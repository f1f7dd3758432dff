#include "log/seal.hpp"

#include <sodium.h>

#include <algorithm>
#include <span>
#include <vector>

#include "base/file.hpp"
#include "base/path.hpp"
#include "base/text.hpp"
#include "proc/places.hpp"

namespace scc::audit {
namespace {

constexpr std::size_t key_bytes = 32;

// What stands before the 32 bytes of an Ed25519 key in DER (RFC 8410).
constexpr std::array<std::uint8_t, 16> private_head = {
    0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20};
constexpr std::array<std::uint8_t, 12> public_head = {
    0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00};

std::vector<std::uint8_t> from_base64(std::string_view text) {
    if (text.empty()) return {};
    std::vector<std::uint8_t> bytes(text.size());
    std::size_t size = 0;
    const int decoded = ::sodium_base642bin(
        bytes.data(), bytes.size(), text.data(), text.size(), " \r\n", &size, nullptr, sodium_base64_VARIANT_ORIGINAL);
    bytes.resize(decoded == 0 ? size : 0);
    return bytes;
}

// The key behind `head` in the one block of the PEM; nothing when it is another.
std::optional<std::array<std::uint8_t, key_bytes>> key_in(std::string_view pem,
                                                          std::string_view label,
                                                          std::span<const std::uint8_t> head) {
    const std::string begin = "-----BEGIN " + std::string(label) + "-----";
    const std::size_t from = pem.find(begin);
    const std::size_t to = pem.find("-----END " + std::string(label) + "-----");
    if (from == std::string_view::npos || to == std::string_view::npos || to < from) return std::nullopt;
    const std::size_t inside = from + begin.size();
    const std::vector<std::uint8_t> der = from_base64(pem.substr(inside, to - inside));
    if (der.size() != head.size() + key_bytes) return std::nullopt;
    if (!std::equal(head.begin(), head.end(), der.begin())) return std::nullopt;
    std::array<std::uint8_t, key_bytes> key = {};
    std::copy(der.end() - key_bytes, der.end(), key.begin());
    return key;
}

std::string signed_text(const Head& head) {
    return "scc audit head\n" + head.segment + "\n" + std::to_string(head.bytes) + "\n" +
           std::to_string(head.last.seq) + "\n" + head.last.hash + "\n";
}

const std::uint8_t* bytes_of(const std::string& text) { return reinterpret_cast<const std::uint8_t*>(text.data()); }

struct Pair {
    std::array<std::uint8_t, crypto_sign_PUBLICKEYBYTES> open = {};
    std::array<std::uint8_t, crypto_sign_SECRETKEYBYTES> secret = {};
};

Pair pair_of(const SigningKey& key) {
    Pair pair;
    ::crypto_sign_seed_keypair(pair.open.data(), pair.secret.data(), key.seed.data());
    return pair;
}

}  // namespace

std::string signing_key_path() { return path::join(places::config_dir(), "audit-key.pem"); }

Result<std::optional<SigningKey>> read_signing_key(const std::string& path) {
    const auto pem = file::read(path);
    if (!pem && pem.error().code == Code::not_found) return std::optional<SigningKey>();
    if (!pem) return pem.error();
    const auto key = key_in(*pem, "PRIVATE KEY", private_head);
    if (key) return std::optional(SigningKey{*key});
    return Error{Code::config,
                 text::quoted(path) + " is no private Ed25519 key",
                 "openssl genpkey -algorithm ed25519 writes one; without the file nothing is signed"};
}

Result<CheckingKey> read_checking_key(const std::string& path) {
    SCC_TRY(const std::string pem, file::read(path));
    const auto key = key_in(pem, "PUBLIC KEY", public_head);
    if (key) return CheckingKey{*key};
    return Error{Code::config,
                 text::quoted(path) + " is no public Ed25519 key",
                 "openssl pkey -in audit-key.pem -pubout writes it"};
}

CheckingKey public_half(const SigningKey& key) { return {pair_of(key).open}; }

std::string signature_of(const Head& head, const SigningKey& key) {
    const std::string text = signed_text(head);
    std::array<std::uint8_t, crypto_sign_BYTES> signature = {};
    ::crypto_sign_detached(signature.data(), nullptr, bytes_of(text), text.size(), pair_of(key).secret.data());
    std::string coded(sodium_base64_ENCODED_LEN(crypto_sign_BYTES, sodium_base64_VARIANT_ORIGINAL), '\0');
    ::sodium_bin2base64(coded.data(), coded.size(), signature.data(), signature.size(), sodium_base64_VARIANT_ORIGINAL);
    coded.pop_back();
    return coded;
}

bool is_signed(const Head& head, const CheckingKey& key) {
    const std::vector<std::uint8_t> signature = from_base64(head.signature);
    if (signature.size() != crypto_sign_BYTES) return false;
    const std::string text = signed_text(head);
    return ::crypto_sign_verify_detached(signature.data(), bytes_of(text), text.size(), key.bytes.data()) == 0;
}

}  // namespace scc::audit
