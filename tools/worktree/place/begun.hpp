// What is being done to a worktree, written down before it is done.
//
// A note is a file of lines below the state directory, locked by who does the work: what a killed process leaves is a
// note that nobody holds, and the next command on the repository (repair) takes the work back or brings it to its end.
//
//     {"act": "create", …}       before anything is made; taken back
//     {"device": N, "inode": N}  the directory that was made, so that nothing else is taken for it
//     {"branch": "scc/x"}        before the branch is made
//     {"act": "remove", …}       before anything is removed; brought to its end once the directory is put aside
//
// A failure is handled by the same steps (take_back).
#pragma once

#include <sys/types.h>

#include <string>

#include "base/error.hpp"
#include "base/file.hpp"
#include "site.hpp"

namespace scc::worktree {

enum class Act {
    create,
    remove
};

struct Work {
    Act act = Act::create;
    std::string path;           // of the worktree
    std::string branch;         // being made or to be deleted; empty when there is none to touch
    std::string commit;         // where that branch stands
    bool makes_folder = false;  // the directory of all worktrees is new as well
    dev_t device = 0;           // of the directory that was made; 0 when there is none yet
    ino_t inode = 0;
};

class Note {
public:
    // Code::usage when somebody is at work on that worktree.
    static Result<Note> begin(const Site& site, const Work& work);

    Result<Done> made_directory(dev_t device, ino_t inode);

    // Before the branch is made; empty when it turns out to be another's.
    Result<Done> makes_branch(const std::string& branch);

    // The work is done, or taken back.
    void end();

    const Work& work() const { return work_; }

private:
    Note(std::string path, file::Descriptor held, Work work)
        : path_(std::move(path)), held_(std::move(held)), work_(std::move(work)) {}

    std::string path_;
    file::Descriptor held_;
    Work work_;
};

// Where an entry is put together before it stands in the books, and where a worktree goes that is being removed.
std::string entry_aside(const Site& site, const std::string& path);
std::string directory_aside(const Site& site, const std::string& path);

// Undoes a `create` as far as it came.
void take_back(git_repository* repository, const Site& site, const Work& work);

// The end of a `remove` whose directory is put aside: entry, branch, files.
Result<Done> finish_removal(git_repository* repository, const Site& site, const Work& work);

// Sees to what killed processes left in this repository.
void repair(git_repository* repository, const Site& site);

}  // namespace scc::worktree
