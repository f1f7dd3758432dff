# For the scripts beside it: a state directory and a workspace of the test's own, plans, and what must be left: nothing.
# shellcheck shell=sh disable=SC2034
set -u
engine=${SCC_ENGINE:-docker}
export SCC_ENGINE="$engine"
if ! command -v "$engine" >/dev/null || ! "$engine" info >/dev/null 2>&1; then echo "SKIP: no $engine"; exit 77; fi
image=${SCC_TEST_IMAGE:-scc-base}
failures=0 checks=0

scratch=$(mktemp -d) || exit 1
export SCC_NO_INPUT=1
labels=$scratch/labels

# state_in DIRECTORY: where the state directory is from here on; the engine's objects carry another label for each
state_in() {
    export XDG_STATE_HOME="$1"
    label=scc.owner=uid-$(printf %s "$1/scc" | sha256sum | cut -c1-12)
    echo "$label" >>"$labels"
}
state_in "$scratch/state"
tidy() { :; }
clean() {
    tidy
    while read -r label; do
        "$engine" ps -aq --filter "label=$label" | xargs -r "$engine" rm -f >/dev/null 2>&1
        "$engine" network ls -q --filter "label=$label" | xargs -r "$engine" network rm >/dev/null 2>&1
    done <"$labels"
    rm -rf "$scratch"
}
trap clean EXIT
trap 'exit 130' INT TERM
chmod 755 "$scratch"
workspace=$scratch/work
mkdir "$workspace"
chown 1234:1234 "$workspace"

# A plan as scc-net leaves it: plan WORD… runs these words. Changes of it are jq filters in $change.
change=.
plan() {
    scc-config resolve --standalone --no-user "$workspace" >"$scratch/rules" || return
    jq -n --slurpfile rules "$scratch/rules" --arg root "$workspace" --arg image "$image" --argjson owner "$(stat -c '{"uid": %u, "gid": %g}' "$workspace")" '
      {scc: 1, kind: "plan", data: {
        workspace: {root: $root, entry: $root, repository: null, worktree: null, branch: null, owner: $owner},
        config: ($rules[0].data.config | .policy_digest = "00"),
        provider: {id: "shell", chosen_because: "the test", image: $image, image_is_ours: true,
          argv: $ARGS.positional, env: {}, volume: null, files: [], trees: [], hosts: [],
          unexpressed: [],
          auth: {state: "none-needed", mechanism: "", kept: []}, session: {id: null, resume: false}},
        net: {policy: "open", isolation: "internal", allow: [], refused: [], deny: [], proxy: null, environment: {}}}}
      | '"$change" --args -- "$@"
}

# launch OPTIONS -- WORD…: a session; OPTIONS are those of `plan`.
launch() {
    options=
    while [ "$1" != -- ]; do options="$options $1"; shift; done
    shift
    # shellcheck disable=SC2086
    plan "$@" | scc-sandbox plan $options >"$scratch/plan" || return
    scc-sandbox run --plan-fd 3 3<"$scratch/plan"
}
once() { launch --once -- "$@"; }

failed() {
    echo "FAILED ($engine): $*"
    sed 's/^/    /' "$scratch/out" "$scratch/err" 2>/dev/null
    failures=$((failures + 1))
}

# expect STATUS TEXT COMMAND…: its status, and a text it prints (empty: any).
expect() {
    wanted=$1 text=$2
    shift 2
    checks=$((checks + 1))
    "$@" >"$scratch/out" 2>"$scratch/err" </dev/null
    status=$?
    if [ $status != "$wanted" ]; then failed "status $status instead of $wanted: $*"; return; fi
    [ -z "$text" ] || cat "$scratch/out" "$scratch/err" | grep -qF -e "$text" || failed "no '$text' from: $*"
}

left() {
    "$engine" ps -a --format '{{.Names}}' --filter "label=$label"
    "$engine" network ls --format '{{.Name}}' --filter "label=$label"
    [ ! -d "$scratch/state" ] || find "$scratch/state" -name secrets
}

# Nothing of ours is on the engine, and no secret on the disk.
nothing_left() {
    checks=$((checks + 1))
    left >"$scratch/out" 2>&1
    : >"$scratch/err"
    [ ! -s "$scratch/out" ] || failed "left behind: $1"
}

# beside NAME COMMAND…: runs it beside us, with a scratch and a state directory of its own; `together` waits for all such
# and counts their checks and failures
beside() {
    lane=$scratch/$1
    shift
    mkdir "$lane"
    in_lane "$@" &
    lanes="${lanes:-} $!:$lane"
}
in_lane() {
    scratch=$lane checks=0 failures=0
    state_in "$scratch/state"
    "$@" >"$scratch/said" 2>&1
    echo "$checks $failures" >"$scratch/count"
}
together() {
    for lane in $lanes; do
        wait "${lane%%:*}"
        lane=${lane#*:}
        cat "$lane/said"
        read -r more_checks more_failures <"$lane/count" || more_failures=1
        checks=$((checks + ${more_checks:-0})) failures=$((failures + more_failures))
    done
    lanes=
}

finish() {
    echo "$checks checks on $engine, $failures failed"
    [ $failures -eq 0 ]
    exit
}

# A container of the test's own; crun refuses control groups of version 1 beside an empty version 2.
run_here() {
    case $engine:$([ "$engine" != podman ] || podman info --format '{{.Host.CgroupsVersion}} {{.Host.OCIRuntime.Name}}') in
        'podman:v1 crun') podman --runtime runc run "$@" ;;
        *) "$engine" run "$@" ;;
    esac
}
