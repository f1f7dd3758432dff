# shellcheck shell=sh disable=SC2034 # the variables are used by those that source this
# Codex CLI, for the tests of this folder.

# How it is signed in: with nothing that anybody accepts but the model of the test.
export CODEX_API_KEY=sk-a-key-of-the-test-and-of-nobody

# The host of its vendor's interface.
vendor=api.openai.com

# The words of a headless turn, before the prompt.
headless=exec

# What becomes of a plan (a filter of jq) whose managed settings are as the filter given leaves them.
managed() {
    echo "(.data.provider.files[] | select(.path == \"/etc/codex/requirements.toml\") | .content) |= $1"
}
without_hook=$(managed '(split("\n") | map(select(startswith("PreToolUse") | not)) | join("\n"))')
broken_settings=$(managed '"= {"')
broken_status=1
says_broken='/etc/codex/requirements.toml'

# Where the files lie that govern it.
governed='/etc/codex /etc/codex/plugins /etc/codex/skills /etc/scc/provider'

# What stands on the terminal when it waits for a prompt.
prompt_shown='Ask Codex to do anything'

# A server for the volume.
add_server='mcp add own-server -- /bin/true'

# It lists servers that its requirements disable as well, and says so.
list_servers() {
    launch -- mcp list --json >"$work/servers" || return
    jq --raw-output '.[] | select(.enabled) | .name' "$work/servers"
}

# Whether it knows plugins.
knows_plugins=yes

# Plugins and skills, a name a line: the one as it lists them, the others as it tells the model of them.
list_plugins() {
    launch -- plugin list --json >"$work/plugins" || return
    jq --raw-output '.installed[] | select(.enabled) | .name' "$work/plugins"
    launch -- $headless go >"$work/turn" || return
    jq --raw-output '.. | strings' "$model_log.request" | sed -n 's/^- \([a-z0-9:-]*\): .*(file: .*/\1/p'
}

# add_to_repository DIRECTORY: what a repository can say about servers and plugins
add_to_repository() {
    mkdir -p "$1/.codex"
    cat >"$1/.codex/config.toml" <<REPOSITORY
[mcp_servers.rogue]
command = "/usr/bin/python3"
args = ["$1/server", "rogue"]
[marketplaces.rogue]
source_type = "local"
source = "$1/market"
[plugins."rogue-plugin@rogue"]
enabled = true
[plugins."blocked-plugin@acme-tools"]
enabled = true
REPOSITORY
}

# A sign-in that needs no vendor.
sign_in_method=api-key
sign_in_question='Paste the API key'
sign_in_answer='sk-a-key-of-the-test\r'
sign_in_ends=yes
