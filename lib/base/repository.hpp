// What the files of a git repository tell without asking git: a few small reads.
#pragma once

#include <optional>
#include <string>

namespace scc::repository {

// The root of the work tree that holds `directory`; nothing when there is none.
std::optional<std::string> work_tree_at(const std::string& directory);

// The branch checked out in the work tree that holds `directory`, empty when HEAD is detached; nothing when there is no
// work tree or its HEAD cannot be read.
std::optional<std::string> head_at(const std::string& directory);

// The same where only a branch counts: nothing when HEAD is detached as well.
std::optional<std::string> branch_at(const std::string& directory);

}  // namespace scc::repository
