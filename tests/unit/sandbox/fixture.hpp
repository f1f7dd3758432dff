// A plan as scc-net leaves it, by hand.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "cli/options.hpp"
#include "wire/parse.hpp"

namespace scc::sandbox {

inline nlohmann::json plan_before(const std::string& policy = "open") {
    const char* const text = R"({
      "workspace": {"root": "/srv/project", "entry": "/srv/project/src", "repository": "/srv/project/.git",
                    "worktree": null, "branch": "topic", "owner": {"uid": 1000, "gid": 100}},
      "config": {
        "organization": null, "team": {"value": "web", "from": "command-line", "because": "--team"},
        "network_policy": {"value": "open", "from": "default", "because": ""},
        "isolation": {"value": "internal", "from": "default", "because": ""},
        "destinations": [], "blocked_destinations": [], "private_cidrs": [], "nameservers": null,
        "plugins": [], "mcp_servers": [], "marketplaces": [], "artifacts": [],
        "providers": {"allowed": null, "preference": null, "setup": {}}, "images": {},
        "pins": {}, "blocked_images": [], "ca_bundle": null,
        "limits": {"memory": {"value": "4g", "from": "org", "because": "org.json:/defaults/limits/memory"},
                   "cpus": null, "pids": null, "session_hours": null},
        "session": {"timeout_hours": null, "auto_resume": null},
        "protected_branches": {"value": ["main"], "from": "default", "because": ""}, "protected_files": [],
        "safety": {"origins": {}, "value": {"action": "block", "toggles": {}, "decisions": {}, "at_least": {}, "packs": [],
                             "when_clean": "block", "protected_branches": [], "rules": [], "because": ""},
                   "from": "org", "because": "k"},
        "denied": [], "blocked": [], "narrowed": [], "agent_settings": [], "dev_environment": [], "exceptions_used": [], "policy_digest": "feed", "sources": []},
      "provider": {"id": "shell", "chosen_because": "x", "image": "scc-base", "image_is_ours": true, "argv": ["bash"],
                   "env": {"A": {"value": "1"}, "K": {"secret": "env:TOKEN"}},
                   "volume": {"name": "data", "path": "/home/agent/.x"},
                   "files": [{"path": "/etc/x", "mode": 292, "content": "c"}], "trees": [],
                   "hosts": [], "unexpressed": [],
                   "auth": {"state": "none-needed", "mechanism": "", "kept": []}, "session": {"id": null, "resume": false}},
      "net": {"policy": "open", "isolation": "internal", "allow": [], "refused": [], "deny": [], "proxy": null,
              "environment": {}}})";
    nlohmann::json plan = nlohmann::json::parse(text);
    plan["net"]["policy"] = policy;
    if (policy == "web-egress-enforced") {
        plan["net"]["allow"] = nlohmann::json::parse(
            R"([{"host": "a.test", "port": null, "from": "org"}, {"host": "b.test", "port": 8443, "from": "org"}])");
        plan["net"]["proxy"] = {{"image", "scc-egress-proxy"},
                                {"port", 3128},
                                {"address", "@proxy@"},
                                {"configuration", "http_port 3128\n"},
                                {"files", {{"ERR_X", "no"}}}};
        plan["net"]["environment"] = {{"HTTP_PROXY", "http://@proxy@:3128"}};
    }
    return plan;
}

inline cli::Args args_with(std::initializer_list<std::pair<std::string_view, std::string_view>> options) {
    cli::Args args;
    for (const auto& [name, value] : options) args.set(name, value);
    return args;
}

}  // namespace scc::sandbox
