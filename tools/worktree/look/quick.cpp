#include "quick.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <climits>
#include <tuple>
#include <vector>

#include "base/file.hpp"
#include "index_file.hpp"

namespace scc::worktree {
namespace {

using Tree = Owned<git_tree, git_tree_free>;
using Index = Owned<git_index, git_index_free>;
using Diff = Owned<git_diff, git_diff_free>;

constexpr int as_directory = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;

// A name in a directory, with the type that the directory has for it.
struct Name {
    std::string text;
    unsigned char type = DT_UNKNOWN;
};

// False when the directory cannot be read.
bool read_names(int directory, std::vector<Name>& names) {
    alignas(struct dirent64) std::array<char, 32'768> block;
    while (true) {
        const long got = ::syscall(SYS_getdents64, directory, block.data(), block.size());
        if (got <= 0) return got == 0;
        for (long at = 0; at < got;) {
            const auto* entry = reinterpret_cast<const struct dirent64*>(block.data() + at);
            const std::string_view name = entry->d_name;
            if (name != "." && name != ".." && name != ".git") names.push_back({std::string(name), entry->d_type});
            at += entry->d_reclen;
        }
    }
}

// What the index has of one directory: a file, or the range of what is below a directory of that name.
struct Child {
    std::string_view name;
    std::size_t begin = 0, end = 0;
    bool is_directory = false;
    bool seen = false;
};

class Walk {
public:
    Walk(git_repository* repository, std::string top, const IndexFile& index, const struct timespec& written)
        : repository_(repository), top_(std::move(top)), index_(index.entries()), written_(written) {
        git_config* config = nullptr;
        int trusted = 1;
        if (git_repository_config_snapshot(&config, repository) == 0) {
            git_config_get_bool(&trusted, config, "core.filemode");
            git_config_free(config);
        }
        trusts_modes_ = trusted != 0;
    }

    std::optional<Dirt> all() {
        const file::Descriptor root(::open(top_.c_str(), as_directory));
        if (!root || !directory(root.number(), "", 0, index_.size())) return std::nullopt;
        return dirt_;
    }

private:
    // The entries from `begin` to `end`, which all begin with `prefix`, beside what is in the directory.
    bool directory(int opened, const std::string& prefix, std::size_t begin, std::size_t end) {
        std::vector<Child> children = children_in(prefix.size(), begin, end);
        std::vector<Name> names;
        if (!read_names(opened, names)) return false;
        for (const Name& name : names) {
            if (!look(opened, prefix, name, children)) return false;
        }
        for (const Child& child : children) {
            if (!child.seen) dirt_.modified += child.end - child.begin;
        }
        return true;
    }

    std::vector<Child> children_in(std::size_t skipped, std::size_t begin, std::size_t end) const {
        std::vector<Child> children;
        for (std::size_t i = begin; i < end;) {
            const std::string_view rest = index_[i].path.substr(skipped);
            const std::size_t slash = rest.find('/');
            Child child{rest.substr(0, slash), i, i + 1, slash != std::string_view::npos};
            if (child.is_directory) child.end = end_of(skipped, child.name, i, end);
            children.push_back(child);
            i = child.end;
        }
        std::ranges::sort(children, {}, &Child::name);
        return children;
    }

    // Where the entries below the directory `name` end.
    std::size_t end_of(std::size_t skipped, std::string_view name, std::size_t begin, std::size_t end) const {
        const auto below = [&](const IndexEntry& entry) {
            const std::string_view rest = entry.path.substr(skipped);
            return rest.size() > name.size() && rest.starts_with(name) && rest[name.size()] == '/';
        };
        const auto first = index_.begin() + static_cast<std::ptrdiff_t>(begin);
        const auto last = std::partition_point(first, index_.begin() + static_cast<std::ptrdiff_t>(end), below);
        return static_cast<std::size_t>(last - index_.begin());
    }

    bool look(int opened, const std::string& prefix, const Name& name, std::vector<Child>& children) {
        const auto child = std::ranges::lower_bound(children, std::string_view(name.text), {}, &Child::name);
        if (child == children.end() || child->name != name.text) return unknown(opened, prefix, name);
        child->seen = true;
        if (!child->is_directory) return tracked(opened, name, index_[child->begin]);
        const file::Descriptor below(::openat(opened, name.text.c_str(), as_directory));
        return below && directory(below.number(), prefix + name.text + "/", child->begin, child->end);
    }

