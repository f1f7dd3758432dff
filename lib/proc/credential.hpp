// Credentials by reference: where a secret is, instead of the secret.
//
// "env:NAME" is a variable of this machine's environment, "command:COMMAND" what a program prints. Documents, settings,
// options, messages and logs hold references only; the value is fetched where it is used, at the last moment.
#pragma once

#include <string>
#include <string_view>

#include "base/error.hpp"

namespace scc::credential {

// Whether the text has one of the two forms; Code::config when not. What does not may well be the secret itself, so the
// Error does not repeat it.
Result<Done> check(std::string_view reference);

// As people are told of it: "env:TOKEN", a command by its program alone, since its words may hold what nobody should
// read.
std::string shown(std::string_view reference);

// The secret, without blanks at its ends. Code::prereq when the variable is not set, the program is not there, or what
// was found is empty, too long or more than one line; Code::tool when the command fails or takes longer than ten
// seconds. The command is split at blanks, with quotes as a shell has them, and runs without one in the home directory.
Result<std::string> value_of(std::string_view reference);

// Whether the text can be the name of a variable of the environment.
bool is_variable(std::string_view name);

// Whether the text stays one line where it is put into a header or a file of lines.
bool is_one_line(std::string_view value);

}  // namespace scc::credential
