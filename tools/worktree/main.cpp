// scc-worktree: branches with a directory of their own, to run agents in side by side.
#include <nlohmann/json.hpp>

#include "change/create.hpp"
#include "cli/health.hpp"
#include "cli/tool.hpp"
#include "health.hpp"
#include "look/list.hpp"

namespace {

using nlohmann::json;
using scc::Code;

constexpr scc::cli::Option create_options[] = {
    {.name = "base", .value = "B", .help = "start from this branch, tag or commit instead of the current branch"},
    {.name = "branch", .value = "EXISTING", .help = "check this branch out instead of making one"},
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
    {.name = "health",
     .help = "whether git and libgit2 are there",
     .emits = "health",
     .body = scc::worktree::health,
     .text = scc::cli::health::text,
     .status = scc::cli::health::status},
};

}  // namespace

int main(int argc, char** argv) {
    return scc::cli::run(argc,
                         argv,
                         {.name = "scc-worktree",
                          .summary = "branches with a directory of their own, for agents side by side",
                          .verbs = verbs});
}
