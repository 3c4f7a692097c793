#!/usr/bin/env python3
"""The same article with other line ends, wrapping, white space and quotes gives the same events.
Prints "perturbation: N passed, N failed"; each sample article under each change is one check."""
import json
import os
import re
import subprocess
import sys
import tempfile
import textwrap

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BINARY = os.environ.get("BAYHAQI", os.path.join(ROOT, "build/bayhaqi"))
CODED = ("headline", "subhead", "body", "quote_block")

CHANGES = {
    "line ends of DOS": lambda paragraphs: "\r\n\r\n".join(paragraphs),
    "wrapped at 72 columns": lambda paragraphs: "\n\n".join(textwrap.fill(p, 72, break_on_hyphens=False, break_long_words=False) for p in paragraphs),
    "double and no-break spaces": lambda paragraphs: "\n\n".join(re.sub(r"([.,]) ", r"\1  ", p).replace(" the ", " the\u00a0") for p in paragraphs),
    "straight quotes": lambda paragraphs: "\n\n".join(p.translate({0x2018: "'", 0x2019: "'", 0x201C: '"', 0x201D: '"'}) for p in paragraphs),
    "trailing white space, more blank lines": lambda paragraphs: "\n\n\n".join(p + "   " for p in paragraphs),
}


def run(words):
    return [json.loads(l) for l in subprocess.run([BINARY] + words, capture_output=True, text=True, check=True).stdout.split("\n") if l]


def signature(events):
    plain = lambda text: " ".join(text.replace("\u2019", "'").replace("\u201c", '"').replace("\u201d", '"').split())
    who = lambda actors: [a["code"] or a["id"] for a in actors]
    return [(e["type"], e["status"], e["cameo"], who(e["actors"]), who(e["recipients"]), plain(e["trigger"]["text"])) for e in events]


def main():
    passed, failed = 0, 0
    with tempfile.TemporaryDirectory() as folder:
        for number, article in enumerate(run(["layers", "--layer", "article", os.path.join(ROOT, "samples")])):
            if article["doc"] == "README.md": continue       # its tables are not text that anybody wraps
            raw = article["text"].encode()
            paragraphs = [" ".join(raw[b["span"][0]:b["span"][1]].decode().split()) for b in article["blocks"] if b["role"] in CODED]
            published = ["--published", (article["published"] or "2021-08-02")[:10]]
            path = os.path.join(folder, f"{number}.txt")
            def events(text):
                open(path, "w", encoding="utf-8", newline="").write(text)
                return signature(run(["code"] + published + [path]))
            plain = events("\n\n".join(paragraphs))
            for name, change in CHANGES.items():
                got = events(change(paragraphs))
                if got == plain: passed += 1
                else:
                    failed += 1
                    print(f"FAIL {article['doc']}, {name}:")
                    for side, rows, other in (("lost", plain, got), ("new", got, plain)):
                        for row in rows:
                            if row not in other: print(f"  {side}: {row}")
    print(f"perturbation: {passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
