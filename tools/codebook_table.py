#!/usr/bin/env python3
"""Counts what the codebook can reach: entries and codes for each PLOVER type, mode and context.

    tools/codebook_table.py            prints the tables
    tools/codebook_table.py --write    puts them between the marks in docs/guide/codebook.md
    tools/codebook_table.py --check    exit status 1 when a type or mode has no entry, or the page is out of date

An entry counts for its own code; an operator for every code that lexicon/codes/compose.tsv makes of it; a finer code of
src/code/refine.c counts as reached.
"""
import collections
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs/guide/codebook.md"
OTHERS = {"operators", "classes", "apolitical", "irregular"}
BEGIN, END = "<!-- counted by tools/codebook_table.py -->", "<!-- end of what is counted -->"


def table(path):
    lines = [l.rstrip("\n") for l in path.open(encoding="utf-8") if not l.startswith("#") and l.strip()]
    head = lines[0].split("\t")
    return [dict(zip(head, l.split("\t"))) for l in lines[1:]]


def count():
    codes = {r["cameo"]: r for r in table(ROOT / "lexicon/codes/crosswalk.tsv")}
    entries, reached, examples = collections.Counter(), collections.Counter(), 0
    by_mode, by_context = collections.Counter(), collections.Counter()
    for path in sorted((ROOT / "lexicon/predicates").glob("*.tsv")):
        if path.stem in OTHERS:
            continue
        for row in table(path):
            if row["type"] == "-":
                entries["no event"] += 1
                continue
            entries[row["type"]] += 1
            examples += bool(row.get("example"))
            reached[row["cameo"]] += 1
            code = codes[row["cameo"]]
            by_mode[row["type"], row["mode"] or code["mode"] or "-"] += 1
            for context in filter(None, code["contexts"].split("|")):
                by_context[context] += 1
    composed = collections.Counter(r["cameo"] for r in table(ROOT / "lexicon/codes/compose.tsv") if r.get("cameo"))
    finer = set(re.findall(r'"(\d{3,4})"\}', (ROOT / "src/code/refine.c").read_text())) | {"044"}
    for cameo in composed:
        code = codes[cameo]
        by_mode[code["type"], code["mode"] or "-"] += 0
    typed = [c for c, r in codes.items() if r["type"]]
    lost = [c for c in typed if not reached[c] and not composed[c] and c not in finer]
    per_type = {}
    for cameo in typed:
        of = per_type.setdefault(codes[cameo]["type"], [0, 0])
        of[0] += cameo not in lost
        of[1] += 1
    missing = sorted({(codes[c]["type"], codes[c]["mode"] or "-") for c in typed} - set(by_mode))
    return entries, examples, per_type, by_mode, by_context, lost, missing


def page():
    entries, examples, per_type, by_mode, by_context, lost, missing = count()
    out = ["| type | entries | CAMEO codes reached / all | modes (entries of each) |", "|---|---|---|---|"]
    for kind in sorted(per_type):
        modes = ", ".join(f"{m} {n}" if n else f"{m} (composed)" for (t, m), n in sorted(by_mode.items()) if t == kind and m != "-")
        out.append(f"| {kind} | {entries[kind]} | {per_type[kind][0]} / {per_type[kind][1]} | {modes} |")
    total = sum(n for k, n in entries.items() if k != "no event")
    out.append(f"\n{total} entries that make an event, {entries['no event']} that say there is none; {examples} of them with an example.")
    out.append("\nContexts given by codes (those of words come on top, `lexicon/codes/contexts.tsv`): " +
               ", ".join(f"{c} {n}" for c, n in sorted(by_context.items())) + ".")
    out.append("\nCodes that nothing reaches: " + (", ".join(lost) if lost else "none") + ".")
    return "\n".join(out), missing


def main():
    text, missing = page()
    old = PAGE.read_text(encoding="utf-8")
    new = re.sub(re.escape(BEGIN) + ".*" + re.escape(END), lambda _: f"{BEGIN}\n{text}\n{END}", old, flags=re.S)
    if "--write" in sys.argv:
        PAGE.write_text(new, encoding="utf-8")
    elif "--check" in sys.argv:
        for kind, mode in missing:
            print(f"no entry: {kind} {mode}")
        if new != old:
            print("docs/guide/codebook.md is out of date: tools/codebook_table.py --write")
        return bool(missing) or new != old
    else:
        print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
