#include "policy/policy.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "base/file.hpp"
#include "base/path.hpp"
#include "rule/judge.hpp"

namespace scc::policy {
namespace {

using nlohmann::json;

Result<Policy> policy_in(const char* text) { return read(json::parse(text), "p"); }

TEST(Policy, IsReadFromTheDataOfADocument) {
    const auto policy = policy_in(R"({"action": "warn", "network": "open", "destinations": ["a.example"],
        "toggles": {"block_clean": false}, "protected_branches": ["main"], "because": "org.json:/x"})");
    ASSERT_TRUE(policy);
    EXPECT_EQ(policy->action, rule::Decision::warn);
    EXPECT_EQ(policy->network, rule::Network::open);
    EXPECT_FALSE(policy->is_on("block_clean"));
    EXPECT_TRUE(policy->is_on("block_force_push"));
    EXPECT_EQ(policy->protected_branches, std::vector<std::string>{"main"});
    EXPECT_EQ(policy->because, "org.json:/x");
    EXPECT_FALSE(policy->allow_when_clean);
}

TEST(Policy, SaysWhatSingleRulesAndFamiliesMayDo) {
    const auto policy = policy_in(R"({"action": "block", "network": "open", "when_clean": "allow",
        "decisions": {"git/*": "warn", "git/push-force": "allow", "files/delete-home": "warn"}})");
    ASSERT_TRUE(policy) << policy.error().message;
    const auto decision = [&](const char* family, const char* id) {
        return policy->decision_of(*rule::rule_named(id), rule::family_named(family));
    };
    EXPECT_TRUE(policy->allow_when_clean);
    EXPECT_EQ(decision("git", "git/push-force"), rule::Decision::allow);
    EXPECT_EQ(decision("git", "git/reset-hard"), rule::Decision::warn);
    EXPECT_EQ(decision("files", "files/delete-home"), rule::Decision::warn);
    EXPECT_EQ(decision("files", "files/delete-root"), rule::Decision::block);
}

TEST(Policy, ReadsBackWhatItWrites) {
    const auto policy = policy_in(R"({"action": "block", "network": "locked-down-web", "when_clean": "allow",
        "decisions": {"git/*": "warn"}, "rules": [
        {"id": "a/b", "program": "make", "operand": "dep.*", "because": "deploys", "instead": "ask",
         "denies": ["make deploy"]}],
        "at_least": {"a/b": "warn"}, "ask": "security@acme.example", "origins": {"rules/a/b": "org.json:/security/rules/0"},
        "exceptions": [{"rule": "a/b", "id": "2030-01", "expires_at": "2030-01-31T12:00:00Z"}]})");
    ASSERT_TRUE(policy) << policy.error().message;
    EXPECT_EQ(policy->releases.front().expires, 1896091200);
    const auto again = read(to_json(*policy), "p");
    ASSERT_TRUE(again);
    EXPECT_EQ(to_json(*policy), to_json(*again));
}

struct Row {
    const char* data;
    const char* message;
    const char* where;
};

