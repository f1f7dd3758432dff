// A rule is a row of a table: which command it is about, what must be among its words, what is wrong with that, and
// what to do instead. The rows of a family stand in one file (git_rules.cpp, files_rules.cpp); an organisation's own
// rules are the same record read from a policy document.
//
// A row never sees the raw line. It sees the words as the program itself would read them (rule/words.hpp): the long
// name of every option, abbreviations and clusters spelled out, cancelled ones gone, values and operands apart. So
// "git commit -m 'push --force'" is no push, and "git push -qf" has the option "--force".
//
// Patterns are RE2 and must match a whole word; alternatives of plain words are compared without it. A pattern is
// compiled when it is first needed. Each row carries examples in both directions, which a test runs.
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "base/remembered.hpp"

namespace scc::rule {

enum class Decision {
    allow,
    warn,
    block,
};

// "allow", "warn", "block".
std::string_view name_of(Decision decision);

// What a command that throws something away may take of a work tree, beside what git keeps.
enum class Loss {
    more,       // than git could tell of
    changes,    // of what git tracks, in files and index
    untracked,  // files that git does not track, but for ignored ones
    all,        // changes, untracked and ignored files
};

struct Words;
struct Place;

struct Rule {
    std::string_view id;       // "git/push-force": family/act, stable for ever
    std::string_view program;  // basename of the command; several with "|"
    std::string_view verb;     // its subcommand, "stash drop"; several with "|"; empty: any
    std::string_view action;   // the last word of the verb matches this: "delete"
    std::string_view option;   // each of these blank-separated patterns matches an option: "--force", "--depth=.*"
    std::string_view without;  // none of the options matches this
    std::string_view operand;  // some operand matches this
    std::string_view word;     // some word after the program matches this, as it was written

    // What patterns cannot say; asked last. Unset: nothing more.
    bool (*check)(const Words&, Place&) = nullptr;

    Decision decision = Decision::block;
    Loss (*loses)(const Words&) = nullptr;  // where there is none of it, `when_clean` spares the command; unset: never
    std::string_view toggle;                // the key of `safety_net` that switches it off; empty: none
    std::string_view because;               // completes "it ...": "rewrites history that others may already have"
    std::string_view instead;               // what to do about it

    std::span<const std::string_view> denies;  // examples are tests
    std::span<const std::string_view> allows;
};

// A name, and which of the rows speak of the program.
using Named = std::pair<std::string_view, std::size_t>;

// The rows of a family's tables, those of the first first.
class AllRows {
public:
    using Tables = std::array<std::span<const Rule>, 2>;

    class Place {
    public:
        using value_type = Rule;
        using difference_type = std::ptrdiff_t;

        Place() = default;
        Place(const Tables& tables, std::size_t at) : tables_(&tables), at_(at) {}

        const Rule& operator*() const {
            const std::span<const Rule> first = tables_->front();
            return at_ < first.size() ? first[at_] : tables_->back()[at_ - first.size()];
        }
        Place& operator++() { return ++at_, *this; }
        Place operator++(int) { return {*tables_, at_++}; }
        bool operator==(const Place&) const = default;

    private:
        const Tables* tables_ = nullptr;
        std::size_t at_ = 0;
    };

    explicit AllRows(const Tables& tables) : tables_(tables) {}
    Place begin() const { return {tables_, 0}; }
    Place end() const { return {tables_, tables_.front().size() + tables_.back().size()}; }

private:
    const Tables& tables_;
};

// A pack is a family that is off until a policy switches it on.
struct Family {
    std::string_view name;  // what its ids begin with
    std::string_view about;
    bool pack = false;
    AllRows::Tables tables;             // one a file
    std::span<const Named> names = {};  // the rows of the first by their programs; empty: all are looked at

    AllRows rows() const { return AllRows(tables); }
};

// Every family, in the order in which they are asked.
std::span<const Family> families();

// The family with that name, the row with that id; nullptr when there is none.
const Family* family_named(std::string_view name);
const Rule* rule_named(std::string_view id);

struct Row {
    const Rule* rule;
    const Family* family;
};

// The rows that speak of a program, in the order of the families. Which of them are about a subcommand is found when it
// is first asked and remembered, so that a process with one question builds no index.
class Rows {
public:
    // Those about the subcommand, then those about any. They stay until the next question.
    std::span<const Row> about(std::string_view verb) const;
    bool empty() const { return all_.empty(); }
    void add(const Row& row);

private:
    std::vector<Row> all_;
    mutable Remembered<std::vector<Row>> by_verb_;
};

// Those of a program in every family, or in every one that is no pack; nullptr when none speaks of it. They stay until
// the next question.
const Rows* rows_about(std::string_view program, bool packs);

}  // namespace scc::rule
