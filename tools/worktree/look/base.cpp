#include "base.hpp"

namespace scc::worktree {

std::optional<Base> base_of(git_repository* repository,
                            const Site& site,
                            const Entry& entry,
                            const std::string& main_branch) {
    constexpr std::size_t short_commit = 7;
    const Origin origin = origin_of(site, entry.path).value_or(Origin{main_branch, ""});
    for (const std::string& name : {origin.base, origin.commit}) {
        if (name.empty() || name == entry.branch) continue;
        const bool is_branch = name == origin.base;
        const auto commit = commit_named(repository, name);
        if (commit)
            return Base{is_branch ? name : name.substr(0, short_commit), *git_commit_id(commit->get()), is_branch};
    }
    return std::nullopt;
}

}  // namespace scc::worktree
