#include "model/workspace.hpp"

#include <nlohmann/json.hpp>

#include "wire/nullable.hpp"

namespace scc::model {
namespace {

using nlohmann::json;

constexpr std::int64_t highest_id = 0xffff'fffe;  // (uid_t)-1 means "none"

}  // namespace

json to_json(const Workspace& workspace) {
    json worktree;
    if (workspace.worktree) worktree = {{"name", workspace.worktree->name}, {"branch", workspace.worktree->branch}};
    return {{"root", workspace.root},
            {"entry", workspace.entry},
            {"repository", wire::or_null(workspace.repository)},
            {"worktree", worktree},
            {"branch", wire::or_null(workspace.branch)},
            {"owner", {{"uid", workspace.uid}, {"gid", workspace.gid}}}};
}

Workspace read_workspace(wire::Reader& in) {
    in.complete();
    Workspace workspace;
    workspace.root = in.text("root");
    workspace.entry = in.text("entry");
    workspace.repository = in.optional_text("repository");
    in.with("worktree", [&](wire::Reader& at) {
        workspace.worktree = Worktree{at.text("name"), at.any_text("branch")};
    });
    workspace.branch = in.optional_text("branch");
    wire::Reader owner = in.object("owner");
    workspace.uid = static_cast<uid_t>(owner.integer("uid", 0, highest_id));
    workspace.gid = static_cast<gid_t>(owner.integer("gid", 0, highest_id));
    return workspace;
}

}  // namespace scc::model
