#include "look.hpp"

#include <arpa/inet.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>

#include <array>
#include <bit>
#include <cstdlib>
#include <memory>

#include "base/env.hpp"
#include "base/file.hpp"
#include "base/text.hpp"

namespace scc::probe {
namespace {

const void* bytes_in(const sockaddr* address) {
    if (address->sa_family == AF_INET) return &reinterpret_cast<const sockaddr_in*>(address)->sin_addr;
    return &reinterpret_cast<const sockaddr_in6*>(address)->sin6_addr;
}

std::int64_t length_of(const sockaddr* mask) {
    if (mask == nullptr) return 0;
    std::int64_t bits = 0;
    const auto* bytes = static_cast<const unsigned char*>(bytes_in(mask));
    for (int i = 0; i < (mask->sa_family == AF_INET ? 4 : 16); ++i) bits += std::popcount(bytes[i]);
    return bits;
}

std::vector<Place> places() {
    ifaddrs* list = nullptr;
    if (::getifaddrs(&list) != 0) return {};
    const std::unique_ptr<ifaddrs, void (*)(ifaddrs*)> owned(list, ::freeifaddrs);
    std::vector<Place> found;
    for (const ifaddrs* at = list; at != nullptr; at = at->ifa_next) {
        if (at->ifa_addr == nullptr || (at->ifa_flags & IFF_LOOPBACK) != 0) continue;
        const int family = at->ifa_addr->sa_family;
        if (family != AF_INET && family != AF_INET6) continue;
        std::array<char, INET6_ADDRSTRLEN> text = {};
        ::inet_ntop(family, bytes_in(at->ifa_addr), text.data(), text.size());
        found.push_back({at->ifa_name, text.data(), length_of(at->ifa_netmask)});
    }
    return found;
}

// The third field of a line of the kernel's table: the address as a number of this machine's byte order, in
// hexadecimal.
std::vector<std::string> gateways() {
    std::vector<std::string> found;
    for (const std::string& line : text::words(file::read("/proc/net/route").value_or(""), '\n')) {
        const std::vector<std::string> fields = text::words(text::replace_all(line, "\t", " "));
        if (fields.size() < 3 || fields[2] == "00000000" || fields[2] == "Gateway") continue;
        in_addr address = {};
        address.s_addr = static_cast<in_addr_t>(std::strtoul(fields[2].c_str(), nullptr, 16));
        std::array<char, INET_ADDRSTRLEN> text = {};
        found.emplace_back(::inet_ntop(AF_INET, &address, text.data(), text.size()));
    }
    return found;
}

std::vector<std::string> resolvers() {
    std::vector<std::string> found;
    for (const std::string& line : text::words(file::read("/etc/resolv.conf").value_or(""), '\n')) {
        const std::vector<std::string> words = text::words(line);
        if (words.size() > 1 && words[0] == "nameserver") found.push_back(words[1]);
    }
    return found;
}

}  // namespace

Answer look(const Order& order) {
    return {.id = order.id,
            .places = places(),
            .gateways = gateways(),
            .resolvers = resolvers(),
            .proxy = env::get("HTTP_PROXY").value_or("")};
}

}  // namespace scc::probe
