// Puts one value into a JSON text, or takes one out, and leaves every other byte as it was. What is put in and taken
// out again leaves the text as it was, but for objects and lists that were empty.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"

namespace scc::wire {

// Keys, and positions in lists as decimal numbers: {"hooks", "PreToolUse", "0"}.
using Steps = std::vector<std::string>;

// The text with `item` behind the last one of the list at `list`; the list, and the objects on the way to it, are made
// where they are missing. Code::config when the text is no JSON object, or when something else stands on the way.
// `name` is the file, for messages.
Result<std::string> with_item(std::string_view text,
                              const Steps& list,
                              const nlohmann::json& item,
                              std::string_view name);

// The text without the member or item at `steps`, which must be there, and without the objects and lists that held
// nothing else; the document itself stays.
Result<std::string> without(std::string_view text, const Steps& steps, std::string_view name);

}  // namespace scc::wire
