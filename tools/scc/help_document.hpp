// What `scc --help --json` prints: the tables of verbs.hpp, each word with the command that it stands for.
#pragma once

#include <string>

namespace scc::dispatch {

std::string help_document();

}  // namespace scc::dispatch
