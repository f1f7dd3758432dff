// Images: what the organisation says stands before what a person says, and what it blocks nobody gets.
#include "base/text.hpp"
#include "parts.hpp"

namespace scc::config {
namespace {

// The field of `explain` a wish is for is the kind of its refusal: "images.base".
std::string kind_of(const std::string& name) { return "images." + name; }

void take_image(Merge& merge, const std::string& name, const Text& image) {
    if (merge.org != nullptr) {
        if (const Text* pattern = first_match(merge.org->security.blocked_images, image.value)) {
            const Merge::Refused why{
                "security blocks " + text::quoted(pattern->value), pattern->origin, pattern->value};
            return merge.forbid(kind_of(name), image.value, image.origin.from, why);
        }
    }
    const auto [there, added] = merge.out.images.emplace(name, image);
    if (added) return;
    merge.reject(
        kind_of(name),
        image.value,
        image.origin.from,
        {"the image for " + text::quoted(name) + " is " + text::quoted(there->second.value), there->second.origin});
}

void take_pin(Merge& merge, const std::string& provider, const model::ImagePin& pin) {
    const auto refuse = [&](std::string reason, const model::Origin& origin) {
        merge.reject("pins." + provider, pin.version, pin.origin.from, {std::move(reason), origin});
    };
    const auto there = merge.out.pins.find(provider);
    if (there != merge.out.pins.end()) {
        return refuse("the version of " + text::quoted(provider) + " is " + text::quoted(there->second.version),
                      there->second.origin);
    }
    if (merge.org != nullptr && merge.org->images.allow_user_pins && !merge.org->images.allow_user_pins->value) {
        return refuse("the organisation lets nobody pin a version", merge.org->images.allow_user_pins->origin);
    }
    merge.out.pins[provider] = pin;
}

void take_certificates(Merge& merge, const std::optional<Text>& wanted) {
    auto& current = merge.out.ca_bundle;
    if (!wanted) return;
    if (!current) {
        current = wanted;
        return;
    }
    merge.reject("ca_bundle",
                 wanted->value,
                 wanted->origin.from,
                 {"the certificates are those of " + text::quoted(current->value), current->origin});
}

}  // namespace

void merge_images(Merge& merge) {
    if (merge.org != nullptr) {
        merge.out.blocked_images = merge.org->security.blocked_images;
        const Images& images = merge.org->images;
        if (images.base) take_image(merge, "base", *images.base);
        for (const auto& [name, image] : merge.org->defaults.images) take_image(merge, name, image);
        merge.out.pins = images.pins;
        merge.out.ca_bundle = images.ca_bundle;
    }
    const Preferences& preferences = merge.in.preferences;
    for (const auto& [name, image] : preferences.images) take_image(merge, name, image);
    for (const auto& [provider, pin] : preferences.pins) take_pin(merge, provider, pin);
    take_certificates(merge, preferences.ca_bundle);
}

}  // namespace scc::config
