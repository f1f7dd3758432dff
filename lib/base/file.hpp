// Whole files: read with a limit, written atomically, locked.
//
// A write goes to a temporary file in the same directory, is flushed to the disk and renamed over the old one, so that
// a reader, a crash or a full disk sees the old text or the new one and nothing between.
#pragma once

#include <sys/types.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.hpp"

namespace scc::file {

// A descriptor that is closed with its owner; -1 owns nothing.
class Descriptor {
public:
    Descriptor() = default;
    explicit Descriptor(int number) : number_(number) {}
    Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
    Descriptor& operator=(Descriptor&& other) noexcept {
        std::swap(number_, other.number_);
        return *this;
    }
    ~Descriptor();

    int number() const { return number_; }
    explicit operator bool() const { return number_ >= 0; }
    int release() { return std::exchange(number_, -1); }
    void close();

private:
    int number_ = -1;
};

inline constexpr std::size_t default_limit = 8U << 20U;

// All bytes of a regular file; Code::not_found when it is absent, Code::config when it is longer than `limit` bytes,
// cannot be read, is a symbolic link that leads nowhere, or is a pipe or device (only those below /dev are read, such
// as the /dev/fd/63 of a shell's
// "<(...)").
Result<std::string> read(const std::string& path, std::size_t limit = default_limit);
Result<std::string> read(int descriptor, std::string_view name, std::size_t limit = default_limit);

// The first bytes of a regular file, `most` of them at most.
Result<std::string> head(const std::string& path, std::size_t most);

// Writes all bytes; Code::tool when the disk or the other end does not take them.
Result<Done> write(int descriptor, std::string_view bytes, std::string_view name);

// Replaces or creates `path`, with missing parent directories made with mode 0700.
Result<Done> replace(const std::string& path, std::string_view bytes, mode_t mode = 0600);

// Makes the directory and its missing parents.
Result<Done> make_directories(const std::string& path, mode_t mode = 0700);

// Makes `to`, which must not exist, the same file as `from` where both lie on one file system, else a copy of it.
Result<Done> link_or_copy(const std::string& from, const std::string& to);

// Removes a file or a tree; what is not there is no error. Symbolic links are removed, not followed.
Result<Done> remove_all(const std::string& path);

// Whether anything is at `path`, a symbolic link that leads nowhere included. Code::config when that cannot be told, as
// in a directory one may not enter: for what must not be taken for absent because it cannot be seen.
Result<bool> is_there(const std::string& path);

// The same where nothing depends on the difference: what cannot be told is no.
bool exists(const std::string& path);
bool is_directory(const std::string& path);

// Whether both paths lead to one file; false when either leads nowhere.
bool same(const std::string& a, const std::string& b);

// The names in a directory, sorted, without "." and ".."; none when it does not exist.
Result<std::vector<std::string>> list(const std::string& directory);

// An advisory lock on `path` (made when missing), held until the returned descriptor is closed. Waits for its turn.
Result<Descriptor> lock(const std::string& path);

// The same without waiting: a descriptor that owns nothing while somebody else holds it.
Result<Descriptor> try_lock(const std::string& path);

// A new directory that only its owner can enter, below $TMPDIR or /tmp.
Result<std::string> temporary_directory(std::string_view prefix);

}  // namespace scc::file
