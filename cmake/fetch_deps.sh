#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Brings the source packages of deps.lock into the cache. Nothing is fetched that is already there,
# and nothing is used whose SHA-256 is not the lock's.
#
#   cmake/fetch_deps.sh [--allow-newer] [name…]
#
#   KONGDI_CACHE   where to keep them (default ~/.cache/kongdi)
#   DEPS_DIR       a folder that has them already: a tarball named as in the lock, or an unpacked
#                  folder named after the package (for other distributions)
#   --allow-newer  where the pinned version is gone from every suite, take the nearest newer one,
#                  checked by Debian's signature, and print what to write into the lock
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cache=${KONGDI_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/kongdi}
deps=$cache/deps
work=

fail() {
    echo "fetch_deps: $*" >&2
    exit 1
}

# The archive this machine's own Debian packages come from: "URI suites-keyring".
machine_mirror() {
    # shellcheck disable=SC2016  # apt fills in the names
    apt-get indextargets --format '$(REPO_URI) $(ORIGIN) $(LABEL)' 2>/dev/null |
        awk '$2 == "Debian" && $3 == "Debian" { print $1; exit }'
}

machine_keyring() {
    local keyring
    for keyring in /usr/share/keyrings/debian-archive-keyring.{gpg,pgp}; do
        if [ -r "$keyring" ]; then
            echo "$keyring"
            return
        fi
    done
}

has_sum() {  # file sum
    [ -f "$1" ] && [ "$(sha256sum "$1" | cut -d' ' -f1)" = "$2" ]
}

# The pool keeps a tarball under the source package's name as long as any suite has it, whichever
# suites those are, so this needs no index. The sum makes the transport's honesty irrelevant.
fetch_from_pool() {  # name tarball sum target
    local name=$1 tarball=$2 sum=$3 target=$4 mirror prefix
    mirror=$(machine_mirror)
    [ -n "$mirror" ] || return 1
    case $mirror in http:* | https:* | file:*) ;; *) return 1 ;; esac
    case $name in lib?*) prefix=${name:0:4} ;; *) prefix=${name:0:1} ;; esac
    [ -x /usr/lib/apt/apt-helper ] || return 1
    /usr/lib/apt/apt-helper -o APT::Sandbox::User=root -o Acquire::Retries=2 download-file \
        "${mirror%/}/pool/main/$prefix/$name/$tarball" "$target" "SHA256:$sum" >&2
}

# A configuration of apt of our own, so that the machine's sources stay as they are.
private_apt() {  # command…
    "$1" -o Dir::Etc::SourceList="$work/sources.list" -o Dir::Etc::SourceParts=/dev/null \
        -o Dir::State::Lists="$work/lists" -o Dir::Cache="$work/cache" \
        -o APT::Sandbox::User=root -o Acquire::Languages=none -o Acquire::Retries=2 "${@:2}"
}

use_suites() {  # suite…
    local mirror keyring suite
    mirror=$(machine_mirror)
    keyring=$(machine_keyring)
    [ -n "$mirror" ] || fail "no Debian archive among this machine's apt sources; give DEPS_DIR=…"
    [ -n "$keyring" ] || fail "no debian-archive-keyring on this machine"
    mkdir -p "$work/lists/partial" "$work/cache/archives/partial"
    : >"$work/sources.list"
    for suite in "$@"; do
        echo "deb-src [signed-by=$keyring] $mirror $suite main" >>"$work/sources.list"
    done
    private_apt apt-get update -qq >&2 || return 1
}

# The index knows tarballs the pool's usual path does not (another mirror layout).
fetch_from_suites() {  # name version tarball sum target suite…
    local name=$1 version=$2 tarball=$3 sum=$4 target=$5 suite
    shift 5
    for suite in "$@"; do
        echo "fetch_deps: looking for $name $version in $suite" >&2
        use_suites "$suite" || continue
        (cd "$work" && private_apt apt-get source --download-only --tar-only -qq "$name=$version") \
            >&2 || continue
        if has_sum "$work/$tarball" "$sum"; then
            mv "$work/$tarball" "$target"
            return 0
        fi
    done
    return 1
}

