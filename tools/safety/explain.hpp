// How a line was read and what decided about it: the tree of the commands that were found, each with its words, what
// the shell put into them, and its own verdict; then the verdict about the line, and where reading stopped when it did.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "check.hpp"

namespace scc::safety {

// {"command": TEXT, "commands": [{"depth", "by", "words", "known", "span", "directory", "uses", "verdict"}…],
//  "verdict": {…}, "fault": {"message", "line", "column", "offset"}}
json explain(const Question& question, const rule::Policy& policy);

// The same in 80 columns.
std::string explained_text(const json& data);

}  // namespace scc::safety
