#!/usr/bin/env python3
"""fit_confidence.py BAYHAQI GOLD... [--write lexicon/codes/evidence.tsv] - fits the weights of evidence to gold events.

Each coded event of the gold texts is right or not; a logistic regression with a small penalty tells the share that is right
from what speaks for and against it (src/code/evidence.c). Printed: how well the confidence fits, on texts left out of the fit
(ten parts by text). With --write the weights of the table are replaced. A desk runs it on gold of its own and writes into its
overlay. Standard library only; some seconds.
"""
import json
import math
import subprocess
import sys

PENALTY = 1.0           # of the squares of all weights but the first
STEPS = 60


def events(bayhaqi, paths):
    rows = []
    for path in paths:
        out = subprocess.run([bayhaqi, "eval", "--by", "event", "--format", "jsonl", path], capture_output=True, text=True, check=True).stdout
        for line in out.splitlines():
            row = json.loads(line)
            rows.append((path + ":" + row["id"], list(row["evidence"].values()), 1.0 if row["right"] else 0.0))
            names = list(row["evidence"])
    return names, rows


def solve(matrix, right):
    """Gauss with pivots: matrix x = right."""
    n = len(right)
    a = [row[:] + [r] for row, r in zip(matrix, right)]
    for i in range(n):
        best = max(range(i, n), key=lambda k: abs(a[k][i]))
        a[i], a[best] = a[best], a[i]
        for k in range(i + 1, n):
            f = a[k][i] / a[i][i]
            if f:
                a[k] = [x - f * y for x, y in zip(a[k], a[i])]
    x = [0.0] * n
    for i in reversed(range(n)):
        x[i] = (a[i][n] - sum(a[i][k] * x[k] for k in range(i + 1, n))) / a[i][i]
    return x


def chance(weights, x):
    return 1 / (1 + math.exp(-sum(w * v for w, v in zip(weights, x))))


def fit(rows):
    """Newton's method on the penalised likelihood."""
    n = len(rows[0][1])
    weights = [0.0] * n
    for _ in range(STEPS):
        gradient = [-PENALTY * w * (i > 0) for i, w in enumerate(weights)]
        curve = [[(PENALTY if i == k and i > 0 else 1e-9 if i == k else 0.0) for k in range(n)] for i in range(n)]
        for _, x, y in rows:
            p = chance(weights, x)
            for i in range(n):
                if not x[i]:
                    continue
                gradient[i] += (y - p) * x[i]
                for k in range(n):
                    curve[i][k] += p * (1 - p) * x[i] * x[k]
        step = solve(curve, gradient)
        weights = [w + s for w, s in zip(weights, step)]
        if max(map(abs, step)) < 1e-7:
            break
    return weights


def left_out(rows, parts=10):
    """The chance of each row, by weights fitted without its text."""
    texts = sorted({t for t, _, _ in rows})
    part = {t: i % parts for i, t in enumerate(texts)}
    found = []
    for p in range(parts):
        weights = fit([r for r in rows if part[r[0]] != p])
        found += [(chance(weights, x), y) for t, x, y in rows if part[t] == p]
    return found


def report(found):
    print("confidence  events  right  said")
    error = 0
    for low in range(0, 10):
        bin_ = [(p, y) for p, y in found if low / 10 <= p < (low + 1) / 10 + (low == 9)]
        if not bin_:
            continue
        right, said = sum(y for _, y in bin_) / len(bin_), sum(p for p, _ in bin_) / len(bin_)
        error += abs(right - said) * len(bin_) / len(found)
        print(f"0.{low}         {len(bin_):6d}  {100 * right:5.1f}  {100 * said:5.1f}")
    sure = [y for p, y in found if p >= 0.8]
    loss = -sum(math.log(p if y else 1 - p) for p, y in found) / len(found)
    base = sum(y for _, y in found) / len(found)
    print(f"{len(found)} events, {100 * base:.1f} % right; at 0.8 and above {len(sure)}, of them right {100 * sum(sure) / max(1, len(sure)):.1f} %; "
          f"mean distance of said and right {100 * error:.1f} points; log loss {loss:.3f} (of the mean alone {-(base * math.log(base) + (1 - base) * math.log(1 - base)):.3f})")


def write(path, names, weights):
    lines = open(path, encoding="utf-8").read().splitlines()
    by_name = dict(zip(names, weights))
    with open(path, "w", encoding="utf-8") as out:
        for line in lines:
            cells = line.split("\t")
            if len(cells) == 3 and cells[0] in by_name:
                line = f"{cells[0]}\t{by_name[cells[0]]:.2f}\t{cells[2]}"
            out.write(line + "\n")


def main():
    arguments = sys.argv[1:]
    target = None
    if "--write" in arguments:
        at = arguments.index("--write")
        target = arguments[at + 1]
        del arguments[at:at + 2]
    if len(arguments) < 2:
        sys.exit(__doc__)
    names, rows = events(arguments[0], arguments[1:])
    report(left_out(rows))
    weights = fit(rows)
    for name, weight in zip(names, weights):
        print(f"{name:18s} {weight:+.2f}")
    if target:
        write(target, names, weights)


if __name__ == "__main__":
    main()
