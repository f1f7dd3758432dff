// A row held against the words of a command.
#pragma once

#include <optional>

#include "rule/place.hpp"
#include "rule/rule.hpp"
#include "rule/words.hpp"

namespace scc::rule {

// The words that decided, when the row applies. Program and verb are compared as well.
std::optional<shell::Span> match(const Rule& rule, const Words& words, Place& place);

// The same for a row that is known to speak of the program and its subcommand.
std::optional<shell::Span> match_words(const Rule& rule, const Words& words, Place& place);

// Reads the words of a command as its program does; programs without a grammar of their own have their options taken
// as they stand.
Words read_words(std::span<const shell::Argument> words);

}  // namespace scc::rule
