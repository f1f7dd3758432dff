#include "plan/image_rules.hpp"

#include <gtest/gtest.h>

#include "fixture.hpp"

namespace scc::sandbox {
namespace {

using nlohmann::json;

json pattern(const char* value) {
    return {{"value", value}, {"from", "org"}, {"because", "org.json:/security/blocked_images/0"}};
}

// What `plan` says about a plan with these changes.
std::string refusal(const json& changes, const std::string& policy = "open") {
    json before = plan_before(policy);
    before.merge_patch(changes);
    const auto after = plan({}, before);
    if (after) return "";
    return after.error().where + ": " + after.error().message + (after.error().code == Code::denied ? "" : " !");
}

const std::string key = "org.json:/security/blocked_images/0: ";

TEST(BlockedImages, ArePatternsOverEveryImageOfALaunch) {
    const auto config = [](const char* text) { return json{{"config", {{"blocked_images", {pattern(text)}}}}}; };
    EXPECT_EQ(refusal(config("*:edge")), "");
    EXPECT_EQ(refusal(config("scc-base")),
              key + "image 'scc-base' for 'shell' is not allowed: security blocks 'scc-base'");
    EXPECT_EQ(refusal(config("Debian:*")),
              key + "image 'debian:bookworm-slim' for 'base' is not allowed: security blocks 'Debian:*'");
    EXPECT_EQ(refusal(config("*proxy")), "");
    EXPECT_EQ(refusal(config("*proxy"), "web-egress-enforced"),
              key + "image 'scc-egress-proxy' for 'proxy' is not allowed: security blocks '*proxy'");
}

TEST(BlockedImages, StopTheLaunchThatWantedOne) {
    json changes = {{"config",
                     {{"blocked",
                       {{{"kind", "images.shell"},
                         {"item", "evil/x"},
                         {"layer", "personal"},
                         {"reason", "security blocks 'evil/*'"},
                         {"pattern", "evil/*"},
                         {"from", "org"},
                         {"because", "org.json:/security/blocked_images/0"}}}}}}};
    EXPECT_EQ(refusal(changes), key + "image 'evil/x' for 'shell' is not allowed: security blocks 'evil/*'");
    changes["config"]["images"]["shell"] = {{"value", "good:1"}, {"from", "org"}, {"because", "k"}};
    EXPECT_EQ(refusal(changes), "");
}

}  // namespace
}  // namespace scc::sandbox
