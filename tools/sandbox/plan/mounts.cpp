#include "mounts.hpp"

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

}  // namespace

std::vector<Mount> mounts_for(const model::Workspace& workspace,
                              const model::Effective& config,
                              const model::Provider& provider,
                              const model::Net& net) {
    std::vector<Mount> mounts = {{"bind", workspace.root, workspace.root, true}};
    if (workspace.repository) {
        const std::string hooks = path::join(*workspace.repository, "hooks");
        mounts.push_back({"bind", *workspace.repository, *workspace.repository, true});
        mounts.push_back({"bind", hooks, hooks, false});
    }
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

}  // namespace scc::sandbox