fetch_newer() {  # name version target suite…: prints "version tarball"
    local name=$1 version=$2 target=$3 found newest tarball
    shift 3
    use_suites "$@" forky sid || return 1
    # The nearest one that is newer than the lock's.
    newest=
    for found in $(private_apt apt-cache showsrc "$name" |
        sed -n 's/^Version: //p' | sort -V -u); do
        if dpkg --compare-versions "$found" gt "$version"; then
            newest=$found
            break
        fi
    done
    [ -n "$newest" ] || return 1
    rm -f "$work"/*.orig.tar.*
    (cd "$work" && private_apt apt-get source --download-only -qq "$name=$newest") >&2 || return 1
    tarball=$(cd "$work" && find . -maxdepth 1 -name "*.orig.tar.?z" -printf "%f\n" -quit)
    mv "$work/$tarball" "$target"
    echo "$newest $tarball"
}

unpack() {  # tarball folder
    rm -rf "$2.part"
    mkdir -p "$2.part"
    tar -xf "$1" -C "$2.part" --strip-components=1
    rm -rf "$2"
    mv "$2.part" "$2"
}

provide() {  # name version tarball sum suite…
    local name=$1 version=$2 tarball=$3 sum=$4 folder file newer
    shift 4
    folder=$deps/$name-${sum:0:12}
    if [ -n "${DEPS_DIR:-}" ] && [ -d "$DEPS_DIR/$name" ]; then
        if [ "$(readlink "$folder" || true)" != "$(cd "$DEPS_DIR/$name" && pwd)" ]; then
            echo "fetch_deps: $name: using the folder $DEPS_DIR/$name as it is (not verified)" >&2
            rm -rf "$folder"
            ln -s "$(cd "$DEPS_DIR/$name" && pwd)" "$folder"
        fi
        return
    fi
    [ -e "$folder/.complete" ] && return
    file=$deps/$tarball
    if [ -n "${DEPS_DIR:-}" ] && [ -f "$DEPS_DIR/$tarball" ]; then
        has_sum "$DEPS_DIR/$tarball" "$sum" || fail "$DEPS_DIR/$tarball is not the pinned $tarball"
        cp "$DEPS_DIR/$tarball" "$file"
    fi
    if ! has_sum "$file" "$sum"; then
        rm -f "$file"
        echo "fetch_deps: fetching $name $version" >&2
        fetch_from_pool "$name" "$tarball" "$sum" "$file" ||
            fetch_from_suites "$name" "$version" "$tarball" "$sum" "$file" "$@" || true
    fi
    if has_sum "$file" "$sum"; then
        unpack "$file" "$folder"
    elif [ -n "$allow_newer" ]; then
        newer=$(fetch_newer "$name" "$version" "$file.newer" "$@") ||
            fail "$name: no version newer than $version in $* forky sid"
        echo "fetch_deps: $name $version is gone; took a newer one. For cmake/deps.lock:" >&2
        echo "$name ${newer% *} ${newer#* } $(sha256sum "$file.newer" | cut -d' ' -f1) $*" >&2
        unpack "$file.newer" "$folder"
    else
        fail "$name $version ($tarball) could not be had from the archive or its sum is wrong;" \
            "try --allow-newer, or DEPS_DIR=folder-with-$tarball"
    fi
    touch "$folder/.complete"
}

allow_newer=
wanted=()
for argument in "$@"; do
    case $argument in
        --allow-newer) allow_newer=yes ;;
        -*) fail "unknown option $argument (known: --allow-newer)" ;;
        *) wanted+=("$argument") ;;
    esac
done

mkdir -p "$deps" || fail "cannot write to $deps"
work=$(mktemp -d "$deps/apt.XXXXXX")
trap 'rm -rf "$work"' EXIT
while read -r name version tarball sum suites; do
    case $name in '' | '#'*) continue ;; esac
    if [ ${#wanted[@]} -gt 0 ] && [[ " ${wanted[*]} " != *" $name "* ]]; then continue; fi
    # shellcheck disable=SC2086  # the suites are words
    provide "$name" "$version" "$tarball" "$sum" $suites
done <"$here/deps.lock"
