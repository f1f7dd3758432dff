#include "rule/policy.hpp"

#include <algorithm>
#include <optional>

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

std::string whole(const Family& family) { return std::string(family.name) + "/*"; }

std::optional<Decision> entry_of(const Decisions& decisions, std::string_view name) {
    const auto found = decisions.find(name);
    return found == decisions.end() ? std::nullopt : std::optional(found->second);
}

std::optional<Decision> entry_of(const Decisions& decisions, const Family* family) {
    return family == nullptr || decisions.empty() ? std::nullopt : entry_of(decisions, whole(*family));
}

std::optional<Decision> highest(const Decisions& decisions, const Rule& row, const Family* family) {
    return std::max(entry_of(decisions, row.id), entry_of(decisions, family));
}

// What the row does by its own words, the toggles and the decisions.
Decision said_by(const Policy& policy, const Rule& row, const Family* family) {
    if (const auto one = entry_of(policy.decisions, row.id)) return *one;
    if (!row.toggle.empty() && !policy.is_on(row.toggle)) return Decision::allow;
    return entry_of(policy.decisions, family).value_or(row.decision);
}

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

Decision Policy::stated(const Rule& row, const Family* family) const {
    const std::optional<Decision> floor = at_least.empty() ? std::nullopt : highest(at_least, row, family);
    const Decision said = said_by(*this, row, family);
    return floor ? std::max(said, *floor) : said;
}

Decision Policy::decision_of(const Rule& row, const Family* family) const {
    if (family != nullptr && family->pack && std::ranges::find(packs, family->name) == packs.end()) {
        return Decision::allow;
    }
    return std::min(stated(row, family), action);
}

std::vector<std::string> Policy::parts_of(const Rule& row, const Family* family) const {
    const std::string own(row.id);
    const std::string all = family == nullptr ? own : whole(*family);
    if (stated(row, family) > said_by(*this, row, family)) {
        const bool single = entry_of(at_least, row.id) >= entry_of(at_least, family);
        return {"at_least/" + (single ? own : all)};
    }
    if (decisions.contains(own)) return {"decisions/" + own};
    if (family == nullptr) return {"rules/" + own};
    if (decisions.contains(all)) return {"decisions/" + all};
    return {"toggles/" + std::string(row.toggle), "packs/" + std::string(family->name)};
}

std::string Policy::set_by(const Rule& row, const Family* family) const {
    for (const std::string& part : parts_of(row, family)) {
        const auto found = origins.find(part);
        if (found != origins.end()) return found->second;
    }
    return because;
}

bool can_be_decided(std::string_view name, std::span<const OwnRule> own) {
    if (name.ends_with("/*")) return family_named(name.substr(0, name.size() - 2)) != nullptr;
    return rule_named(name) != nullptr || std::ranges::find(own, name, &OwnRule::id) != own.end();
}

}  // namespace scc::rule
