// What a tool's `health` verb answers: a document of kind `health`, composed by `scc doctor`.
//
//     {"checks": [{"id": "net.proxy-image", "state": "ok", "found": "/usr/share/scc/images/…", "fix": ""}]}
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "cli/options.hpp"

namespace scc::cli::health {

struct Check {
    std::string id;     // "TOOL.THING"
    std::string state;  // "ok", "warn", "fail", or "skip" when it cannot be told here
    std::string found;  // what is there
    std::string fix;    // what to do about it; empty when nothing is
};

nlohmann::json document(const std::vector<Check>& checks);

// For Verb::text and Verb::status: a line a check; Code::prereq when one failed.
std::string text(const Args& args, const nlohmann::json& data);
Code status(const nlohmann::json& data);

}  // namespace scc::cli::health
