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
# Sets model_address and model_url; what it is told stands in $model_log, its last request in $model_log.request.
start_model() { start_model_as --listen 0.0.0.0:8080 -- "$@"; }

# certificate SUBJECT FILE KEY-FILE [OPTION…]: makes both, signed by itself unless the options say by whom
certificate() {
    subject=$1 made=$2 key=$3
    shift 3
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -noenc -days 2 -subj "$subject" \
        -keyout "$key" -out "$made" "$@" 2>/dev/null
}

# start_vendor COMMAND…: the same under the name of the agent's vendor, with a certificate by $work/vendor.pem,
# and a server that knows the name, at $name_server_address.
start_vendor() {
    mkdir -p "$work/vendor"
    certificate "/CN=An authority of the test" "$work/vendor.pem" "$work/vendor/authority" || exit 1
    # shellcheck disable=SC2154 # of the agent's own file
    certificate "/CN=$vendor" "$work/vendor/leaf" "$work/vendor/key" -CA "$work/vendor.pem" \
        -CAkey "$work/vendor/authority" -addext "subjectAltName=DNS:$vendor" -addext 'basicConstraints=CA:FALSE' || exit 1
    cat "$work/vendor/key" "$work/vendor/leaf" >"$work/vendor/both"
    start_model_as --listen 0.0.0.0:443 --certificate /vendor/both -- "$@"
    name_server_address=$(serve "scc-test-$$-names" "$name_server" "SERVER_NAMES=$vendor=$model_address refused.test=$model_address")
}

# start_model_as OPTION… -- COMMAND…
start_model_as() {
    [ -z "${model_name:-}" ] || engine kill "$model_name" >/dev/null
    model_name=scc-test-$$-model-${model_number:=0}
    model_number=$((model_number + 1))
    model_log=$work/model-$model_number/log
    mkdir -p "${model_log%/*}" "$work/vendor"
    : >"$model_log"
    run --detach --rm --name "$model_name" --volume "$here/../e2e/agents/model:/model:ro" \
        --volume "${model_log%/*}:/told" --volume "$work/vendor:/vendor:ro" --entrypoint python3 "$base" \
        /model --port-file /told/port --log /told/log "$@" >/dev/null || exit 1
    model_address=$(engine inspect --format '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}' "$model_name")
    model_url=http://$model_address:8080
    for _ in $(seq 100); do [ -s "${model_log%/*}/port" ] && return 0; sleep 0.1; done
    echo 'the model does not come up'
    exit 1
}

# org JQ-FILTER: writes $work/org.json, an organisation whose gateway for the agent is the model; the filter, which knows
# $project, $model and $names, adds to it.
org() {
    jq --null-input --arg agent "$agent" --arg url "$model_url" --arg project "$work/project" \
        --arg model "$model_address" --arg names "${name_server_address:-}" "{
        schema_version: \"1.0.0\",
        organization: {id: \"test\", name: \"Test\"},
        providers: {(\$agent): {gateway: \$url}},
        profiles: {team: {}}
    } | $1" >"$work/org.json" || exit 1
    rules="--org $work/org.json --team team"
}

# The launch: of the agent in a sandbox under $rules, which are those of the organisation, or --standalone.
# shellcheck disable=SC2086
launch() { scc start --provider "$agent" $rules --no-input "$@"; }

# turn [WORD…]: one headless turn with that prompt, which must end well; what is printed stands in $work/said
# shellcheck disable=SC2154,SC2086 # $headless, words of the agent's own file
turn() { expect 0 launch -- $headless "$@"; }

# turn_with JQ-FILTER [WORD…]: the same with a plan whose provider the filter changed
# shellcheck disable=SC2086
turn_with() {
    filter=$1
    shift
    planned "$filter" -- $headless "$@"
    expect 0 carry_out
}

# resumed CONVERSATION [WORD…]: a turn that continues it
# shellcheck disable=SC2086
resumed() {
    conversation=$1
    shift
    planned . --resume="$conversation" -- $headless "$@"
    expect 0 carry_out
}

# planned JQ-FILTER [OPTION…] -- WORD…: makes $work/plan.json, with the provider as the filter leaves it
planned() {
    filter=$1
    shift
    scc-config resolve --org "$work/org.json" --team team | scc-provider plan --provider "$agent" "$@" >"$work/provider.json"
    jq "$filter" "$work/provider.json" >"$work/changed.json" || exit 1
    [ "$filter" = . ] || ! cmp -s "$work/provider.json" "$work/changed.json" ||
        wrong "the filter changes nothing in the plan: $filter"
    scc-net plan <"$work/changed.json" | scc-sandbox plan >"$work/plan.json" || exit 1
}

# with_file PATH FILE: the filter that gives the agent that file at that path
with_file() { jq --null-input --raw-input --arg path "$1" --rawfile content "$2" \
    '{$path, mode: 292, $content} | ".data.provider.files += [\(tojson)]"' --raw-output; }

# carry_out: runs the plan $work/plan.json
carry_out() { scc-sandbox run --no-input --plan-fd 3 3<"$work/plan.json" </dev/null; }

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
