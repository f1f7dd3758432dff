// Options that several of the commands have; a table of commands names the list it takes.
#pragma once

#include "cli/options.hpp"

namespace scc::config::option {

using cli::Option;

inline constexpr Option org = {
    .name = "org", .value = "FILE", .help = "the organisation's file, instead of the configured one"};
inline constexpr Option team = {
    .name = "team", .value = "NAME", .help = "the team, one of the organisation's profiles", .letter = 't'};
inline constexpr Option network = {
    .name = "network", .value = "POLICY", .help = "narrow the network: web-egress-enforced, locked-down-web"};
inline constexpr Option standalone = {.name = "standalone", .help = "no organisation, where it allows that"};
inline constexpr Option offline = {.name = "offline", .help = "use what is cached"};
inline constexpr Option no_personal = {.name = "no-personal", .help = "leave out the personal layer"};
inline constexpr Option no_user = {.name = "no-user", .help = "read nothing from the home directory"};
inline constexpr Option personal = {
    .name = "personal", .value = "FILE", .help = "this personal profile instead of the repository's"};
inline constexpr Option exceptions = {
    .name = "exceptions", .value = "FILE", .help = "the exceptions of this file, and no others"};
inline constexpr Option against = {
    .name = "against", .value = "FILE", .help = "compare with this file instead of the one that holds"};
inline constexpr Option teams = {.name = "teams", .value = "NAMES", .help = "only these teams, separated by commas"};
inline constexpr Option field = {.name = "field", .value = "FIELD", .help = "only this value or list"};
inline constexpr Option force = {.name = "force", .help = "write over what is there"};
inline constexpr Option template_name = {
    .name = "template", .value = "NAME", .help = "minimal, teams, strict or reference"};
inline constexpr Option org_name = {.name = "org-name", .value = "NAME", .help = "what the organisation is called"};
inline constexpr Option org_domain = {.name = "org-domain", .value = "DOMAIN", .help = "below which its hosts are"};
inline constexpr Option to_stdout = {.name = "stdout", .help = "print the file instead of writing it"};
inline constexpr Option output = {.name = "output", .value = "FILE", .help = "write this file instead of org.json"};
inline constexpr Option list_templates = {.name = "list-templates", .help = "print the templates there are"};
inline constexpr Option no_input = {.name = "no-input", .help = "never ask"};

inline constexpr Option preview = {.name = "preview", .help = "only show what would be imported"};
inline constexpr Option auth = {
    .name = "auth", .value = "SPEC", .help = "where the credential is: env:NAME or command:COMMAND"};
inline constexpr Option auth_header = {
    .name = "auth-header", .value = "NAME", .help = "the header it travels in, such as PRIVATE-TOKEN"};
inline constexpr Option digest = {
    .name = "digest", .value = "DIGEST", .help = "take no file but the one with this digest"};

inline constexpr Option all_teams = {.name = "all-teams", .help = "the files of all teams that keep one"};
inline constexpr Option sync = {.name = "sync", .help = "ask the organisation's source again first"};
inline constexpr Option team_file = {.name = "file", .value = "FILE", .help = "take this for the team's own file"};

inline constexpr Option resolving[] = {
    org, team, network, standalone, offline, no_personal, no_user, personal, exceptions};
inline constexpr Option explaining[] = {
    org, team, network, standalone, offline, no_personal, no_user, personal, exceptions, field};
inline constexpr Option of_org[] = {org, offline};
inline constexpr Option of_status[] = {org, team, standalone, offline};
inline constexpr Option switching[] = {org, offline, no_input};
inline constexpr Option listing_teams[] = {org, offline, sync};
inline constexpr Option updating[] = {team, all_teams};
inline constexpr Option checking_team[] = {org, offline, team_file};
inline constexpr Option fetching[] = {auth, auth_header};
inline constexpr Option importing[] = {preview, auth, auth_header, digest};
inline constexpr Option simulating[] = {against, teams};
inline constexpr Option writing[] = {force};
inline constexpr Option starting[] = {template_name, org_name, org_domain, to_stdout, output, force, list_templates};

}  // namespace scc::config::option
