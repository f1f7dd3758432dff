#include "loss.hpp"

#include <algorithm>

#include "base/file.hpp"
#include "base/path.hpp"
#include "base/text.hpp"

namespace scc::worktree {
namespace {

using Walk = Owned<git_revwalk, git_revwalk_free>;
using Index = Owned<git_index, git_index_free>;
using Names = Owned<git_reference_iterator, git_reference_iterator_free>;

constexpr std::size_t most_lines = 10;

struct Kind {
    unsigned flags;
    const char* name;
};

constexpr Kind kinds[] = {
    {GIT_STATUS_CONFLICTED, "in conflict"},
    {GIT_STATUS_WT_NEW, "untracked"},
    {GIT_STATUS_INDEX_NEW, "added"},
    {GIT_STATUS_INDEX_DELETED | GIT_STATUS_WT_DELETED, "deleted"},
    {GIT_STATUS_INDEX_MODIFIED | GIT_STATUS_INDEX_RENAMED | GIT_STATUS_INDEX_TYPECHANGE, "staged"},
    {GIT_STATUS_WT_MODIFIED | GIT_STATUS_WT_RENAMED | GIT_STATUS_WT_TYPECHANGE, "modified"},
    {GIT_STATUS_WT_UNREADABLE, "not readable"},
};

std::string line_of(const git_status_entry& status) {
    const auto* kind = std::ranges::find_if(kinds, [&](const Kind& k) { return (status.status & k.flags) != 0; });
    const git_diff_delta* delta = status.index_to_workdir != nullptr ? status.index_to_workdir : status.head_to_index;
    const char* path =
        delta == nullptr ? "" : (delta->new_file.path != nullptr ? delta->new_file.path : delta->old_file.path);
    return std::string(kind == std::end(kinds) ? "changed" : kind->name) + ": " + path;
}

Result<std::vector<std::string>> changed_files(git_repository* worktree) {
    git_status_options options = GIT_STATUS_OPTIONS_INIT;
    options.show = GIT_STATUS_SHOW_INDEX_AND_WORKDIR;
    options.flags = GIT_STATUS_OPT_INCLUDE_UNTRACKED | GIT_STATUS_OPT_INCLUDE_UNREADABLE;
    git_status_list* list = nullptr;
    if (git_status_list_new(&list, worktree, &options) != 0) return git_error("look at the files of the worktree");
    const Statuses held(list);
    std::vector<std::string> lines;
    for (std::size_t i = 0; i < git_status_list_entrycount(list); ++i) {
        lines.push_back(line_of(*git_status_byindex(list, i)));
    }
    return lines;
}

// Every name but the branch's own keeps what it leads to; those of single worktrees do not.
void hide_kept(git_repository* repository, git_revwalk* walk, const std::string& branch) {
    git_reference_iterator* begun = nullptr;
    if (git_reference_iterator_new(&begun, repository) != 0) return;
    const Names names(begun);
    const char* name = nullptr;
    while (git_reference_next_name(&name, begun) == 0) {
        const std::string_view full = name;
        const bool is_own = full == "refs/heads/" + branch;
        const bool is_local = full.starts_with("refs/bisect/") || full.starts_with("refs/worktree/");
        if (!is_own && !is_local) git_revwalk_hide_ref(walk, name);
    }
}

std::string line_of(git_repository* repository, const git_oid& id) {
    constexpr std::size_t short_commit = 7;
    git_commit* commit = nullptr;
    const std::string shown = "commit " + text_of(id).substr(0, short_commit);
    if (git_commit_lookup(&commit, repository, &id) != 0) return shown;
    const Commit held(commit);
    const char* subject = git_commit_summary(commit);
    return shown + " " + (subject == nullptr ? "" : subject);
}

Result<std::vector<std::string>> own_commits(git_repository* repository,
                                             const git_oid& tip,
                                             const std::string& branch) {
    git_revwalk* begun = nullptr;
    if (git_revwalk_new(&begun, repository) != 0) return git_error("read the history");
    const Walk walk(begun);
    if (git_revwalk_push(begun, &tip) != 0) return git_error("read the history");
    hide_kept(repository, begun, branch);
    std::vector<std::string> lines;
    git_oid id = {};
    while (git_revwalk_next(&id, begun) == 0) lines.push_back(line_of(repository, id));
    return lines;
}

// Whether all that `tip` changes is in `base`: it is an ancestor, or the base has moved on and merging changes nothing.
bool is_within(git_repository* repository, const git_oid& base, const git_oid& tip) {
    git_oid fork = {};
    if (git_merge_base(&fork, repository, &base, &tip) != 0) return false;
    if (git_oid_equal(&fork, &tip) != 0) return true;
    if (git_oid_equal(&fork, &base) != 0) return false;
    git_commit *into = nullptr, *from = nullptr;
    if (git_commit_lookup(&into, repository, &base) != 0) return false;
    const Commit first(into);
    if (git_commit_lookup(&from, repository, &tip) != 0) return false;
    const Commit second(from);
    git_index* merged = nullptr;
    if (git_merge_commits(&merged, repository, into, from, nullptr) != 0) return false;
    const Index held(merged);
    git_oid tree = {};
    if (git_index_has_conflicts(merged) != 0 || git_index_write_tree_to(&tree, merged, repository) != 0) return false;
    return git_oid_equal(&tree, git_commit_tree_id(into)) != 0;
}

// Where the base stands here, and where it stands in the remote repository as far as that is known.
std::vector<git_oid> bases_of(const Ground& ground, const Entry& entry) {
    git_repository* repository = ground.repository.get();
    const auto base = base_of(repository, ground.site, entry, ground.main_branch());
    if (!base) return {};
    std::vector<git_oid> bases = {base->commit};
    git_reference *branch = nullptr, *upstream = nullptr;
    if (git_branch_lookup(&branch, repository, base->name.c_str(), GIT_BRANCH_LOCAL) != 0) return bases;
    const Reference held(branch);
    if (git_branch_upstream(&upstream, branch) != 0) return bases;
    const Reference followed(upstream);
    if (const git_oid* id = git_reference_target(upstream)) bases.push_back(*id);
    return bases;
}

bool is_in_base(const Ground& ground, const Entry& entry, const git_oid& tip) {
    return std::ranges::any_of(bases_of(ground, entry),
                               [&](const git_oid& base) { return is_within(ground.repository.get(), base, tip); });
}

// The commit the worktree stands on, from the books: its directory may be gone.
std::optional<git_oid> tip_of(const Ground& ground, const Entry& entry) {
    const std::string head = file::read(ground.site.books() + "/" + entry.id + "/HEAD").value_or("");
    const auto commit = commit_named(
        ground.repository.get(), entry.branch.empty() ? std::string(text::trim(head)) : "refs/heads/" + entry.branch);
    if (!commit) return std::nullopt;
    return *git_commit_id(commit->get());
}

constexpr std::pair<const char*, const char*> operations[] = {
    {"rebase-merge", "rebase"},
    {"rebase-apply", "rebase"},
    {"MERGE_HEAD", "merge"},
    {"CHERRY_PICK_HEAD", "cherry-pick"},
    {"REVERT_HEAD", "revert"},
    {"BISECT_LOG", "bisect"},
};

void look_into_books(const std::string& admin, Loss& loss) {
    for (const auto& [file, name] : operations) {
        if (file::exists(path::join(admin, file))) loss.operation.push_back("in the middle of a " + std::string(name));
    }
    for (const std::string& name : file::list(admin + "/modules").value_or(std::vector<std::string>())) {
        loss.submodules.push_back("repository of a submodule: " + name);
    }
}

}  // namespace

Result<Loss> loss_of(const Ground& ground, const Entry& entry, bool with_branch) {
    Loss loss;
    look_into_books(ground.site.books() + "/" + entry.id, loss);
    if (file::is_directory(entry.path)) {
        SCC_TRY(const Repository worktree, open_top(entry.path));
        SCC_TRY(loss.files, changed_files(worktree.get()));
    }
    const auto tip = tip_of(ground, entry);
    const bool keeps_commits = !entry.branch.empty() && !with_branch;
    if (!tip || keeps_commits) return loss;
    SCC_TRY(loss.commits, own_commits(ground.repository.get(), *tip, entry.branch));
    if (!loss.commits.empty() && is_in_base(ground, entry, *tip)) loss.commits.clear();
    return loss;
}

std::string summary_of(const Loss& loss) {
    std::vector<std::string> parts;
    if (!loss.files.empty()) parts.push_back(text::count_of(loss.files.size(), "file"));
    if (!loss.commits.empty()) parts.push_back(text::count_of(loss.commits.size(), "commit"));
    for (const std::string& operation : loss.operation) parts.push_back("what stands " + operation);
    if (!loss.submodules.empty()) parts.push_back(text::count_of(loss.submodules.size(), "submodule"));
    return text::join(parts, ", ");
}

std::vector<Error> lines_of(const Loss& loss) {
    std::vector<Error> lines;
    for (const auto* things : {&loss.files, &loss.commits, &loss.submodules}) {
        for (std::size_t i = 0; i < std::min(things->size(), most_lines); ++i)
            lines.push_back({.message = (*things)[i]});
        if (things->size() > most_lines) {
            lines.push_back({.message = "and " + std::to_string(things->size() - most_lines) + " more"});
        }
    }
    return lines;
}

bool is_merged(const Ground& ground, const Entry& entry) {
    const auto tip = tip_of(ground, entry);
    const auto origin = origin_of(ground.site, entry.path);
    if (!tip || entry.branch.empty() || !origin || text_of(*tip) == origin->commit) return false;
    return is_in_base(ground, entry, *tip);
}

}  // namespace scc::worktree
