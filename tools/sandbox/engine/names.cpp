#include "names.hpp"

#include <sys/random.h>

#include <array>
#include <cerrno>
#include <cstring>

#include "proc/places.hpp"
#include "wire/digest.hpp"

namespace scc::sandbox {
namespace {

constexpr std::size_t short_digest = 12;

}  // namespace

std::string container_name(std::string_view provider, std::string_view workspace) {
    const std::string subject = std::string(provider) + '\n' + std::string(workspace);
    return "scc-" + std::string(provider) + "-" + wire::sha256(subject).substr(0, short_digest);
}

std::string owner() { return "uid-" + wire::sha256(places::state_dir()).substr(0, short_digest); }

Result<std::string> new_session_id() {
    std::array<unsigned char, 16> bytes = {};
    if (::getrandom(bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size())) {
        return Error{Code::tool, std::string("cannot get random bytes: ") + std::strerror(errno)};
    }
    bytes[6] = static_cast<unsigned char>((bytes[6] & 0x0f) | 0x40);
    bytes[8] = static_cast<unsigned char>((bytes[8] & 0x3f) | 0x80);
    std::string id;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (i == 4 || i == 6 || i == 8 || i == 10) id += '-';
        id += "0123456789abcdef"[bytes[i] >> 4];
        id += "0123456789abcdef"[bytes[i] & 0x0f];
    }
    return id;
}

std::string filter(std::string_view label, std::string_view value) {
    return "label=" + std::string(label) + "=" + std::string(value);
}

}  // namespace scc::sandbox
