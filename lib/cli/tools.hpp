// The tools of the toolkit, by their words: "net" is scc-net. Each answers `health`.
#pragma once

#include <string_view>

namespace scc::cli {

inline constexpr std::string_view tools[] = {"config", "provider", "net", "sandbox", "worktree", "safety", "audit"};

}  // namespace scc::cli
