#include "launch.hpp"

#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "model/net.hpp"
#include "model/provider.hpp"
#include "model/workspace.hpp"
#include "wire/envelope.hpp"
#include "wire/parse.hpp"

namespace scc::doctor {
namespace {

using cli::health::Check;

constexpr const char* plan_id = "launch.plan";
constexpr const char* by_hand = "scc start --dry-run";

struct Planned {
    model::Workspace workspace;
    model::Provider provider;
    model::Net net;
};

Result<Planned> planned_in(const proc::Outcome& dry_run) {
    SCC_TRY(const nlohmann::json document, wire::parse(dry_run.out, by_hand));
    SCC_TRY(const nlohmann::json data, wire::open(document, "plan", by_hand));
    SCC_TRY(model::Workspace workspace, wire::read_section(data, "workspace", model::read_workspace));
    SCC_TRY(model::Provider provider, wire::read_section(data, "provider", model::read_provider));
    SCC_TRY(model::Net net, wire::read_section(data, "net", model::read_net));
    return Planned{std::move(workspace), std::move(provider), std::move(net)};
}

Check no_plan(const Error& error) {
    const std::string where = error.where.empty() ? "" : error.where + ": ";
    return {plan_id, "fail", where + error.message, error.hint.empty() ? by_hand : error.hint};
}

Check sign_in_of(const model::Provider& provider) {
    constexpr const char* id = "launch.sign-in";
    const std::string login = "scc provider login " + provider.id;
    if (model::lacks_sign_in(provider)) return {id, "fail", provider.id + ": " + provider.auth_state, login};
    if (provider.auth_state == "unknown") return {id, "skip", "only the volume of " + provider.id + " can tell", login};
    return {id, "ok", provider.id + ": " + text::replace_all(provider.auth_state, "-", " "), ""};
}

}  // namespace

Checks checks_of_launch(const Result<proc::Outcome>& dry_run) {
    if (!dry_run) return {no_plan(dry_run.error())};
    const auto planned = planned_in(*dry_run);
    if (!planned) return {no_plan(planned.error())};
    const std::string found = planned->provider.id + " in " + planned->workspace.root + ", network " +
                              std::string(model::name_of(planned->net.policy));
    return {{plan_id, "ok", found, ""}, sign_in_of(planned->provider)};
}

}  // namespace scc::doctor
