#include "scan/files.hpp"

#include <dirent.h>
#include <sys/stat.h>

#include <algorithm>

#include "base/file.hpp"
#include "base/path.hpp"
#include "base/repository.hpp"
#include "base/text.hpp"
#include "proc/run.hpp"

namespace scc::safety {
namespace {

constexpr std::size_t max_depth = 64;
constexpr std::size_t max_listing = 256U << 20U;  // bytes of what git lists

bool is_left_out(std::string_view name) {
    constexpr std::string_view names[] = {".git", ".hg", ".svn", ".jj", "node_modules"};
    return std::ranges::find(names, name) != std::end(names);
}

std::string names_of_formats() {
    std::vector<std::string> names;
    for (const Format& format : formats()) names.emplace_back(format.name);
    return text::alternatives(names);
}

// The regular files below a folder, as paths from it.
Result<Done> walk(const std::string& top, const std::string& below, std::size_t depth, std::vector<std::string>& into) {
    const std::string folder = below.empty() ? top : path::join(top, below);
    SCC_TRY(const auto names, file::list(folder));
    for (const std::string& name : names) {
        const std::string path = below.empty() ? name : below + "/" + name;
        struct stat about = {};
        if (::lstat(path::join(top, path).c_str(), &about) != 0) continue;
        if (S_ISREG(about.st_mode)) into.push_back(path);
        if (S_ISDIR(about.st_mode) && depth < max_depth && !is_left_out(name)) {
            SCC_CHECK(walk(top, path, depth + 1, into));
        }
    }
    return Done{};
}

// What git knows below a folder; nothing when it does not answer.
std::optional<std::vector<std::string>> listed(const std::string& folder) {
    const auto outcome = proc::run({.argv = {"git",
                                             "-c",
                                             "core.fsmonitor=false",
                                             "ls-files",
                                             "-z",
                                             "--cached",
                                             "--others",
                                             "--exclude-standard",
                                             "--deduplicate"},
                                    .cwd = folder,
                                    .output_limit = max_listing});
    if (!outcome || outcome->status != 0) return std::nullopt;
    std::vector<std::string> paths = text::words(outcome->out, '\0');
    std::erase_if(paths, [&](const std::string& path) {
        struct stat about = {};
        return ::lstat(path::join(folder, path).c_str(), &about) != 0 || !S_ISREG(about.st_mode);
    });
    std::ranges::sort(paths);
    return paths;
}

// "src" for /tree/src/run.sh in the work tree /tree.
std::string folder_of(const std::string& path, const std::string& root, const Format& format) {
    if (format.from_root) return "";
    const std::string folder(path::parent(path));
    if (folder == root || !path::is_within(folder, root)) return "";
    return folder.substr(root == "/" ? 1 : root.size() + 1);
}

// The format that the path tells, or the first bytes; nullptr when there is none.
Result<const Format*> format_at(const std::string& path) {
    if (const Format* named = format_of(path, "")) return named;
    SCC_TRY(const std::string head, file::head(path, head_bytes));
    return format_of(path, head);
}

Result<std::vector<Found>> files_in(const std::string& folder) {
    SCC_TRY(const std::string real, path::real(folder));
    const auto tree = repository::work_tree_at(real);
    auto paths = tree ? listed(real) : std::nullopt;
    if (!paths) {
        paths.emplace();
        SCC_CHECK(walk(real, "", 0, *paths));
    }
    std::vector<Found> found;
    for (const std::string& path : *paths) {
        const std::string whole = path::join(real, path);
        const Format* format = format_at(whole).value_or(nullptr);
        if (format == nullptr) continue;
        const std::string told = folder == "." ? path : folder + (folder.ends_with('/') ? "" : "/") + path;
        found.push_back({told, folder_of(whole, tree.value_or(real), *format), format});
    }
    return found;
}

}  // namespace

Result<std::vector<Found>> files_at(const std::string& path, const Format* forced) {
    if (file::is_directory(path)) return files_in(path);
    SCC_TRY(const Format* format, forced == nullptr ? format_at(path) : Result<const Format*>(forced));
    if (format == nullptr) {
        return Error{Code::config,
                     "nothing tells what kind of file " + text::quoted(path) + " is",
                     "say it with --as: " + names_of_formats()};
    }
    const auto real = path::real(path);
    if (!real) return std::vector<Found>{{path, "", format}};
    const auto tree = repository::work_tree_at(std::string(path::parent(*real)));
    return std::vector<Found>{{path, tree ? folder_of(*real, *tree, *format) : "", format}};
}

}  // namespace scc::safety
