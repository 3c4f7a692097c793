#!/usr/bin/env python3
"""run.py BINARY DATA - every figure of docs/benchmarks.md, printed as Markdown.

Accuracy comes from `bayhaqi eval`; speed from whole runs of the command over the pages of html/aeb (or, where that is
missing, over samples/), best of three. One-core figures are processor time, so that a busy machine does not blur them; the
gain of two threads is wall time and wants a quiet machine.
"""
import gzip
import json
import os
import resource
import subprocess
import sys
import tempfile
import time

from figures import each_own, each_set, figures


def accuracy(binary, data):
    sets = [(name, path, os.path.join("DATA", os.path.relpath(path, data))) for name, path, _ in each_set(data)]
    for name, path, shown in sets + [(name, path, path) for name, path, _ in each_own()]:
        got = figures(binary, path)
        print(f"\n**{name}** (`bayhaqi eval {shown}`)\n")
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


def processor_time():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def best_of(count, words):
    """The least wall time and the least processor time of `count` runs."""
    walls, processor = [], []
    for _ in range(count):
        start, before = time.perf_counter(), processor_time()
        subprocess.run(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        walls.append(time.perf_counter() - start)
        processor.append(processor_time() - before)
    return min(walls), min(processor)


def speed(binary, data):
    with tempfile.TemporaryDirectory() as folder:
        where = pages(data, folder)
        out = subprocess.run([binary, "layers", "--layer", "article", where], capture_output=True, text=True).stdout
        articles = [json.loads(line) for line in out.split("\n") if line.strip()]
        coded = {"headline", "subhead", "body", "caption", "quote_block"}
        words = sum(len(a["text"].encode()[b["span"][0]:b["span"][1]].split()) for a in articles for b in a["blocks"] if b["role"] in coded)
        empty = os.path.join(folder, "empty.txt")
        open(empty, "w").close()
        start_wall, start = best_of(5, [binary, "code", empty])
        _, clean = best_of(3, [binary, "layers", "--layer", "article", where])
        one_wall, one = best_of(3, [binary, "code", "--threads", "1", where])
        two_wall, _ = best_of(3, [binary, "code", "--threads", "2", where])
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"\n**Speed** ({len(articles)} pages, {words} words of article text)\n")
    print("| what | figure |\n|---|---|")
    print(f"| start (an empty text) | {start:.3f} s |")
    print(f"| page in, events out: words/s on one core | {words / (one - start):.0f} |")
    print(f"| articles/s on one core | {len(articles) / (one - start):.1f} |")
    print(f"| pages cleaned (`layers --layer article`), pages/s on one core | {len(articles) / (clean - start):.0f} |")
    print(f"| two threads against one (wall) | {(one_wall - start_wall) / (two_wall - start_wall):.2f} |")
    print(f"| largest memory of a run | {peak:.0f} MiB |")


def main():
    binary, data = sys.argv[1:3]
    accuracy(binary, data)
    speed(binary, data)


if __name__ == "__main__":
    main()
