#!/bin/sh
# The same bytes come out on any number of threads; run over a ThreadSanitizer build by `make tsan`.
one=$(mktemp) many=$(mktemp)
"$BAYHAQI" code --threads 1 samples >"$one" || exit 1
"$BAYHAQI" code --threads 4 samples >"$many" || exit 1
if [ -s "$one" ] && cmp -s "$one" "$many"; then echo "threads: 1 passed, 0 failed"; code=0
else echo "threads: 0 passed, 1 failed"; code=1; fi
rm -f "$one" "$many"
exit $code
