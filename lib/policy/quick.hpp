// The policy that scc itself writes, read with as little work as its text takes.
//
// The guard reads its policy once for every command it stands before. `quick` understands the documents of policy.hpp
// where nothing in them has to be tried or explained: each key once, no examples, patterns whose look says that they
// compile. Of anything else it says nothing, and `load` reads that document with all its checks. So whatever is wrong
// is still refused, and what `quick` understands `read` understands in the same way.
#pragma once

#include <optional>
#include <string_view>

#include "rule/policy.hpp"

namespace scc::policy {

std::optional<rule::Policy> quick(std::string_view bytes);

}  // namespace scc::policy
