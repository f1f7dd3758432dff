// Destinations as files write them: "host", "*.host" (not the host itself), either with ":port", and "set:NAME" for a
// named list of them. The organisation may define sets of its own; a few are built in.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/effective.hpp"

namespace scc::config {

using DestinationSets = std::map<std::string, std::vector<std::string>>;

// "github", "npm", "pypi", "crates", "go" and "debian" with the hosts their clients talk to.
const DestinationSets& built_in_sets();

// One host, in lower case and canonical form; nothing when the text is none.
std::optional<model::Destination> parse_destination(std::string_view text);

// NAME of "set:NAME"; nothing when the text is no set.
std::optional<std::string> set_named_in(std::string_view text);

// What is wrong with a destination as it stands in a file, or nothing.
std::optional<std::string> destination_fault(std::string_view text, const DestinationSets& sets);

// The hosts behind a destination without fault: itself, or those of its set, whose origin names the set.
std::vector<model::Destination> expanded(const model::Sourced<std::string>& destination, const DestinationSets& sets);

// Whether everything `inner` names lies within `outer`.
bool covers(const model::Destination& outer, const model::Destination& inner);

}  // namespace scc::config
