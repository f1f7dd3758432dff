#include <algorithm>
#include <nlohmann/json.hpp>

#include "codex.hpp"
#include "gateway.hpp"
#include "registry.hpp"
#include "render.hpp"

namespace scc::provider {
namespace {

using nlohmann::json;

constexpr const char* key_variable = "CODEX_API_KEY";

// Codex knows two kinds of sign-in; each method is of one, and each host is for one.
constexpr std::string_view by_key = "api";
constexpr std::string_view by_account = "chatgpt";

struct Kind {
    std::string_view name;  // of a method, or of a host
    std::string_view kind;
};

constexpr Kind methods[] = {
    {"api-key", by_key}, {"gateway", by_key}, {"device-code", by_account}, {"access-token", by_account}};
constexpr Kind host_kinds[] = {
    {"api.openai.com", by_key}, {"chatgpt.com", by_account}, {"auth.openai.com", by_account}};

std::string_view kind_of(std::span<const Kind> table, std::string_view name) {
    const auto found = std::ranges::find(table, name, &Kind::name);
    return found == table.end() ? "" : found->kind;
}

// The key comes from outside in a variable, and not from the volume.
bool has_key(const Auth& auth) {
    return auth.state == "present" && !auth.mechanism.starts_with("volume:") &&
           auth.mechanism != "env:CODEX_ACCESS_TOKEN";
}

// The kinds of sign-in that are allowed; nothing: all.
std::optional<std::vector<std::string>> allowed_kinds(const model::ProviderSetup& setup) {
    if (!setup.sign_in) return std::nullopt;
    std::vector<std::string> kinds;
    for (const std::string& method : setup.sign_in->value) {
        const std::string kind(kind_of(methods, method));
        if (!kind.empty() && std::ranges::find(kinds, kind) == kinds.end()) kinds.push_back(kind);
    }
    return kinds;
}

// Of all hosts those that the sign-in at hand, or one that is allowed, is for.
std::vector<model::ProviderHost> hosts_for(const std::optional<std::vector<std::string>>& kinds) {
    std::vector<model::ProviderHost> hosts = hosts_of(codex);
    std::erase_if(hosts, [&](const model::ProviderHost& host) {
        return kinds && std::ranges::find(*kinds, kind_of(host_kinds, host.host)) == kinds->end();
    });
    return hosts;
}

// A provider of ours, where the built-in one will not do. With a key in a variable the built-in one would still ask to
// be signed in to when a terminal is there, and it tries a WebSocket before it goes to HTTPS.
struct Reached {
    std::string name;
    json provider;
};

std::optional<Reached> reached(const Auth& auth, const std::optional<Gateway>& gateway) {
    if (!gateway && !has_key(auth)) return std::nullopt;
    Reached made{"openai-api", {{"name", "OpenAI"}, {"base_url", "https://api.openai.com/v1"}}};
    if (gateway) made = {"gateway", {{"name", "Gateway"}, {"base_url", gateway->url}}};
    if (has_key(auth)) {
        made.provider["env_key"] = key_variable;
    } else {
        made.provider["requires_openai_auth"] = true;
    }
    return made;
}

void select(const Reached& at, json& file) {
    file["model_provider"] = at.name;
    file["model_providers"][at.name] = at.provider;
}

}  // namespace

Result<Done> add_codex_access(const Subject& subject, const CodexFiles& files, Rendering& rendering) {
    SCC_TRY(const auto gateway, gateway_of(subject.config, codex.id));
    const auto allowed = allowed_kinds(setup_of(subject.config, codex.id));
    const auto used = has_key(subject.auth) ? std::vector{std::string(by_key)} : allowed;
    rendering.hosts = gateway ? std::vector{gateway->host} : hosts_for(used);
    if (allowed) files.requirements["allowed_login_methods"] = *allowed;
    if (const auto at = reached(subject.auth, gateway)) {
        select(*at, files.config);
        if (gateway && subject.config.organization) select(*at, files.requirements);
    }
    return Done{};
}

}  // namespace scc::provider
