#include "writer.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "base/file.hpp"
#include "base/path.hpp"
#include "base/text.hpp"
#include "files.hpp"
#include "place/git.hpp"
#include "proc/interrupts.hpp"
#include "suitable.hpp"

namespace scc::worktree {
namespace {

using Index = Owned<git_index, git_index_free>;
using Tree = Owned<git_tree, git_tree_free>;
using Store = Owned<git_odb, git_odb_free>;
using Blob = Owned<git_odb_object, git_odb_object_free>;

constexpr std::size_t piece = 64;  // entries a thread takes at once

bool is_link(const git_index_entry& entry) { return entry.mode == GIT_FILEMODE_LINK; }

// The entries of the index to change in place: adding them again would take the trees out that the index knows.
std::vector<git_index_entry*> entries_in(git_index* index) {
    std::vector<git_index_entry*> entries;
    entries.reserve(git_index_entrycount(index));
    for (std::size_t i = 0; i < git_index_entrycount(index); ++i) {
        entries.push_back(const_cast<git_index_entry*>(git_index_get_byindex(index, i)));
    }
    return entries;
}

git_index_time time_in(const struct timespec& time) {
    return {static_cast<std::int32_t>(time.tv_sec), static_cast<std::uint32_t>(time.tv_nsec)};
}

// An index has room for 32 bits of each.
void note(git_index_entry& entry, const struct stat& status) {
    entry.ctime = time_in(status.st_ctim);
    entry.mtime = time_in(status.st_mtim);
    entry.dev = static_cast<std::uint32_t>(status.st_dev);
    entry.ino = static_cast<std::uint32_t>(status.st_ino);
    entry.uid = status.st_uid;
    entry.gid = status.st_gid;
    entry.file_size = static_cast<std::uint32_t>(status.st_size);
}

// What one thread writes with: objects read through a repository of its own, and the directory.
class Hand {
public:
    static Result<Hand> at(const std::string& top, int root) {
        SCC_TRY(Repository repository, open_top(top));
        git_odb* store = nullptr;
        if (git_repository_odb(&store, repository.get()) != 0) return git_error("read the objects");
        return Hand(std::move(repository), Store(store), root);
    }

    Result<Done> write(git_index_entry& entry) {
        git_odb_object* read = nullptr;
        if (git_odb_read(&read, store_.get(), &entry.id) != 0) return git_error("read " + text::quoted(entry.path));
        const Blob blob(read);
        if (git_odb_object_type(read) != GIT_OBJECT_BLOB) return Error{Code::tool, "an object is no file"};
        const std::string_view bytes(static_cast<const char*>(git_odb_object_data(read)), git_odb_object_size(read));
        SCC_TRY(const struct stat status, is_link(entry) ? make_link(entry.path, bytes) : make_file(entry, bytes));
        note(entry, status);
        return Done{};
    }

private:
    Hand(Repository repository, Store store, int root)
        : repository_(std::move(repository)), store_(std::move(store)), files_(root) {}

    Result<struct stat> make_file(const git_index_entry& entry, std::string_view bytes) {
        return files_.make_file(entry.path, bytes, entry.mode == GIT_FILEMODE_BLOB_EXECUTABLE ? 0777 : 0666);
    }
    Result<struct stat> make_link(std::string_view path, std::string_view target) {
        if (target.empty() || target.find('\0') != std::string_view::npos) {
            return Error{Code::tool, text::quoted(path) + " is no link that there can be"};
        }
        return files_.make_link(path, std::string(target));
    }

    Repository repository_;
    Store store_;
    Files files_;
};

// Pieces of the index, given out to threads until all are done or one failed.
class Share {
public:
    explicit Share(std::vector<git_index_entry*>& entries) : entries_(entries) {}

    void work(const std::string& top, int root) {
        auto hand = Hand::at(top, root);
        if (!hand) return stop(hand.error());
        for (std::size_t i = next(); i < entries_.size() && !stopped_; i = next()) {
            const std::size_t end = std::min(i + piece, entries_.size());
            for (; i < end && !stopped_; ++i) write(*hand, *entries_[i]);
        }
    }

    std::optional<Error> failure() { return failure_; }

private:
    std::size_t next() { return next_.fetch_add(piece); }

    void write(Hand& hand, git_index_entry& entry) {
        if (proc::Interrupts::count() != 0) return stop({Code::interrupted, "interrupted"});
        if (const auto written = hand.write(entry); !written) stop(written.error());
    }
    void stop(const Error& error) {
        const std::lock_guard lock(mutex_);
        if (!failure_) failure_ = error;
        stopped_ = true;
    }

    std::vector<git_index_entry*>& entries_;
    std::atomic<std::size_t> next_ = 0;
    std::atomic<bool> stopped_ = false;
    std::mutex mutex_;
    std::optional<Error> failure_;
};

Result<Done> write_all(std::vector<git_index_entry*> entries, const std::string& top, int root, std::size_t threads) {
    Share share(entries);
    {
        std::vector<std::jthread> others;
        for (std::size_t i = 1; i < std::min(threads, entries.size() / piece + 1); ++i) {
            others.emplace_back([&] { share.work(top, root); });
        }
        share.work(top, root);
    }
    if (auto failure = share.failure()) return std::move(*failure);
    return Done{};
}

Result<Done> write_entries(git_index* index, const std::string& top) {
    const file::Descriptor root(::open(top.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
    if (!root) return Error{Code::tool, "cannot enter " + text::quoted(top) + ": " + std::strerror(errno)};
    std::vector<git_index_entry*> files = entries_in(index);
    const auto links = std::stable_partition(files.begin(), files.end(), [](auto* entry) { return !is_link(*entry); });
    const std::vector<git_index_entry*> last(links, files.end());
    files.erase(links, files.end());
    SCC_CHECK(write_all(std::move(files), top, root.number(), std::max(1U, std::thread::hardware_concurrency())));
    SCC_CHECK(write_all(last, top, root.number(), 1));
    if (git_index_write(index) != 0) return git_error("write the index");
    return Done{};
}

// An index of what HEAD holds, in the place of the worktree's.
Result<Index> index_of_head(git_repository* repository) {
    git_index* index = nullptr;
    if (git_repository_index(&index, repository) != 0) return git_error("read the index");
    Index held(index);
    SCC_TRY(const Commit commit, head_commit(repository));
    git_tree* found = nullptr;
    if (git_commit_tree(&found, commit.get()) != 0) return git_error("read the commit");
    const Tree tree(found);
    if (git_index_read_tree(index, found) != 0) return git_error("read the tree");
    return held;
}

// Leaves the place as it was: everything but .git, and no index.
Result<Done> sweep(git_repository* repository, const std::string& top) {
    SCC_TRY(const std::vector<std::string> names, file::list(top));
    for (const std::string& name : names) {
        if (name != ".git") SCC_CHECK(file::remove_all(path::join(top, name)));
    }
    return file::remove_all(std::string(git_repository_path(repository)) + "index");
}

}  // namespace

Result<Checkout> check_out(const std::string& top) {
    SCC_TRY(const Repository repository, open_top(top));
    // git takes what it reads for what it asked for as well.
    git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, 0);
    const auto index = index_of_head(repository.get());
    if (!index) return Checkout{false, index.error().message};
    std::string reason = needs_git(repository.get(), index->get());
    if (!reason.empty()) return Checkout{false, std::move(reason)};
    const auto written = write_entries(index->get(), top);
    if (written) return Checkout{true, ""};
    if (written.error().code == Code::interrupted) return written.error();
    SCC_CHECK(sweep(repository.get(), top));
    return Checkout{false, written.error().message};
}

}  // namespace scc::worktree
