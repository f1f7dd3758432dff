// Internet addresses as the system takes them.
#pragma once

#include <sys/socket.h>

#include <cstdint>
#include <optional>
#include <string>

namespace scc::probe {

struct Address {
    sockaddr_storage bytes = {};
    socklen_t size = 0;

    int family() const { return bytes.ss_family; }
    const sockaddr* get() const { return reinterpret_cast<const sockaddr*>(&bytes); }
};

// "10.0.0.1", "fd00::1", "fe80::1%eth0"; nothing for any other text, and for a device there is not.
std::optional<Address> address_of(const std::string& text, std::int64_t port);

// Every address of this machine at that port.
Address any_address(int family, std::int64_t port);

}  // namespace scc::probe
