// A commit's files written to a directory.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "base/file.hpp"
#include "base/path.hpp"
#include "base/text.hpp"
#include "git.hpp"
#include "location.hpp"

namespace scc::config {
namespace {

constexpr std::string_view link_mode = "120000";
constexpr std::string_view submodule_mode = "160000";
constexpr std::string_view program_mode = "100755";

Error refused(const std::string& path, const char* why) {
    return {
        Code::config, "the repository's file " + text::quoted(path) + " " + why, "ask whoever keeps the repository"};
}

Result<TreeEntry> entry_of(const std::string& line) {
    const std::size_t tab = line.find('\t');
    const std::vector<std::string> words = text::words(line.substr(0, tab));
    if (tab == std::string::npos || words.size() != 4) return Error{Code::tool, "git lists files in an unknown form"};
    return TreeEntry{words[0], words[2], text::number(words[3]).value_or(0), line.substr(tab + 1)};
}

// What `git cat-file --batch` prints for each object, "ID TYPE SIZE\n" and its bytes and a line end, taken in turn.
class Objects {
public:
    explicit Objects(std::string_view bytes) : rest_(bytes) {}

    Result<std::string_view> next(const TreeEntry& entry) {
        const std::size_t end = rest_.find('\n');
        const bool fits = end != std::string_view::npos && rest_.size() > end + 1 + entry.size;
        if (!fits || !rest_.starts_with(entry.id + " blob " + std::to_string(entry.size) + "\n")) {
            return Error{Code::tool, "git gave another object than the one it was asked for"};
        }
        const std::string_view bytes = rest_.substr(end + 1, entry.size);
        rest_.remove_prefix(end + 2 + entry.size);
        return bytes;
    }

private:
    std::string_view rest_;
};

Result<Done> write_file(const std::string& path, std::string_view bytes, mode_t mode) {
    SCC_CHECK(file::make_directories(std::string(path::parent(path)), 0755));
    const file::Descriptor opened(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode));
    if (!opened) return Error{Code::tool, "cannot create " + text::quoted(path) + ": " + std::strerror(errno)};
    return file::write(opened.number(), bytes, path);
}

Result<Done> write_link(const std::string& path, const std::string& target) {
    SCC_CHECK(file::make_directories(std::string(path::parent(path)), 0755));
    if (::symlink(target.c_str(), path.c_str()) == 0) return Done{};
    return Error{Code::tool, "cannot create " + text::quoted(path) + ": " + std::strerror(errno)};
}

// Links come last: while files are written no name of the tree leads anywhere else.
Result<Done> write_tree(const std::vector<TreeEntry>& entries, std::string_view objects, const std::string& to) {
    Objects contents(objects);
    std::vector<std::pair<std::string, std::string>> links;
    for (const TreeEntry& entry : entries) {
        SCC_TRY(const std::string_view bytes, contents.next(entry));
        if (entry.mode == link_mode) {
            if (!stays_inside(entry.path, bytes)) return refused(entry.path, "is a symbolic link that leads out of it");
            links.emplace_back(entry.path, bytes);
            continue;
        }
        SCC_CHECK(write_file(path::join(to, entry.path), bytes, entry.mode == program_mode ? 0755 : 0644));
    }
    for (const auto& [path, target] : links) SCC_CHECK(write_link(path::join(to, path), target));
    return Done{};
}

}  // namespace

bool stays_inside(std::string_view path, std::string_view target) {
    if (target.empty() || target.starts_with('/') || target.find('\0') != std::string_view::npos) return false;
    auto depth = std::ranges::count(path, '/');
    bool rising = true;  // ".." counts steps of real directories only as long as nothing was entered
    for (const std::string& step : text::split(target, '/')) {
        if (step == "..") {
            if (!rising || depth-- == 0) return false;
        } else if (!step.empty() && step != ".") {
            if (text::lower(step) == ".git") return false;
            rising = false;
        }
    }
    return true;
}

Result<std::vector<TreeEntry>> entries_of(std::string_view listing, const GitLimits& limits) {
    std::vector<TreeEntry> entries;
    std::size_t size = 0;
    for (const std::string& line : text::split(listing, '\0')) {
        if (line.empty()) continue;
        SCC_TRY(TreeEntry entry, entry_of(line));
        if (!is_inside(entry.path)) return refused(entry.path, "has a name that is not written");
        if (entry.mode == submodule_mode) continue;
        size += entry.size;
        entries.push_back(std::move(entry));
        if (entries.size() > limits.files) {
            return Error{Code::config, "the repository has more than " + std::to_string(limits.files) + " files"};
        }
        if (size > limits.tree) {
            return Error{Code::config, "the repository's files are more than " + text::size_of(limits.tree)};
        }
    }
    return entries;
}

Result<Done> Repository::extract(const std::string& path, const std::string& to) const {
    if (!path.empty() && !is_inside(path)) {
        return Error{Code::config, text::quoted(path) + " is no path within a repository", "write it without '..'"};
    }
    const auto listing = proc::output_of(git({"ls-tree", "-r", "-z", "-l", "--full-tree", commit_ + ":" + path}));
    if (!listing)
        return Error{Code::not_found,
                     "there is no directory " + text::quoted(path) + " in " + text::quoted(url_),
                     "check the path"};
    SCC_TRY(const std::vector<TreeEntry> entries, entries_of(*listing, limits_));
    proc::Command command = git({"cat-file", "--batch"});
    for (const TreeEntry& entry : entries) command.input += entry.id + "\n";
    SCC_TRY(const std::string objects, entries.empty() ? Result<std::string>("") : proc::output_of(command));
    const std::string partial = to + ".partial";
    SCC_CHECK(file::remove_all(partial));
    SCC_CHECK(file::make_directories(partial, 0755));
    Result<Done> written = write_tree(entries, objects, partial);
    if (written && ::rename(partial.c_str(), to.c_str()) != 0) {
        written = Error{Code::tool, "cannot create " + text::quoted(to) + ": " + std::strerror(errno)};
    }
    if (!written) SCC_CHECK(file::remove_all(partial));
    return written;
}

}  // namespace scc::config
