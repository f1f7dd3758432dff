#include "index_file.hpp"

#include <cstring>

#include "base/file.hpp"
#include "base/text.hpp"

namespace scc::worktree {
namespace {

constexpr std::size_t most_bytes = 1U << 30U;
constexpr std::size_t header = 12;
constexpr std::size_t checksum = GIT_OID_RAWSZ;
constexpr std::size_t fixed = 40 + GIT_OID_RAWSZ + 2;  // of an entry, before its path
constexpr std::uint32_t length_bits = 0xfff;           // of the flags; the others mark an entry

std::uint32_t number_at(std::string_view bytes, std::size_t at) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < sizeof value; ++i) value = value << 8U | static_cast<unsigned char>(bytes[at + i]);
    return value;
}

bool is_plain(std::uint32_t mode) {
    return mode == GIT_FILEMODE_BLOB || mode == GIT_FILEMODE_BLOB_EXECUTABLE || mode == GIT_FILEMODE_LINK;
}

// The id in "\0" ENTRIES " " SUBTREES "\n" ID, which is how the trees of an index begin; none where it is out of date.
std::optional<git_oid> root_in(std::string_view trees) {
    const std::size_t end = trees.find('\n');
    if (trees.empty() || trees[0] != '\0' || end == std::string_view::npos) return std::nullopt;
    if (trees[1] == '-' || trees.size() < end + 1 + GIT_OID_RAWSZ) return std::nullopt;
    git_oid id = {};
    std::memcpy(id.id, trees.data() + end + 1, GIT_OID_RAWSZ);
    return id;
}

}  // namespace

std::optional<IndexFile> IndexFile::read(const std::string& path) {
    auto bytes = file::read(path, most_bytes);
    if (!bytes) return std::nullopt;
    IndexFile index;
    index.bytes_ = std::move(*bytes);
    if (!index.parse()) return std::nullopt;
    return index;
}

bool IndexFile::parse() {
    const std::string_view bytes = bytes_;
    if (bytes.size() < header + checksum || !bytes.starts_with("DIRC")) return false;
    const std::uint32_t version = number_at(bytes, 4);
    const std::uint32_t count = number_at(bytes, 8);
    if ((version != 2 && version != 3) || count > bytes.size() / fixed) return false;
    entries_.reserve(count);
    std::size_t at = header;
    for (std::uint32_t i = 0; i < count; ++i) {
        if (!parse_entry(at)) return false;
    }
    return parse_extensions(at);
}

bool IndexFile::parse_entry(std::size_t& at) {
    const std::string_view bytes = std::string_view(bytes_).substr(0, bytes_.size() - checksum);
    if (at + fixed >= bytes.size()) return false;
    IndexEntry entry{.ctime = number_at(bytes, at),
                     .ctime_part = number_at(bytes, at + 4),
                     .mtime = number_at(bytes, at + 8),
                     .mtime_part = number_at(bytes, at + 12),
                     .inode = number_at(bytes, at + 20),
                     .mode = number_at(bytes, at + 24),
                     .uid = number_at(bytes, at + 28),
                     .gid = number_at(bytes, at + 32),
                     .size = number_at(bytes, at + 36)};
    std::memcpy(entry.id.id, bytes.data() + at + 40, GIT_OID_RAWSZ);
    const std::uint32_t flags = number_at(bytes, at + fixed - 4) & 0xffffU;
    const std::size_t end = bytes.find('\0', at + fixed);
    if ((flags & ~length_bits) != 0 || !is_plain(entry.mode) || end == std::string_view::npos) return false;
    entry.path = bytes.substr(at + fixed, end - at - fixed);
    if (entry.path.empty() || (!entries_.empty() && entries_.back().path >= entry.path)) return false;
    at += (end - at + 8) / 8 * 8;
    entries_.push_back(entry);
    return true;
}

bool IndexFile::parse_extensions(std::size_t at) {
    constexpr std::size_t head = 8;
    const std::string_view bytes = bytes_;
    const std::size_t limit = bytes.size() - checksum;
    while (at + head <= limit) {
        const std::string_view name = bytes.substr(at, 4);
        const std::size_t length = number_at(bytes, at + 4);
        if (length > limit - at - head) return false;
        const bool may_be_skipped = name[0] >= 'A' && name[0] <= 'Z';
        if (!may_be_skipped) return false;
        if (name == "TREE") tree_ = root_in(bytes.substr(at + head, length));
        at += head + length;
    }
    return true;
}

}  // namespace scc::worktree
