#!/usr/bin/env python3
"""fit_guess.py BAYHAQI GOLD... [--write lexicon/actors/guess.tsv] - fits the weights by which words without a country get one.

GOLD are articles marked by hand (src/eval/articles.h); of their actors those count that the program had to guess (`candidates` in the
actors layer) and whose code begins with a country. A log-linear model over the candidates of each mention: p ~ exp(weight x evidence),
fitted by gradient descent with an L2 penalty. Standard library only; a minute. Printed: how many are right with the weights of the table as it is and, over articles left
out of the fit (five folds), with fitted ones.

    python3 train/fit_guess.py build/bayhaqi tests/gold/articles/dev.txt tests/gold/articles/dev2.txt train/guess.txt
"""
import json, math, re, subprocess, sys

MARK = re.compile(r"\{([^|{}]*)\|([^{}]*)\}")
PENALTY, STEPS, RATE = 2.0, 400, 0.3


def articles(path):
    """(id, day, plain text, [(begin byte, end byte, label)])"""
    for part in re.split(r"^=== ", open(path, encoding="utf-8").read(), flags=re.M)[1:]:
        head, body = part.split("\n", 1)
        name, day = head.split()[:2]
        text, at, marks = "", 0, []
        for m in MARK.finditer(body):
            text += body[at:m.start()]
            begin = len(text.encode())
            text += m.group(1)
            marks.append((begin, len(text.encode()), m.group(2)))
            at = m.end()
        yield name, day, text + body[at:], marks


def countries(label, known):
    """Countries that the label allows; empty: it names none."""
    if not label.startswith("A "): return set()
    codes = [c for c in re.split(r"[/+]", label[2:].strip())]
    found = {c[:3] for c in codes if c[:3] in known}
    return found if all(c[:3] in known for c in codes) else set()


def read(program, paths, known):
    mentions, names = [], None
    for path in paths:
        for name, day, text, marks in articles(path):
            out = subprocess.run([program, "layers", "--layer", "actors", "--published", day, "--input-format", "text"], input=text.encode(),
                                 capture_output=True, check=True).stdout.decode()
            raw = text.encode()
            for actor in (a for line in out.splitlines() for a in json.loads(line)["actors"]):
                if "candidates" not in actor: continue
                begin, end = actor["span"]
                shift = raw.find(actor["text"].encode(), max(0, begin - 4), end + 12)
                inside = [m for m in marks if shift >= 0 and m[0] <= shift and shift + end - begin <= m[1] + 1]
                allowed = countries(inside[0][2], known) if inside else set()
                rows = actor["candidates"]
                right = [i for i, c in enumerate(rows) if c["id"] in allowed]
                if not allowed: continue
                mentions.append((path + ":" + name, [c["evidence"] for c in rows], [c["score"] for c in rows], right, actor["text"],
                                 sorted(allowed), [c["id"] for c in rows]))
    return mentions


def weigh(evidence, weights): return [sum(w * x for w, x in zip(weights, row) if x) for row in evidence]


def shares(scores):
    most = max(scores)
    powers = [math.exp(s - most) for s in scores]
    return [p / sum(powers) for p in powers]


def fit(mentions, size):
    weights, speed = [0.0] * size, [0.0] * size
    mentions = [m for m in mentions if m[3]]
    for _ in range(STEPS):
        slope = [PENALTY * w / len(mentions) for w in weights]
        for _, evidence, _, right, *_ in mentions:
            p = shares(weigh(evidence, weights))
            good = sum(p[i] for i in right)
            for i, row in enumerate(evidence):
                by = (p[i] - (p[i] / good if i in right else 0)) / len(mentions)
                for k, x in enumerate(row):
                    if x: slope[k] += by * x
        speed = [0.9 * v - RATE * g for v, g in zip(speed, slope)]
        weights = [w + v for w, v in zip(weights, speed)]
    return weights


def right_share(mentions, weights=None):
    scores = [(m[2] if weights is None else weigh(m[1], weights)) for m in mentions]
    return sum(s.index(max(s)) in m[3] for s, m in zip(scores, mentions)), len(mentions)


def table(path):
    lines = open(path, encoding="utf-8").read().splitlines()
    return lines, [i for i, line in enumerate(lines) if line and not line.startswith("#")][1:]


def main():
    args = [a for a in sys.argv[1:] if not a.startswith("--")]
    path = args.pop() if "--write" in sys.argv else "lexicon/actors/guess.tsv"
    lines, rows = table(path)
    known = {line.split("\t")[0] for line in open("lexicon/actors/countries.tsv", encoding="utf-8") if not line.startswith("#")}
    mentions = read(args[0], args[1:], known)
    size = len(rows)
    print(f"{len(mentions)} mentions; the right country among the candidates of {sum(bool(m[3]) for m in mentions)}")
    print("as the table is:", *right_share(mentions))
    names = sorted({m[0] for m in mentions})
    fold = {name: i % 5 for i, name in enumerate(names)}
    good = {}
    for k in range(5):
        weights = fit([m for m in mentions if fold[m[0]] != k], size)
        for m in (m for m in mentions if fold[m[0]] == k):
            key = m[0].split(":")[0]
            hit, old = right_share([m], weights)[0], right_share([m])[0]
            a, b, c = good.get(key, (0, 0, 0))
            good[key] = (a + hit, b + old, c + 1)
    print("left out:", sum(g[0] for g in good.values()), "of", len(mentions))
    for key, (a, b, c) in good.items(): print(f"  {key}: fitted {a}, table {b}, of {c}")
    weights = fit(mentions, size)
    print("fitted on all:", *right_share(mentions, weights))
    for i, line in enumerate(rows):
        cells = lines[line].split("\t")
        cells[1] = f"{weights[i]:.2f}"
        lines[line] = "\t".join(cells)
        print(lines[line].split("\t")[:2])
    if "--misses" in sys.argv:
        for m in mentions:
            scores = weigh(m[1], weights)
            best = scores.index(max(scores))
            if best not in m[3]: print(m[0], "|", m[4], "| wanted", m[5], "| got", m[6][best], "of", m[6])
    if "--write" in sys.argv: open(path, "w", encoding="utf-8").write("\n".join(lines) + "\n")


if __name__ == "__main__": main()
