#include "plan.hpp"

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "cli/log.hpp"
#include "gather.hpp"
#include "pages.hpp"
#include "wire/envelope.hpp"

namespace scc::net {
namespace {

using nlohmann::json;

constexpr const char* our_proxy = "scc-egress-proxy";
constexpr std::int64_t proxy_port = 3128;

// Both spellings: curl takes http_proxy in lower case only, others the capitals. What runs inside the sandbox itself is
// reached without the proxy.
std::map<std::string, std::string> proxy_environment() {
    const std::string address = "http://@proxy@:" + std::to_string(proxy_port);
    const std::string inside = "localhost,127.0.0.1,::1";
    std::map<std::string, std::string> environment = {
        {"HTTP_PROXY", address}, {"HTTPS_PROXY", address}, {"ALL_PROXY", address}, {"NO_PROXY", inside}};
    for (const auto& [name, value] : std::map(environment)) environment[text::lower(name)] = value;
    return environment;
}

std::string proxy_image(const model::Effective& effective) {
    const auto chosen = effective.images.find("proxy");
    return chosen == effective.images.end() ? our_proxy : chosen->second.value;
}

Error wrong_option(Error error) {
    error.code = Code::usage;
    return error;
}

Result<std::vector<model::Destination>> destinations_of(const cli::Args& args,
                                                        std::string_view option,
                                                        const std::string& layer = "command-line") {
    std::vector<model::Destination> destinations;
    for (const std::string& text : args.all(option)) {
        const auto target = target_named(text);
        if (!target) return wrong_option(target.error());
        destinations.push_back({host_of(*target), target->port, {layer, "--" + std::string(option)}});
    }
    return destinations;
}

// The configuration that --policy, --allow, --release, --block and --private describe.
Result<model::Effective> described(const cli::Args& args) {
    model::Effective effective;
    const std::string policy = args.text_or("policy", name_of(model::NetworkPolicy::web_egress_enforced));
    if (!model::network_policy_named(policy)) {
        return Error{Code::usage, "'--policy' must be one of " + text::join(model::network_policy_names(), ", ")};
    }
    effective.network_policy = {policy, {"command-line", "--policy"}};
    effective.isolation.value = "internal";
    SCC_TRY(effective.destinations, destinations_of(args, "allow"));
    SCC_TRY(std::vector<model::Destination> released, destinations_of(args, "release", "exception"));
    std::ranges::move(released, std::back_inserter(effective.destinations));
    SCC_TRY(effective.blocked_destinations, destinations_of(args, "block"));
    for (const std::string& text : args.all("private")) {
        if (const auto range = range_named(text); !range) return wrong_option(range.error());
        effective.private_cidrs.push_back({text, "", {"command-line", "--private"}});
    }
    return effective;
}

Result<model::Net> net_of_plan(const json& input) {
    if (input.contains("net")) return wire::read_section(input, "net", model::read_net);
    SCC_TRY(const model::Effective effective, wire::read_section(input, "config", model::read_effective));
    if (!input.contains("provider")) return net_of(effective, nullptr);
    SCC_TRY(const model::Provider provider, wire::read_section(input, "provider", model::read_provider));
    return net_of(effective, &provider);
}

}  // namespace

Result<model::Net> net_of(const model::Effective& effective, const model::Provider* provider) {
    model::Net net;
    net.policy = model::network_policy_named(effective.network_policy.value).value_or(net.policy);
    net.isolation = effective.isolation.value;
    SCC_TRY(Gathered gathered, gather(effective, provider));
    if (net.policy != model::NetworkPolicy::web_egress_enforced) return net;
    net.allow = std::move(gathered.allow);
    net.refused = std::move(gathered.refused);
    for (const Range& range : gathered.rules.denied) net.deny.push_back(text_of(range));
    net.proxy = model::Proxy{.image = proxy_image(effective),
                             .port = proxy_port,
                             .configuration = configuration(gathered.rules),
                             .files = pages(effective.network_policy.origin, gathered.rules)};
    net.environment = proxy_environment();
    return net;
}

std::vector<std::string> warnings(const model::Effective& effective, const model::Net& net) {
    std::vector<std::string> found;
    for (const model::Refusal& refusal : net.refused) {
        if (refusal.layer != "provider" && !refusal.layer.starts_with("mcp:")) continue;
        const std::string decided = refusal.origin.because.empty() ? "" : " (" + refusal.origin.because + ")";
        found.push_back(text::quoted(refusal.item) + ", needed by " + refusal.layer + ", is " + refusal.reason +
                        decided);
    }
    if (net.policy == model::NetworkPolicy::open && !effective.blocked_destinations.empty()) {
        found.push_back("network policy 'open' leaves " +
                        text::count_of(effective.blocked_destinations.size(), "blocked destination") + " reachable");
    }
    return found;
}

Result<json> plan(const cli::Args&, const json& input) {
    SCC_TRY(const model::Effective effective, wire::read_section(input, "config", model::read_effective));
    SCC_TRY(const model::Provider provider, wire::read_section(input, "provider", model::read_provider));
    SCC_TRY(const model::Net net, net_of(effective, &provider));
    for (const std::string& warning : warnings(effective, net)) cli::log::warning(warning);
    return wire::with_section(input, "net", to_json(net));
}

bool by_hand(const cli::Args& args) {
    constexpr const char* describing[] = {"policy", "allow", "release", "block", "private"};
    return std::ranges::any_of(describing, [&](const char* option) { return args.has(option); });
}

Result<json> compile(const cli::Args& args, const json& input) {
    if (!by_hand(args)) {
        SCC_TRY(const model::Net net, net_of_plan(input));
        return to_json(net);
    }
    SCC_TRY(const model::Effective effective, described(args));
    SCC_TRY(const model::Net net, net_of(effective, nullptr));
    return to_json(net);
}

std::string compiled_text(const cli::Args&, const json& data) {
    wire::Reader in(data, "net");
    const model::Net net = model::read_net(in);
    if (net.proxy) return net.proxy->configuration;
    return "# network policy " + text::quoted(name_of(net.policy)) + " has no proxy\n";
}

}  // namespace scc::net
