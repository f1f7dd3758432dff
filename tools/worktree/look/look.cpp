#include "look.hpp"

#include "base.hpp"
#include "base/file.hpp"
#include "place/git.hpp"
#include "quick.hpp"

namespace scc::worktree {
namespace {

constexpr unsigned in_index = GIT_STATUS_INDEX_NEW | GIT_STATUS_INDEX_MODIFIED | GIT_STATUS_INDEX_DELETED |
                              GIT_STATUS_INDEX_RENAMED | GIT_STATUS_INDEX_TYPECHANGE;
constexpr unsigned in_files =
    GIT_STATUS_WT_MODIFIED | GIT_STATUS_WT_DELETED | GIT_STATUS_WT_RENAMED | GIT_STATUS_WT_TYPECHANGE;

std::optional<Dirt> dirt_in(git_repository* repository) {
    git_status_options options = GIT_STATUS_OPTIONS_INIT;
    options.show = GIT_STATUS_SHOW_INDEX_AND_WORKDIR;
    options.flags = GIT_STATUS_OPT_INCLUDE_UNTRACKED;
    git_status_list* list = nullptr;
    if (git_status_list_new(&list, repository, &options) != 0) return std::nullopt;
    const Statuses held(list);
    Dirt dirt;
    for (std::size_t i = 0; i < git_status_list_entrycount(list); ++i) {
        const unsigned status = git_status_byindex(list, i)->status;
        if ((status & in_index) != 0) ++dirt.staged;
        if ((status & (in_files | GIT_STATUS_CONFLICTED)) != 0) ++dirt.modified;
        if ((status & GIT_STATUS_WT_NEW) != 0) ++dirt.untracked;
    }
    return dirt;
}

}  // namespace

Look look_at(const Site& site, const Entry& entry, const std::string& main_branch) {
    Look look;
    look.missing = !file::is_directory(entry.path);
    if (look.missing) return look;
    const auto repository = open_top(entry.path);
    if (!repository) return look;
    look.dirt = quick_dirt(repository->get(), entry.path);
    if (!look.dirt) look.dirt = dirt_in(repository->get());
    const auto head = head_commit(repository->get());
    if (!head) return look;
    const git_oid id = *git_commit_id(head->get());
    look.head = text_of(id);
    look.last_commit = git_commit_time(head->get());
    if (entry.is_main) return look;
    const auto base = base_of(repository->get(), site, entry, main_branch);
    if (!base) return look;
    Distance distance{.base = base->name};
    if (git_graph_ahead_behind(&distance.ahead, &distance.behind, repository->get(), &id, &base->commit) == 0) {
        look.distance = std::move(distance);
    }
    return look;
}

}  // namespace scc::worktree
