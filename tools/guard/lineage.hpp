// Who runs this process: commands that git itself runs as steps of another, and how far process 1 is away.
//
// `git stash` runs `git reset --hard` once it has saved what that would lose, `git gc` runs `git reflog expire`, and so
// on. Such a step comes through the wrapper when the copy of git in its own directory leads here as well; it was the
// command above it that the user asked for, and that was judged. A step is known by its parent: the real git, running
// one of the commands that have such steps. What an alias or a hook starts has another parent, or one that runs
// another command, and is judged like everything else.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace scc::guard {

// The subcommand among the words of a git command: "push" in git -C sub push; empty when there is none.
std::string_view verb_in(const std::vector<std::string>& words);

// Whether the process is the real git, which lies at `git`, in the middle of a command that has steps.
bool takes_steps(pid_t process, const std::string& git);

// Whether this process is a step of it.
bool is_step_of(const std::string& git);

// How many processes stand between this one and process 1, or the one that entered the container.
std::int64_t generation();

}  // namespace scc::guard
