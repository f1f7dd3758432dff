// What a file says about images: the Debian they are made on, certificates they trust, and versions of agents other
// than those the image folders name. An organisation has it as its section `images`, a person in config.toml.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "layer.hpp"

namespace scc::config {

using Pins = std::map<std::string, model::ImagePin>;  // by provider

struct Images {
    std::optional<Text> base;
    std::optional<Text> ca_bundle;  // an absolute path
    Pins pins;
    std::optional<Flag> allow_user_pins;  // whether a person may pin what the organisation does not
};

Images read_images(wire::Reader& in, const Place& place, std::string_view directory);

// The dictionary at `key`: provider to {"version", "integrity": {ARCHITECTURE: "sha512-…"}}.
Pins read_pins(wire::Reader& in, std::string_view key, const Place& place);

// The file at `key` as an absolute path: relative ones start at `directory`, "~/" at HOME.
std::optional<Text> read_path(wire::Reader& in, std::string_view key, const Place& place, std::string_view directory);

// "2.1.3 amd64=sha512-… arm64=sha512-…" as the object that `read_pins` reads. Code::usage when it is none.
Result<nlohmann::json> pin_from(std::string_view text);

}  // namespace scc::config
