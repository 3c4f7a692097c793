#!/usr/bin/env python3
"""Facts and bodies of the pages composed by us (tests/gold/pages) against their labels, beside peers where they can be imported.

    bench/own_pages.py [--bayhaqi build/bayhaqi] [--split dev|test|dev2|test2] [--wrong] [--peers]

title: same words; day: same day, or none where there is none; authors: the same names, all of them; updated, canonical, image: as labelled
where labelled; lang: English or not; body F1: runs of four words, as in bench/pages.py, mean of pages; roles: share of labelled lines with the
right role, of those that the program shows. --wrong names what was wrong: for dev only.
"""
import argparse
import json
import pathlib
import re
import subprocess
import sys

import pages as bench

ROOT = pathlib.Path(__file__).resolve().parent.parent
FACTS = ["title", "day", "authors", "outlet", "updated", "subhead", "canonical", "image", "english"]


def fold(text):
    return " ".join(re.findall(r"\w+", (text or "").casefold()))


def ours(command, paths):
    out = subprocess.run([command, "layers", "--layer", "article", "--threads", "1", "--quiet", *map(str, paths)], stdout=subprocess.PIPE, check=True).stdout
    found = {}
    for path, line in zip(paths, out.splitlines()):
        a = json.loads(line)
        text = a["text"].encode()
        blocks = [(b["role"], text[b["span"][0]:b["span"][1]].decode()) for b in a["blocks"]]
        body_at = next((i for i, b in enumerate(blocks) if b[0] == "body"), len(blocks))
        found[path] = {"title": a["title"], "day": (a["published"] or "")[:10], "authors": a["byline"], "outlet": a["outlet"],
                       "updated": (a.get("updated") or "")[:10], "canonical": a["url"], "image": a.get("image"),
                       "subhead": next((t for r, t in blocks[:body_at] if r == "subhead"), ""), "english": (a["lang"] or "")[:2] == "en",
                       "body": bench.body_of(a), "blocks": blocks}
    return found


def peers(paths):
    """Facts by others, where they can be imported."""
    all_found = {}
    try:
        import trafilatura
        all_found["trafilatura"] = {}
        for path in paths:
            d = trafilatura.bare_extraction(path.read_bytes(), with_metadata=True, include_comments=False)
            d = d.as_dict() if hasattr(d, "as_dict") else d or {}
            all_found["trafilatura"][path] = {"title": d.get("title"), "day": d.get("date") or "", "authors": [a.strip() for a in (d.get("author") or "").split(";") if a.strip()],
                                              "outlet": d.get("sitename"), "canonical": d.get("url"), "image": d.get("image"), "body": d.get("text") or ""}
    except ImportError:
        pass
    try:
        import newspaper
        all_found["newspaper4k"] = {}
        for path in paths:
            a = newspaper.Article("https://example.org/")
            a.download(input_html=path.read_text())
            a.parse()
            all_found["newspaper4k"][path] = {"title": a.title, "day": str(a.publish_date or "")[:10], "authors": a.authors, "image": a.top_image, "canonical": a.canonical_link,
                                              "body": a.text}
    except ImportError:
        pass
    try:
        import htmldate
        all_found["htmldate"] = {path: {"day": htmldate.find_date(path.read_text(), original_date=True) or ""} for path in paths}
    except ImportError:
        pass
    return all_found


def right(fact, gold, found):
    if fact == "title":
        return fold(gold["title"]) == fold(found["title"])
    if fact == "day":
        return (gold["published"] or "") == found["day"]
    if fact == "authors":
        return sorted(map(fold, gold["authors"])) == sorted(map(fold, found["authors"]))
    if fact == "english":
        return (gold["language"] == "en") == found["english"]
    if not gold[fact]:
        return None
    return fold(gold[fact]) == fold(found[fact])


def roles_right(gold, blocks):
    role_of = {}
    for role, text in blocks:
        role_of.setdefault(fold(text), role)
    pairs = [(l["role"], role_of.get(fold(l["text"]))) for l in gold["lines"] if fold(l["text"]) in role_of]
    return sum(a == b for a, b in pairs), len(pairs)


def report(name, labels, found, wrong):
    cells, body, roles, shown = [], [], 0, 0
    for fact in FACTS:
        seen = [(path, right(fact, gold, found[path])) for path, gold in labels.items() if all(fact in f for f in found.values())]
        judged = [ok for _, ok in seen if ok is not None]
        cells.append(f"{sum(judged) / len(judged):7.3f}" if judged else "      -")
        for path, ok in seen:
            if wrong and ok is False:
                key = {"day": "published", "english": "language"}.get(fact, fact)
                print(f"  {path.stem}: {fact}: {found[path][fact]!r}, not {labels[path][key]!r}")
    for path, gold in labels.items():
        if "body" not in found[path]:
            continue
        truth = "\n".join(l["text"] for l in gold["lines"] if l["role"] in ("body", "quote_block") or (l["role"] == "subhead" and l["text"] != gold["subhead"]))
        tp, fp, fn = bench.counts(truth, found[path]["body"])
        body.append(2 * tp / (2 * tp + fp + fn))
        if wrong and body[-1] < .99:
            print(f"  {path.stem}: body {body[-1]:.3f}")
        if "blocks" in found[path]:
            a, b = roles_right(gold, found[path]["blocks"])
            roles, shown = roles + a, shown + b
    print(f"{name:<12}" + "".join(cells) + (f"{sum(body) / len(body):7.3f}" if body else "      -") + (f"{roles / shown:7.3f}" if shown else ""))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--bayhaqi", default="build/bayhaqi")
    parser.add_argument("--split", choices=["dev", "test", "dev2", "test2"], default="dev")
    parser.add_argument("--wrong", action="store_true")
    parser.add_argument("--peers", action="store_true")
    args = parser.parse_args()
    if args.wrong and args.split.startswith("test"):
        sys.exit("own_pages: --wrong is for dev: what is missed on test stays unread")
    paths = sorted((ROOT / "tests/gold/pages" / args.split).glob("*.html"))
    labels = {p: json.loads(p.with_suffix(".json").read_text()) for p in paths}
    print(f"{len(paths)} pages of our own, {args.split}")
    print(f"{'':<12}" + "".join(f"{f[:7]:>7}" for f in FACTS) + f"{'body':>7}{'roles':>7}")
    report("bayhaqi", labels, ours(args.bayhaqi, paths), args.wrong)
    if args.peers:
        for name, found in peers(paths).items():
            report(name, labels, found, False)


if __name__ == "__main__":
    main()
