#include "diff.hpp"

#include <unistd.h>

#include <nlohmann/json.hpp>
#include <string>
#include <tuple>

#include "base.hpp"
#include "base/file.hpp"
#include "base/text.hpp"
#include "find.hpp"
#include "place/ground.hpp"
#include "wire/envelope.hpp"
#include "wire/parse.hpp"

namespace scc::worktree {
namespace {

using Tree = Owned<git_tree, git_tree_free>;
using Diff = Owned<git_diff, git_diff_free>;
using Patch = Owned<git_patch, git_patch_free>;
using Stats = Owned<git_diff_stats, git_diff_stats_free>;

struct Found {
    Entry entry;
    std::string base;
    Repository worktree;
    Diff diff;
};

Result<Tree> tree_at(git_repository* repository, const git_oid& id) {
    git_commit* found = nullptr;
    if (git_commit_lookup(&found, repository, &id) != 0) return git_error("read the commit");
    const Commit commit(found);
    git_tree* tree = nullptr;
    if (git_commit_tree(&tree, found) != 0) return git_error("read the commit");
    return Tree(tree);
}

// Where the worktree left its base; the base itself when they have nothing in common.
git_oid fork_of(git_repository* repository, const git_oid& base, const git_oid& head) {
    git_oid fork = {};
    return git_merge_base(&fork, repository, &base, &head) == 0 ? fork : base;
}

Result<Found> found_by(const cli::Args& args) {
    SCC_TRY(const Ground ground, ground_of(args, 1));
    SCC_TRY(Entry entry, entry_named(ground.known, args.operands.back()));
    const auto base = base_of(ground.repository.get(), ground.site, entry, ground.main_branch());
    if (!base) return Error{Code::not_found, text::quoted(entry.name) + " has no base to be compared with"};
    SCC_TRY(Repository worktree, open_top(entry.path));
    SCC_TRY(const Commit head, head_commit(worktree.get()));
    SCC_TRY(const Tree from,
            tree_at(worktree.get(), fork_of(worktree.get(), base->commit, *git_commit_id(head.get()))));
    git_diff_options options = GIT_DIFF_OPTIONS_INIT;
    options.flags = GIT_DIFF_INCLUDE_UNTRACKED | GIT_DIFF_RECURSE_UNTRACKED_DIRS | GIT_DIFF_SHOW_UNTRACKED_CONTENT;
    git_diff* diff = nullptr;
    if (git_diff_tree_to_workdir_with_index(&diff, worktree.get(), from.get(), &options) != 0) {
        return git_error("compare the files");
    }
    Diff held(diff);
    git_diff_find_options renames = GIT_DIFF_FIND_OPTIONS_INIT;
    renames.flags = GIT_DIFF_FIND_RENAMES;
    git_diff_find_similar(diff, &renames);
    return Found{std::move(entry), base->name, std::move(worktree), std::move(held)};
}

// An untracked file is one that the worktree adds.
std::string change_of(const git_diff_delta& delta) {
    const char letter = git_diff_status_char(delta.status);
    return letter == '?' ? "A" : std::string(1, letter);
}

json record_of(git_diff* diff, std::size_t index) {
    const git_diff_delta* delta = git_diff_get_delta(diff, index);
    std::size_t added = 0, deleted = 0;
    git_patch* patch = nullptr;
    if (git_patch_from_diff(&patch, diff, index) == 0 && patch != nullptr) {
        git_patch_line_stats(nullptr, &added, &deleted, patch);
    }
    const Patch held(patch);
    return {{"path", delta->new_file.path}, {"change", change_of(*delta)}, {"added", added}, {"deleted", deleted}};
}

std::string document_of(const Found& found) {
    json files = json::array();
    for (std::size_t i = 0; i < git_diff_num_deltas(found.diff.get()); ++i) {
        files.push_back(record_of(found.diff.get(), i));
    }
    return wire::text_of(
        wire::seal("difference", {{"name", found.entry.name}, {"base", found.base}, {"files", files}}));
}

std::string taken_from(git_buf& buffer) {
    std::string text(buffer.ptr == nullptr ? "" : buffer.ptr, buffer.size);
    git_buf_dispose(&buffer);
    return text;
}

Result<std::string> text_of(const cli::Args& args, git_diff* diff) {
    git_buf buffer = GIT_BUF_INIT;
    if (!args.has("stat")) {
        if (git_diff_to_buf(&buffer, diff, GIT_DIFF_FORMAT_PATCH) != 0) return git_error("write the patch");
        return taken_from(buffer);
    }
    constexpr std::size_t columns = 80;
    git_diff_stats* stats = nullptr;
    if (git_diff_get_stats(&stats, diff) != 0) return git_error("count the changes");
    const Stats held(stats);
    if (git_diff_stats_to_buf(&buffer, stats, GIT_DIFF_STATS_FULL, columns) != 0) return git_error("count the changes");
    return taken_from(buffer);
}

}  // namespace

Result<int> print_diff(const cli::Args& args, const json&) {
    SCC_TRY(const Found found, found_by(args));
    SCC_TRY(const std::string patch,
            args.has("json") ? Result<std::string>(document_of(found)) : text_of(args, found.diff.get()));
    SCC_CHECK(file::write(STDOUT_FILENO, patch, "standard output"));
    return 0;
}

}  // namespace scc::worktree
