#include <algorithm>

#include "base/text.hpp"
#include "merge_parts.hpp"

namespace scc::config {
namespace {

// Keeps of the providers allowed so far those the layer names as well; whatever else it names is recorded.
void keep_allowed(Merge& merge, const Texts& wanted) {
    auto& current = merge.out.allowed_providers;
    if (!current) {
        current = wanted;
        return;
    }
    Texts kept{{}, wanted.origin};
    for (const std::string& provider : wanted.value) {
        if (std::ranges::count(current->value, provider) > 0) {
            kept.value.push_back(provider);
        } else {
            merge.narrow("provider",
                         provider,
                         wanted.origin.from,
                         {"provider " + text::quoted(provider) + " is not allowed", current->origin});
        }
    }
    current = std::move(kept);
}

// An image the organisation blocks is used for nobody; its own choice stands before a person's.
void take_image(Merge& merge, const std::string& provider, const Text& image) {
    if (merge.org != nullptr) {
        if (const Text* pattern = first_match(merge.org->security.blocked_images, image.value)) {
            const Merge::Refused why{"security blocks " + text::quoted(pattern->value), pattern->origin};
            return merge.forbid("image", image.value, image.origin.from, why);
        }
    }
    const auto [there, added] = merge.out.images.emplace(provider, image);
    if (added) return;
    merge.reject(
        "image",
        image.value,
        image.origin.from,
        {"the image for " + text::quoted(provider) + " is " + text::quoted(there->second.value), there->second.origin});
}

}  // namespace

void merge_providers(Merge& merge) {
    if (merge.org != nullptr && merge.org->security.allowed_providers) {
        keep_allowed(merge, *merge.org->security.allowed_providers);
    }
    for (const Layer* layer : merge.layers) {
        if (layer->allowed_providers) keep_allowed(merge, *layer->allowed_providers);
    }
    if (merge.org != nullptr) {
        for (const auto& [provider, image] : merge.org->defaults.images) take_image(merge, provider, image);
    }
    const Preferences& preferences = merge.in.preferences;
    for (const auto& [provider, image] : preferences.images) take_image(merge, provider, image);
    merge.out.provider_preference = preferences.provider;
    merge.out.ca_bundle = preferences.ca_bundle;
}

}  // namespace scc::config
