#include "mounts.hpp"

#include "base/file.hpp"
#include "base/path.hpp"
#include "base/text.hpp"

namespace scc::sandbox {
namespace {

std::string staged(std::string_view name) { return "@session-dir@/" + std::string(name); }

std::string field(std::string_view name, const std::string& value) {
    const std::string whole = std::string(name) + "=" + value;
    if (whole.find_first_of(",\"") == std::string::npos) return whole;
    return "\"" + text::replace_all(whole, "\"", "\"\"") + "\"";
}

// The name of the worktree's admin folder, as its .git file tells; empty for a main worktree.
std::string own_admin_folder(const model::Workspace& workspace) {
    const auto pointer = file::read(path::join(workspace.root, ".git"), 4096);
    if (!pointer || !pointer->starts_with("gitdir:")) return "";
    return std::string(path::basename(text::trim(*pointer)));
}

}  // namespace

std::string hooks_of(const model::Workspace& workspace) {
    return workspace.repository ? path::join(*workspace.repository, "hooks") : "";
}

std::vector<Mount> mounts_for(const model::Workspace& workspace,
                              const model::Effective& config,
                              const model::Provider& provider,
                              const model::Net& net) {
    std::vector<Mount> mounts = {{"bind", workspace.root, workspace.root, true}};
    if (workspace.repository && !path::is_within(*workspace.repository, workspace.root)) {
        mounts.push_back({"bind", *workspace.repository, *workspace.repository, true});
    }
    if (const std::string hooks = hooks_of(workspace); !hooks.empty()) mounts.push_back({"bind", hooks, hooks, false});
    if (provider.volume) mounts.push_back({"volume", provider.volume->name, provider.volume->path, true});
    for (const std::string& tree : model::content_paths(config.marketplaces, config.artifacts)) {
        mounts.push_back({"bind", tree, tree, false});
    }
    mounts.push_back({"bind", staged("policy.json"), "/etc/scc/policy.json", false});
    mounts.push_back({"bind", staged("events/guard.jsonl"), "/run/scc/events/guard.jsonl", true});
    for (std::size_t i = 0; i < provider.files.size(); ++i) {
        mounts.push_back({"bind", staged("files/" + std::to_string(i)), provider.files[i].path, false});
    }
    for (const model::ProvidedTree& tree : provider.trees) mounts.push_back({"bind", tree.source, tree.path, false});
    if (net.policy == model::NetworkPolicy::web_egress_enforced) {
        mounts.push_back({"bind", staged("resolv.conf"), "/etc/resolv.conf", false});
        mounts.push_back({"bind", staged("address"), "/etc/scc/proxy", false});
    }
    return mounts;
}

std::string mount_word(const Mount& mount) {
    std::string word = "type=" + mount.kind + "," + field("source", mount.source) + "," + field("target", mount.target);
    return mount.writable ? word : word + ",readonly";
}

std::vector<Mount> sibling_mounts(const model::Workspace& workspace) {
    if (!workspace.repository) return {};
    const std::string admin = path::join(*workspace.repository, "worktrees");
    const std::string own = own_admin_folder(workspace);
    std::vector<Mount> mounts;
    for (const std::string& name : file::list(admin).value_or({})) {
        const std::string folder = path::join(admin, name);
        if (name != own && file::is_directory(folder)) mounts.push_back({"bind", folder, folder, false});
    }
    return mounts;
}

}  // namespace scc::sandbox
