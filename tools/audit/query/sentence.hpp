// A record in words, for people.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "base/error.hpp"

namespace scc::audit {

using json = nlohmann::json;

// What happened, in one line: "git push --force: refused by git/push-force: it rewrites history".
std::string sentence_of(const json& event);

// A value, and that of a member (empty when there is none), so that no terminal obeys it.
std::string shown(const json& value);
std::string shown_at(const json& event, std::string_view key);

}  // namespace scc::audit
