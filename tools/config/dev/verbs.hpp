// The commands about the host's named commands.
#pragma once

#include "action.hpp"
#include "cli/tool.hpp"
#include "options.hpp"

namespace scc::config {

namespace option {

inline constexpr Option in_workspace[] = {org, team, standalone, offline, no_personal};
inline constexpr Option acting[] = {
    org,
    team,
    standalone,
    offline,
    no_personal,
    {.name = "output-limit-bytes", .value = "N", .help = "show the last N bytes of each output: 8192"},
};

}  // namespace option

inline constexpr cli::Verb dev_verbs[] = {
    {.name = "dev run",
     .operands = "NAME [PATH]",
     .help = "run a named command on this machine",
     .options = option::acting,
     .takes = {1, 2},
     .emits = "action",
     .body = run_dev_command,
     .text = dev_result_text,
     .status = dev_result_status},
    {.name = "dev logs",
     .operands = "NAME [PATH]",
     .help = "show a named log",
     .options = option::acting,
     .takes = {1, 2},
     .emits = "action",
     .body = show_dev_log,
     .text = dev_result_text,
     .status = dev_result_status},
    {.name = "dev health",
     .operands = "NAME [PATH]",
     .help = "run a named health check",
     .options = option::acting,
     .takes = {1, 2},
     .emits = "action",
     .body = check_dev_health,
     .text = dev_result_text,
     .status = dev_result_status},
    {.name = "dev status",
     .operands = "[PATH]",
     .help = "list the named commands, logs and health checks",
     .options = option::in_workspace,
     .takes = {0, 1},
     .emits = "actions",
     .body = dev_status,
     .text = dev_status_text},
};

}  // namespace scc::config
