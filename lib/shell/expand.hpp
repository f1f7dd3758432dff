// What the shell makes of a word: the arguments a program would get, as far as the text tells.
//
// Known are literal text in any quoting, braces, variables the line itself set, defaults (${x:-push}), $IFS, and what
// echo, printf, pwd and mktemp write in a substitution. Everything else is the unknown byte (shell/argument.hpp), in
// its place among what is known. A default stands for a variable nobody knows: what may be run counts, not what is
// likely. File patterns and a leading tilde stay as they are written; $HOME becomes "~", $PWD "." and $TMPDIR itself,
// unless the line sets them.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shell/syntax.hpp"

namespace scc::shell {

inline constexpr std::size_t max_known_output = 4096;  // bytes of a substitution whose text is followed
inline constexpr std::size_t max_brace_words = 64;     // words one word may become

// The variables a line has set so far. A value may hold unknown stretches.
class Scope {
public:
    void set(const std::string& name, std::string value) { values_[name] = std::move(value); }
    void forget(const std::string& name) { values_.erase(name); }
    const std::string* find(const std::string& name) const;

    // $1, $2, … and "$@"; nothing when they are not known.
    std::optional<std::vector<Argument>> positional;

private:
    std::map<std::string, std::string> values_;
};

// The arguments a word becomes: none, one or several.
void expand(const Word& word, const Scope& scope, std::vector<Argument>& into);
std::vector<Argument> expand(const std::vector<Word>& words, const Scope& scope);

// The one string a word becomes where the shell does not split: assignments, redirections, here-documents.
std::string expand_whole(const Word& word, const Scope& scope);

// What the program would write to its standard output; nothing when that is not known. `input` is what it reads.
std::optional<std::string> output_of(const std::vector<Argument>& words, const std::optional<std::string>& input);
std::optional<std::string> output_of(const List& list, const Scope& scope);

// What a simple command reads from its here-document or here-string.
std::optional<std::string> input_of(const Command& command, const Scope& scope);

// The words that braces make of a word, {a,b} and {1..3}; the word itself when there are none.
std::vector<Word> expand_braces(const Word& word);

}  // namespace scc::shell
