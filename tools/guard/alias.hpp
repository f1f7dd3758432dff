// What an alias of git's configuration stands for.
//
// The words `git fp` say nothing until the configuration is read, and that has many files, includes and variables. So
// the real git is asked for its aliases, with the options and the environment of the command, when the subcommand is
// none that git ships: an alias cannot replace one of those. The answer is put in front as "-c alias.fp=…", and the
// rules read the command as if it had been written so.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace scc::guard {

// The words with the alias they use, and those which that one uses, as options; `words` when they use none.
std::vector<std::string> spelled_out(const std::vector<std::string>& words,
                                     const std::map<std::string, std::string>& aliases);

// The same with the aliases that the real git, which lies at `git`, knows for the command.
std::vector<std::string> with_aliases(const std::vector<std::string>& words, const std::string& git);

}  // namespace scc::guard
