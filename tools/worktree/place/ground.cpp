#include "ground.hpp"

#include "base/path.hpp"
#include "place/begun.hpp"

namespace scc::worktree {

std::string Ground::main_branch() const {
    if (!known.empty() && known.front().is_main) return known.front().branch;
    const auto common = open_top(site.common);
    return common ? branch_of(common->get()) : std::string();
}

Result<Ground> ground_of(const cli::Args& args, std::size_t names) {
    SCC_TRY(const std::string here, path::current());
    const std::string place = args.operands.size() > names ? path::normal(args.operand(0), here) : here;
    SCC_TRY(Repository repository, open(place));
    Site site = site_of(repository.get());
    repair(repository.get(), site);
    SCC_TRY(std::vector<Entry> known, entries(site));
    return Ground{std::move(repository), std::move(site), std::move(known)};
}

}  // namespace scc::worktree
