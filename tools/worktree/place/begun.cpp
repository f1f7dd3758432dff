#include "begun.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <nlohmann/json.hpp>
#include <optional>

#include "base/path.hpp"
#include "base/text.hpp"
#include "proc/places.hpp"
#include "wire/digest.hpp"
#include "wire/parse.hpp"
#include "wire/reader.hpp"

namespace scc::worktree {
namespace {

using nlohmann::json;

constexpr std::size_t key_digits = 24;
constexpr std::string_view ending = ".begun";

std::string key_of(const std::string& text) { return wire::sha256(text).substr(0, key_digits); }

std::string notes_directory() { return places::state_dir() + "/worktrees"; }

std::string note_path(const Site& site, const std::string& path) {
    return notes_directory() + "/" + key_of(site.common) + "-" + key_of(path) + std::string(ending);
}

// Holds the note; nothing when somebody else does. One that was ended between opening and locking is made anew.
Result<file::Descriptor> hold(const std::string& path) {
    while (true) {
        SCC_TRY(file::Descriptor held, file::try_lock(path));
        struct stat status = {};
        if (!held || (::fstat(held.number(), &status) == 0 && status.st_nlink > 0)) return held;
    }
}

Result<Done> add_line(const file::Descriptor& held, const json& line, const std::string& path) {
    return file::write(held.number(), line.dump(-1, ' ', false, json::error_handler_t::replace) + "\n", path);
}

json line_of(const Work& work) {
    return {{"act", work.act == Act::create ? "create" : "remove"},
            {"path", work.path},
            {"branch", work.branch},
            {"commit", work.commit},
            {"makes_folder", work.makes_folder}};
}

void read_line(const json& line, Work& work) {
    wire::Reader in(line, "note");
    in.open();
    if (in.has("device")) {
        work.device = static_cast<dev_t>(in.integer("device", 0, INT64_MAX));
        work.inode = static_cast<ino_t>(in.integer("inode", 0, INT64_MAX));
        return;
    }
    work.branch = in.text_or("branch", "");
    if (!in.has("act")) return;
    work.act = in.text_or("act", "") == "remove" ? Act::remove : Act::create;
    work.path = in.text_or("path", "");
    work.commit = in.text_or("commit", "");
    work.makes_folder = in.boolean_or("makes_folder", false);
}

// Whole lines only: one that was torn says nothing.
Work work_in(const std::string& text) {
    Work work;
    std::size_t begin = 0;
    for (std::size_t end = text.find('\n'); end != std::string::npos; end = text.find('\n', begin)) {
        if (const auto line = wire::parse(text.substr(begin, end - begin), "note")) read_line(*line, work);
        begin = end + 1;
    }
    return work;
}

bool is_same(const std::string& path, const Work& work) {
    struct stat status = {};
    return ::lstat(path.c_str(), &status) == 0 && status.st_dev == work.device && status.st_ino == work.inode;
}

// The directory as far as it is the one that was made; an empty one may be.
void remove_made(const Work& work) {
    if (work.device != 0 && is_same(work.path, work)) static_cast<void>(file::remove_all(work.path));
    if (work.device == 0) ::rmdir(work.path.c_str());
    if (work.makes_folder) ::rmdir(std::string(path::parent(work.path)).c_str());
}

// Nobody is at work on the branch, so nobody holds its lock.
void unlock_branch(const Site& site, const std::string& branch) {
    ::unlink((site.common + "/refs/heads/" + branch + ".lock").c_str());
}

void remove_branch(git_repository* repository, const Site& site, const Work& work) {
    if (work.branch.empty()) return;
    unlock_branch(site, work.branch);
    delete_branch_at(repository, work.branch, work.commit);
}

void see_to(git_repository* repository, const Site& site, const Work& work) {
    if (work.path.empty()) return;
    if (work.act == Act::create) return take_back(repository, site, work);
    const bool is_aside = file::exists(directory_aside(site, work.path));
    if (is_aside || !file::exists(work.path)) static_cast<void>(finish_removal(repository, site, work));
}

}  // namespace

Result<Note> Note::begin(const Site& site, const Work& work) {
    const std::string path = note_path(site, work.path);
    SCC_CHECK(file::make_directories(notes_directory()));
    SCC_TRY(file::Descriptor held, hold(path));
    if (!held) {
        return Error{Code::usage,
                     "another command is at work on the worktree " + text::quoted(work.path),
                     "wait for it, or choose another name"};
    }
    if (::ftruncate(held.number(), 0) != 0) {
        return Error{Code::tool, "cannot write " + text::quoted(path) + ": " + std::strerror(errno)};
    }
    SCC_CHECK(add_line(held, line_of(work), path));
    return Note(path, std::move(held), work);
}

Result<Done> Note::made_directory(dev_t device, ino_t inode) {
    work_.device = device;
    work_.inode = inode;
    return add_line(held_, {{"device", device}, {"inode", inode}}, path_);
}

Result<Done> Note::makes_branch(const std::string& branch) {
    work_.branch = branch;
    return add_line(held_, {{"branch", branch}}, path_);
}

void Note::end() {
    ::unlink(path_.c_str());
    held_.close();
}

std::string entry_aside(const Site& site, const std::string& path) {
    return site.common + "/scc-worktree-" + key_of(path);
}

std::string directory_aside(const Site& site, const std::string& path) {
    return path::join(path::parent(path), ".scc-removed-" + key_of(site.common + path));
}

namespace {

// Takes the entry of the worktree at `path` out of the books, by one rename: half of an entry would be in no list and
// still hold the branch.
void strike_off(const Site& site, const std::string& path) {
    const std::string aside = entry_aside(site, path);
    static_cast<void>(file::remove_all(aside));
    const auto known = entries(site);
    if (!known) return;
    const auto entry = std::ranges::find(*known, path, &Entry::path);
    if (entry == known->end() || entry->id.empty()) return;
    if (::rename(path::join(site.books(), entry->id).c_str(), aside.c_str()) != 0) return;
    static_cast<void>(file::remove_all(aside));
}

}  // namespace

void take_back(git_repository* repository, const Site& site, const Work& work) {
    static_cast<void>(file::remove_all(entry_aside(site, work.path)));
    if (work.device != 0) strike_off(site, work.path);
    remove_branch(repository, site, work);
    remove_made(work);
    forget_origin(site, work.path);
}

Result<Done> finish_removal(git_repository* repository, const Site& site, const Work& work) {
    if (!file::exists(work.path)) strike_off(site, work.path);
    remove_branch(repository, site, work);
    forget_origin(site, work.path);
    SCC_CHECK(file::remove_all(directory_aside(site, work.path)));
    if (work.makes_folder) ::rmdir(std::string(path::parent(work.path)).c_str());
    return Done{};
}

void repair(git_repository* repository, const Site& site) {
    const std::string mine = key_of(site.common) + "-";
    for (const std::string& name : file::list(notes_directory()).value_or(std::vector<std::string>())) {
        if (!name.starts_with(mine) || !name.ends_with(ending)) continue;
        const std::string path = notes_directory() + "/" + name;
        const auto held = hold(path);
        if (!held || !*held) continue;
        see_to(repository, site, work_in(file::read(path).value_or("")));
        ::unlink(path.c_str());
    }
}

}  // namespace scc::worktree
