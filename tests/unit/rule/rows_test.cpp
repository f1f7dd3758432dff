#include <gtest/gtest.h>

#include <set>

#include "rule/judge.hpp"
#include "rule/pattern.hpp"

namespace scc::rule {
namespace {

// No network, and "main" protected: every row has something to say.
Policy strict() {
    Policy policy;
    policy.protected_branches = {"main"};
    return policy;
}

template <class Each>
void for_each_row(Each each) {
    for (const auto family : families()) {
        for (const Rule& row : family) each(row);
    }
}

TEST(Rows, MatchWhatTheyDeny) {
    const Policy policy = strict();
    Facts facts;
    for_each_row([&](const Rule& row) {
        for (const auto line : row.denies) EXPECT_TRUE(applies(row, line, policy, facts)) << row.id << ": " << line;
    });
}

TEST(Rows, LeaveAloneWhatTheyAllow) {
    const Policy policy = strict();
    Facts facts;
    for_each_row([&](const Rule& row) {
        for (const auto line : row.allows) EXPECT_FALSE(applies(row, line, policy, facts)) << row.id << ": " << line;
    });
}

TEST(Rows, AreComplete) {
    std::set<std::string_view> ids;
    for_each_row([&](const Rule& row) {
        EXPECT_TRUE(ids.insert(row.id).second) << row.id << " stands twice";
        EXPECT_EQ(rule_named(row.id), &row);
        EXPECT_FALSE(row.program.empty()) << row.id;
        EXPECT_FALSE(row.because.empty()) << row.id;
        EXPECT_FALSE(row.instead.empty()) << row.id;
        EXPECT_FALSE(row.denies.empty()) << row.id << " has no example it denies";
        EXPECT_FALSE(row.allows.empty()) << row.id << " has no example it allows";
        for (const auto pattern : {row.program, row.verb, row.operand, row.word}) EXPECT_TRUE(check_pattern(pattern));
    });
}

// What stands after "or:" or alone as a command is judged as it is offered.
TEST(Rows, OfferWhatIsAllowed) {
    Policy policy = strict();
    policy.protected_branches.clear();
    Facts facts;
    for_each_row([&](const Rule& row) {
        for (std::size_t at = row.instead.find("git "); at != std::string_view::npos;
             at = row.instead.find("git ", at)) {
            const std::size_t end = std::min(row.instead.find_first_of(",;", at), row.instead.size());
            const auto offered = row.instead.substr(at, end - at);
            EXPECT_EQ(judge_line(offered, policy, facts).decision, Decision::allow) << row.id << ": " << offered;
            at = end;
        }
    });
}

}  // namespace
}  // namespace scc::rule
