#include "place.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <cstring>
#include <vector>

#include "base/path.hpp"
#include "base/text.hpp"
#include "wire/digest.hpp"

namespace scc::sandbox::trust {
namespace {

constexpr std::size_t longest = 1U << 20U;
constexpr std::size_t most_entries = 1000;
constexpr mode_t permissions = 07777;

file::Descriptor open_below(const file::Descriptor& directory, const std::string& name, int flags) {
    return file::Descriptor(
        ::openat(directory.number(), name.c_str(), flags | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
}

std::string target_of(const file::Descriptor& directory, const std::string& name) {
    std::array<char, PATH_MAX> target = {};
    const ssize_t length = ::readlinkat(directory.number(), name.c_str(), target.data(), target.size());
    return length < 0 ? "" : std::string(target.data(), static_cast<std::size_t>(length));
}

std::vector<std::string> names_in(const file::Descriptor& directory) {
    std::vector<std::string> names;
    DIR* listing = ::fdopendir(::dup(directory.number()));
    if (listing == nullptr) return names;
    while (const dirent* entry = ::readdir(listing)) {
        if (std::string_view(entry->d_name) != "." && std::string_view(entry->d_name) != "..") {
            names.emplace_back(entry->d_name);
        }
    }
    ::closedir(listing);
    std::ranges::sort(names);
    return names;
}

Kind kind_in(mode_t mode) {
    if (S_ISREG(mode)) return Kind::file;
    if (S_ISDIR(mode)) return Kind::directory;
    return S_ISLNK(mode) ? Kind::link : Kind::other;
}

State state_in(const file::Descriptor& directory, const std::string& name, bool deep);

// Git runs nothing that is called *.sample, and brings such files itself.
std::string digest_of(const file::Descriptor& directory) {
    std::string all;
    for (const std::string& name : names_in(directory)) {
        if (name.ends_with(".sample")) continue;
        if (all.size() > longest || std::ranges::count(all, '\n') > static_cast<std::ptrdiff_t>(most_entries)) break;
        const State state = state_in(directory, name, false);
        all += name + '\0' + std::to_string(state.mode) + wire::sha256(state.bytes) + '\n';
    }
    return all.empty() ? "" : wire::sha256(all);
}

State state_in(const file::Descriptor& directory, const std::string& name, bool deep) {
    struct stat status = {};
    if (::fstatat(directory.number(), name.c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0) return {};
    State state{kind_in(status.st_mode), "", status.st_mode & permissions, status.st_uid, status.st_gid};
    if (state.kind == Kind::link) state.bytes = target_of(directory, name);
    if (state.kind == Kind::directory && deep) {
        const file::Descriptor opened = open_below(directory, name, O_RDONLY | O_DIRECTORY);
        if (opened) state.bytes = digest_of(opened);
    }
    if (state.kind != Kind::file) return state;
    const file::Descriptor opened = open_below(directory, name, O_RDONLY);
    auto bytes = file::read(opened.number(), name, longest);
    if (!bytes) return {Kind::other, "", state.mode, state.uid, state.gid};
    state.bytes = std::move(*bytes);
    return state;
}

}  // namespace

bool is_same(const State& a, const State& b) { return a.kind == b.kind && a.bytes == b.bytes; }

Place::Place(const std::string& root, const std::string& path) : path_(path), name_(path::basename(path)) {
    const std::string above(path::parent(path));
    directory_ = file::Descriptor(::open(root.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (above.size() <= root.size()) return;
    for (const std::string& name : text::split(std::string_view(above).substr(root.size() + 1), '/')) {
        if (directory_) directory_ = open_below(directory_, name, O_RDONLY | O_DIRECTORY);
    }
}

State Place::state(bool with_entries) const { return directory_ ? state_in(directory_, name_, with_entries) : State(); }

std::string Place::stamp() const {
    struct stat status = {};
    if (!directory_ || ::fstatat(directory_.number(), name_.c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0) return "";
    std::string stamp;
    for (const auto number : {static_cast<std::int64_t>(status.st_ino),
                              static_cast<std::int64_t>(status.st_size),
                              static_cast<std::int64_t>(status.st_ctim.tv_sec),
                              static_cast<std::int64_t>(status.st_ctim.tv_nsec)}) {
        stamp += std::to_string(number) + " ";
    }
    return stamp;
}

Result<std::optional<std::string>> Place::set_aside(const std::string& suffix) const {
    constexpr int most_tries = 100;
    for (int i = 1; directory_ && i <= most_tries; ++i) {
        const std::string other = name_ + ".set-aside-" + suffix + (i == 1 ? "" : "-" + std::to_string(i));
        if (::renameat2(directory_.number(), name_.c_str(), directory_.number(), other.c_str(), RENAME_NOREPLACE) ==
            0) {
            return std::optional(path::join(path::parent(path_), other));
        }
        if (errno == ENOENT) return std::optional<std::string>();
        if (errno != EEXIST) break;
    }
    if (!directory_) return std::optional<std::string>();
    return failed("move away");
}

Result<Done> Place::put(const State& state) const {
    if (!directory_) return failed("put back");
    const std::string fresh = name_ + ".scc-new";
    ::unlinkat(directory_.number(), fresh.c_str(), 0);
    if (state.kind == Kind::link) {
        if (::symlinkat(state.bytes.c_str(), directory_.number(), fresh.c_str()) != 0) return failed("put back");
    } else {
        const file::Descriptor opened(
            ::openat(directory_.number(), fresh.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
        if (!opened) return failed("put back");
        SCC_CHECK(file::write(opened.number(), state.bytes, path_));
        const bool owned = ::geteuid() != 0 || ::fchown(opened.number(), state.uid, state.gid) == 0;
        if (!owned || ::fchmod(opened.number(), state.mode) != 0) return failed("put back");
    }
    if (::renameat(directory_.number(), fresh.c_str(), directory_.number(), name_.c_str()) != 0) {
        ::unlinkat(directory_.number(), fresh.c_str(), 0);
        return failed("put back");
    }
    return Done{};
}

Error Place::failed(const std::string& what) const {
    return {Code::tool,
            "cannot " + what + " " + text::quoted(path_) + ": " +
                (directory_ ? std::strerror(errno) : "a directory above it is gone or a link")};
}

}  // namespace scc::sandbox::trust
