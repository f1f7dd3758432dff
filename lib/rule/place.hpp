// What the condition of a row may ask, and what it may answer besides yes and no.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "rule/facts.hpp"
#include "rule/policy.hpp"
#include "rule/site.hpp"
#include "rule/sql.hpp"
#include "rule/target.hpp"
#include "shell/argument.hpp"
#include "shell/command.hpp"

namespace scc::rule {

struct Place {
    const Policy& policy;
    Facts& facts;
    std::string_view directory = {};  // of the command, from where the line begins (shell/directory.hpp)

    const Course* course = nullptr;              // of the line so far; null: nothing is known of what ran before
    bool fetched = false;                        // whether a download may flow into the command
    std::optional<std::string_view> input = {};  // what the command reads, where that is known
    bool elsewhere = false;                      // whether its files are those of another machine or container
    const shell::Files* files = nullptr;         // what the line wrote before it

    // Sets out what is known of a command before its words are read.
    void enter(const shell::Simple& command) {
        directory = command.directory;
        fetched = command.fetched;
        input = command.input;
        elsewhere = command.elsewhere;
        files = command.files;
        targets.reset();
        effects.reset();
    }

    std::optional<shell::Span> at = std::nullopt;               // the word that decided, when a condition knows it
    std::optional<std::vector<Target>> targets = std::nullopt;  // what the command does to files, once asked
    std::optional<std::vector<Effect>> effects = std::nullopt;  // and to stored data

    // The branch that a command of git is on, empty when HEAD is detached; and whether nothing is there of what it may
    // lose. What is not known is nothing.
    std::optional<std::string> branch_of(const Words& words) const;
    bool is_clean_for(const Words& words, Loss loss) const;
};

}  // namespace scc::rule
