// What an organisation gives its agents beside rules: plugins, skills, MCP servers, settings of one provider.
//
//     organisation's file ──read──► marketplaces, catalog ──merge──► names that passed every gate
//                                                                         │ needs
//     plan: marketplaces, artifacts ◄──supply── trees in the cache ◄──fetch── github, git, url, directory
//
// A *marketplace* is a tree of files with a list of plugins in it (.claude-plugin/marketplace.json). An *artifact* of
// the catalog is a skill (a tree with a SKILL.md), an MCP server, or something of one provider's own; a *bundle* names
// several of them, and a team enables bundles. The catalog can be written in two ways (scc-org(5)); catalog.cpp reads
// both into one record.
//
// Which names count is decided by the merge alone (merge/artifacts.cpp, merge/plugins.cpp), without any content: what
// comes in a bundle passes the gates that a plugin or an MCP server of a team passes, and a plugin is blocked under
// every name its marketplace goes by.
//
// Content comes afterwards. `supply` (supply.hpp) asks for the trees that the merged names need and writes down what
// it got: a path in the cache, a digest, a commit. Trees are kept by where they come from and what they are
// (cache.hpp), so that a tree is never changed, only replaced in the record of what is current, and a refresh that
// fails leaves the tree that was good. Archives are taken apart by archive.hpp, which refuses more than it takes.
//
// Only `resolve` fetches, for a launch: explain, why and validate, and everything under --offline, say what the cache
// has and what it lacks.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "layer/layer.hpp"
#include "tree_source.hpp"

namespace scc::config {

struct Marketplace {
    std::string alias;
    TreeSource source;
    std::string place;  // the source's identity
    std::string mode;   // what must be in it: "self_contained", "metadata_only" or "best_effort"
    model::Origin origin;
};

// How a provider calls an artifact, and what it has to be told.
struct Binding {
    std::string native_ref;
    std::string transport_type;
    std::map<std::string, std::string> native;
    bool operator==(const Binding&) const = default;
};

struct Artifact {
    std::string name;
    std::string kind;    // "skill", "mcp_server" or "native_integration"
    std::string intent;  // "required", "available", "disabled" or "request-only"
    std::string version;
    std::string publisher;
    bool pinned = false;               // the tree that is there is kept
    std::optional<TreeSource> source;  // nothing: it comes with the provider; an MCP server's may be where it answers
    std::map<std::string, Binding> bindings;  // by provider
    model::Origin origin;
};

struct Bundle {
    std::string intent;
    std::vector<std::string> members;
};

struct Catalog {
    std::map<std::string, Artifact> artifacts;
    std::map<std::string, Bundle> bundles;
};

std::vector<Marketplace> read_marketplaces(wire::Reader& in, const Place& place);

// The key "governed_artifacts" of an organisation's file.
Catalog read_catalog(wire::Reader& in, const Place& place);

std::vector<std::string> aliases_of(const std::vector<Marketplace>& marketplaces);

// The one of that name; null when there is none.
const Marketplace* find(const std::vector<Marketplace>& marketplaces, std::string_view alias);

}  // namespace scc::config
