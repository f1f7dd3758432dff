#include "go.hpp"

#include <unistd.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/env.hpp"
#include "base/file.hpp"
#include "base/path.hpp"
#include "base/text.hpp"
#include "cli/log.hpp"
#include "cli/tty.hpp"
#include "find.hpp"
#include "place/ground.hpp"
#include "proc/run.hpp"
#include "wire/envelope.hpp"
#include "wire/nullable.hpp"
#include "wire/parse.hpp"

namespace scc::worktree {
namespace {

Result<Entry> main_of(const Ground& ground) {
    if (!ground.known.empty() && ground.known.front().is_main) return ground.known.front();
    const std::string branch = ground.main_branch();
    const auto found = std::ranges::find(ground.known, branch, &Entry::branch);
    if (!branch.empty() && found != ground.known.end()) return *found;
    return Error{Code::not_found,
                 "the repository is bare and " + text::quoted(branch) + " is checked out nowhere",
                 "scc worktree list"};
}

// The innermost worktree that holds the directory one was in before.
Result<Entry> earlier_of(const Ground& ground) {
    const auto before = env::get("OLDPWD");
    if (!before) return Error{Code::not_found, "there is no earlier directory: OLDPWD is not set"};
    const std::string place = path::real(*before).value_or(*before);
    const Entry* best = nullptr;
    for (const Entry& entry : ground.known) {
        const bool holds = path::is_within(place, path::real(entry.path).value_or(entry.path));
        if (holds && (best == nullptr || entry.path.size() > best->path.size())) best = &entry;
    }
    if (best != nullptr) return *best;
    return Error{Code::not_found, text::quoted(*before) + " is in no worktree of this repository", "scc worktree list"};
}

std::vector<std::string> lines_of(const std::vector<Entry>& entries) {
    std::vector<std::string> lines;
    for (const Entry& entry : entries) lines.push_back(entry.name);
    return lines;
}

Result<Entry> meant(const cli::Args& args, const Ground& ground, const std::string& word) {
    if (word == "^") return main_of(ground);
    if (word == "-") return earlier_of(ground);
    const std::vector<Entry> found = entries_like(ground.known, word);
    if (found.size() == 1) return found.front();
    if (found.empty()) return entry_named(ground.known, word);
    if (!cli::tty::can_ask(args)) {
        return Error{Code::usage,
                     text::quoted(word) + " may be " + text::alternatives(lines_of(found)),
                     "type more of the name"};
    }
    SCC_TRY(const std::size_t chosen, cli::tty::choose("Which worktree?", lines_of(found)));
    return found[chosen];
}

Result<Entry> place_of(const cli::Args& args) {
    SCC_TRY(const Ground ground, ground_of(args, 1));
    SCC_TRY(Entry entry, meant(args, ground, args.operands.back()));
    if (file::is_directory(entry.path)) return entry;
    return Error{Code::not_found,
                 "the directory " + text::quoted(entry.path) + " of the worktree is gone",
                 "scc worktree prune takes it out of the books"};
}

}  // namespace

Result<int> print_path(const cli::Args& args, const json&) {
    SCC_TRY(const Entry entry, place_of(args));
    const json data = {{"name", entry.name}, {"path", entry.path}, {"branch", wire::text_or_null(entry.branch)}};
    const std::string document = wire::text_of(wire::seal("worktree", data));
    SCC_CHECK(file::write(STDOUT_FILENO, args.has("json") ? document : entry.path + "\n", "standard output"));
    return 0;
}

Result<int> enter(const cli::Args& args, const json&) {
    SCC_TRY(const std::string here, path::current());
    SCC_TRY(const Entry entry, place_of(args));
    cli::log::info("a shell in " + text::quoted(entry.path) + "; leave it with exit");
    return proc::become({.argv = {env::get("SHELL").value_or("/bin/sh")},
                         .env = {"SCC_WORKTREE=" + entry.name, "PWD=" + entry.path, "OLDPWD=" + here},
                         .cwd = entry.path});
}

}  // namespace scc::worktree
