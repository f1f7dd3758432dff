#include "root.hpp"

namespace scc::guard {

std::string root() { return {}; }

}  // namespace scc::guard
