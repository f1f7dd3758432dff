// Both spellings of the catalog. Whatever a file says twice it must say alike.
//
//                 flat                                          nested
//     origin      source_type, source_url, source_path, …_ref   source: {type, url, path, ref}
//     bindings    bindings.NAME: [{provider, native_config …}]  artifacts.NAME.bindings.PROVIDER: {…}
//     members     bundles.ID.artifacts                          bundles.ID.members
#include <nlohmann/json.hpp>
#include <set>

#include "artifact.hpp"
#include "base/text.hpp"
#include "wire/input.hpp"

namespace scc::config {
namespace {

const std::vector<std::string> kinds = {"skill", "mcp_server", "native_integration"};
const std::vector<std::string> intents = {"required", "available", "disabled", "request-only"};
const std::vector<std::string> origins = {"git", "url", "local"};

// An artifact's origin as it is written.
struct Written {
    std::string type;
    std::string url;
    std::string path;
    std::string ref;
    bool operator==(const Written&) const = default;
};

struct Keys {
    std::string type;
    std::string url;
    std::string path;
    std::string ref;
};

const Keys flat_keys = {"source_type", "source_url", "source_path", "source_ref"};
const Keys nested_keys = {"type", "url", "path", "ref"};

void check_written(wire::Reader& in, const Written& written, const Keys& keys) {
    const std::string& needed = written.type == "local" ? keys.path : keys.url;
    const std::string& value = written.type == "local" ? written.path : written.url;
    if (!written.type.empty() && value.empty()) {
        return in.fault(needed, "a source of type " + text::quoted(written.type) + " needs " + text::quoted(needed));
    }
    if (written.type == "git" && !repository_fault(written.url).empty()) {
        in.fault(keys.url, text::quoted(keys.url) + " " + repository_fault(written.url));
    }
    if (written.type == "url" && !archive_fault(written.url).empty()) {
        in.fault(keys.url, text::quoted(keys.url) + " " + archive_fault(written.url));
    }
    if (written.type != "local" && !inner_path(written.path)) {
        in.fault(keys.path, text::quoted(keys.path) + " must stay within what is fetched");
    }
}

Written read_written(wire::Reader& in, const Keys& keys, std::string type) {
    Written written{.type = std::move(type),
                    .url = in.text_or(keys.url, ""),
                    .path = in.text_or(keys.path, ""),
                    .ref = in.text_or(keys.ref, "")};
    check_written(in, written, keys);
    return written;
}

Written read_flat(wire::Reader& in) {
    const std::string type = in.optional_one_of(flat_keys.type, origins).value_or("");
    Written written = read_written(in, flat_keys, type);
    if (type.empty() && written != Written()) {
        in.fault(flat_keys.type, "what is said about the source needs 'source_type'");
    }
    return written;
}

std::optional<TreeSource> tree_source(const Written& written) {
    if (written.type.empty()) return std::nullopt;
    if (written.type == "local") return TreeSource{.tag = "directory", .url = written.path};
    return TreeSource{
        .tag = written.type, .url = written.url, .ref = written.ref, .path = inner_path(written.path).value_or("")};
}

std::optional<TreeSource> read_source(wire::Reader& in) {
    const Written flat = read_flat(in);
    Written nested;
    in.with("source",
            [&](wire::Reader& at) { nested = read_written(at, nested_keys, at.one_of(nested_keys.type, origins)); });
    if (flat != Written() && nested != Written() && flat != nested) {
        in.fault("source", "'source' and 'source_type' say different things");
    }
    return tree_source(nested.type.empty() ? flat : nested);
}

// A provider's object inside the artifact: everything beside the two keys of ours is the provider's own.
Binding read_nested_binding(wire::Reader& in) {
    Binding binding{.native_ref = in.text_or("native_ref", ""), .transport_type = in.text_or("transport_type", "")};
    for (const std::string& name : in.names()) {
        if (name != "native_ref" && name != "transport_type") binding.native[name] = in.any_text(name);
    }
    return binding;
}

Binding read_flat_binding(wire::Reader& in) {
    return {.native_ref = in.text_or("native_ref", ""),
            .transport_type = in.text_or("transport_type", ""),
            .native = in.text_map("native_config")};
}

Artifact read_artifact(const std::string& name, wire::Reader& in, const Place& place) {
    Artifact artifact{.name = name, .kind = in.one_of("kind", kinds)};
    artifact.intent = in.optional_one_of("install_intent", intents).value_or("available");
    artifact.version = in.text_or("version", "");
    artifact.publisher = in.text_or("publisher", "");
    in.optional_text("description");
    artifact.pinned = in.boolean_or("pinned", false);
    artifact.source = read_source(in);
    in.for_each_named("bindings", [&](const std::string& provider, wire::Reader& at) {
        artifact.bindings[provider] = read_nested_binding(at);
    });
    artifact.origin = origin_of(in, "", place);
    return artifact;
}

void bind(Artifact& artifact, wire::Reader& in) {
    const std::string provider = in.text("provider");
    const Binding binding = read_flat_binding(in);
    if (provider.empty()) return;
    const auto [known, is_new] = artifact.bindings.emplace(provider, binding);
    if (is_new || known->second == binding) return;
    in.fault("", "artifact " + text::quoted(artifact.name) + " has another binding for " + text::quoted(provider));
}

void read_bindings(wire::Reader& in, Catalog& catalog) {
    for (const std::string& name : in.names()) {
        const auto artifact = catalog.artifacts.find(name);
        if (artifact == catalog.artifacts.end()) {
            in.fault(wire::pointer_step(name), "there is no artifact " + text::quoted(name));
        }
        Artifact nobody;
        in.for_each(
            name, [&](wire::Reader& at) { bind(artifact == catalog.artifacts.end() ? nobody : artifact->second, at); });
    }
}

std::vector<std::string> read_members(wire::Reader& in, const Catalog& catalog) {
    const std::string key = in.has("members") ? "members" : "artifacts";
    std::vector<std::string> members = in.texts(key);
    if (key == "members" && in.has("artifacts") && in.texts("artifacts") != members) {
        in.fault("members", "'members' and 'artifacts' say different things");
    }
    std::set<std::string> seen;
    for (std::size_t i = 0; i < members.size(); ++i) {
        const std::string at = key + "/" + std::to_string(i);
        if (!catalog.artifacts.contains(members[i])) in.fault(at, "there is no artifact " + text::quoted(members[i]));
        if (!seen.insert(members[i]).second) in.fault(at, "artifact " + text::quoted(members[i]) + " is named twice");
    }
    return members;
}

}  // namespace

Catalog read_catalog(wire::Reader& in, const Place& place) {
    Catalog catalog;
    in.with("governed_artifacts", [&](wire::Reader& at) {
        at.for_each_named("artifacts", [&](const std::string& name, wire::Reader& artifact) {
            catalog.artifacts[name] = read_artifact(name, artifact, place);
        });
        at.with("bindings", [&](wire::Reader& bindings) { read_bindings(bindings, catalog); });
        at.for_each_named("bundles", [&](const std::string& name, wire::Reader& bundle) {
            bundle.optional_text("description");
            const std::string intent = bundle.optional_one_of("install_intent", intents).value_or("available");
            catalog.bundles[name] = {intent, read_members(bundle, catalog)};
        });
    });
    return catalog;
}

}  // namespace scc::config
