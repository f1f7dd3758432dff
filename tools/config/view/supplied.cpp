#include "supplied.hpp"

#include <algorithm>

#include "artifact/supply.hpp"
#include "cli/log.hpp"

namespace scc::config {
namespace {

model::Effective merged(const Layers& layers, const Sources& sources) {
    model::Effective effective = merge(layers);
    effective.sources = sources.sources;
    return effective;
}

// Takes the names into the layers; whether one of them is news.
bool learn(Layers& layers, const std::map<std::string, std::string>& names) {
    bool news = false;
    for (const auto& [alias, name] : names) {
        std::string& known = layers.marketplace_names[alias];
        news = news || known != name;
        known = name;
    }
    return news;
}

}  // namespace

Result<model::Effective> supplied(const Sources& sources, const Request& request, time::Seconds now) {
    Layers layers = layers_of(sources, request, now);
    model::Effective effective = merged(layers, sources);
    supply_shipped(effective);
    if (!sources.org || request.no_user) return effective;
    Conditions conditions = conditions_of(*sources.org, effective, now);
    conditions.reach = request.offline ? Reach::machine : Reach::anywhere;
    SCC_TRY(const Supplied first, supply(effective, *sources.org, conditions));
    for (const std::string& note : first.notes) cli::log::warning(note);
    if (!learn(layers, first.names)) return effective;
    effective = merged(layers, sources);
    supply_shipped(effective);
    conditions.reach = Reach::machine;
    SCC_CHECK(supply(effective, *sources.org, conditions));
    return effective;
}

model::Effective as_cached(model::Effective effective,
                           const Sources& sources,
                           const Request& request,
                           time::Seconds now) {
    supply_shipped(effective);
    if (!sources.org || request.no_user) return effective;
    model::Effective filled = effective;
    return supply(filled, *sources.org, conditions_of(*sources.org, effective, now)) ? filled : effective;
}

}  // namespace scc::config
