# shellcheck shell=sh disable=SC2034 # the variables are used by those that source this
# Claude Code, for the tests of this folder.

# How it is signed in: with nothing that anybody accepts but the model of the test.
export ANTHROPIC_API_KEY=sk-ant-a-key-of-the-test-and-of-nobody

# The words of a headless turn, before the prompt.
headless=-p

# What becomes of a plan (a filter of jq) whose managed settings are as the filter given leaves them.
managed() {
    echo "(.data.provider.files[] | select(.path == \"/etc/claude-code/managed-settings.d/50-scc.json\") | .content) |= $1"
}
without_hook=$(managed '(fromjson | del(.hooks) | tojson)')
