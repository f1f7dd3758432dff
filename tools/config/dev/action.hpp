// `dev`: the host's own commands that the configuration names.
//
// They run on this machine, not in the sandbox: fixed words without a shell, in a directory of the workspace, for a
// limited time, in an environment of a few variables only, so that a command somebody else wrote down does not find
// the person's tokens there. Each start, end and refusal stands in the audit log; without that record nothing runs.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "base/error.hpp"
#include "cli/options.hpp"

namespace scc::config {

using json = nlohmann::json;

// {"kind", "name", "status": "succeeded"/"failed"/"timed_out", "exit_code", "duration_ms", "argv", "cwd",
// "stdout": {"tail", "total_bytes", "truncated"}, "stderr": {…}}. Code::not_found for a name there is not, Code::denied
// for one that a layer asked for in vain.
Result<json> run_dev_command(const cli::Args& args, const json& input);
Result<json> show_dev_log(const cli::Args& args, const json& input);
Result<json> check_dev_health(const cli::Args& args, const json& input);
std::string dev_result_text(const cli::Args& args, const json& data);
Code dev_result_status(const json& data);

// {"workspace", "actions": […], "denied": […]}: what there is to run.
Result<json> dev_status(const cli::Args& args, const json& input);
std::string dev_status_text(const cli::Args& args, const json& data);

}  // namespace scc::config
