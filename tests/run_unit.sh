#!/bin/sh
# run_unit.sh PROGRAM... - runs cmocka programs; the output of one that fails is shown. "unit: N passed, N failed"
passed=0 failed=0
for program in "$@"; do
    if "$program" >"$program.log" 2>&1; then
        passed=$((passed + $(grep -c '^\[       OK \]' "$program.log")))
    else
        failed=$((failed + 1))
        echo "FAIL $program"
        cat "$program.log"
    fi
done
echo "unit: $passed passed, $failed failed"
[ "$failed" = 0 ]
