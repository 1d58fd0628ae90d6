# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# Sourced by scripts that call Emscripten. Debian's package has its system libraries ready made and
# frozen; any other installation builds them on first use, into our cache when its own is read-only.
if [ -z "${NODE_PATH:-}" ] && [ -d /usr/share/nodejs/acorn ]; then
    # Debian's acorn, also where node itself is not Debian's.
    export NODE_PATH=/usr/share/nodejs
fi
if [ -z "${EMSDK_PYTHON:-}" ] && [ -f /usr/share/emscripten/.emscripten ]; then
    # Not a version switcher's shim, which costs 0.6 s at each call.
    export EMSDK_PYTHON=/usr/bin/python3
fi
if [ -z "${EM_CACHE:-}" ] && emcc_path=$(command -v emcc); then
    emcc_root=$(dirname "$(readlink -f "$emcc_path")")
    if [ ! -f /usr/share/emscripten/.emscripten ] && [ ! -w "$emcc_root/cache" ]; then
        export EM_CACHE="${KONGDI_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/kongdi}/emscripten"
    fi
    unset emcc_root
fi
unset emcc_path
