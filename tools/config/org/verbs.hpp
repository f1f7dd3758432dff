// The commands about the organisation's file.
#pragma once

#include "cli/tool.hpp"
#include "import.hpp"
#include "init.hpp"
#include "options.hpp"
#include "schema.hpp"
#include "status.hpp"
#include "view/validate.hpp"

namespace scc::config {

inline constexpr cli::Verb org_verbs[] = {
    {.name = "org import",
     .operands = "SOURCE",
     .help = "take an organisation on: fetch its file, check it and keep it",
     .options = option::importing,
     .takes = {1, 1},
     .emits = "import",
     .body = import_org,
     .text = import_text},
    {.name = "org update",
     .help = "ask the organisation's source again, whatever the age of the copy",
     .options = option::updating,
     .emits = "update",
     .body = update_org,
     .text = update_text,
     .status = update_status},
    {.name = "org status",
     .help = "show which organisation's rules hold and where they came from",
     .options = option::of_status,
     .emits = "organization",
     .body = org_status,
     .text = org_status_text},
    {.name = "org validate",
     .operands = "SOURCE",
     .help = "check an organisation's file, here or elsewhere",
     .options = option::fetching,
     .takes = {1, 1},
     .emits = "findings",
     .body = validate_org,
     .text = validate_text,
     .status = validate_status},
    {.name = "org schema",
     .operands = "[KIND]",
     .help = "print the JSON Schema of organisation files, or of another kind that people write",
     .takes = {0, 1},
     .act = org_schema},
    {.name = "org init",
     .help = "write a first file for an organisation",
     .options = option::starting,
     .emits = "template",
     .body = org_init,
     .text = org_init_text,
     .act = org_init_print,
     .acts = org_init_prints},
};

}  // namespace scc::config
