#!/usr/bin/env python3
"""Are reprints found, and only they? Articles are perturbed and put into a ledger; duplicates_of tells what was found.

    bench/reposts.py [--bayhaqi build/bayhaqi] [--data ../shared/data/html/aeb] [--articles 50] [--seed 1]

Copies: the head or the tail cut off, sentences in another order, sentences rewritten (10, 20, 30 in 100), words changed (5, 10, 20, 30 in 100, at
random all over the text: the worst case; with words of the text or of another one), every third sentence left out, other title, furniture of a page around
it, a wire story within a longer piece, half of one within an edited copy. No copies: the other half of the same article (same names, same topic), a
new piece that repeats a quarter of the old one as background, reports of one event in two agencies' own words (reposts_apart.txt), and forms filled in anew
day by day: weather, markets, situation reports with other figures.
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


def changed(rng, text, share, of=None):
    """Words swapped for others of the text (or of another one), left out, or added."""
    words, out = text.split(), []
    pool = of.split() if of else words
    for w in words:
        if rng.random() < share:
            kind = rng.random()
            if kind < .6:
                out.append(rng.choice(pool))
            elif kind < .8:
                out += [w, rng.choice(pool)]
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
    for share in (.1, .2):
        yield f"{int(share * 100)}% foreign words", changed(rng, text, share, other)
    yield "every third out", " ".join(x for i, x in enumerate(s) if i % 3 != 2)
    yield "other title", furniture.title(rng) + "\n\n" + text
    yield "in a page", "\n".join(furniture.above(rng) + [" ".join(s[i:i + 2]) for i in range(0, len(s), 2)] + furniture.below(rng))
    o = sentences(other)
    yield "in a longer piece", " ".join(o[:len(o) // 4] + s + o[len(o) // 4:len(o) // 2])
    yield "two thirds, edited", " ".join(o[:len(s) // 3] + s[len(s) // 6:len(s) // 6 + (2 * len(s) + 2) // 3])


def figures(rng, form):
    """A form filled in: # is a number of two digits, ## of three, @ a word."""
    places = ["Herat", "Kandahar", "Mosul", "Goma", "Beni", "Kunduz", "Aden", "Taiz", "Mogadishu", "Kismayo"]
    words = ["rose", "fell", "gained", "lost", "slipped", "climbed", "eased", "firmed"]
    form = re.sub("##", lambda _: str(rng.randint(100, 999)), form)
    form = re.sub("#", lambda _: str(rng.randint(10, 99)), form)
    return re.sub("@", lambda _: rng.choice(words), re.sub("&", lambda _: rng.choice(places), form))


FORMS = [
    "Weather for today. The capital will be partly cloudy with a high of # degrees and a low of # degrees. Winds from the north will blow at # kilometres an hour. "
    "In & temperatures will reach # degrees, with a chance of rain of # per cent. Humidity stands at # per cent. The sun rises at 6.# and sets at 18.#. "
    "Fishermen on the coast are advised that waves will be up to # decimetres high. The outlook for the next days is for more of the same, with highs near # degrees.",
    "Stocks @ on Friday. The benchmark index @ # points, or 0.# per cent, to close at 18,##. The broader market @ 0.# per cent to 5,##. Banking shares @ # points. "
    "Foreign investors bought shares worth ## crore rupees, while domestic funds sold shares worth ## crore rupees. The rupee @ # paise to 82.# against the dollar. "
    "Brent crude @ 1.# per cent to # dollars a barrel. Gold @ ## rupees to 58,## rupees for ten grams. Of the companies traded, ## advanced and ## declined.",
    "Situation report. In the past 24 hours # security incidents were recorded. In & armed men attacked # villages, and # civilians were killed and # injured. "
    "## families were displaced from & and have reached the camps. Partners distributed food to ## households and tents to # families. Health teams treated ## patients, of "
    "whom # had cholera. The road to & was closed for # hours. The number of the displaced stands at 17,##. Access remains difficult in # of the districts.",
    "The ministry of health reported ## new cases of the virus on its website. The total rose to 45,##, while ## patients recovered and # died in the last day. "
    "The positivity rate is # per cent. Laboratories tested 3,## samples. In & there were ## cases, in & ## cases and in & # cases. ## people are in hospital, # of "
    "them in intensive care. So far 1,## health workers have been infected. Vaccinations reached ## thousand doses.",
]


def apart(rng):
    """(name, text) of texts that look alike and are no copies."""
    out = []
    for i, pair in enumerate(pathlib.Path(__file__).with_name("reposts_apart.txt").read_text().split("====\n")):
        for k, text in enumerate(re.sub(r"(?m)^#.*\n", "", pair).split("----\n")):
            out.append((f"w{i}/apart/own words" if k else f"w{i}/original", text.strip()))
    for i, form in enumerate(FORMS):
        out.append((f"f{i}/original", figures(rng, form)))
        out += [(f"f{i}/apart/form {k}", figures(rng, form)) for k in range(10)]
    return out


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--bayhaqi", default="build/bayhaqi")
    parser.add_argument("--data", default="../shared/data/html/aeb")
    parser.add_argument("--articles", type=int, default=50)
    parser.add_argument("--missed", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    rng = random.Random(args.seed)
    bodies = [v["articleBody"] for _, v in sorted(json.loads((pathlib.Path(args.data) / "ground-truth.json").read_text()).items())]
    bodies = [b for b in bodies if len(b.split()) >= 240 and b.isascii() or len(b.split()) >= 240 and sum(c < "\u0250" or "\u2010" <= c < "\u2040" for c in b) > .97 * len(b)]
    if args.seed != 1:
        rng.shuffle(bodies)             # other articles too
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
    docs += apart(rng)
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
        row = kinds.setdefault(f"{kind}: {rest[0] if not rest[0].startswith('form ') else 'form'}", [0, 0])
        row[0] += ok
        row[1] += 1
        tp += kind == "copy" and ok
        fn += kind == "copy" and not ok
        fp += kind != "copy" and not ok
    for kind, (right, all_) in kinds.items():
        print(f"{kind:<28} {right:4d} of {all_}")
    for name, text in order if args.missed else []:
        i, kind, *rest = name.split("/")
        if name in found and (not str(found.get(name)).startswith(i + "/") if kind == "copy" else found.get(name)):
            print(f"  {name} -> {found.get(name)}, {len(text.split())} words")
    print(f"{len(order)} documents, {took:.0f} s: precision {tp / (tp + fp):.3f} recall {tp / (tp + fn):.3f} F1 {2 * tp / (2 * tp + fp + fn):.3f}")


if __name__ == "__main__":
    main()
