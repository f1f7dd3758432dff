# shellcheck shell=sh disable=SC2034 # the variables are used by those that source this
# What the tests against a real engine share. A script sources it first:
#
#     . "$(dirname "$(readlink -f "$0")")/lib.sh"
#     need_engine
#
# The engine is SCC_ENGINE, else docker. What a script makes in the engine carries "$label" and is removed at the end.
# HOME, state and configuration are fresh; the cache stays, so that images are made once and not once a test.
set -u
: "${SCC_ENGINE:=docker}"
export SCC_ENGINE SCC_NO_INPUT=1
export XDG_CACHE_HOME="${XDG_CACHE_HOME:-$HOME/.cache}"
label=scc.test=$$-$(date +%s)
work=$(mktemp -d) || exit 1
chmod 755 "$work"
export HOME="$work/home" XDG_STATE_HOME="$work/state" XDG_CONFIG_HOME="$work/config"
mkdir "$HOME"
failures=0

clean() {
    if [ -n "${engine_answers:-}" ]; then
        scc stop --all >/dev/null 2>&1
        scc prune >/dev/null 2>&1
        engine ps --all --quiet --filter "label=$label" | while read -r id; do
            engine kill "$id" >/dev/null 2>&1
            engine rm --force "$id" >/dev/null 2>&1
        done
    fi
    rm -rf "$work"
}
trap clean EXIT
trap 'exit 130' HUP INT TERM

# The engine, with what it needs on this machine: crun refuses control groups of version 1 beside an empty version 2.
engine() {
    case ${engine_runtime:-} in
        '') command "$SCC_ENGINE" "$@" ;;
        *) command "$SCC_ENGINE" --runtime "$engine_runtime" "$@" ;;
    esac
}

# A container of this test; podman has no daemon that could give it more than this process has.
run() {
    set -- --label "$label" "$@"
    [ "$SCC_ENGINE" != podman ] || set -- --ulimit nofile=1024:1024 --ulimit nproc=1024:1024 "$@"
    engine run "$@"
}

need_engine() {
    command -v "$SCC_ENGINE" >/dev/null || { echo "SKIP: $SCC_ENGINE is not installed"; exit 77; }
    engine info >/dev/null 2>&1 || { echo "SKIP: $SCC_ENGINE does not answer"; exit 77; }
    engine_answers=yes
    [ "$SCC_ENGINE" = podman ] || return 0
    [ "$(engine info --format '{{.Host.CgroupsVersion}} {{.Host.OCIRuntime.Name}}')" = 'v1 crun' ] && engine_runtime=runc
    return 0
}

# image NAME: builds it where it is missing and prints its reference.
image() {
    scc-sandbox image build "$1" --json >"$work/image" || exit 1
    sed -n 's/^ *"reference": "\(.*\)",*$/\1/p' "$work/image"
}

# expect STATUS COMMAND…: keeps what it printed for `says`
expect() {
    wanted=$1
    shift
    "$@" >"$work/said" 2>&1
    found=$?
    [ $found -eq "$wanted" ] && return 0
    echo "FAILED: '$*' ended with $found, not $wanted"
    sed 's/^/    | /' "$work/said"
    failures=$((failures + 1))
}

# says TEXT: the last `expect` printed it
says() {
    grep -qF -e "$1" "$work/said" && return 0
    echo "FAILED: not said: $1"
    sed 's/^/    | /' "$work/said"
    failures=$((failures + 1))
}

# says_not TEXT: the last `expect` did not print it
says_not() {
    grep -qF -e "$1" "$work/said" || return 0
    wrong "said: $1"
    sed 's/^/    | /' "$work/said"
}

# wrong TEXT: something is not as expected
wrong() {
    echo "FAILED: $*"
    failures=$((failures + 1))
}

# make_project DIRECTORY: a git project with one commit, on a branch that is not protected
make_project() {
    mkdir -p "$1"
    git -C "$1" -c init.defaultBranch=topic init -q
    git -C "$1" -c user.name=T -c user.email=t@localhost commit -q --allow-empty -m first
}

# nothing_left WORKSPACE: no container or network of ours is left for it
nothing_left() {
    left=$(engine ps --all --quiet --filter "label=scc.workspace=$1")$(engine network ls --quiet --filter "label=scc.workspace=$1")
    [ -z "$left" ] || wrong "left behind: $left"
}

# wait_until_running: until `scc list` shows a sandbox that runs
wait_until_running() {
    for _ in $(seq 300); do
        scc list --json 2>/dev/null | grep -q '"running"' && return 0
        sleep 0.2
    done
    wrong 'no sandbox came to run'
}

# serve NAME PERL-PROGRAM VARIABLE=VALUE: a server of the test's own on the engine's default network; prints its address
serve() {
    run --detach --name "$1" --env "$3" --entrypoint perl "$base" -e "$2" >/dev/null || exit 1
    engine inspect --format '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}' "$1"
}

# A web server on port 80 that answers with SERVER_TEXT.
# shellcheck disable=SC2016 # perl's variables
web_server='use IO::Socket::INET; $| = 1;
my $s = IO::Socket::INET->new(LocalPort => 80, Listen => 9, ReuseAddr => 1) or die "$!";
while (my $c = $s->accept) { while (<$c>) { last if /^\r?\n/ } my $t = "$ENV{SERVER_TEXT}\n";
print $c "HTTP/1.0 200 OK\r\nContent-Length: " . length($t) . "\r\n\r\n$t"; close $c }'

# A name server that knows the NAME=ADDRESS of SERVER_NAMES, and prints each name that it is asked for.
# shellcheck disable=SC2016 # perl's variables
name_server='use IO::Socket::INET; $| = 1; my %a = map { split /=/ } split / /, $ENV{SERVER_NAMES};
my $s = IO::Socket::INET->new(LocalPort => 53, Proto => "udp") or die "$!";
while ($s->recv(my $q, 512)) { my ($p, @l) = (12); while (my $n = ord substr $q, $p++, 1) { push @l, substr $q, $p, $n; $p += $n }
my ($name, $type) = (lc join(".", @l), unpack "n", substr $q, $p, 2); print "$name\n";
my $ip = $type == 1 ? $a{$name} : undef;
$s->send(substr($q, 0, 2) . pack("nnnnn", exists $a{$name} ? 0x8180 : 0x8183, 1, $ip ? 1 : 0, 0, 0) . substr($q, 12, $p - 8)
. ($ip ? pack("nnnNnC4", 0xc00c, 1, 1, 0, 4, split /\./, $ip) : "")) }'

# The last line of a script.
done_testing() {
    [ $failures -eq 0 ] || { echo "$failures failed"; exit 1; }
    echo "all as expected with $SCC_ENGINE"
}
