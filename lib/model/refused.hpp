// Why a host is refused: what the proxy's page tells the agent, and scc-config whoever asks.
#pragma once

namespace scc::model::refused {

inline constexpr const char* unlisted = "it is not on the list of destinations of this sandbox";
inline constexpr const char* blocked = "it is, or leads to, a destination that the organisation blocks";

}  // namespace scc::model::refused
