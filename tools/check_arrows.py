#!/usr/bin/env python3
"""Checks which folder of src/ includes which (src/README.md). Prints "arrows: N passed, N failed"."""
import os
import re
import sys

# A folder may include itself and these.
MAY = {
    "base": [],
    "doc": ["base"],
    "fetch": ["base"],
    "nn": ["base"],
    "lexicon": ["base", "doc"],
    "merge": ["base", "doc"],
    "store": ["base", "doc", "merge", "assets.h"],
    "export": ["base", "store"],
    "serve": ["base", "store", "export", "assets.h"],
    "eval": ["base", "doc", "nn", "lexicon", "text", "parse", "entity"],   # runs the stages that it scores
}
STAGES = ["ingest", "clean", "text", "parse", "entity", "statement", "resolve", "code"]
for stage in STAGES: MAY[stage] = ["base", "doc", "nn", "lexicon"]
PUBLIC = re.compile(r'^\s*#\s*include\s+"([^"]+)"', re.M)


def main():
    passed, bad = 0, []
    for folder, _, names in os.walk("src"):
        here = os.path.relpath(folder, "src").split(os.sep)[0]
        if here == ".": continue   # pipeline.c, engine.c, batch.c, assets.c join the parts
        if here not in MAY:
            bad.append(f"src/{here}: not named in tools/check_arrows.py")
            continue
        for name in sorted(n for n in names if n.endswith((".c", ".h"))):
            path = os.path.join(folder, name)
            for include in PUBLIC.findall(open(path, encoding="utf-8").read()):
                to = include.split("/")[0] if "/" in include else None
                if include == "bayhaqi.h" or to == here or to in MAY[here] or include in MAY[here]: passed += 1
                else: bad.append(f"{path}: may not include \"{include}\"")
    for line in bad: print(line)
    print(f"arrows: {passed} passed, {len(bad)} failed")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
