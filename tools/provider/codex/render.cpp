#include "render.hpp"

#include <nlohmann/json.hpp>

#include "base/path.hpp"
#include "codex.hpp"
#include "hook/configuration.hpp"
#include "registry.hpp"
#include "wire/toml_text.hpp"

namespace scc::provider {
namespace {

using nlohmann::json;

constexpr std::string_view guard = "/usr/lib/scc/scc-guard";
constexpr std::string_view skills = "/etc/codex/skills/";

json trust_in(const model::Workspace& workspace) {
    const json trusted = {{"trust_level", "trusted"}};
    json projects = {{workspace.root, trusted}};
    // Of a linked worktree it asks whether the repository is trusted.
    if (workspace.repository && path::basename(*workspace.repository) == ".git") {
        projects[std::string(path::parent(*workspace.repository))] = trusted;
    }
    return projects;
}

// What holds a secret in the agent's environment stays out of that of the commands it runs.
json secret_names(const Rendering& rendering) {
    json names = json::array();
    for (const std::string& variable : codex.sign_in.variables()) names.push_back(variable);
    for (const model::Variable& variable : rendering.env) {
        if (variable.secret) names.push_back(variable.name);
    }
    return names;
}

json quiet_settings(const model::Effective& config) {
    json settings = {{"check_for_update_on_startup", false}, {"analytics", {{"enabled", false}}}};
    // Else a turn waits for ever for a host that the network refuses.
    const bool is_open = config.network_policy.value == model::name_of(model::NetworkPolicy::open);
    if (!is_open) settings["features"]["unbounded_connection_retries"] = false;
    return settings;
}

json first_requirements(const model::Effective& config) {
    const std::vector<std::string> asks = {std::string(guard), "hook", std::string(codex.id)};
    json requirements = hook::configuration_in_sandbox(*hook::host_named(codex.id), hook::command_line(asks));
    if (config.organization) requirements["allow_managed_hooks_only"] = true;
    requirements["allow_login_shell"] = false;
    requirements["allow_remote_control"] = false;
    // It would send the key to another host, to learn of models.
    requirements["features"]["api_key_model_discovery"] = false;
    return requirements;
}

}  // namespace

Result<Rendering> render_codex(const Subject& subject) {
    Rendering rendering;
    json config = quiet_settings(subject.config);
    json requirements = first_requirements(subject.config);
    const CodexFiles files{config, requirements};
    add_codex_servers(subject.config, files, rendering);
    add_codex_plugins(subject.config, files, rendering);
    SCC_CHECK(add_codex_access(subject, files, rendering));
    add_skills(subject.config, codex.id, skills, rendering);
    leave_integrations(subject.config, codex, rendering);
    config["projects"] = trust_in(subject.workspace);
    config["shell_environment_policy"]["exclude"] = secret_names(rendering);
    json all = personal_settings(subject.config, codex.id);
    all.merge_patch(config);
    rendering.files = {{"/etc/codex/config.toml", 0444, wire::toml_of(all)},
                       {"/etc/codex/requirements.toml", 0444, wire::toml_of(requirements)},
                       codex_start_script()};
    return rendering;
}

}  // namespace scc::provider
