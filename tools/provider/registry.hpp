// The providers there are. A list of pointers: records that registered themselves would be dropped from the archive.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "record.hpp"

namespace scc::provider {

extern const Record claude;
extern const Record codex;
extern const Record gemini;
extern const Record shell;

// In the order in which they are listed.
std::span<const Record* const> registry();

// Null when there is none.
const Record* find(std::string_view id);

// Code::usage with the nearest id when there is none.
Result<const Record*> named(std::string_view id);

std::vector<std::string> ids();

}  // namespace scc::provider
