#include "known_providers.hpp"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "cli/stage.hpp"
#include "wire/parse.hpp"
#include "wire/reader.hpp"

namespace scc::config {
namespace {

using Known = std::map<std::string, std::vector<std::string>>;  // the methods of each provider

Result<Known> known_providers() {
    constexpr const char* name = "scc-provider list";
    SCC_TRY(const std::string printed, cli::output_of_stage({"scc-provider", "list", "--json"}));
    SCC_TRY(const nlohmann::json document, wire::parse(printed, name));
    Known known;
    wire::Reader in(document, name);
    in.open();
    wire::Reader data = in.object("data");
    data.open();
    data.for_each("providers", [&](wire::Reader& at) {
        at.open();
        std::vector<std::string>& methods = known[at.text("id")];
        at.for_each("methods", [&](wire::Reader& method) {
            method.open();
            methods.push_back(method.text("name"));
        });
    });
    return in.finish(std::move(known));
}

std::string place_of(const model::ProviderSetup& setup) {
    if (setup.gateway) return setup.gateway->origin.because;
    if (setup.credential) return setup.credential->origin.because;
    return setup.sign_in ? setup.sign_in->origin.because : "";
}

Finding unknown(const std::string& what,
                const std::string& name,
                const std::vector<std::string>& names,
                std::string where) {
    const std::string meant = text::nearest(name, names);
    return {true,
            "there is no " + what + " " + text::quoted(name),
            std::move(where),
            meant.empty() ? "one of " + text::join(names, ", ") : "did you mean " + text::quoted(meant) + "?"};
}

void check(const std::map<std::string, model::ProviderSetup>& setups,
           const Known& known,
           std::vector<Finding>& findings) {
    std::vector<std::string> ids;
    for (const auto& [id, methods] : known) ids.push_back(id);
    for (const auto& [id, setup] : setups) {
        const auto provider = known.find(id);
        if (provider == known.end()) {
            findings.push_back(unknown("provider", id, ids, place_of(setup)));
            continue;
        }
        if (!setup.sign_in) continue;
        for (const std::string& method : setup.sign_in->value) {
            if (std::ranges::count(provider->second, method) > 0) continue;
            findings.push_back(
                unknown("method of signing in", method, provider->second, setup.sign_in->origin.because));
        }
    }
}

}  // namespace

std::vector<Finding> unknown_providers(const Org& org) {
    const bool names_some = !org.providers.empty() || std::ranges::any_of(org.teams, [](const auto& named) {
        return !named.second.layer.providers.empty();
    });
    if (!names_some) return {};
    const auto known = known_providers();
    if (!known) return {{true, known.error().message, known.error().where, known.error().hint}};
    std::vector<Finding> findings;
    check(org.providers, *known, findings);
    for (const auto& [name, team] : org.teams) check(team.layer.providers, *known, findings);
    return findings;
}

}  // namespace scc::config
