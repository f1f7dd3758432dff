#include "exec/resolve.hpp"

#include <fcntl.h>
#include <linux/magic.h>
#include <linux/openat2.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <deque>
#include <optional>
#include <utility>

#include "base/text.hpp"

namespace scc::guard {
namespace {

using file::Descriptor;

constexpr int most_links = 40;  // as the kernel
constexpr int look_flags = O_PATH | O_CLOEXEC;

std::string entry_of(pid_t process, std::string_view name) {
    return "/proc/" + std::to_string(process) + "/" + std::string(name);
}

Found opened(int number) {
    if (number < 0) return {{}, errno};
    return {Descriptor(number), 0};
}

Found open_path(const std::string& path) { return opened(::open(path.c_str(), look_flags)); }

Found copy_of(const Descriptor& descriptor) { return opened(::fcntl(descriptor.number(), F_DUPFD_CLOEXEC, 0)); }

// Where relative paths of the call start.
Found start_of(const Place& place) {
    if (place.directory == AT_FDCWD) return open_path(entry_of(place.process, "cwd"));
    return open_path(entry_of(place.process, "fd/" + std::to_string(place.directory)));
}

struct Root {
    std::uint64_t mount;
    std::uint64_t inode;
    bool operator==(const Root&) const = default;
};

std::optional<Root> root_at(const std::string& path) {
    struct statx found = {};
    if (::statx(AT_FDCWD, path.c_str(), 0, STATX_INO | STATX_MNT_ID, &found) != 0) return std::nullopt;
    return Root{found.stx_mnt_id, found.stx_ino};
}

bool shares_root(pid_t process) {
    const auto theirs = root_at(entry_of(process, "root"));
    return theirs && theirs == root_at("/");
}

Found open_at_once(int directory, const std::string& path) {
    open_how how = {};
    how.flags = look_flags;
    how.resolve = RESOLVE_NO_MAGICLINKS;
    return opened(static_cast<int>(::syscall(SYS_openat2, directory, path.c_str(), &how, sizeof how)));
}

bool same_file(const Descriptor& a, const Descriptor& b) {
    struct stat first = {};
    struct stat second = {};
    return ::fstat(a.number(), &first) == 0 && ::fstat(b.number(), &second) == 0 && first.st_dev == second.st_dev &&
           first.st_ino == second.st_ino;
}

bool is_link(const Descriptor& file) {
    struct stat found = {};
    return ::fstat(file.number(), &found) == 0 && S_ISLNK(found.st_mode);
}

bool lies_in_proc(const Descriptor& file) {
    struct statfs system = {};
    return ::fstatfs(file.number(), &system) == 0 && system.f_type == PROC_SUPER_MAGIC;
}

class Walk {
public:
    explicit Walk(pid_t process) : process_(process) {}

    Found to(const Place& place) {
        Found root = open_path(entry_of(process_, "root"));
        if (!root.file) return root;
        root_ = std::move(root.file);
        Found at = place.path.starts_with('/') ? copy_of(root_) : start_of(place);
        push(place.path);
        while (at.file && !left_.empty()) {
            const std::string name = std::move(left_.front());
            left_.pop_front();
            at = step(at.file, name);
        }
        return at;
    }

private:
    void push(const std::string& path) {
        const std::vector<std::string> names = text::words(path, '/');
        left_.insert(left_.begin(), names.begin(), names.end());
        // What ends with a slash must be a directory.
        if (path.ends_with('/') && left_.size() == names.size()) left_.emplace_back(".");
    }

    Found step(const Descriptor& at, const std::string& name) {
        if (name == ".." && same_file(at, root_)) return copy_of(at);
        Found next = opened(::openat(at.number(), name.c_str(), look_flags | O_NOFOLLOW));
        if (!next.file || !is_link(next.file)) return next;
        if (++links_ > most_links) return {{}, ELOOP};
        return lies_in_proc(next.file) ? follow_in_proc(at, name, next.file) : follow(at, next.file);
    }

    Found follow(const Descriptor& at, const Descriptor& link) {
        std::array<char, PATH_MAX> target = {};
        const ssize_t length = ::readlinkat(link.number(), "", target.data(), target.size());
        if (length < 0) return {{}, errno};
        const std::string path(target.data(), static_cast<std::size_t>(length));
        push(path);
        return copy_of(path.starts_with('/') ? root_ : at);
    }

    // A link of /proc/PID leads to a thing and not to a name; that of /proc/self to whoever looks.
    Found follow_in_proc(const Descriptor& at, const std::string& name, const Descriptor& link) {
        const std::string own = std::to_string(process_);
        if (name == "self") return step(at, own);
        if (name == "thread-self") {
            push(own + "/task/" + own);
            return copy_of(at);
        }
        if (name == "mounts" || name == "net") return follow(at, link);
        return opened(::openat(at.number(), name.c_str(), look_flags));
    }

    pid_t process_;
    Descriptor root_;
    std::deque<std::string> left_;
    int links_ = 0;
};

}  // namespace

Found resolve(const Place& place) {
    if (place.path.empty()) return start_of(place);
    if (shares_root(place.process)) {
        const bool absolute = place.path.starts_with('/');
        const Found start = absolute ? Found() : start_of(place);
        if (start.error != 0) return {{}, start.error};
        Found found = open_at_once(start.file.number(), place.path);
        if (found.error != ELOOP && found.error != ENOSYS && found.error != EPERM) return found;
    }
    return Walk(place.process).to(place);
}

}  // namespace scc::guard
