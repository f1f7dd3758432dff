#include <algorithm>

#include "base/text.hpp"
#include "rule/git.hpp"

namespace scc::rule {
namespace {

constexpr std::string_view prefix = "alias.";

// The subcommands people use. One that is missing here costs a question to git and nothing else.
constexpr std::string_view shipped[] = {
    "add",       "am",           "apply",        "archive",  "bisect",       "blame",       "branch",      "cat-file",
    "checkout",  "cherry-pick",  "clean",        "clone",    "commit",       "config",      "describe",    "diff",
    "fetch",     "for-each-ref", "gc",           "grep",     "help",         "hash-object", "init",        "log",
    "ls-files",  "ls-remote",    "ls-tree",      "merge",    "merge-base",   "mv",          "notes",       "pull",
    "push",      "read-tree",    "rebase",       "reflog",   "remote",       "reset",       "restore",     "rev-list",
    "rev-parse", "revert",       "rm",           "shortlog", "show",         "show-ref",    "stash",       "status",
    "submodule", "switch",       "symbolic-ref", "tag",      "update-index", "update-ref",  "upload-pack", "version",
    "worktree",  "write-tree",
};

}  // namespace

bool is_git_verb(std::string_view verb) { return std::ranges::find(shipped, verb) != std::end(shipped); }

std::map<std::string, std::string> aliases_in(std::string_view answer) {
    std::map<std::string, std::string> aliases;
    for (const std::string& entry : text::split(answer, '\0')) {
        const std::size_t end = entry.find('\n');
        if (!entry.starts_with(prefix) || end == std::string::npos) continue;
        aliases[text::lower(entry.substr(prefix.size(), end - prefix.size()))] = entry.substr(end + 1);
    }
    return aliases;
}

}  // namespace scc::rule
