// The table of what is tried: every way out of a sandbox that somebody could think of.
//
// Each row is asked of the agent's probe; what it says carries a mark that no other row has. Whether it went through is
// judged by what comes back and by what any other probe heard (judge.hpp). Nothing but the verification's own
// containers is spoken to.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/effective.hpp"
#include "probe/order.hpp"

namespace scc::sandbox {

// Names the verification's own name server knows; nobody outside does.
namespace verify_name {
inline constexpr std::string_view domain = "scc-verify.test";
inline constexpr std::string_view allowed = "allowed.scc-verify.test";
inline constexpr std::string_view inner = "inner.scc-verify.test";
inline constexpr std::string_view inner_six = "inner6.scc-verify.test";
inline constexpr std::string_view mixed = "mixed.scc-verify.test";
inline constexpr std::string_view turning = "turning.scc-verify.test";
inline constexpr std::string_view metadata = "metadata.scc-verify.test";
inline constexpr std::string_view below = "below.scc-verify.test";
inline constexpr std::string_view blocked = "blocked.below.scc-verify.test";
}  // namespace verify_name

// Who stands where while the tries are made.
struct Facts {
    model::NetworkPolicy policy = model::NetworkPolicy::locked_down_web;
    std::string run;                             // part of every mark
    std::string token;                           // what a probe answers with that was reached, and nobody says to one
    probe::Answer agent;                         // what the agent sees of itself
    std::string target;                          // a host outside whose name is allowed
    std::string inner;                           // one whose address is not
    std::vector<std::string> elsewhere;          // a host on another network: addresses of both families
    std::vector<probe::Place> host;              // the engine's host
    std::int64_t host_port = 0;                  // where it listens
    std::vector<std::string> neighbour;          // another session's agent
    std::vector<std::string> neighbour_proxies;  // and its proxy, on each of its networks
    std::vector<std::string> own_proxies;        // the agent's proxy, on each of its networks
};

// The ports that probes listen on.
namespace verify_port {
inline constexpr std::int64_t ssh = 22;
inline constexpr std::int64_t names = 53;
inline constexpr std::int64_t http = 80;
inline constexpr std::int64_t https = 443;
inline constexpr std::int64_t proxy = 3128;
inline constexpr std::int64_t agent = 8080;  // of an agent, which may open no port below 1024
inline constexpr std::int64_t datagrams = 4053;
}  // namespace verify_port

// Multicast groups that the engine's host has joined.
inline constexpr std::string_view group_four = "239.255.83.67";
inline constexpr std::string_view group_six = "ff02::5343";

enum class Sign {
    token,    // the token comes back, or somebody heard the mark
    proxied,  // the same, or the proxy does anything but refuse
    names,    // the same, or a name server says whether there is such a name
    echo,     // anything comes back
};

struct Try {
    std::string_view name;
    Sign sign = Sign::token;
    // Makes it; `mark` is in what it says. None: there is nobody to say it to.
    std::vector<probe::Order> (*orders)(const Facts& facts, const std::string& mark) = nullptr;
    bool control = false;  // goes through where a proxy stands
    bool loud = false;     // strangers would hear it where the network is not the sandbox's own
};

std::span<const Try> tries();

// The mark of the row of that number.
std::string mark_of(const Facts& facts, std::size_t row);

}  // namespace scc::sandbox
