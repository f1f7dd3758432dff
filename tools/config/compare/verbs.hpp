// The commands that compare.
#pragma once

#include "cli/tool.hpp"
#include "options.hpp"
#include "simulate.hpp"

namespace scc::config {

inline constexpr cli::Verb compare_verbs[] = {
    {.name = "org simulate",
     .operands = "FILE",
     .help = "show what would change for every team with this file, what widens first",
     .options = option::simulating,
     .takes = {1, 1},
     .emits = "comparison",
     .body = simulate,
     .text = simulate_text,
     .status = simulate_status},
};

}  // namespace scc::config
