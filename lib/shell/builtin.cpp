#include <algorithm>

#include "base/path.hpp"
#include "base/text.hpp"
#include "shell/expand.hpp"
#include "shell/names.hpp"
#include "shell/special.hpp"

namespace scc::shell {
namespace {

// The words of a builtin: its letters (with values where the grammar says so) and its operands.
struct Options {
    std::string letters;
    std::map<char, std::string> values;
    std::vector<std::string> operands;

    bool has(char letter) const { return letters.find(letter) != std::string::npos; }
    const std::string* value(char letter) const {
        const auto found = values.find(letter);
        return found == values.end() ? nullptr : &found->second;
    }
};

Options options_of(Words words, std::string_view valued) {
    Options made;
    std::size_t at = 1;
    for (; at < words.size(); ++at) {
        const std::string& word = words[at].text;
        if (word == "--" && ++at) break;
        if (word.size() < 2 || (word[0] != '-' && word[0] != '+')) break;
        for (std::size_t i = 1; i < word.size(); ++i) {
            made.letters += word[i];
            if (valued.find(word[i]) == std::string_view::npos) continue;
            const bool attached = i + 1 < word.size();
            if (attached || at + 1 < words.size())
                made.values[word[i]] = attached ? word.substr(i + 1) : words[++at].text;
            break;
        }
    }
    for (const Argument& word : words.subspan(std::min(at, words.size()))) made.operands.push_back(word.text);
    return made;
}

void assign_fields(std::string_view line, const std::vector<std::string>& names, Scope& scope) {
    const std::string separators(separators_of(scope));
    for (std::size_t i = 0; i < names.size(); ++i) {
        line.remove_prefix(std::min(line.find_first_not_of(separators), line.size()));
        const bool last = i + 1 == names.size();
        const std::size_t end = last ? line.find_last_not_of(separators) + 1 : line.find_first_of(separators);
        scope.set(names[i], std::string(line.substr(0, end)));
        line.remove_prefix(std::min(end, line.size()));
    }
}

// Subscripts in the operands of some builtins are arithmetic, and that runs substitutions: unset 'a[$(date)]'.
void evaluate(Words words, Carried& into) {
    for (const Argument& word : words.subspan(1)) {
        const bool runs = word.text.find("$(") != std::string::npos || word.text.find('`') != std::string::npos;
        if (runs) into.add(": \"" + text::replace_all(word.text, "\"", "") + "\"", word.span);
    }
}

Carried read(Words words, State& state, Stream* input) {
    const Options options = options_of(words, "adinNptu");
    std::vector<std::string> names = options.operands;
    if (names.empty()) names.emplace_back("REPLY");
    const std::string* array = options.value('a');
    const bool known = input != nullptr && !input->at_end() && options.value('u') == nullptr;
    Carried carried;
    evaluate(words, carried);
    if (!known) {
        for (const std::string& name : names) state.scope.forget(name);
        if (array != nullptr) state.scope.forget(*array);
        return carried;
    }
    const std::string* end = options.value('d');
    const std::string_view line = input->take_line(end == nullptr ? '\n' : end->empty() ? '\0' : (*end)[0]);
    if (array != nullptr) state.scope.set_items(*array, split_fields(line, state.scope), false);
    else assign_fields(line, names, state.scope);
    return carried;
}

Carried mapfile(Words words, State& state, Stream* input) {
    Carried carried;
    const Options options = options_of(words, "CcdnOsu");
    if (const std::string* callback = options.value('C')) carried.add(*callback, words[0].span);
    const std::string name = options.operands.empty() ? "MAPFILE" : options.operands[0];
    if (input == nullptr) {
        state.scope.forget(name);
        return carried;
    }
    const std::string* end = options.value('d');
    const char separator = end == nullptr ? '\n' : end->empty() ? '\0' : (*end)[0];
    std::vector<std::string> lines;
    while (!input->at_end() && lines.size() < max_items) {
        lines.emplace_back(input->take_line(separator));
        if (!options.has('t')) lines.back() += separator;
    }
    state.scope.set_items(name, std::move(lines), false);
    return carried;
}

Carried set(Words words, State& state, Stream*) {
    std::size_t at = 1;
    for (; at < words.size(); ++at) {
        const std::string& word = words[at].text;
        if (word == "--" || word == "-") {
            ++at;
            break;
        }
        if (word.size() < 2 || (word[0] != '-' && word[0] != '+')) break;
        if (word.ends_with('o') && at + 1 < words.size()) ++at;
    }
    const bool cleared = at > 1 && words[at - 1].text == "--";
    if (at >= words.size() && !cleared) return {};
    state.scope.positional.emplace();
    for (; at < words.size(); ++at) state.scope.positional->push_back(words[at].text);
    return {};
}

Carried shift(Words words, State& state, Stream*) {
    if (!state.scope.positional) return {};
    std::vector<std::string>& all = *state.scope.positional;
    const auto count = words.size() > 1 ? text::number(words[1].text).value_or(1) : 1;
    const bool more = state.scope.has_more_positional();
    all.erase(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(std::min<std::uint64_t>(count, all.size())));
    if (more && all.empty()) all.emplace_back(1, unknown);
    return {};
}

// What the reader took for a plain word: declare "a=b", export $x.
Carried declare(Words words, State& state, Stream*) {
    const Options options = options_of(words, "");
    for (const std::string& word : options.operands) {
        const std::size_t equals = word.find('=');
        if (equals == std::string::npos || equals == 0) continue;
        const std::string name = word.substr(0, equals - (word[equals - 1] == '+' ? 1 : 0));
        if (options.has('n')) state.scope.refer(name, word.substr(equals + 1));
        else if (word[equals - 1] == '+') state.scope.append(name, word.substr(equals + 1));
        else state.scope.set(name, word.substr(equals + 1));
    }
    return {};
}

Carried unset(Words words, State& state, Stream*) {
    Carried carried;
    evaluate(words, carried);
    for (const Argument& word : words.subspan(1)) {
        state.scope.forget(word.text);
        if (state.functions.contains(word.text)) state.functions.erase(word.text);
    }
    return carried;
}

Carried forget(Words words, State& state, Stream*) {
    Carried carried;
    evaluate(words, carried);
    for (const Argument& word : words.subspan(1)) {
        state.scope.forget(std::string_view(word.text).substr(0, word.text.find_first_of("=+-*/%")));
    }
    return carried;
}

Carried test(Words words, State&, Stream*) {
    Carried carried;
    const bool asks = std::ranges::any_of(words, [](const Argument& word) { return word.text == "-v"; });
    if (asks) evaluate(words, carried);
    return carried;
}

// hash -p PATH NAME
Carried hash(Words words, State& state, Stream*) {
    const Options options = options_of(words, "p");
    const std::string* path = options.value('p');
    if (path != nullptr && !options.operands.empty()) state.files.copy(*path, options.operands[0]);
    return {};
}

Carried print_into(Words words, State& state, Stream* input) {
    if (words.size() < 4 || words[1].text != "-v") return {};
    std::vector<Argument> rest = {words[0]};
    rest.insert(rest.end(), words.begin() + 3, words.end());
    const Filter format = filter_named("printf");
    auto text = format(rest, state, input);
    const std::string& target = words[2].text;
    const std::size_t bracket = target.find('[');
    if (!text) state.scope.forget(target);
    else if (bracket == std::string::npos) state.scope.set(target, std::move(*text));
    else
        state.scope.set_item(target.substr(0, bracket), target.substr(bracket + 1, target.size() - bracket - 2), *text);
    return {};
}

Carried alias(Words words, State& state, Stream*) {
    for (const Argument& word : words.subspan(1)) {
        const std::size_t equals = word.text.find('=');
        if (equals == std::string::npos || equals == 0) continue;
        state.aliases[word.text.substr(0, equals)] = word.text.substr(equals + 1);
    }
    return {};
}

Carried unalias(Words words, State& state, Stream*) {
    for (const Argument& word : words.subspan(1)) state.aliases.erase(word.text);
    return {};
}

// cp, ln, mv, install: a program or a known text under another name.
Carried copy(Words words, State& state, Stream*) {
    const Options options = options_of(words, "tSmog");
    const std::vector<std::string>& operands = options.operands;
    if (operands.empty()) return {};
    std::string target = options.value('t') == nullptr ? operands.back() : *options.value('t') + "/";
    if (target == "." || target == ".." || target.ends_with("/.")) target += "/";
    if (operands.size() > 2 && !target.ends_with('/')) target += "/";
    for (const std::string& from : operands) {
        if (from != operands.back() || options.value('t') != nullptr) state.files.copy(from, target);
    }
    return {};
}

Carried tee(Words words, State& state, Stream* input) {
    const Options options = options_of(words, "");
    for (const std::string& path : options.operands) {
        if (input == nullptr) state.files.forget(path);
        else state.files.write(path, std::string(input->rest()), options.has('a'));
    }
    return {};
}

struct Builtin {
    std::string_view program;
    Special run;
};

constexpr Builtin builtins[] = {
    {"read", read},
    {"mapfile|readarray", mapfile},
    {"set", set},
    {"shift", shift},
    {"declare|export|local|readonly|typeset", declare},
    {"unset", unset},
    {"test|[", test},
    {"hash", hash},
    {"getopts|let", forget},
    {"printf", print_into},
    {"alias", alias},
    {"unalias", unalias},
    {"cp|ln|mv|install", copy},
    {"tee", tee},
    {"source|.", carried_by_source},
    {"ash|bash|csh|dash|fish|hush|ksh|ksh93|lksh|loksh|mksh|osh|posh|rbash|sh|tcsh|yash|zsh", carried_by_shell},
    {"git", carried_by_git},
    {"find|gfind", carried_by_find},
    {"xargs|gxargs", carried_by_xargs},
    {"parallel", carried_by_parallel},
    {"crontab", carried_by_crontab},
    {"tar|bsdtar|gtar", carried_by_tar},
    {"socat", carried_by_socat},
};

constexpr auto by_name = index_names<count_names(builtins)>(builtins);

// Variables of the environment that programs hand to a shell.
constexpr std::string_view run_from_environment =
    "GIT_SSH_COMMAND|GIT_SSH|GIT_PAGER|GIT_EDITOR|GIT_SEQUENCE_EDITOR|GIT_EXTERNAL_DIFF|GIT_ASKPASS|SSH_ASKPASS|"
    "GIT_PROXY_COMMAND|PAGER|MANPAGER|EDITOR|VISUAL|FCEDIT|BROWSER|LESSCLOSE|LESSOPEN|PROMPT_COMMAND|SUDO_EDITOR|"
    "RSYNC_RSH|CVS_RSH|SUDO_ASKPASS";

}  // namespace

Special builtin_named(std::string_view program) {
    const Builtin* found = row_named(builtins, by_name, program);
    return found == nullptr ? nullptr : found->run;
}

bool is_run_from_environment(std::string_view name) { return lists(run_from_environment, name); }

bool is_expanded_by_shells(std::string_view name) { return lists("PS0|PS1|PS2|PS3|PS4", name); }

}  // namespace scc::shell
