// Git's settings, as far as they decide what git runs (special_git.cpp).
#pragma once

#include "shell/special.hpp"

namespace scc::shell {

// "NAME=VALUE", the name in small letters.
Setting setting_of(std::string_view text);

// Whether git hands the value of that setting to a shell.
bool runs_a_command(std::string_view name);

// What the line's variables, files and earlier "git config" set.
std::vector<Setting> settings_around(const State& state);

}  // namespace scc::shell
