// The index of a worktree as it lies on the disk, read in place: what libgit2 has no quick question for.
//
// An agent may have written it. Every offset is checked, and whatever is unusual is "no": versions but 2 and 3, entries
// in conflict, marked or of submodules, extensions that a reader must know.
#pragma once

#include <git2.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"

namespace scc::worktree {

struct IndexEntry {
    std::uint32_t ctime = 0, ctime_part = 0;  // seconds, nanoseconds
    std::uint32_t mtime = 0, mtime_part = 0;
    std::uint32_t inode = 0, mode = 0, uid = 0, gid = 0, size = 0;
    git_oid id = {};
    std::string_view path;
};

class IndexFile {
public:
    // Nothing when it is not there or not of the usual kind.
    static std::optional<IndexFile> read(const std::string& path);

    const std::vector<IndexEntry>& entries() const { return entries_; }

    // The tree that the entries make, when the file says so.
    const std::optional<git_oid>& tree() const { return tree_; }

private:
    bool parse();
    bool parse_entry(std::size_t& at);
    bool parse_extensions(std::size_t at);

    std::string bytes_;
    std::vector<IndexEntry> entries_;
    std::optional<git_oid> tree_;
};

}  // namespace scc::worktree
