#include "copy.hpp"

#include <fcntl.h>
#include <fnmatch.h>
#include <linux/fs.h>
#include <sys/ioctl.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <cstring>

#include "base/file.hpp"
#include "base/path.hpp"
#include "base/text.hpp"
#include "place/git.hpp"
#include "proc/interrupts.hpp"

namespace scc::worktree {
namespace {

Error cannot_copy(const std::string& path) {
    return {Code::tool, "cannot copy " + text::quoted(path) + ": " + std::strerror(errno)};
}

Result<std::vector<std::string>> ignored_in(const std::string& top) {
    SCC_TRY(const Repository repository, open_top(top));
    git_status_options options = GIT_STATUS_OPTIONS_INIT;
    options.show = GIT_STATUS_SHOW_WORKDIR_ONLY;
    options.flags = GIT_STATUS_OPT_INCLUDE_IGNORED;
    git_status_list* list = nullptr;
    if (git_status_list_new(&list, repository.get(), &options) != 0) return git_error("look for what git ignores");
    const Statuses held(list);
    std::vector<std::string> paths;
    for (std::size_t i = 0; i < git_status_list_entrycount(list); ++i) {
        const git_status_entry* entry = git_status_byindex(list, i);
        if (entry->status != GIT_STATUS_IGNORED) continue;
        std::string path = entry->index_to_workdir->new_file.path;
        while (path.ends_with('/')) path.pop_back();
        paths.push_back(std::move(path));
    }
    return paths;
}

bool names(const std::string& pattern, const std::string& path) {
    const std::string last(path::basename(path));
    return ::fnmatch(pattern.c_str(), path.c_str(), FNM_PATHNAME) == 0 ||
           ::fnmatch(pattern.c_str(), last.c_str(), 0) == 0;
}

Result<Done> pour(int from, int to, off_t size, const std::string& path) {
    if (::ioctl(to, FICLONE, from) == 0) return Done{};
    for (off_t left = size; left > 0;) {
        const ssize_t moved = ::sendfile(to, from, nullptr, static_cast<std::size_t>(left));
        if (moved < 0 && errno == EINTR) continue;
        if (moved < 0) return cannot_copy(path);
        if (moved == 0) break;
        left -= moved;
    }
    return Done{};
}

Result<Done> copy_file(const std::string& from, const std::string& to, const struct stat& status) {
    const file::Descriptor source(::open(from.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC));
    if (!source) return cannot_copy(from);
    const file::Descriptor made(
        ::open(to.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, status.st_mode & 0777));
    if (!made) return cannot_copy(to);
    SCC_CHECK(pour(source.number(), made.number(), status.st_size, from));
    const struct timespec times[] = {status.st_atim, status.st_mtim};
    ::futimens(made.number(), times);
    return Done{};
}

Result<Done> copy_link(const std::string& from, const std::string& to) {
    std::array<char, PATH_MAX> target = {};
    const ssize_t length = ::readlink(from.c_str(), target.data(), target.size() - 1);
    if (length < 0 || ::symlink(target.data(), to.c_str()) != 0) return cannot_copy(from);
    return Done{};
}

// What is neither file, directory nor link stays.
Result<Done> copy_tree(const std::string& from, const std::string& to) {
    if (proc::Interrupts::count() != 0) return Error{Code::interrupted, "interrupted"};
    struct stat status = {};
    if (::lstat(from.c_str(), &status) != 0) return cannot_copy(from);
    if (S_ISREG(status.st_mode)) return copy_file(from, to, status);
    if (S_ISLNK(status.st_mode)) return copy_link(from, to);
    if (!S_ISDIR(status.st_mode)) return Done{};
    if (::mkdir(to.c_str(), (status.st_mode & 0777) | S_IRWXU) != 0) return cannot_copy(to);
    SCC_TRY(const std::vector<std::string> children, file::list(from));
    for (const std::string& child : children) SCC_CHECK(copy_tree(path::join(from, child), path::join(to, child)));
    return Done{};
}

}  // namespace

Result<Done> copy_ignored(const std::string& from, const std::string& to, const std::vector<std::string>& patterns) {
    if (patterns.empty()) return Done{};
    SCC_TRY(const std::vector<std::string> ignored, ignored_in(from));
    for (const std::string& pattern : patterns) {
        bool found = false;
        for (const std::string& path : ignored) {
            if (!names(pattern, path)) continue;
            found = true;
            const std::string target = path::join(to, path);
            if (file::exists(target)) continue;
            SCC_CHECK(file::make_directories(std::string(path::parent(target)), 0777));
            SCC_CHECK(copy_tree(path::join(from, path), target));
        }
        if (!found) return Error{Code::not_found, "git ignores nothing that " + text::quoted(pattern) + " names"};
    }
    return Done{};
}

}  // namespace scc::worktree
