// What a work tree holds that git could not bring back: asked of git, read without running anything that a repository
// may name.
//
// Git itself runs programs of the repository's choosing to answer (filters, a file system monitor, hooks after it wrote
// the index). Those are switched off, and a repository that has filters of its own is not asked.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "rule/rule.hpp"

namespace scc::rule {

// Runs git with the words in the directory in question; what it prints, or nothing when it fails.
using AskGit = std::function<std::optional<std::string>(const std::vector<std::string>& words)>;

// Whether there is nothing of `loss`. Nothing is answered where git does not say, where files are marked so that git
// overlooks them, and where other repositories lie within.
std::optional<bool> holds_nothing(Loss loss, const AskGit& ask);

}  // namespace scc::rule
