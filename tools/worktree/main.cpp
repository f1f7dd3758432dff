// scc-worktree: branches with a directory of their own, to run agents in side by side.
#include <nlohmann/json.hpp>

#include "change/create.hpp"
#include "change/merge.hpp"
#include "change/remove.hpp"
#include "cli/health.hpp"
#include "cli/tool.hpp"
#include "health.hpp"
#include "look/diff.hpp"
#include "look/go.hpp"
#include "look/list.hpp"

namespace {

using nlohmann::json;
using scc::Code;

constexpr scc::cli::Option create_options[] = {
    {.name = "base", .value = "B", .help = "start from this branch, tag or commit instead of the current branch"},
    {.name = "branch", .value = "EXISTING", .help = "check this branch out instead of making one"},
    {.name = "copy", .value = "PATTERN", .help = "bring along what git ignores under this name", .repeatable = true},
};

constexpr scc::cli::Option switch_options[] = {
    {.name = "no-input", .help = "ask nothing"},
};

constexpr scc::cli::Option remove_options[] = {
    {.name = "force", .help = "give up what would be lost", .letter = 'f'},
    {.name = "keep-branch", .help = "leave the branch"},
};

constexpr scc::cli::Option diff_options[] = {
    {.name = "stat", .help = "how much changed in each file"},
};

constexpr scc::cli::Option merge_options[] = {
    {.name = "ff-only", .help = "only where the base has not moved on"},
    {.name = "no-ff", .help = "make a merge commit in any case"},
    {.name = "squash", .help = "make one commit of all"},
    {.name = "message", .value = "TEXT", .help = "what the new commit says", .letter = 'm'},
};

constexpr scc::cli::Option prune_options[] = {
    {.name = "merged", .help = "those as well whose commits are in their base"},
    {.name = "dry-run", .help = "say what would be removed"},
};

constexpr scc::cli::Verb verbs[] = {
    {.name = "create",
     .operands = "[REPO] NAME",
     .help = "a new branch scc/NAME in a directory beside the repository",
     .options = create_options,
     .takes = {1, 2},
     .emits = "plan",
     .body = scc::worktree::create,
     .text = scc::worktree::created_text},
    {.name = "list",
     .operands = "[REPO]",
     .help = "the worktrees of a repository",
     .takes = {0, 1},
     .emits = "worktrees",
     .body = scc::worktree::list,
     .text = scc::worktree::list_text},
    {.name = "enter",
     .operands = "[REPO] NAME|^|-",
     .help = "a shell in a worktree",
     .options = switch_options,
     .takes = {1, 2},
     .act = scc::worktree::enter},
    {.name = "switch",
     .operands = "[REPO] NAME|^|-",
     .help = "print where a worktree is",
     .options = switch_options,
     .takes = {1, 2},
     .act = scc::worktree::print_path},
    {.name = "diff",
     .operands = "[REPO] NAME",
     .help = "what a worktree changes, committed or not",
     .options = diff_options,
     .takes = {1, 2},
     .act = scc::worktree::print_diff},
    {.name = "merge",
     .operands = "[REPO] NAME",
     .help = "bring a worktree's commits into its base",
     .options = merge_options,
     .takes = {1, 2},
     .emits = "merged",
     .body = scc::worktree::merge,
     .text = scc::worktree::merged_text},
    {.name = "remove",
     .operands = "[REPO] NAME",
     .help = "take a worktree and its branch away, unless work would be lost",
     .options = remove_options,
     .takes = {1, 2},
     .emits = "removed",
     .body = scc::worktree::remove,
     .text = scc::worktree::removed_text},
    {.name = "prune",
     .operands = "[REPO]",
     .help = "take worktrees away whose directory is gone",
     .options = prune_options,
     .takes = {0, 1},
     .emits = "removed",
     .body = scc::worktree::prune,
     .text = scc::worktree::removed_text},
    {.name = "health",
     .help = "whether git and libgit2 are there",
     .emits = "health",
     .body = scc::worktree::health,
     .text = scc::cli::health::text,
     .status = scc::cli::health::status},
};

}  // namespace

int main(int argc, char** argv) {
    const char* const list[] = {argc > 0 ? argv[0] : "scc-worktree", "list"};
    const scc::cli::Program program = {.name = "scc-worktree",
                                       .summary = "branches with a directory of their own, for agents side by side",
                                       .verbs = verbs};
    return argc > 1 ? scc::cli::run(argc, argv, program) : scc::cli::run(2, list, program);
}
