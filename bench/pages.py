#!/usr/bin/env python3
"""Article bodies of saved pages against a truth, beside peers in the same run.

    bench/pages.py [--bayhaqi build/bayhaqi] [--data ../shared/data/html/aeb] [--split all|tune|check] [--flat] [--peers]
                   [--worst 10]

Reads ground-truth.json ({key: {"articleBody"}}) and html/KEY.html.gz, runs `layers --layer article` over them and prints
precision, recall, F1 and accuracy as the article extraction benchmark defines them (Scrapinghub 2020: multisets of
four-word shingles, a page counts as one whatever its length), and pages a second of processor time on one core, startup included. --peers measures trafilatura, readability-lxml, newspaper4k and resiliparse beside it, those
that can be imported. --split cuts the pages in two halves by a hash of the key: rules are tuned on one only.
"""
import argparse
import collections
import gzip
import hashlib
import json
import pathlib
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time

import flatten

BODY = {"body", "subhead", "quote_block"}
WORD = re.compile(r"\w+")


def shingles(text):
    words = WORD.findall(text or "")
    return collections.Counter(tuple(words[i:i + 4]) for i in range(max(1, len(words) - 3)) if words)


def counts(truth, found):
    a, b = shingles(truth), shingles(found)
    both = sum((a & b).values())
    return both, sum(b.values()) - both, sum(a.values()) - both


def scores(rows):
    precision = statistics.mean(tp / (tp + fp) if tp else float(not (fp or fn)) for tp, fp, fn in rows if tp + fp)
    recall = statistics.mean(tp / (tp + fn) if tp else float(not (fp or fn)) for tp, fp, fn in rows if tp + fn)
    exact = statistics.mean(float(fp == fn == 0) for _, fp, fn in rows)
    return precision, recall, 2 * precision * recall / (precision + recall or 1), exact


def body_of(article):
    """The blocks that make the article; a deck above the first paragraph belongs to the headline."""
    text = article["text"].encode()
    out, begun = [], False
    for block in article["blocks"]:
        role, (begin, end) = block["role"], block["span"]
        begun |= role == "body"
        if role in BODY and (begun or role != "subhead"):
            out.append(text[begin:end].decode())
    return "\n".join(out)


def run_bayhaqi(command, pages):
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for key, page in pages.items():
            paths.append(pathlib.Path(folder, key + ".page"))
            paths[-1].write_bytes(page)
        start = resource.getrusage(resource.RUSAGE_CHILDREN)
        out = subprocess.run([command, "layers", "--layer", "article", "--threads", "1", "--quiet", *map(str, paths)],
                             stdout=subprocess.PIPE, check=True).stdout
        end = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds = end.ru_utime + end.ru_stime - start.ru_utime - start.ru_stime
    articles = {a["doc"].removesuffix(".page"): a for a in map(json.loads, out.splitlines())}
    return {key: body_of(article) for key, article in articles.items()}, seconds


def peers():
    """(name, function of a page's bytes) of the extractors that can be imported."""
    found = []
    try:
        import trafilatura
        found.append(("trafilatura", lambda page: trafilatura.extract(page, include_comments=False)))
    except ImportError:
        pass
    try:
        import lxml.html
        import readability
        found.append(("readability", lambda page: "\n".join(lxml.html.fromstring(readability.Document(flatten.decode(page)).summary()).itertext())))
    except ImportError:
        pass
    try:
        import newspaper

        def by_newspaper(page):
            article = newspaper.Article("https://example.org/")
            article.download(input_html=flatten.decode(page))
            article.parse()
            return article.text
        found.append(("newspaper4k", by_newspaper))
    except ImportError:
        pass
    try:
        from resiliparse.extract.html2text import extract_plain_text
        found.append(("resiliparse", lambda page: extract_plain_text(flatten.decode(page), main_content=True, alt_texts=False)))
    except ImportError:
        pass
    return found


def run_peer(extract, pages):
    out, start = {}, time.process_time()
    for key, page in pages.items():
        try:
            out[key] = extract(page) or ""
        except Exception:           # a page that a peer cannot read is a page without text
            out[key] = ""
    return out, time.process_time() - start


def flat_lines(data, key):
    """The lines of a saved page without its mark-up."""
    return flatten.flatten(gzip.decompress((data / "html" / (key + ".html.gz")).read_bytes()))


def in_split(key, split):
    half = hashlib.sha256(key.encode()).digest()[0] % 2
    return split == "all" or half == (split == "check")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--bayhaqi", default="build/bayhaqi")
    parser.add_argument("--data", default="../shared/data/html/aeb")
    parser.add_argument("--split", choices=["all", "tune", "check"], default="all")
    parser.add_argument("--peers", action="store_true", help="other extractors beside it")
    parser.add_argument("--flat", action="store_true", help="the pages without their mark-up, as crawls leave them")
    parser.add_argument("--worst", type=int, default=0, help="name the pages that lose most")
    args = parser.parse_args()
    data = pathlib.Path(args.data)
    if not data.is_dir():
        sys.exit(f"pages: no data at {data} (set --data)")
    truth = {k: v.get("articleBody", "") for k, v in json.loads((data / "ground-truth.json").read_text()).items()
             if in_split(k, args.split)}
    pages = {k: gzip.decompress((data / "html" / (k + ".html.gz")).read_bytes()) for k in truth}
    if args.flat:
        pages = {k: ("\n".join(flatten.flatten(page)) + "\n").encode() for k, page in pages.items()}
    results = {"bayhaqi": run_bayhaqi(args.bayhaqi, pages)}
    for name, extract in peers() if args.peers and not args.flat else []:
        results[name] = run_peer(extract, pages)
    size = sum(map(len, pages.values()))
    print(f"{len(pages)} pages, split {args.split}")
    print(f"{'':<12} {'precision':>9} {'recall':>7} {'F1':>6} {'exact':>6} {'pages/s':>8} {'MB/s':>6}")
    for name, (found, seconds) in results.items():
        rows = {k: counts(truth[k], found.get(k, "")) for k in truth}
        p, r, f, exact = scores(rows.values())
        print(f"{name:<12} {p:9.3f} {r:7.3f} {f:6.3f} {exact:6.3f} {len(pages) / seconds:8.1f} {size / seconds / 1e6:6.1f}")
        if name == "bayhaqi":
            lost = sorted(rows, key=lambda k: scores([rows[k]])[2] if rows[k][0] else 0)
            for k in lost[:args.worst]:
                p1, r1, f1, _ = scores([rows[k]]) if rows[k][0] else (0, 0, 0, 0)
                print(f"  {k[:16]} precision {p1:.2f} recall {r1:.2f}")


if __name__ == "__main__":
    main()
