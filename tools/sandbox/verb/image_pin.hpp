// `image pin`: another version of an agent than the one its image folder names, for this person.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "base/error.hpp"
#include "cli/options.hpp"

namespace scc::sandbox {

inline constexpr cli::Option image_pin_options[] = {
    {.name = "integrity",
     .value = "ARCHITECTURE=SHA512",
     .help = "the package's integrity, instead of asking npm",
     .repeatable = true},
    {.name = "plan-fd", .value = "N", .help = "read a plan with the configuration from descriptor N"},
};

// Looks the packages' integrity up, has scc-config set images.pins.ID, and answers {"provider", "version",
// "integrity", "counts"}; "counts" is the version that an organisation pins instead, or null.
Result<nlohmann::json> image_pin(const cli::Args& args, const nlohmann::json& input);

std::string text_of_pin(const cli::Args& args, const nlohmann::json& data);

}  // namespace scc::sandbox
