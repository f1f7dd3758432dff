#include "doctor/launch.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "model/net.hpp"
#include "model/provider.hpp"
#include "model/workspace.hpp"
#include "wire/envelope.hpp"

namespace scc::doctor {
namespace {

proc::Outcome plan_with(const std::string& auth_state) {
    model::Workspace workspace;
    workspace.root = workspace.entry = "/w";
    model::Provider provider;
    provider.id = "agent";
    provider.chosen_because = "it is the only one";
    provider.image = "scc-base";
    provider.auth_state = auth_state;
    provider.auth_mechanism = "volume:v";
    model::Net net;
    net.isolation = "internal";
    const nlohmann::json data = {
        {"workspace", to_json(workspace)}, {"provider", to_json(provider)}, {"net", to_json(net)}};
    proc::Outcome made;
    made.out = wire::seal("plan", data).dump();
    return made;
}

TEST(Launch, WorksWithAPlanAndASignIn) {
    const Checks checks = checks_of_launch(plan_with("present"));
    ASSERT_EQ(checks.size(), 2U);
    EXPECT_EQ(checks[0].state, "ok");
    EXPECT_EQ(checks[0].found, "agent in /w, network locked-down-web");
    EXPECT_EQ(checks[1].state, "ok");
    EXPECT_EQ(checks[1].found, "agent: present");
}

TEST(Launch, NeedsTheSignInThatIsKnownToBeMissing) {
    for (const char* state : {"missing", "expired"}) {
        const Checks checks = checks_of_launch(plan_with(state));
        ASSERT_EQ(checks.size(), 2U);
        EXPECT_EQ(checks[1].state, "fail");
        EXPECT_EQ(checks[1].fix, "scc provider login agent");
    }
    EXPECT_EQ(checks_of_launch(plan_with("unknown")).at(1).state, "skip");
}

TEST(Launch, DoesNotWorkWithoutAPlan) {
    proc::Outcome refused;
    refused.status = 6;
    refused.out = wire::seal_error({Code::denied, "not here", "go there", "org.json:/a", {}}, "scc-config").dump();
    const Checks checks = checks_of_launch(refused);
    ASSERT_EQ(checks.size(), 1U);
    EXPECT_EQ(checks[0].id, "launch.plan");
    EXPECT_EQ(checks[0].state, "fail");
    EXPECT_EQ(checks[0].found, "org.json:/a: not here");
    EXPECT_EQ(checks[0].fix, "go there");
    EXPECT_EQ(checks_of_launch(Error{Code::tool, "late"}).at(0).fix, "scc start --dry-run");
    EXPECT_EQ(checks_of_launch(proc::Outcome()).at(0).state, "fail");
}

}  // namespace
}  // namespace scc::doctor
