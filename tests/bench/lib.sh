# shellcheck shell=sh
# What the benches that launch share: $paired, the program that is their first argument; the engine at hand; and a
# directory with a git project, which is entered.
# shellcheck disable=SC2034
paired=$(readlink -f "$1")
engine=${SCC_ENGINE:-docker}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export XDG_CACHE_HOME="${XDG_CACHE_HOME:-$HOME/.cache}"
export HOME="$work" XDG_STATE_HOME="$work/state" XDG_CONFIG_HOME="$work/config"
mkdir "$work/project"
cd "$work/project" || exit 1
git -c init.defaultBranch=topic init -q

need_engine() {
    "$engine" info >/dev/null 2>&1 || { echo "SKIP: $engine does not answer" && exit 77; }
    plain_run="$engine run --rm --ulimit nofile=1024 --ulimit nproc=1024"
    [ "$engine" != podman ] || [ "$(podman info --format '{{.Host.CgroupsVersion}} {{.Host.OCIRuntime.Name}}')" != 'v1 crun' ] ||
        plain_run="podman --runtime runc ${plain_run#podman}"
}

# image_of NAME: its reference, after building it where it is missing
image_of() {
    scc image build "$1" --json | sed -n 's/^ *"reference": "\(.*\)",*$/\1/p'
}
