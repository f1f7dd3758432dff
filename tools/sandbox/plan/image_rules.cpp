#include "image_rules.hpp"

#include <algorithm>

#include "base/glob.hpp"
#include "base/text.hpp"
#include "image/recipe.hpp"

namespace scc::sandbox {
namespace {

Error blocked(const std::string& name,
              const std::string& image,
              const std::string& reason,
              const model::Origin& origin) {
    return {Code::denied,
            "image " + text::quoted(image) + " for " + text::quoted(name) + " is not allowed: " + reason,
            "choose another with 'scc config set images." + name + " IMAGE', or ask whoever keeps the " + origin.from +
                " file",
            origin.because};
}

}  // namespace

Result<Done> check_image(const model::Effective& config, const std::string& name, const std::string& image) {
    const auto wanted = std::ranges::find(config.blocked, "images." + name, &model::Refusal::kind);
    if (wanted != config.blocked.end() && !config.images.contains(name)) {
        return blocked(name, wanted->item, wanted->reason, wanted->origin);
    }
    const auto hit = std::ranges::find_if(config.blocked_images,
                                          [&](const auto& pattern) { return glob::matches(pattern.value, image); });
    if (hit == config.blocked_images.end()) return Done{};
    return blocked(name, image, "security blocks " + text::quoted(hit->value), hit->origin);
}

Result<Done> check_images(const Sections& sections) {
    const model::Effective& config = sections.config;
    SCC_CHECK(check_image(config, sections.provider.id, sections.provider.image));
    if (sections.net.proxy) SCC_CHECK(check_image(config, "proxy", sections.net.proxy->image));
    if (!sections.provider.image_is_ours) return Done{};
    const auto base = config.images.find("base");
    return check_image(config, "base", base == config.images.end() ? std::string(default_base) : base->second.value);
}

}  // namespace scc::sandbox
