#include <nlohmann/json.hpp>

#include "render.hpp"
#include "wire/parse.hpp"

namespace scc::provider {
namespace {

using nlohmann::json;

// The lock is the one that the agent itself takes for this file. Whatever keeps the answers from being written, the
// agent is started: then it asks.
constexpr std::string_view script = R"sh(#!/bin/sh
# Starts Claude Code without the questions of a first start: their answers are added to .claude.json in the volume where
# there are none. What stands there stays.
known=$CLAUDE_CONFIG_DIR/.claude.json
lock=$known.lock
key=${ANTHROPIC_API_KEY:-}
end=${key#"${key%????????????????????}"} # its last 20 characters: what the agent keeps of it
[ -n "$end" ] || end=$key

# Said at every start, so without reading the file as JSON.
is_answered() {
    grep -qsF '"hasCompletedOnboarding"' "$known" && { [ -z "$key" ] || grep -qF "\"$end\"" "$known"; }
}

# The file with what is missing; nothing when all of it is there.
# shellcheck disable=SC2016 # jq's variables
answered() {
    { cat "$known" 2>/dev/null || echo '{}'; } | end=$end jq '
        . as $before
        | if .hasCompletedOnboarding == null then .hasCompletedOnboarding = true else . end
        | if $ENV.end == "" or ([.customApiKeyResponses[]?[]?] | index($ENV.end)) then .
          else .customApiKeyResponses.approved += [$ENV.end] end
        | select(. != $before)' 2>/dev/null
}

# A lock as old as that was left by an agent that was killed.
locked() {
    for _ in 1 2 3 4 5 6 7 8 9 10; do
        mkdir "$lock" 2>/dev/null && return
        [ -z "$(find "$lock" -maxdepth 0 -mmin +1 2>/dev/null)" ] || rmdir "$lock"
        sleep 0.1
    done
    return 1
}

write_answers() {
    made=$(mktemp "$known.XXXXXX") || return
    if answered >"$made" && [ -s "$made" ]; then mv "$made" "$known"; else rm -f "$made"; fi
}

if ! is_answered && locked; then
    write_answers
    rmdir "$lock"
fi
here=${0%/*}
[ ! -e "$here/mcp.json" ] || set -- "--mcp-config=$here/mcp.json" "$@"
exec claude --settings "$here/settings.json" "$@"
)sh";

}  // namespace

model::ProvidedFile claude_personal_settings(const model::Effective& config) {
    const json settings = personal_settings(config, "claude");
    return {std::string(claude_settings_file), 0444, wire::text_of(settings)};
}

model::ProvidedFile claude_start_script() { return {std::string(claude_start), 0555, std::string(script)}; }

}  // namespace scc::provider
