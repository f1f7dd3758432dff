# shellcheck shell=sh disable=SC2034 # the package lists are used by those that source this
# What share/quickstart and tests/run share: packages of Debian 12 and a running container engine.
# Sourced by a script that has set `set -u`.

# What it takes to build scc, and to run it.
build_packages='g++ meson ninja-build pkg-config nlohmann-json3-dev libtomlplusplus-dev libgit2-dev libre2-dev
    libspdlog-dev libfmt-dev nettle-dev libidn2-dev libyaml-dev libarchive-dev libcurl4-gnutls-dev libsodium-dev'
run_packages='git debootstrap gpgv debian-archive-keyring ca-certificates man-db'
# Podman, with what it makes networks and containers with.
podman_packages='podman runc containernetworking-plugins iptables'
# What it needs to do without root: numbers of users, networks, file systems.
rootless_packages='uidmap slirp4netns fuse-overlayfs'
# What fetches the agents whose hooks are tested, where there is no npm of another origin.
npm_packages='nodejs npm'
# What the report is looked at with.
browser_packages='chromium'
# What the tests need beyond that.
test_packages="libgtest-dev mandoc shellcheck clang-format squid jq python3 python3-fastjsonschema expect
    bash fish zsh minisign openssl util-linux iproute2 procps busybox-static docker.io $podman_packages $rootless_packages $browser_packages"

say() { printf '%s\n' "$*" >&2; }

die() {
    say "$*"
    exit 1
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

# Installs those of the packages that are missing.
need_packages() {
    missing=
    for package in "$@"; do
        dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing="$missing $package"
    done
    [ -n "$missing" ] || return 0
    say "installing:$missing"
    command -v apt-get >/dev/null || die "this needs Debian's apt-get; install by hand:$missing"
    [ "$(id -u)" -eq 0 ] || command -v sudo >/dev/null ||
        die "installing packages needs root, and there is no sudo; as root, run: apt-get update && apt-get install$missing"
    log=$(mktemp)
    # shellcheck disable=SC2086 # the list is made of words
    if as_root apt-get update >"$log" 2>&1 &&
        as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $missing >>"$log" 2>&1; then
        rm -f "$log"
        return 0
    fi
    tail -n 20 "$log" >&2
    rm -f "$log"
    die "cannot install:$missing
the lines above are the end of what apt-get said; run this again when its reason is gone"
}

# Shows how far ninja is, on a terminal.
show_progress() {
    [ -t 2 ] || { cat >/dev/null && return; }
    sed -un 's/^\(\[[0-9]*\/[0-9]*\]\).*/\1/p' | while read -r done_of_all; do printf '\r%s ' "$done_of_all" >&2; done
    printf '\r\033[K' >&2
}

# Configures DIRECTORY when that has not been done with these options, and builds it.
build_in() {
    directory=$1
    shift
    mkdir -p "$directory" || die "cannot make $directory"
    [ -e "$directory/build.log" ] || say "building takes some minutes; $directory/build.log tells how far it is"
    if [ ! -e "$directory/build.ninja" ] && ! meson setup "$directory" "$@" >"$directory/setup.log" 2>&1; then
        tail -n 20 "$directory/setup.log" >&2
        die "cannot configure $directory; all of it is in $directory/setup.log"
    fi
    rm -f "$directory/built"
    { meson compile -C "$directory" 2>&1 && : >"$directory/built"; } |
        tee "$directory/build.log" | show_progress
    [ ! -e "$directory/built" ] || return 0
    tail -n 40 "$directory/build.log" >&2
    die "the build failed; all of it is in $directory/build.log"
}

docker_answers() { command -v docker >/dev/null && timeout 20 docker info >/dev/null 2>&1; }

podman_answers() { command -v podman >/dev/null && timeout 20 podman info >/dev/null 2>&1; }