TEST(Policy, SaysWhatIsWrongAndWhere) {
    const Row rows[] = {
        {R"({"network": "open"})", "key 'action' is missing", "p:/"},
        {R"({"action": "block"})", "key 'network' is missing", "p:/"},
        {R"({"action": "blok", "network": "open"})", "'action' must be one of allow, warn, block", "p:/action"},
        {R"({"action": "block", "network": "opne"})",
         "'network' must be one of open, web-egress-enforced, locked-down-web",
         "p:/network"},
        {R"({"action": "block", "network": "open", "decisions": {"git/pushforce": "warn"}})",
         "there is no rule 'git/pushforce'",
         "p:/decisions/git~1pushforce"},
        {R"({"action": "block", "network": "open", "packs": ["git"]})", "'git' is no pack", "p:/packs/0"},
        {R"({"action": "block", "network": "open", "when_clean": "warn"})",
         "'when_clean' must be one of allow, block",
         "p:/when_clean"},
        {R"({"action": "block", "network": "open", "x": 1})", "unknown key 'x'", "p:/x"},
        {R"({"action": "block", "network": "open", "toggles": {"block_push_mirror": true}})",
         "unknown key 'block_push_mirror'",
         "p:/toggles/block_push_mirror"},
        {R"({"action": "block", "network": "open", "toggles": {"block_clean": 0}})",
         "'block_clean' must be true or false",
         "p:/toggles/block_clean"},
        {R"({"action": "block", "network": "open", "decisions": {"gti/*": "warn"}})",
         "there is no family 'gti'",
         "p:/decisions/gti~1*"},
        {R"({"action": "block", "network": "open", "at_least": {"git/push-force": "deny"}})",
         "'git/push-force' must be one of allow, warn, block",
         "p:/at_least/git~1push-force"},
        {R"({"action": "block", "network": "open",
             "exceptions": [{"rule": "git/pushforce", "id": "e", "expires_at": "2030-01-31T12:00:00Z"}]})",
         "there is no rule 'git/pushforce'",
         "p:/exceptions/0/rule"},
        {R"({"action": "block", "network": "open",
             "exceptions": [{"rule": "git/push-force", "id": "e", "expires_at": "soon"}]})",
         "'expires_at' must be a time such as 2030-01-31T12:00:00Z",
         "p:/exceptions/0/expires_at"},
    };
    for (const Row& row : rows) {
        const auto policy = policy_in(row.data);
        ASSERT_FALSE(policy) << row.data;
        EXPECT_EQ(policy.error().message, row.message) << row.data;
        EXPECT_EQ(policy.error().where, row.where) << row.data;
        EXPECT_EQ(policy.error().code, Code::config);
    }
}

TEST(Policy, SaysWhatIsWrongWithARuleAndWhere) {
    const Row rows[] = {
        {R"({"program": "b", "because": "c", "instead": "d"})", "key 'id' is missing", ""},
        {R"({"id": "a/b", "because": "c", "instead": "d"})", "key 'program' is missing", ""},
        {R"({"id": "a/b", "program": "", "because": "c", "instead": "d"})", "'program' must not be empty", "/program"},
        {R"({"id": "a/b", "program": "b", "instead": "d"})", "key 'because' is missing", ""},
        {R"({"id": "a/b", "program": "b", "because": "c"})", "key 'instead' is missing", ""},
        {R"({"id": "a", "program": "b", "because": "c", "instead": "d"})", "'a' is no id of a rule", "/id"},
        {R"({"id": "a/B", "program": "b", "because": "c", "instead": "d"})", "'a/B' is no id of a rule", "/id"},
        {R"({"id": "a/b/c", "program": "b", "because": "c", "instead": "d"})", "'a/b/c' is no id of a rule", "/id"},
        {R"({"id": "git/push-force", "program": "b", "because": "c", "instead": "d"})",
         "rule 'git/push-force' is one of scc's own",
         "/id"},
        {R"({"id": "a/b", "program": "b", "because": "c", "instead": "d", "decision": "deny"})",
         "'decision' must be one of allow, warn, block",
         "/decision"},
        {R"({"id": "a/b", "program": "b", "because": "c", "instead": "d", "word": "[a", "allows": ["b x"]})",
         "pattern '[a' is wrong: missing ]: [a",
         "/word"},
        {R"x({"id": "a/b", "program": "b(?=c)", "because": "c", "instead": "d"})x",
         "pattern 'b(?=c)' is wrong: invalid perl operator: (?=",
         "/program"},
        {R"({"id": "a/b", "program": "b", "because": "c", "instead": "d", "denies": ["b", "c d"]})",
         "rule 'a/b' does not match 'c d': the verdict is allow",
         "/denies/1"},
        {R"({"id": "a/b", "program": "b", "because": "c", "instead": "d", "denies": ["git push -f"]})",
         "rule 'a/b' does not match 'git push -f': the verdict is block by git/push-force",
         "/denies/0"},
        {R"({"id": "a/b", "program": "b", "because": "c", "instead": "d", "allows": ["sudo b"]})",
         "rule 'a/b' matches 'sudo b': the verdict is block by a/b",
         "/allows/0"},
    };
    for (const Row& row : rows) {
        const auto policy =
            policy_in((R"({"action": "block", "network": "open", "rules": [)" + std::string(row.data) + "]}").c_str());
        ASSERT_FALSE(policy) << row.data;
        EXPECT_EQ(policy.error().message, row.message) << row.data;
        EXPECT_EQ(policy.error().where, "p:/rules/0" + std::string(row.where)) << row.data;
        EXPECT_TRUE(policy.error().also.empty()) << row.data << policy.error().also.front().message;
    }
}

TEST(Policy, HasNoTwoRulesOfOneId) {
    const auto policy = policy_in(R"({"action": "block", "network": "open", "rules": [
        {"id": "a/b", "program": "b", "because": "c", "instead": "d"},
        {"id": "a/b", "program": "e", "because": "c", "instead": "d"}]})");
    ASSERT_FALSE(policy);
    EXPECT_EQ(policy.error().message, "there is a rule 'a/b' already");
    EXPECT_EQ(policy.error().where, "p:/rules/1/id");
}

TEST(Policy, HintsAtTheRuleThatIsMeant) {
    const auto hint = [](const char* name) { return check_decided(name, {}).error().hint; };
    EXPECT_EQ(hint("git/pushforce"), "did you mean 'git/push-force'?");
    EXPECT_EQ(hint("gti/*"), "did you mean 'git/*'?");
    EXPECT_EQ(hint("somebody-elses/rule-of-old"), "see 'scc-safety list'");
}

struct Decided {
    const char* title;
    const char* data;  // beside action and network
    const char* id;
    const char* decision;
};

// The row's own entry, its toggle, the family's entry, the row; a floor below it all and the action above.
TEST(Policy, DecidesByWhatIsMostSpecific) {
    const Decided rows[] = {
        {"the row itself", "", "git/clean-force", "block"},
        {"the family", R"(, "decisions": {"git/*": "warn"})", "git/clean-force", "warn"},
        {"the toggle before the family",
         R"(, "decisions": {"git/*": "warn"}, "toggles": {"block_clean": false})",
         "git/clean-force",
         "allow"},
        {"the rule before its toggle",
         R"(, "decisions": {"git/clean-force": "warn"}, "toggles": {"block_clean": false})",
         "git/clean-force",
         "warn"},
        {"a floor above an entry",
         R"(, "decisions": {"git/clean-force": "allow"}, "at_least": {"git/*": "warn"})",
         "git/clean-force",
         "warn"},
        {"a floor above a toggle",
         R"(, "toggles": {"block_clean": false}, "at_least": {"git/clean-force": "block"})",
         "git/clean-force",
         "block"},
        {"a floor lowers nothing", R"(, "at_least": {"git/*": "warn"})", "git/clean-force", "block"},
        {"the higher of two floors",
         R"(, "decisions": {"git/*": "allow"}, "at_least": {"git/*": "warn", "git/clean-force": "block"})",
         "git/clean-force",
         "block"},
    };
    for (const Decided& row : rows) {
        const std::string data = R"({"action": "block", "network": "open")" + std::string(row.data) + "}";
        const auto policy = policy_in(data.c_str());
        ASSERT_TRUE(policy) << row.title << policy.error().message;
        EXPECT_EQ(rule::name_of(policy->decision_of(*rule::rule_named(row.id), rule::family_named("git"))),
                  row.decision)
            << row.title;
    }
}

TEST(Policy, JudgesByTheRulesOfItsOwn) {
    const auto policy = policy_in(R"({"action": "block", "network": "open", "rules": [
        {"id": "acme/publish", "program": "npm|yarn", "verb": "publish", "without": "--dry-run",
         "because": "publishes without review", "instead": "open a pull request"},
        {"id": "acme/lease", "program": "git", "verb": "push", "option": "--force-with-lease",
         "because": "rewrites a branch", "instead": "push", "decision": "warn"}]})");
    ASSERT_TRUE(policy);
    rule::Facts nowhere;
    EXPECT_EQ(rule::judge_line("cd x && npm publish", *policy, nowhere).rule, "acme/publish");
    EXPECT_EQ(rule::judge_line("npm publish --dry-run", *policy, nowhere).decision, rule::Decision::allow);
    EXPECT_EQ(rule::judge_line("npm run publish", *policy, nowhere).decision, rule::Decision::allow);
    EXPECT_EQ(rule::judge_line("git push --force-with-lease", *policy, nowhere).decision, rule::Decision::warn);
}

TEST(Policy, IsLoadedFromADocument) {
    const auto directory = file::temporary_directory("scc-policy");
    ASSERT_TRUE(directory);
    const std::string path = path::join(*directory, "policy.json");
    EXPECT_EQ(load(path).error().code, Code::not_found);
    ASSERT_TRUE(file::replace(path, R"({"scc": 1, "kind": "policy", "data": {"action": "block", "network": "open"}})"));
    EXPECT_TRUE(load(path));
    ASSERT_TRUE(file::replace(path, R"({"scc": 1, "kind": "plan", "data": {}})"));
    EXPECT_EQ(load(path).error().code, Code::config);
    ASSERT_TRUE(file::replace(path, R"({"action": "block", "action": "allow"})"));
    EXPECT_EQ(load(path).error().message, "key 'action' appears twice");
    ASSERT_TRUE(file::remove_all(*directory));
}

}  // namespace
}  // namespace scc::policy
