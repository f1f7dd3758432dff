#include "files.hpp"

#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "base/path.hpp"
#include "base/text.hpp"

namespace scc::worktree {
namespace {

Error failed(std::string_view what, std::string_view path) {
    return {Code::tool, "cannot " + std::string(what) + " " + text::quoted(path) + ": " + std::strerror(errno)};
}

// The directory below `from`, without following a link or leaving it; -1 and errno.
int open_beneath(int from, const std::string& path) {
    struct open_how how = {};
    how.flags = O_PATH | O_DIRECTORY | O_CLOEXEC;
    how.resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS;
    return static_cast<int>(::syscall(SYS_openat2, from, path.c_str(), &how, sizeof how));
}

// The directory part of a path in a tree: empty for what stands at its top.
std::string_view directory_part(std::string_view path) {
    const std::size_t slash = path.rfind('/');
    return slash == std::string_view::npos ? std::string_view() : path.substr(0, slash);
}

Result<Done> write_all(int descriptor, std::string_view bytes, std::string_view path) {
    while (!bytes.empty()) {
        const ssize_t taken = ::write(descriptor, bytes.data(), bytes.size());
        if (taken < 0 && errno == EINTR) continue;
        if (taken < 0) return failed("write", path);
        bytes.remove_prefix(static_cast<std::size_t>(taken));
    }
    return Done{};
}

}  // namespace

// Makes what is missing of the directory, from the top.
Result<file::Descriptor> Files::enter(std::string_view directory) {
    file::Descriptor there(open_beneath(root_, std::string(directory)));
    if (there) return there;
    if (errno != ENOENT) return failed("enter", directory);
    const std::string_view above = directory_part(directory);
    file::Descriptor held;
    int parent = root_;
    if (!above.empty()) {
        SCC_TRY(held, enter(above));
        parent = held.number();
    }
    const std::string name(path::basename(directory));
    if (::mkdirat(parent, name.c_str(), 0777) != 0 && errno != EEXIST) return failed("make directory", directory);
    file::Descriptor made(open_beneath(parent, name));
    if (!made) return failed("enter", directory);
    return made;
}

Result<int> Files::directory_of(std::string_view path) {
    const std::string_view directory = directory_part(path);
    if (directory.empty()) return root_;
    if (open_ && name_ == directory) return open_.number();
    SCC_TRY(open_, enter(directory));
    name_ = directory;
    return open_.number();
}

Result<struct stat> Files::make_file(std::string_view path, std::string_view bytes, mode_t mode) {
    SCC_TRY(const int directory, directory_of(path));
    const std::string name(path::basename(path));
    constexpr int flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
    const file::Descriptor made(::openat(directory, name.c_str(), flags, mode));
    if (!made) return failed("make", path);
    SCC_CHECK(write_all(made.number(), bytes, path));
    struct stat status = {};
    if (::fstat(made.number(), &status) != 0) return failed("look at", path);
    return status;
}

Result<struct stat> Files::make_link(std::string_view path, const std::string& target) {
    SCC_TRY(const int directory, directory_of(path));
    const std::string name(path::basename(path));
    if (::symlinkat(target.c_str(), directory, name.c_str()) != 0) return failed("make", path);
    struct stat status = {};
    if (::fstatat(directory, name.c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0) return failed("look at", path);
    return status;
}

}  // namespace scc::worktree
