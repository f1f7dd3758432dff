#include "make.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <vector>

#include "base/file.hpp"
#include "base/path.hpp"
#include "base/text.hpp"
#include "checkout/writer.hpp"
#include "cli/log.hpp"
#include "copy.hpp"
#include "place/begun.hpp"
#include "place/name.hpp"
#include "place/program.hpp"
#include "proc/interrupts.hpp"

namespace scc::worktree {
namespace {

constexpr const char* nothing_left = "neither worktree nor branch is left behind";
constexpr int most_entries = 10'000;  // with one name, told apart by a number

Error cannot_make(const std::string& path) {
    return {Code::tool, "cannot make " + text::quoted(path) + ": " + std::strerror(errno)};
}

// The new directory, which must not be there yet.
Result<Done> make_directory(const std::string& path, Note& note) {
    if (::mkdir(path.c_str(), 0777) != 0) {
        if (errno == EEXIST) return taken(text::quoted(path) + " exists already", "choose another name");
        return cannot_make(path);
    }
    struct stat made = {};
    if (::lstat(path.c_str(), &made) != 0) return cannot_make(path);
    return note.made_directory(made.st_dev, made.st_ino);
}

Result<Done> make_branch(git_repository* repository, const Wish& wish, Note& note) {
    SCC_CHECK(note.makes_branch(wish.branch));
    git_reference* made = nullptr;
    const int status = git_branch_create(&made, repository, wish.branch.c_str(), wish.start.get(), 0);
    const Reference held(made);
    if (status == 0) return Done{};
    SCC_CHECK(note.makes_branch(""));
    if (status != GIT_EEXISTS) return git_error("make the branch " + text::quoted(wish.branch));
    return taken("the branch " + text::quoted(wish.branch) + " exists already", "choose another name");
}

Result<Done> write_file(const std::string& path, const std::string& text) {
    const file::Descriptor made(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
    if (!made) return cannot_make(path);
    return file::write(made.number(), text, path);
}

// The entry under the first name that is free, at once: git fails when it reads one that is just being written.
Result<Done> put_in_books(const Site& site, const std::string& aside, const Wish& wish) {
    if (::mkdir(site.books().c_str(), 0777) != 0 && errno != EEXIST) return cannot_make(site.books());
    const std::string name(path::basename(wish.path));
    for (int number = 0; number < most_entries; ++number) {
        const std::string place = path::join(site.books(), number == 0 ? name : name + std::to_string(number));
        SCC_CHECK(file::remove_all(path::join(aside, "gitdir")));
        SCC_CHECK(write_file(path::join(wish.path, ".git"), "gitdir: " + place + "\n"));
        SCC_CHECK(write_file(path::join(aside, "gitdir"), path::join(wish.path, ".git") + "\n"));
        if (::renameat2(AT_FDCWD, aside.c_str(), AT_FDCWD, place.c_str(), RENAME_NOREPLACE) == 0) return Done{};
        if (errno != EEXIST) return cannot_make(place);
        SCC_CHECK(file::remove_all(path::join(wish.path, ".git")));
    }
    return taken("there are too many worktrees of the name " + text::quoted(name), "choose another name");
}

// Enters the worktree in the repository's books as git does.
Result<Done> enroll(const Site& site, const Wish& wish) {
    const std::string aside = entry_aside(site, wish.path);
    SCC_CHECK(file::remove_all(aside));
    if (::mkdir(aside.c_str(), 0777) != 0) return cannot_make(aside);
    SCC_CHECK(write_file(path::join(aside, "HEAD"), "ref: refs/heads/" + wish.branch + "\n"));
    SCC_CHECK(write_file(path::join(aside, "commondir"), "../..\n"));
    return put_in_books(site, aside, wish);
}

// What git copies of the main worktree's own settings, all but those that say where it is.
Result<Done> copy_settings(const Site& site, git_repository* worktree) {
    const std::string own = git_repository_path(worktree);
    for (const char* name : {"config.worktree", "info/sparse-checkout"}) {
        const auto text = file::read(path::join(site.common, name));
        if (!text && text.error().code == Code::not_found) continue;
        if (!text) return text.error();
        SCC_CHECK(file::make_directories(std::string(path::parent(path::join(own, name))), 0777));
        SCC_CHECK(write_file(path::join(own, name), *text));
    }
    git_config* opened = nullptr;
    const std::string settings = path::join(own, "config.worktree");
    if (!file::exists(settings) || git_config_open_ondisk(&opened, settings.c_str()) != 0) return Done{};
    const Owned<git_config, git_config_free> held(opened);
    for (const char* key : {"core.bare", "core.worktree"}) git_config_delete_entry(opened, key);
    return Done{};
}

void say_what_is_disarmed(git_repository* repository) {
    for (const std::string& name : disarmed_filters(repository)) {
        cli::log::warning("the filter " + text::quoted(name) +
                          " is described by the repository alone and was not run: its files are as they are stored");
    }
}

Result<Done> fill(const Site& site, const Wish& wish) {
    SCC_TRY(const Checkout checkout, check_out(wish.path));
    if (checkout.written) return Done{};
    cli::log::debug("git writes the files: " + checkout.left_because);
    SCC_TRY(const Repository worktree, open_top(wish.path));
    SCC_CHECK(copy_settings(site, worktree.get()));
    say_what_is_disarmed(worktree.get());
    return succeeds(git_in(worktree.get(), wish.path, {"reset", "-q", "--hard", "--no-recurse-submodules"}),
                    "fill the worktree");
}

Result<Done> perform(git_repository* repository, const Site& site, const Wish& wish, Note& note) {
    SCC_CHECK(make_directory(wish.path, note));
    if (wish.is_new_branch) SCC_CHECK(make_branch(repository, wish, note));
    SCC_CHECK(enroll(site, wish));
    SCC_CHECK(fill(site, wish));
    if (!site.main.empty()) SCC_CHECK(copy_ignored(site.main, wish.path, wish.copies));
    SCC_CHECK(write_origin(site, wish.path, wish.origin));
    if (proc::Interrupts::count() != 0) return Error{Code::interrupted, "interrupted"};
    return Done{};
}

Error with_hint(Error error) {
    if (error.hint.empty()) error.hint = nothing_left;
    return error;
}

}  // namespace

Error taken(std::string message, std::string hint) { return {Code::usage, std::move(message), std::move(hint)}; }

Result<Done> make(git_repository* repository, const Site& site, const Wish& wish) {
    const proc::Interrupts interrupts;
    Work work{.act = Act::create, .path = wish.path, .commit = wish.origin.commit};
    work.makes_folder = !file::is_directory(site.folder);
    SCC_TRY(Note note, Note::begin(site, work));
    if (work.makes_folder) SCC_CHECK(file::make_directories(site.folder, 0777));
    const auto made = perform(repository, site, wish, note);
    if (!made) take_back(repository, site, note.work());
    note.end();
    if (made) return made;
    return with_hint(made.error());
}

}  // namespace scc::worktree
