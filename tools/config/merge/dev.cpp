#include <algorithm>

#include "base/text.hpp"
#include "parts.hpp"

namespace scc::config {
namespace {

// Why the layer may name no commands of this machine. A workspace needs the switches and its team's delegation, and
// without an organisation nobody vouches for what a repository brings along.
std::optional<Merge::Refused> not_delegated(const Merge& merge, const Layer& layer) {
    const bool workspace = merge.in.workspace && &layer == &*merge.in.workspace;
    if (merge.org == nullptr && workspace) {
        return Merge::Refused{"a repository's commands run on this machine only where an organisation lets them", {}};
    }
    if (auto refused = merge.undelegated("dev", layer)) return refused;
    return workspace ? merge.undelegated("dev", merge.team->layer) : std::nullopt;
}

void add(Merge& merge,
         const model::DevAction& action,
         const Layer& layer,
         const std::optional<Merge::Refused>& refused) {
    const std::string item = action.kind + " " + action.name;
    if (refused) return merge.reject("dev", item, layer.name, *refused);
    const auto same = [&](const model::DevAction& at) { return at.kind == action.kind && at.name == action.name; };
    const auto taken = std::ranges::find_if(merge.out.dev_environment, same);
    if (taken == merge.out.dev_environment.end()) return merge.out.dev_environment.push_back(action);
    merge.reject(
        "dev", item, layer.name, {"the name is taken by layer " + text::quoted(taken->origin.from), taken->origin});
}

}  // namespace

void merge_dev_environment(Merge& merge) {
    for (const Layer* layer : merge.layers) {
        if (layer->dev_environment.empty()) continue;
        const auto refused = not_delegated(merge, *layer);
        for (const model::DevAction& action : layer->dev_environment) add(merge, action, *layer, refused);
    }
}

}  // namespace scc::config
