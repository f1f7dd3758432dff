#include "org.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "base/path.hpp"
#include "base/text.hpp"
#include "parts.hpp"

namespace scc::config {
namespace {

const std::vector<std::string> schema_versions = {"1.0.0"};

std::optional<std::array<std::uint64_t, 3>> version_of(std::string_view text) {
    const std::vector<std::string> parts = text::split(text, '.');
    std::array<std::uint64_t, 3> version{};
    if (parts.size() != version.size()) return std::nullopt;
    for (std::size_t i = 0; i < version.size(); ++i) {
        const auto number = text::number(parts[i]);
        if (!number) return std::nullopt;
        version[i] = *number;
    }
    return version;
}

void read_version(wire::Reader& in, Org& org) {
    in.optional_text("$schema");
    in.one_of("schema_version", schema_versions);
    const auto wanted = in.optional_text("min_cli_version");
    if (!wanted) return;
    org.min_cli_version = *wanted;
    if (!version_of(*wanted))
        return in.fault("min_cli_version", "'min_cli_version' must be three numbers, as in 1.2.3");
    if (!is_understood(*wanted)) {
        in.fault("min_cli_version",
                 "this file needs version " + *wanted + " of the format, and " + std::string(understood_version) +
                     " is understood",
                 "update scc");
    }
}

void read_organization(wire::Reader& in, Org& org) {
    wire::Reader at = in.object("organization");
    at.open();
    org.name = at.text("name");
    org.id = at.text("id");
    if (org.id.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") != std::string::npos) {
        at.fault("id", "'id' must be made of a to z, 0 to 9 and -");
    }
    org.contact = at.optional_text("contact").value_or("");
    org.default_profile = at.optional_text("default_profile");
}

// A team's name stands in names of layers, containers and files.
bool is_team_name(std::string_view name) {
    constexpr std::size_t longest = 128;
    const bool printable = std::ranges::none_of(name, [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte < 0x20 || byte == 0x7f || c == '/' || c == '\\';
    });
    return printable && name == text::trim(name) && !name.empty() && name.size() <= longest && !name.starts_with('.') &&
           !name.starts_with('-');
}

void read_profiles(wire::Reader& in, Org& org) {
    in.for_each_named("profiles", [&](const std::string& name, wire::Reader& at) {
        if (!is_team_name(name)) {
            at.fault("",
                     text::quoted(name) + " is no name for a team",
                     "leave out slashes, and dots, dashes and blanks at its beginning");
        }
        Team team = read_team(name, at, org.document);
        check_destinations(at, "allowed_destinations", team.layer.destinations, org.destination_sets);
        check_destinations(at, "blocked_destinations", team.layer.blocked_destinations, org.destination_sets);
        for (std::size_t i = 0; i < team.bundles.size(); ++i) {
            if (org.catalog.bundles.contains(team.bundles[i].value)) continue;
            at.fault("enabled_bundles/" + std::to_string(i),
                     "there is no bundle " + text::quoted(team.bundles[i].value));
        }
        org.teams.emplace(name, std::move(team));
    });
    if (org.default_profile && !org.teams.contains(*org.default_profile)) {
        in.fault("organization/default_profile", "there is no profile " + text::quoted(*org.default_profile));
    }
}

// The rules that a team sees: the organisation's and its own.
std::vector<rule::OwnRule> rules_of(const Org& org, const Team* team) {
    std::vector<rule::OwnRule> rules;
    for (const auto& own : org.defaults.layer.safety.rules) rules.push_back(own.value);
    if (team == nullptr) return rules;
    for (const auto& own : team->layer.safety.rules) rules.push_back(own.value);
    return rules;
}

// Decisions and exceptions name rules that stand somewhere in this file.
void check_rule_names(wire::Reader& in, const Org& org) {
    std::vector<rule::OwnRule> all = rules_of(org, nullptr);
    check_decisions(in, org.defaults.layer.safety, all);
    for (const auto& [name, team] : org.teams) {
        check_decisions(in, team.layer.safety, rules_of(org, &team));
        for (const auto& own : team.layer.safety.rules) all.push_back(own.value);
    }
    for (std::size_t i = 0; i < org.exceptions.size(); ++i) {
        const std::string key = "exceptions/" + std::to_string(i) + "/allow/rules";
        check_released(in, key, org.exceptions[i].allow.at("rule"), all);
    }
}

}  // namespace

Result<Org> read_org(const nlohmann::json& document, std::string_view name) {
    Org org{.folder = std::string(path::parent(name)), .document = std::string(path::basename(name))};
    const Place place{"org", org.document};
    wire::Reader in(document, name);
    read_version(in, org);
    read_organization(in, org);
    org.marketplaces = read_marketplaces(in, place);
    in.with("network", [&](wire::Reader& at) { read_network(at, place, org); });
    Safety safety;
    in.with("security", [&](wire::Reader& at) {
        org.security = read_security(at, place);
        safety = read_safety(at, place);
        check_destinations(at, "blocked_destinations", org.security.blocked_destinations, org.destination_sets);
    });
    in.with("defaults", [&](wire::Reader& at) {
        org.defaults = read_defaults(at, place);
        check_destinations(at, "allowed_destinations", org.defaults.layer.destinations, org.destination_sets);
    });
    org.defaults.layer.safety = std::move(safety);
    in.with("images", [&](wire::Reader& at) { org.images = read_images(at, place, path::parent(name)); });
    org.providers = read_providers(in, place, organisation_keys);
    in.with("delegation", [&](wire::Reader& at) { org.delegation = read_delegation(at, place); });
    org.catalog = read_catalog(in, place);
    read_profiles(in, org);
    read_stats(in);
    org.exceptions = read_exceptions(in, place);
    check_rule_names(in, org);
    return in.finish(std::move(org));
}

bool is_understood(std::string_view version) {
    const auto wanted = version_of(version);
    return !wanted || *wanted <= *version_of(understood_version);
}

std::int64_t most_exception_hours(const Org* org) {
    return org == nullptr ? usual_exception_hours : org->security.max_exception_hours;
}

std::string granting(const Org& org) { return org.contact.empty() ? "whoever keeps " + org.document : org.contact; }

std::vector<std::string> team_names(const Org& org) {
    std::vector<std::string> names;
    for (const auto& [name, team] : org.teams) names.push_back(name);
    return names;
}

}  // namespace scc::config
