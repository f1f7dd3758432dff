// The verbs `image build`, `image list` and `image show`.
//
// Each takes the plan of `scc-config resolve` on --plan-fd, as `run` does: its configuration says which base,
// certificates and versions a launch would build with. Options stand before that.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "base/error.hpp"
#include "cli/options.hpp"
#include "image/image.hpp"
#include "model/effective.hpp"

namespace scc::sandbox {

inline constexpr cli::Option image_build_options[] = {
    {.name = "bootstrap-base", .help = "make the base from the Debian mirror, without asking a registry"},
    {.name = "no-cache", .help = "build again what is there"},
    {.name = "base-image", .value = "IMAGE", .help = "what scc-base is built on"},
    {.name = "ca-bundle", .value = "FILE", .help = "certificates the images trust"},
    {.name = "plan-fd", .value = "N", .help = "read a plan with the configuration from descriptor N"},
};

inline constexpr cli::Option image_options[] = {
    {.name = "base-image", .value = "IMAGE", .help = "what scc-base is built on"},
    {.name = "ca-bundle", .value = "FILE", .help = "certificates the images trust"},
    {.name = "no-engine", .help = "do not ask the engine what it has"},
    {.name = "plan-fd", .value = "N", .help = "read a plan with the configuration from descriptor N"},
};

// Whether a call is given a plan.
bool image_has_plan(const cli::Args& args);

// The configuration of the plan; what holds without one when there is none.
Result<model::Effective> config_in(const nlohmann::json& plan);

// What recipes are read with: the options, else the plan's configuration, else what holds without one.
Result<Ingredients> ingredients_of(const cli::Args& args,
                                   const nlohmann::json& input,
                                   const std::optional<Engine>& engine);

// {"images": [{"name", "reference", "inputs", "state"}]}: all images, or those named.
Result<nlohmann::json> image_build(const cli::Args& args, const nlohmann::json& input);

// The same for all images, and "size" of those that are there.
Result<nlohmann::json> image_list(const cli::Args& args, const nlohmann::json& input);

// One of them with all its recipe says and, where the engine has it, what is inside. An agent's name means its image.
Result<nlohmann::json> image_show(const cli::Args& args, const nlohmann::json& input);

std::string text_of_images(const cli::Args& args, const nlohmann::json& data);
std::string text_of_image(const cli::Args& args, const nlohmann::json& data);

}  // namespace scc::sandbox
