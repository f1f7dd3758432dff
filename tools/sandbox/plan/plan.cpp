#include "plan.hpp"

#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "engine/names.hpp"
#include "image_rules.hpp"
#include "limits.hpp"
#include "model/wanted.hpp"
#include "mounts.hpp"
#include "network.hpp"
#include "options.hpp"
#include "policy.hpp"
#include "section.hpp"
#include "wire/envelope.hpp"

namespace scc::sandbox {
namespace {

using nlohmann::json;

std::string user_of(const model::Workspace& workspace) {
    return std::to_string(workspace.uid) + ":" + std::to_string(workspace.gid);
}

std::map<std::string, std::string> labels(const Sections& sections, const std::optional<std::string>& title) {
    std::map<std::string, std::string> labels = {
        {std::string(label_managed), "true"},
        {std::string(label_owner), "@owner@"},
        {std::string(label_session), "@session@"},
        {"scc.provider", sections.provider.id},
        {"scc.team", sections.config.team ? sections.config.team->value : ""},
        {"scc.workspace", sections.workspace.root},
        {"scc.policy", sections.config.policy_digest},
        {"scc.network", std::string(model::name_of(sections.net.policy))},
        {"scc.user", user_of(sections.workspace)},
        {"scc.version", "@version@"},
    };
    if (title) labels["scc.name"] = *title;
    return labels;
}

std::map<std::string, std::string> secrets(const model::Provider& provider) {
    std::map<std::string, std::string> secrets;
    for (const model::Variable& variable : provider.env) {
        if (variable.secret && !is_inside(variable)) secrets[variable.name] = *variable.secret;
    }
    return secrets;
}

// Paths travel through the engine as fields of one line.
Result<Done> check_paths(const Sections& sections) {
    for (const std::string& path : {sections.workspace.root, sections.workspace.entry}) {
        if (!path.starts_with('/')) {
            return Error{Code::config, text::quoted(path) + " is not absolute", "", "plan:/data/workspace"};
        }
        if (path.find_first_of("\n\r") != std::string::npos) {
            return Error{
                Code::config, text::quoted(path) + " has a line break in its name", "", "plan:/data/workspace"};
        }
    }
    for (const std::string& tree : model::content_paths(sections.config.marketplaces, sections.config.artifacts)) {
        if (tree.find_first_of("\n\r") == std::string::npos) continue;
        return Error{Code::config, text::quoted(tree) + " has a line break in its name", "", "plan:/data/config"};
    }
    for (const model::ProvidedTree& tree : sections.provider.trees) {
        if ((tree.source + tree.path).find_first_of("\n\r") == std::string::npos) continue;
        return Error{
            Code::config, text::quoted(tree.source) + " has a line break in its name", "", "plan:/data/provider"};
    }
    return Done{};
}

Result<Done> check_agent(const model::Provider& provider) {
    if (!provider.argv.empty()) return Done{};
    return Error{Code::config,
                 "provider " + text::quoted(provider.id) + " has no command to run",
                 "give one after '--'",
                 "plan:/data/provider/argv"};
}

}  // namespace

Result<Sections> read_sections(const json& plan) {
    SCC_TRY(auto workspace, wire::read_section(plan, "workspace", model::read_workspace));
    SCC_TRY(auto config, wire::read_section(plan, "config", model::read_effective));
    SCC_TRY(auto provider, wire::read_section(plan, "provider", model::read_provider));
    SCC_TRY(auto net, wire::read_section(plan, "net", model::read_net));
    return Sections{std::move(workspace), std::move(config), std::move(provider), std::move(net)};
}

Result<json> plan(const cli::Args& args, const json& input) {
    SCC_TRY(const Sections sections, read_sections(input));
    SCC_TRY(const model::Wanted wanted, model::wanted_in(input));
    SCC_CHECK(check_paths(sections));
    SCC_CHECK(check_agent(sections.provider));
    SCC_CHECK(check_images(sections));
    Sandbox sandbox;
    sandbox.once = args.has("once");
    sandbox.fresh = args.has("fresh");
    sandbox.title = args.has("name") ? args.text("name") : wanted.name;
    sandbox.name = container_name(sections.provider.id, sections.workspace.root) + (sandbox.once ? "-@once@" : "");
    sandbox.images = {{"image", sections.provider.image}};
    if (sections.net.proxy) sandbox.images["proxy-image"] = sections.net.proxy->image;
    sandbox.labels = labels(sections, sandbox.title);
    sandbox.mounts = mounts_for(sections.workspace, sections.config, sections.provider, sections.net);
    sandbox.user = user_of(sections.workspace);
    sandbox.capabilities = guard_capabilities(sections.net);
    SCC_TRY(sandbox.limits, limits_for(args, sections.config));
    sandbox.secrets = secrets(sections.provider);
    SCC_TRY(sandbox.guard, guard_policy(sections.config, sections.net));
    Operation agent = run_agent(sandbox, sections.workspace, sections.provider, sections.net);
    SCC_TRY(sandbox.operations, around(std::move(agent), sections.net, sandbox));
    return wire::with_section(input, "sandbox", to_json(sandbox));
}

}  // namespace scc::sandbox
