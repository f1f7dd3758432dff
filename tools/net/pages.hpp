// The pages with which the proxy refuses: plain text that names the policy, who set it, and what to ask for.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "model/origin.hpp"
#include "squid.hpp"

namespace scc::net {

inline constexpr std::string_view page_port = "ERR_SCC_PORT";
inline constexpr std::string_view page_name = "ERR_SCC_NAME";
inline constexpr std::string_view page_blocked = "ERR_SCC_BLOCKED";
inline constexpr std::string_view page_address = "ERR_SCC_ADDRESS";

// By file name, for model::Proxy::files. `policy` is who decided for the enforced network.
std::map<std::string, std::string> pages(const model::Origin& policy, const Rules& rules);

}  // namespace scc::net
