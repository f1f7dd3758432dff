#include "networkplan.hpp"

#include "base/text.hpp"
#include "names.hpp"
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

Operation start_proxy(const Sandbox& sandbox) {
    Words argv = {"@engine@", "run", "--detach", "--name", proxy, "--network", "@outside@"};
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
                            "@run@",
                            "--mount"};
    argv.insert(argv.end(), confined.begin(), confined.end());
    argv.push_back("type=bind,source=@session-dir@/proxy,target=" + std::string(model::proxy_directory) + ",readonly");
    const std::string configuration = std::string(model::proxy_directory) + "/squid.conf";
    for (const std::string& word :
         Words{"--entrypoint", "/usr/sbin/squid", "@proxy-image@", "-N", "-f", configuration}) {
        argv.push_back(word);
    }
    return {"start the proxy", How::quiet, argv, {"@engine@", "@remove@", proxy}};
}

// The proxy's address on the session's network. The name of the network holds hyphens, which a path in a Go template
// cannot.
Operation find_proxy() {
    const std::string format = "{{(index .NetworkSettings.Networks \"" + std::string(network) + "\").IPAddress}}";
    return {"find the proxy's address", How::address, {"@engine@", "inspect", "--format", format, proxy}, {}};
}

Operation await_proxy(const model::Proxy& wanted) {
    const std::string probe = "exec 3<>/dev/tcp/127.0.0.1/" + std::to_string(wanted.port);
    return {"wait for the proxy to answer", How::answer, {"@engine@", "exec", proxy, "bash", "-c", probe}, {}};
}

}  // namespace

Result<std::vector<Operation>> network_operations(const model::Net& net, const Sandbox& sandbox) {
    if (net.policy != model::NetworkPolicy::web_egress_enforced) return std::vector<Operation>();
    if (net.isolation != "internal") {
        return Error{Code::config,
                     "network isolation " + text::quoted(net.isolation) + " is not available",
                     "set network.isolation to internal",
                     "plan:/data/net/isolation"};
    }
    return std::vector<Operation>{
        make_network(sandbox),
        start_proxy(sandbox),
        {"put the proxy on the session's network", How::quiet, {"@engine@", "network", "connect", network, proxy}, {}},
        find_proxy(),
        await_proxy(*net.proxy)};
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
