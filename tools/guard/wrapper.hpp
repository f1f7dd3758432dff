// The guard in the place of a program.
//
// /usr/bin/git and its like are links to the guard, and the programs themselves lie in /usr/lib/scc/real. Called by
// such a name, the guard judges its own words and, when the policy lets them pass, becomes the real program with the
// same words. There is one execv, after the verdict: on every other way out of here nothing has run.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "event.hpp"
#include "rule/judge.hpp"

namespace scc::guard {

// "git" for "/usr/bin/git" and for the names of its parts, as in "git-upload-pack"; empty for what is not guarded.
std::string_view program_called(std::string_view name);

// The words that are judged for a call: those of `argv`, with the part's name as a word of its own
// ("git", "upload-pack", …).
std::vector<std::string> words_of(std::string_view program, const std::vector<std::string>& argv);

// The verdict on a command where the policy cannot be read: there is nothing to judge by, so nothing runs.
rule::Verdict refusal_without_policy(const Error& error, const std::vector<std::string>& words);

// What process 1 is told about a verdict: that it is no, or a warning, and each exception without which it would not
// have been yes. Nothing about one that only allows.
std::vector<Event> events_of(const rule::Verdict& verdict, const std::vector<std::string>& words, std::string cwd);

// Judges and becomes the program; returns the exit status when it does not.
int wrap(std::string_view program, const std::vector<std::string>& argv);

}  // namespace scc::guard
