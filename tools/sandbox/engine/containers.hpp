// What an engine holds of ours, found by labels alone.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine.hpp"

namespace scc::sandbox {

struct Container {
    std::string id;
    std::string name;
    std::string state;  // "running", "exited", "created", …
    std::string role;   // "agent" or "proxy"
    std::string session;
    std::string provider;
    std::string team;
    std::string workspace;
    std::string policy;
    std::string network;
    std::string user;  // UID:GID of the agent
    std::string owner;

    bool is_running() const { return state == "running" || state == "paused" || state == "restarting"; }
};

// Containers that scc made for this user, in the engine's order; `filters` narrow the list further.
Result<std::vector<Container>> containers_of(const Engine& engine, const std::vector<std::string>& filters = {});

// The container of exactly that name, whoever made it; nothing when there is none.
Result<std::vector<Container>> containers_named(const Engine& engine, const std::string& name);

struct Network {
    std::string name;
    std::string session;
};

// Networks that scc made for this user.
Result<std::vector<Network>> networks_of(const Engine& engine, const std::vector<std::string>& filters = {});

// Removes containers (running ones as well) and networks; none is no error.
Result<Done> remove_containers(const Engine& engine, const std::vector<std::string>& ids);
Result<Done> remove_networks(const Engine& engine, const std::vector<std::string>& names);

// Removes all that a session left: agent, proxy, network; or all but its agent.
Result<Done> remove_session(const Engine& engine, const std::string& session);
Result<Done> remove_network_of(const Engine& engine, const std::string& session);

}  // namespace scc::sandbox
