// The commands about the organisation's file.
#pragma once

#include "cli/tool.hpp"
#include "commands.hpp"
#include "options.hpp"
#include "view/validate.hpp"

namespace scc::config {

inline constexpr cli::Verb org_verbs[] = {
    {.name = "org status",
     .help = "show which organisation's rules hold and where they came from",
     .options = option::of_status,
     .emits = "organization",
     .body = org_status,
     .text = org_status_text},
    {.name = "org validate",
     .operands = "FILE",
     .help = "check an organisation's file",
     .takes = {1, 1},
     .emits = "findings",
     .body = validate_org,
     .text = validate_text,
     .status = validate_status},
    {.name = "org schema", .help = "print the JSON Schema of organisation files", .act = org_schema},
};

}  // namespace scc::config
