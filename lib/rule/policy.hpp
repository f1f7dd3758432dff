// What an organisation decided, as a plain record. lib/policy reads it from a document.
//
// A Policy that nobody filled in is the strictest one: everything is refused that any rule names, and no network.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "rule/rule.hpp"

namespace scc::rule {

enum class Network {
    open,
    web_egress_enforced,
    locked_down_web,
};

// "open", "web-egress-enforced", "locked-down-web".
std::string_view name_of(Network network);

// A rule of an organisation: the record of rule.hpp with texts of its own.
struct OwnRule {
    std::string id;
    std::string program;
    std::string verb;
    std::string option;
    std::string without;
    std::string operand;
    std::string word;
    Decision decision = Decision::block;
    std::string because;
    std::string instead;
    std::vector<std::string> denies;
    std::vector<std::string> allows;
};

// An exception that lets one rule go until a moment.
struct Release {
    std::string rule;
    std::string exception;  // its id
    time::Seconds expires = 0;
};

// What single rules ("git/no-verify") and whole families ("git/*") do.
using Decisions = std::map<std::string, Decision, std::less<>>;

// The record that refers to the texts of `own`, which must stay where it is. Its examples are left out.
Rule row_of(const OwnRule& own);

struct Policy {
    Decision action = Decision::block;                 // the most that any rule may do
    std::map<std::string, bool, std::less<>> toggles;  // those of `safety_net`; absent: on
    Decisions decisions;                               // instead of what a rule says itself
    Decisions at_least;                                // what nothing above lowers
    std::vector<std::string> packs;                    // families that are on though they are packs
    bool allow_when_clean = false;                     // what throws away changes may run where there are none
    std::vector<std::string> protected_branches;
    Network network = Network::locked_down_web;
    std::vector<std::string> destinations;  // "host", "*.host", "host:port"
    std::vector<OwnRule> rules;
    std::vector<Release> releases;
    std::string because;  // who set it: "org.json:/security/safety_net"
    std::string ask;      // who grants exceptions; empty: nobody does

    // Who set a part of it, where that is not `because`: "decisions/git/*", "at_least/git/clean-force",
    // "toggles/block_clean", "packs/database", "rules/acme/no-deploy".
    std::map<std::string, std::string, std::less<>> origins;

    bool is_on(std::string_view toggle) const;

    // What a row of a family does when it applies; an organisation's own rules belong to none. The row's own entry of
    // `decisions` counts before its toggle, that before the family's entry, that before what the row says. A pack that
    // is off says nothing, and `action` caps everything.
    Decision decision_of(const Rule& row, const Family* family) const;

    // The same as if every pack were on and nothing capped it.
    Decision stated(const Rule& row, const Family* family) const;

    // The parts that decide what the row does, as `origins` names them, the deciding one first.
    std::vector<std::string> parts_of(const Rule& row, const Family* family) const;

    // Who set the first of those that somebody set.
    std::string set_by(const Rule& row, const Family* family) const;
};

// Whether `decisions` may name it: a rule or a family of scc's own, or one of `own`.
bool can_be_decided(std::string_view name, std::span<const OwnRule> own);

// The six keys of `safety_net`.
std::span<const std::string_view> toggle_names();

}  // namespace scc::rule
