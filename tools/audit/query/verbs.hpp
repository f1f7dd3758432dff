// The verbs that ask the log.
#pragma once

#include "cli/tool.hpp"
#include "query/options.hpp"
#include "query/stats.hpp"
#include "query/view.hpp"

namespace scc::audit {

constexpr cli::Verb view(std::string_view name,
                         std::string_view help,
                         Result<json> (*body)(const cli::Args&, const json&),
                         Result<int> (*act)(const cli::Args&, const json&)) {
    return {.name = name,
            .operands = "[SESSION]",
            .help = help,
            .options = option::viewing,
            .takes = {0, 1},
            .emits = "events",
            .body = body,
            .text = table_of,
            .act = act,
            .acts = streams};
}

inline constexpr cli::Verb query_verbs[] = {
    view("show", "what happened, oldest first", show, stream_all),
    view("launches", "agents planned, started and ended", launches, stream_launches),
    view("safety", "commands refused and warned about", safety, stream_safety),
    view("network", "hosts refused and reached", network, stream_network),
    {.name = "stats",
     .operands = "[SESSION]",
     .help = "how often what happened, and on which day",
     .options = option::asking,
     .takes = {0, 1},
     .emits = "statistics",
     .body = stats,
     .text = stats_text},
};

}  // namespace scc::audit
