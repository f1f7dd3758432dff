#include "health.hpp"

#include <git2.h>

#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "cli/health.hpp"
#include "proc/run.hpp"

namespace scc::worktree {
namespace {

using Check = cli::health::Check;

Check git_program() {
    const auto version = proc::output_of({.argv = {"git", "--version"}});
    if (!version) return {"worktree.git", "fail", version.error().message, "install git"};
    return {"worktree.git", "ok", std::string(text::trim(*version))};
}

Check git_library() {
    int major = 0, minor = 0, patch = 0;
    git_libgit2_version(&major, &minor, &patch);
    return {"worktree.libgit2",
            "ok",
            "libgit2 " + std::to_string(major) + "." + std::to_string(minor) + "." + std::to_string(patch)};
}

}  // namespace

Result<json> health(const cli::Args&, const json&) { return cli::health::document({git_program(), git_library()}); }

}  // namespace scc::worktree
