#!/usr/bin/env python3
"""Lines of flattened pages kept or dropped, against the known article.

    bench/flat_lines.py [--bayhaqi build/bayhaqi] [--data ../shared/data/html/aeb] [--split all|tune|check] [--worst 10]
    bench/flat_lines.py --labelled tests/gold/pages/flat/dev [--roles] [--misses]

The saved pages of the article extraction benchmark are flattened (flatten.py), their lines labelled by the truth (line_truth.py); a line is kept by us
when most of its bytes lie in a block of the body. Printed: F1 over all lines together (the bar), the mean over pages, F1 weighted by words, and
beside them the benchmark's own figure (runs of four words, a page counts as one). --labelled reads pages of ours instead, each line
with its role in front (tests/gold/README.md); --roles prints which role became which.
"""
import argparse
import collections
import json
import pathlib
import statistics
import subprocess
import sys
import tempfile

import line_truth
import pages as bench

KEPT = {"body", "subhead", "quote_block"}
ROLES = ["headline", "subhead", "body", "quote_block", "caption", "related", "comment", "boilerplate", "repeated"]


def read(command, texts):
    """{name: text} -> {name: article}"""
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for name, text in texts.items():
            paths.append(pathlib.Path(folder, name))
            paths[-1].write_bytes(text)
        out = subprocess.run([command, "layers", "--layer", "article", "--threads", "1", "--quiet", "--input-format", "text", *map(str, paths)],
                             stdout=subprocess.PIPE, check=True).stdout
    found = {}
    for article in map(json.loads, out.splitlines()):
        found.setdefault(article["doc"].split("#")[0], []).append(article)
    return found


def roles_of_lines(text, articles):
    """The role of each line that is not empty: of the block that holds most of it. None: of no block. A deck is "deck"."""
    spans = []
    for article in articles:
        begun = False
        for block in article["blocks"]:
            role = block["role"]
            begun |= role == "body"
            spans.append((block["raw"][0], block["raw"][1], "deck" if role == "subhead" and not begun else role))
    spans.sort()
    out, at, k = [], 0, 0
    for line in text.split(b"\n"):
        begin, end = at, at + len(line)
        at = end + 1
        if not line.strip():
            continue
        while k and spans[k - 1][1] > begin:
            k -= 1
        while k < len(spans) and spans[k][1] <= begin:
            k += 1
        share, j = collections.Counter(), k
        while j < len(spans) and spans[j][0] < end:
            share[spans[j][2]] += min(end, spans[j][1]) - max(begin, spans[j][0])
            j += 1
        out.append(share.most_common(1)[0][0] if share else None)
    return out


def prf(tp, fp, fn):
    p, r = tp / (tp + fp) if tp + fp else 1.0, tp / (tp + fn) if tp + fn else 1.0
    return p, r, 2 * p * r / (p + r) if p + r else 0.0


def counts(gold, ours, weights):
    return (sum(w for g, o, w in zip(gold, ours, weights) if g and o), sum(w for g, o, w in zip(gold, ours, weights) if o and not g),
            sum(w for g, o, w in zip(gold, ours, weights) if g and not o))


def print_lines(rows):
    """rows: {name: (lines, gold, ours)}"""
    by_line = {k: counts(g, o, [1] * len(g)) for k, (_, g, o) in rows.items()}
    by_word = {k: counts(g, o, [len(line_truth.words(t)) for t in l]) for k, (l, g, o) in rows.items()}
    print(f"{len(rows)} pages, {sum(len(g) for _, g, _ in rows.values())} lines, {sum(sum(g) for _, g, _ in rows.values())} of the article")
    print("lines:         P %.3f  R %.3f  F1 %.3f" % prf(*map(sum, zip(*by_line.values()))))
    print("words:         P %.3f  R %.3f  F1 %.3f" % prf(*map(sum, zip(*by_word.values()))))
    print("mean of pages: %26.3f" % statistics.mean(prf(*c)[2] for c in by_line.values()))
    return by_word


def measure_saved(args):
    data = pathlib.Path(args.data)
    if not data.is_dir():
        sys.exit(f"flat_lines: no data at {data} (set --data)")
    truth = {k: v.get("articleBody", "") for k, v in json.loads((data / "ground-truth.json").read_text()).items() if bench.in_split(k, args.split)}
    lines = {k: bench.flat_lines(data, k) for k in truth}
    texts = {k: ("\n".join(l) + "\n").encode() for k, l in lines.items()}
    articles = read(args.bayhaqi, texts)
    rows, shingled = {}, []
    for k in truth:
        ours = [role in KEPT for role in roles_of_lines(texts[k], articles.get(k, []))]
        rows[k] = (lines[k], line_truth.label(lines[k], truth[k]), ours)
        shingled.append(bench.counts(truth[k], "\n".join(bench.body_of(a) for a in articles.get(k, []))))
    by_word = print_lines(rows)
    print("runs of words: P %.3f  R %.3f  F1 %.3f  (mean over pages)" % bench.scores(shingled)[:3])
    for k in sorted(by_word, key=lambda k: -(by_word[k][1] + by_word[k][2]))[:args.worst]:
        tp, fp, fn = by_word[k]
        print(f"  {k[:16]}  words right {tp}, too many {fp}, missed {fn}")


def measure_labelled(args):
    gold, texts = {}, {}
    for path in sorted(pathlib.Path(args.labelled).glob("*.tsv")):
        rows = [l.split("\t", 1) for l in path.read_text().split("\n")]
        gold[path.stem] = [(r[0], r[1]) for r in rows if len(r) == 2 and r[1].strip()]
        texts[path.stem] = "\n".join(r[1] if len(r) == 2 else "" for r in rows).encode()
    articles, rows = read(args.bayhaqi, texts), {}
    confusion, right, total = collections.Counter(), 0, 0
    for k, lines in gold.items():
        ours = roles_of_lines(texts[k], articles.get(k, []))
        rows[k] = ([t for _, t in lines], [role in KEPT for role, _ in lines], [role in KEPT for role in ours])
        for (role, text), found in zip(lines, ours):
            want = "subhead" if role == "deck" else role
            have = "subhead" if found == "deck" else found
            confusion[want, have] += 1
            right, total = right + (want == have), total + 1
            if args.misses and want != have:
                print(f"{k}: {want} -> {have}: {text[:150]}")
    print_lines(rows)
    print(f"roles: {right} of {total} lines ({right / total:.3f})")
    if args.roles:
        print(f"{'':<12}" + "".join(f"{r[:9]:>10}" for r in ROLES))
        for want in ROLES:
            print(f"{want:<12}" + "".join(f"{confusion[want, have] or '.':>10}" for have in ROLES))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--bayhaqi", default="build/bayhaqi")
    parser.add_argument("--data", default="../shared/data/html/aeb")
    parser.add_argument("--split", choices=["all", "tune", "check"], default="all")
    parser.add_argument("--worst", type=int, default=0, help="name the pages that lose most words")
    parser.add_argument("--labelled", help="folder of pages of ours, a role before each line")
    parser.add_argument("--roles", action="store_true")
    parser.add_argument("--misses", action="store_true")
    args = parser.parse_args()
    (measure_labelled if args.labelled else measure_saved)(args)


if __name__ == "__main__":
    main()
