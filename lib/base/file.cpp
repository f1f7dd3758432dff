#include "base/file.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>

#include "base/env.hpp"
#include "base/path.hpp"
#include "base/text.hpp"

namespace scc::file {
namespace {

constexpr std::size_t least_room = 2048;

struct Advice {
    int reason;
    const char* hint;
};

constexpr Advice advices[] = {
    {EACCES, "look at its permissions and at those of the directories above it with 'ls -ld'"},
    {EBADF, "nothing is open there: redirect it from a file or a pipe"},
    {EDQUOT, "remove something: your quota on that disk is used up"},
    {EISDIR, "name a file"},
    {ELOOP, "its symbolic links lead nowhere but to each other: put a file there"},
    {ENOSPC, "remove something: that disk is full"},
    {ENOTDIR, "a part of that path is no directory"},
    {EROFS, "choose a place that can be written to: that file system is read-only"},
};

std::string hint_for(int reason) {
    const auto* const found = std::ranges::find(advices, reason, &Advice::reason);
    return found == std::end(advices) ? "" : found->hint;
}

Error failed(Code code, std::string_view what, std::string_view path, int reason = errno) {
    return {code,
            "cannot " + std::string(what) + " " + text::quoted(path) + ": " + std::strerror(reason),
            hint_for(reason),
            {},
            {}};
}

// What is no regular file may never end or never answer. A path below /dev is one somebody chose: a descriptor that a
// shell made of "<(command)", standard input, a terminal.
bool may_be_read(int descriptor, const std::string& path) {
    struct stat about = {};
    return path.starts_with("/dev/") ||
           (::fstat(descriptor, &about) == 0 && (S_ISREG(about.st_mode) || S_ISDIR(about.st_mode)));
}

// A link to nothing was put there for something, so it is not absent.
Error not_opened(const std::string& path, int reason) {
    if (reason != ENOENT) return failed(Code::config, "open", path, reason);
    if (!exists(path)) return failed(Code::not_found, "open", path, reason);
    Error error = failed(Code::config, "open", path, reason);
    error.hint = "it is a symbolic link to something that is not there: put that there, or remove the link";
    return error;
}

// A rename survives a power cut only once the directory is on the disk as well.
void flush_directory(const std::string& directory) {
    const Descriptor opened(::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (opened) ::fsync(opened.number());
}

Result<Done> remove_tree(int parent, const char* name, const std::string& shown) {
    if (::unlinkat(parent, name, 0) == 0 || errno == ENOENT) return Done{};
    if (errno != EISDIR && errno != EPERM) return failed(Code::tool, "remove", shown);
    const int opened = ::openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (opened < 0) return failed(Code::tool, "remove", shown);
    const std::unique_ptr<DIR, int (*)(DIR*)> directory(::fdopendir(opened), ::closedir);
    while (const dirent* entry = ::readdir(directory.get())) {
        const std::string_view child = entry->d_name;
        if (child != "." && child != "..") SCC_CHECK(remove_tree(opened, entry->d_name, path::join(shown, child)));
    }
    if (::unlinkat(parent, name, AT_REMOVEDIR) != 0) return failed(Code::tool, "remove", shown);
    return Done{};
}

Result<Descriptor> open_lock(const std::string& path) {
    SCC_CHECK(make_directories(std::string(path::parent(path))));
    Descriptor opened(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    if (!opened) return failed(Code::tool, "open", path);
    return opened;
}

// Everything one descriptor gives into another.
Result<Done> pour(int source, const std::string& from, int target, const std::string& to) {
    std::string block(1U << 20U, '\0');
    for (;;) {
        const ssize_t got = ::read(source, block.data(), block.size());
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return failed(Code::tool, "read", from);
        if (got == 0) return Done{};
        SCC_CHECK(write(target, std::string_view(block).substr(0, static_cast<std::size_t>(got)), to));
    }
}

}  // namespace

Descriptor::~Descriptor() { close(); }

void Descriptor::close() {
    if (number_ >= 0) ::close(number_);
    number_ = -1;
}

Result<std::string> read(int descriptor, std::string_view name, std::size_t limit) {
    std::string bytes;
    std::size_t size = 0;
    for (;;) {
        if (size == bytes.size()) bytes.resize(std::max(least_room, 2 * size));
        const ssize_t got = ::read(descriptor, bytes.data() + size, bytes.size() - size);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return failed(Code::config, "read", name);
        size += static_cast<std::size_t>(got);
        if (got == 0) {
            bytes.resize(size);
            return bytes;
        }
        if (size > limit) {
            return Error{Code::config,
                         text::quoted(name) + " is longer than " + text::size_of(limit),
                         "nothing that long is read here; is it the right one?"};
        }
    }
}

Result<std::string> read(const std::string& path, std::size_t limit) {
    const int waits = path.starts_with("/dev/") ? 0 : O_NONBLOCK;
    const Descriptor opened(::open(path.c_str(), O_RDONLY | O_CLOEXEC | waits));
    if (!opened) return not_opened(path, errno);
    if (may_be_read(opened.number(), path)) return read(opened.number(), path, limit);
    return Error{Code::config, text::quoted(path) + " is a pipe or a device", "name a file"};
}

Result<std::string> head(const std::string& path, std::size_t most) {
    const Descriptor opened(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (!opened) return failed(errno == ENOENT ? Code::not_found : Code::config, "open", path);
    if (!may_be_read(opened.number(), path)) return Error{Code::config, text::quoted(path) + " is a pipe or a device"};
    std::string bytes(most, '\0');
    std::size_t size = 0;
    while (size < most) {
        const ssize_t got = ::read(opened.number(), bytes.data() + size, most - size);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return failed(Code::config, "read", path);
        if (got == 0) break;
        size += static_cast<std::size_t>(got);
    }
    bytes.resize(size);
    return bytes;
}

Result<Done> write(int descriptor, std::string_view bytes, std::string_view name) {
    while (!bytes.empty()) {
        const ssize_t put = ::write(descriptor, bytes.data(), bytes.size());
        if (put < 0 && errno == EINTR) continue;
        if (put < 0) return failed(Code::tool, "write", name);
        bytes.remove_prefix(static_cast<std::size_t>(put));
    }
    return Done{};
}

Result<Done> replace(const std::string& path, std::string_view bytes, mode_t mode) {
    const std::string directory(path::parent(path));
    SCC_CHECK(make_directories(directory));
    std::string temporary = path + ".XXXXXX";
    const Descriptor opened(::mkostemp(temporary.data(), O_CLOEXEC));
    if (!opened) return failed(Code::tool, "create a file in", directory);
    Result<Done> written = write(opened.number(), bytes, path);
    if (written && (::fchmod(opened.number(), mode) != 0 || ::fsync(opened.number()) != 0 ||
                    ::rename(temporary.c_str(), path.c_str()) != 0)) {
        written = failed(Code::tool, "write", path);
    }
    if (!written) ::unlink(temporary.c_str());
    if (written) flush_directory(directory);
    return written;
}

Result<Done> make_directories(const std::string& path, mode_t mode) {
    if (path.empty() || is_directory(path)) return Done{};
    SCC_CHECK(make_directories(std::string(path::parent(path)), mode));
    if (::mkdir(path.c_str(), mode) != 0 && errno != EEXIST) return failed(Code::tool, "make directory", path);
    return Done{};
}

Result<Done> link_or_copy(const std::string& from, const std::string& to) {
    if (::link(from.c_str(), to.c_str()) == 0) return Done{};
    const Descriptor source(::open(from.c_str(), O_RDONLY | O_CLOEXEC));
    struct stat about = {};
    if (!source || ::fstat(source.number(), &about) != 0) return failed(Code::tool, "open", from);
    const Descriptor target(::open(to.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, about.st_mode & 07777));
    if (!target) return failed(Code::tool, "create", to);
    Result<Done> done = pour(source.number(), from, target.number(), to);
    if (!done) ::unlink(to.c_str());
    return done;
}

Result<Done> remove_all(const std::string& path) { return remove_tree(AT_FDCWD, path.c_str(), path); }

Result<bool> is_there(const std::string& path) {
    struct stat status = {};
    if (::lstat(path.c_str(), &status) == 0) return true;
    if (errno == ENOENT || errno == ENOTDIR) return false;
    return failed(Code::config, "look at", path);
}

bool exists(const std::string& path) { return is_there(path).value_or(false); }

bool is_directory(const std::string& path) {
    struct stat status = {};
    return ::stat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode);
}

bool same(const std::string& a, const std::string& b) {
    struct stat first = {};
    struct stat second = {};
    return ::stat(a.c_str(), &first) == 0 && ::stat(b.c_str(), &second) == 0 && first.st_dev == second.st_dev &&
           first.st_ino == second.st_ino;
}

Result<std::vector<std::string>> list(const std::string& directory) {
    std::vector<std::string> names;
    const std::unique_ptr<DIR, int (*)(DIR*)> opened(::opendir(directory.c_str()),
                                                     [](DIR* d) { return ::closedir(d); });
    if (!opened) {
        if (errno == ENOENT) return names;
        return failed(Code::config, "list", directory);
    }
    errno = 0;
    while (const dirent* entry = ::readdir(opened.get())) {
        const std::string_view name = entry->d_name;
        if (name != "." && name != "..") names.emplace_back(name);
        errno = 0;
    }
    if (errno != 0) return failed(Code::config, "list", directory);
    std::ranges::sort(names);
    return names;
}

Result<Descriptor> lock(const std::string& path) {
    SCC_TRY(Descriptor opened, open_lock(path));
    while (::flock(opened.number(), LOCK_EX) != 0) {
        if (errno != EINTR) return failed(Code::tool, "lock", path);
    }
    return opened;
}

Result<Descriptor> try_lock(const std::string& path) {
    SCC_TRY(Descriptor opened, open_lock(path));
    if (::flock(opened.number(), LOCK_EX | LOCK_NB) == 0) return opened;
    if (errno == EWOULDBLOCK || errno == EINTR) return Descriptor();
    return failed(Code::tool, "lock", path);
}

Result<std::string> temporary_directory(std::string_view prefix) {
    const std::string parent = env::get("TMPDIR").value_or("/tmp");
    std::string name = path::join(parent, std::string(prefix) + ".XXXXXX");
    if (::mkdtemp(name.data()) == nullptr) return failed(Code::tool, "make a directory in", parent);
    return name;
}

}  // namespace scc::file
