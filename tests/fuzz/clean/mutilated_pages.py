#!/usr/bin/env python3
"""Mutilated pages through the command: no crash, no hang, memory bounded.

    mutilated_pages.py [--bin build/bayhaqi] [--count 1000] [--seed 1] [--layer article] [--data ../shared/data/html/aeb] PAGE...

Takes the given pages, the fuzz seeds and, where they lie, the saved pages under --data; cuts them off, flips and drops
bytes, doubles and shuffles pieces, nests elements tens of thousands deep, crowds attributes, lies about the encoding.
Ends with "mutilated: N passed, N failed, slowest S s, memory M MiB". The same seed makes the same pages.
"""
import argparse
import gzip
import json
import pathlib
import random
import resource
import subprocess
import sys
import tempfile
import time

SECONDS_A_PAGE = 5
BATCH = 50


def cut(r, page): return page[:r.randrange(len(page) + 1)]
def behead(r, page): return page[r.randrange(len(page) + 1):]


def flip(r, page):
    page = bytearray(page)
    for _ in range(r.randrange(1, 200)):
        if page:
            page[r.randrange(len(page))] = r.randrange(256)
    return bytes(page)


def drop(r, page):
    at = sorted(r.randrange(len(page) + 1) for _ in range(2))
    return page[:at[0]] + page[at[1]:]


def double(r, page):
    at = sorted(r.randrange(len(page) + 1) for _ in range(2))
    return page[:at[1]] + page[at[0]:at[1]] * r.randrange(1, 4) + page[at[1]:]


def shuffle(r, page):
    parts = page.split(b"<")
    r.shuffle(parts)
    return b"<".join(parts)


def lose_ends(r, page): return page.replace(b"</", b"<")
def lose_quotes(r, page): return page.replace(b'"', b"", r.randrange(1, 50))


def nest(r, page):
    tags = [b"<div>", b"<b>", b"<table><tr><td>", b"<ul><li>", b"<font size=%d>", b"<svg><g>", b"<a href=x>", b"<blockquote>",
            b"<p><b>", b"<select><option>", b"<div></table>", b"<div><table></div></table>", b"<svg><style><g>", b"<i><p>", b"<template>",
            b"<span><object>", b"<h1>", b"<button>", b"<ruby><rt>", b"<form>", b"<math><mi>", b"<frameset>", b"<dl><dt>"]
    tag = r.choice(tags)
    bomb = b"".join(tag % i if b"%d" in tag else tag for i in range(r.choice([1000, 10000, 50000])))
    at = r.randrange(len(page) + 1)
    return page[:at] + bomb + page[at:]


def crowd(r, page):
    n = r.choice([1000, 100000])
    return page[:len(page) // 2] + b"<div " + b" ".join(b"a%d=1" % i for i in range(n)) + b">" + page[len(page) // 2:]


def entities(r, page): return page.replace(b" ", r.choice([b"&nbsp;", b"&#0;", b"&#xD800;", b"&amp", b"&nGt;", b"&#99999999999;"]))
def repeat_tag(r, page): return page + r.choice([b"<", b"</p>", b"<!--", b"<script>", b"<p>", b"<br>", b"<title>", b"&", b"<a "]) * 100000
def wide(r, page): return page.decode("utf-8", "replace").encode(r.choice(["utf-16", "utf-16-le", "utf-32", "cp1252", "shift_jis", "koi8-r"]), "replace")
def lie(r, page): return b"<meta charset=%s>" % r.choice([b"utf-7", b"iso-2022-jp", b"utf-16", b"hz", b"x-none", b"ebcdic-us", b"gb2312"]) + page
def nothing(r, page): return r.choice([b"", b"\0" * 5000, b"\n" * 5000, b" ", b"\xff\xfe", b"\xef\xbb\xbf", bytes(r.randrange(256) for _ in range(3000))])
def long_line(r, page): return page.replace(b"\n", b" ") * r.randrange(1, 4)
def json_ld(r, page): return page + b'<script type="application/ld+json">' + r.choice([b"[" * 50000, b'{"@graph":' * 2000, b'{"@type":"NewsArticle","author":' + b"[" * 500]) + b"</script>"
def plain(r, page):
    return b"".join(piece.split(b">")[-1] for piece in page.split(b"<"))


WAYS = [cut, behead, flip, flip, drop, double, shuffle, lose_ends, lose_quotes, nest, nest, crowd, entities, repeat_tag, wide, lie, nothing,
        long_line, json_ld, plain]


def pages_of(args):
    here = pathlib.Path(__file__).parent
    paths = [pathlib.Path(p) for p in args.pages] + sorted(here.glob("*.seeds/*")) + sorted(here.glob("../../../samples/*/*"))
    pages = [p.read_bytes() for p in paths if p.is_file()]
    saved = sorted(pathlib.Path(args.data, "html").glob("*.gz"))
    return pages * 3 + [gzip.decompress(p.read_bytes()) for p in saved]


def make(index, args, pages):
    r = random.Random(args.seed * 1000003 + index)
    page = r.choice(pages)
    for way in r.sample(WAYS, r.choice([1, 1, 2, 3])):
        page = way(r, page) if page else page
    return page[:16 << 20]


def run(args, paths):
    start = time.perf_counter()
    try:
        done = subprocess.run([args.bin, "layers", "--layer", args.layer, "--input-format", "auto", "--threads", "1", "--quiet", *map(str, paths)],
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=SECONDS_A_PAGE * len(paths))
    except subprocess.TimeoutExpired:
        return "hang", time.perf_counter() - start
    seconds = time.perf_counter() - start
    if done.returncode not in (0, 1):
        return f"exit {done.returncode}: {done.stderr[-300:]!r}", seconds
    try:
        for line in done.stdout.splitlines():
            json.loads(line)
    except ValueError as bad:
        return f"output is not JSON: {bad}", seconds
    return None, seconds


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--bin", default="build/bayhaqi")
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--layer", default="article")
    parser.add_argument("--data", default="../shared/data/html/aeb")
    parser.add_argument("--keep", help="folder for the pages that failed")
    parser.add_argument("pages", nargs="*")
    args = parser.parse_args()
    pages = pages_of(args)
    passed, failed, slowest = 0, 0, 0.0
    with tempfile.TemporaryDirectory() as folder:
        for first in range(0, args.count, BATCH):
            paths = []
            for index in range(first, min(first + BATCH, args.count)):
                paths.append(pathlib.Path(folder, f"{index:06}.html"))
                paths[-1].write_bytes(make(index, args, pages))
            trouble, seconds = run(args, paths)
            for path in paths if trouble or seconds > BATCH * 0.5 else []:      # which one is it?
                trouble, seconds = run(args, [path])
                slowest = max(slowest, seconds)
                if trouble:
                    failed += 1
                    print(f"FAIL seed {args.seed} page {path.stem}: {trouble}")
                    if args.keep:
                        pathlib.Path(args.keep, path.name).write_bytes(path.read_bytes())
            slowest = max(slowest, seconds / len(paths))
            passed += len(paths)
            for path in paths:
                path.unlink()
    passed -= failed
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    print(f"mutilated: {passed} passed, {failed} failed, slowest {slowest:.2f} s, memory {memory} MiB")
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()
