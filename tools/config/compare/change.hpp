// What is different between two sets of rules, and which way: whether somebody may do more under the second.
//
// Both sets become facts: by field and item, a value. The table in change.cpp says of every field what a fact means:
// that something is permitted, so that one more widens; that something is forbidden, so that one less does; or neither.
// A value that takes another's place widens where nobody can say which of the two is stricter. All of it is pure; a
// field that the table does not have cannot be compared, and the tests compare its fields with those of the plan.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "grants.hpp"
#include "model/effective.hpp"
#include "rule/policy.hpp"

namespace scc::config {

struct Rules {
    model::Effective effective;
    Grants grants;
    rule::Policy policy;  // what the guard reads of the effective configuration
};

Rules rules_of(model::Effective effective, Grants grants);

enum class Effect {
    widens,
    changes,
    narrows,
};

std::string_view name_of(Effect effect);  // "widens", "changes", "narrows"

struct Change {
    Effect effect = Effect::changes;
    std::string field;  // as `explain` names it: "limits.memory"
    std::string item;   // of a list: "css@acme"; empty for a single value

    // Its value, empty where being there is all there is to say; nothing where it is not there.
    std::optional<std::string> before;
    std::optional<std::string> after;

    auto operator<=>(const Change&) const = default;
};

// What widens first, then what merely changes, then what narrows; by field and item.
std::vector<Change> changes(const Rules& before, const Rules& after);

// The fields of the table, in its order.
std::vector<std::string> compared_fields();

}  // namespace scc::config
