// Everything a verification makes, and its removal.
//
//     another session's agent and proxy
//     hosts outside: one whose name is allowed, one whose is not          on the engine's default network
//     a host elsewhere, with IPv6 where the engine gives it               on a network of the verification's own
//     the engine's host                                                   a container without a network of its own
//     the agent's session                                                 from which everything is tried
//
// The two sessions are launches through the ordinary pipe. All the rest carries the labels of the other session, whose
// record leads the next scc command to it should this process be killed; and every container ends with our end of its
// standard input.
#pragma once

#include <list>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/engine.hpp"
#include "model/effective.hpp"
#include "plan.hpp"
#include "station.hpp"
#include "tries.hpp"

namespace scc::sandbox {

class Scene {
public:
    Scene(Engine engine, model::Effective config) : engine_(std::move(engine)), config_(std::move(config)) {}
    ~Scene();
    Scene(const Scene&) = delete;
    Scene& operator=(const Scene&) = delete;

    // Makes it all, the agent last.
    Result<Done> set_up();

    const Facts& facts() const { return facts_; }

    // Has the agent's probe carry out orders.
    Result<std::vector<probe::Answer>> carry_out(const std::vector<probe::Order>& orders);

    // What was said to any of the others.
    Result<std::vector<std::string>> heard();

    // Removes it all. Code::tool when something may be left, and what removes it then.
    Result<Done> take_down();

private:
    Result<Done> start_neighbour();
    Result<Done> start_hosts();
    Result<Done> open_ports();
    Result<Done> start_agent();
    Result<Done> find_out();
    Result<Done> listen(Station& at, std::vector<probe::Order> orders);
    Result<Station> session(const std::string& name, const Reach& reach);
    Result<std::vector<std::string>> addresses_of(const std::vector<std::string>& containers);
    std::vector<std::string> host_words(const std::string& name,
                                        const std::string& network,
                                        const std::string& image) const;
    std::string network() const;

    Engine engine_;
    model::Effective config_;
    Facts facts_;
    std::optional<Site> site_;
    std::string neighbour_;  // its session
    bool has_network_ = false;
    std::list<Station> stations_;  // in the order they were started
    std::map<std::string, Station*> named_;
};

}  // namespace scc::sandbox
