#include "rule/site.hpp"

#include <algorithm>

#include "base/path.hpp"
#include "base/text.hpp"
#include "rule/match.hpp"
#include "rule/place.hpp"
#include "shell/directory.hpp"

namespace scc::rule {
namespace {

constexpr std::string_view transparent[] = {
    "bash",
    "builtin",
    "command",
    "dash",
    "eval",
    "exec",
    "nice",
    "nohup",
    "sh",
    "time",
    "zsh",
};

constexpr std::string_view harmless[] = {
    ":",
    "cd",
    "date",
    "echo",
    "export",
    "false",
    "ls",
    "popd",
    "printf",
    "pushd",
    "pwd",
    "set",
    "test",
    "true",
    "[",
};

constexpr std::string_view harmless_verbs[] = {
    "branch",
    "describe",
    "diff",
    "fetch",
    "log",
    "ls-files",
    "ls-remote",
    "rev-parse",
    "show",
    "status",
};

constexpr std::string_view branching_verbs[] = {
    "bisect",
    "branch",
    "checkout",
    "rebase",
    "stash branch",
    "switch",
    "symbolic-ref",
    "worktree add",
};

bool is_one_of(std::string_view name, std::span<const std::string_view> names) {
    return std::ranges::find(names, name) != names.end();
}

}  // namespace

Course::Running Course::kind_of(const shell::Simple& command) {
    const Words words = read_words(command.words);
    if (words.program == "git") {
        const bool harmless_verb = is_one_of(words.verb, harmless_verbs) && words.settings.empty();
        return {false, harmless_verb, words.verb.empty() || is_one_of(words.verb, branching_verbs)};
    }
    const bool known = command.words[0].known();
    return {known && is_one_of(words.program, transparent), known && is_one_of(words.program, harmless), !known};
}

void Course::see(const shell::Simple& command) {
    while (running_.size() > command.depth) {
        end(running_.back());
        running_.pop_back();
    }
    const Running kind = kind_of(command);
    elsewhere_ = elsewhere_ || command.other_repository || command.elsewhere;
    // A carried command may stand deeper than what was reported of its carriers.
    while (running_.size() < command.depth) running_.push_back({false, false, false});
    running_.push_back(kind);
}

void Course::end(const Running& one) {
    changed_files_ = changed_files_ || !(one.harmless || one.transparent);
    changed_branch_ = changed_branch_ || one.branching;
}

bool Course::runs_here() const {
    if (elsewhere_ || running_.empty()) return false;
    return std::all_of(running_.begin(), running_.end() - 1, [](const Running& at) { return at.transparent; });
}

std::optional<std::string> repository_of(const Words& words, std::string_view directory) {
    const auto decides = [](const auto& setting) { return text::lower(setting.first).starts_with("core."); };
    if (std::ranges::any_of(words.settings, decides)) return std::nullopt;
    std::string place(directory);
    for (std::size_t at = 1; at < words.all.size() && words.all[at].text.starts_with('-'); ++at) {
        const std::string& option = words.all[at].text;
        if (option.starts_with("--git-dir") || option.starts_with("--work-tree") || option == "--bare") {
            return std::nullopt;
        }
        if (option != "-C" && option != "-c") continue;
        if (++at == words.all.size()) return std::nullopt;
        if (option == "-C") place = shell::path_from(place, words.all[at].text);
    }
    if (place.find(shell::unknown) != std::string::npos) return std::nullopt;
    return place;
}

std::optional<std::string> Place::branch_of(const Words& words) const {
    const auto repository = repository_of(words, directory);
    if (!repository || course == nullptr || !course->keeps_branch()) return std::nullopt;
    return facts.branch(*repository);
}

bool Place::is_clean_for(const Words& words, Loss loss) const {
    const auto repository = repository_of(words, directory);
    if (!repository || course == nullptr || !course->keeps_files()) return false;
    return facts.clean(*repository, loss).value_or(false);
}

}  // namespace scc::rule
