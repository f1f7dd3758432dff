#include <gtest/gtest.h>

#include "base/text.hpp"
#include "setup/setup.hpp"

namespace scc::setup {
namespace {

std::vector<std::string> lines(const Answers& answers, const Current& current) {
    std::vector<std::string> all;
    for (const Step& step : steps_of(answers, current)) {
        all.push_back((step.attached ? "! " : "") + text::join(step.argv, " "));
    }
    return all;
}

using Lines = std::vector<std::string>;

TEST(Steps, AreNoneWithoutAnAnswer) {
    EXPECT_EQ(lines({}, {}), Lines());
    EXPECT_EQ(lines({}, {.organisation = "o.json", .team = "web", .provider = "x"}), Lines());
}

TEST(Steps, SetWhatIsAnsweredInItsOrder) {
    const Answers answers{.organisation = "o.json",
                          .source_options = {"--auth", "env:T"},
                          .team = "web",
                          .provider = "x",
                          .images = {"image", "proxy"},
                          .sign_in = "x",
                          .sign_in_options = {"--no-input"}};
    EXPECT_EQ(lines(answers, {}),
              Lines({"scc-config org import o.json --auth env:T",
                     "scc-config team switch web",
                     "scc-provider set x",
                     "! scc image build --text image proxy",
                     "! scc provider login x --no-input"}));
}

TEST(Steps, EndStandaloneForAnOrganisationAndItsTeamForAnother) {
    EXPECT_EQ(lines({.organisation = "o.json"}, {.standalone = true, .team = "old"}),
              Lines({"scc-config unset standalone", "scc-config org import o.json", "scc-config unset team"}));
    EXPECT_EQ(lines({.standalone = true}, {.organisation = "o.json"}), Lines({"scc-config set standalone true"}));
    EXPECT_EQ(lines({.standalone = true}, {.standalone = true}), Lines());
}

TEST(Steps, TakeAwayFirstWhatIsSetWhenResetting) {
    EXPECT_EQ(lines({.reset = true, .standalone = true}, {.organisation = "o", .standalone = true, .provider = "x"}),
              Lines({"scc-config unset organization_source",
                     "scc-config unset standalone",
                     "scc-config unset provider",
                     "scc-config set standalone true"}));
    EXPECT_EQ(lines({.reset = true}, {}), Lines());
}

}  // namespace
}  // namespace scc::setup
