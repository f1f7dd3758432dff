#include <algorithm>

#include "base/text.hpp"
#include "shell/git.hpp"

namespace scc::shell {
namespace {

constexpr std::size_t max_kept_settings = 64;

// Options of git's verbs whose value is run.
constexpr Wrapper verbs[] = {
    {.program = "rebase", .carries = Carries::option_text, .letters = "sXC", .text_options = "x|exec"},
    {.program = "difftool|mergetool", .carries = Carries::option_text, .letters = "t", .text_options = "x|extcmd"},
    {.program = "filter-branch",
     .carries = Carries::option_text,
     .letters = "d",
     .text_options =
         "setup|env-filter|tree-filter|index-filter|parent-filter|msg-filter|commit-filter|tag-name-filter"},
    {.program = "clone|fetch|pull|ls-remote|fetch-pack",
     .carries = Carries::option_text,
     .letters = "bojc",
     .text_options = "u|upload-pack|exec"},
    {.program = "push|send-pack|archive",
     .carries = Carries::option_text,
     .letters = "o",
     .text_options = "receive-pack|exec"},
    {.program = "grep", .carries = Carries::option_text, .letters = "efABCm", .text_options = "O|open-files-in-pager"},
    {.program = "send-email",
     .carries = Carries::option_text,
     .text_options = "sendmail-cmd|to-cmd|cc-cmd|header-cmd|smtp-server"},
};

constexpr std::string_view hook_names =
    "applypatch-msg|pre-applypatch|post-applypatch|pre-commit|pre-merge-commit|prepare-commit-msg|commit-msg|post-"
    "commit|"
    "pre-rebase|post-checkout|post-merge|pre-push|pre-receive|update|post-receive|post-update|reference-transaction|"
    "push-to-checkout|pre-auto-gc|post-rewrite|sendemail-validate|fsmonitor-watchman|post-index-change";

constexpr Wrapper foreach = {.carries = Carries::text, .operands = 1};
constexpr Wrapper bisect = {.carries = Carries::command, .operands = 1};

// Options of "git config" that take the next word, and those with which it sets nothing.
constexpr std::string_view valued = "-f|--file|--blob|--type|--default|--value|--comment";
constexpr std::string_view asking = "--get|--get-all|--get-regexp|--list|-l|--unset|--unset-all|get|list|unset";

class Git {
public:
    Git(Words words, State& state) : words_(words), state_(state) {}

    Carried read() && {
        globals();
        if (configured_around()) return std::move(carried_);
        run_settings();
        if (at_ >= words_.size()) return std::move(carried_);
        verb_ = words_[at_].text;
        if (alias()) return std::move(carried_);
        options();
        hooks();
        for (const Argument& word : words_.subspan(at_ + 1)) {
            if (word.text.starts_with("ext::")) carried_.add(word.text.substr(5), word.span);
        }
        return std::move(carried_);
    }

private:
    void globals() {
        for (; at_ < words_.size() && words_[at_].text.starts_with('-'); ++at_) {
            const std::string& option = words_[at_].text;
            if (option == "-c" && at_ + 1 < words_.size()) {
                given_.push_back(setting_of(words_[++at_].text));
            } else if (option == "--config-env" && at_ + 1 < words_.size()) {
                from_environment(words_[++at_].text);
            } else if (option.starts_with("--config-env=")) {
                from_environment(option.substr(13));
            } else if (is_one_of(option, {"-C", "--git-dir", "--work-tree", "--namespace", "--super-prefix"})) {
                ++at_;
            }
        }
    }

    void from_environment(std::string_view text) {
        Setting setting = setting_of(text);
        const std::string* value = state_.scope.scalar(setting.value);
        if (value != nullptr) around_.push_back({std::move(setting.name), *value});
    }

    // Settings that come from elsewhere are spelled out as "-c", once.
    bool configured_around() {
        std::ranges::copy(settings_around(state_), std::back_inserter(around_));
        std::vector<Setting> included;
        for (const std::vector<Setting>& settings : {given_, around_}) {
            for (const Setting& one : settings) {
                const std::string* text = one.name == "include.path" ? state_.files.find(one.value) : nullptr;
                if (text != nullptr) std::ranges::copy(settings_in(*text), std::back_inserter(included));
            }
        }
        std::ranges::copy(included, std::back_inserter(around_));
        std::erase_if(around_, [&](const Setting& one) { return is_given(one); });
        if (around_.empty()) return false;
        std::vector<Argument> command = {words_[0]};
        for (const Setting& one : around_) {
            command.push_back({"-c", words_[0].span});
            command.push_back({one.name + "=" + one.value, words_[0].span});
        }
        command.insert(command.end(), words_.begin() + 1, words_.end());
        carried_.commands.push_back(std::move(command));
        return true;
    }

