#!/usr/bin/env python3
"""Runs the examples of README.md, docs/guide/*.md and docs/adding/*.md: every ```console block, each page in a folder of its own.

A line "$ command" is run by bash (a trailing backslash continues it) with `bayhaqi` on the PATH and samples/ and tests/gold/ at hand; it
must exit with 0, or with N after a line "$ command   # exit N". The lines below it must stand in its output, in order;
"..." stands for any lines, and within a line for any text. Prints "guide: N passed, N failed".
"""
import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BINARY = os.path.abspath(os.environ.get("BAYHAQI", os.path.join(ROOT, "build/bayhaqi")))


def steps(page):
    for block in re.findall(r"^```console\n(.*?)^```", open(page, encoding="utf-8").read(), re.M | re.S):
        step = None
        for line in block.split("\n"):
            if line.startswith("$ "):
                if step: yield step
                step = [line[2:], []]
            elif step and step[0].endswith("\\"): step[0] = step[0][:-1] + line.strip()
            elif step and line.strip(): step[1].append(line)
        if step: yield step


def stands_in(wanted, output):
    lines, at = [" ".join(l.split()) for l in output.split("\n")], 0
    for want in wanted:
        if want.strip() == "...": continue
        pattern = ".*".join(re.escape(" ".join(p.split())) for p in want.split("..."))
        while at < len(lines) and not re.search(pattern, lines[at]): at += 1
        if at == len(lines): return want
        at += 1
    return None


def run_page(page):
    passed = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        os.mkdir(os.path.join(folder, "bin"))
        os.symlink(BINARY, os.path.join(folder, "bin", "bayhaqi"))
        shutil.copytree(os.path.join(ROOT, "samples"), os.path.join(folder, "samples"))
        shutil.copytree(os.path.join(ROOT, "tests/gold"), os.path.join(folder, "tests/gold"))
        env = dict(os.environ, PATH=os.path.join(folder, "bin") + ":" + os.environ["PATH"], COLUMNS="160", LC_ALL="C.UTF-8")
        for command, wanted in steps(page):
            code = re.search(r"#\s*exit (\d+)\s*$", command)
            run = subprocess.run(["bash", "-c", command], cwd=folder, env=env, capture_output=True, text=True, timeout=120)
            missing = stands_in(wanted, run.stdout + run.stderr)
            if run.returncode == (int(code.group(1)) if code else 0) and missing is None: passed += 1
            else:
                failed += 1
                print(f"FAIL {os.path.relpath(page, ROOT)}: $ {command}\n  exit {run.returncode}, missing: {missing}\n{run.stdout[-1500:]}{run.stderr[-500:]}")
    return passed, failed


def main():
    pages = [os.path.join(ROOT, "README.md")] + sorted(glob.glob(os.path.join(ROOT, "docs/guide/*.md")) + glob.glob(os.path.join(ROOT, "docs/adding/*.md")))
    counts = [run_page(page) for page in pages]
    failed = sum(c[1] for c in counts)
    print(f"guide: {sum(c[0] for c in counts)} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
