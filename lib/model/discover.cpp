#include "model/discover.hpp"

#include <sys/stat.h>

#include <optional>

#include "base/file.hpp"
#include "base/path.hpp"
#include "base/text.hpp"

namespace scc::model {
namespace {

constexpr std::size_t small_file = 64U << 10U;

// The file's text without the line end; empty when it cannot be read.
std::string line_in(const std::string& path) {
    const auto bytes = file::read(path, small_file);
    return bytes ? std::string(text::trim(*bytes)) : std::string();
}

// What follows `prefix` in the file's text, empty when it starts otherwise.
std::string after(const std::string& path, std::string_view prefix) {
    const std::string line = line_in(path);
    return line.starts_with(prefix) ? std::string(text::trim(std::string_view(line).substr(prefix.size()))) : "";
}

// The git directory that belongs to the work tree with top `root`; nothing when `root` is none.
std::optional<std::string> git_directory(const std::string& root) {
    const std::string dot_git = root + "/.git";
    std::string directory = dot_git;
    if (file::exists(dot_git) && !file::is_directory(dot_git)) {
        const std::string link = after(dot_git, "gitdir:");
        if (link.empty()) return std::nullopt;
        directory = path::normal(link, root);
    }
    if (!file::exists(directory + "/HEAD")) return std::nullopt;
    return directory;
}

void read_repository(const std::string& directory, Workspace& workspace) {
    const std::string common = line_in(directory + "/commondir");
    const std::string branch = after(directory + "/HEAD", "ref: refs/heads/");
    if (!branch.empty()) workspace.branch = branch;
    workspace.repository = common.empty() ? directory : path::normal(common, directory);
    const auto real = path::real(*workspace.repository);
    if (real) workspace.repository = *real;
    if (!common.empty()) workspace.worktree = Worktree{std::string(path::basename(directory)), branch};
}

// The first of `start` and the directories above it of which `holds` is true.
template <class Holds>
std::optional<std::string> upwards(const std::string& start, Holds holds) {
    for (std::string at = start;; at = path::parent(at)) {
        if (holds(at)) return at;
        if (at == "/") return std::nullopt;
    }
}

}  // namespace

Result<Workspace> discover(const std::string& path) {
    const auto entry = path::real(path);
    if (!entry || !file::is_directory(*entry)) {
        return Error{Code::not_found,
                     "there is no directory " + text::quoted(path),
                     "name an existing directory, or leave it out for the current one"};
    }
    const auto is_top = [](const std::string& at) { return git_directory(at).has_value(); };
    const auto has_file = [](const std::string& at) { return file::exists(path::join(at, workspace_file)); };
    auto root = upwards(*entry, is_top);
    if (!root) root = upwards(*entry, has_file);
    Workspace workspace{.root = root.value_or(*entry), .entry = *entry};
    if (const auto directory = git_directory(workspace.root)) read_repository(*directory, workspace);
    struct stat about {};
    if (::stat(workspace.root.c_str(), &about) != 0) {
        return Error{Code::not_found, "cannot look at " + text::quoted(workspace.root)};
    }
    workspace.uid = about.st_uid;
    workspace.gid = about.st_gid;
    return workspace;
}

}  // namespace scc::model
