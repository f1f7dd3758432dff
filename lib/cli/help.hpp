// Tables of verbs and options as a document of kind `help`: what `TOOL --help --json` prints, and what completion in
// shells is made from.
//
//     {"name": "scc-net", "summary": "…", "verbs": [{"name": "plan", "operands": "[PATH]", "help": "…", "is": [],
//       "options": [{"name": "team", "letter": "t", "value": "TEAM", "value_is_optional": false, "help": "…"}]}]}
//
// "is" are the words of another command, whose verbs and options continue these: `scc team` is `scc-config team`.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/options.hpp"

namespace scc::cli {

nlohmann::json help_entry(std::string_view name,
                          std::string_view operands,
                          std::string_view help,
                          std::span<const Option> options,
                          const std::vector<std::string>& is = {});

}  // namespace scc::cli
