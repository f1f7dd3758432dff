// The verb that makes a page of the log.
#pragma once

#include "cli/tool.hpp"
#include "query/options.hpp"
#include "report/report.hpp"

namespace scc::audit {

namespace option {

inline constexpr Option html = {.name = "html", .help = "as a page of HTML, which is the only form there is"};
inline constexpr Option output = {.name = "output", .value = "FILE", .help = "into this file", .letter = 'o'};

inline constexpr Option reporting[] = {html, output, type, since, until, provider, team, workspace, rule, verdict};

}  // namespace option

inline constexpr cli::Verb report_verbs[] = {
    {.name = "report",
     .operands = "[SESSION]",
     .help = "sessions, refusals, hosts, exceptions and integrity on one page",
     .options = option::reporting,
     .takes = {0, 1},
     .act = report},
};

}  // namespace scc::audit
