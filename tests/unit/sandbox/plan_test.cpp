#include "plan/plan.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "fixture.hpp"
#include "plan/section.hpp"

namespace scc::sandbox {
namespace {

using nlohmann::json;
using Words = std::vector<std::string>;

json planned(const json& before, const cli::Args& args = {}) {
    const auto after = plan(args, before);
    EXPECT_TRUE(after) << after.error().where << " " << after.error().message;
    return after ? after->at("sandbox") : json();
}

Words argv_of(const json& sandbox, std::size_t index) {
    return sandbox.at("operations").at(index).at("argv").get<Words>();
}

Words agent_argv(const json& sandbox) {
    const json& operations = sandbox.at("operations");
    return std::ranges::find(operations, "agent", [](const json& operation) { return operation.at("how"); })
        ->at("argv");
}

bool has(const Words& words, const Words& part) { return !std::ranges::search(words, part).empty(); }

TEST(Plan, NamesTheContainerAfterProviderAndWorkspace) {
    const json sandbox = planned(plan_before());
    EXPECT_EQ(sandbox.at("name"), "scc-shell-21f8191ef994");
    EXPECT_EQ(planned(plan_before(), args_with({{"once", ""}})).at("name"), "scc-shell-21f8191ef994-@once@");
}

TEST(Plan, MountsTheContentThatIsListedAndNothingBesideIt) {
    json before = plan_before();
    const auto content = [](const char* path) {
        return json{{"path", path}, {"digest", "sha256:0"}, {"commit", nullptr}, {"source", "x"}};
    };
    json artifact = {{"kind", "plugin"},
                     {"name", "a@m"},
                     {"bundle", nullptr},
                     {"intent", "available"},
                     {"state", "present"},
                     {"reason", nullptr},
                     {"marketplace", "acme"},
                     {"version", nullptr},
                     {"publisher", nullptr},
                     {"bindings", json::object()},
                     {"content", content("/c/m/1/a")},
                     {"from", "org"},
                     {"because", "k"}};
    before.at("config").at("marketplaces") = json::array({{{"alias", "m"},
                                                           {"name", "acme"},
                                                           {"plugins", {"a"}},
                                                           {"content", content("/c/m/1")},
                                                           {"missing", nullptr},
                                                           {"from", "org"},
                                                           {"because", "k"}}});
    before.at("config").at("artifacts") = {artifact};
    artifact["content"] = content("/c/s/2");
    artifact["name"] = "s";
    before.at("config").at("artifacts").push_back(artifact);
    const Words words = agent_argv(planned(before));
    EXPECT_TRUE(has(words, {"--mount", "type=bind,source=/c/m/1,target=/c/m/1,readonly"}));
    EXPECT_TRUE(has(words, {"--mount", "type=bind,source=/c/s/2,target=/c/s/2,readonly"}));
    EXPECT_EQ(std::ranges::count_if(words, [](const std::string& word) { return word.find("=/c/") != word.npos; }), 2);

    before.at("config").at("artifacts").at(1).at("content").at("path") = "/c/../etc";
    EXPECT_EQ(plan({}, before).error().message, "'path' must be an absolute path without '.' and '..'");
    before.at("config").at("artifacts").at(1).at("content").at("path") = "/c/a\nb";
    EXPECT_EQ(plan({}, before).error().message, "'/c/a\\x0ab' has a line break in its name");
}

TEST(Plan, TakesAwayEveryPrivilegeTheGuardDoesNotNeed) {
    const Words words = agent_argv(planned(plan_before()));
    EXPECT_TRUE(has(words, {"--cap-drop", "ALL"}));
    EXPECT_EQ(std::ranges::count(words, "--cap-add"), 4);
    EXPECT_TRUE(has(words, {"--security-opt", "no-new-privileges"}));
    EXPECT_TRUE(has(words, {"--pids-limit", "4096", "--memory", "4g"}));
    EXPECT_FALSE(has(words, {"--privileged"}));
}

TEST(Plan, StartsTheAgentThroughTheGuard) {
    const Words words = agent_argv(planned(plan_before()));
    EXPECT_TRUE(has(words,
                    {"--entrypoint",
                     "/usr/lib/scc/scc-guard",
                     "@image@",
                     "init",
                     "--user",
                     "1000:100",
                     "--own",
                     "/home/agent/.x",
                     "@size@",
                     "--",
                     "bash"}));
    EXPECT_TRUE(has(words, {"--workdir", "/srv/project/src"}));
}

TEST(Plan, MountsTheWorkspaceAndNothingElseOfTheHost) {
    const json sandbox = planned(plan_before());
    Words writable, readable;
    for (const json& mount : sandbox.at("mounts")) {
        (mount.at("writable").get<bool>() ? writable : readable).push_back(mount.at("source").get<std::string>());
    }
    EXPECT_EQ(writable, (Words{"/srv/project", "/srv/project/.git", "data", "@session-dir@/events/guard.jsonl"}));
    EXPECT_EQ(readable, (Words{"/srv/project/.git/hooks", "@session-dir@/policy.json", "@session-dir@/files/0"}));
}

TEST(Plan, GivesALinkedWorktreeTheCommonGitDirectory) {
    json before = plan_before();
    before["workspace"]["repository"] = "/srv/main/.git";
    before["workspace"]["worktree"] = {{"name", "w"}, {"branch", "topic"}};
    const Words words = agent_argv(planned(before));
    EXPECT_TRUE(has(words, {"--mount", "type=bind,source=/srv/main/.git,target=/srv/main/.git"}));
    EXPECT_TRUE(has(words, {"--mount", "type=bind,source=/srv/main/.git/hooks,target=/srv/main/.git/hooks,readonly"}));
}

TEST(Plan, KeepsSecretsOutOfTheCommand) {
    const json sandbox = planned(plan_before());
    EXPECT_EQ(sandbox.at("secrets"), (json{{"K", "env:TOKEN"}}));
    const Words words = agent_argv(sandbox);
    EXPECT_TRUE(has(words, {"--env", "A=1"}));
    EXPECT_TRUE(has(words, {"--env-file", "@session-dir@/secrets"}));
    EXPECT_EQ(std::ranges::count_if(words, [](const std::string& word) { return word.starts_with("K="); }), 0);
}

TEST(Plan, KeepsTheContainerOfAStartAndRemovesTheOneOfARun) {
    EXPECT_FALSE(has(agent_argv(planned(plan_before())), {"--rm"}));
    EXPECT_TRUE(has(agent_argv(planned(plan_before(), args_with({{"once", ""}}))), {"--rm"}));
}

TEST(Plan, LeavesALockedDownSandboxWithoutANetwork) {
    const json sandbox = planned(plan_before("locked-down-web"));
    EXPECT_EQ(sandbox.at("operations").size(), 1U);
    EXPECT_TRUE(has(agent_argv(sandbox), {"--network", "none"}));
    EXPECT_EQ(std::ranges::count(agent_argv(sandbox), "NET_ADMIN"), 0);
}

TEST(Plan, PutsAnEnforcedAgentBesideItsProxyAndNowhereElse) {
    const json sandbox = planned(plan_before("web-egress-enforced"));
    Words does;
    for (const json& operation : sandbox.at("operations")) does.push_back(operation.at("does").get<std::string>());
    EXPECT_EQ(does,
              (Words{"make the session's network", "start the proxy", "run the agent", "give the proxy its way out"}));
    EXPECT_TRUE(has(argv_of(sandbox, 0), {"network", "create", "--internal", "@isolated@"}));
    EXPECT_TRUE(has(argv_of(sandbox, 1), {"--read-only", "--cap-drop", "ALL"}));
    EXPECT_TRUE(has(argv_of(sandbox, 1), {"--network", "scc-egress-@session@", "@joined@"}));
    EXPECT_EQ(std::ranges::count(argv_of(sandbox, 1), "--network"), 1);
    EXPECT_EQ(argv_of(sandbox, 3), (Words{"@engine@", "network", "connect", "@outside@", "scc-proxy-@session@"}));
    const Words words = agent_argv(sandbox);
    EXPECT_TRUE(has(words, {"--network", "scc-egress-@session@", "@resolver@"}));
    EXPECT_TRUE(has(words, {"--cap-add", "NET_ADMIN"}));
    EXPECT_TRUE(has(words, {"--way-out", "3128"}));
    EXPECT_TRUE(has(words, {"--env", "HTTP_PROXY=http://@proxy@:3128"}));
    EXPECT_TRUE(has(words, {"--sysctl", "net.ipv6.conf.all.disable_ipv6=1"}));
    EXPECT_EQ(std::ranges::count(words, "--network"), 1);
    EXPECT_EQ(sandbox.at("images").at("proxy-image"), "scc-egress-proxy");
}

TEST(Plan, CompletesTheGuardsPolicyWithTheNetwork) {
    const json before = plan_before("web-egress-enforced");
    const json policy = json::parse(planned(before).at("guard").get<std::string>());
    EXPECT_EQ(policy.at("kind"), "policy");
    json expected = before.at("config").at("safety").at("value");
    expected["network"] = "web-egress-enforced";
    expected["destinations"] = {"a.test", "b.test:8443"};
    EXPECT_EQ(policy.at("data"), expected);
}

TEST(Plan, RefusesAPolicyTheGuardCouldNotRead) {
    json before = plan_before();
    before["config"]["safety"]["value"]["rules"] = {{{"id", "a"}}};
    const auto after = plan({}, before);
    ASSERT_FALSE(after);
    EXPECT_EQ(after.error().code, Code::config);
    EXPECT_EQ(after.error().message, "key 'program' is missing");
    EXPECT_EQ(after.error().where, "plan:/data/config/safety/value/rules/0");
    EXPECT_EQ(after.error().hint, "'scc-config resolve' writes this section: make the plan again");
}

TEST(Plan, LabelsEverythingWithTheSession) {
    const json sandbox = planned(plan_before("web-egress-enforced"));
    for (std::size_t i : {0U, 1U, 2U}) {
        EXPECT_TRUE(has(argv_of(sandbox, i), {"--label", "scc.session=@session@"})) << i;
        EXPECT_TRUE(has(argv_of(sandbox, i), {"--label", "scc.managed=true"})) << i;
        EXPECT_TRUE(has(argv_of(sandbox, i), {"--label", "scc.owner=@owner@"})) << i;
    }
}

TEST(Plan, IsReadAsItWasWritten) {
    const json sandbox = planned(plan_before("web-egress-enforced"));
    wire::Reader in(sandbox, "plan");
    Sandbox read = read_sandbox(in);
    const auto finished = in.finish(std::move(read));
    ASSERT_TRUE(finished) << finished.error().where << finished.error().message;
    EXPECT_EQ(to_json(*finished), sandbox);
}

struct Refusal {
    const char* what;
    void (*change)(json&);
    const char* message;
    const char* where;
};

const Refusal refusals[] = {
    {"no net", [](json& plan) { plan.erase("net"); }, "the plan has no 'net' section", "plan:/data"},
    {"no provider", [](json& plan) { plan.erase("provider"); }, "the plan has no 'provider' section", "plan:/data"},
    {"two sandboxes",
     [](json& plan) { plan["sandbox"] = json::object(); },
     "the plan already has a 'sandbox' section",
     "plan:/data/sandbox"},
    {"no command",
     [](json& plan) { plan["provider"]["argv"] = json::array(); },
     "provider 'shell' has no command to run",
     "plan:/data/provider/argv"},
    {"a relative root",
     [](json& plan) { plan["workspace"]["root"] = "project"; },
     "'project' is not absolute",
     "plan:/data/workspace"},
    {"a line break",
     [](json& plan) { plan["workspace"]["entry"] = "/srv/project/a\nb"; },
     "'/srv/project/a\\x0ab' has a line break in its name",
     "plan:/data/workspace"},
    {"isolation by socket",
     [](json& plan) {
         plan = plan_before("web-egress-enforced");
         plan["net"]["isolation"] = "socket";
     },
     "network isolation 'socket' is not available",
     "plan:/data/net/isolation"},
};

TEST(Plan, RefusesWhatItCannotStart) {
    for (const Refusal& row : refusals) {
        json before = plan_before();
        row.change(before);
        const auto after = plan({}, before);
        ASSERT_FALSE(after) << row.what;
        EXPECT_EQ(after.error().message, row.message) << row.what;
        EXPECT_EQ(after.error().where, row.where) << row.what;
        EXPECT_EQ(after.error().code, Code::config) << row.what;
    }
}

}  // namespace
}  // namespace scc::sandbox
