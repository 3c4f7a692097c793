#!/bin/sh
# setup.sh [PART...] - sees to it that the Debian packages of each PART (build test web fuzz) are there.
# As root (or with sudo that asks nothing) it installs what is missing; else it names it in one line and fails.
set -u
build="gcc make pkg-config libutf8proc-dev libxxhash-dev libcjson-dev libsqlite3-dev libmicrohttpd-dev libgumbo-dev libuchardet-dev libarchive-dev libxml2-dev libcurl4-openssl-dev libbrotli-dev zlib1g-dev libpoppler-glib8 scdoc python3-pip"
test="libcmocka-dev python3"
web="chromium"
fuzz="clang libclang-rt-dev llvm"

missing=""
for part in "${@:-build}"; do
    case $part in
    build) names=$build ;;
    test) names=$test ;;
    web) names=$web ;;
    fuzz) names=$fuzz ;;
    *) echo "setup: no part '$part'" >&2; exit 2 ;;
    esac
    for name in $names; do
        dpkg-query -W -f '${Status}' "$name" 2>/dev/null | grep -q 'ok installed' || missing="$missing $name"
    done
    # Node and npm may come from elsewhere than Debian; any npm on the path will do.
    [ "$part" = build ] && { command -v npm >/dev/null 2>&1 || missing="$missing npm"; }
done
[ -z "$missing" ] && exit 0

as_root=""
[ "$(id -u)" = 0 ] || as_root="sudo -n"
if [ -n "$as_root" ] && ! $as_root true 2>/dev/null; then
    echo "setup: please install these packages first: apt-get install$missing" >&2
    exit 1
fi
echo "setup: installing$missing"
export DEBIAN_FRONTEND=noninteractive
$as_root apt-get update -qq >/dev/null 2>&1
# shellcheck disable=SC2086
$as_root apt-get install -y -qq --no-install-recommends $missing >build-setup.tmp 2>&1 || { tail -5 build-setup.tmp; rm -f build-setup.tmp; exit 1; }
rm -f build-setup.tmp
