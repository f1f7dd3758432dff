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
        {"id": "a/b", "program": "make", "operand": "dep.*", "because": "deploys", "denies": ["make deploy"]}]})");
    ASSERT_TRUE(policy);
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
         "there is no such rule",
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
        {R"({"action": "block", "network": "open", "rules": [{"id": "a", "program": "b"}]})",
         "key 'because' is missing",
         "p:/rules/0"},
        {R"({"action": "block", "network": "open",
             "rules": [{"id": "a", "program": "b", "because": "c", "word": "[a"}]})",
         "pattern '[a' is wrong: missing ]: [a",
         "p:/rules/0/word"},
        {R"({"action": "block", "network": "open",
             "rules": [{"id": "a", "program": "b", "because": "c", "denies": ["b", "c d"]}]})",
         "rule 'a' does not match 'c d'",
         "p:/rules/0/denies/1"},
        {R"({"action": "block", "network": "open",
             "rules": [{"id": "a", "program": "b", "because": "c", "allows": ["sudo b"]}]})",
         "rule 'a' matches 'sudo b'",
         "p:/rules/0/allows/0"},
    };
    for (const Row& row : rows) {
        const auto policy = policy_in(row.data);
        ASSERT_FALSE(policy) << row.data;
        EXPECT_EQ(policy.error().message, row.message) << row.data;
        EXPECT_EQ(policy.error().where, row.where) << row.data;
        EXPECT_EQ(policy.error().code, Code::config);
    }
}

TEST(Policy, JudgesByTheRulesOfItsOwn) {
    const auto policy = policy_in(R"({"action": "block", "network": "open", "rules": [
        {"id": "acme/publish", "program": "npm|yarn", "verb": "publish", "without": "--dry-run",
         "because": "publishes without review", "instead": "open a pull request"},
        {"id": "acme/lease", "program": "git", "verb": "push", "option": "--force-with-lease",
         "because": "rewrites a branch", "decision": "warn"}]})");
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
