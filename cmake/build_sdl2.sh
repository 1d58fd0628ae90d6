#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Builds SDL2 for the page once and keeps it in the cache, under a name made of everything that it
# depends on. Prints the folder of the result. --print: only say where it is or would be.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cache=${KONGDI_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/kongdi}
. "$here/emscripten_env.sh"

flags="-Oz -flto -DNDEBUG"
switches=(
    -DSDL_SHARED=OFF -DSDL_STATIC=ON -DSDL_TEST=OFF -DSDL_TESTS=OFF
    # What the page does not use.
    -DSDL_AUDIO=OFF -DSDL_HAPTIC=OFF -DSDL_JOYSTICK=OFF -DSDL_SENSOR=OFF -DSDL_RENDER=OFF
    -DSDL_POWER=OFF -DSDL_HIDAPI=OFF -DSDL_THREADS=OFF -DSDL_PTHREADS=OFF
    -DSDL2_DISABLE_SDL2MAIN=ON -DSDL2_DISABLE_INSTALL=OFF
)
read -r _ version _ sum _ < <(grep '^libsdl2 ' "$here/deps.lock")
source=$cache/deps/libsdl2-${sum:0:12}
key=$({
    echo "$sum" "$flags" "${switches[@]}"
    emcc --version | head -n 1
    cat "$here/emscripten_shim.h"
} | sha256sum | cut -c1-12)
result=$cache/built/sdl2-$version-$key
if [ "${1:-}" = --print ] || [ -e "$result/lib/libSDL2.a" ]; then
    echo "$result"
    exit
fi

[ -d "$source" ] || {
    echo "build_sdl2: SDL2's source is not in $cache; run cmake/fetch_deps.sh" >&2
    exit 1
}
echo "build_sdl2: compiling SDL2 $version for the page (once; kept in $cache)" >&2
mkdir -p "$cache/built"
work=$(mktemp -d "$cache/built/sdl2.XXXXXX")
trap 'rm -rf "$work"' EXIT
launcher=()
if command -v ccache >/dev/null; then
    export CCACHE_COMPILERTYPE=clang
    launcher=(-DCMAKE_C_COMPILER_LAUNCHER=ccache)
fi
{
    emcmake cmake -G Ninja -S "$source" -B "$work/build" -DCMAKE_BUILD_TYPE=Release \
        -DCMAKE_INSTALL_PREFIX="$work/install" -DCMAKE_INSTALL_LIBDIR=lib \
        -DCMAKE_C_FLAGS_RELEASE="$flags -include $here/emscripten_shim.h" \
        "${launcher[@]}" "${switches[@]}" &&
        ninja -C "$work/build" install
} >"$work/log" 2>&1 || {
    tail -n 30 "$work/log" >&2
    echo "build_sdl2: SDL2 did not build (see above)" >&2
    exit 1
}
rm -rf "$result"
mv "$work/install" "$result"
echo "$result"
