#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "model/effective.hpp"
#include "model/net.hpp"
#include "model/provider.hpp"
#include "model/workspace.hpp"

namespace scc::model {
namespace {

const char* const effective_text = R"({
  "organization": {"id": "acme", "name": "Acme"},
  "team": {"value": "web", "from": "command-line", "because": "--team"},
  "network_policy": {"value": "web-egress-enforced", "from": "org", "because": "org.json:/defaults/network_policy"},
  "isolation": {"value": "internal", "from": "default", "because": ""},
  "destinations": [{"host": "x.test", "port": 8443, "from": "org", "because": "k"}],
  "blocked_destinations": [{"host": "*.bad.test", "port": null, "from": "org", "because": "k"}],
  "private_cidrs": [{"cidr": "10.1.0.0/16", "reason": "git", "from": "org", "because": "k"}],
  "nameservers": {"value": ["10.1.0.1"], "from": "org", "because": "k"},
  "plugins": [{"ref": "a@m", "from": "org", "because": "k"}],
  "mcp_servers": [{"name": "docs", "type": "http", "url": "https://x.test", "command": null, "args": [], "env": {},
                   "headers": {"A": "env:B"}, "only_for": ["red"], "not_for": [], "from": "team.web", "because": "k"}],
  "marketplaces": [{"alias": "m", "name": "acme", "plugins": ["a"], "content": {"path": "/c/m", "digest": "sha256:00",
                    "commit": "c0", "source": "github:acme/m"}, "missing": null, "from": "org", "because": "k"}],
  "artifacts": [{"kind": "skill", "name": "style", "bundle": "b", "intent": "required", "state": "missing",
                 "reason": "no", "marketplace": null, "version": "1", "publisher": null, "content": null,
                 "bindings": {"red": {"native_ref": "r", "transport": "", "native": {"k": "v"}}},
                 "from": "team.web", "because": "k"}],
  "providers": {"allowed": {"value": ["shell"], "from": "org", "because": "k"}, "preference": null,
                "setup": {"shell": {"gateway": {"value": "https://g.test", "from": "org", "because": "k"},
                                    "credential": {"value": "env:K", "from": "personal", "because": "k"},
                                    "sign_in": {"value": ["key"], "from": "org", "because": "k"}}}},
  "images": {"base": {"value": "x", "from": "org", "because": "k"}},
  "pins": {"red": {"version": "1", "integrity": {"amd64": "sha512-x"}, "from": "org", "because": "k"}},
  "blocked_images": [{"value": "*:edge", "from": "org", "because": "k"}],
  "ca_bundle": null,
  "limits": {"memory": {"value": "4g", "from": "org", "because": "k"}, "cpus": null,
             "pids": {"value": 100, "from": "org", "because": "k"}, "session_hours": null},
  "session": {"timeout_hours": {"value": 4, "from": "org", "because": "k"},
              "auto_resume": {"value": true, "from": "org", "because": "k"}},
  "protected_branches": {"value": ["main"], "from": "default", "because": ""},
  "protected_files": [{"value": ".envrc", "from": "org", "because": "k"}],
  "safety": {"value": {"action": "block", "toggles": {}, "decisions": {}, "at_least": {}, "packs": [],
                             "when_clean": "block", "protected_branches": [], "rules": [], "because": ""},
             "origins": {"action": {"from": "org", "because": "k"}}, "from": "org", "because": "k"},
  "denied": [{"kind": "plugin", "item": "b@m", "layer": "workspace", "reason": "no", "pattern": null, "from": "org",
              "because": "k"}],
  "blocked": [{"kind": "plugin", "item": "c@m", "layer": "team.web", "reason": "no", "pattern": "c*", "from": "org",
               "because": "k"}],
  "narrowed": [], "agent_settings": [], "dev_environment": [], "exceptions_used": [],
  "policy_digest": "00",
  "sources": [{"layer": "org", "location": "org.json", "digest": "00", "age": "fresh"}]
})";

