// The `net` section of a plan: what the sandbox may reach and how that is enforced. scc-net writes it, scc-sandbox
// makes the network. A plan without it is refused, never taken for `open`.
#pragma once

#include <cstdint>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "model/effective.hpp"

namespace scc::model {

struct Allowed {
    std::string host;
    std::optional<std::int64_t> port;
    std::string from;  // the layer, "provider", or "mcp:NAME"
};

struct Proxy {
    std::string image;                         // an image folder: "scc-egress-proxy"
    std::int64_t port = 3128;                  // on "@proxy@", the address that the guard fills in
    std::string configuration;                 // squid.conf
    std::map<std::string, std::string> files;  // by name, what stands beside it in proxy_directory: the denial pages
};

// Where the proxy finds squid.conf and the files beside it, inside its own container.
inline constexpr const char* proxy_directory = "/etc/scc";

struct Net {
    NetworkPolicy policy = NetworkPolicy::locked_down_web;
    std::string isolation;                           // "internal" or "socket"
    std::vector<Allowed> allow;                      // empty under open and locked-down-web
    std::vector<Refusal> refused;                    // hosts somebody needs and a security rule blocks
    std::vector<std::string> deny;                   // CIDRs refused whatever name they hide behind
    std::optional<Proxy> proxy;                      // under web-egress-enforced
    std::map<std::string, std::string> environment;  // for the agent: HTTP_PROXY and its kin
};

nlohmann::json to_json(const Net& net);
Net read_net(wire::Reader& in);

}  // namespace scc::model
