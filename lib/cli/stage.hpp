// Another tool of the toolkit as a stage: the program beside this one, its documents, and its errors as ours.
#pragma once

#include <string>
#include <vector>

#include "base/error.hpp"

namespace scc::cli {

// What the tool writes: `words` are its name and the rest of its command line, `input` its standard input. What it
// reports in an error document is returned as that Error, so that it is said once.
Result<std::string> output_of_stage(std::vector<std::string> words, const std::string& input = {});

}  // namespace scc::cli
