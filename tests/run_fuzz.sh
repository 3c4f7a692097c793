#!/bin/sh
# run_fuzz.sh SECONDS TARGET... - each target for SECONDS, with its seed corpus when there is one. "fuzz: N passed, N failed"
seconds=$1
shift
passed=0 failed=0
for target in "$@"; do
    found="$target.corpus"
    mkdir -p "$found"
    seeds=$(echo "$target" | sed 's|.*/tests/fuzz|tests/fuzz|').seeds
    [ -d "$seeds" ] || seeds=
    if "$target" -max_total_time="$seconds" -timeout=20 -rss_limit_mb=4096 -max_len=65536 -verbosity=0 -print_final_stats=1 \
        -artifact_prefix="$target." "$found" $seeds >"$target.log" 2>&1; then
        passed=$((passed + 1))
        echo "$target: $(sed -n 's/stat::number_of_executed_units: *//p' "$target.log") runs in $seconds s"
    else
        failed=$((failed + 1))
        echo "FAIL $target"
        tail -40 "$target.log"
    fi
done
echo "fuzz: $passed passed, $failed failed"
[ "$failed" = 0 ]
