// The plans of verify's own sessions: a launch as any other, of a probe in an empty workspace.
#pragma once

#include <string>
#include <vector>

#include "base/error.hpp"
#include "model/effective.hpp"

namespace scc::sandbox {

// The directory a verification works in; `probe` in it is mounted read-only where `probe_directory` says.
struct Site {
    std::string root;
    std::string workspace() const { return root + "/workspace"; }
    std::string probe() const { return root + "/probe"; }
};

inline constexpr const char* probe_directory = "/usr/lib/scc/probe";
inline constexpr const char* probe_program = "/usr/lib/scc/probe/scc-net-probe";

Result<Site> make_site(const std::string& name);

// What the proxy of the session lets through beside nothing.
struct Reach {
    std::vector<std::string> destinations;
    std::vector<std::string> blocked;
    std::vector<std::string> private_addresses;
    std::string name_server;
};

// Nothing of the configuration but what restricts, and what is to be reached in a verification.
model::Effective configuration_for(const model::Effective& config, const Reach& reach);

// The plan that scc-provider, scc-net and scc-sandbox make of it. What the proxy knows of a name it forgets after a
// second, so that a name can be looked up a second time.
Result<std::string> plan_for(const model::Effective& config, const Reach& reach, const Site& site);

}  // namespace scc::sandbox
