#include "verbs.hpp"

#include <algorithm>
#include <string>

#include "base/text.hpp"
#include "cli/tools.hpp"

namespace scc::dispatch {
namespace {

constexpr Route route_table[] = {
    {{.name = "org", .value = "FILE", .help = "the organisation file, instead of the configured one"}, Stage::config},
    {{.name = "standalone", .help = "without an organisation"}, Stage::config},
    {{.name = "team", .value = "TEAM", .help = "the team whose profile applies", .letter = 't'}, Stage::config},
    {{.name = "network", .value = "POLICY", .help = "narrow the network: web-egress-enforced, locked-down-web"},
     Stage::config},
    {{.name = "offline", .help = "use cached documents only"}, Stage::config},
    {{.name = "no-personal", .help = "leave the personal profile out"}, Stage::config},
    {{.name = "worktree", .value = "NAME", .help = "work in a new worktree of the repository", .letter = 'w'},
     Stage::self},
    {{.name = "resume",
      .value = "ID",
      .help = "continue the newest session here, or that one, where it was",
      .value_is_optional = true},
     Stage::session},
    {{.name = "select", .help = "choose the session to continue"}, Stage::session},
    {{.name = "base", .value = "B", .help = "what a new worktree starts from"}, Stage::worktree},
    {{.name = "branch", .value = "EXISTING", .help = "the branch a new worktree checks out"}, Stage::worktree},
    {{.name = "copy", .value = "PATTERN", .help = "what git ignores and a new worktree has too", .repeatable = true},
     Stage::worktree},
    {{.name = "no-start", .help = "make the worktree only"}, Stage::self},
    {{.name = "provider", .value = "ID", .help = "the agent to run", .letter = 'p'}, Stage::provider},
    {{.name = "name", .value = "NAME", .help = "a name for the session"}, Stage::sandbox_plan},
    {{.name = "fresh", .help = "replace a running sandbox of this workspace"}, Stage::sandbox_plan},
    {{.name = "allow-protected-branch", .help = "work on a protected branch"}, Stage::sandbox_run},
    {{.name = "allow-suspicious-workspace", .help = "mount a directory that is no project"}, Stage::sandbox_run},
    {{.name = "no-input", .help = "never ask; take the safe answer or fail"}, Stage::sandbox_run},
    {{.name = "dry-run", .help = "print the plan instead of carrying it out"}, Stage::self},
};

constexpr Launch launch_table[] = {
    {.words = "start",
     .operands = "[PATH] [-- AGENT-ARGUMENT...]",
     .help = "start an agent in the sandbox",
     .takes = {0, 1, true},
     .first = First::as_asked},
    {.words = "run",
     .operands = "[PATH] -- COMMAND...",
     .help = "run one command in a fresh sandbox",
     .takes = {0, 1, true},
     .provider = "shell",
     .once = true},
    {.words = "worktree create",
     .operands = "[REPO] NAME [-- AGENT-ARGUMENT...]",
     .help = "make a worktree and start an agent in it",
     .takes = {1, 2, true},
     .first = First::worktree},
};

constexpr Configured configured_table[] = {
    {"image build", "scc-sandbox", "image build", "build the images that are missing, or those named"},
    {"image list", "scc-sandbox", "image list", "list the images, and which of them are there"},
    {"image pin", "scc-sandbox", "image pin", "use another version of an agent"},
    {"image prune", "scc-sandbox", "image prune", "remove the images that no launch needs any more"},
    {"image show", "scc-sandbox", "image show", "show what an image is made of"},
    {"net verify", "scc-sandbox", "verify", "try from inside a sandbox what its network lets through"},
    {"provider auth", "scc-provider", "auth", "say whether agents are signed in"},
    {"provider login", "scc-provider", "login", "sign in to an agent"},
    {"provider logout", "scc-provider", "logout", "sign out of an agent"},
};

constexpr Alias alias_table[] = {
    {"attach", "scc-sandbox", "attach", "join a running sandbox's terminal"},
    {"completion", "scc-completion", "", "print the completion of a shell: bash, zsh or fish"},
    {"dev", "scc-config", "dev", "named commands of this machine: run, logs, health, status"},
    {"doctor", "scc-doctor", "", "say whether a launch here would work, and what to do about it"},
    {"exceptions", "scc-config", "exceptions", "what is released for a while"},
    {"exec", "scc-sandbox", "exec", "run a further command in a running sandbox"},
    {"image", "scc-sandbox", "image", "build, list, show and pin images"},
    {"list", "scc-sandbox", "list", "list the sandboxes"},
    {"logs", "scc-sandbox", "logs", "print a sandbox's output"},
    {"org", "scc-config", "org", "the organisation: import, update, status, validate, schema"},
    {"profile", "scc-config", "profile", "what one wants in a repository: save, apply, diff, status, list"},
    {"prune", "scc-sandbox", "prune", "remove what is stopped or left over"},
    {"sessions", "scc-sandbox", "sessions", "list recent sessions"},
    {"setup", "scc-setup", "", "choose organisation, team and agent, and get them ready"},
    {"status", "scc-sandbox", "status", "show what is configured and running"},
    {"stop", "scc-sandbox", "stop", "stop sandboxes"},
    {"team", "scc-config", "team", "list, show and switch teams"},
    {"unblock", "scc-config", "unblock", "release something that is denied here"},
    {"worktree", "scc-worktree", "", "list, enter, remove, prune, compare and merge worktrees"},
};

template <class Row>
const Row* row_in(std::span<const Row> table, std::span<const char* const> line, std::size_t& taken) {
    for (const Row& row : table) {
        const std::vector<std::string> words = text::words(row.words);
        taken = words.size();
        if (words.size() <= line.size() && std::equal(words.begin(), words.end(), line.begin())) return &row;
    }
    return nullptr;
}

}  // namespace

std::span<const Configured> configured() { return configured_table; }
std::span<const Route> routes() { return route_table; }
std::span<const Launch> launches() { return launch_table; }
std::span<const Alias> aliases() { return alias_table; }

const Launch* launch_in(std::span<const char* const> line, std::size_t& taken) {
    return row_in(std::span<const Launch>(launch_table), line, taken);
}

const Configured* configured_in(std::span<const char* const> line, std::size_t& taken) {
    return row_in(std::span<const Configured>(configured_table), line, taken);
}

const Launch* launch_named(std::string_view words) {
    const auto* found = std::ranges::find(launch_table, words, &Launch::words);
    return found == std::end(launch_table) ? nullptr : found;
}

const Alias* alias_named(std::string_view word) {
    const auto* found = std::ranges::find(alias_table, word, &Alias::word);
    return found == std::end(alias_table) ? nullptr : found;
}

std::vector<std::string> known_words() {
    std::vector<std::string> words(std::begin(cli::tools), std::end(cli::tools));
    for (const Launch& row : launch_table) words.emplace_back(row.words);
    for (const Alias& row : alias_table) words.emplace_back(row.word);
    words.emplace_back("help");
    return words;
}

}  // namespace scc::dispatch
