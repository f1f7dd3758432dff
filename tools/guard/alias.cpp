#include "alias.hpp"

#include <algorithm>
#include <set>

#include "ask.hpp"
#include "base/text.hpp"
#include "lineage.hpp"
#include "rule/git.hpp"

namespace scc::guard {
namespace {

constexpr std::string_view prefix = "alias.";

// The word that an alias begins with; empty for one that is a line for the shell.
std::string first_word(const std::string& alias) {
    if (alias.starts_with('!')) return {};
    const std::vector<std::string> words = text::words(text::replace_all(alias, "\t", " "));
    return words.empty() ? std::string() : words.front();
}

}  // namespace

std::vector<std::string> spelled_out(const std::vector<std::string>& words,
                                     const std::map<std::string, std::string>& aliases) {
    std::vector<std::string> spelled = words;
    std::set<std::string> seen;
    std::string verb(verb_in(words));
    while (!verb.empty() && !rule::is_git_verb(verb) && seen.insert(verb).second) {
        const auto found = aliases.find(text::lower(verb));
        if (found == aliases.end()) break;
        spelled.insert(spelled.begin() + 1, {"-c", std::string(prefix) + verb + "=" + found->second});
        verb = first_word(found->second);
    }
    return spelled;
}

std::vector<std::string> with_aliases(const std::vector<std::string>& words, const std::string& git) {
    const std::string_view verb = verb_in(words);
    if (verb.empty() || rule::is_git_verb(verb)) return words;
    const auto place = std::ranges::find_if(words, [&](const std::string& word) { return word.data() == verb.data(); });
    std::vector<std::string> question(words.begin(), place);
    question.insert(question.end(), {"config", "--null", "--get-regexp", "^alias[.]"});
    return spelled_out(words, rule::aliases_in(answer_of(git, std::move(question)).value_or("")));
}

}  // namespace scc::guard
