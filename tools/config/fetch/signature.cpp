#include "signature.hpp"

#include <sodium.h>

#include <algorithm>
#include <optional>
#include <vector>

#include "base/text.hpp"

namespace scc::config {
namespace {

using Bytes = std::vector<std::uint8_t>;

constexpr std::size_t signature_size = crypto_sign_BYTES;
// What stands before the 32 bytes of an Ed25519 key in its DER form (RFC 8410).
constexpr std::array<std::uint8_t, 12> der_head = {
    0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00};
constexpr std::string_view trusted_mark = "trusted comment: ";

const std::uint8_t* data_of(std::string_view text) { return reinterpret_cast<const std::uint8_t*>(text.data()); }

std::optional<Bytes> from_base64(std::string_view text) {
    text = text::trim(text);
    Bytes bytes(text.size());
    std::size_t size = 0;
    const int decoded = ::sodium_base642bin(
        bytes.data(), bytes.size(), text.data(), text.size(), nullptr, &size, nullptr, sodium_base64_VARIANT_ORIGINAL);
    if (decoded != 0) return std::nullopt;
    bytes.resize(size);
    return bytes;
}

std::vector<std::string> lines_of(std::string_view text) {
    std::vector<std::string> lines;
    for (const std::string& line : text::split(text, '\n')) {
        lines.emplace_back(line.ends_with('\r') ? line.substr(0, line.size() - 1) : line);
    }
    return lines;
}

std::optional<PublicKey> minisign_key(const std::vector<std::string>& lines) {
    const auto coded = std::ranges::find_if(
        lines, [](const std::string& line) { return !line.empty() && !line.starts_with("untrusted comment:"); });
    const auto bytes = coded == lines.end() ? std::nullopt : from_base64(*coded);
    if (!bytes || bytes->size() != 42 || (*bytes)[0] != 'E' || (*bytes)[1] != 'd') return std::nullopt;
    PublicKey key{.minisign = true};
    std::copy_n(bytes->begin() + 2, key.id.size(), key.id.begin());
    std::copy_n(bytes->begin() + 10, key.bytes.size(), key.bytes.begin());
    return key;
}

std::optional<PublicKey> pem_key(const std::vector<std::string>& lines) {
    std::string coded;
    for (const std::string& line : lines) {
        if (!line.starts_with("-----")) coded += line;
    }
    const auto bytes = from_base64(coded);
    if (!bytes || bytes->size() != der_head.size() + 32 ||
        !std::equal(der_head.begin(), der_head.end(), bytes->begin())) {
        return std::nullopt;
    }
    PublicKey key;
    std::copy_n(bytes->begin() + der_head.size(), key.bytes.size(), key.bytes.begin());
    return key;
}

bool is_by(const PublicKey& key, std::string_view message, const std::uint8_t* signature) {
    return ::crypto_sign_verify_detached(signature, data_of(message), message.size(), key.bytes.data()) == 0;
}

std::string blake2b(std::string_view bytes) {
    std::string digest(crypto_generichash_BYTES_MAX, '\0');
    ::crypto_generichash(
        reinterpret_cast<std::uint8_t*>(digest.data()), digest.size(), data_of(bytes), bytes.size(), nullptr, 0);
    return digest;
}

// "Ed" signs the bytes, "ED" their BLAKE2b; a second signature covers the first and the trusted comment.
bool is_minisigned(const PublicKey& key, std::string_view bytes, std::string_view text) {
    const std::vector<std::string> lines = lines_of(text);
    if (lines.size() < 4 || !lines[2].starts_with(trusted_mark)) return false;
    const auto signature = from_base64(lines[1]);
    const auto whole = from_base64(lines[3]);
    if (!signature || signature->size() != 10 + signature_size || !whole || whole->size() != signature_size)
        return false;
    const bool hashed = (*signature)[0] == 'E' && (*signature)[1] == 'D';
    const bool plain = (*signature)[0] == 'E' && (*signature)[1] == 'd';
    const bool by_key = std::equal(key.id.begin(), key.id.end(), signature->begin() + 2);
    if ((!hashed && !plain) || !by_key) return false;
    const std::string covered =
        std::string(signature->begin() + 10, signature->end()) + lines[2].substr(trusted_mark.size());
    return is_by(key, hashed ? blake2b(bytes) : std::string(bytes), signature->data() + 10) &&
           is_by(key, covered, whole->data());
}

}  // namespace

Result<PublicKey> read_public_key(std::string_view text, const std::string& name) {
    const std::vector<std::string> lines = lines_of(text);
    const auto key =
        text.find("-----BEGIN PUBLIC KEY-----") == std::string_view::npos ? minisign_key(lines) : pem_key(lines);
    if (key) return *key;
    return Error{Code::config,
                 "there is no Ed25519 public key in " + text::quoted(name),
                 "put one there as 'minisign -G' or 'openssl pkey -pubout' writes it"};
}

Result<Done> verify(const PublicKey& key, std::string_view bytes, std::string_view signature, const std::string& what) {
    bool good = false;
    if (key.minisign) {
        good = is_minisigned(key, bytes, signature);
    } else {
        const auto plain = from_base64(signature);
        good = plain && plain->size() == signature_size && is_by(key, bytes, plain->data());
    }
    if (good) return Done{};
    return Error{
        Code::denied, what + " is not signed by this machine's key for it", "ask whoever keeps it to sign it again"};
}

std::string signature_text(std::string_view fetched) {
    if (fetched.size() != signature_size) return std::string(fetched);
    std::string coded(sodium_base64_ENCODED_LEN(signature_size, sodium_base64_VARIANT_ORIGINAL), '\0');
    ::sodium_bin2base64(coded.data(), coded.size(), data_of(fetched), fetched.size(), sodium_base64_VARIANT_ORIGINAL);
    coded.resize(coded.find('\0'));
    return coded;
}

}  // namespace scc::config
