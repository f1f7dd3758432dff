// A new worktree on a branch of its own, or none at all.
//
// libgit2 finds the repository, the commit and everything that could be in the way (create.cpp); then the worktree is
// made in steps (make.hpp). Nothing is fetched, no hook runs, nothing is installed.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "base/error.hpp"
#include "cli/options.hpp"

namespace scc::worktree {

using json = nlohmann::json;

// A plan with its `workspace` section: the new worktree.
Result<json> create(const cli::Args& args, const json& input);

std::string created_text(const cli::Args& args, const json& plan);

}  // namespace scc::worktree
