// What the shell makes of a word: the arguments a program would get, as far as the text tells.
//
// Known are literal text in any quoting, braces, what the line itself gave values to (shell/scope.hpp) with all of
// bash's operations on them, defaults (${x:-push}), $IFS, and what substitutions wrote where the walker found out.
// Everything else is the unknown byte (shell/argument.hpp), in its place among what is known. A default stands for a
// variable nobody knows: what may be run counts, not what is likely. File patterns and a leading tilde stay as they
// are written.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shell/argument.hpp"
#include "shell/scope.hpp"
#include "shell/syntax.hpp"

namespace scc::shell {

inline constexpr std::size_t max_brace_units = 4096;  // of a word whose braces are followed
inline constexpr std::size_t max_brace_words = 64;    // words one word may become

// The arguments a word becomes: none, one or several. ${x:=y} gives x a value.
void expand(const Word& word, Scope& scope, std::vector<Argument>& into);
std::vector<Argument> expand(const std::vector<Word>& words, Scope& scope);

// The one string a word becomes where the shell does not split: assignments, redirections, here-documents.
std::string expand_whole(const Word& word, Scope& scope);

// What a parameter expands to: the items of a list where `list`, else one.
struct Expansion {
    std::vector<std::string> items;
    bool list = false;    // $@ and ${a[@]}: an argument each, even in quotes
    bool joined = false;  // $* and ${a[*]}: one argument in quotes
};

Expansion expand_parameter(const Part& part, Scope& scope);

// The words that braces make of a word, {a,b} and {1..3}; the word itself when there are none.
std::vector<Word> expand_braces(const Word& word, Scope& scope);

// What separates fields: $IFS.
std::string_view separators_of(const Scope& scope);

// The fields of a text, split as an unquoted expansion is.
std::vector<std::string> split_fields(std::string_view text, const Scope& scope);

}  // namespace scc::shell
