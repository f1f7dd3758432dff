#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "parts.hpp"
#include "policy/policy.hpp"
#include "wire/parse.hpp"

namespace scc::config {
namespace {

using model::Origin;
using rule::Decision;

// A rule of scc's own, or one of an organisation's, with the family it belongs to.
struct Spoken {
    rule::Rule row;
    const rule::Family* family;
};

// What a name in `decisions` speaks of.
std::vector<Spoken> spoken_of(std::string_view name, const rule::Policy& policy) {
    std::vector<Spoken> all;
    for (const rule::Family& family : rule::families()) {
        const bool whole = name == std::string(family.name) + "/*";
        for (const rule::Rule& row : family.rows()) {
            if (whole || row.id == name) all.push_back({row, &family});
        }
    }
    for (const rule::OwnRule& own : policy.rules) {
        if (own.id == name) all.push_back({rule::row_of(own), nullptr});
    }
    return all;
}

// The organisation's word, and what the layers below tighten. The order of those does not matter: a layer raises what
// it speaks of and lowers nothing, so the strictest of all counts. A wish for less is recorded.
class SafetyMerge {
public:
    explicit SafetyMerge(Merge& merge) : merge_(merge) {}

    void decide(const Safety& safety) {
        if (safety.action) set("action", action_, policy::decision_named(safety.action->value), safety.action->origin);
        for (const auto& [toggle, on] : safety.toggles) {
            set("toggles/" + toggle, policy_.toggles[toggle], on.value, on.origin);
        }
        if (safety.when_clean) {
            set("when_clean", policy_.allow_when_clean, safety.when_clean->value == "allow", safety.when_clean->origin);
        }
        add(safety);
        for (const auto& [name, decision] : safety.decisions) {
            policy_.decisions[name] = policy::decision_named(decision.value);
            origins_["decisions/" + name] = decision.origin;
        }
    }

    void tighten(const Layer& layer) {
        const Safety& safety = layer.safety;
        add(safety, &layer);
        if (safety.action) raise_action(*safety.action, layer);
        for (const auto& [toggle, on] : safety.toggles) raise_toggle(toggle, on, layer);
        if (safety.when_clean) raise_when_clean(*safety.when_clean, layer);
        for (const auto& [name, decision] : safety.decisions) raise(name, decision, layer);
    }

    void release(const Exception& exception) {
        const auto rules = exception.allow.find("rule");
        if (rules == exception.allow.end() || !merge_.is_in_force(exception)) return;
        for (const std::string& id : rules->second) {
            if (!rule::can_be_decided(id, policy_.rules)) continue;
            if (exception.store != Store::organisation || !exception.policy) {
                merge_.reject("rule",
                              id,
                              "exception",
                              {"only an exception of scope 'policy' in the organisation's file "
                               "releases a rule",
                               exception.origin});
                continue;
            }
            policy_.releases.push_back({id, exception.id, exception.expires});
            merge_.out.exceptions_used.push_back(
                {"rule",
                 id,
                 "org",
                 exception.id + ": " + exception.reason + ", until " + time::text_of(exception.expires),
                 exception.origin});
        }
    }

    // The finished policy without its network, which is another section's.
    void finish(const Origin& origin, const std::string& ask) && {
        policy_.action = action_;
        policy_.because = origin.because;
        policy_.ask = ask;
        policy_.protected_branches = merge_.out.protected_branches.value;
        for (const auto& [part, at] : origins_) policy_.origins[part] = at.because;
        nlohmann::json value = policy::to_json(policy_);
        value.erase("network");
        value.erase("destinations");
        merge_.out.safety = {wire::compact(value), origin};
        merge_.out.safety_origins = std::move(origins_);
    }

private:
    template <class Value>
    void set(const std::string& part, Value& current, Value value, const Origin& origin) {
        current = value;
        origins_[part] = origin;
    }

    Origin origin_of(const std::string& part) const {
        const auto found = origins_.find(part);
        return found == origins_.end() ? Origin{"default", ""} : found->second;
    }

    // Packs and rules add refusals and nothing else, so every layer may add them.
    void add(const Safety& safety, const Layer* layer = nullptr) {
        for (const Text& pack : safety.packs) {
            if (!origins_.try_emplace("packs/" + pack.value, pack.origin).second) continue;
            policy_.packs.push_back(pack.value);
        }
        for (const auto& own : safety.rules) {
            const std::string& id = own.value.id;
            if (origins_.try_emplace("rules/" + id, own.origin).second) {
                policy_.rules.push_back(own.value);
            } else if (layer != nullptr) {
                merge_.reject("rule",
                              id,
                              layer->name,
                              {"there is a rule " + text::quoted(id) + " already", origin_of("rules/" + id)});
            }
        }
    }

