# shellcheck shell=sh disable=SC2034,SC2154 # the variables are used by those that source this
# What the tests of the guard in a real container share. A script sources it first, with the guard as its argument.
#
# The engine is SCC_ENGINE, else Docker; the image SCC_TEST_IMAGE, else the newest scc-base, which is built when there is
# none. The container is hardened as a sandbox is (`contain`); $uid owns the workspace.
set -u
engine=${SCC_ENGINE:-docker}
guard=$(readlink -f "$1")
here=$(dirname "$(readlink -f "$0")")
failures=0 checks=0 volume=scc-test-guard-$$ label=scc.test=guard-$$ keep=--rm

if ! command -v "$engine" >/dev/null || ! "$engine" info >/dev/null 2>&1; then echo "SKIP: no $engine"; exit 77; fi
newest() { "$engine" images -q scc-base | head -n 1; }
[ -n "${SCC_TEST_IMAGE:-$(newest)}" ] || scc-sandbox image build scc-base >&2
image=${SCC_TEST_IMAGE:-$(newest)}
[ -n "$image" ] || { echo "$engine has no image scc-base"; exit 1; }

scratch=$(mktemp -d) || exit 1
clean() {
    "$engine" ps -aq --filter "label=$label" | xargs -r "$engine" rm -f >/dev/null 2>&1
    "$engine" volume rm -f $volume >/dev/null 2>&1
    rm -rf "$scratch"
}
trap clean EXIT
trap 'exit 130' INT TERM
chmod 755 "$scratch"
# crun refuses control groups of version 1 beside an empty version 2.
if [ "$engine" = podman ] && [ "$(podman info -f '{{.Host.CgroupsVersion}} {{.Host.OCIRuntime.Name}}')" = 'v1 crun' ]; then
    printf '#!/bin/sh\nexec podman --runtime runc "$@"\n' >"$scratch/podman"
    chmod +x "$scratch/podman"
    engine=$scratch/podman
fi
mkdir "$scratch/policy"
cat >"$scratch/policy/policy.json" <<'POLICY'
{"scc": 1, "kind": "policy",
 "data": {"action": "block", "network": "locked-down-web", "protected_branches": ["main"], "because": "the test"}}
POLICY
policy=$scratch/policy
export engine guard image scratch label keep policy

# A fresh repository and a fresh event directory, both of the owner.
fresh() {
    rm -rf "$scratch/work" "$scratch/events"
    mkdir "$scratch/work" "$scratch/events"
    git init -q -b main "$scratch/work"
    git -C "$scratch/work" -c user.name=t -c user.email=t@t commit -q --allow-empty -m first
    chown -R "$uid:$uid" "$scratch/work" "$scratch/events"
}

contain() { "$here/contain" "$@"; }

failed() {
    echo "FAILED ($engine, uid $uid): $*"
    sed 's/^/    /' "$scratch/out"
    failures=$((failures + 1))
}

# expect STATUS TEXT COMMAND…: the status, and a text that stands in what the command prints (empty: any).
expect() {
    wanted=$1 text=$2
    shift 2
    checks=$((checks + 1))
    "$@" >"$scratch/out" 2>&1 </dev/null
    status=$?
    if [ $status != "$wanted" ]; then failed "status $status instead of $wanted: $*"; return; fi
    [ -z "$text" ] || grep -qF -e "$text" "$scratch/out" || failed "no '$text' from: $*"
}

# The same for a line of sh in a container of its own.
inside() { expect "$1" "$2" contain -- sh -c "$3"; }

# both PART…: each part, for an owner with uid 1000 and for one with uid 0; those of SCC_TEST_PARTS when it says so
both() {
    uid=1000
    fresh
    export uid
    contain -- true || { echo "$engine runs no container"; exit 1; }
    for uid in 1000 0; do
        for part; do
            case " ${SCC_TEST_PARTS:-$part} " in *" $part "*) $part ;; esac
        done
    done
    echo "$checks checks, $failures failed"
    [ $failures -eq 0 ]
}
