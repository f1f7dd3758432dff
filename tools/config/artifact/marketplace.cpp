#include <algorithm>

#include "artifact.hpp"
#include "base/text.hpp"
#include "match/plugin_reference.hpp"

namespace scc::config {
namespace {

const std::vector<std::string> tags = {"github", "git", "url", "directory"};
const std::vector<std::string> modes = {"self_contained", "metadata_only", "best_effort"};
constexpr std::string_view implicit_source = "git github.com/anthropics/claude-plugins-official#";

bool is_alias(std::string_view name) {
    const bool plain = std::ranges::none_of(name, [](char c) { return static_cast<unsigned char>(c) < 32; });
    return plain && name == text::trim(name) && !name.empty() && name != "." && name != ".." &&
           name.find_first_of("/\\@") == std::string_view::npos;
}

Marketplace read_marketplace(const std::string& alias, wire::Reader& in, const Place& place) {
    Marketplace marketplace{.alias = alias, .source = read_tree_source(in, tags)};
    marketplace.place = marketplace.source.identity();
    marketplace.mode = marketplace.source.tag == "url"
                           ? in.optional_one_of("materialization_mode", modes).value_or(modes.front())
                           : "best_effort";
    marketplace.origin = origin_of(in, "", place);
    if (!is_alias(alias)) in.fault("", text::quoted(alias) + " is no name for a marketplace");
    if (text::lower(alias) == implicit_marketplace && marketplace.place != implicit_source) {
        in.fault("", "the name " + text::quoted(implicit_marketplace) + " belongs to another marketplace");
    }
    return marketplace;
}

}  // namespace

std::vector<Marketplace> read_marketplaces(wire::Reader& in, const Place& place) {
    std::vector<Marketplace> marketplaces;
    in.for_each_named("marketplaces", [&](const std::string& alias, wire::Reader& at) {
        marketplaces.push_back(read_marketplace(alias, at, place));
    });
    return marketplaces;
}

std::vector<std::string> aliases_of(const std::vector<Marketplace>& marketplaces) {
    std::vector<std::string> aliases;
    for (const Marketplace& marketplace : marketplaces) aliases.push_back(marketplace.alias);
    return aliases;
}

const Marketplace* find(const std::vector<Marketplace>& marketplaces, std::string_view alias) {
    const auto found = std::ranges::find(marketplaces, alias, &Marketplace::alias);
    return found == marketplaces.end() ? nullptr : &*found;
}

}  // namespace scc::config
