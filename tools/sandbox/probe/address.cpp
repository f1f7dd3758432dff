#include "address.hpp"

#include <arpa/inet.h>
#include <net/if.h>
#include <netinet/in.h>

namespace scc::probe {

std::optional<Address> address_of(const std::string& text, std::int64_t port) {
    Address address = any_address(text.find(':') == std::string::npos ? AF_INET : AF_INET6, port);
    if (address.family() == AF_INET) {
        auto& four = reinterpret_cast<sockaddr_in&>(address.bytes);
        return ::inet_pton(AF_INET, text.c_str(), &four.sin_addr) == 1 ? std::optional(address) : std::nullopt;
    }
    auto& six = reinterpret_cast<sockaddr_in6&>(address.bytes);
    const std::size_t percent = text.find('%');
    if (percent != std::string::npos) {
        six.sin6_scope_id = ::if_nametoindex(text.substr(percent + 1).c_str());
        if (six.sin6_scope_id == 0) return std::nullopt;
    }
    if (::inet_pton(AF_INET6, text.substr(0, percent).c_str(), &six.sin6_addr) != 1) return std::nullopt;
    return address;
}

Address any_address(int family, std::int64_t port) {
    Address address;
    const auto number = htons(static_cast<std::uint16_t>(port));
    address.bytes.ss_family = static_cast<sa_family_t>(family);
    address.size = family == AF_INET ? sizeof(sockaddr_in) : sizeof(sockaddr_in6);
    if (family == AF_INET) {
        reinterpret_cast<sockaddr_in&>(address.bytes).sin_port = number;
    } else {
        reinterpret_cast<sockaddr_in6&>(address.bytes).sin6_port = number;
    }
    return address;
}

}  // namespace scc::probe
