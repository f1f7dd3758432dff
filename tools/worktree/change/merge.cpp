#include "merge.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <vector>

#include "base/text.hpp"
#include "cli/log.hpp"
#include "look/base.hpp"
#include "look/find.hpp"
#include "look/look.hpp"
#include "make.hpp"
#include "place/ground.hpp"
#include "place/program.hpp"
#include "place/sessions.hpp"
#include "proc/interrupts.hpp"
#include "shell/quote.hpp"

namespace scc::worktree {
namespace {

using Tree = Owned<git_tree, git_tree_free>;
using Index = Owned<git_index, git_index_free>;

// What is merged, and where.
struct Sides {
    Entry entry;
    Base base;
    const Entry* place = nullptr;  // where the base is checked out
    Commit into, from;
};

struct Merged {
    std::string how;
    git_oid commit = {};
};

Result<Commit> commit_at(git_repository* repository, const git_oid& id) {
    git_commit* found = nullptr;
    if (git_commit_lookup(&found, repository, &id) != 0) return git_error("read the commit");
    return Commit(found);
}

Error in_conflict(const std::string& base, git_index* merged) {
    Error error = taken("merging into " + text::quoted(base) + " meets other changes; nothing was changed",
                        "merge " + shell::quote(base) + " in the worktree first, and settle them there");
    git_index_conflict_iterator* begun = nullptr;
    if (git_index_conflict_iterator_new(&begun, merged) != 0) return error;
    const Owned<git_index_conflict_iterator, git_index_conflict_iterator_free> held(begun);
    const git_index_entry *ancestor = nullptr, *ours = nullptr, *theirs = nullptr;
    while (git_index_conflict_next(&ancestor, &ours, &theirs, begun) == 0) {
        const git_index_entry* known = ours != nullptr ? ours : (theirs != nullptr ? theirs : ancestor);
        error.also.push_back({.message = "in conflict: " + std::string(known->path)});
    }
    return error;
}

Result<Tree> merged_tree(git_repository* repository, const Sides& sides) {
    git_index* merged = nullptr;
    if (git_merge_commits(&merged, repository, sides.into.get(), sides.from.get(), nullptr) != 0) {
        return git_error("merge");
    }
    const Index held(merged);
    if (git_index_has_conflicts(merged) != 0) return in_conflict(sides.base.name, merged);
    git_oid id = {};
    git_tree* tree = nullptr;
    if (git_index_write_tree_to(&id, merged, repository) != 0) return git_error("write the merged tree");
    if (git_tree_lookup(&tree, repository, &id) != 0) return git_error("read the merged tree");
    return Tree(tree);
}

std::string message_for(const cli::Args& args, const Sides& sides) {
    const std::string subject = "Merge worktree '" + sides.entry.name + "' into " + sides.base.name;
    return args.text_or("message", subject) + "\n";
}

// git knows whom the environment and the configuration name; it signs nothing and runs no hook for this.
Result<Merged> commit_merge(const cli::Args& args, git_repository* repository, const Sides& sides) {
    SCC_TRY(const Tree tree, merged_tree(repository, sides));
    const bool squash = args.has("squash");
    std::vector<std::string> words = {"commit-tree", text_of(*git_tree_id(tree.get()))};
    for (const git_commit* parent : {sides.into.get(), sides.from.get()}) {
        if (parent == sides.from.get() && squash) continue;
        words.insert(words.end(), {"-p", text_of(*git_commit_id(parent))});
    }
    proc::Command git = git_in(repository, common_dir(repository), words);
    git.input = message_for(args, sides);
    const auto written = proc::output_of(git);
    if (!written) {
        return Error{Code::tool,
                     "git cannot make the commit: " + written.error().message,
                     "git config --global user.name and user.email, if it does not know who you are"};
    }
    Merged merged{squash ? "squash" : "merge"};
    if (git_oid_fromstr(&merged.commit, std::string(text::trim(*written)).c_str()) != 0)
        return git_error("read the commit");
    return merged;
}

Result<Merged> result_of(const cli::Args& args, git_repository* repository, const Sides& sides) {
    const git_oid& into = *git_commit_id(sides.into.get());
    const git_oid& from = *git_commit_id(sides.from.get());
    git_oid fork = {};
    const bool related = git_merge_base(&fork, repository, &into, &from) == 0;
    if (related && git_oid_equal(&fork, &from) != 0) return Merged{"nothing", into};
    const bool is_ahead = related && git_oid_equal(&fork, &into) != 0;
    if (is_ahead && !args.has("squash") && !args.has("no-ff")) return Merged{"fast-forward", from};
    if (!args.has("ff-only")) return commit_merge(args, repository, sides);
    return taken(text::quoted(sides.base.name) + " has moved on since", "merge without --ff-only");
}

// The branch goes where git takes its files along, or by itself where it is checked out nowhere.
Result<Done> move_base(git_repository* repository, const Sides& sides, const git_oid& to) {
    const proc::Interrupts interrupts;
    if (sides.place != nullptr) {
        SCC_TRY(const Repository there, open_top(sides.place->path));
        return succeeds(git_in(there.get(),
                               sides.place->path,
                               {"merge", "-q", "--ff-only", "--no-stat", "--no-verify-signatures", text_of(to)}),
                        "move " + sides.base.name + " on");
    }
    git_reference* moved = nullptr;
    const std::string name = "refs/heads/" + sides.base.name;
    const int status = git_reference_create_matching(
        &moved, repository, name.c_str(), &to, 1, git_commit_id(sides.into.get()), "scc worktree merge");
    const Reference held(moved);
    return status == 0 ? Result<Done>(Done{}) : git_error("move " + sides.base.name + " on");
}

Result<Done> check_sessions(const Sides& sides) {
    for (const Entry* entry : {&sides.entry, sides.place}) {
        const auto session = entry == nullptr ? std::nullopt : live_session_in(entry->path);
        if (session) {
            return taken("session " + session->id + " runs in " + text::quoted(entry->path),
                         "wait for its end, or scc stop " + session->id);
        }
    }
    return Done{};
}

Result<Sides> sides_of(const cli::Args& args, const Ground& ground) {
    SCC_TRY(Entry entry, entry_named(ground.known, args.operands.back()));
    if (entry.is_main || entry.branch.empty()) {
        return taken(text::quoted(entry.name) + (entry.is_main ? " is the main worktree" : " is on no branch"),
                     "scc worktree list");
    }
    git_repository* repository = ground.repository.get();
    const auto base = base_of(repository, ground.site, entry, ground.main_branch());
    if (!base || !base->is_branch || !has_branch(repository, base->name)) {
        return Error{Code::not_found,
                     text::quoted(entry.name) + " was made from no branch that is here to merge into",
                     "git merge " + shell::quote(entry.branch) + " where it belongs"};
    }
    Sides sides{.entry = std::move(entry), .base = *base};
    const auto place = std::ranges::find(ground.known, sides.base.name, &Entry::branch);
    if (place != ground.known.end()) sides.place = &*place;
    SCC_TRY(sides.into, commit_at(repository, base->commit));
    SCC_TRY(sides.from, commit_named(repository, "refs/heads/" + sides.entry.branch));
    return sides;
}

void say_what_stays(const Ground& ground, const Sides& sides) {
    const Look look = look_at(ground.site, sides.entry, ground.main_branch());
    if (look.dirt && look.dirt->staged + look.dirt->modified + look.dirt->untracked > 0) {
        cli::log::warning("what is not committed in " + text::quoted(sides.entry.path) + " stays there");
    }
}

}  // namespace

Result<json> merge(const cli::Args& args, const json&) {
    if (args.has("ff-only") && (args.has("squash") || args.has("no-ff"))) {
        return Error{Code::usage, "'--ff-only' excludes '--squash' and '--no-ff'"};
    }
    SCC_TRY(const Ground ground, ground_of(args, 1));
    SCC_TRY(const Sides sides, sides_of(args, ground));
    SCC_CHECK(check_sessions(sides));
    SCC_TRY(const Merged merged, result_of(args, ground.repository.get(), sides));
    if (merged.how != "nothing") SCC_CHECK(move_base(ground.repository.get(), sides, merged.commit));
    say_what_stays(ground, sides);
    return json{
        {"name", sides.entry.name}, {"base", sides.base.name}, {"how", merged.how}, {"commit", text_of(merged.commit)}};
}

std::string merged_text(const cli::Args&, const json& data) {
    constexpr std::size_t short_commit = 7;
    const std::string base = data.at("base").get<std::string>(), how = data.at("how").get<std::string>();
    if (how == "nothing") return base + " has everything already\n";
    return base + "  " + data.at("commit").get<std::string>().substr(0, short_commit) + " (" + how + ")\n";
}

}  // namespace scc::worktree
