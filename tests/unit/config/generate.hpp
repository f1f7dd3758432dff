// Layers and organisations made at random, the same from the same seed: what the properties of the merge and of the
// comparison are tried on.
#pragma once

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "merge/merge.hpp"
#include "org/org.hpp"

namespace scc::config {

class Generator {
public:
    explicit Generator(unsigned seed) : random_(seed) {}

    int below(int limit) { return static_cast<int>(random_() % static_cast<unsigned>(limit)); }
    bool chance(int in_ten) { return below(10) < in_ten; }

    std::string policy() { return model::network_policy_names()[static_cast<std::size_t>(below(3))]; }

    std::string one_of(std::initializer_list<const char*> words) {
        return *(words.begin() + below(static_cast<int>(words.size())));
    }

    std::vector<Text> some(std::initializer_list<const char*> words, const std::string& layer, const char* key) {
        std::vector<Text> texts;
        for (const char* word : words) {
            if (!chance(4)) continue;
            texts.push_back({word, {layer, layer + ":/" + key + "/" + std::to_string(texts.size())}});
        }
        return texts;
    }

    model::McpServer server(const std::string& layer) {
        model::McpServer server;
        server.name = one_of({"docs", "wiki", "run", "Docs"});
        server.type = one_of({"http", "sse", "stdio"});
        if (server.type == "stdio") {
            server.command = one_of({"/opt/mcp/run", "/opt/other/run", "run"});
        } else {
            server.url = one_of({"https://docs.test/x", "https://u@evil.test:443/", "https://EVIL.test./", "nonsense"});
        }
        server.origin = {layer, layer + ":/additional_mcp_servers/0"};
        return server;
    }

    Safety safety(const std::string& layer) {
        const auto origin = [&](const std::string& key) { return model::Origin{layer, layer + ":/" + key}; };
        Safety safety;
        if (chance(5)) safety.origin = origin("safety_net");
        if (chance(3)) safety.action = Text{one_of({"allow", "warn", "block"}), origin("action")};
        if (chance(3)) safety.when_clean = Text{one_of({"allow", "block"}), origin("when_clean")};
        for (const std::string_view toggle : rule::toggle_names()) {
            if (chance(4)) safety.toggles[std::string(toggle)] = {chance(5), origin(std::string(toggle))};
        }
        for (const char* name : {"git/*", "git/clean-force", "git/no-verify", "files/*", "acme/one", "acme/none"}) {
            if (chance(3)) safety.decisions[name] = {one_of({"allow", "warn", "block"}), origin(name)};
        }
        for (const char* id : {"acme/one", "acme/two"}) {
            if (!chance(3)) continue;
            const auto decision = static_cast<rule::Decision>(1 + below(2));
            const rule::OwnRule own{.id = id, .program = "make", .decision = decision, .because = "b", .instead = "i"};
            safety.rules.push_back({own, origin(std::string("rules/") + id)});
        }
        return safety;
    }

    Layer layer(const std::string& name) {
        Layer layer{.name = name};
        const auto origin = [&](const char* key) { return model::Origin{name, name + ":/" + key}; };
        if (chance(6)) layer.network_policy = Text{policy(), origin("network_policy")};
        layer.plugins = some({"css@m", "risk@m", "old@m", "@m/js", "bare", "a@@b"}, name, "additional_plugins");
        for (int i = below(3); i > 0; --i) layer.mcp_servers.push_back(server(name));
        layer.destinations = some({"x.test", "*.x.test", "evil.test:8443", "set:npm", "set:none"}, name, "allowed");
        layer.blocked_destinations = some({"*.x.test", "evil.test"}, name, "blocked");
        layer.protected_branches = some({"main", "release"}, name, "protected_branches");
        layer.safety = safety(name);
        if (chance(5)) layer.session.timeout_hours = Number{1 + below(24), origin("session/timeout_hours")};
        if (chance(5)) layer.limits.memory = Text{std::to_string(1 + below(9)) + "g", origin("limits/memory")};
        if (chance(5)) layer.limits.pids = Number{1 + below(900), origin("limits/pids")};
        if (chance(5)) layer.limits.session_hours = Number{1 + below(24), origin("limits/session_hours")};
        return layer;
    }

    // An organisation's file decides only about rules that stand in it.
    static void forget_what_the_reader_refuses(Safety& safety) {
        std::erase_if(safety.decisions, [&](const auto& decision) {
            const auto same = [&](const auto& own) { return own.value.id == decision.first; };
            return decision.first.starts_with("acme/") && std::ranges::none_of(safety.rules, same);
        });
    }

    Org org() {
        Org org{.document = "org.json", .id = "acme", .name = "Acme"};
        org.marketplaces = {{.alias = "m"}};
        if (!chance(5)) org.marketplaces.push_back({.alias = "n"});
        org.defaults.layer = layer("org");
        forget_what_the_reader_refuses(org.defaults.layer.safety);
        org.security.blocked_plugins = some({"risk*", "*@n"}, "org", "blocked_plugins");
        org.security.blocked_mcp_servers = some({"evil.test", "name:wiki"}, "org", "blocked_mcp_servers");
        org.security.allow_stdio_mcp = chance(5);
        org.security.allowed_stdio_prefixes = some({"/opt/mcp"}, "org", "allowed_stdio_prefixes");
        org.defaults.disabled_plugins = some({"old"}, "org", "disabled_plugins");
        if (chance(5)) org.defaults.allowed_plugins = some({"css*", "js"}, "org", "allowed_plugins");
        if (chance(5)) org.defaults.allowed_mcp_servers = some({"docs.test", "*"}, "org", "allowed_mcp_servers");
        if (chance(5)) org.security.allowed_providers = Texts{{"one", "two"}, {"org", "org.json:/security"}};
        if (chance(5)) org.providers["one"].sign_in = Texts{{"key", "token"}, {"org", "org.json:/providers"}};
        org.delegation.plugins = some({"*"}, "org", "teams");
        org.delegation.mcp_servers = some({"r*"}, "org", "teams");
        org.delegation.destinations = some({"red"}, "org", "teams");
        org.delegation.projects = chance(5);
        Team team{.name = "red", .layer = layer("team.red"), .allow_project_overrides = chance(5)};
        if (chance(5)) team.layer.allowed_providers = Texts{{"two", "three"}, {"team.red", "org.json:/profiles"}};
        if (chance(5)) team.layer.providers["one"].sign_in = Texts{{"key"}, {"team.red", "org.json:/profiles"}};
        if (chance(3)) team.layer.providers["two"].sign_in = Texts{{"key"}, {"team.red", "org.json:/profiles"}};
        org.teams.emplace("red", std::move(team));
        return org;
    }

    // Adds the layers below the organisation one by one; `step` is told which has been added.
    template <typename Step>
    void layers_below(Layers& layers, const Step& step) {
        layers.team = Text{"red", {}};
        step("team");
        layers.personal = layer("personal");
        step("personal");
        layers.workspace = layer("workspace");
        step("workspace");
        layers.command_line = Layer{.name = "command-line", .network_policy = Text{policy(), {}}};
        step("command line");
    }

private:
    std::mt19937 random_;
};

}  // namespace scc::config
