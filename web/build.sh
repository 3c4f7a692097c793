#!/bin/sh
# build.sh OUT - builds the page and writes its files as one bundle (docs/formats/api.md) to OUT.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
out=$(realpath "$1")
cd "$here"
for tool in node npm; do
    command -v $tool >/dev/null 2>&1 || { echo "web: $tool is missing: install nodejs (18 or newer) and npm, then make web" >&2; exit 1; }
done
node -e 'process.exit(+process.versions.node.split(".")[0] >= 18 ? 0 : 1)' || { echo "web: node $(node --version) is too old, 18 or newer is needed" >&2; exit 1; }
# npm ci only when what is installed is not what the lock file says.
if ! cmp -s package-lock.json node_modules/.lock-of-last-ci; then
    npm ci --no-fund --no-audit --loglevel=error >npm.tmp 2>&1 || { cat npm.tmp >&2; rm -f npm.tmp; echo "web: npm ci failed (is a package registry reachable?)" >&2; exit 1; }
    rm -f npm.tmp
    cp package-lock.json node_modules/.lock-of-last-ci
fi
node build.mjs "$out"
