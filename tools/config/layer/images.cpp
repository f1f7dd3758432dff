#include "images.hpp"

#include <nlohmann/json.hpp>

#include "base/path.hpp"
#include "base/text.hpp"
#include "proc/places.hpp"

namespace scc::config {
namespace {

constexpr std::string_view digits = "0123456789";
constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
constexpr std::string_view hash = "sha512-";
constexpr std::size_t hash_length = 88;  // 64 bytes in base 64

bool is_made_of(std::string_view text, const std::string& characters) {
    return !text.empty() && text.find_first_not_of(characters) == std::string_view::npos;
}

bool is_version(std::string_view text) {
    const std::string all = std::string(digits) + std::string(letters);
    return is_made_of(text.substr(0, 1), std::string(digits)) && is_made_of(text, all + ".+-_");
}

bool is_integrity(std::string_view text) {
    if (!text.starts_with(hash) || text.size() != hash.size() + hash_length) return false;
    return is_made_of(text.substr(hash.size()), std::string(digits) + std::string(letters) + "+/=");
}

model::ImagePin read_pin(wire::Reader& in, const Place& place) {
    model::ImagePin pin{in.text("version"), in.text_map("integrity"), origin_of(in, "", place)};
    if (!pin.version.empty() && !is_version(pin.version)) {
        in.fault("version", "'version' must be one version, as in 2.1.3");
    }
    if (pin.integrity.empty()) in.fault("integrity", "'integrity' must name a package's SHA-512 for an architecture");
    for (const auto& [architecture, integrity] : pin.integrity) {
        if (is_integrity(integrity)) continue;
        in.fault("integrity/" + architecture,
                 text::quoted(integrity) + " is no integrity: write sha512- and 88 characters, as npm does");
    }
    return pin;
}

}  // namespace

Pins read_pins(wire::Reader& in, std::string_view key, const Place& place) {
    Pins pins;
    in.for_each_named(key,
                      [&](const std::string& provider, wire::Reader& at) { pins[provider] = read_pin(at, place); });
    return pins;
}

std::optional<Text> read_path(wire::Reader& in, std::string_view key, const Place& place, std::string_view directory) {
    const auto written = in.optional_text(key);
    if (!written || written->empty()) return std::nullopt;
    const std::string path =
        written->starts_with("~/") ? path::join(places::home(), written->substr(2)) : path::normal(*written, directory);
    return Text{path, origin_of(in, key, place)};
}

Images read_images(wire::Reader& in, const Place& place, std::string_view directory) {
    Images images;
    if (auto base = in.optional_text("base")) images.base = Text{std::move(*base), origin_of(in, "base", place)};
    images.ca_bundle = read_path(in, "ca_bundle", place, directory);
    images.pins = read_pins(in, "pins", place);
    if (const auto allowed = in.optional_boolean("allow_user_pins")) {
        images.allow_user_pins = Flag{*allowed, origin_of(in, "allow_user_pins", place)};
    }
    return images;
}

Result<nlohmann::json> pin_from(std::string_view text) {
    const std::vector<std::string> words = text::words(text);
    const Error wrong{
        Code::usage, text::quoted(text) + " is no pin", "write VERSION ARCHITECTURE=sha512-…, or use 'scc image pin'"};
    if (words.size() < 2 || !is_version(words[0])) return wrong;
    nlohmann::json integrity = nlohmann::json::object();
    for (std::size_t i = 1; i < words.size(); ++i) {
        const std::size_t equals = words[i].find('=');
        if (equals == std::string::npos || !is_integrity(words[i].substr(equals + 1))) return wrong;
        integrity[words[i].substr(0, equals)] = words[i].substr(equals + 1);
    }
    return nlohmann::json{{"version", words[0]}, {"integrity", std::move(integrity)}};
}

}  // namespace scc::config
