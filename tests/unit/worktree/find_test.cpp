#include "look/find.hpp"

#include <gtest/gtest.h>

namespace scc::worktree {
namespace {

const std::vector<Entry> known = {
    {.name = "app", .path = "/w/app", .branch = "main", .is_main = true},
    {.id = "a", .name = "feature/login", .path = "/w/app-worktrees/feature~login", .branch = "scc/feature/login"},
    {.id = "b", .name = "login", .path = "/w/app-worktrees/login", .branch = "scc/login"},
    {.id = "c", .name = "Grüße", .path = "/w/app-worktrees/Grüße", .branch = "topic"},
};

struct Case {
    const char* word;
    std::vector<std::string> names;
};

TEST(Find, TakesWhatFitsBest) {
    const Case cases[] = {
        {"login", {"login"}},
        {"scc/login", {"login"}},
        {"/w/app", {"app"}},
        {"feature~login", {"feature/login"}},
        {"feat", {"feature/login"}},
        {"log", {"login"}},
        {"ogin", {"feature/login", "login"}},
        {"ftl", {"feature/login"}},
        {"top", {"Grüße"}},
        {"grüße", {"Grüße"}},
        {"scc/", {"feature/login", "login"}},
        {"zzz", {}},
        {"", {}},
    };
    for (const Case& row : cases) {
        std::vector<std::string> names;
        for (const Entry& entry : entries_like(known, row.word)) names.push_back(entry.name);
        EXPECT_EQ(names, row.names) << row.word;
    }
}

TEST(Find, ChangesNothingByAPartOfAName) {
    EXPECT_EQ(entry_named(known, "topic").value().name, "Grüße");
    const auto refused = entry_named(known, "logi");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, Code::not_found);
    EXPECT_EQ(refused.error().hint, "did you mean 'login'?");
}

}  // namespace
}  // namespace scc::worktree