    bool is_given(const Setting& setting) const {
        return std::ranges::any_of(given_, [&](const Setting& one) { return one.name == setting.name; });
    }

    void run(const Setting& setting, Span span) {
        if (!runs_a_command(setting.name)) return;
        carried_.add(setting.value.starts_with('!') ? setting.value.substr(1) : setting.value, span);
    }

    void run_settings() {
        for (std::size_t i = 1; i + 1 < at_; ++i) {
            if (words_[i].text == "-c") run(setting_of(words_[i + 1].text), words_[i + 1].span);
        }
    }

    // What "git x" means where alias.x is set; the alias itself is no longer among the settings then.
    bool alias() {
        const std::string wanted = "alias." + text::lower(verb_);
        const auto found = std::ranges::find(given_, wanted, &Setting::name);
        if (found == given_.end()) return false;
        expand(found->value, wanted, words_[at_].span, words_.subspan(at_ + 1));
        return true;
    }

    void expand(const std::string& meaning, const std::string& alias, Span span, Words rest) {
        if (meaning.starts_with('!')) {
            std::string line = meaning.substr(1);
            for (const Argument& word : rest) line += " " + word.text;
            return carried_.add(std::move(line), span);
        }
        std::vector<Argument> command = {words_[0]};
        for (std::size_t i = 1; i < at_; ++i) {
            const bool used = words_[i].text == "-c" && setting_of(words_[i + 1].text).name == alias;
            if (used) ++i;
            else command.push_back(words_[i]);
        }
        for (std::string& word : quoted_words(meaning)) command.push_back({std::move(word), span});
        command.insert(command.end(), rest.begin(), rest.end());
        carried_.commands.push_back(std::move(command));
    }

    void options() {
        const Words rest = words_.subspan(at_);
        for (const Wrapper& row : verbs) {
            if (lists(row.program, verb_))
                std::ranges::copy(carried_by(row, rest, nullptr).texts, std::back_inserter(carried_.texts));
        }
        const std::string_view second = rest.size() > 1 ? std::string_view(rest[1].text) : "";
        if (verb_ == "bisect" && second == "run") take(carried_by(bisect, rest, nullptr));
        if (verb_ == "submodule" && second == "foreach") take(carried_by(foreach, rest, nullptr));
        if (verb_ == "config") configure(rest.subspan(1));
        if (verb_ == "clone") clone(rest);
    }

    void take(Carried more) {
        carried_.tail = more.tail;
        std::ranges::move(more.commands, std::back_inserter(carried_.commands));
        std::ranges::move(more.texts, std::back_inserter(carried_.texts));
    }

    void clone(Words rest) {
        for (std::size_t i = 0; i + 1 < rest.size(); ++i) {
            if (is_one_of(rest[i].text, {"-c", "--config"})) run(setting_of(rest[i + 1].text), rest[i + 1].span);
        }
    }

    // "git config NAME VALUE": what it means is judged where it is set, and remembered.
    void configure(Words rest) {
        std::vector<const Argument*> operands;
        for (std::size_t i = 0; i < rest.size(); ++i) {
            const std::string& word = rest[i].text;
            if (lists(asking, word)) return;
            if (lists(valued, word)) ++i;
            else if (!word.starts_with('-') && !(operands.empty() && word == "set")) operands.push_back(&rest[i]);
        }
        if (operands.size() < 2) return;
        Setting setting{text::lower(operands[0]->text), operands[1]->text};
        const Span span = operands[1]->span;
        if (setting.name.starts_with("alias.")) {
            at_ = 1;
            expand(setting.value, setting.name, span, {});
        } else {
            run(setting, span);
        }
        std::erase_if(state_.settings, [&](const Setting& one) { return one.name == setting.name; });
        if (state_.settings.size() < max_kept_settings) state_.settings.push_back(std::move(setting));
    }

    // Hooks that the line wrote run with the next command.
    void hooks() {
        for (const auto& [path, text] : state_.files.all()) {
            const bool hook = lists(hook_names, std::string_view(path).substr(path.rfind('/') + 1));
            if (hook && verb_ != "config") carried_.commands.push_back({{path, words_[0].span}});
        }
    }

    Words words_;
    State& state_;
    std::size_t at_ = 1;
    std::string_view verb_;
    std::vector<Setting> given_;
    std::vector<Setting> around_;
    Carried carried_;
};

}  // namespace

Carried carried_by_git(Words words, State& state, Stream*) { return Git(words, state).read(); }

}  // namespace scc::shell
