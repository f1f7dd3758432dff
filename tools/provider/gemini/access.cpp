#include <algorithm>
#include <nlohmann/json.hpp>

#include "gateway.hpp"
#include "gemini.hpp"
#include "registry.hpp"
#include "render.hpp"

namespace scc::provider {
namespace {

using nlohmann::json;

// It knows a kind of sign-in for keys, a gateway's among them, and one for an account.
constexpr std::string_view by_key = "gemini-api-key";
constexpr std::string_view by_account = "oauth-personal";

constexpr std::string_view account_method = "google-account";

// The one kind that is allowed; none where both are.
std::optional<std::string> only_kind(const model::ProviderSetup& setup) {
    if (!setup.sign_in) return std::nullopt;
    const std::vector<std::string>& methods = setup.sign_in->value;
    const auto accounts = std::ranges::count(methods, account_method);
    if (accounts > 0 && std::cmp_less(accounts, methods.size())) return std::nullopt;
    return std::string(accounts > 0 ? by_account : by_key);
}

// The kind that this launch uses; none where only the agent knows.
std::optional<std::string> used_kind(const Auth& auth, const std::optional<std::string>& only) {
    if (auth.state != "present") return only;
    return std::string(auth.mechanism.starts_with("volume:") ? by_account : by_key);
}

std::vector<model::ProviderHost> hosts_for(const std::optional<std::string>& kind) {
    std::vector<model::ProviderHost> hosts = hosts_of(gemini);
    std::erase_if(hosts, [&](const model::ProviderHost& host) {
        return kind && (host.host == gemini_vendor) != (*kind == by_key);
    });
    return hosts;
}

}  // namespace

Result<Done> add_gemini_access(const Subject& subject, json& settings, Rendering& rendering) {
    SCC_TRY(const auto gateway, gateway_of(subject.config, gemini.id));
    const auto only = only_kind(setup_of(subject.config, gemini.id));
    const auto kind = gateway ? std::optional(std::string(by_key)) : used_kind(subject.auth, only);
    rendering.hosts = gateway ? std::vector{gateway->host} : hosts_for(kind);
    const std::string url = gateway ? gateway->url : "https://" + std::string(gemini_vendor);
    rendering.env.push_back({"GOOGLE_GEMINI_BASE_URL", url, std::nullopt});
    if (kind) settings["security"]["auth"]["selectedType"] = *kind;
    if (only) settings["security"]["auth"]["enforcedType"] = *only;
    return Done{};
}

}  // namespace scc::provider
