// The words of find.
#pragma once

#include <string_view>

namespace scc::shell {

// Whether the word after that test of find's is its value: "-name" in "-name -delete".
bool takes_value(std::string_view test);

}  // namespace scc::shell
