#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Phone and server answer the same: both builds of check_lines over the same inputs, byte for byte.
#   run.sh NATIVE_PROGRAM WASM_SCRIPT [HOW_MANY]
set -euo pipefail
native=$1
wasm=$2
count=${3:-30000}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
node_options=()
if node --no-experimental-fetch -e 0 2>/dev/null; then node_options=(--no-experimental-fetch); fi
"$native" make "$count" >"$folder/inputs"
"$native" <"$folder/inputs" >"$folder/native"
node "${node_options[@]}" "$wasm" <"$folder/inputs" >"$folder/wasm"
[ "$(wc -l <"$folder/native")" = "$count" ] || { echo "not every input was answered"; exit 1; }
if ! cmp -s "$folder/native" "$folder/wasm"; then
    echo "the first answers that differ (server, phone):"
    diff "$folder/native" "$folder/wasm" | head -n 4
    exit 1
fi
accepted=$(grep -c ' {' "$folder/native")
echo "$count inputs, $accepted of them records, the same answers"
[ "$accepted" -gt 0 ] && [ "$accepted" -lt "$count" ]
