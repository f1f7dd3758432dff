// The scripts of the shells, which are files below share/scc/completions.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string_view>

#include "cli/options.hpp"

namespace scc::completion {

// Prints the script of a shell on standard output.
Result<int> print_script(std::string_view shell);

}  // namespace scc::completion
