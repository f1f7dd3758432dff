// The sections of an organisation file, one reader each; faults are noted in the Reader they are given.
#pragma once

#include "org.hpp"

namespace scc::config {

Security read_security(wire::Reader& in, const Place& place);
Defaults read_defaults(wire::Reader& in, const Place& place);
Delegation read_delegation(wire::Reader& in, const Place& place);
Team read_team(const std::string& name, wire::Reader& in, const std::string& document);
void read_network(wire::Reader& in, const Place& place, Org& org);
void read_stats(wire::Reader& in);
std::vector<Exception> read_exceptions(wire::Reader& in, const Place& place);

// Notes a fault for every one of the destinations, read at `key`, that is none.
void check_destinations(wire::Reader& in,
                        std::string_view key,
                        const std::vector<Text>& destinations,
                        const DestinationSets& sets);

}  // namespace scc::config
