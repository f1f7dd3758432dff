#include "network.hpp"

#include "base/text.hpp"
#include "engine/names.hpp"
#include "options.hpp"

namespace scc::sandbox {
namespace {

constexpr const char* network = "scc-egress-@session@";
constexpr const char* proxy = "scc-proxy-@session@";

// The user `proxy` of Debian.
constexpr const char* proxy_user = "13:13";

using Words = std::vector<std::string>;

Operation make_network(const Sandbox& sandbox) {
    Words argv = {"@engine@", "network", "create", "--internal", "@isolated@"};
    for (const std::string& word : label_words(sandbox.labels, "network")) argv.push_back(word);
    argv.emplace_back(network);
    return {"make the session's network", How::quiet, argv, {"@engine@", "network", "rm", network}};
}

// The session's network is the one that leads nowhere, which is how it knows on which address to listen.
Operation start_proxy(const Sandbox& sandbox) {
    Words argv = {"@engine@", "run", "--rm", "--name", proxy, "--network", network, "@joined@"};
    for (const std::string& word : label_words(sandbox.labels, "proxy")) argv.push_back(word);
    const Words confined = {"--user",
                            proxy_user,
                            "--read-only",
                            "--cap-drop",
                            "ALL",
                            "--security-opt",
                            "no-new-privileges",
                            "--pids-limit",
                            "256",
                            "--memory",
                            "512m",
                            "--log-driver",
                            "none",
                            "@run@",
                            "--mount"};
    argv.insert(argv.end(), confined.begin(), confined.end());
    argv.push_back("type=bind,source=@session-dir@/proxy,target=" + std::string(model::proxy_directory) + ",readonly");
    argv.emplace_back("@proxy-image@");
    return {"start the proxy", How::beside, argv, {"@engine@", "@remove@", proxy}};
}

}  // namespace

Result<std::vector<Operation>> around(Operation agent, const model::Net& net, const Sandbox& sandbox) {
    if (net.policy != model::NetworkPolicy::web_egress_enforced) return std::vector<Operation>{std::move(agent)};
    if (net.isolation != "internal") {
        return Error{Code::config,
                     "network isolation " + text::quoted(net.isolation) + " is not available",
                     "set network.isolation to internal",
                     "plan:/data/net/isolation"};
    }
    return std::vector<Operation>{
        make_network(sandbox),
        start_proxy(sandbox),
        std::move(agent),
        {"give the proxy its way out", How::join, {"@engine@", "network", "connect", "@outside@", proxy}, {}}};
}

std::vector<std::string> leave_words() {
    return {"@engine@", "network", "disconnect", "--force", network, "@container@"};
}

std::vector<std::string> network_words(const model::Net& net) {
    if (net.policy == model::NetworkPolicy::open) return {};
    if (net.policy == model::NetworkPolicy::locked_down_web) return {"--network", "none"};
    return {"--network",
            network,
            "@resolver@",
            "--sysctl",
            "net.ipv6.conf.all.disable_ipv6=1",
            "--sysctl",
            "net.ipv6.conf.default.disable_ipv6=1"};
}

}  // namespace scc::sandbox
