#include "rule/policy.hpp"

#include <algorithm>

namespace scc::rule {
namespace {

constexpr std::string_view toggles_[] = {
    "block_branch_force_delete",
    "block_checkout_restore",
    "block_clean",
    "block_force_push",
    "block_reset_hard",
    "block_stash_destructive",
};

}  // namespace

std::string_view name_of(Decision decision) {
    switch (decision) {
        case Decision::allow: return "allow";
        case Decision::warn: return "warn";
        case Decision::block: return "block";
    }
    return "block";
}

std::string_view name_of(Network network) {
    switch (network) {
        case Network::open: return "open";
        case Network::web_egress_enforced: return "web-egress-enforced";
        case Network::locked_down_web: return "locked-down-web";
    }
    return "locked-down-web";
}

Rule row_of(const OwnRule& own) {
    return {.id = own.id,
            .program = own.program,
            .verb = own.verb,
            .option = own.option,
            .without = own.without,
            .operand = own.operand,
            .word = own.word,
            .decision = own.decision,
            .because = own.because,
            .instead = own.instead};
}

bool Policy::is_on(std::string_view toggle) const {
    const auto found = toggles.find(toggle);
    return found == toggles.end() || found->second;
}

std::span<const std::string_view> toggle_names() { return toggles_; }

Decision Policy::decision_of(const Rule& row, const Family* family) const {
    if (!row.toggle.empty() && !is_on(row.toggle)) return Decision::allow;
    if (family != nullptr && family->pack && std::ranges::find(packs, family->name) == packs.end()) {
        return Decision::allow;
    }
    Decision decision = row.decision;
    if (decisions.empty()) return std::min(decision, action);
    const auto one = decisions.find(row.id);
    const auto all = family == nullptr ? decisions.end() : decisions.find(std::string(family->name) + "/*");
    if (one != decisions.end()) decision = one->second;
    else if (all != decisions.end()) decision = all->second;
    return std::min(decision, action);
}

}  // namespace scc::rule
