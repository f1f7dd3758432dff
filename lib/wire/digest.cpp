#include "wire/digest.hpp"

#include <fcntl.h>
#include <nettle/base16.h>
#include <nettle/base64.h>
#include <nettle/sha2.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

#include "base/file.hpp"
#include "base/text.hpp"

namespace scc::wire {

namespace {

std::string finished(sha256_ctx& context) {
    std::array<std::uint8_t, SHA256_DIGEST_SIZE> digest = {};
    sha256_digest(&context, digest.size(), digest.data());
    std::string hex(BASE16_ENCODE_LENGTH(SHA256_DIGEST_SIZE), '\0');
    base16_encode_update(hex.data(), digest.size(), digest.data());
    return hex;
}

// Hands the file's bytes over, block by block.
template <class Take>
Result<Done> through(const std::string& path, Take take) {
    const file::Descriptor opened(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!opened) {
        return Error{errno == ENOENT ? Code::not_found : Code::config,
                     "cannot open " + text::quoted(path) + ": " + std::strerror(errno)};
    }
    std::array<std::uint8_t, 65536> block = {};
    ssize_t got = 0;
    while ((got = ::read(opened.number(), block.data(), block.size())) > 0) {
        take(static_cast<std::size_t>(got), block.data());
    }
    if (got < 0) return Error{Code::config, "cannot read " + text::quoted(path) + ": " + std::strerror(errno)};
    return Done{};
}

}  // namespace

std::string sha256(std::string_view bytes) { return sha256(bytes, {}); }

std::string sha256(std::string_view first, std::string_view second) {
    sha256_ctx context;
    sha256_init(&context);
    sha256_update(&context, first.size(), reinterpret_cast<const std::uint8_t*>(first.data()));
    sha256_update(&context, second.size(), reinterpret_cast<const std::uint8_t*>(second.data()));
    return finished(context);
}

Result<std::string> sha256_of_file(const std::string& path) {
    sha256_ctx context;
    sha256_init(&context);
    SCC_CHECK(
        through(path, [&](std::size_t size, const std::uint8_t* bytes) { sha256_update(&context, size, bytes); }));
    return finished(context);
}

Result<std::string> integrity_of_file(const std::string& path) {
    sha512_ctx context;
    sha512_init(&context);
    SCC_CHECK(
        through(path, [&](std::size_t size, const std::uint8_t* bytes) { sha512_update(&context, size, bytes); }));
    std::array<std::uint8_t, SHA512_DIGEST_SIZE> digest = {};
    sha512_digest(&context, digest.size(), digest.data());
    std::string coded(BASE64_ENCODE_RAW_LENGTH(SHA512_DIGEST_SIZE), '\0');
    base64_encode_raw(coded.data(), digest.size(), digest.data());
    return "sha512-" + coded;
}

}  // namespace scc::wire
