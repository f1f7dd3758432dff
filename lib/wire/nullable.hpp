// Values there may be none of, as JSON: null stands for none.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace scc::wire {

nlohmann::json or_null(const std::optional<std::string>& text);
nlohmann::json or_null(const std::optional<std::int64_t>& number);

// Where an empty text is none.
nlohmann::json text_or_null(std::string_view text);

}  // namespace scc::wire
