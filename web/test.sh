#!/bin/sh
# test.sh - type check, unit tests, and the page in headless Chromium over a ledger made for the test.
# BAYHAQI: the command. BAYHAQI_NO_BROWSER=1 leaves the browser out. Prints "web: N passed, N failed".
set -u
cd "$(dirname "$0")" || exit 1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0 failed=0
count() { if [ "$1" = 0 ]; then passed=$((passed + 1)); else failed=$((failed + 1)); fi; }
finish() { echo "web: $passed passed, $failed failed"; [ "$failed" = 0 ]; exit $?; }

./build.sh "$work/web.bundle" >"$work/build.log" 2>&1 || { cat "$work/build.log"; failed=1; finish; }

node_modules/.bin/tsc -p . >"$work/tsc.log" 2>&1
code=$?
[ $code = 0 ] || cat "$work/tsc.log"
count $code

node_modules/.bin/esbuild ../tests/web/unit.test.ts --bundle --platform=node --format=esm --log-level=warning \
    --jsx=automatic --jsx-import-source=preact --outfile="$work/unit.mjs" && node --test "$work/unit.mjs" >"$work/unit.log" 2>&1
code=$?
[ $code = 0 ] || cat "$work/unit.log"
passed=$((passed + $(sed -n 's/^# pass //p; s/^ℹ pass //p' "$work/unit.log" | head -1)))
failed=$((failed + $(sed -n 's/^# fail //p; s/^ℹ fail //p' "$work/unit.log" | head -1)))

if [ "${BAYHAQI_NO_BROWSER:-}" = 1 ]; then finish; fi
browser=${CHROMIUM:-$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)}
if [ -z "$browser" ]; then
    echo "web: no Chromium: apt-get install chromium, or BAYHAQI_NO_BROWSER=1 to leave these tests out"
    failed=$((failed + 1))
    finish
fi
CHROMIUM="$browser" WORK="$work" node ../tests/web/browser.mjs >"$work/browser.log" 2>&1
code=$?
sed -n '/^ok /!p' "$work/browser.log"
passed=$((passed + $(grep -c '^ok ' "$work/browser.log")))
failed=$((failed + $(grep -c '^not ok ' "$work/browser.log")))
[ $code = 0 ] || [ "$(grep -c '^not ok ' "$work/browser.log")" -gt 0 ] || failed=$((failed + 1))
finish
