#include "model/artifact.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/path.hpp"
#include "wire/nullable.hpp"

namespace scc::model {
namespace {

const std::vector<std::string> kinds = {"plugin", "skill", "mcp_server", "native_integration"};
const std::vector<std::string> intents = {"required", "available", "disabled", "request-only"};
const std::vector<std::string> states = {"present", "missing", "withheld"};

json content_json(const std::optional<Content>& content) {
    if (!content) return nullptr;
    return {{"path", content->path},
            {"digest", content->digest},
            {"commit", wire::or_null(content->commit)},
            {"source", content->source}};
}

std::optional<Content> read_content(wire::Reader& in) {
    std::optional<Content> content;
    in.with("content", [&](wire::Reader& at) {
        content = Content{.path = at.text("path"), .digest = at.text("digest")};
        content->commit = at.optional_text("commit");
        content->source = at.text("source");
        if (content->path.starts_with('/') && path::normal(content->path) == content->path) return;
        at.fault("path", "'path' must be an absolute path without '.' and '..'");
    });
    return content;
}

json bindings_json(const Artifact& artifact) {
    json bindings = json::object();
    for (const auto& [provider, binding] : artifact.bindings) {
        bindings[provider] = {
            {"native_ref", binding.native_ref}, {"transport", binding.transport}, {"native", binding.native}};
    }
    return bindings;
}

}  // namespace

json to_json(const Marketplace& marketplace) {
    return with_origin({{"alias", marketplace.alias},
                        {"name", wire::or_null(marketplace.name)},
                        {"plugins", marketplace.plugins},
                        {"content", content_json(marketplace.content)},
                        {"missing", wire::or_null(marketplace.missing)}},
                       marketplace.origin);
}

json to_json(const Artifact& artifact) {
    return with_origin({{"kind", artifact.kind},
                        {"name", artifact.name},
                        {"bundle", wire::or_null(artifact.bundle)},
                        {"intent", artifact.intent},
                        {"state", artifact.state},
                        {"reason", wire::or_null(artifact.reason)},
                        {"marketplace", wire::or_null(artifact.marketplace)},
                        {"version", wire::or_null(artifact.version)},
                        {"publisher", wire::or_null(artifact.publisher)},
                        {"bindings", bindings_json(artifact)},
                        {"content", content_json(artifact.content)}},
                       artifact.origin);
}

Marketplace read_marketplace(wire::Reader& in) {
    Marketplace marketplace{.alias = in.text("alias")};
    marketplace.name = in.optional_text("name");
    marketplace.plugins = in.texts("plugins");
    marketplace.content = read_content(in);
    marketplace.missing = in.optional_text("missing");
    marketplace.origin = read_origin(in);
    return marketplace;
}

Artifact read_artifact(wire::Reader& in) {
    Artifact artifact{.kind = in.one_of("kind", kinds), .name = in.text("name")};
    artifact.bundle = in.optional_text("bundle");
    artifact.intent = in.one_of("intent", intents);
    artifact.state = in.one_of("state", states);
    artifact.reason = in.optional_text("reason");
    artifact.marketplace = in.optional_text("marketplace");
    artifact.version = in.optional_text("version");
    artifact.publisher = in.optional_text("publisher");
    in.for_each_named("bindings", [&](const std::string& provider, wire::Reader& at) {
        artifact.bindings[provider] = {at.any_text("native_ref"), at.any_text("transport"), at.text_map("native")};
    });
    artifact.content = read_content(in);
    artifact.origin = read_origin(in);
    return artifact;
}

std::vector<std::string> content_paths(const std::vector<Marketplace>& marketplaces,
                                       const std::vector<Artifact>& artifacts) {
    std::vector<std::string> paths;
    const auto add = [&](const std::optional<Content>& content) {
        if (content) paths.push_back(content->path);
    };
    for (const Marketplace& marketplace : marketplaces) add(marketplace.content);
    for (const Artifact& artifact : artifacts) add(artifact.content);
    std::ranges::sort(paths);
    // What lies within a tree that is named as well comes with it.
    std::vector<std::string> outermost;
    for (const std::string& at : paths) {
        const auto holds = [&](const std::string& outer) { return path::is_within(at, outer); };
        if (std::ranges::none_of(outermost, holds)) outermost.push_back(at);
    }
    return outermost;
}

}  // namespace scc::model
