# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# Sourced by server/up and tests/run: installs what is missing, configures, builds. What fails says
# why in its last line.

kongdi_root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
export KONGDI_CACHE=${KONGDI_CACHE:-${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/kongdi}
kongdi_command=$(basename "$0")

# What the page and the server are built with. Checked by name, so a second start costs nothing.
# libcurl comes with libgdal-dev, in whichever of its two kinds is there.
kongdi_build_packages=(
    g++ cmake ninja-build ccache python3 pkg-config xz-utils
    emscripten node-acorn esbuild
    nlohmann-json3-dev libsqlite3-dev libpq-dev libsodium-dev libvips-dev zlib1g-dev
    libgdal-dev libprotozero-dev libbrotli-dev libboost-dev libboost-context-dev
    coinor-libcbc-dev libxlsxwriter-dev libexpat1-dev
    libpango1.0-dev libqrencode-dev libssl-dev libcjose-dev libjansson-dev fonts-noto-cjk
    libgtest-dev googletest
)

say() {
    echo "$kongdi_command: $*"
}

fail() {
    echo "$kongdi_command: $*" >&2
    exit 1
}

# missing_packages package…: those that are not installed, one per line.
missing_packages() {
    local installed package
    installed=" $(dpkg-query -W -f '${db:Status-Status} ${Package}\n' "$@" 2>/dev/null |
        sed -n 's/^installed //p' | tr '\n' ' ')"
    for package in "$@"; do
        [[ $installed == *" $package "* ]] || echo "$package"
    done
}

as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    else
        command -v sudo >/dev/null || fail "needs root or sudo to install packages: $*"
        sudo env DEBIAN_FRONTEND=noninteractive "$@"
    fi
}

# install_packages package…
install_packages() {
    local missing log=$KONGDI_CACHE/apt.log
    if ! command -v dpkg-query >/dev/null; then
        say "this is no Debian: expecting the equivalents of: $*"
        return
    fi
    missing=$(missing_packages "$@")
    [ -n "$missing" ] || return 0
    # shellcheck disable=SC2086  # one word per package
    set -- $missing
    say "installing Debian packages: $*"
    mkdir -p "$KONGDI_CACHE"
    export DEBIAN_FRONTEND=noninteractive
    {
        as_root apt-get update -q -o DPkg::Lock::Timeout=300 &&
            as_root apt-get install -q -y --no-install-recommends \
                -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0 "$@"
    } </dev/null >"$log" 2>&1 || {
        tail -n 15 "$log" >&2
        fail "could not install $* ($(grep -E '^E: ' "$log" | tail -n 1 || true))"
    }
}

# Without one of these there is nothing to build with, whatever the distribution.
require_commands() {
    local command
    for command in "$@"; do
        command -v "$command" >/dev/null || fail "the command $command is missing"
    done
}

# configure folder wrapper…: only when it has not been, or for another cache; ninja does the rest.
configure() {
    local folder=$kongdi_root/$1 log
    shift
    if [ -f "$folder/build.ninja" ] &&
        grep -qxF "KONGDI_CACHE:PATH=$KONGDI_CACHE" "$folder/CMakeCache.txt" &&
        grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$kongdi_root" "$folder/CMakeCache.txt"; then
        return
    fi
    say "configuring ${folder#"$kongdi_root"/}"
    mkdir -p "$folder"
    rm -f "$folder/CMakeCache.txt"
    log=$folder/configure.log
    "$@" cmake -G Ninja -S "$kongdi_root" -B "$folder" -DKONGDI_CACHE="$KONGDI_CACHE" \
        >"$log" 2>&1 </dev/null || {
        tail -n 30 "$log" >&2
        fail "could not configure $folder: $(grep -A 2 -m 1 'CMake Error' "$log" |
            tail -n 1 | sed 's/^ *//')"
    }
}

# build folder target…
build() {
    local folder=$kongdi_root/$1
    shift
    # A terminal sees one moving line; a log gets what was made, and all of what went wrong.
    NINJA_STATUS="[%f/%t] " ninja -C "$folder" "$@" </dev/null |
        sed -u -e '/^ninja: Entering directory/d' -e '/^ninja: no work to do/d' \
            -e '/Re-checking globbed directories/d'
    [ "${PIPESTATUS[0]}" = 0 ] || fail "could not build $* in $folder (see above)"
}

fetch_sources() {
    "$kongdi_root/cmake/fetch_deps.sh" </dev/null || fail "could not fetch the pinned sources"
}

prepare_native() {
    install_packages "${kongdi_build_packages[@]}"
    require_commands c++ cmake ninja python3
    fetch_sources
    configure build/native env
}

prepare_wasm() {
    install_packages "${kongdi_build_packages[@]}"
    # shellcheck source=cmake/emscripten_env.sh
    . "$kongdi_root/cmake/emscripten_env.sh"
    require_commands emcc emcmake cmake ninja node esbuild
    fetch_sources
    configure build/wasm emcmake
}
