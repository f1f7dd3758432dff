# For the scripts beside it: a program with the engine's name, earlier in PATH, that writes down every call and, from a
# call on, does what an engine does that is in trouble; or kills at a call who made it, before or after that.
# shellcheck shell=sh disable=SC2154
real_engine=$(command -v "$engine")
observer=$scratch/bin
mkdir "$observer"
cat >"$observer/$engine" <<'ENGINE'
#!/bin/sh
exec 9>>"$SCC_TEST_CALLS"
flock 9
printf '%s\n' "$*" >>"$SCC_TEST_CALLS"
number=$(wc -l <"$SCC_TEST_CALLS")
exec 9>&-
killed() {
    [ "$(cat "/proc/$PPID/comm")" != scc-sandbox ] || kill -KILL "$PPID"
}
if [ "$number" = "${SCC_TEST_KILLED_AT:-0}" ]; then
    [ "$SCC_TEST_KILLED" != before ] || { killed && exit 1; }
    exec 8<&0
    "$SCC_TEST_ENGINE" "$@" <&8 &
    client=$!
    # A proxy's client is told to end; what was to come after the call comes then as well.
    trap 'kill -TERM "$client"' TERM
    while kill -0 "$client" 2>/dev/null; do wait "$client"; done
    killed
    exit
fi
[ "$number" -ge "${SCC_TEST_TROUBLE_FROM:-1000}" ] || exec "$SCC_TEST_ENGINE" "$@"
case $SCC_TEST_TROUBLE in
hangs) exec sleep 1000 ;;
mute)
    "$SCC_TEST_ENGINE" "$@" </dev/null >/dev/null 2>&1
    exec sleep 1000
    ;;
dead)
    echo 'Cannot connect to the engine. Is it running?' >&2
    exit 1
    ;;
esac
ENGINE
chmod 755 "$observer/$engine"
export SCC_TEST_CALLS="$scratch/calls" SCC_TEST_ENGINE="$real_engine"

# observed COMMAND…: with that program in place of the engine's; its calls are in $SCC_TEST_CALLS afterwards.
observed() {
    : >"$SCC_TEST_CALLS"
    PATH="$observer:$PATH" "$@"
}

# The sub-command of the call with that number: "network create".
call_number() {
    sed -n "$1s/^--runtime [a-z]* //; $1p" "$SCC_TEST_CALLS" | sed -E 's/^((network|image) [a-z]+|[a-z]+).*/\1/'
}