template <class Read>
auto through(const nlohmann::json& document, Read read) {
    wire::Reader in(document, "f.json");
    auto value = read(in);
    return in.finish(std::move(value));
}

TEST(Sections, ConfigIsWrittenAsItWasRead) {
    const auto document = nlohmann::json::parse(effective_text);
    const auto effective = through(document, read_effective);
    ASSERT_TRUE(effective) << effective.error().where << effective.error().message;
    EXPECT_EQ(to_json(*effective), document);
}

TEST(Sections, ProviderIsWrittenAsItWasRead) {
    const auto document = nlohmann::json::parse(R"({
      "id": "shell", "chosen_because": "x", "image": "scc-base", "image_is_ours": true, "argv": ["bash"],
      "env": {"A": {"value": "1"}, "K": {"secret": "env:K"}}, "volume": {"name": "v", "path": "/home/agent/.x"},
      "files": [{"path": "/etc/x", "mode": 292, "content": "c"}],
      "trees": [{"path": "/etc/t", "source": "/s"}],
      "hosts": [{"host": "h.test", "port": null, "because": "runtime"}],
      "unexpressed": [{"kind": "mcp", "item": "m", "reason": "r"}],
      "auth": {"state": "present", "mechanism": "file", "kept": [{"path": "/home/agent/.x/c", "proof": "/a", "expires": "/b", "renewal": ""}]},
      "session": {"id": "@session@", "resume": false}})");
    const auto provider = through(document, read_provider);
    ASSERT_TRUE(provider);
    EXPECT_EQ(to_json(*provider), document);
}

TEST(Sections, AVariableIsALiteralOrASecret) {
    const auto document =
        nlohmann::json::parse(R"({"id": "s", "chosen_because": "", "image": "i", "image_is_ours": true,
      "argv": [], "env": {"A": {"value": "1", "secret": "env:A"}}, "volume": null, "files": [], "trees": [],
      "hosts": [], "unexpressed": [],
      "auth": {"state": "present", "mechanism": "", "kept": []}, "session": {"id": null, "resume": false}})");
    const auto provider = through(document, read_provider);
    ASSERT_FALSE(provider);
    EXPECT_EQ(provider.error().where, "f.json:/env/A");
}

TEST(Sections, NetIsWrittenAsItWasRead) {
    const auto document = nlohmann::json::parse(R"({"policy": "web-egress-enforced", "isolation": "internal",
      "allow": [{"host": "h.test", "port": 8443, "from": "org"}], "deny": ["10.0.0.0/8"],
      "refused": [{"kind": "destination", "item": "i.test", "layer": "provider", "reason": "r", "pattern": null,
                   "from": "org", "because": "k"}],
      "proxy": {"image": "scc-egress-proxy", "port": 3128, "address": "@proxy@", "configuration": "c",
                "files": {"ERR_SCC_NAME": "t"}},
      "environment": {"HTTP_PROXY": "http://@proxy@:3128"}})");
    const auto net = through(document, read_net);
    ASSERT_TRUE(net);
    EXPECT_EQ(to_json(*net), document);
}

TEST(Sections, AnEnforcedNetworkWithoutProxyIsRefused) {
    const auto document = nlohmann::json::parse(
        R"({"policy": "web-egress-enforced", "isolation": "internal", "allow": [], "refused": [], "deny": [], "proxy": null,
            "environment": {}})");
    const auto net = through(document, read_net);
    ASSERT_FALSE(net);
    EXPECT_EQ(net.error().message, "an enforced network needs a proxy");
}

TEST(Sections, WorkspaceIsWrittenAsItWasRead) {
    const auto document = nlohmann::json::parse(R"({"root": "/w", "entry": "/w/x", "repository": "/r/.git",
      "worktree": {"name": "a", "branch": "scc/a"}, "branch": "scc/a", "owner": {"uid": 1000, "gid": 100}})");
    const auto workspace = through(document, read_workspace);
    ASSERT_TRUE(workspace);
    EXPECT_EQ(to_json(*workspace), document);
}

}  // namespace
}  // namespace scc::model
