#!/usr/bin/env python3
"""run.py BINARY DATA - every figure of docs/benchmarks.md, printed as Markdown.

Accuracy comes from `bayhaqi eval`; speed from whole runs of the command over the pages of html/aeb (or, where that is
missing, over samples/), best of three.
"""
import gzip
import json
import os
import resource
import subprocess
import sys
import tempfile
import time

from figures import each_set, figures


def accuracy(binary, data):
    for name, path, bars in each_set(data):
        got = figures(binary, path)
        print(f"\n**{name}** (`bayhaqi eval {os.path.join('DATA', os.path.relpath(path, data))}`)\n")
        keys = [k for k, v in got.items() if isinstance(v, (int, float))]
        print("| " + " | ".join(keys) + " |\n|" + "---|" * len(keys))
        print("| " + " | ".join(f"{got[k]:.1f}" if isinstance(got[k], float) else str(got[k]) for k in keys) + " |")


def pages(data, folder):
    source = os.path.join(data, "html/aeb/html")
    if not os.path.isdir(source):
        print("\nspeed is measured on samples/ (no html/aeb)")
        return "samples"
    for name in sorted(os.listdir(source)):
        with gzip.open(os.path.join(source, name)) as packed:
            open(os.path.join(folder, name[:-3]), "wb").write(packed.read())
    return folder


def best_of(count, words):
    best, peak = None, 0
    for _ in range(count):
        start = time.perf_counter()
        subprocess.run(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        best = min(best or 1e9, time.perf_counter() - start)
    return best


def speed(binary, data):
    with tempfile.TemporaryDirectory() as folder:
        where = pages(data, folder)
        out = subprocess.run([binary, "layers", "--layer", "article", where], capture_output=True, text=True).stdout
        articles = [json.loads(line) for line in out.split("\n") if line.strip()]
        coded = {"headline", "subhead", "body", "caption", "quote_block"}
        words = sum(len(a["text"].encode()[b["span"][0]:b["span"][1]].split()) for a in articles for b in a["blocks"] if b["role"] in coded)
        empty = os.path.join(folder, "empty.txt")
        open(empty, "w").close()
        start = best_of(5, [binary, "code", empty])
        clean = best_of(3, [binary, "layers", "--layer", "article", where])
        one = best_of(3, [binary, "code", "--threads", "1", where])
        two = best_of(3, [binary, "code", "--threads", "2", where])
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"\n**Speed** ({len(articles)} pages, {words} words of article text)\n")
    print("| what | figure |\n|---|---|")
    print(f"| start (an empty text) | {start:.3f} s |")
    print(f"| page to article layer and all stages, words/s on one core | {words / (one - start):.0f} |")
    print(f"| articles/s on one core | {len(articles) / (one - start):.1f} |")
    print(f"| two threads against one | {(one - start) / (two - start):.2f} |")
    print(f"| whole `layers --layer article` run | {clean:.2f} s |")
    print(f"| largest memory of a run | {peak:.0f} MiB |")


def main():
    binary, data = sys.argv[1:3]
    accuracy(binary, data)
    speed(binary, data)


if __name__ == "__main__":
    main()
