#include "pipeline.hpp"

#include <gtest/gtest.h>

namespace scc::dispatch {
namespace {

// The shell line of `scc WORDS…`, or the message of the error.
std::string line_of(const char* word, std::vector<const char*> words) {
    const Launch& launch = *launch_named(word);
    const auto args = cli::parse(words, options_of(launch), launch.takes);
    if (!args) return args.error().message;
    const auto pipeline = pipeline_of(launch, *args);
    return pipeline ? shell_line(*pipeline, args->has("dry-run")) : pipeline.error().message;
}

TEST(Pipeline, GivesEachOptionToItsStage) {
    EXPECT_EQ(
        line_of("start", {"~/p", "-t", "web", "--provider=x", "--fresh", "--no-input", "--", "-v", "a b"}),
        "scc-config resolve '~/p' --team web | scc-provider plan --provider x --no-input -- -v 'a b' | scc-net plan | "
        "scc-sandbox plan --fresh | scc-sandbox run --no-input");
}

TEST(Pipeline, OfADryRunEndsWithThePlan) {
    EXPECT_EQ(line_of("start", {"--dry-run"}),
              "scc-config resolve . | scc-provider plan | scc-net plan | scc-sandbox plan");
}

TEST(Pipeline, OfAConfiguredVerbGivesTheRestToTheVerb) {
    const std::vector<const char*> words = {
        "image", "build", "scc-base", "-t", "web", "--no-cache", "--org=o.json", "--base-image", "x"};
    std::size_t taken = 0;
    const Configured* row = configured_in(words, taken);
    ASSERT_NE(row, nullptr);
    EXPECT_EQ(shell_line(pipeline_of(*row, std::span(words).subspan(taken)), false),
              "scc-config resolve . -t web --org=o.json | scc-sandbox image build scc-base --no-cache --base-image x");
}

TEST(Pipeline, BeginsWithTheWorktreeWhereOneIsWanted) {
    const std::string rest = " | scc-provider plan | scc-net plan | scc-sandbox plan | scc-sandbox run";
    EXPECT_EQ(line_of("start", {"-w", "fix", "--base", "v1"}),
              "scc-worktree create --base v1 fix | scc-config resolve -" + rest);
    EXPECT_EQ(line_of("worktree create", {"~/p", "fix", "--team", "web"}),
              "scc-worktree create '~/p' fix | scc-config resolve - --team web" + rest);
    EXPECT_EQ(line_of("worktree create", {"fix", "--no-start"}), "scc-worktree create fix");
    EXPECT_EQ(line_of("worktree create", {"fix", "--no-start", "--copy", "a b", "--copy", "c"}),
              "scc-worktree create --copy 'a b' --copy c fix");
}

TEST(Pipeline, BeginsWithTheEarlierSessionWhereOneIsContinued) {
    const std::string rest = " | scc-config resolve - | scc-provider plan | scc-net plan | scc-sandbox plan | ";
    EXPECT_EQ(line_of("start", {"--resume"}), "scc-sandbox session --resume" + rest + "scc-sandbox run");
    EXPECT_EQ(line_of("start", {"--resume=blue", "~/p"}),
              "scc-sandbox session --resume=blue '~/p'" + rest + "scc-sandbox run");
    EXPECT_EQ(line_of("start", {"--select", "--no-input"}),
              "scc-sandbox session --select --no-input | scc-config resolve - | scc-provider plan --no-input | "
              "scc-net plan | scc-sandbox plan | scc-sandbox run --no-input");
}

TEST(Pipeline, ContinuesASessionWhereItWas) {
    const char* const said = "'--worktree' makes a new place, and a session is continued where it was";
    EXPECT_EQ(line_of("start", {"--resume", "-w", "x"}), said);
    EXPECT_EQ(line_of("start", {"--select", "-w", "x"}), said);
    EXPECT_EQ(line_of("worktree create", {"x", "--resume"}), "unknown option '--resume'");
}

TEST(Pipeline, LeavesOutOptionsThatMeanNothingToALaunch) {
    EXPECT_EQ(line_of("run", {"--provider", "x", "--", "true"}), "unknown option '--provider'");
    EXPECT_EQ(line_of("run", {"--worktree", "x", "--", "true"}), "unknown option '--worktree'");
    EXPECT_EQ(line_of("run", {"--resume", "--", "true"}), "unknown option '--resume'");
    EXPECT_EQ(line_of("start", {"--no-start"}), "unknown option '--no-start'");
}

TEST(Pipeline, OfRunNeedsACommand) {
    EXPECT_EQ(line_of("run", {}), "the command to run is missing");
    EXPECT_EQ(line_of("run", {"--"}), "the command to run is missing");
    EXPECT_EQ(
        line_of("run", {"--", "true"}),
        "scc-config resolve . | scc-provider plan --provider shell -- true | scc-net plan | scc-sandbox plan --once | "
        "scc-sandbox run");
}

TEST(Pipeline, PassesTheCodeOfAFailingStageOn) {
    const auto plan = run_stages({{{"sh", "-c", "echo '{}'; exit 6"}, {"sh", "-c", "cat; exit 6"}}, {}}, false);
    ASSERT_FALSE(plan);
    EXPECT_EQ(plan.error().code, Code::denied);
    EXPECT_EQ(plan.error().message, "");
}

TEST(Pipeline, ReturnsWhatTheLastStageWrote) {
    const auto plan = run_stages({{{"printf", "ab"}, {"tr", "a", "x"}}, {}}, false);
    ASSERT_TRUE(plan);
    EXPECT_EQ(*plan, "xb");
}

TEST(Pipeline, SaysWhichStageIsMissing) {
    const auto plan = run_stages({{{"true"}, {"scc-no-such-stage"}}, {}}, false);
    ASSERT_FALSE(plan);
    EXPECT_EQ(plan.error().code, Code::prereq);
}

TEST(Tables, NameEachWordOnce) {
    for (const Alias& alias : aliases()) {
        EXPECT_EQ(launch_named(alias.word), nullptr) << alias.word;
        EXPECT_EQ(alias_named(alias.word), &alias) << alias.word;
    }
}

TEST(Pipeline, IsRunOnceMoreInTheWorktreeThatIsThere) {
    const Pipeline made{{{"scc-worktree", "create", "fix"}, {"scc-config", "resolve", "-", "--team", "web"}}, {}};
    const Pipeline again = once_more(made, "/w/fix", {});
    EXPECT_EQ(shell_line(again, true), "scc-config resolve /w/fix --team web");
    EXPECT_EQ(shell_line(once_more(again, "/elsewhere", {}), true), "scc-config resolve /w/fix --team web");
}

TEST(Pipeline, IsRunOnceMoreWithTheSessionThatWasChosen) {
    const Pipeline made{{{"scc-sandbox", "session", "--select", "app"}, {"scc-config", "resolve", "-"}}, {}};
    EXPECT_EQ(shell_line(once_more(made, "/w/app", "abcd"), true),
              "scc-sandbox session --resume=abcd app | scc-config resolve -");
}

TEST(Pipeline, OfASignInIsAConfiguredVerb) {
    const char* const words[] = {"provider", "login", "red", "--org", "o.json", "--method", "token"};
    std::size_t taken = 0;
    const Configured* row = configured_in(words, taken);
    ASSERT_NE(row, nullptr);
    EXPECT_EQ(shell_line(pipeline_of(*row, std::span(words).subspan(taken)), false),
              "scc-config resolve . --org o.json | scc-provider login red --method token");
}

}  // namespace
}  // namespace scc::dispatch
