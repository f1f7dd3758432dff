// Archives from elsewhere, made into trees by scc-config-unpack.
//
// Taken are tar, alone or in gzip, bzip2, xz or zstd, and zip. The whole archive is refused for one entry that is
// absolute, has "..", an empty step, a backslash, a drive letter or control bytes in its name or stands for git's
// directory, is a device, a socket or a pipe, runs as somebody else, leads out of the tree as a symbolic or hard link,
// is there twice or differs from another in case alone; and for more than the limits, which are counted while it is
// read, whatever it says about its size. Symbolic links that stay within the tree are kept.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/error.hpp"

namespace scc::config {

struct ArchiveLimits {
    static constexpr std::size_t packed = 64U << 20U;  // bytes of the archive
    static constexpr std::size_t bytes = 64U << 20U;   // of all files in it
    static constexpr std::size_t files = 10'000;       // entries
};

inline constexpr std::size_t archive_name_limit = 1024;

// The tree `to`, which must not exist and is there afterwards whole or not at all. Code::config when the archive is
// refused, `shown` being how the message calls it.
Result<Done> unpack(const std::string& archive, const std::string& to, std::string_view shown);

}  // namespace scc::config
