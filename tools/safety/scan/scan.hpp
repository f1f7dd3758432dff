// Files with commands in them, judged: the document of kind `scan`, its text, and SARIF.
//
//     {"files": [{"file", "format", "findings": [{"rule", "verdict", "because", "instead", "set_by", "command", "part",
//                 "line", "column", "end_line", "end_column", "excerpt"}…]}…],
//      "faults": [{"file", "message", "hint", "where"}…]}
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "rule/policy.hpp"

namespace scc::safety {

// What is scanned: files, folders, and "-" for standard input; `as` is the name of a format, or empty.
struct Request {
    std::vector<std::string> paths;
    std::string as;
};

// Every file is read whatever is wrong with others; Code::usage when the request itself is wrong.
Result<nlohmann::json> scan(const Request& request, const rule::Policy& policy);

// What could not be read, a line each, for standard error.
std::vector<std::string> scanned_faults(const nlohmann::json& data);

std::string scanned_text(const nlohmann::json& data);

// SARIF 2.1.0, one run.
nlohmann::json scanned_sarif(const nlohmann::json& data);

// Code::denied when something is blocked, else Code::config when something was not read, else ok.
Code scanned_status(const nlohmann::json& data);

}  // namespace scc::safety
