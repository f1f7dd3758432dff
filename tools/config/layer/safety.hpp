// What a layer says about commands: its `safety_net` and its own rules.
//
// The organisation's layer decides; what a layer below says only counts where it is stricter (merge/safety.cpp).
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "match/pattern.hpp"
#include "model/origin.hpp"
#include "rule/policy.hpp"
#include "wire/reader.hpp"

namespace scc::config {

struct Place;

struct Safety {
    std::optional<model::Origin> origin;                  // of `safety_net`, when there is one
    std::optional<Text> action;                           // "block", "warn" or "allow"
    std::map<std::string, model::Sourced<bool>> toggles;  // those it names
    std::optional<Text> when_clean;                       // "allow" or "block"
    std::map<std::string, Text> decisions;                // by rule ("git/no-verify") or family ("git/*")
    std::vector<Text> packs;
    std::vector<model::Sourced<rule::OwnRule>> rules;
};

// Reads `safety_net` and `rules`. A family, a pack or a toggle that is none is a fault; whether there is a rule of that
// name shows once the rules of all layers are known.
Safety read_safety(wire::Reader& in, const Place& place);

// Notes a fault in the Reader of the whole document for every decision about a rule that is neither scc's own nor one
// of `own`.
void check_decisions(wire::Reader& in, const Safety& safety, const std::vector<rule::OwnRule>& own);

// The same for every name in the list at `key` that is no single rule.
void check_released(wire::Reader& in,
                    const std::string& key,
                    const std::vector<std::string>& names,
                    const std::vector<rule::OwnRule>& own);

}  // namespace scc::config
