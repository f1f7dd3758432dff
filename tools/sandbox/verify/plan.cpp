#include "plan.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <nlohmann/json.hpp>

#include "base/file.hpp"
#include "base/text.hpp"
#include "cli/stage.hpp"
#include "model/net.hpp"
#include "model/provider.hpp"
#include "model/restrictions.hpp"
#include "model/workspace.hpp"
#include "proc/places.hpp"
#include "wire/envelope.hpp"
#include "wire/parse.hpp"

namespace scc::sandbox {
namespace {

using nlohmann::json;

const model::Origin ours = {"verify", "scc net verify"};

model::Workspace workspace_in(const Site& site) {
    model::Workspace workspace;
    workspace.root = site.workspace();
    workspace.entry = workspace.root;
    workspace.uid = ::geteuid();
    workspace.gid = ::getegid();
    return workspace;
}

Result<json> staged(std::vector<std::string> words, const json& plan) {
    SCC_TRY(const std::string document,
            cli::output_of_stage(std::move(words), wire::text_of(wire::seal("plan", plan))));
    SCC_TRY(const json made, wire::parse(document, "plan"));
    return wire::open(made, "plan", "plan");
}

std::vector<model::Destination> destinations(const std::vector<std::string>& hosts) {
    std::vector<model::Destination> list;
    for (const std::string& host : hosts) list.push_back({host, std::nullopt, ours});
    return list;
}

}  // namespace

Result<Site> make_site(const std::string& name) {
    Site site{places::state_dir() + "/verify/" + name};
    SCC_CHECK(file::make_directories(site.workspace()));
    SCC_CHECK(file::make_directories(site.probe(), 0755));
    const std::string program = site.probe() + "/scc-net-probe";
    SCC_CHECK(file::link_or_copy(places::libexec_dir() + "/scc-net-probe", program));
    return site;
}

model::Effective configuration_for(const model::Effective& config, const Reach& reach) {
    model::Effective narrow = model::only_restrictions(config);
    narrow.destinations = destinations(reach.destinations);
    for (model::Destination& blocked : destinations(reach.blocked)) narrow.blocked_destinations.push_back(blocked);
    narrow.private_cidrs.clear();
    for (const std::string& address : reach.private_addresses) {
        narrow.private_cidrs.push_back({address + "/32", "a host of the verification", ours});
    }
    if (!reach.name_server.empty()) narrow.nameservers = {{reach.name_server}, ours};
    return narrow;
}

Result<std::string> plan_for(const model::Effective& config, const Reach& reach, const Site& site) {
    json plan = {{"workspace", to_json(workspace_in(site))}, {"config", to_json(configuration_for(config, reach))}};
    SCC_TRY(plan, staged({"scc-provider", "plan", "--provider", "shell", "--", probe_program}, plan));
    SCC_TRY(model::Provider provider, wire::read_section(plan, "provider", model::read_provider));
    provider.trees.push_back({probe_directory, site.probe()});
    plan["provider"] = to_json(provider);
    SCC_TRY(plan, staged({"scc-net", "plan"}, plan));
    SCC_TRY(model::Net net, wire::read_section(plan, "net", model::read_net));
    if (net.proxy) net.proxy->configuration += "negative_dns_ttl 1 second\n";
    plan["net"] = to_json(net);
    SCC_TRY(plan, staged({"scc-sandbox", "plan", "--once"}, plan));
    return wire::text_of(wire::seal("plan", plan));
}

}  // namespace scc::sandbox
