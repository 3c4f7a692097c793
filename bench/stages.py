#!/usr/bin/env python3
"""stages.py BINARY INPUT... - the share of each stage in coding INPUT (files or folders), by samples of `perf` (Debian: linux-perf).

Prints a table: stage, per cent of all samples, the functions with most of them. A sample belongs to the stage that bay_run or
run_job had called. Wants frame information in the binary (-g, as the Makefile has it).
"""
import collections
import shutil
import subprocess
import sys
import tempfile

ROOTS = ("bay_run", "run_job")       # the inner one decides
SHOWN = 4


def stacks(binary, inputs):
    """Names of the functions of each sample, innermost first."""
    with tempfile.NamedTemporaryFile(suffix=".perf") as data:
        subprocess.run(["perf", "record", "-q", "-o", data.name, "--call-graph", "dwarf,8192", "-e", "cycles:u", "-F", "299", binary, "code", "--threads", "1", *inputs],
                       check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        text = subprocess.run(["perf", "script", "-i", data.name, "-F", "ip,sym"], check=True, capture_output=True, text=True).stdout
    for sample in text.split("\n\n"):
        names = [line.split(None, 1)[1].replace(" (inlined)", "") for line in sample.strip().split("\n") if len(line.split(None, 1)) > 1]
        if names:
            yield names


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    if not shutil.which("perf"):
        sys.exit("perf is not installed: no shares of stages")
    total, stages, inner = 0, collections.Counter(), collections.defaultdict(collections.Counter)
    for names in stacks(sys.argv[1], sys.argv[2:]):
        total += 1
        root = next((i for i, name in enumerate(names) if name in ROOTS), None)
        stage = names[root - 1] if root else "outside"
        stages[stage] += 1
        inner[stage][names[0]] += 1
    print(f"{total} samples\n\n| stage | % | most |\n|---|---|---|")
    for stage, count in stages.most_common():
        if count * 200 < total:
            continue
        most = ", ".join(f"{name} {100 * n / total:.1f}" for name, n in inner[stage].most_common(SHOWN))
        print(f"| {stage} | {100 * count / total:.1f} | {most} |")
    resolve = sum(n for stage, n in stages.items() if stage.startswith("bay__resolve"))
    print(f"| who, where, when, how many together | {100 * resolve / total:.1f} | |")


if __name__ == "__main__":
    main()
