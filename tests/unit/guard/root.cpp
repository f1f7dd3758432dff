// The root of the guard that is built for tests: SCC_GUARD_ROOT.
#include "guard/root.hpp"

#include "base/env.hpp"

namespace scc::guard {

std::string root() { return env::get("SCC_GUARD_ROOT").value_or(""); }

}  // namespace scc::guard
