// Images: whether they are there, and making them.
//
// An image is a folder below share/scc/images with a Dockerfile (recipe.hpp). The digest of its inputs is its
// label scc.inputs and, shortened, its tag. An image whose label carries the current digest is used as it is,
// `:latest` included, so that an unchanged scc never builds twice and an upgraded one never runs the old image.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/file.hpp"
#include "engine/asked.hpp"
#include "engine/engine.hpp"
#include "recipe.hpp"

namespace scc::sandbox {

// Called with what is being done, one line at a time.
using Progress = std::function<void(std::string_view)>;

struct BuildOptions {
    std::string base_image = {};       // what scc-base is made on; empty: debian:bookworm-slim
    std::string ca_bundle = {};        // PEM file of certificates to trust; empty: SSL_CERT_FILE, else none
    std::string ca_bundle_where = {};  // the setting that names it
    std::map<std::string, model::ImagePin> pins = {};  // by provider
    bool bootstrap_base = false;                       // make the base with debootstrap without asking a registry
    bool no_cache = false;                             // build again what is there
};

// What the effective configuration says about building.
BuildOptions options_from(const model::Effective& config);

// What recipes are read with under these options.
Result<Ingredients> ingredients_for(const BuildOptions& options, const std::string& architecture);

// An image as the engine has it.
struct Present {
    std::string reference;  // for `run`
    std::string id;         // "sha256:…"
    std::string inputs;     // its label; empty for an image that is not ours
    std::uint64_t size = 0;
};

// The lock that one scc of a user at a time builds and removes images under; owns nothing while another has it.
Result<file::Descriptor> try_turn();

// Those of `references` the engine has, by one call.
Result<std::vector<Present>> present(const Engine& engine, const std::vector<std::string>& references);

// For each recipe the image with its inputs, under its own tag, else as `:latest`; by one call.
Result<std::vector<std::optional<Present>>> current(const Engine& engine, const std::vector<Recipe>& recipes);

// The same for one.
Result<std::optional<Present>> current(const Engine& engine, const Recipe& recipe);

// A look for the images of some folders: the engine answers while we go on.
struct Look {
    BuildOptions options;
    Ingredients ingredients;
    std::vector<Recipe> recipes;
    std::optional<Asked> asked;  // nothing when the answer does not matter
};

// The look for the images of those folders, begun. Code::not_found for an unknown name.
Result<Look> look_for(const Engine& engine, const std::vector<std::string>& names, const BuildOptions& options);

// References for `run` to the images that were looked for, in their order, after building them and what they are made
// on where missing; the engine is asked no further when none is. One scc builds at a time: another waits, says so, and
// uses what is there then. Code::prereq when something to build with is missing, Code::tool when a build fails,
// Code::interrupted.
Result<std::vector<std::string>> ensure_images(const Engine& engine, Look look, const Progress& progress);

// The same for the images of those folders at once.
Result<std::vector<std::string>> ensure_images(const Engine& engine,
                                               const std::vector<std::string>& names,
                                               const BuildOptions& options,
                                               const Progress& progress);

// Pulls an image that is not one of ours when it is missing. Whether it was made FROM scc-base: then the guard is in
// it, and stands in the place of the programs it guards.
Result<bool> ensure_reference(const Engine& engine, const std::string& reference, const Progress& progress);

}  // namespace scc::sandbox
