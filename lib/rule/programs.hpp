// Programs whose words are a verb of one or more words among options: kubectl, terraform, aws, gh and their like.
//
//     kubectl --context prod -n x  delete           pod y --now
//             options of the program  verb          options of the verb, operands
//     gcloud --project p  sql instances delete      z
//
// A row of the table says which words continue a verb and which options take a value; what a program does with its
// verbs is a matter of rules. A program that is not in the table has its first word for a verb and options as they
// stand.
#pragma once

#include <span>
#include <string_view>

#include "rule/words.hpp"

namespace scc::rule {

// The options of some verbs. The first row that names a verb counts; one without a name is for all.
struct VerbOptions {
    std::string_view verb;  // several with "|"; what begins a longer verb has options of its own as well
    std::string_view options;
    Order order = Order::mixed;
};

// As `nouns`: every word up to the first option is one of the verb.
inline constexpr std::string_view any_word = ".*";

struct Commands {
    std::string_view program;  // several with "|"
    std::size_t depth = 1;     // the words a verb has at most
    std::string_view nouns;    // what a verb goes on after; empty: anything but an act (is_act)
    std::string_view groups;   // acts that are nouns here
    Dashes dashes = Dashes::exact;
    std::string_view options;  // those of the program, good before and after the verb
    std::span<const VerbOptions> verbs = {};
    std::string_view begins = {};  // the verb's first word, when the program is a name for a part of another
    bool folds = false;            // capitals in a verb do not count
};

// The row of a program; nullptr when it has none. Databases, services and package managers have a table of their own.
const Commands* commands_of(std::string_view program);
const Commands* service_commands(std::string_view program);

// Reads the words of such a command.
Words read_commands(const Commands& commands, std::span<const shell::Argument> words);

// Whether a word says what is done, and not to what: "delete", "list", "instance-delete".
bool is_act(std::string_view word);

}  // namespace scc::rule
