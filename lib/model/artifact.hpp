// What a plan gives the agent beside rules: the lists `marketplaces` and `artifacts` of its `config` section. They are
// neutral: a provider's renderer makes native files of them, and decides nothing about what counts.
//
// A *marketplace* is a tree with plugins in it; the agent knows it by its own name, files of rules by an alias. An
// *artifact* is one thing with its content: a plugin, a skill, an MCP server of the catalog (which, when it passed the
// gates, also stands in `mcp_servers`), or something native to a provider.
#pragma once

#include <map>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "model/origin.hpp"

namespace scc::model {

// A tree of files on this machine. It is mounted read-only, at the same path, and nothing beside it.
struct Content {
    std::string path;                   // a directory
    std::string digest;                 // "sha256:…" over names, modes and bytes of all its files
    std::optional<std::string> commit;  // of the repository it came from
    std::string source;                 // where it came from, as it is shown to people
};

struct Marketplace {
    std::string alias;
    std::optional<std::string> name;   // as the marketplace calls itself; nothing: not known yet
    std::vector<std::string> plugins;  // their names
    std::optional<Content> content;
    std::optional<std::string> missing;  // why there is no content
    Origin origin;
};

struct Binding {
    std::string native_ref;                     // how the provider calls it; may be empty
    std::string transport;                      // of an MCP server; may be empty
    std::map<std::string, std::string> native;  // keys of the provider's own
};

// "present": the content is there, or there is none to fetch. "missing": it is not, and `reason` says why. "withheld":
// its intent is "disabled" or "request-only", or a rule refused it.
struct Artifact {
    std::string kind;                   // "plugin", "skill", "mcp_server" or "native_integration"
    std::string name;                   // a plugin's is its reference, "name@alias"
    std::optional<std::string> bundle;  // nothing: the layers name it themselves
    std::string intent;                 // "required", "available", "disabled" or "request-only"
    std::string state;
    std::optional<std::string> reason;
    std::optional<std::string> marketplace;  // of a plugin: what the marketplace calls itself
    std::optional<std::string> version;
    std::optional<std::string> publisher;
    std::map<std::string, Binding> bindings;  // by provider; a provider without one takes a skill or server as it is
    std::optional<Content> content;
    Origin origin;
};

nlohmann::json to_json(const Marketplace& marketplace);
nlohmann::json to_json(const Artifact& artifact);
Marketplace read_marketplace(wire::Reader& in);
Artifact read_artifact(wire::Reader& in);

// The trees that something of the two lists names, each once, sorted: what a sandbox mounts.
std::vector<std::string> content_paths(const std::vector<Marketplace>& marketplaces,
                                       const std::vector<Artifact>& artifacts);

}  // namespace scc::model
