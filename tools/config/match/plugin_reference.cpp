#include "plugin_reference.hpp"

#include "base/text.hpp"

namespace scc::config {
namespace {

Error malformed(std::string_view reference) {
    return {Code::config,
            text::quoted(reference) + " is no plugin reference",
            "write NAME@MARKETPLACE, @MARKETPLACE/NAME or NAME"};
}

}  // namespace

Result<std::string> normal_plugin(std::string_view reference, const std::vector<std::string>& marketplaces) {
    const std::string_view trimmed = text::trim(reference);
    std::string name;
    std::string marketplace;
    if (trimmed.starts_with('@')) {
        const std::size_t slash = trimmed.find('/');
        if (slash == std::string_view::npos) return malformed(reference);
        name = text::trim(trimmed.substr(slash + 1));
        marketplace = text::trim(trimmed.substr(1, slash - 1));
    } else if (const std::size_t at = trimmed.find('@'); at != std::string_view::npos) {
        name = text::trim(trimmed.substr(0, at));
        marketplace = text::trim(trimmed.substr(at + 1));
    } else if (marketplaces.size() > 1) {
        return Error{Code::config,
                     text::quoted(reference) + " could come from " + text::alternatives(marketplaces),
                     "write NAME@MARKETPLACE"};
    } else {
        name = trimmed;
        marketplace = marketplaces.empty() ? implicit_marketplace : marketplaces.front();
    }
    if (name.empty() || marketplace.empty() || marketplace.starts_with('@')) return malformed(reference);
    return name + "@" + marketplace;
}

}  // namespace scc::config
