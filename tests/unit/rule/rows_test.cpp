#include <gtest/gtest.h>

#include <algorithm>
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
    for (const Family& family : families()) {
        for (const Rule& row : family.rows()) each(row);
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

TEST(Rows, AreFoundByTheirPrograms) {
    for (const Family& family : families()) {
        std::size_t found = 0;
        for (const auto& [name, row] : family.names) {
            const Rule& rule = family.tables[0][row];
            EXPECT_TRUE(matches(rule.program, name)) << rule.id << ": " << name;
            ++found;
        }
        std::size_t named = 0;
        for (const Rule& row : family.rows())
            named += 1 + static_cast<std::size_t>(std::ranges::count(row.program, '|'));
        EXPECT_TRUE(found == named || (found == 0 && !family.pack)) << family.name;
    }
}

// The commands an alternative offers: what stands after ": ", and what begins with "git ".
std::vector<std::string_view> offered_by(std::string_view instead) {
    std::vector<std::string_view> offered;
    if (const std::size_t colon = instead.rfind(": "); colon != std::string_view::npos) {
        offered.push_back(instead.substr(colon + 2));
    }
    for (std::size_t at = instead.find("git "); at != std::string_view::npos; at = instead.find("git ", at)) {
        const std::size_t end = std::min(instead.find_first_of(",;", at), instead.size());
        offered.push_back(instead.substr(at, end - at));
        at = end;
    }
    return offered;
}

TEST(Rows, OfferWhatIsAllowed) {
    Policy policy = strict();
    policy.protected_branches.clear();
    for (const Family& family : families()) policy.packs.emplace_back(family.name);
    Facts facts;
    for_each_row([&](const Rule& row) {
        for (const std::string_view command : offered_by(row.instead)) {
            EXPECT_EQ(judge_line(command, policy, facts).decision, Decision::allow) << row.id << ": " << command;
        }
    });
}

}  // namespace
}  // namespace scc::rule
