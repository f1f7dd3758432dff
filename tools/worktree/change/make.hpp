// The steps by which a worktree comes to be:
//
//     note ──► directory ──► branch ──► entry in the books ──► files ──► copies ──► origin ──► note away
//
// Directory, branch and entry are made in ways that only one of two callers succeeds in. Whatever fails, interrupts or
// kills on the way, what was made is taken back: at once, or by the next command (place/begun.hpp).
#pragma once

#include <string>
#include <vector>

#include "base/error.hpp"
#include "place/git.hpp"
#include "place/site.hpp"

namespace scc::worktree {

// What the command line asks for, found in the repository.
struct Wish {
    std::string name;
    std::string path;
    std::string branch;
    bool is_new_branch = true;
    Origin origin;
    Commit start;
    std::vector<std::string> copies;  // patterns of ignored files to bring along
};

Error taken(std::string message, std::string hint);

Result<Done> make(git_repository* repository, const Site& site, const Wish& wish);

}  // namespace scc::worktree
