// The commands about what holds, and why.
#pragma once

#include "cli/health.hpp"
#include "cli/tool.hpp"
#include "explain.hpp"
#include "health.hpp"
#include "options.hpp"
#include "resolve.hpp"
#include "validate.hpp"
#include "why.hpp"

namespace scc::config {

inline bool from_stage_before(const cli::Args& args) { return args.operand(0) == "-"; }

inline constexpr cli::Verb view_verbs[] = {
    {.name = "resolve",
     .operands = "[PATH|-]",
     .help = "print a plan with the workspace and its rules: the first stage of a launch",
     .options = option::resolving,
     .takes = {0, 1},
     .accepts = "plan",
     .reads_input = from_stage_before,
     .emits = "plan",
     .body = resolve},
    {.name = "explain",
     .operands = "[PATH|-]",
     .help = "print each value a launch would use, and which layer and key decided",
     .options = option::explaining,
     .takes = {0, 1},
     .accepts = "plan",
     .reads_input = from_stage_before,
     .emits = "explanation",
     .body = explain,
     .text = explain_text},
    {.name = "why",
     .operands = "KIND SUBJECT",
     .help = "say whether a host, plugin, server, command, path, provider or image is allowed, and who decided",
     .options = option::resolving,
     .takes = {2, 2},
     .emits = "answer",
     .body = why,
     .text = why_text,
     .status = why_status},
    {.name = "validate",
     .operands = "[FILE]",
     .help = "check a file as a launch reads it; without one, those a launch from here would read",
     .takes = {0, 1},
     .emits = "findings",
     .body = validate,
     .text = validate_text,
     .status = validate_status},
    {.name = "health",
     .help = "check settings, organisation and team",
     .emits = "health",
     .body = health,
     .text = cli::health::text,
     .status = cli::health::status},
};

}  // namespace scc::config
