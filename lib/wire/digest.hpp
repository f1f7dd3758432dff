// SHA-2 (FIPS 180-4), by libnettle.
#pragma once

#include <string>
#include <string_view>

#include "base/error.hpp"

namespace scc::wire {

// 64 lower-case hexadecimal digits.
std::string sha256(std::string_view bytes);

// The same of two pieces, one behind the other.
std::string sha256(std::string_view first, std::string_view second);

// The same of a file's bytes, which need not be held all at once.
Result<std::string> sha256_of_file(const std::string& path);

// "sha512-" and 88 characters of base64, as package registries write the integrity of a file.
Result<std::string> integrity_of_file(const std::string& path);

}  // namespace scc::wire
