// Pieces of HTML in which every text is a text.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"

namespace scc::audit::html {

// "&", "<", ">" and quotes as entities; control bytes shown.
std::string escaped(std::string_view text);

struct Column {
    std::string_view heading;
    bool is_number = false;
};

// A table under a heading, with `none` instead when it has no rows.
std::string table(std::string_view id,
                  std::string_view heading,
                  const std::vector<Column>& columns,
                  const std::vector<std::vector<std::string>>& rows,
                  std::string_view none);

struct Bar {
    std::string name;
    std::uint64_t sessions = 0;
    std::uint64_t refusals = 0;
};

// Two bars a name, side by side, as SVG.
std::string chart(const std::vector<Bar>& bars);

}  // namespace scc::audit::html
