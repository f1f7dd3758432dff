// squid.conf: the rules of an enforced network in the one order that keeps them.
//
//     other ports, CONNECT to what is no TLS port                     nothing is resolved
//     every name and address that is not on the list                  nothing is resolved
//     what a security rule blocks and no exception releases           by name, and by where a listed name leads
//     every listed name that leads to an inner address                after resolution
//     allow, deny all
//
// The second rule is why a refused name is never looked up, and why no PTR record of a stranger counts: it compares the
// text of the request (`-n`). Squid's own ".x.test" matches x.test as well, so a wildcard alone becomes a regular
// expression; overlapping names, which Squid does not take, are reduced before.
//
// Squid 5 or later runs this in the foreground without ever having been root, keeps nothing on the disk and writes one
// JSON object a request to standard output.
#pragma once

#include <string>
#include <vector>

#include "destination.hpp"
#include "range.hpp"

namespace scc::net {

struct Rules {
    std::vector<Target> allow;
    std::vector<Target> blocked;
    std::vector<Range> denied;
    std::vector<Target> released = {};          // of `allow`: what no entry of `blocked` is meant for
    std::vector<std::string> nameservers = {};  // addresses; none: those of the machine
};

std::string configuration(const Rules& rules);

// The targets without those whose hosts another one covers, sorted.
std::vector<Target> reduced(std::vector<Target> targets);

// 80, 443 and those the targets name; of these the ones on which CONNECT is taken, which are all but 80.
std::vector<std::int64_t> open_ports(const std::vector<Target>& targets);
std::vector<std::int64_t> tunnel_ports(const std::vector<Target>& targets);

}  // namespace scc::net
