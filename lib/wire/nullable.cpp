#include "wire/nullable.hpp"

#include <nlohmann/json.hpp>

namespace scc::wire {

using nlohmann::json;

json or_null(const std::optional<std::string>& text) { return text ? json(*text) : json(); }

json or_null(const std::optional<std::int64_t>& number) { return number ? json(*number) : json(); }

json text_or_null(std::string_view text) { return text.empty() ? json() : json(text); }

}  // namespace scc::wire
