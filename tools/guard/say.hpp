// What the guard has to say, on standard error.
#pragma once

#include <string_view>

#include "base/error.hpp"

namespace scc::guard {

// The text as it is.
void say(std::string_view text);

// "scc-guard: WHERE: MESSAGE" and the hint, a line each.
void say(const Error& error);

// The reason of the system call that just failed: "cannot VERB 'SUBJECT': No such file or directory".
Error failure(Code code, std::string_view verb, std::string_view subject);

}  // namespace scc::guard
