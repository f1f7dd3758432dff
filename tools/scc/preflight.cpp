#include "preflight.hpp"

#include <nlohmann/json.hpp>

#include "cli/log.hpp"
#include "cli/tty.hpp"
#include "model/provider.hpp"
#include "model/wanted.hpp"
#include "model/workspace.hpp"
#include "proc/run.hpp"
#include "wire/envelope.hpp"
#include "wire/parse.hpp"

namespace scc::dispatch {
namespace {

struct Planned {
    model::Provider provider;
    model::Workspace workspace;
    model::Wanted wanted;
};

Result<Planned> planned_in(const std::string& plan) {
    SCC_TRY(const nlohmann::json document, wire::parse(plan, "plan"));
    SCC_TRY(const nlohmann::json data, wire::open(document, "plan", "plan"));
    SCC_TRY(model::Provider provider, wire::read_section(data, "provider", model::read_provider));
    SCC_TRY(model::Workspace workspace, wire::read_section(data, "workspace", model::read_workspace));
    SCC_TRY(model::Wanted wanted, model::wanted_in(data));
    return Planned{std::move(provider), std::move(workspace), std::move(wanted)};
}

}  // namespace

Result<std::string> signed_in(const Pipeline& pipeline, std::string plan, const cli::Args& args) {
    if (!cli::tty::can_ask(args)) return plan;
    SCC_TRY(const Planned planned, planned_in(plan));
    const bool in_volume = planned.provider.auth_mechanism.starts_with("volume:");
    if (!model::lacks_sign_in(planned.provider) || !in_volume) return plan;
    cli::log::info(planned.provider.id + " is not signed in: signing in first");
    std::vector<std::string> login = {"scc", "provider", "login", planned.provider.id};
    for (std::string& word : options_for(Stage::config, args)) login.push_back(std::move(word));
    SCC_TRY(const int status, proc::attached({.argv = std::move(login)}));
    if (status != 0) return Error{code_of(status)};
    return run_stages(once_more(pipeline, planned.workspace.root, planned.wanted.session), false);
}

}  // namespace scc::dispatch
