#include <algorithm>

#include "base/text.hpp"
#include "shell/wrapper.hpp"

namespace scc::shell {
namespace {

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> names) {
    return std::ranges::find(names, word) != names.end();
}

// The value of "NAME=VALUE" when the name is one whose value git hands to a shell or to itself.
struct Setting {
    std::string name;
    std::string value;
};

Setting setting_in(std::string_view text) {
    const std::size_t equals = text.find('=');
    if (equals == std::string_view::npos) return {};
    return {text::lower(text.substr(0, equals)), std::string(text.substr(equals + 1))};
}

bool runs_a_command(std::string_view name) {
    return is_one_of(name,
                     {"core.sshcommand",
                      "core.pager",
                      "core.editor",
                      "core.fsmonitor",
                      "core.askpass",
                      "sequence.editor",
                      "diff.external",
                      "gpg.program"}) ||
           name.starts_with("pager.") || (name.starts_with("diff.") && name.ends_with(".command")) ||
           (name.starts_with("filter.") && name.find(".") != name.rfind('.')) || name.ends_with(".cmd") ||
           name.ends_with(".helper");
}

constexpr std::size_t most_starts = 8;  // of a find whose command is seen with each of them

// The last part of what find's tests pick; empty when they may pick the place where it starts.
std::string picked_by(std::span<const Argument> tests) {
    std::string picked;
    bool negated = false;
    for (std::size_t i = 0; i < tests.size(); ++i) {
        const std::string_view test = tests[i].text;
        if (is_one_of(test, {"-o", "-or", ",", "-exec", "-execdir", "-ok", "-okdir"})) break;
        const bool names = is_one_of(test, {"-name", "-iname"});
        const bool narrows =
            is_one_of(test, {"-path",    "-ipath",    "-wholename", "-iwholename", "-regex", "-iregex", "-lname",
                             "-mtime",   "-atime",    "-ctime",     "-mmin",       "-amin",  "-cmin",   "-newer",
                             "-newermt", "-size",     "-empty",     "-user",       "-group", "-perm",   "-links",
                             "-inum",    "-mindepth", "-nouser",    "-xtype"});
        if (names && !negated && i + 1 < tests.size() && tests[i + 1].text != "*") picked = tests[i + 1].text;
        else if ((names || narrows) && picked.empty() && !(names && !negated)) picked = "?*";
        negated = is_one_of(test, {"!", "-not"});
    }
    return picked;
}

// Git's verbs that run what one of their options, or the words after a sub-verb, say.
class Git {
public:
    explicit Git(std::span<const Argument> words) : words_(words) {}

    Carried read() && {
        globals();
        if (at_ >= words_.size()) return std::move(carried_);
        verb_ = words_[at_].text;
        alias();
        options();
        sub_verb();
        return std::move(carried_);
    }

private:
    void text(std::string bytes, Span span) { carried_.texts.push_back({std::move(bytes), span}); }

    void globals() {
        for (; at_ < words_.size() && words_[at_].text.starts_with('-'); ++at_) {
            const std::string& option = words_[at_].text;
            if (option == "-c" && at_ + 1 < words_.size()) configure(words_[++at_]);
            else if (is_one_of(option, {"-C", "--git-dir", "--work-tree", "--namespace", "--config-env"})) ++at_;
        }
    }

    void configure(const Argument& word) {
        Setting setting = setting_in(word.text);
        if (setting.name.starts_with("alias.")) {
            aliases_.push_back({setting.name.substr(6), std::move(setting.value)});
        } else if (runs_a_command(setting.name)) {
            text(setting.value.starts_with('!') ? setting.value.substr(1) : setting.value, word.span);
        }
    }

    // What "git x" means after -c alias.x=…
    void alias() {
        for (const Setting& one : aliases_) {
            if (one.name == text::lower(verb_)) expand(one.value, words_[at_].span, words_.subspan(at_ + 1));
        }
    }

    void expand(const std::string& meaning, Span span, std::span<const Argument> rest) {
        if (meaning.starts_with('!')) {
            std::string line = meaning.substr(1);
            for (const Argument& word : rest) line += " " + word.text;
            return text(std::move(line), span);
        }
        std::vector<Argument> command = {{"git", span}};
        for (std::string& word : text::words(text::replace_all(text::replace_all(meaning, "'", ""), "\"", ""))) {
            command.push_back({std::move(word), span});
        }
        command.insert(command.end(), rest.begin(), rest.end());
        carried_.commands.push_back(std::move(command));
    }

    void options() {
        const bool exec = is_one_of(verb_, {"rebase", "filter-branch", "difftool", "mergetool"});
        if (!exec) return;
        for (std::size_t i = at_ + 1; i < words_.size(); ++i) {
            const std::string& word = words_[i].text;
            const bool next =
                is_one_of(word, {"-x", "--exec", "--extcmd"}) || (word.starts_with("--") && word.ends_with("-filter"));
            if (next && i + 1 < words_.size()) {
                text(words_[i + 1].text, words_[i + 1].span);
            } else if (word.starts_with("--exec=") || word.starts_with("--extcmd=")) {
                text(word.substr(word.find('=') + 1), words_[i].span);
            } else if (word.size() > 2 && word.starts_with("-x")) {
                text(word.substr(2), words_[i].span);
            }
        }
    }

