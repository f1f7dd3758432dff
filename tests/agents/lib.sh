# shellcheck shell=sh disable=SC2034 # the variables are used by those that source this
# What the tests of real agents in real sandboxes share. A script takes the agent's name and sources this first:
#
#     . "$(dirname "$(readlink -f "$0")")/lib.sh"
#     need_agent "$1"
#     start_model 'git status'
#     org .
#     turn go
#
# What differs between agents stands in a file for each: AGENT.sh beside this one. The agent talks to a model in a
# container of the test's own, which it reaches as its organisation's gateway; its data is in a volume of the test's own.
here=$(dirname "$(readlink -f "$0")")
. "$here/../e2e/lib.sh"
trap 'clean_agent; clean' EXIT
export SCC_VOLUME_PREFIX="scc-test-$$-"

clean_agent() {
    [ -n "${engine_answers:-}" ] || return 0
    scc stop --all >/dev/null 2>&1
    scc prune >/dev/null 2>&1
    engine volume ls --quiet --filter "name=^$SCC_VOLUME_PREFIX" | while read -r volume; do
        engine volume rm --force "$volume" >/dev/null 2>&1
    done
}

# need_agent AGENT: the engine, the agent's image and a project to work in; skips where the agent's package is neither
# kept nor to be had.
need_agent() {
    agent=$1
    # shellcheck source=claude.sh
    . "$here/$agent.sh"
    need_engine
    if ! scc-sandbox image build "scc-agent-$agent" --json >"$work/image" 2>"$work/said"; then
        grep -qE 'cannot fetch|npm is needed' "$work/said" || { cat "$work/said"; exit 1; }
        echo "SKIP: the package of $agent is not to be had: $(tail -n 2 "$work/said")"
        exit 77
    fi
    base=$(image scc-base)
    make_project "$work/project"
    cd "$work/project" || exit 1
}

# start_model COMMAND…: a model that has its agent run each COMMAND in turn, instead of one that was started before.
# Sets model_url; what it is told stands in $model_log, its last request in $model_log.request.
start_model() {
    [ -z "${model_name:-}" ] || engine kill "$model_name" >/dev/null
    model_name=scc-test-$$-model-${model_number:=0}
    model_number=$((model_number + 1))
    model_log=$work/model-$model_number/log
    mkdir "${model_log%/*}"
    : >"$model_log"
    run --detach --rm --name "$model_name" --volume "$here/../e2e/agents/model:/model:ro" \
        --volume "${model_log%/*}:/told" --entrypoint python3 "$base" /model --listen 0.0.0.0:8080 /told/port /told/log "$@" \
        >/dev/null || exit 1
    model_address=$(engine inspect --format '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}' "$model_name")
    model_url=http://$model_address:8080
    for _ in $(seq 100); do [ -s "${model_log%/*}/port" ] && return 0; sleep 0.1; done
    echo 'the model does not come up'
    exit 1
}

# org JQ-FILTER: writes $work/org.json, an organisation whose gateway for the agent is the model; the filter, which knows
# the directory $project, adds to it.
org() {
    jq --null-input --arg agent "$agent" --arg url "$model_url" --arg project "$work/project" "{
        schema_version: \"1.0.0\",
        organization: {id: \"test\", name: \"Test\"},
        providers: {(\$agent): {gateway: \$url}},
        profiles: {team: {}}
    } | $1" >"$work/org.json" || exit 1
}

# The launch: of the agent in a sandbox under the organisation.
launch() { scc start --provider "$agent" --org "$work/org.json" --team team --no-input "$@"; }

# turn [WORD…]: one headless turn with that prompt, which must end well; what is printed stands in $work/said
# shellcheck disable=SC2154,SC2086 # $headless, words of the agent's own file
turn() { expect 0 launch -- $headless "$@"; }

# turn_with JQ-FILTER [WORD…]: the same with a plan that the filter changed
turn_with() {
    changed_plan "$@"
    expect 0 carry_out
}

# resumed CONVERSATION [WORD…]: a turn that continues it
# shellcheck disable=SC2086
resumed() {
    conversation=$1
    shift
    scc-config resolve --org "$work/org.json" --team team |
        scc-provider plan --provider "$agent" --resume="$conversation" -- $headless "$@" |
        scc-net plan | scc-sandbox plan >"$work/changed.json" || exit 1
    expect 0 carry_out
}

# carry_out: runs the plan $work/changed.json
carry_out() { scc-sandbox run --no-input --plan-fd 3 3<"$work/changed.json" </dev/null; }

# changed_plan JQ-FILTER [WORD…]: makes $work/changed.json, the plan of that turn as the filter leaves it
# shellcheck disable=SC2086
changed_plan() {
    filter=$1
    shift
    launch --dry-run -- $headless "$@" >"$work/plan.json" || exit 1
    jq "$filter" "$work/plan.json" >"$work/changed.json" || exit 1
    jq --exit-status --slurp '.[0] != .[1]' "$work/plan.json" "$work/changed.json" >/dev/null ||
        wrong "the filter changes nothing in the plan: $filter"
}

# told TEXT: the model was told it as a result of one of its commands
told() {
    grep -qF -e "$1" "$model_log" && return 0
    wrong "the model was not told: $1"
    sed 's/^/    model | /' "$model_log"
    sed 's/^/    agent | /' "$work/said"
}

told_not() {
    grep -qF -e "$1" "$model_log" || return 0
    wrong "the model was told: $1"
    sed 's/^/    model | /' "$model_log"
}

# ran NAME…: the files that commands of the model left in the project are these
ran() {
    found=$(cd "$work/project" && echo *)
    [ "$found" = "$*" ] || wrong "ran: $found, not: $*"
}
