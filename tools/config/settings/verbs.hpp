// The commands about the user's own files.
#pragma once

#include "cli/tool.hpp"
#include "files.hpp"
#include "options.hpp"
#include "setting.hpp"

namespace scc::config {

inline constexpr cli::Verb settings_verbs[] = {
    {.name = "get",
     .operands = "KEY",
     .help = "print a setting of config.toml",
     .takes = {1, 1},
     .emits = "setting",
     .body = get_setting,
     .text = setting_text},
    {.name = "set",
     .operands = "KEY VALUE",
     .help = "change a setting of config.toml in its place",
     .takes = {2, 2},
     .emits = "setting",
     .body = set_setting,
     .text = setting_text},
    {.name = "unset",
     .operands = "KEY",
     .help = "take a setting out of config.toml",
     .takes = {1, 1},
     .emits = "setting",
     .body = unset_setting,
     .text = setting_text},
    {.name = "paths",
     .help = "print which files are read, and where scc keeps things",
     .emits = "paths",
     .body = paths,
     .text = paths_text},
    {.name = "init",
     .operands = "[PATH]",
     .help = "write a commented .scc.toml",
     .options = option::writing,
     .takes = {0, 1},
     .emits = "paths",
     .body = init,
     .text = paths_text},
};

}  // namespace scc::config