    void sub_verb() {
        const std::string_view second = at_ + 1 < words_.size() ? std::string_view(words_[at_ + 1].text) : "";
        if (verb_ == "bisect" && second == "run") return command_from(at_ + 2);
        if (verb_ == "submodule" && second == "foreach") return text_from(at_ + 2);
        if (verb_ == "config") configured();
    }

    void command_from(std::size_t begin) {
        if (begin < words_.size())
            carried_.commands.emplace_back(words_.begin() + static_cast<std::ptrdiff_t>(begin), words_.end());
    }

    void text_from(std::size_t begin) {
        while (begin < words_.size() && words_[begin].text.starts_with('-')) ++begin;
        std::string line;
        for (std::size_t i = begin; i < words_.size(); ++i) line += words_[i].text + " ";
        if (!line.empty()) text(std::move(line), {words_[begin].span.begin, words_.back().span.end});
    }

    // "git config alias.x VALUE": the alias is judged where it is made.
    void configured() {
        for (std::size_t i = at_ + 1; i + 1 < words_.size(); ++i) {
            const std::string name = text::lower(words_[i].text);
            const Argument& value = words_[i + 1];
            if (name.starts_with("alias.")) return expand(value.text, value.span, {});
            if (runs_a_command(name)) return text(value.text, value.span);
        }
    }

    std::span<const Argument> words_;
    std::size_t at_ = 1;
    std::string_view verb_;
    std::vector<Setting> aliases_;
    Carried carried_;
};

}  // namespace

Carried carried_by_shell(std::span<const Argument> words, const std::optional<std::string>& input) {
    Carried carried;
    bool takes_text = false;
    std::size_t at = 1;
    for (; at < words.size(); ++at) {
        const std::string& word = words[at].text;
        if (word == "--" || word == "-") {
            ++at;
            break;
        }
        if (word.size() < 2 || (word[0] != '-' && word[0] != '+')) break;
        if (word.starts_with("--")) {
            if (is_one_of(word, {"--rcfile", "--init-file"})) ++at;
            continue;
        }
        takes_text = takes_text || (word[0] == '-' && word.find('c') != std::string::npos);
        if (word.find_first_of("oO") != std::string::npos && at + 1 < words.size()) ++at;
    }
    const std::span<const Argument> rest = words.subspan(std::min(at, words.size()));
    if (takes_text && !rest.empty()) {
        carried.texts.push_back(rest[0]);
        carried.positional.emplace();
        if (rest.size() > 2) carried.positional->assign(rest.begin() + 2, rest.end());
    } else if (!takes_text && input && (rest.empty() || is_one_of(rest[0].text, {"/dev/stdin", "/dev/fd/0"}))) {
        carried.texts.push_back({*input, words[0].span});
    }
    return carried;
}

std::vector<std::string> found_by(std::span<const Argument> words) {
    std::size_t at = 1;
    while (at < words.size() && is_one_of(words[at].text, {"-H", "-L", "-P", "-D", "-O0", "-O1", "-O2", "-O3"})) {
        at += words[at].text == "-D" ? 2 : 1;
    }
    std::vector<std::string> starts;
    for (; at < words.size() && words[at].text.find_first_of("-(!,)") != 0; ++at) starts.push_back(words[at].text);
    if (starts.empty()) starts.emplace_back(".");
    const std::string picked = picked_by(words.subspan(std::min(at, words.size())));
    for (std::string& start : starts) {
        if (!start.ends_with('/')) start += '/';
        start += unknown;
        if (!picked.empty()) start += "/" + picked;
    }
    return starts;
}

Carried carried_by_find(std::span<const Argument> words) {
    Carried carried;
    const std::vector<std::string> found = found_by(words);
    for (std::size_t i = 1; i < words.size(); ++i) {
        if (!is_one_of(words[i].text, {"-exec", "-execdir", "-ok", "-okdir"})) continue;
        std::vector<Argument> command;
        for (++i; i < words.size() && words[i].text != ";"; ++i) {
            if (words[i].text == "+" && !command.empty() && command.back().text == "{}") break;
            command.push_back(words[i]);
        }
        if (command.empty()) continue;
        for (std::size_t one = 0; one < std::min(found.size(), most_starts); ++one) {
            carried.commands.push_back(command);
            for (Argument& word : carried.commands.back()) word.text = text::replace_all(word.text, "{}", found[one]);
        }
    }
    return carried;
}

void append_input(std::vector<Argument>& command, const std::optional<std::string>& input) {
    const Span span = {command.back().span.end, command.back().span.end};
    if (!input) {
        command.push_back({std::string(1, unknown), span});
        return;
    }
    for (const std::string& line : text::split(*input, '\n')) {
        for (std::string& word : text::words(line)) command.push_back({std::move(word), span});
    }
}

Carried carried_by_git(std::span<const Argument> words) { return Git(words).read(); }

}  // namespace scc::shell
