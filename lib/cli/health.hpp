// What a tool's `health` verb answers: a document of kind `health`, composed by `scc doctor`.
//
//     {"checks": [{"id": "net.proxy-image", "state": "ok", "found": "/usr/share/scc/images/…", "fix": ""}]}
//
// A fix that takes nothing away that somebody may want stands there as words as well, in "run": those of it that `scc
// doctor --fix` may carry out unasked.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "cli/options.hpp"

namespace scc::cli::health {

struct Check {
    std::string id;     // "TOOL.THING"
    std::string state;  // "ok", "warn", "fail", or "skip" when it cannot be told here
    std::string found;  // what is there
    std::string fix;    // what to do about it; empty when nothing is
    std::vector<std::string> run = {};
};

nlohmann::json document(const std::vector<Check>& checks);

// The checks of such a document's data, which may be a stranger's.
Result<std::vector<Check>> read(const nlohmann::json& data, std::string_view name);

// For Verb::text and Verb::status: a line a check; Code::prereq when one failed.
std::string text(const Args& args, const nlohmann::json& data);
Code status(const nlohmann::json& data);

}  // namespace scc::cli::health
