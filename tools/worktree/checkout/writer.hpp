// The files of a commit, written into an empty directory by several threads, and the index that says that they are
// there.
//
// libgit2's own checkout looks the attributes of every file up and hashes what it reads again; git's has workers that
// are processes. Here each thread has a repository of its own to read from and takes the next piece of the index:
//
//     tree ──► index ──► regular files, by threads ──► symbolic links ──► index with what stat says of each
//
// Every directory is entered with openat2(RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS), every file is made with O_EXCL, and
// links come when all else is there: whatever the tree holds, nothing is written outside of the directory or twice.
#pragma once

#include <string>

#include "base/error.hpp"

namespace scc::worktree {

// Writes the commit that HEAD of the worktree at `top` names. Done{} with `written` false when the files are left to
// git: none of them is there then, and no index.
struct Checkout {
    bool written = false;
    std::string left_because;
};

Result<Checkout> check_out(const std::string& top);

}  // namespace scc::worktree
