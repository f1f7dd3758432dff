// Paths as text. Only `current` and `real` ask the file system.
#pragma once

#include <string>
#include <string_view>

#include "base/error.hpp"

namespace scc::path {

// Absolute, without ".", ".." and doubled slashes; a relative path starts at `base`.
std::string normal(std::string_view path, std::string_view base = "/");

// `name` below `directory`; an absolute `name` stays itself.
std::string join(std::string_view directory, std::string_view name);

std::string_view basename(std::string_view path);
std::string_view parent(std::string_view path);

// Whether `path` is `directory` or lies below it; both normal.
bool is_within(std::string_view path, std::string_view directory);

// The current working directory.
Result<std::string> current();

// Absolute and with symbolic links resolved; an Error when it does not exist.
Result<std::string> real(std::string_view path);

}  // namespace scc::path
