#include "gather.hpp"

#include <gtest/gtest.h>

#include "plan.hpp"

namespace scc::net {
namespace {

using model::Allowed;
using model::Destination;
using model::Effective;
using model::McpServer;

Destination destination(std::string host, std::optional<std::int64_t> port = {}, std::string from = "org") {
    return {std::move(host), port, {std::move(from), "org.json:/k"}};
}

McpServer server(std::string name, std::string type, std::string url) {
    McpServer made;
    made.name = std::move(name);
    made.type = std::move(type);
    if (!url.empty()) made.url = std::move(url);
    made.origin = {"team.web", "org.json:/profiles/web"};
    return made;
}

Effective enforced() {
    Effective effective;
    effective.network_policy = {"web-egress-enforced", {"org", "org.json:/defaults/network_policy"}};
    effective.isolation.value = "internal";
    return effective;
}

std::string shown(const std::vector<Allowed>& allow) {
    std::string text;
    for (const Allowed& allowed : allow) {
        text += allowed.host + (allowed.port ? ":" + std::to_string(*allowed.port) : "") + " " + allowed.from + "\n";
    }
    return text;
}

TEST(Gather, TakesDestinationsThenTheProviderThenMcpServers) {
    Effective effective = enforced();
    effective.destinations = {
        destination("X.test."), destination("api.test", 8443), destination("x.test", {}, "team.web")};
    effective.mcp_servers = {server("docs", "http", "https://docs.test/mcp"),
                             server("odd", "sse", "http://odd.test:9000"),
                             server("local", "stdio", "")};
    model::Provider provider;
    provider.hosts = {{"api.test", {}, "runtime"}, {"x.test", {}, "sign-in"}};
    const auto gathered = gather(effective, &provider);
    ASSERT_TRUE(gathered);
    EXPECT_EQ(shown(gathered->allow),
              "api.test provider\n"
              "api.test:8443 org\n"
              "docs.test mcp:docs\n"
              "odd.test:9000 mcp:odd\n"
              "x.test org\n");
    EXPECT_TRUE(gathered->refused.empty());
}

TEST(Gather, DropsWhatIsBlockedAndSaysWho) {
    Effective effective = enforced();
    effective.destinations = {destination("a.bad.test", {}, "team.web"),
                              destination("bad.test"),
                              destination("*.bad.test"),
                              destination("half.test"),
                              destination("half.test", 8443)};
    effective.blocked_destinations = {destination("*.bad.test"), destination("half.test", 8443)};
    effective.mcp_servers = {server("m", "http", "https://m.bad.test")};
    const auto gathered = gather(effective, nullptr);
    ASSERT_TRUE(gathered);
    EXPECT_EQ(shown(gathered->allow), "bad.test org\nhalf.test org\n");
    ASSERT_EQ(gathered->refused.size(), 4U);
    EXPECT_EQ(gathered->refused[0].item, "a.bad.test");
    EXPECT_EQ(gathered->refused[0].layer, "team.web");
    EXPECT_EQ(gathered->refused[0].reason, "blocked by '*.bad.test'");
    EXPECT_EQ(gathered->refused[0].origin, (model::Origin{"org", "org.json:/k"}));
    EXPECT_EQ(gathered->refused[1].item, "*.bad.test");
    EXPECT_EQ(gathered->refused[2].item, "half.test:8443");
    EXPECT_EQ(gathered->refused[3].layer, "mcp:m");
}

TEST(Gather, KeepsWhatAnExceptionReleases) {
    Effective effective = enforced();
    effective.destinations = {destination("a.bad.test", {}, "exception"), destination("b.bad.test")};
    effective.blocked_destinations = {destination("*.bad.test")};
    const auto gathered = gather(effective, nullptr);
    ASSERT_TRUE(gathered);
    EXPECT_EQ(shown(gathered->allow), "a.bad.test exception\n");
    ASSERT_EQ(gathered->rules.released.size(), 1U);
    EXPECT_EQ(text_of(gathered->rules.released[0]), "a.bad.test");
    EXPECT_EQ(gathered->rules.blocked.size(), 1U);
}

TEST(Gather, DropsInnerAddressesThatNoPrivateRangeOpens) {
    Effective effective = enforced();
    effective.destinations = {
        destination("10.1.0.5"), destination("10.2.0.5"), destination("::ffff:127.0.0.1"), destination("198.51.100.7")};
    effective.private_cidrs = {{"10.1.0.0/16", "git", {"org", "k"}}};
    const auto gathered = gather(effective, nullptr);
    ASSERT_TRUE(gathered);
    EXPECT_EQ(shown(gathered->allow), "10.1.0.5 org\n198.51.100.7 org\n");
    ASSERT_EQ(gathered->refused.size(), 2U);
    EXPECT_EQ(gathered->refused[0].item, "10.2.0.5");
    EXPECT_EQ(gathered->refused[0].reason, "an inner address, and in no range of network.private_cidrs");
    EXPECT_EQ(gathered->refused[1].item, "127.0.0.1");
}

TEST(Gather, NamesThePlaceInThePlanOfWhatIsWrong) {
    Effective effective = enforced();
    effective.destinations = {destination("x.test"), destination("x test")};
    EXPECT_EQ(gather(effective, nullptr).error().where, "plan:/data/config/destinations/1/host");
    effective = enforced();
    effective.blocked_destinations = {destination("10.0.0.0/8")};
    EXPECT_EQ(gather(effective, nullptr).error().where, "plan:/data/config/blocked_destinations/0/host");
    effective = enforced();
    effective.private_cidrs = {{"10.0.0.1/8", "", {}}};
    EXPECT_EQ(gather(effective, nullptr).error().where, "plan:/data/config/private_cidrs/0/cidr");
    effective = enforced();
    effective.mcp_servers = {server("m", "http", "x.test")};
    EXPECT_EQ(gather(effective, nullptr).error().where, "plan:/data/config/mcp_servers/0/url");
    model::Provider provider;
    provider.hosts = {{"", {}, ""}};
    EXPECT_EQ(gather(enforced(), &provider).error().where, "plan:/data/provider/hosts/0/host");
}

TEST(Gather, TakesNameServersByTheirAddressAlone) {
    Effective effective = enforced();
    effective.nameservers = {{"10.0.0.53", "[2001:DB8::53]"}, {"org", "k"}};
    EXPECT_EQ(gather(effective, nullptr)->rules.nameservers, (std::vector<std::string>{"10.0.0.53", "2001:db8::53"}));
    for (const char* wrong : {"10.0.0.0/8", "10.0.0.53:5353", "dns.test", "10.0.0.53\nhttp_access allow all", ""}) {
        effective.nameservers->value[1] = wrong;
        const auto gathered = gather(effective, nullptr);
        ASSERT_FALSE(gathered) << wrong;
        EXPECT_EQ(gathered.error().where, "plan:/data/config/nameservers/value/1");
        EXPECT_EQ(gathered.error().hint, "a name server is asked by its address, as in 10.0.0.53");
    }
}

TEST(Net, HasAProxyOnlyWhenEgressIsEnforced) {
    Effective effective = enforced();
    effective.destinations = {destination("x.test")};
    const auto net = net_of(effective, nullptr);
    ASSERT_TRUE(net && net->proxy);
    EXPECT_EQ(net->proxy->image, "scc-egress-proxy");
    EXPECT_EQ(net->environment.at("HTTPS_PROXY"), "http://@proxy@:3128");
    EXPECT_EQ(net->environment.at("https_proxy"), "http://@proxy@:3128");
    EXPECT_EQ(net->environment.at("no_proxy"), "localhost,127.0.0.1,::1");
    for (const char* policy : {"open", "locked-down-web"}) {
        effective.network_policy.value = policy;
        const auto without = net_of(effective, nullptr);
        ASSERT_TRUE(without);
        EXPECT_FALSE(without->proxy) << policy;
        EXPECT_TRUE(without->allow.empty() && without->deny.empty() && without->environment.empty()) << policy;
    }
}

TEST(Net, TakesTheProxyImageOfTheOrganisation) {
    Effective effective = enforced();
    effective.images["proxy"] = {"registry.test/squid:6", {"org", "k"}};
    EXPECT_EQ(net_of(effective, nullptr)->proxy->image, "registry.test/squid:6");
}

}  // namespace
}  // namespace scc::net
