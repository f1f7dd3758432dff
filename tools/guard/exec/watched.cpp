#include "exec/watched.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>

#include "exec/layout.hpp"
#include "programs.hpp"
#include "root.hpp"

namespace scc::guard {
namespace {

using file::Descriptor;

constexpr std::size_t block = 64U << 10U;

constexpr std::string_view places[] = {
    "/usr/local/sbin/",
    "/usr/local/bin/",
    "/usr/sbin/",
    "/usr/bin/",
    "/sbin/",
    "/bin/",
    "/usr/lib/git-core/",
    "/usr/libexec/git-core/",
};

constexpr std::string_view loaders[] = {
    "/lib64/ld-linux-x86-64.so.2",
    "/lib/ld-linux-aarch64.so.1",
    "/lib/ld-linux.so.2",
    "/lib/ld-musl-x86_64.so.1",
    "/lib/ld-musl-aarch64.so.1",
};

constexpr std::string_view assembled[] = {"busybox", "toybox"};

bool same_bytes(const Descriptor& a, const Descriptor& b, off_t size) {
    static std::array<char, block> first;
    static std::array<char, block> second;
    for (off_t at = 0; at < size;) {
        const ssize_t got = ::pread(a.number(), first.data(), block, at);
        if (got <= 0 || ::pread(b.number(), second.data(), static_cast<std::size_t>(got), at) != got) return false;
        if (!std::equal(first.begin(), first.begin() + got, second.begin())) return false;
        at += got;
    }
    return true;
}

}  // namespace

std::string head_of(const Descriptor& file) {
    std::array<char, layout_bytes> bytes = {};
    const ssize_t got = ::pread(file.number(), bytes.data(), bytes.size(), 0);
    return {bytes.data(), static_cast<std::size_t>(std::max<ssize_t>(got, 0))};
}

WatchedFiles WatchedFiles::of_container() {
    WatchedFiles files;
    files.add(Kind::guard, "/proc/self/exe");
    for (const std::string_view loader : loaders) files.add(Kind::loader, at_root(loader));
    for (const std::string_view place : places) {
        for (const std::string_view name : assembled) files.add(Kind::assembled, at_root(place).append(name));
    }
    for (const std::string_view name : guarded_programs()) {
        files.add(Kind::guarded, at_root(real_programs).append(name), std::string(name), true);
        for (const std::string_view place : places) {
            files.add(Kind::guarded, at_root(place).append(name), std::string(name));
        }
    }
    return files;
}

void WatchedFiles::add(Kind kind, const std::string& path, const std::string& name, bool diverted) {
    Descriptor opened(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
    struct stat found = {};
    if (!opened || ::fstat(opened.number(), &found) != 0 || !S_ISREG(found.st_mode)) return;
    const std::string head = head_of(opened);
    if (find(opened, head) != nullptr) return;
    files_.push_back(
        {kind, name, diverted, path, std::move(opened), found.st_dev, found.st_ino, found.st_size, layout_in(head)});
}

const Watched* WatchedFiles::find(const Descriptor& file, std::string_view head) const {
    struct stat found = {};
    if (::fstat(file.number(), &found) != 0) return nullptr;
    const std::string layout = layout_in(head);
    const auto is_it = [&](const Watched& watched) {
        if (watched.device == found.st_dev && watched.inode == found.st_ino) return true;
        if (!layout.empty()) return watched.layout == layout;
        return watched.size == found.st_size && same_bytes(watched.opened, file, watched.size);
    };
    const auto at = std::ranges::find_if(files_, is_it);
    return at == files_.end() ? nullptr : &*at;
}

const Watched* WatchedFiles::at(const std::string& path) const {
    struct stat found = {};
    if (::stat(path.c_str(), &found) != 0) return nullptr;
    const auto is_there = [&](const Watched& watched) {
        return watched.device == found.st_dev && watched.inode == found.st_ino;
    };
    const auto at = std::ranges::find_if(files_, is_there);
    return at == files_.end() ? nullptr : &*at;
}

}  // namespace scc::guard