    void raise_action(const Text& wanted, const Layer& layer) {
        const Decision decision = policy::decision_named(wanted.value);
        if (decision > action_) return set("action", action_, decision, wanted.origin);
        if (decision == action_) return;
        merge_.narrow("safety.action",
                      wanted.value,
                      layer.name,
                      {"the action is " + text::quoted(rule::name_of(action_)), origin_of("action")});
    }

    void raise_toggle(const std::string& toggle, const model::Sourced<bool>& wanted, const Layer& layer) {
        const bool on = policy_.is_on(toggle);
        if (wanted.value == on) return;
        const std::string part = "toggles/" + toggle;
        if (wanted.value) return set(part, policy_.toggles[toggle], true, wanted.origin);
        merge_.narrow("safety." + toggle, "false", layer.name, {text::quoted(toggle) + " is on", origin_of(part)});
    }

    void raise_when_clean(const Text& wanted, const Layer& layer) {
        const bool allow = wanted.value == "allow";
        if (allow == policy_.allow_when_clean) return;
        if (!allow) return set("when_clean", policy_.allow_when_clean, false, wanted.origin);
        merge_.narrow("safety.when_clean", "allow", layer.name, {"'when_clean' is 'block'", origin_of("when_clean")});
    }

    void raise(const std::string& name, const Text& wanted, const Layer& layer) {
        const auto known = policy::check_decided(name, policy_.rules);
        if (!known) {
            return merge_.reject("safety.decisions",
                                 name,
                                 layer.name,
                                 {known.error().message + "; " + known.error().hint, wanted.origin});
        }
        std::vector<Spoken> all = spoken_of(name, policy_);
        const auto apart = [&](const Spoken& at) { return at.row.id != name && named_in(layer, at.row); };
        const bool whole = std::erase_if(all, apart) == 0;
        const Decision decision = policy::decision_named(wanted.value);
        const auto stated = [&](const Spoken& at) { return policy_.stated(at.row, at.family); };
        const auto above = std::ranges::find_if(all, [&](const Spoken& at) { return stated(at) > decision; });
        if (above != all.end()) {
            const std::string now = text::quoted(rule::name_of(stated(*above)));
            merge_.narrow("safety.decisions",
                          name + ": " + wanted.value,
                          layer.name,
                          {text::quoted(above->row.id) + " is " + now, decider_of(*above)});
        }
        for (const Spoken& at : all) {
            if (stated(at) >= decision) continue;
            const std::string raised = whole ? name : std::string(at.row.id);
            set("at_least/" + raised, policy_.at_least[raised], decision, wanted.origin);
        }
    }

    // What the layer says of a rule by its own name, or lets go by its toggle, is none of what it says of the family.
    static bool named_in(const Layer& layer, const rule::Rule& row) {
        const auto toggle = layer.safety.toggles.find(std::string(row.toggle));
        const bool off = toggle != layer.safety.toggles.end() && !toggle->second.value;
        return off || layer.safety.decisions.contains(std::string(row.id));
    }

    Origin decider_of(const Spoken& at) const {
        for (const std::string& part : policy_.parts_of(at.row, at.family)) {
            const auto found = origins_.find(part);
            if (found != origins_.end()) return found->second;
        }
        return {"default", ""};
    }

    Merge& merge_;
    rule::Policy policy_;
    Decision action_ = Decision::block;  // apart: it caps what is judged, and no layer's word
    std::map<std::string, Origin> origins_;
};

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

// Every layer may protect more, and none less.
std::vector<Text> protected_files(const Merge& merge) {
    std::vector<Text> files;
    for (const Layer* layer : merge.layers) {
        for (const Text& file : layer->protected_files) {
            if (std::ranges::find(files, file.value, &Text::value) == files.end()) files.push_back(file);
        }
    }
    return files;
}

}  // namespace

const std::vector<std::string>& usual_protected_branches() {
    static const std::vector<std::string> branches = {"main", "master", "develop", "production", "staging"};
    return branches;
}

void merge_safety(Merge& merge) {
    merge.out.protected_branches = protected_branches(merge);
    merge.out.protected_files = protected_files(merge);
    SafetyMerge safety(merge);
    Origin origin{"default", ""};
    for (const Layer* layer : merge.layers) {
        const bool is_org = merge.org != nullptr && layer == &merge.org->defaults.layer;
        if (!is_org) {
            safety.tighten(*layer);
            continue;
        }
        safety.decide(layer->safety);
        origin = layer->safety.origin.value_or(origin);
    }
    if (merge.org != nullptr) {
        for (const Exception& exception : merge.org->exceptions) safety.release(exception);
    }
    for (const Exception& exception : merge.in.exceptions) safety.release(exception);
    std::move(safety).finish(origin, merge.org == nullptr ? "" : granting(*merge.org));
}

}  // namespace scc::config
