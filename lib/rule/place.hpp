// What the condition of a row may ask, and what it may answer besides yes and no.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "rule/facts.hpp"
#include "rule/policy.hpp"
#include "rule/target.hpp"
#include "shell/argument.hpp"

namespace scc::rule {

struct Place {
    const Policy& policy;
    Facts& facts;
    std::string_view directory = {};  // of the command, from where the line begins (shell/directory.hpp)

    bool fetched = false;  // whether a download may flow into the command

    std::optional<shell::Span> at = std::nullopt;               // the word that decided, when a condition knows it
    std::optional<std::vector<Target>> targets = std::nullopt;  // what the command does to files, once asked
};

}  // namespace scc::rule
