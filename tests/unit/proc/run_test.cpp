#include "proc/run.hpp"

#include <gtest/gtest.h>
#include <stdlib.h>
#include <unistd.h>

#include "proc/interrupts.hpp"

namespace scc::proc {
namespace {

TEST(Run, GivesInputAndTakesOutputErrorsAndStatus) {
    const auto outcome = run({.argv = {"sh", "-c", "cat; echo err >&2; exit 3"}, .input = "in"});
    ASSERT_TRUE(outcome);
    EXPECT_EQ(outcome->out, "in");
    EXPECT_EQ(outcome->err, "err\n");
    EXPECT_EQ(outcome->status, 3);
}

TEST(Run, HandsLinesOverAsTheyCome) {
    std::string lines;
    const auto outcome = run({.argv = {"sh", "-c", "echo a; echo b; echo c >&2"},
                              .on_line = [&](std::string_view line) { lines += std::string(line) + ";"; },
                              .on_error_line = [&](std::string_view line) { EXPECT_EQ(line, "c"); }});
    ASSERT_TRUE(outcome);
    EXPECT_EQ(lines, "a;b;");
}

TEST(Run, MovesMoreThanAPipeHolds) {
    const std::string big(3'000'000, 'x');
    const auto outcome = run({.argv = {"cat"}, .input = big});
    ASSERT_TRUE(outcome);
    EXPECT_EQ(outcome->out.size(), big.size());
}

TEST(Run, SaysWhichProgramIsMissing) {
    const auto outcome = run({.argv = {"no-such-program-here"}});
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().code, Code::prereq);
    EXPECT_EQ(outcome.error().message, "cannot start 'no-such-program-here': No such file or directory");
}

TEST(Run, KillsWhatTakesTooLongWithItsChildren) {
    const auto outcome = run({.argv = {"sh", "-c", "sleep 60 & sleep 60"}, .timeout = std::chrono::milliseconds(100)});
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().code, Code::tool);
    EXPECT_EQ(outcome.error().message, "'sh' took longer than 100 ms and was killed");
}

TEST(Run, LosesPatienceWithWhatStaysQuiet) {
    const auto quiet = run({.argv = {"sh", "-c", "echo dialling; sleep 60"},
                            .patience = std::chrono::milliseconds(100),
                            .quiet_lines = 1});
    ASSERT_FALSE(quiet);
    EXPECT_EQ(quiet.error().message, "'sh' took longer than 100 ms and was killed");
    const auto busy = run({.argv = {"sh", "-c", "echo dialling; echo there; sleep 0.3"},
                           .patience = std::chrono::milliseconds(200),
                           .quiet_lines = 1});
    ASSERT_TRUE(busy);
    EXPECT_EQ(busy->status, 0);
}

TEST(Run, SurvivesAReaderThatDoesNotRead) {
    const auto outcome = run({.argv = {"true"}, .input = std::string(1'000'000, 'x')});
    ASSERT_TRUE(outcome);
    EXPECT_EQ(outcome->status, 0);
}

TEST(Run, ChangesTheEnvironmentAndTheDirectory) {
    const auto outcome =
        run({.argv = {"sh", "-c", "echo $A ${HOME-none}; pwd"}, .env = {"A=1", "HOME"}, .cwd = "/usr"});
    ASSERT_TRUE(outcome);
    EXPECT_EQ(outcome->out, "1 none\n/usr\n");
}

TEST(Run, ReportsSignalsAsAShellDoes) { EXPECT_EQ(run({.argv = {"sh", "-c", "kill -9 $$"}})->status, 137); }

TEST(Run, KeepsTheTailAndCountsTheRest) {
    const auto outcome =
        run({.argv = {"sh", "-c", "head -c 3000000 /dev/zero | tr '\\0' x; printf end; printf err >&2"}, .tail = 5});
    ASSERT_TRUE(outcome);
    EXPECT_EQ(outcome->out, "xxend");
    EXPECT_EQ(outcome->out_bytes, 3'000'003U);
    EXPECT_EQ(outcome->err, "err");
    EXPECT_FALSE(outcome->timed_out);
    EXPECT_EQ(run({.argv = {"echo", "much"}, .tail = 0})->out, "");
}

TEST(Run, SaysWhatTookTooLongWroteWhereItsTailIsKept) {
    const auto outcome = run(
        {.argv = {"sh", "-c", "echo begun; sleep 60 & wait"}, .timeout = std::chrono::milliseconds(300), .tail = 100});
    ASSERT_TRUE(outcome);
    EXPECT_TRUE(outcome->timed_out);
    EXPECT_EQ(outcome->out, "begun\n");
    EXPECT_EQ(outcome->status, 137);
}

TEST(Run, GivesNothingOfOurEnvironmentWhereItShallNot) {
    ::setenv("SCC_TEST_OURS", "x", 1);
    const auto outcome = run({.argv = {"env"}, .env = {"A=b"}, .only_env = true});
    ASSERT_TRUE(outcome);
    EXPECT_EQ(outcome->out, "A=b\n");
}

TEST(Run, StopsWhatWritesTooMuch) {
    const auto outcome = run({.argv = {"sh", "-c", "while :; do echo xxxxxxxxxx; done"}, .output_limit = 1000});
    ASSERT_FALSE(outcome);
}

TEST(Run, HandsOverErrorLinesAsTheyCome) {
    std::vector<std::string> lines;
    const auto outcome = run({.argv = {"sh", "-c", "echo a >&2; echo b >&2"},
                              .on_error_line = [&](std::string_view line) { lines.emplace_back(line); }});
    ASSERT_TRUE(outcome);
    EXPECT_EQ(lines, (std::vector<std::string>{"a", "b"}));
}

TEST(Run, EndsWhatMayBeInterruptedAndNothingElse) {
    const Interrupts interrupts;
    const std::string signal_us = "kill -INT " + std::to_string(::getpid());
    const auto ended = run({.argv = {"sh", "-c", signal_us + "; exec sleep 20"}});
    ASSERT_FALSE(ended);
    EXPECT_EQ(ended.error().code, Code::interrupted);
    EXPECT_EQ(run({.argv = {"sh", "-c", signal_us + "; sleep 0.3; exit 4"}, .interruptible = false})->status, 4);
    EXPECT_EQ(Interrupts::count(), 2);
}

TEST(Installed, LooksAmongTheProgramsOfTheAdministratorToo) {
    const std::string path = ::getenv("PATH");
    ::setenv("PATH", "/usr/games", 1);
    EXPECT_FALSE(available("ldconfig"));
    EXPECT_TRUE(installed("ldconfig"));
    EXPECT_FALSE(installed("no-such-program"));
    ::setenv("PATH", path.c_str(), 1);
}

TEST(OutputOf, TurnsAFailureIntoTheLastLineOfItsErrors) {
    const auto output = output_of({.argv = {"sh", "-c", "echo one >&2; echo two >&2; exit 1"}});
    ASSERT_FALSE(output);
    EXPECT_EQ(output.error().message, "'sh -c echo one >&2; echo two >&2; exit 1' failed: two");
}

TEST(Attached, PassesTheStatusOn) { EXPECT_EQ(*attached({.argv = {"sh", "-c", "exit 7"}}), 7); }

}  // namespace
}  // namespace scc::proc
