// Names of worktrees, and the branch and directory that belong to one.
//
// A name is what may stand behind "scc/" in a branch name: letters of any script, digits, '-', '_', '.', '/' and so on.
// A directory has no slashes, so they become '~', which no branch name may hold: two names never share a directory.
#pragma once

#include <string>
#include <string_view>

#include "base/error.hpp"

namespace scc::worktree {

// Code::usage that says what in `name` is wrong, with a name that would do as the hint.
Result<Done> check_name(std::string_view name);

std::string branch_for(std::string_view name);     // "scc/feature/login"
std::string directory_for(std::string_view name);  // "feature~login"

// The name that `directory_for` made this of.
std::string name_in(std::string_view directory);

}  // namespace scc::worktree
