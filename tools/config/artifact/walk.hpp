// Every file of a tree, read once, within the limits that archives have.
#pragma once

#include <string>
#include <vector>

#include "base/error.hpp"

namespace scc::config {

struct WalkedFile {
    std::string path;  // below the tree
    bool is_link = false;
    bool is_program = false;  // may be executed by its owner
    std::string sha256;       // of its bytes, or of the link's target
};

// Sorted by path. Code::config for what is neither file, directory nor link, for a link that leads out of the tree, and
// for more files or bytes than ArchiveLimits; Code::not_found when there is no directory.
Result<std::vector<WalkedFile>> walk(const std::string& directory);

// The same tree again at `to`, which must not exist: files of ours, readable by everybody.
Result<Done> copy_tree(const std::string& from, const std::string& to);

}  // namespace scc::config
