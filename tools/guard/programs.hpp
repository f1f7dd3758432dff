// The programs the guard stands for, by name.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace scc::guard {

std::span<const std::string_view> guarded_programs();

// "git" for "/usr/bin/git" and for the names of its parts, as in "git-upload-pack"; empty for what is not guarded.
std::string_view program_called(std::string_view name);

// The words that are judged for a call of the program: those of `argv`, with the name of a part as a word of its own
// ("git", "upload-pack", …). By which other name it was called makes no difference.
std::vector<std::string> words_of(std::string_view program, const std::vector<std::string>& argv);

}  // namespace scc::guard
