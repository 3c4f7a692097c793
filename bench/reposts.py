#!/usr/bin/env python3
"""Are reprints found, and only they? Articles are perturbed and put into a ledger; duplicates_of tells what was found.

    bench/reposts.py [--bayhaqi build/bayhaqi] [--data ../shared/data/html/aeb] [--articles 90] [--seed 1]

Copies: the head or the tail cut off, sentences in another order, sentences rewritten (10, 20, 30 in 100), words changed (5, 10, 20, 30 in 100, at
random all over the text: the worst case), other title, furniture of a page around it, a wire story within a longer piece. No copies: the other half of the same article (same names, same topic), and
a new piece that repeats a quarter of the old one as background.
"""
import argparse
import json
import pathlib
import random
import re
import subprocess
import tempfile
import time

import furniture_lines as furniture


def sentences(text):
    return [s for s in re.split(r"(?<=[.!?])\s+", " ".join(text.split())) if s]


def changed(rng, text, share):
    """Words swapped for others of the text, left out, or added."""
    words, out = text.split(), []
    for w in words:
        if rng.random() < share:
            kind = rng.random()
            if kind < .6:
                out.append(rng.choice(words))
            elif kind < .8:
                out += [w, rng.choice(words)]
        else:
            out.append(w)
    return " ".join(out)


def part(s, begin, end):
    return " ".join(s[int(len(s) * begin):int(len(s) * end)])


def copies(rng, text, other):
    s = sentences(text)
    mixed = s[:]
    rng.shuffle(mixed)
    yield "head cut", part(s, .35, 1)
    yield "tail cut", part(s, 0, .65)
    yield "reordered", " ".join(mixed)
    for share in (.1, .2, .3):
        o = sentences(other)
        yield f"{int(share * 100)}% sentences", " ".join(rng.choice(o) if rng.random() < share else x for x in s)
    for share in (.05, .1, .2, .3):
        yield f"{int(share * 100)}% words", changed(rng, text, share)
    yield "other title", furniture.title(rng) + "\n\n" + text
    yield "in a page", "\n".join(furniture.above(rng) + [" ".join(s[i:i + 2]) for i in range(0, len(s), 2)] + furniture.below(rng))
    o = sentences(other)
    yield "in a longer piece", " ".join(o[:len(o) // 4] + s + o[len(o) // 4:len(o) // 2])


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--bayhaqi", default="build/bayhaqi")
    parser.add_argument("--data", default="../shared/data/html/aeb")
    parser.add_argument("--articles", type=int, default=90)
    parser.add_argument("--missed", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    rng = random.Random(args.seed)
    bodies = [v["articleBody"] for _, v in sorted(json.loads((pathlib.Path(args.data) / "ground-truth.json").read_text()).items())]
    bodies = [b for b in bodies if len(b.split()) >= 240 and b.isascii() or len(b.split()) >= 240 and sum(c < "\u0250" or "\u2010" <= c < "\u2040" for c in b) > .97 * len(b)]
    spare, bodies = bodies[args.articles:], bodies[:args.articles]      # what is put around copies is of no other article
    docs = []
    for i, body in enumerate(bodies):
        s = sentences(body)
        text, half = part(s, 0, .5), part(s, .5, 1)
        other = spare[2 * i % len(spare)]
        docs.append((f"{i}/original", text))
        docs += [(f"{i}/copy/{name}", c) for name, c in copies(rng, text, other)]
        docs.append((f"{i}/apart/other half", half))
        t = sentences(text)
        piece, third = sentences(spare[(2 * i + 1) % len(spare)]), []
        while piece and len(" ".join(third)) < .75 * len(text):
            third.append(piece.pop(0))
        docs.append((f"{i}/apart/background", " ".join(third + t[:max(1, len(t) // 4)])))
    order = [d for d in docs if d[0].endswith("original")] + [d for d in docs if not d[0].endswith("original")]
    with tempfile.TemporaryDirectory() as folder:
        ledger = str(pathlib.Path(folder, "r.db"))
        lines = "".join(json.dumps({"id": k, "text": v, "published": "2020-01-01"}) + "\n" for k, v in order)
        path = pathlib.Path(folder, "in.jsonl")
        path.write_text(lines)
        start = time.time()
        subprocess.run([args.bayhaqi, "add", "--db", ledger, "--threads", "1", "--quiet", str(path)], check=True)
        took = time.time() - start
        out = subprocess.run([args.bayhaqi, "documents", "--db", ledger, "--format", "jsonl", "--limit", "100000"], capture_output=True, text=True, check=True).stdout
    found = {d["doc"]: d.get("duplicates_of") for d in map(json.loads, out.splitlines())}
    kinds = {}
    tp = fp = fn = 0
    for name, _ in order:
        i, kind, *rest = name.split("/")
        if kind == "original":
            continue
        of = found.get(name)
        same = name not in found               # the very bytes of what is there: not kept twice
        ok = same or (bool(of) and of.split("/")[0] == i) if kind == "copy" else not of
        row = kinds.setdefault(f"{kind}: {rest[0]}", [0, 0])
        row[0] += ok
        row[1] += 1
        tp += kind == "copy" and ok
        fn += kind == "copy" and not ok
        fp += kind != "copy" and not ok
    for kind, (right, all_) in kinds.items():
        print(f"{kind:<28} {right:4d} of {all_}")
    for name, text in order if args.missed else []:
        i, kind, *rest = name.split("/")
        if kind == "copy" and name in found and not str(found.get(name)).startswith(i + "/"):
            print(f"  {name} -> {found.get(name)}, {len(text.split())} words")
    print(f"{len(order)} documents, {took:.0f} s: precision {tp / (tp + fp):.3f} recall {tp / (tp + fn):.3f} F1 {2 * tp / (2 * tp + fp + fn):.3f}")


if __name__ == "__main__":
    main()
