#!/usr/bin/env python3
"""bars.py BINARY DATA - fails when a figure has fallen below its bar. Prints "bars: N passed, N failed"."""
import sys

from itertools import chain

from figures import each_own, each_set, figures


def main():
    binary, data = sys.argv[1:3]
    passed = failed = 0
    for name, path, bars in chain(each_set(data), each_own()):
        got = figures(binary, path)
        for figure, bar in bars:
            ok = got[figure] >= bar
            passed, failed = passed + ok, failed + (not ok)
            print(f"{'ok  ' if ok else 'FAIL'} {name}: {figure} {got[figure]:.1f} (bar {bar})")
    print(f"bars: {passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
