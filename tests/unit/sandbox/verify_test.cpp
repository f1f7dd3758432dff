#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "probe/order.hpp"
#include "verify/judge.hpp"
#include "verify/plan.hpp"
#include "verify/tries.hpp"
#include "verify/verify.hpp"

namespace {

using nlohmann::json;
using scc::model::NetworkPolicy;
using scc::probe::Answer;
using scc::probe::Order;
using scc::sandbox::Facts;
using scc::sandbox::Finding;
using scc::sandbox::Sign;
using scc::sandbox::Try;

Facts facts_under(NetworkPolicy policy) {
    Facts facts;
    facts.policy = policy;
    facts.run = "run";
    facts.token = "the-token";
    facts.agent.places = {{"eth0", "172.30.0.3", 16}};
    facts.agent.resolvers = {"127.0.0.1"};
    if (policy == NetworkPolicy::web_egress_enforced) facts.agent.proxy = "http://172.30.0.2:3128";
    facts.target = "172.17.0.7";
    facts.inner = "172.17.0.8";
    facts.elsewhere = {"172.31.0.2", "fd53::2"};
    facts.host = {{"br0", "172.17.0.1", 16}, {"br0", "fe80::1", 64}};
    facts.host_port = 4711;
    facts.neighbour = {"172.29.0.3"};
    facts.neighbour_proxies = {"172.29.0.2", "172.17.0.9"};
    facts.own_proxies = {"172.30.0.2", "172.17.0.10"};
    return facts;
}

const Try& row(std::string_view name) { return *std::ranges::find(scc::sandbox::tries(), name, &Try::name); }

Finding judged(const Try& row, NetworkPolicy policy, std::vector<Answer> answers, std::vector<std::string> heard = {}) {
    return scc::sandbox::judge(row, facts_under(policy), "the-mark", answers, heard);
}

constexpr auto enforced = NetworkPolicy::web_egress_enforced;

TEST(Tries, EachHasANameOfItsOwnAndSomethingToSayWhereEverybodyIsThere) {
    const Facts facts = facts_under(enforced);
    std::set<std::string_view> names;
    std::size_t number = 0;
    for (const Try& at : scc::sandbox::tries()) {
        EXPECT_TRUE(names.insert(at.name).second) << at.name;
        EXPECT_FALSE(at.orders(facts, scc::sandbox::mark_of(facts, number++)).empty()) << at.name;
    }
    EXPECT_GE(names.size(), 15U);
}

TEST(Tries, NoMarkIsPartOfAnotherOrComesBackByItself) {
    const Facts facts = facts_under(enforced);
    EXPECT_EQ(scc::sandbox::mark_of(facts, 12).find(scc::sandbox::mark_of(facts, 2)), std::string::npos);
    EXPECT_EQ(scc::sandbox::mark_of(facts, 2).find(facts.token), std::string::npos);
}

TEST(Tries, ReachNobodyButTheVerificationsOwnAndThoseWhomEveryContainerIsGiven) {
    const Facts facts = facts_under(enforced);
    const std::set<std::string> known = {"172.17.0.7",
                                         "172.31.0.2",
                                         "fd53::2",
                                         "172.17.0.1",
                                         "fe80::1%eth0",
                                         "172.30.0.1",
                                         "172.30.255.254",
                                         "172.29.0.3",
                                         "172.29.0.2",
                                         "172.17.0.9",
                                         "172.30.0.2",
                                         "255.255.255.255",
                                         "224.0.0.1",
                                         "239.255.83.67",
                                         "ff02::1%eth0",
                                         "ff02::5343%eth0",
                                         "127.0.0.11",
                                         "127.0.0.1"};
    for (const Try& at : scc::sandbox::tries()) {
        for (const Order& order : at.orders(facts, "m")) EXPECT_TRUE(known.contains(order.to)) << order.to;
    }
}

TEST(Tries, AskNoProxyWhereThereIsNone) {
    const Facts facts = facts_under(NetworkPolicy::locked_down_web);
    EXPECT_TRUE(row("CONNECT to port 22").orders(facts, "m").empty());
    EXPECT_EQ(judged(row("CONNECT to port 22"), facts.policy, {}).found, "closed: there is nobody to ask");
}

TEST(Judge, TakesTheTokenForALeakWhateverElseWasSaid) {
    const Try& direct = row("TCP to another network");
    const Finding open = judged(direct, enforced, {{.problem = "Network is unreachable"}, {.answer = "the-token"}});
    EXPECT_TRUE(open.leak);
    EXPECT_EQ(open.found, "reached: an answer");
    const Finding closed = judged(direct, enforced, {{.problem = "Network is unreachable"}});
    EXPECT_FALSE(closed.leak);
    EXPECT_EQ(closed.found, "closed: Network is unreachable");
}

TEST(Judge, TakesAMarkThatSomebodyHeardForALeak) {
    const Finding finding = judged(row("broadcast"), enforced, {{.problem = "no answer"}}, {"other", "x the-mark y"});
    EXPECT_TRUE(finding.leak);
    EXPECT_EQ(finding.found, "reached: it was heard");
}

TEST(Judge, TakesNothingButARefusalOfTheProxyForClosed) {
    const Try& metadata = row("the metadata address, through the proxy");
    EXPECT_FALSE(judged(metadata, enforced, {{.answer = "HTTP/1.1 403 Forbidden\r\n\r\n"}}).leak);
    EXPECT_TRUE(judged(metadata, enforced, {{.answer = "HTTP/1.1 503 Service Unavailable\r\n\r\n"}}).leak);
    EXPECT_TRUE(judged(metadata, enforced, {{.answer = "HTTP/1.1 200 OK\r\n\r\n"}}).leak);
    EXPECT_TRUE(judged(metadata, enforced, {{.problem = "no answer"}}).leak);
    EXPECT_FALSE(judged(metadata, enforced, {{.problem = "Connection refused"}}).leak);
}

TEST(Judge, TakesANameServersWordForALeak) {
    const Try& names = row("a name server of one's own");
    const auto said = [](char verdict) { return scc::probe::text_of(std::string("\0\7\x81", 3) + verdict); };
    EXPECT_TRUE(judged(names, enforced, {{.answer = said('\x83')}}).leak);
    EXPECT_TRUE(judged(names, enforced, {{.answer = said('\x80')}}).leak);
    EXPECT_FALSE(judged(names, enforced, {{.answer = said('\x82')}}).leak);
}

TEST(Judge, FindsThatNothingIsProvedWhenWhatIsAllowedIsNotReached) {
    const Try& control = row("an allowed host, through the proxy");
    const Answer good{.answer = "HTTP/1.1 200 OK\r\n\r\nthe-token"};
    EXPECT_FALSE(judged(control, enforced, {good, good}, {"the-mark"}).failed);
    EXPECT_TRUE(judged(control, enforced, {good, {.answer = "HTTP/1.1 503 Busy\r\n\r\n"}}, {"the-mark"}).failed);
    EXPECT_FALSE(judged(control, NetworkPolicy::locked_down_web, {}).failed);
}

TEST(Judge, CallsNothingALeakThatAnOpenNetworkIsFor) {
    const Finding finding = judged(row("TCP to another network"), NetworkPolicy::open, {{.answer = "the-token"}});
    EXPECT_EQ(finding.expected, "open");
    EXPECT_FALSE(finding.leak);
    EXPECT_EQ(judged(row("broadcast"), NetworkPolicy::open, {}).found, "not tried: strangers would hear it");
}

TEST(Verify, ItsStatusTellsALeakFromNothingProved) {
    const json leak = {{"proved", true}, {"tries", {{{"leak", false}}, {{"leak", true}}}}};
    const json sound = {{"proved", true}, {"tries", {{{"leak", false}}}}};
    const json nothing = {{"proved", false}, {"tries", {{{"leak", false}}}}};
    EXPECT_EQ(scc::sandbox::status_of_verify(leak), scc::Code::denied);
    EXPECT_EQ(scc::sandbox::status_of_verify(sound), scc::Code::ok);
    EXPECT_EQ(scc::sandbox::status_of_verify(nothing), scc::Code::tool);
}

TEST(Verify, KeepsOfAConfigurationWhatRestricts) {
    scc::model::Effective config;
    config.destinations = {{"api.test", std::nullopt, {}}};
    config.blocked_destinations = {{"bad.test", std::nullopt, {}}};
    config.private_cidrs = {{"10.0.0.0/8", "reason", {}}};
    const auto left =
        scc::sandbox::configuration_for(config, {{"own.test"}, {"blocked.test"}, {"172.17.0.7"}, "172.17.0.7"});
    ASSERT_EQ(left.destinations.size(), 1U);
    EXPECT_EQ(left.destinations[0].host, "own.test");
    EXPECT_EQ(left.blocked_destinations.size(), 2U);
    ASSERT_EQ(left.private_cidrs.size(), 1U);
    EXPECT_EQ(left.private_cidrs[0].cidr, "172.17.0.7/32");
    EXPECT_EQ(left.nameservers->value, std::vector<std::string>{"172.17.0.7"});
}

TEST(Probe, LinesSurviveTheWay) {
    Order order{.id = 3, .does = scc::probe::Does::listen, .transport = scc::probe::Transport::dns, .port = 53};
    order.says = {scc::probe::text_of(std::string("\0\x81\xFFx", 4))};
    order.names = {{"a.test", "10.0.0.1,10.0.0.2 10.0.0.3"}};
    const auto read = scc::probe::order_in(line_of(order));
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_EQ(line_of(*read), line_of(order));
    EXPECT_EQ(scc::probe::bytes_of(read->says[0]), std::string("\0\x81\xFFx", 4));
    const Answer answer{
        .id = 1, .answer = "a", .heard = {"b"}, .places = {{"eth0", "10.0.0.2", 24}}, .gateways = {"10.0.0.1"}};
    const auto back = scc::probe::answer_in(line_of(answer));
    ASSERT_TRUE(back) << back.error().message;
    EXPECT_EQ(line_of(*back), line_of(answer));
    EXPECT_FALSE(scc::probe::order_in("{\"does\": \"look\"}"));
}

}  // namespace
