// What would be gone with a worktree: work that stands nowhere else.
//
// Files that are staged, modified or untracked; commits that no other branch, tag or remote branch has and whose
// changes are not in the base either (squashed into it, say); an operation in the middle; repositories of submodules,
// which lie in the worktree's own part of the repository. Files that git ignores do not count.
#pragma once

#include <string>
#include <vector>

#include "base.hpp"
#include "base/error.hpp"
#include "place/git.hpp"
#include "place/ground.hpp"
#include "place/site.hpp"

namespace scc::worktree {

struct Loss {
    std::vector<std::string> files;      // "modified: src/a.c"
    std::vector<std::string> commits;    // "commit 1234567 subject"
    std::vector<std::string> operation;  // "operation: rebase"
    std::vector<std::string> submodules;

    bool none() const { return files.empty() && commits.empty() && operation.empty() && submodules.empty(); }
};

// `with_branch`: the branch goes as well.
Result<Loss> loss_of(const Ground& ground, const Entry& entry, bool with_branch);

// "2 files, 1 commit", for messages.
std::string summary_of(const Loss& loss);

// A line for each thing, the first of them and how many more there are.
std::vector<Error> lines_of(const Loss& loss);

// Whether the branch of the worktree has commits of its own, and all they change is in the base.
bool is_merged(const Ground& ground, const Entry& entry);

}  // namespace scc::worktree
