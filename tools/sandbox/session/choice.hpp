// Which of the user's sandboxes a command means.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/options.hpp"
#include "engine/containers.hpp"

namespace scc::sandbox {

// The agents' containers of this user.
Result<std::vector<Container>> agents_of(const Engine& engine);

// The one a word means: its name, its session's id or the beginning of it, or its session's name. Code::not_found when
// there is none, Code::usage when it could be several.
Result<Container> find_container(const std::vector<Container>& containers, std::string_view word);

// The one named by the first operand. Without one: the only one there is, or the one the person chooses; Code::usage
// when nobody can be asked.
Result<Container> choose_container(const cli::Args& args, const Engine& engine, std::string_view question);

}  // namespace scc::sandbox
