# shellcheck shell=sh disable=SC2034 # the variables are used by those that source this
# Claude Code, for the tests of this folder.

# How it is signed in: with nothing that anybody accepts but the model of the test.
export ANTHROPIC_API_KEY=sk-ant-a-key-of-the-test-and-of-nobody

# The host of its vendor's interface.
vendor=api.anthropic.com

# The words of a headless turn, before the prompt.
headless=-p

# What becomes of a plan (a filter of jq) whose managed settings are as the filter given leaves them.
managed() {
    echo "(.data.provider.files[] | select(.path == \"/etc/claude-code/managed-settings.d/50-scc.json\") | .content) |= $1"
}
without_hook=$(managed '(fromjson | del(.hooks) | tojson)')
broken_settings=$(managed '"{"')
broken_status=1
says_broken='none of its settings are in effect'

# Where the files lie that govern it.
governed='/etc/claude-code /etc/claude-code/managed-settings.d /etc/claude-code/.claude/skills /etc/scc/provider'

# What stands on the terminal when it waits for a prompt.
prompt_shown='bypass'

# A server for the volume.
add_server='mcp add --scope user own-server /bin/true'

list_servers() { launch -- mcp list; }

# Whether it knows plugins.
knows_plugins=yes

# Plugins and skills, a name a line, as a turn says them when it begins.
list_plugins() {
    launch -- $headless --output-format stream-json --verbose go >"$work/stream" || return
    jq --raw-output 'select(.subtype == "init") | .plugins[].name, .skills[]' "$work/stream"
}

# add_to_repository DIRECTORY: what a repository can say about servers and plugins
add_to_repository() {
    mkdir -p "$1/.claude"
    jq --null-input --arg server "$1/server" \
        '{mcpServers: {rogue: {command: "/usr/bin/python3", args: [$server, "rogue"]}}}' >"$1/.mcp.json"
    jq --null-input --arg market "$1/market" \
        '{extraKnownMarketplaces: {rogue: {source: {source: "directory", path: $market}}},
          enabledPlugins: {"rogue-plugin@rogue": true, "blocked-plugin@acme-tools": true}}' >"$1/.claude/settings.json"
}

# A sign-in as far as it comes without its vendor: to the question, which is broken off.
sign_in_method=paste-code
sign_in_question='Paste code here if prompted'
sign_in_answer='\003'
sign_in_ends=
