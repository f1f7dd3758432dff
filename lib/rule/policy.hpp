// What an organisation decided, as a plain record. lib/policy reads it from a document.
//
// A Policy that nobody filled in is the strictest one: everything is refused that any rule names, and no network.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

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

// The record that refers to the texts of `own`, which must stay where it is. Its examples are left out.
Rule row_of(const OwnRule& own);

struct Policy {
    Decision action = Decision::block;                       // the most that any rule may do
    std::map<std::string, bool, std::less<>> toggles;        // those of `safety_net`; absent: on
    std::map<std::string, Decision, std::less<>> decisions;  // of rules ("git/no-verify") and families ("git/*")
    std::vector<std::string> packs;                          // families that are on though they are packs
    bool allow_when_clean = false;                           // what throws away changes may run where there are none
    std::vector<std::string> protected_branches;
    Network network = Network::locked_down_web;
    std::vector<std::string> destinations;  // "host", "*.host", "host:port"
    std::vector<OwnRule> rules;
    std::string because;  // who set it: "org.json:/security/safety_net"

    bool is_on(std::string_view toggle) const;

    // What a row of a family may do at most; an organisation's own rules belong to none.
    Decision decision_of(const Rule& row, const Family* family) const;
};

// The six keys of `safety_net`.
std::span<const std::string_view> toggle_names();

}  // namespace scc::rule
