// scc-config: says which rules a launch is under, and why.
#include "cli/health.hpp"
#include "cli/tool.hpp"
#include "explain.hpp"
#include "org_verbs.hpp"
#include "resolve.hpp"
#include "setting.hpp"
#include "team.hpp"
#include "validate.hpp"
#include "why.hpp"

namespace {

namespace cli = scc::cli;
namespace config = scc::config;
using cli::Option;

constexpr Option org = {
    .name = "org", .value = "FILE", .help = "the organisation's file, instead of the configured one"};
constexpr Option team = {
    .name = "team", .value = "NAME", .help = "the team, one of the organisation's profiles", .letter = 't'};
constexpr Option network = {
    .name = "network", .value = "POLICY", .help = "narrow the network: web-egress-enforced, locked-down-web"};
constexpr Option standalone = {.name = "standalone", .help = "no organisation, where it allows that"};
constexpr Option offline = {.name = "offline", .help = "use what is cached"};
constexpr Option no_personal = {.name = "no-personal", .help = "leave out the personal layer"};
constexpr Option field = {.name = "field", .value = "FIELD", .help = "only this value or list"};
constexpr Option force = {.name = "force", .help = "write over what is there"};
constexpr Option no_input = {.name = "no-input", .help = "never ask"};

constexpr Option resolving[] = {org, team, network, standalone, offline, no_personal};
constexpr Option explaining[] = {org, team, network, standalone, offline, no_personal, field};
constexpr Option of_org[] = {org, offline};
constexpr Option of_status[] = {org, team, standalone, offline};
constexpr Option switching[] = {org, offline, no_input};
constexpr Option writing[] = {force};

bool from_stage_before(const cli::Args& args) { return args.operand(0) == "-"; }

constexpr cli::Verb verbs[] = {
    {.name = "resolve",
     .operands = "[PATH|-]",
     .help = "print a plan with the workspace and its rules: the first stage of a launch",
     .options = resolving,
     .takes = {0, 1},
     .accepts = "plan",
     .reads_input = from_stage_before,
     .emits = "plan",
     .body = config::resolve},
    {.name = "explain",
     .operands = "[PATH|-]",
     .help = "print each value a launch would use, and which layer and key decided",
     .options = explaining,
     .takes = {0, 1},
     .accepts = "plan",
     .reads_input = from_stage_before,
     .emits = "explanation",
     .body = config::explain,
     .text = config::explain_text},
    {.name = "why",
     .operands = "KIND SUBJECT",
     .help = "say whether a network host, plugin, mcp server or provider is allowed, and who decided",
     .options = resolving,
     .takes = {2, 2},
     .emits = "answer",
     .body = config::why,
     .text = config::why_text,
     .status = config::why_status},
    {.name = "validate",
     .operands = "[FILE]",
     .help = "check a file as a launch reads it; without one, those a launch from here would read",
     .takes = {0, 1},
     .emits = "findings",
     .body = config::validate,
     .text = config::validate_text,
     .status = config::validate_status},
    {.name = "get",
     .operands = "KEY",
     .help = "print a setting of config.toml",
     .takes = {1, 1},
     .emits = "setting",
     .body = config::get_setting,
     .text = config::setting_text},
    {.name = "set",
     .operands = "KEY VALUE",
     .help = "change a setting of config.toml in its place",
     .takes = {2, 2},
     .emits = "setting",
     .body = config::set_setting,
     .text = config::setting_text},
    {.name = "unset",
     .operands = "KEY",
     .help = "take a setting out of config.toml",
     .takes = {1, 1},
     .emits = "setting",
     .body = config::unset_setting,
     .text = config::setting_text},
    {.name = "paths",
     .help = "print which files are read, and where scc keeps things",
     .emits = "paths",
     .body = config::paths,
     .text = config::paths_text},
    {.name = "init",
     .operands = "[PATH]",
     .help = "write a commented .scc.toml",
     .options = writing,
     .takes = {0, 1},
     .emits = "paths",
     .body = config::init,
     .text = config::paths_text},
    {.name = "team list",
     .help = "list the organisation's teams",
     .options = of_org,
     .emits = "teams",
     .body = config::list_teams,
     .text = config::teams_text},
    {.name = "team current",
     .help = "show the selected team",
     .options = of_org,
     .emits = "team",
     .body = config::current_team,
     .text = config::team_text},
    {.name = "team info",
     .operands = "NAME",
     .help = "show what a team has",
     .options = of_org,
     .takes = {1, 1},
     .emits = "team",
     .body = config::team_info,
     .text = config::team_text},
    {.name = "team switch",
     .operands = "[NAME]",
     .help = "select a team for the launches to come",
     .options = switching,
     .takes = {0, 1},
     .emits = "team",
     .body = config::switch_team,
     .text = config::team_text},
    {.name = "org status",
     .help = "show which organisation's rules hold and where they came from",
     .options = of_status,
     .emits = "organization",
     .body = config::org_status,
     .text = config::org_status_text},
    {.name = "org validate",
     .operands = "FILE",
     .help = "check an organisation's file",
     .takes = {1, 1},
     .emits = "findings",
     .body = config::validate_org,
     .text = config::validate_text,
     .status = config::validate_status},
    {.name = "org schema", .help = "print the JSON Schema of organisation files", .act = config::org_schema},
    {.name = "health",
     .help = "check settings, organisation and team",
     .emits = "health",
     .body = config::health,
     .text = cli::health::text,
     .status = cli::health::status},
};

}  // namespace

int main(int argc, char** argv) {
    return scc::cli::run(
        argc, argv, {.name = "scc-config", .summary = "the rules a launch is under, and why", .verbs = verbs});
}
