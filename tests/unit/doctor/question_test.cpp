#include "doctor/question.hpp"

#include <gtest/gtest.h>

namespace scc::doctor {
namespace {

constexpr const char* good = R"({"scc": 1, "kind": "health", "data": {"checks": [
    {"id": "net.squid", "state": "ok", "found": "there", "fix": ""},
    {"id": "net.image", "state": "fail", "found": "gone", "fix": "make it", "run": ["scc", "make"]}]}})";

proc::Outcome outcome(int status, const std::string& out, const std::string& err = "") {
    proc::Outcome made;
    made.status = status;
    made.out = out;
    made.err = err;
    return made;
}

TEST(Question, TakesTheChecksOfAnAnswer) {
    const Checks checks = checks_in("net", outcome(5, good));
    ASSERT_EQ(checks.size(), 2U);
    EXPECT_EQ(checks[0].id, "net.squid");
    EXPECT_TRUE(checks[0].run.empty());
    EXPECT_EQ(checks[1].state, "fail");
    EXPECT_EQ(checks[1].run, (std::vector<std::string>{"scc", "make"}));
}

struct Row {
    const char* what;
    Result<proc::Outcome> answer;
    const char* found;
    const char* fix;
};

TEST(Question, MakesAFindingOfWhatIsNoAnswer) {
    const Row rows[] = {
        {"missing",
         Error{Code::prereq, "there is no program 'x'", "install it"},
         "there is no program 'x'",
         "install it"},
        {"late",
         Error{Code::tool, "'x' took longer than 5 ms and was killed"},
         "'x' took longer than 5 ms and was killed",
         "scc-net health"},
        {"silent", outcome(0, ""), "it ended with 0", "scc-net health"},
        {"crashed", outcome(139, "\n", "one\nout of luck\n"), "it ended with 139: 'out of luck'", "scc-net health"},
        {"rubbish",
         outcome(0, "hello\x1b[2J"),
         "scc-net health:1:1: syntax error while parsing value - invalid literal",
         "scc-net health"},
        {"another kind",
         outcome(0, R"({"scc": 1, "kind": "plan", "data": {}})"),
         "scc-net health:/kind: this is a document of kind 'plan', not 'health'",
         "scc-net health"},
        {"no checks",
         outcome(0, R"({"scc": 1, "kind": "health", "data": {}})"),
         "scc-net health:/checks: is missing",
         "scc-net health"},
        {"an error of its own",
         outcome(3, R"({"scc": 1, "kind": "error", "data": {"code": "config",
            "message": "it is broken", "hint": "mend it", "where": "file:/a", "tool": "scc-net"}})"),
         "file:/a: it is broken",
         "mend it"},
        {"another status than its checks have", outcome(0, good), "it ended with 0", "scc-net health"},
    };
    for (const Row& row : rows) {
        const Checks checks = checks_in("net", row.answer);
        ASSERT_EQ(checks.size(), 1U) << row.what;
        EXPECT_EQ(checks[0].id, "doctor.net") << row.what;
        EXPECT_EQ(checks[0].state, "fail") << row.what;
        EXPECT_EQ(checks[0].found, row.found) << row.what;
        EXPECT_EQ(checks[0].fix, row.fix) << row.what;
    }
}

}  // namespace
}  // namespace scc::doctor
