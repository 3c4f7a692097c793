#!/usr/bin/env python3
"""places.py fit GOLD... - fits lexicon/ranking/places.tsv to articles with marked places (tests/gold/articles, train/places_articles.py).

Coordinate search: each weight in turn is moved up and down by half, a quarter, an eighth of itself, and what puts more of the
marked names within 161 km is kept. The program itself is the scorer: `bayhaqi layers --layer places --lexicon DIR`. With --folds N
each fold is scored with weights fitted to the others.

  train/places.py fit --bin build/bayhaqi tests/gold/articles/local.dev.txt:3 tests/gold/articles/dev.txt:2 made.txt:1
"""
import argparse
import json
import math
import os
import re
import subprocess
import tempfile

TABLE = "lexicon/ranking/places.tsv"


def read_articles(path):
    articles = []
    for part in re.split(r"^=== ", open(path, encoding="utf-8").read(), flags=re.M)[1:]:
        head, body = part.split("\n", 1)
        name, day = head.split()[:2]
        text, marks, at, known = "", [], 0, {}
        for m in re.finditer(r"\{([^{}|]*)\|([^{}]*)\}", body):
            text += body[at:m.start()]
            begin, label = len(text.encode()), m.group(2).split()
            text += m.group(1)
            at = m.end()
            if label[0] != "P" or (len(label) > 1 and label[1] == "-"):
                continue
            if len(label) > 2:
                known[m.group(1).lower()] = (float(label[1]), float(label[2]))
            point = known.get(m.group(1).lower())
            if point:
                marks.append((begin, len(text.encode()), point))
        articles.append({"id": name, "published": day, "text": text + body[at:], "marks": marks})
    return articles


def kilometres(a, b):
    rad = math.pi / 180
    h = math.sin((b[0] - a[0]) * rad / 2) ** 2 + math.cos(a[0] * rad) * math.cos(b[0] * rad) * math.sin((b[1] - a[1]) * rad / 2) ** 2
    return 12742 * math.asin(min(1, math.sqrt(h)))


def read_weights():
    rows = [line.rstrip("\n").split("\t") for line in open(TABLE, encoding="utf-8") if not line.startswith("#")]
    return {row[0]: float(row[1]) for row in rows[1:]}


def write_weights(path, weights):
    lines = []
    for line in open(TABLE, encoding="utf-8"):
        cells = line.rstrip("\n").split("\t")
        if cells[0] in weights:
            cells[1] = "%g" % round(weights[cells[0]], 3)
        lines.append("\t".join(cells) + "\n")
    os.makedirs(os.path.dirname(path), exist_ok=True)
    open(path, "w", encoding="utf-8").writelines(lines)


class Scorer:
    def __init__(self, program, articles):
        self.program, self.articles = program, articles
        self.lines = "\n".join(json.dumps({k: a[k] for k in ("id", "published", "text")}) for a in articles)

    def right(self, weights):
        """By article: marks found within 161 km, weighted."""
        with tempfile.TemporaryDirectory() as folder:
            write_weights(folder + "/ranking/places.tsv", weights)
            out = subprocess.run([self.program, "layers", "--layer", "places", "--lexicon", folder, "--threads", "1", "-"],
                                 input=self.lines, capture_output=True, text=True, check=False).stdout
        found = {json.loads(line)["doc"]: json.loads(line)["places"] for line in out.splitlines()}
        scores = []
        for article in self.articles:
            n = 0
            for begin, end, point in article["marks"]:
                hit = next((p for p in found.get(article["id"], []) if p["span"][0] < end and p["span"][1] > begin), None)
                n += bool(hit and hit["lat"] is not None and kilometres((hit["lat"], hit["lon"]), point) <= 161)
            scores.append(n * article["weight"])
        return scores


def fit(scorer, chosen, weights, rounds):
    def total(w):
        scores = scorer.right(w)
        return sum(scores[i] for i in chosen) - sum(abs(v - start[k]) for k, v in w.items())   # as before where it is all one
    start = dict(weights)
    weights, best = dict(weights), total(weights)
    for size in rounds:
        for name in sorted(weights):
            for sign in (1, -1):
                trial = dict(weights)
                trial[name] += sign * size * max(abs(trial[name]), 0.1)
                score = total(trial)
                if score > best:
                    weights, best = trial, score
                    print("%-20s %6.3f  %.2f" % (name, trial[name], best), flush=True)
                    break
    return weights


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("what", choices=["fit", "score"])
    parser.add_argument("gold", nargs="+", help="FILE:WEIGHT")
    parser.add_argument("--bin", default="build/bayhaqi")
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--rounds", default="0.5,0.25,0.12")
    args = parser.parse_args()
    articles = []
    for gold in args.gold:
        path, _, weight = gold.partition(":")
        for article in read_articles(path):
            article["weight"] = float(weight or 1)
            article["id"] = "%d-%s" % (len(articles), article["id"])
            articles.append(article)
    scorer, weights = Scorer(args.bin, articles), read_weights()
    rounds = [float(r) for r in args.rounds.split(",")]
    everything = range(len(articles))
    marks = sum(len(a["marks"]) * a["weight"] for a in articles)
    print("as it is: %.2f %%" % (100 * sum(scorer.right(weights)) / marks))
    if args.what == "score":
        return
    held = 0
    for fold in range(args.folds):
        others = [i for i in everything if i % args.folds != fold]
        scores = scorer.right(fit(scorer, others, weights, rounds))
        held += sum(scores[i] for i in everything if i % args.folds == fold)
    if args.folds:
        print("held out: %.2f %%" % (100 * held / marks))
        return
    weights = fit(scorer, everything, weights, rounds)
    print("fitted: %.2f %%" % (100 * sum(scorer.right(weights)) / marks))
    write_weights(TABLE, weights)


if __name__ == "__main__":
    main()
