#include "preference.hpp"

#include <gtest/gtest.h>

namespace scc::provider {
namespace {

struct Edit {
    const char* before;
    const char* after;
};

const Edit edits[] = {
    {"", "provider = \"codex\"\n"},
    {"\n", "\nprovider = \"codex\"\n"},
    {"team = \"web\"", "team = \"web\"\nprovider = \"codex\"\n"},
    {"team = \"web\"\n", "team = \"web\"\nprovider = \"codex\"\n"},
    {"provider = \"claude\"\n", "provider = \"codex\"\n"},
    {"provider = \"codex\"\n", "provider = \"codex\"\n"},
    {"  provider='ask' # asks\nteam = \"web\"\n", "  provider=\"codex\" # asks\nteam = \"web\"\n"},
    {"# provider = \"claude\"\n", "# provider = \"claude\"\nprovider = \"codex\"\n"},
    {"providers = 1\nprovider_x = \"a\"\n", "providers = 1\nprovider_x = \"a\"\nprovider = \"codex\"\n"},
    {"# mine\n\n[organization]\nsource = \"x\"\n",
     "# mine\n\nprovider = \"codex\"\n\n[organization]\nsource = \"x\"\n"},
    {"[a]\nprovider = \"claude\"\n", "provider = \"codex\"\n\n[a]\nprovider = \"claude\"\n"},
    {"provider = \"claude\"\r\nteam = \"web\"\r\n", "provider = \"codex\"\r\nteam = \"web\"\r\n"},
};

TEST(Preference, IsSetInItsLineAndNothingElseChanges) {
    for (const Edit& edit : edits) {
        const auto after = with_preference(edit.before, "config.toml", "codex");
        ASSERT_TRUE(after) << edit.before << ": " << after.error().message;
        EXPECT_EQ(*after, edit.after) << edit.before;
        EXPECT_EQ(*preference_in(*after, "config.toml"), "codex");
    }
}

TEST(Preference, LeavesAFileAloneThatItCannotChangeSafely) {
    for (const char* text : {"\"provider\" = \"claude\"\n",
                             "provider = \"\"\"claude\"\"\"\n",
                             "note = \"\"\"\nprovider = \"claude\"\n\"\"\"\n"}) {
        const auto after = with_preference(text, "config.toml", "codex");
        ASSERT_FALSE(after) << text << " became " << *after;
        EXPECT_EQ(after.error().code, Code::config);
        EXPECT_EQ(after.error().message, "cannot change the key 'provider' in place");
        EXPECT_EQ(after.error().hint, "write it by hand as a line of its own: provider = \"codex\"");
    }
}

TEST(Preference, DoesNotTouchWhatIsNoToml) {
    const auto after = with_preference("provider = claude\n", "config.toml", "codex");
    ASSERT_FALSE(after);
    EXPECT_EQ(after.error().code, Code::config);
    EXPECT_TRUE(after.error().where.starts_with("config.toml:1:")) << after.error().where;
    EXPECT_FALSE(with_preference("provider = 7\n", "config.toml", "codex"));
}

}  // namespace
}  // namespace scc::provider