    bool tracked(int opened, const Name& name, const IndexEntry& entry) {
        struct stat status = {};
        if (::fstatat(opened, name.text.c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0) return false;
        if (S_ISDIR(status.st_mode)) return false;
        if (!is_as_written(status, entry) && !is_same(status, entry)) ++dirt_.modified;
        return true;
    }

    bool has_mode(const struct stat& status, const IndexEntry& entry) const {
        if (entry.mode == GIT_FILEMODE_LINK) return S_ISLNK(status.st_mode);
        const bool runs = (status.st_mode & S_IXUSR) != 0;
        return S_ISREG(status.st_mode) && (!trusts_modes_ || runs == (entry.mode == GIT_FILEMODE_BLOB_EXECUTABLE));
    }

    // Whether nothing touched the file since the index was written; one written as late as the index may have been.
    bool is_as_written(const struct stat& status, const IndexEntry& entry) const {
        const auto number = [](auto value) { return static_cast<std::uint32_t>(value); };
        const bool is_early =
            std::tuple(status.st_mtim.tv_sec, status.st_mtim.tv_nsec) < std::tuple(written_.tv_sec, written_.tv_nsec);
        return is_early && has_mode(status, entry) && number(status.st_mtim.tv_sec) == entry.mtime &&
               number(status.st_mtim.tv_nsec) == entry.mtime_part && number(status.st_ctim.tv_sec) == entry.ctime &&
               number(status.st_ctim.tv_nsec) == entry.ctime_part && number(status.st_size) == entry.size &&
               number(status.st_ino) == entry.inode && status.st_uid == entry.uid && status.st_gid == entry.gid;
    }

    bool is_same(const struct stat& status, const IndexEntry& entry) const {
        if (!has_mode(status, entry)) return false;
        const std::string path(entry.path);
        const std::string full = top_ + "/" + path;
        git_oid id = {};
        if (entry.mode == GIT_FILEMODE_LINK) {
            std::array<char, PATH_MAX> target;
            const ssize_t length = ::readlink(full.c_str(), target.data(), target.size());
            if (length < 0) return false;
            git_odb_hash(&id, target.data(), static_cast<std::size_t>(length), GIT_OBJECT_BLOB);
        } else if (!hash(id, full, path)) {
            return false;
        }
        return git_oid_equal(&id, &entry.id) != 0;
    }

    // As git_repository_hashfile, which in libgit2 1.5 keeps the path of every file.
    bool hash(git_oid& id, const std::string& full, const std::string& path) const {
        git_filter_list* filters = nullptr;
        if (git_filter_list_load(&filters, repository_, nullptr, path.c_str(), GIT_FILTER_TO_ODB, GIT_FILTER_DEFAULT) !=
            0)
            return false;
        if (filters == nullptr) return git_odb_hashfile(&id, full.c_str(), GIT_OBJECT_BLOB) == 0;
        git_buf bytes = GIT_BUF_INIT;
        const bool is_hashed = git_filter_list_apply_to_file(&bytes, filters, repository_, full.c_str()) == 0 &&
                               git_odb_hash(&id, bytes.ptr, bytes.size, GIT_OBJECT_BLOB) == 0;
        git_buf_dispose(&bytes);
        git_filter_list_free(filters);
        return is_hashed;
    }

    bool is_ignored(const std::string& path) const {
        int ignored = 0;
        return git_ignore_path_is_ignored(&ignored, repository_, path.c_str()) == 0 && ignored != 0;
    }

    bool unknown(int opened, const std::string& prefix, const Name& name) {
        if (name.type == DT_UNKNOWN) return false;
        const bool is_directory = name.type == DT_DIR;
        const std::string path = prefix + name.text + (is_directory ? "/" : "");
        if (is_ignored(path)) return true;
        if (!is_directory) ++dirt_.untracked;
        if (!is_directory) return true;
        const auto holds = holds_files(opened, path, name.text);
        if (holds.value_or(false)) ++dirt_.untracked;
        return holds.has_value();
    }

    // Whether there is a file below that git does not ignore, or a repository; nothing when that cannot be told.
    std::optional<bool> holds_files(int opened, const std::string& path, const std::string& name) const {
        const file::Descriptor below(::openat(opened, name.c_str(), as_directory));
        std::vector<Name> names;
        if (!below || !read_names(below.number(), names)) return std::nullopt;
        if (::faccessat(below.number(), ".git", F_OK, AT_SYMLINK_NOFOLLOW) == 0) return true;
        for (const Name& child : names) {
            const bool is_directory = child.type == DT_DIR;
            const std::string full = path + child.text + (is_directory ? "/" : "");
            if (is_ignored(full)) continue;
            if (!is_directory) return true;
            const auto holds = holds_files(below.number(), full, child.text);
            if (!holds || *holds) return holds;
        }
        return false;
    }

    git_repository* repository_;
    std::string top_;
    const std::vector<IndexEntry>& index_;
    struct timespec written_;
    bool trusts_modes_ = true;
    Dirt dirt_;
};

// How many entries of the index are not HEAD's; nothing when that cannot be told.
std::optional<std::size_t> staged_in(git_repository* repository, const IndexFile& index) {
    const auto head = head_commit(repository);
    if (!head) return std::nullopt;
    if (index.tree() && git_oid_equal(&*index.tree(), git_commit_tree_id(head->get())) != 0) return 0;
    git_tree* tree = nullptr;
    if (git_commit_tree(&tree, head->get()) != 0) return std::nullopt;
    const Tree held(tree);
    git_diff* found = nullptr;
    if (git_diff_tree_to_index(&found, repository, tree, nullptr, nullptr) != 0) return std::nullopt;
    return git_diff_num_deltas(Diff(found).get());
}

}  // namespace

std::optional<Dirt> quick_dirt(git_repository* worktree, const std::string& top) {
    const std::string path = std::string(git_repository_path(worktree)) + "index";
    struct stat written = {};
    if (::stat(path.c_str(), &written) != 0) return std::nullopt;
    const auto index = IndexFile::read(path);
    if (!index) return std::nullopt;
    const auto staged = staged_in(worktree, *index);
    if (!staged) return std::nullopt;
    auto dirt = Walk(worktree, top, *index, written.st_mtim).all();
    if (dirt) dirt->staged = *staged;
    return dirt;
}

}  // namespace scc::worktree
