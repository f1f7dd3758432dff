#include "model/net.hpp"

#include <nlohmann/json.hpp>

#include "wire/nullable.hpp"

namespace scc::model {

json to_json(const Net& net) {
    json allow = json::array();
    for (const Allowed& allowed : net.allow) {
        allow.push_back({{"host", allowed.host}, {"port", wire::or_null(allowed.port)}, {"from", allowed.from}});
    }
    json proxy;
    if (net.proxy) {
        proxy = {{"image", net.proxy->image},
                 {"port", net.proxy->port},
                 {"address", "@proxy@"},
                 {"configuration", net.proxy->configuration},
                 {"files", net.proxy->files}};
    }
    json refused = json::array();
    for (const Refusal& refusal : net.refused) refused.push_back(to_json(refusal));
    return {{"policy", name_of(net.policy)},
            {"isolation", net.isolation},
            {"allow", allow},
            {"refused", refused},
            {"deny", net.deny},
            {"proxy", proxy},
            {"environment", net.environment}};
}

Net read_net(wire::Reader& in) {
    in.complete();
    Net net;
    const auto policy = network_policy_named(in.one_of("policy", network_policy_names()));
    net.policy = policy.value_or(NetworkPolicy::locked_down_web);
    net.isolation = in.any_text("isolation");
    in.for_each("allow", [&](wire::Reader& at) {
        net.allow.push_back({at.text("host"), at.optional_integer("port", 1, 65535), at.any_text("from")});
    });
    in.for_each("refused", [&](wire::Reader& at) { net.refused.push_back(read_refusal(at)); });
    net.deny = in.texts("deny");
    in.with("proxy", [&](wire::Reader& at) {
        net.proxy =
            Proxy{at.text("image"), at.integer("port", 1, 65535), at.text("configuration"), at.text_map("files")};
        at.text("address");
    });
    net.environment = in.text_map("environment");
    if (net.policy == NetworkPolicy::web_egress_enforced && !net.proxy)
        in.fault("proxy", "an enforced network needs a proxy");
    return net;
}

}  // namespace scc::model
