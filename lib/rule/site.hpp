// Whether what is known of a place before a line runs still holds for one of its commands, and of which repository the
// command speaks.
//
// The caller's answers (rule/facts.hpp) are about the moment of the question. "git stash pop && git reset --hard" makes
// a clean work tree dirty first, "ssh host git reset --hard" is about another machine, GIT_DIR and -C about another
// repository. Where that cannot be followed the answer is not asked for, and counts as unknown.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rule/words.hpp"
#include "shell/command.hpp"

namespace scc::rule {

// The commands of a line in the order they run.
class Course {
public:
    void see(const shell::Simple& command);

    // Whether no command before the last one seen, and none that runs it, may have changed files, or the branch.
    bool keeps_files() const { return !changed_files_ && runs_here(); }
    bool keeps_branch() const { return !changed_branch_ && runs_here(); }

private:
    struct Running {
        bool transparent;  // runs what it is given in the same place and does nothing else
        bool harmless;     // changes no file
        bool branching;    // may change the branch
    };

    static Running kind_of(const shell::Simple& command);
    bool runs_here() const;
    void end(const Running& one);

    std::vector<Running> running_;  // the last command seen, with what runs it before it
    bool changed_files_ = false;
    bool changed_branch_ = false;
    bool elsewhere_ = false;
};

// The directory of the repository that a command of git speaks of, from where the line begins; nothing when its words
// name one in another way, or cannot be known.
std::optional<std::string> repository_of(const Words& words, std::string_view directory);

}  // namespace scc::rule
