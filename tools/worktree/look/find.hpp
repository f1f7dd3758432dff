// The worktree that a word means.
//
// What changes something takes an exact name only; who goes somewhere may type a part of it.
#pragma once

#include <string>
#include <vector>

#include "base/error.hpp"
#include "place/site.hpp"

namespace scc::worktree {

// By name, branch, directory name or path; Code::not_found names the nearest.
Result<Entry> entry_named(const std::vector<Entry>& known, const std::string& word);

// Those that fit best: the ones named so, else those that begin so, else those that hold it, else those that have its
// letters in their order. Several only when they fit equally well.
std::vector<Entry> entries_like(const std::vector<Entry>& known, const std::string& word);

}  // namespace scc::worktree
