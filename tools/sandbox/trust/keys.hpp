// The settings of git that a sandbox may not leave behind.
//
// `.git/config` must be writable: git itself replaces it when a branch gets an upstream or a remote is added. But git
// on the machine obeys that file, and an agent that cannot write a hook could name one there. So what each setting
// gives to whoever sets it stands in one table: those with power over the machine are taken back to what they were when
// the session began, those that say where a push goes are told about, all others stay.
#pragma once

#include <span>
#include <string_view>

namespace scc::sandbox::trust {

struct Key {
    // As git spells names when it lists them: "core.pager", "alias.*" (everything in that section), "diff.*.command"
    // (in any subsection).
    std::string_view pattern;
    std::string_view does;  // what git does by it, completes "it …"
    bool is_told = false;   // people are told, and it stays
};

std::span<const Key> keys();

// The row for a key as `git config --list` spells it: section and name in lower case, the subsection as it is. Null for
// a setting without power.
const Key* row_of(std::string_view key);

}  // namespace scc::sandbox::trust
