#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "parts.hpp"

namespace scc::config {
namespace {

const std::vector<std::string> marketplace_sources = {"github", "git", "url", "directory"};
const std::vector<std::string> modes = {"self_contained", "metadata_only", "best_effort"};
const std::vector<std::string> kinds = {"skill", "mcp_server", "native_integration"};
const std::vector<std::string> intents = {"required", "available", "disabled", "request-only"};
const std::vector<std::string> origins = {"git", "url", "local"};
const std::vector<std::string> identities = {"hash", "clear", "anonymous"};
const std::vector<std::string> isolations = {"internal", "socket"};

constexpr std::string_view letters_digits = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

bool is_owner(std::string_view name) {
    const bool edges = !name.starts_with('-') && !name.ends_with('-');
    return edges && name.find_first_not_of(std::string(letters_digits) + "-") == std::string_view::npos;
}

bool is_repo(std::string_view name) {
    return name.find_first_not_of(std::string(letters_digits) + "._-") == std::string_view::npos;
}

std::string read_github(wire::Reader& in) {
    const std::string owner = in.text("owner");
    const std::string repo = in.text("repo");
    if (!is_owner(owner)) in.fault("owner", "'owner' must be the name of a GitHub account");
    if (!is_repo(repo)) in.fault("repo", "'repo' must be the name of a GitHub repository");
    in.optional_text("branch");
    in.optional_text("path");
    in.text_map("headers");
    return "github:" + owner + "/" + repo;
}

std::string read_git(wire::Reader& in) {
    const std::string url = in.text("url");
    if (!url.empty() && !url.starts_with("https://") && !url.starts_with("git@")) {
        in.fault("url", "'url' must start with https:// or git@");
    }
    in.optional_text("branch");
    in.optional_text("path");
    return url;
}

std::string read_web(wire::Reader& in) {
    const std::string url = in.text("url");
    if (!url.empty() && !url.starts_with("https://")) in.fault("url", "'url' must start with https://");
    in.text_map("headers");
    return url;
}

// A source by its tag; the same shape serves marketplaces and teams that keep a file of their own.
std::string read_source(wire::Reader& in, const std::vector<std::string>& allowed) {
    const std::string source = in.one_of("source", allowed);
    if (source == "github") return read_github(in);
    if (source == "git") return read_git(in);
    if (source == "directory") return in.text("path");
    if (source != "url") {
        in.open();
        return {};
    }
    if (&allowed == &marketplace_sources) in.optional_one_of("materialization_mode", modes);
    return read_web(in);
}

// An artifact's origin and bindings have two spellings; both are read, and neither may contradict itself.
void check_artifact(wire::Reader& in) {
    in.one_of("kind", kinds);
    for (const char* key : {"version", "publisher", "description", "source_url", "source_path", "source_ref"}) {
        in.optional_text(key);
    }
    in.optional_boolean("pinned");
    in.optional_one_of("install_intent", intents);
    in.optional_one_of("source_type", origins);
    in.with("source", [](wire::Reader& at) {
        at.one_of("type", origins);
        for (const char* key : {"url", "path", "ref"}) at.optional_text(key);
    });
    in.for_each_named("bindings", [](const std::string&, wire::Reader& at) { at.open(); });
}

void check_binding(wire::Reader& in) {
    in.text("provider");
    in.optional_text("native_ref");
    in.text_map("native_config");
    in.optional_text("transport_type");
}

bool is_address(const std::string& text) {
    in6_addr address = {};
    return ::inet_pton(AF_INET, text.c_str(), &address) == 1 || ::inet_pton(AF_INET6, text.c_str(), &address) == 1;
}

bool is_cidr(std::string_view text) {
    const std::size_t slash = text.find('/');
    if (slash == std::string_view::npos) return false;
    const auto bits = text::number(text.substr(slash + 1));
    const std::string address(text.substr(0, slash));
    std::array<unsigned char, 16> bytes{};
    const bool four = ::inet_pton(AF_INET, address.c_str(), bytes.data()) == 1;
    const bool six = !four && ::inet_pton(AF_INET6, address.c_str(), bytes.data()) == 1;
    return bits && ((four && *bits <= 32) || (six && *bits <= 128));
}

model::PrivateCidr read_cidr(wire::Reader& in, const Place& place) {
    model::PrivateCidr range{in.text("cidr"), in.text("reason"), origin_of(in, "", place)};
    if (!range.cidr.empty() && !is_cidr(range.cidr)) in.fault("cidr", "'cidr' must be ADDRESS/BITS");
    return range;
}

void read_nameservers(wire::Reader& in, const Place& place, Org& org) {
    const auto servers = in.optional_texts("nameservers");
    if (!servers) return;
    for (std::size_t i = 0; i < servers->size(); ++i) {
        if (is_address((*servers)[i])) continue;
        in.fault("nameservers/" + std::to_string(i), text::quoted((*servers)[i]) + " is no IP address");
    }
    org.nameservers = {*servers, origin_of(in, "nameservers", place)};
}

}  // namespace

std::vector<std::string> read_marketplaces(wire::Reader& in) {
    std::vector<std::string> names;
    in.for_each_named("marketplaces", [&](const std::string& name, wire::Reader& at) {
        read_source(at, marketplace_sources);
        names.push_back(name);
    });
    return names;
}

std::vector<std::string> read_artifacts(wire::Reader& in) {
    std::vector<std::string> artifacts;
    std::vector<std::string> bundles;
    in.with("governed_artifacts", [&](wire::Reader& catalog) {
        catalog.for_each_named("artifacts", [&](const std::string& name, wire::Reader& at) {
            check_artifact(at);
            artifacts.push_back(name);
        });
        catalog.with("bindings", [](wire::Reader& at) {
            for (const std::string& name : at.names()) at.for_each(name, check_binding);
        });
        catalog.for_each_named("bundles", [&](const std::string& name, wire::Reader& at) {
            at.optional_text("description");
            at.optional_one_of("install_intent", intents);
            const char* members = at.has("members") ? "members" : "artifacts";
            for (const std::string& member : at.texts(members)) {
                if (std::ranges::find(artifacts, member) != artifacts.end()) continue;
                at.fault(members, "there is no artifact " + text::quoted(member));
            }
            bundles.push_back(name);
        });
    });
    return bundles;
}

void read_stats(wire::Reader& in) {
    in.with("stats", [](wire::Reader& at) {
        at.optional_boolean("enabled");
        at.optional_one_of("user_identity_mode", identities);
        at.optional_integer("retention_days", 1, 365);
    });
}

void read_network(wire::Reader& in, const Place& place, Org& org) {
    in.with("destination_sets", [&](wire::Reader& sets) {
        for (const std::string& name : sets.names()) {
            org.destination_sets[name] = sets.texts(name);
            for (const std::string& host : org.destination_sets[name]) {
                if (parse_destination(host)) continue;
                sets.fault(name, text::quoted(host) + " is no destination: write HOST, *.HOST or HOST:PORT");
            }
        }
    });
    if (const auto isolation = in.optional_one_of("isolation", isolations)) {
        org.isolation = {*isolation, origin_of(in, "isolation", place)};
    }
    in.for_each("private_cidrs", [&](wire::Reader& at) { org.private_cidrs.push_back(read_cidr(at, place)); });
    read_nameservers(in, place, org);
}

void check_destinations(wire::Reader& in,
                        std::string_view key,
                        const std::vector<Text>& destinations,
                        const DestinationSets& sets) {
    std::size_t index = 0;
    for (const Text& item : destinations) {
        const std::string at = std::string(key) + "/" + std::to_string(index++);
        if (const auto fault = destination_fault(item.value, sets)) in.fault(at, *fault);
    }
}

}  // namespace scc::config
