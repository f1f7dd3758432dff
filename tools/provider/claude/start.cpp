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

# The file with what is missing; nothing when all of it is there.
# shellcheck disable=SC2016 # jq's variables
answered() {
    { cat "$known" 2>/dev/null || echo '{}'; } | jq '
        ($ENV.ANTHROPIC_API_KEY // "") as $key
        | def default($path; $value): if getpath($path) == null then setpath($path; $value) else . end;
        . as $before
        | default(["hasCompletedOnboarding"]; true)
        | if $key == "" or ([.customApiKeyResponses[]?[]?] | index($key[-20:])) then .
          else .customApiKeyResponses.approved += [$key[-20:]] end
        | select(. != $before)'
}

locked() {
    for _ in 1 2 3 4 5 6 7 8 9 10; do
        mkdir "$lock" 2>/dev/null && return
        sleep 0.1
    done
    return 1
}

write_answers() {
    made=$(mktemp "$known.XXXXXX") || return
    if answered >"$made" && [ -s "$made" ]; then mv "$made" "$known"; else rm -f "$made"; fi
}

if [ -n "$(answered)" ] && locked; then
    write_answers
    rmdir "$lock"
fi
here=$(dirname "$0")
[ ! -e "$here/mcp.json" ] || set -- "--mcp-config=$here/mcp.json" "$@"
exec claude --settings "$here/settings.json" "$@"
)sh";

}  // namespace

model::ProvidedFile claude_personal_settings(const model::Effective& config) {
    json settings = json::object();
    for (const model::AgentSetting* setting : settings_for(config, "claude")) {
        settings[setting->key] = wire::parse(setting->value, setting->key).value_or(json());
    }
    return {std::string(claude_settings_file), 0444, wire::text_of(settings)};
}

model::ProvidedFile claude_start_script() { return {std::string(claude_start), 0555, std::string(script)}; }

}  // namespace scc::provider
