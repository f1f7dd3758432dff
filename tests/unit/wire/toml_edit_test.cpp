#include "wire/toml_edit.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace scc::wire {
namespace {

struct Edit {
    const char* before;
    std::vector<std::string> path;
    nlohmann::json value;
    const char* after;
};

const Edit edits[] = {
    {"", {"team"}, "web", "team = \"web\"\n"},
    {"\n", {"team"}, "web", "team = \"web\"\n\n"},
    {"a = 1", {"team"}, "web", "a = 1\nteam = \"web\"\n"},
    {"team = \"web\"\n", {"team"}, "web", "team = \"web\"\n"},
    {"# mine\nteam = 'a' # why\n", {"team"}, "b", "# mine\nteam = \"b\" # why\n"},
    {"  team='ask' # asks\na = 1\n", {"team"}, "b", "  team=\"b\" # asks\na = 1\n"},
    {"team = \"a#b\"", {"team"}, "c", "team = \"c\"\n"},
    {"# team = \"a\"\n", {"team"}, "b", "# team = \"a\"\nteam = \"b\"\n"},
    {"teams = 1\nteam_x = \"a\"\n", {"team"}, "b", "teams = 1\nteam_x = \"a\"\nteam = \"b\"\n"},
    {"team = \"a\"\r\nx = 1\r\n", {"team"}, "b", "team = \"b\"\r\nx = 1\r\n"},
    {"x = 1\n\n[images]\na = 'b'\n", {"team"}, "c", "x = 1\nteam = \"c\"\n\n[images]\na = 'b'\n"},
    {"# mine\n\n[images]\na = 'b'\n", {"team"}, "c", "# mine\nteam = \"c\"\n\n[images]\na = 'b'\n"},
    {"[images]\nteam = 'a'\n", {"team"}, "b", "team = \"b\"\n\n[images]\nteam = 'a'\n"},
    {"x = 1\n# about images\n[images]\n", {"team"}, "b", "x = 1\nteam = \"b\"\n\n# about images\n[images]\n"},
    {"[[list]]\na = 1\n", {"team"}, "b", "team = \"b\"\n\n[[list]]\na = 1\n"},
    {"[images]\na = 'b'\n\n# more\n[personal]\n",
     {"images", "c"},
     "d",
     "[images]\na = 'b'\nc = \"d\"\n\n# more\n[personal]\n"},
    {"[images]\n", {"images", "a.b"}, "c", "[images]\n\"a.b\" = \"c\"\n"},
    {"a = 1\n", {"personal", "session", "timeout_hours"}, 4, "a = 1\n\n[personal.session]\ntimeout_hours = 4\n"},
    {"", {"a", "p"}, {{"v", "1"}, {"i", {{"x", "y="}}}}, "[a]\np = { i = { x = \"y=\" }, v = \"1\" }\n"},
    {"[a]\np = { i = { x = '}' }, w = 'q' } # why\n", {"a", "p"}, {{"v", "1"}}, "[a]\np = { v = \"1\" } # why\n"},
    {"standalone = true\n", {"standalone"}, false, "standalone = false\n"},
    {"team = 'x'\n", {"team"}, nullptr, ""},
    {"# mine\nteam = 'x' # why\n\n[images]\nteam = 'a'\n", {"team"}, nullptr, "# mine\n\n[images]\nteam = 'a'\n"},
    {"[a.b]\nc = { v = '1' }\nd = 2\n[e]\nc = 3\n", {"a", "b", "c"}, nullptr, "[a.b]\nd = 2\n[e]\nc = 3\n"},
    {"[a]\np = 1\n", {"a", "p"}, nullptr, "[a]\n"},
    {"[a]\np = 1\n", {"a", "q"}, nullptr, "[a]\np = 1\n"},
    {"team = 'x'\n", {"team"}, "a\"b\\c\n\x01", "team = \"a\\\"b\\\\c\\n\\u0001\"\n"},
};

TEST(TomlEdit, ChangesOneValueAndKeepsTheRest) {
    for (const Edit& edit : edits) {
        const auto changed = with_value(edit.before, edit.path, edit.value, "f.toml");
        ASSERT_TRUE(changed) << edit.before << changed.error().message;
        EXPECT_EQ(*changed, edit.after);
    }
}

TEST(TomlEdit, RefusesWhatItCannotChangeInPlace) {
    struct Refused {
        const char* text;
        std::vector<std::string> path;
        const char* hint;
    };
    constexpr const char* below = "write it by hand as a line of its own below [personal]: network_policy = \"open\"";
    constexpr const char* on_top = "write it by hand as a line of its own: team = \"open\"";
    const Refused rows[] = {
        {"personal = {network_policy = 'open'}\nx = 1\n", {"personal", "network_policy"}, below},
        {"personal.network_policy = 'locked-down-web'\n", {"personal", "network_policy"}, below},
        {"text = '''\nteam = 'no'\n'''\nteam = '''\nx'''\n", {"team"}, on_top},
        {"\"team\" = \"a\"\n", {"team"}, on_top},
        {"team = \"\"\"a\"\"\"\n", {"team"}, on_top},
        {"note = \"\"\"\nteam = \"a\"\n\"\"\"\n", {"team"}, on_top},
    };
    for (const Refused& row : rows) {
        const auto changed = with_value(row.text, row.path, "open", "f.toml");
        ASSERT_FALSE(changed) << row.text << " became " << *changed;
        EXPECT_EQ(changed.error().code, Code::config);
        EXPECT_EQ(changed.error().where, "f.toml");
        EXPECT_EQ(changed.error().hint, row.hint) << row.text;
    }
}

TEST(TomlEdit, RefusesToTakeOutWhatIsNoLineOfItsOwn) {
    constexpr const char* texts[] = {"a = {b = 'x'}\n", "a.b = 'x'\n", "[a.b]\nc = 1\n", "[a]\nb = '''\nx'''\n"};
    for (const char* text : texts) {
        const auto changed = with_value(text, {"a", "b"}, nullptr, "f.toml");
        ASSERT_FALSE(changed) << text << " became " << *changed;
        EXPECT_EQ(changed.error().message, "cannot change the key 'a.b' in place");
        EXPECT_EQ(changed.error().hint, "take it out by hand");
        EXPECT_EQ(changed.error().where, "f.toml");
    }
}

TEST(TomlEdit, LeavesAloneWhatIsNoToml) {
    const auto changed = with_value("team = web\n", {"team"}, "a", "f.toml");
    ASSERT_FALSE(changed);
    EXPECT_EQ(changed.error().code, Code::config);
    EXPECT_TRUE(changed.error().where.starts_with("f.toml:1:")) << changed.error().where;
}

}  // namespace
}  // namespace scc::wire
