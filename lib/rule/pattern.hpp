// Patterns of rules: RE2, over bytes, always the whole word.
//
// Most patterns are a few plain words ("--force|--mirror") or plain words with an open end ("--prune=.*"); those are
// compared as they stand, since compiling one expression costs more than judging a whole command. Others are compiled
// when first asked for and kept.
#pragma once

#include <string_view>

#include "base/error.hpp"

namespace scc::rule {

// Whether the whole of `text` matches. A pattern that cannot be compiled matches everything.
bool matches(std::string_view pattern, std::string_view text);

// Whether the pattern is of a kind that always compiles: plain words, ".", classes of letters and digits, groups and
// repetitions. Trying it costs more than looking.
bool surely_compiles(std::string_view pattern);

// Code::config with RE2's reason when `pattern` cannot be compiled.
Result<Done> check_pattern(std::string_view pattern);

}  // namespace scc::rule
