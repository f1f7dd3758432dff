#include <algorithm>
#include <nlohmann/json.hpp>

#include "merge_parts.hpp"
#include "wire/parse.hpp"

namespace scc::config {
namespace {

// The organisation's list stands for the usual one; a layer below may protect more.
model::Sourced<std::vector<std::string>> protected_branches(const Merge& merge) {
    model::Sourced<std::vector<std::string>> branches{usual_protected_branches(), {"default", ""}};
    for (const Layer* layer : merge.layers) {
        if (layer->protected_branches.empty()) continue;
        const bool is_org = merge.org != nullptr && layer == &merge.org->defaults.layer;
        if (is_org) branches.value.clear();
        for (const Text& branch : layer->protected_branches) {
            if (std::ranges::count(branches.value, branch.value) > 0) continue;
            branches.value.push_back(branch.value);
            branches.origin = branch.origin;
        }
    }
    return branches;
}

}  // namespace

const std::vector<std::string>& usual_protected_branches() {
    static const std::vector<std::string> branches = {"main", "master", "develop", "production", "staging"};
    return branches;
}

void merge_safety(Merge& merge) {
    merge.out.protected_branches = protected_branches(merge);
    const Security security = merge.org == nullptr ? Security() : merge.org->security;
    const SafetyNet safety_net = security.safety_net.value_or(SafetyNet());
    model::Origin origin{"default", ""};
    if (security.safety_net) origin = merge.org->origin("/security/safety_net");
    const nlohmann::json policy = {{"action", safety_net.action},
                                   {"toggles", safety_net.toggles},
                                   {"protected_branches", merge.out.protected_branches.value},
                                   {"rules", nlohmann::json::parse(security.rules)},
                                   {"because", origin.because}};
    merge.out.safety = {wire::compact(policy), origin};
}

}  // namespace scc::config
