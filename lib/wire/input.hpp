// What JSON and TOML have in common before they are parsed: how much of it there may be, that it is text, and how a
// place in it is named.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/error.hpp"

namespace scc::wire {

// Code::config when the bytes are more than `max_bytes`, are no UTF-8, or hold a NUL, which parsers take for their end.
Result<Done> check_input(std::string_view bytes, std::string_view name);

// "NAME:LINE:COLUMN" of the byte at `offset`, both counted from 1.
std::string place_in(std::string_view bytes, std::size_t offset, std::string_view name);

// A key as a step of a JSON pointer (RFC 6901).
std::string pointer_step(std::string_view key);

}  // namespace scc::wire
