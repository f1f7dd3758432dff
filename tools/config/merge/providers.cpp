#include <algorithm>

#include "base/text.hpp"
#include "parts.hpp"

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

}  // namespace

void merge_providers(Merge& merge) {
    if (merge.org != nullptr && merge.org->security.allowed_providers) {
        keep_allowed(merge, *merge.org->security.allowed_providers);
    }
    for (const Layer* layer : merge.layers) {
        if (layer->allowed_providers) keep_allowed(merge, *layer->allowed_providers);
    }
    merge.out.provider_preference = merge.in.preferences.provider;
}

}  // namespace scc::config
