// The commands about exceptions.
#pragma once

#include "cli/tool.hpp"
#include "commands.hpp"
#include "options.hpp"
#include "unblock.hpp"

namespace scc::config {

namespace option {

inline constexpr Option reason = {.name = "reason", .value = "TEXT", .help = "why, for the audit log"};
inline constexpr Option ticket = {.name = "ticket", .value = "ID", .help = "where it was agreed, for the audit log"};
inline constexpr Option lasting = {.name = "for", .value = "TIME", .help = "how long: 90m, 2h, 1d"};
inline constexpr Option ttl = {.name = "ttl", .value = "TIME", .help = "the same as --for"};
inline constexpr Option expires_at = {
    .name = "expires-at", .value = "MOMENT", .help = "until then: 2030-01-31T12:00:00Z"};
inline constexpr Option until = {.name = "until", .value = "HH:MM", .help = "until the clock shows that"};
inline constexpr Option shared = {.name = "shared", .help = "in the repository's store instead of one's own"};
inline constexpr Option yes = {.name = "yes", .help = "do not ask"};

inline constexpr Option releasing[] = {
    org,
    standalone,
    offline,
    reason,
    ticket,
    lasting,
    ttl,
    expires_at,
    until,
    shared,
    {.name = "allow-plugin", .value = "PATTERN", .help = "release plugins", .repeatable = true},
    {.name = "allow-mcp", .value = "PATTERN", .help = "release MCP servers", .repeatable = true},
    {.name = "allow-destination", .value = "PATTERN", .help = "release destinations", .repeatable = true},
    {.name = "allow-rule", .value = "ID", .help = "release a rule; with --policy only", .repeatable = true},
    {.name = "policy", .help = "keep nothing; print the record for the organisation's file"},
};
inline constexpr Option unblocking[] = {org,
                                        team,
                                        network,
                                        standalone,
                                        offline,
                                        no_personal,
                                        reason,
                                        ticket,
                                        lasting,
                                        ttl,
                                        expires_at,
                                        until,
                                        shared,
                                        yes,
                                        no_input};
inline constexpr Option listing[] = {
    org,
    standalone,
    offline,
    {.name = "active", .help = "those in force, as without an option"},
    {.name = "expired", .help = "those that have ended"},
    {.name = "all", .help = "both"},
};
inline constexpr Option removing[] = {shared};
inline constexpr Option cleaning[] = {org, standalone, offline, shared};
inline constexpr Option resetting[] = {shared, yes};

}  // namespace option

inline constexpr cli::Verb exception_verbs[] = {
    {.name = "exceptions list",
     .help = "list what is released for a while",
     .options = option::listing,
     .emits = "exceptions",
     .body = list_exceptions,
     .text = exceptions_text},
    {.name = "exceptions create",
     .help = "release something for a while",
     .options = option::releasing,
     .emits = "exception",
     .body = create_exception,
     .text = created_text},
    {.name = "exceptions delete",
     .operands = "ID",
     .help = "end an exception; the beginning of its id is enough",
     .options = option::removing,
     .takes = {1, 1},
     .emits = "exceptions",
     .body = delete_exception,
     .text = removed_text},
    {.name = "exceptions cleanup",
     .help = "remove those that have ended",
     .options = option::cleaning,
     .emits = "exceptions",
     .body = clean_exceptions,
     .text = removed_text},
    {.name = "exceptions reset",
     .help = "remove all of them",
     .options = option::resetting,
     .emits = "exceptions",
     .body = reset_exceptions,
     .text = removed_text},
    {.name = "unblock",
     .operands = "TARGET",
     .help = "release something that is denied here",
     .options = option::unblocking,
     .takes = {1, 1},
     .emits = "exception",
     .body = unblock,
     .text = unblocked_text},
};

}  // namespace scc::config
