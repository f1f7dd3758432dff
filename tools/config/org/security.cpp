#include "parts.hpp"

namespace scc::config {
namespace {

const std::vector<std::string> standalone_words = {"allowed", "forbidden"};

std::optional<std::vector<Text>> read_allow_list(wire::Reader& in, std::string_view key, const Place& place) {
    if (!in.has(key)) {
        in.optional_texts(key);
        return std::nullopt;
    }
    return read_texts(in, key, place);
}

std::map<std::string, Text> read_choices(wire::Reader& in, const Place& place) {
    std::map<std::string, Text> images;
    for (auto& [provider, image] : in.text_map("image")) {
        images[provider] = {image, origin_of(in, "image/" + provider, place)};
    }
    return images;
}

}  // namespace

Security read_security(wire::Reader& in, const Place& place) {
    Security security;
    security.blocked_plugins = read_texts(in, "blocked_plugins", place);
    security.blocked_mcp_servers = read_texts(in, "blocked_mcp_servers", place);
    security.allow_stdio_mcp = in.boolean_or("allow_stdio_mcp", false);
    security.allowed_stdio_prefixes = read_texts(in, "allowed_stdio_prefixes", place);
    security.strict_mcp_allow = in.boolean_or("strict_mcp_allow", false);
    if (auto allowed = in.optional_texts("allowed_providers")) {
        security.allowed_providers = Texts{std::move(*allowed), origin_of(in, "allowed_providers", place)};
    }
    security.blocked_images = read_texts(in, "blocked_images", place);
    security.blocked_destinations = read_texts(in, "blocked_destinations", place);
    security.standalone_forbidden = in.optional_one_of("standalone", standalone_words) == "forbidden";
    security.max_policy_age_hours = in.optional_integer("max_policy_age_hours", 1, 24 * 366);
    security.max_exception_hours =
        in.optional_integer("max_exception_hours", 0, 24 * 31).value_or(usual_exception_hours);
    return security;
}

Defaults read_defaults(wire::Reader& in, const Place& place) {
    Defaults defaults{.layer = {.name = place.layer}};
    defaults.layer.plugins = read_texts(in, "enabled_plugins", place);
    defaults.layer.network_policy = read_network_policy(in, place);
    defaults.layer.destinations = read_texts(in, "allowed_destinations", place);
    defaults.layer.protected_branches = read_texts(in, "protected_branches", place);
    defaults.layer.protected_files = read_protected_files(in, place);
    defaults.layer.session = read_session(in, place);
    defaults.layer.limits = read_limits(in, place);
    defaults.disabled_plugins = read_texts(in, "disabled_plugins", place);
    defaults.allowed_plugins = read_allow_list(in, "allowed_plugins", place);
    defaults.allowed_mcp_servers = read_allow_list(in, "allowed_mcp_servers", place);
    defaults.extra_marketplaces = read_texts(in, "extra_marketplaces", place);
    defaults.cache_ttl_hours = in.optional_integer("cache_ttl_hours", 1, 168).value_or(24);
    defaults.images = read_choices(in, place);
    defaults.layer.dev_environment = read_dev_environment(in, place);
    return defaults;
}

}  // namespace scc::config
