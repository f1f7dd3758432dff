// The git program, for what libgit2 lacks, in repositories whose configuration nobody vouches for.
//
// An agent may have written into .git/config. What git does in a repository runs no program that only the repository
// names: no hook, no file system monitor, no filter; filters of the user's own configuration count, whatever the
// repository says of them. No network is used, nothing is asked, and what the environment says of other repositories
// is left out.
#pragma once

#include <string>
#include <vector>

#include "base/error.hpp"
#include "git.hpp"
#include "proc/run.hpp"

namespace scc::worktree {

// git in `directory`, which belongs to `repository`.
proc::Command git_in(git_repository* repository, const std::string& directory, const std::vector<std::string>& words);

// The filters that only the repository's own configuration describes: their files stay as they are stored.
std::vector<std::string> disarmed_filters(git_repository* repository);

// Done when it exits with 0; else Code::tool "git cannot WHAT: REASON", with the first that git says.
Result<Done> succeeds(const proc::Command& git, std::string_view what);

}  // namespace scc::worktree
