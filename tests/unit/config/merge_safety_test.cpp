// What the layers say about commands, merged: the organisation decides, the others tighten, and what anybody asked for
// and did not get is told.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "merge/merge.hpp"
#include "policy/policy.hpp"
#include "rule/judge.hpp"
#include "wire/parse.hpp"

namespace scc::config {
namespace {

using json = nlohmann::json;

constexpr const char* head = R"({"schema_version": "1.0.0", "organization": {"id": "acme", "name": "Acme"})";
constexpr time::Seconds now = 1000;

// `out` holds a line "PART VALUE LAYER POINTER" for each part of the policy that somebody set, then the refusals.
struct Row {
    const char* title;
    const char* org;
    const char* workspace;
    const char* out;
};

std::string pointer_of(const model::Origin& origin) {
    return origin.because.empty() ? "-" : origin.because.substr(origin.because.find(':') + 1);
}

std::string value_of(const json& safety, const std::string& part) {
    const std::size_t slash = part.find('/');
    const json* value = &safety.at(part.substr(0, slash));
    if (slash != std::string::npos && value->is_object()) value = &value->at(part.substr(slash + 1));
    if (value->is_array()) return "there";
    return value->is_string() ? value->get<std::string>() : value->dump();
}

std::string listed(const model::Effective& effective) {
    const json safety = json::parse(effective.safety.value);
    std::string lines;
    for (const auto& [part, origin] : effective.safety_origins) {
        lines += part + " " + value_of(safety, part) + " " + origin.from + " " + pointer_of(origin) + "\n";
    }
    for (const auto& [name, list] : {std::pair{"denied", &effective.denied},
                                     std::pair{"narrowed", &effective.narrowed},
                                     std::pair{"released", &effective.exceptions_used}}) {
        for (const model::Refusal& at : *list) {
            lines += std::string(name) + " " + at.kind + " " + at.item + ", " + at.layer + ": " + at.reason + " (" +
                     pointer_of(at.origin) + ")\n";
        }
    }
    return lines;
}

Result<Org> org_with(const char* text) {
    const auto document = wire::parse(std::string(head) + text + "}", "org.json");
    return document ? read_org(*document, "org.json") : Result<Org>(document.error());
}

Result<model::Effective> merged(const Row& row) {
    SCC_TRY(const Org org, org_with(row.org));
    Layers layers{.org = &org, .now = now};
    if (org.teams.contains("red")) layers.team = Text{"red", {}};
    SCC_TRY(const json table, wire::parse_toml(row.workspace, ".scc.toml"));
    SCC_TRY(layers.workspace, read_workspace_file(table, ".scc.toml"));
    return merge(layers);
}

constexpr Row rows[] = {
    {"nobody says anything", "", "", ""},
    {"the organisation decides freely",
     R"(, "security": {"safety_net": {"action": "warn", "block_clean": false, "when_clean": "allow",
         "decisions": {"git/*": "warn", "git/push-force": "block"}},
         "rules": [{"id": "acme/make", "program": "make", "because": "b", "instead": "i"}]})",
     "",
     "action warn org /security/safety_net/action\n"
     "decisions/git/* warn org /security/safety_net/decisions/git~1*\n"
     "decisions/git/push-force block org /security/safety_net/decisions/git~1push-force\n"
     "rules/acme/make there org /security/rules/0\n"
     "toggles/block_clean false org /security/safety_net/block_clean\n"
     "when_clean allow org /security/safety_net/when_clean\n"},
    {"a team tightens",
     R"(, "security": {"safety_net": {"action": "warn", "block_clean": false, "when_clean": "allow",
         "decisions": {"git/no-verify": "allow"}}},
         "profiles": {"red": {"safety_net": {"action": "block", "block_clean": true, "when_clean": "block",
         "decisions": {"git/no-verify": "warn"}}}})",
     "",
     "action block team.red /profiles/red/safety_net/action\n"
     "at_least/git/no-verify warn team.red /profiles/red/safety_net/decisions/git~1no-verify\n"
     "decisions/git/no-verify allow org /security/safety_net/decisions/git~1no-verify\n"
     "toggles/block_clean true team.red /profiles/red/safety_net/block_clean\n"
     "when_clean block team.red /profiles/red/safety_net/when_clean\n"},
    {"a team widens nothing",
     R"(, "profiles": {"red": {"safety_net": {"action": "warn", "block_clean": false, "when_clean": "allow",
         "decisions": {"git/push-force": "warn", "files/*": "allow"}}}})",
     "",
     "narrowed safety.action warn, team.red: the action is 'block' (-)\n"
     "narrowed safety.block_clean false, team.red: 'block_clean' is on (-)\n"
     "narrowed safety.when_clean allow, team.red: 'when_clean' is 'block' (-)\n"
     "narrowed safety.decisions files/*: allow, team.red: 'files/delete-root' is 'block' (-)\n"
     "narrowed safety.decisions git/push-force: warn, team.red: 'git/push-force' is 'block' (-)\n"},
    {"a refusal names the key that decided",
     R"(, "security": {"safety_net": {"action": "block", "decisions": {"git/no-verify": "block", "system/*": "block"}}},
         "profiles": {"red": {"safety_net": {"decisions": {"git/clean-force": "block", "git/no-verify": "allow"}}}})",
     "safety_net = { action = 'warn', decisions = { 'system/history' = 'warn' } }",
     "action block org /security/safety_net/action\n"
     "decisions/git/no-verify block org /security/safety_net/decisions/git~1no-verify\n"
     "decisions/system/* block org /security/safety_net/decisions/system~1*\n"
     "narrowed safety.decisions git/no-verify: allow, team.red: 'git/no-verify' is 'block' "
     "(/security/safety_net/decisions/git~1no-verify)\n"
     "narrowed safety.action warn, workspace: the action is 'block' (/security/safety_net/action)\n"
     "narrowed safety.decisions system/history: warn, workspace: 'system/history' is 'block' "
     "(/security/safety_net/decisions/system~1*)\n"},
    {"a workspace adds rules and decides about them and about the organisation's",
     R"(, "security": {"safety_net": {"decisions": {"acme/make": "warn"}},
         "rules": [{"id": "acme/make", "program": "make", "because": "b", "instead": "i"}]})",
     R"(rules = [{ id = "here/cmake", program = "cmake", decision = "warn", because = "b", instead = "i" }]
        [safety_net.decisions]
        "acme/make" = "block"
        "here/cmake" = "block")",
     "at_least/acme/make block workspace /safety_net/decisions/acme~1make\n"
     "at_least/here/cmake block workspace /safety_net/decisions/here~1cmake\n"
     "decisions/acme/make warn org /security/safety_net/decisions/acme~1make\n"
     "rules/acme/make there org /security/rules/0\n"
     "rules/here/cmake there workspace /rules/0\n"},
    {"what a layer says of a rule counts before what it says of the family",
     R"(, "security": {"safety_net": {"decisions": {"net/*": "allow"}}},
         "profiles": {"red": {"safety_net": {"decisions": {"net/*": "block", "net/run-download": "warn",
         "net/curl": "allow", "net/wget": "allow", "net/ssh": "allow", "net/scp": "allow", "net/sftp": "allow",
         "net/rsync": "allow", "net/probe": "allow", "net/tar": "allow", "net/connect": "allow", "net/fetch": "allow"}}}})",
     "",
     "at_least/net/names block team.red /profiles/red/safety_net/decisions/net~1*\n"
     "at_least/net/run-download warn team.red /profiles/red/safety_net/decisions/net~1run-download\n"
     "decisions/net/* allow org /security/safety_net/decisions/net~1*\n"},
    {"of two rules with one id the first counts",
     R"(, "security": {"rules": [{"id": "acme/make", "program": "make", "because": "b", "instead": "i"}]})",
     R"(rules = [{ id = "acme/make", program = "cmake", because = "b", instead = "i" }])",
     "rules/acme/make there org /security/rules/0\n"
     "denied rule acme/make, workspace: there is a rule 'acme/make' already (/security/rules/0)\n"},
    {"a decision about no rule is told",
     "",
     R"(safety_net = { decisions = { "git/push-froce" = "block" } })",
     "denied safety.decisions git/push-froce, workspace: there is no rule 'git/push-froce'; did you mean "
     "'git/push-force'? (/safety_net/decisions/git~1push-froce)\n"},
    {"an exception releases its rule until it ends",
     R"(, "exceptions": [
         {"id": "2030-01", "reason": "move", "expires_at": "2030-01-31T12:00:00Z", "allow": {"rules": ["git/push-force"]}},
         {"id": "1970-01", "reason": "old", "expires_at": "1970-01-01T00:10:00Z", "allow": {"rules": ["git/clean-force"]}}])",
     "",
     "released rule git/push-force, org: 2030-01: move, until 2030-01-31T12:00:00Z (/exceptions/0)\n"},
    {"an exception of scope local releases no rule",
     R"(, "exceptions": [{"id": "e", "reason": "r", "scope": "local", "expires_at": "2030-01-31T12:00:00Z",
         "allow": {"rules": ["git/push-force"]}}])",
     "",
     "denied rule git/push-force, exception: only an exception of scope 'policy' in the organisation's file releases a "
     "rule (/exceptions/0)\n"},
};

TEST(MergeSafety, TakesTheOrganisationsWordAndWhatTightensIt) {
    for (const Row& row : rows) {
        const auto effective = merged(row);
        ASSERT_TRUE(effective) << row.title << ": " << effective.error().where << " " << effective.error().message;
        EXPECT_EQ(listed(*effective), row.out) << row.title;
    }
}

TEST(MergeSafety, NoStoreButTheOrganisationsReleasesARule) {
    Exception local{.id = "local-1", .reason = "r", .policy = true, .expires = now + 60, .allow = {}, .origin = {}};
    local.allow["rule"] = {"git/push-force"};
    const model::Effective effective = merge({.exceptions = {local}, .now = now});
    EXPECT_TRUE(json::parse(effective.safety.value).at("exceptions").empty());
    ASSERT_EQ(effective.denied.size(), 1U);
    EXPECT_EQ(effective.denied[0].item, "git/push-force");
}

TEST(MergeSafety, SaysWhomToAskForAnException) {
    const auto ask = [](const Org* org) { return json::parse(merge({.org = org}).safety.value).at("ask"); };
    auto org = org_with("");
    ASSERT_TRUE(org);
    EXPECT_EQ(ask(nullptr), "");
    EXPECT_EQ(ask(&*org), "whoever keeps org.json");
    org->contact = "security@acme.example";
    EXPECT_EQ(ask(&*org), "security@acme.example");
}

// From the files to the verdict, as the guard reads what the merge wrote.
TEST(MergeSafety, JudgesByWhatWasMerged) {
    const auto effective = merged({"",
                                   R"(, "security": {"safety_net": {"block_clean": false,
        "decisions": {"git/push-force": "warn"}}},
        "profiles": {"red": {"safety_net": {"decisions": {"git/clean-force": "block"}}}},
        "exceptions": [{"id": "e", "reason": "r", "expires_at": "1970-01-01T01:00:00Z",
                        "allow": {"rules": ["git/reset-hard"]}}])",
                                   R"(rules = [{ id = "here/make", program = "make", because = "b", instead = "i" }])",
                                   ""});
    ASSERT_TRUE(effective) << effective.error().message;
    json data = json::parse(effective->safety.value);
    data["network"] = "open";
    const auto policy = policy::read(data, "policy");
    ASSERT_TRUE(policy) << policy.error().message;
    class Clock : public rule::Facts {
    public:
        std::optional<time::Seconds> now() override { return when; }
        time::Seconds when = config::now;
    } facts;
    const auto verdict = [&](const char* line) {
        const rule::Verdict given = rule::judge_line(line, *policy, facts);
        return std::string(rule::name_of(given.decision)) + " " + given.rule + " " + given.set_by;
    };
    EXPECT_EQ(verdict("git push -f"), "warn git/push-force org.json:/security/safety_net/decisions/git~1push-force");
    EXPECT_EQ(verdict("git push -f; git clean -fd"),
              "block git/clean-force org.json:/profiles/red/safety_net/decisions/git~1clean-force");
    EXPECT_EQ(verdict("git reset --hard && make all"), "block here/make .scc.toml:/rules/0");
    EXPECT_EQ(verdict("git reset --hard"), "allow  ");
    facts.when = 3600;
    EXPECT_EQ(verdict("git reset --hard"), "block git/reset-hard org.json:/security/safety_net");
}

}  // namespace
}  // namespace scc::config
