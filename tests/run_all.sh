#!/bin/sh
# run_all.sh BUILD UNIT-PROGRAM... - every suite over one build; goes on after a failing suite, fails at the end.
build=$1
shift
bad=0
export BAYHAQI="$PWD/$build/bayhaqi"
tests/run_unit.sh "$@" || bad=1
python3 tests/run_corpus.py --bin "$BAYHAQI" || bad=1
for script in tests/cli/test_*.sh tests/cli/test_*.py tests/guide/test_*.py; do
    [ -e "$script" ] || continue
    case $script in *.py) python3 "$script" || bad=1 ;; *) sh "$script" || bad=1 ;; esac
done
exit $bad
