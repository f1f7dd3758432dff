// The verb that sends the log elsewhere.
#pragma once

#include "cli/tool.hpp"
#include "export/export.hpp"
#include "query/options.hpp"

namespace scc::audit {

namespace option {

inline constexpr Option export_format = {.name = "format", .value = "FORMAT", .help = "jsonl, csv, ocsf or otlp"};
inline constexpr Option to = {
    .name = "to", .value = "WHERE", .help = "a file, syslog:SOCKET, or the http(s):// address of a collector"};
inline constexpr Option cursor = {
    .name = "cursor", .value = "FILE", .help = "keep here how far the export has come (--to: one of its own)"};
inline constexpr Option auth = {
    .name = "auth", .value = "FROM", .help = "env:NAME or command:COMMAND: the collector's bearer token"};

inline constexpr Option exporting[] = {
    type, since, until, provider, team, workspace, rule, verdict, export_format, to, cursor, auth};

}  // namespace option

inline constexpr cli::Verb export_verbs[] = {
    {.name = "export",
     .operands = "[SESSION]",
     .help = "the records for other programs, each once",
     .options = option::exporting,
     .takes = {0, 1},
     .emits = "exported",
     .body = export_to,
     .text = export_text,
     .act = export_here,
     .acts = prints_export},
};

}  // namespace scc::audit
