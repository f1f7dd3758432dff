// Where the bytes of a YAML scalar's value stand in the file.
#pragma once

#include <string_view>

#include "scan/script.hpp"

namespace scc::safety::yaml {

enum class Style {
    plain,
    single_quoted,
    double_quoted,
    literal,  // |
    folded,   // >
};

// The value, each byte with its place among the bytes of `span`, which hold the scalar with its quotes or indicator.
Script retraced(std::string_view value, std::string_view file, shell::Span span, Style style);

}  // namespace scc::safety::yaml
