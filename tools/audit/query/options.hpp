// The options of the verbs that ask the log.
#pragma once

#include "cli/options.hpp"

namespace scc::audit::option {

using cli::Option;

inline constexpr Option type = {
    .name = "type", .value = "TYPE", .help = "only this type, or family (guard: guard.blocked, …)", .repeatable = true};
inline constexpr Option since = {
    .name = "since", .value = "WHEN", .help = "from this time or day on, or so long ago (8h, 2d)"};
inline constexpr Option until = {.name = "until", .value = "WHEN", .help = "before this time or day"};
inline constexpr Option provider = {
    .name = "provider", .value = "ID", .help = "only this provider", .repeatable = true};
inline constexpr Option team = {.name = "team", .value = "NAME", .help = "only this team", .repeatable = true};
inline constexpr Option workspace = {
    .name = "workspace", .value = "PATH", .help = "only this directory and those below it", .repeatable = true};
inline constexpr Option rule = {
    .name = "rule", .value = "RULE", .help = "only this rule, or family (git: git/push-force, …)", .repeatable = true};
inline constexpr Option verdict = {
    .name = "verdict", .value = "VERDICT", .help = "only allow, warn or block", .repeatable = true};
inline constexpr Option limit = {.name = "limit", .value = "N", .help = "only the newest N"};
inline constexpr Option format = {.name = "format", .value = "FORMAT", .help = "text, json, jsonl or csv"};
inline constexpr Option follow = {.name = "follow", .help = "stay, and show what is recorded from now on"};

inline constexpr Option asking[] = {type, since, until, provider, team, workspace, rule, verdict};
inline constexpr Option viewing[] = {
    type, since, until, provider, team, workspace, rule, verdict, limit, format, follow};

}  // namespace scc::audit::option
