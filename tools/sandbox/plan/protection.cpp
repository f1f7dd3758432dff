#include "protection.hpp"

#include <algorithm>

#include "base/path.hpp"
#include "trust/kind.hpp"
#include "trust/repository.hpp"

namespace scc::sandbox {
namespace {

using trust::Kind;

// Each submodule takes several mounts, and a container with thousands of them starts slowly.
constexpr std::size_t most_modules = 64;

class Protections {
public:
    // Makes `path`, which lies below the mounted `root`, read-only.
    void add(const std::string& root, const std::string& path) {
        const Kind kind = trust::kind_below(root, path);
        if (kind != Kind::file && kind != Kind::directory) return;
        keep(root, path);
        put(path, false);
    }

    // Makes `path`, wherever it lies, stay where it is.
    void keep(const std::string& root, const std::string& path) {
        if (path::is_within(path, root)) pin(root, std::string(path::parent(path)));
    }

    std::vector<Mount> mounts() && { return std::move(mounts_); }

private:
    void pin(const std::string& root, const std::string& directory) {
        if (directory.size() <= root.size()) return;
        pin(root, std::string(path::parent(directory)));
        put(directory, true);
    }

    void put(const std::string& path, bool writable) {
        if (std::ranges::find(mounts_, path, &Mount::target) != mounts_.end()) return;
        mounts_.push_back({"bind", path, path, writable});
    }

    std::vector<Mount> mounts_;
};

}  // namespace

std::vector<std::string> hooks_of(const model::Workspace& workspace) {
    if (!workspace.repository) return {};
    std::vector<std::string> hooks = {path::join(*workspace.repository, "hooks")};
    for (const std::string& module : trust::repository_of(workspace).modules) {
        if (hooks.size() > most_modules) break;
        hooks.push_back(path::join(module, "hooks"));
    }
    return hooks;
}

std::vector<Mount> protections(const model::Workspace& workspace, const model::Effective& config) {
    Protections found;
    const trust::Repository repository = trust::repository_of(workspace);
    found.keep(workspace.root, repository.common);
    for (const std::string& hooks : hooks_of(workspace)) found.add(repository.common, hooks);
    for (const std::string& folder : repository.siblings) found.keep(repository.common, folder);
    if (repository.own != repository.common) {
        for (const char* name : {"commondir", "gitdir"}) found.add(repository.common, path::join(repository.own, name));
    }
    if (const std::string pointer = path::join(workspace.root, ".git"); trust::kind_of(pointer) == Kind::file) {
        found.add(workspace.root, pointer);
    }
    for (const auto& at : config.protected_files) found.add(workspace.root, path::join(workspace.root, at.value));
    return std::move(found).mounts();
}

}  // namespace scc::sandbox
