# shellcheck shell=sh disable=SC2034 # the variables are used by those that source this
# Gemini CLI, for the tests of this folder.

# How it is signed in: with nothing that anybody accepts but the model of the test.
export GEMINI_API_KEY=a-key-of-the-test-and-of-nobody

# The host of its vendor's interface.
vendor=generativelanguage.googleapis.com

# The words of a headless turn, before the prompt.
headless=-p

# What becomes of a plan (a filter of jq) whose managed settings are as the filter given leaves them.
managed() {
    echo "(.data.provider.files[] | select(.path == \"/etc/gemini-cli/settings.json\") | .content) |= $1"
}
without_hook=$(managed '(fromjson | del(.hooks) | tojson)')
broken_settings=$(managed '"{"')
broken_status=52
says_broken='Error in /etc/gemini-cli/settings.json'

# Where the files lie that govern it.
governed='/etc/gemini-cli /etc/gemini-cli/skills /etc/scc/provider /opt/agent'

# What stands on the terminal when it waits for a prompt.
prompt_shown='Type your message'

# A server for the volume.
add_server='mcp add --scope user own-server /bin/true'

# It lists servers that its settings leave out as well, and says so.
list_servers() {
    launch -- mcp list >"$work/servers" 2>&1 || return
    grep -v Blocked "$work/servers"
}

# Whether it knows plugins.
knows_plugins=

# Skills, a name a line, as it tells the model of them; in a repository that allows servers of its own by a list.
list_plugins() {
    jq '.mcp.allowed = ["rogue"]' "$work/project/.gemini/settings.json" >"$work/allowing" || return
    mv "$work/allowing" "$work/project/.gemini/settings.json"
    launch -- $headless go >"$work/turn" || return
    jq --raw-output '.. | strings' "$model_log.request" | sed -n 's/.*<name>\(.*\)<\/name>.*/\1/p'
}

# add_to_repository DIRECTORY: what a repository can say about servers
add_to_repository() {
    mkdir -p "$1/.gemini"
    jq --null-input --arg server "$1/server" \
        '{mcpServers: {rogue: {command: "/usr/bin/python3", args: [$server, "rogue"]}}}' >"$1/.gemini/settings.json"
}

# A sign-in as far as it comes without its vendor: to the question, which gets no code, and is asked twice.
sign_in_method=google-account
sign_in_question='Enter the authorization code'
sign_in_answer='\r'
sign_in_ends=
