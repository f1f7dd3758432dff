#include "alias.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <optional>
#include <set>

#include "base/file.hpp"
#include "base/text.hpp"
#include "lineage.hpp"
#include "rule/git.hpp"

namespace scc::guard {
namespace {

using file::Descriptor;

constexpr std::size_t most_bytes = 1U << 20U;
constexpr std::string_view prefix = "alias.";

// The word that an alias begins with; empty for one that is a line for the shell.
std::string first_word(const std::string& alias) {
    if (alias.starts_with('!')) return {};
    const std::vector<std::string> words = text::words(text::replace_all(alias, "\t", " "));
    return words.empty() ? std::string() : words.front();
}

std::vector<char*> pointers(std::vector<std::string>& words) {
    std::vector<char*> list;
    for (std::string& word : words) list.push_back(word.data());
    list.push_back(nullptr);
    return list;
}

// Starts a program whose standard output is `out` and which hears and says nothing else.
std::optional<pid_t> start(const std::string& program, std::vector<std::string> argv, int out) {
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, out, 1);
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
    pid_t child = -1;
    const int failed = ::posix_spawn(&child, program.c_str(), &actions, nullptr, pointers(argv).data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    if (failed != 0) return std::nullopt;
    return child;
}

// What git answers; empty when it has nothing to say or is not there, in which case the command will not run either.
std::string answer_of(const std::string& git, std::vector<std::string> argv) {
    int ends[2] = {-1, -1};
    if (::pipe2(ends, O_CLOEXEC) != 0) return {};
    const Descriptor answer(ends[0]);
    Descriptor out(ends[1]);
    const auto child = start(git, std::move(argv), out.number());
    out.close();
    if (!child) return {};
    const auto bytes = file::read(answer.number(), git, most_bytes);
    while (::waitpid(*child, nullptr, 0) < 0 && errno == EINTR) {
    }
    return bytes.value_or("");
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
    return spelled_out(words, rule::aliases_in(answer_of(git, std::move(question))));
}

}  // namespace scc::guard
