#include "providers.hpp"

#include "match/url.hpp"
#include "proc/credential.hpp"
#include "secrets.hpp"

namespace scc::config {
namespace {

// The URL in its one spelling, without a slash at its end: agents append their paths to it.
std::optional<std::string> base_url(std::string_view written) {
    const auto url = parse_url(written);
    if (!url || written.find_first_of("@?#") != std::string_view::npos) return std::nullopt;
    std::string base = url->text();
    base.resize(base.find_last_not_of('/') + 1);
    return base;
}

std::optional<Text> read_gateway(wire::Reader& in, const Place& place) {
    const auto written = in.optional_text("gateway");
    if (!written) return std::nullopt;
    const auto base = base_url(*written);
    if (!base) {
        in.fault("gateway",
                 "'gateway' must be an http or https URL without user, query and fragment",
                 "as in https://gateway.example.com/v1");
        return std::nullopt;
    }
    if (is_secret("gateway", *written)) {
        in.fault("gateway", std::string(secret_found), "say with 'credential' where the secret is");
    }
    return Text{*base, origin_of(in, "gateway", place)};
}

std::optional<Text> read_credential(wire::Reader& in, const Place& place, bool commands) {
    const auto reference = in.optional_text("credential");
    if (!reference) return std::nullopt;
    if (const auto checked = credential::check(*reference); !checked) {
        in.fault("credential", checked.error().message, checked.error().hint);
    } else if (!commands && !reference->starts_with("env:")) {
        in.fault("credential",
                 "a file from elsewhere runs no program of this machine",
                 "write env:NAME; a person may have 'command:' in config.toml");
    }
    return Text{*reference, origin_of(in, "credential", place)};
}

std::optional<Texts> read_sign_in(wire::Reader& in, const Place& place) {
    auto methods = in.optional_texts("sign_in");
    if (!methods) return std::nullopt;
    return Texts{std::move(*methods), origin_of(in, "sign_in", place)};
}

}  // namespace

ProviderSetups read_providers(wire::Reader& in, const Place& place, const ProviderKeys& keys) {
    ProviderSetups setups;
    in.for_each_named("providers", [&](const std::string& id, wire::Reader& at) {
        model::ProviderSetup& setup = setups[id];
        if (keys.gateway) setup.gateway = read_gateway(at, place);
        if (keys.credential) setup.credential = read_credential(at, place, keys.commands);
        if (keys.sign_in) setup.sign_in = read_sign_in(at, place);
    });
    return setups;
}

bool is_unencrypted(const Text& gateway) { return gateway.value.starts_with("http://"); }

}  // namespace scc::config
