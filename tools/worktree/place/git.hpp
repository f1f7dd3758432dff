// libgit2 with owners and errors as values.
//
// libgit2 looks at repositories: heads, branches, ancestry, status. What writes files, the checkout of a new worktree,
// is the own writer's (checkout/writer.hpp) or left to the git program (program.hpp), which has the filters and sparse
// checkouts that libgit2 lacks.
#pragma once

#include <git2.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"

namespace scc::worktree {

template <class T, void (*Free)(T*)>
struct Freer {
    void operator()(T* held) const { Free(held); }
};
template <class T, void (*Free)(T*)>
using Owned = std::unique_ptr<T, Freer<T, Free>>;

using Repository = Owned<git_repository, git_repository_free>;
using Reference = Owned<git_reference, git_reference_free>;
using Object = Owned<git_object, git_object_free>;
using Commit = Owned<git_commit, git_commit_free>;
using Statuses = Owned<git_status_list, git_status_list_free>;

// "cannot WHAT: REASON", with libgit2's reason for its last failure.
Error git_error(std::string_view what, Code code = Code::tool);

// The repository that `path` is in, or below it when it is one; Code::not_found when it is in none.
Result<Repository> open(const std::string& path);

// The repository whose top is exactly `path`.
Result<Repository> open_top(const std::string& path);

// The commit `HEAD` stands on; Code::not_found when there is no commit yet.
Result<Commit> head_commit(git_repository* repository);

// The commit that `revision` names.
Result<Commit> commit_named(git_repository* repository, const std::string& revision);

std::string text_of(const git_oid& id);

// The common git directory, absolute, without a slash at its end and with symbolic links resolved.
std::string common_dir(git_repository* repository);

// What HEAD names without refs/heads/; nothing when it is detached.
std::string branch_of(git_repository* repository);

bool has_branch(git_repository* repository, const std::string& name);

// Deletes the branch when it still stands at `commit`; one without a commit as well.
void delete_branch_at(git_repository* repository, const std::string& name, const std::string& commit);

// The local branch, other than `name`, that keeps a branch of that name from being made: "a" and "a/b" exclude each
// other. Empty when there is none.
std::string branch_in_the_way(git_repository* repository, const std::string& name);

}  // namespace scc::worktree
