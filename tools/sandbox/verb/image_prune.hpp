// Images that nothing needs any more: those that lost their name to a newer one, and those of other inputs than a
// launch of the current configuration has. Images others made from ours carry our label as well; they are known by
// their names.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <set>
#include <string>
#include <vector>

#include "image_verbs.hpp"

namespace scc::sandbox {

inline constexpr cli::Option image_prune_options[] = {
    {.name = "dry-run", .help = "say what would be removed, and remove nothing"},
    {.name = "base-image", .value = "IMAGE", .help = "what scc-base is built on"},
    {.name = "ca-bundle", .value = "FILE", .help = "certificates the images trust"},
    {.name = "plan-fd", .value = "N", .help = "read a plan with the configuration from descriptor N"},
};

// An image with our label, as the engine lists it.
struct Listed {
    std::string id;          // without "sha256:"
    std::string repository;  // without what the engine puts before it; "<none>" for a nameless one
    std::string tag;

    bool is_nameless() const { return repository == "<none>"; }

    // What the engine removes it by.
    std::string reference() const { return is_nameless() ? id : repository + ":" + tag; }
};

// What containers, running or not, are made from: references and ids.
using Used = std::set<std::string, std::less<>>;

// Those of `listed` that are nameless, or whose repository is one of `names` with a tag that says its inputs, and that
// are neither `needed` (references) nor used.
std::vector<Listed> unneeded(const std::vector<Listed>& listed,
                             const std::vector<std::string>& names,
                             const std::set<std::string>& needed,
                             const Used& used);

// The nameless ones of the engine that no container is made from.
Result<std::vector<Listed>> nameless_images(const Engine& engine);

// Removes them, and says which the engine does not let go; those that are gone.
std::vector<Listed> remove_images(const Engine& engine, const std::vector<Listed>& images);

// {"removed": [{"what": "image", "name"}], "dry_run"}
Result<nlohmann::json> image_prune(const cli::Args& args, const nlohmann::json& input);

}  // namespace scc::sandbox
