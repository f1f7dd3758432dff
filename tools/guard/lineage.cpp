#include "lineage.hpp"

#include <unistd.h>

#include <algorithm>

#include "base/file.hpp"
#include "base/text.hpp"

namespace scc::guard {
namespace {

constexpr std::size_t most_bytes = 1U << 20U;
constexpr std::int64_t most_generations = 4096;

// The commands of git 2.39 that run git to discard or to forget what they have secured before.
constexpr std::string_view with_steps[] = {
    "am",
    "bisect",
    "bisect--helper",
    "clone",
    "gc",
    "maintenance",
    "pull",
    "rebase",
    "stash",
    "submodule",
    "submodule--helper",
    "worktree",
};

// The options before the subcommand that take the next word.
constexpr std::string_view with_value[] = {
    "-C",
    "-c",
    "--config-env",
    "--exec-path",
    "--git-dir",
    "--namespace",
    "--super-prefix",
    "--work-tree",
};

template <std::size_t N>
bool holds(const std::string_view (&list)[N], std::string_view word) {
    return std::ranges::find(list, word) != std::end(list);
}

// 0 for one that nobody in the container started, and for one that is gone.
pid_t parent_of(pid_t process) {
    const std::string stat = file::read("/proc/" + std::to_string(process) + "/stat", most_bytes).value_or("");
    // The name in parentheses may hold anything; after it come the state and the parent.
    const std::vector<std::string> fields = text::words(stat.substr(std::min(stat.rfind(')') + 1, stat.size())));
    return fields.size() > 1 ? static_cast<pid_t>(text::number(fields[1]).value_or(0)) : 0;
}

}  // namespace

std::string_view verb_in(const std::vector<std::string>& words) {
    for (std::size_t i = 1; i < words.size(); ++i) {
        if (!words[i].starts_with('-')) return words[i];
        if (holds(with_value, words[i])) ++i;
    }
    return {};
}

std::int64_t generation() {
    std::int64_t count = 0;
    for (pid_t at = ::getppid(); at > 1 && count < most_generations; at = parent_of(at)) ++count;
    return count;
}

bool takes_steps(pid_t process, const std::string& git) {
    const std::string entry = "/proc/" + std::to_string(process);
    if (!file::same(entry + "/exe", git)) return false;
    const auto line = file::read(entry + "/cmdline", most_bytes);
    return line && holds(with_steps, verb_in(text::split(*line, '\0')));
}

bool is_step_of(const std::string& git) { return takes_steps(::getppid(), git); }

}  // namespace scc::guard
