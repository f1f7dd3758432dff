// Which files a scan reads.
#pragma once

#include <string>
#include <vector>

#include "base/error.hpp"
#include "scan/format.hpp"

namespace scc::safety {

struct Found {
    std::string path;    // as it is told to people: what was asked for, or below it
    std::string folder;  // where its commands begin, from the root of the work tree or of the folder asked for
    const Format* format = nullptr;
};

// Those of a file or a folder. Of a folder, the files in it that have a format: in a git work tree those that git
// tracks and those it does not ignore; elsewhere all but what lies in .git, .hg, .svn, .jj and node_modules. Symbolic
// links in it are not followed. `forced` is taken for the format of a file; without one, a file that has none is an
// Error, and so is what does not exist.
Result<std::vector<Found>> files_at(const std::string& path, const Format* forced);

}  // namespace scc::safety
