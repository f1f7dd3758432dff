// What a worktree changes: from the commit where it left its base to the files as they are now.
//
// libgit2 makes the patch, so that nothing the repository's configuration names is run: no text conversion, no external
// diff, no pager.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "base/error.hpp"
#include "cli/options.hpp"

namespace scc::worktree {

using json = nlohmann::json;

// Prints the patch; with --stat how much changed in each file, with --json the same as a document:
// {"name", "base", "files": [{"path", "change", "added", "deleted"}]}.
Result<int> print_diff(const cli::Args& args, const json& input);

}  // namespace scc::worktree
