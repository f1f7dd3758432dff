// Writes TOML, for the programs that take nothing else.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

namespace scc::wire {

// The text of an object: the same values for the same object, keys sorted, a table for each object and a list on one
// line. TOML knows no null: what is null is left out.
std::string toml_of(const nlohmann::json& object);

}  // namespace scc::wire
