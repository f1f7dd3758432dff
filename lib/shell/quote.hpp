// Words as they can be pasted into a POSIX shell.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace scc::shell {

// The word itself where no character means anything to a shell, else in single quotes: "it's" is 'it'\''s'.
// A word must not hold a NUL byte, which no shell can pass.
std::string quote(std::string_view word);

// The words, quoted and joined by blanks.
std::string quote(const std::vector<std::string>& words);

}  // namespace scc::shell
