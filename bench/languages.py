#!/usr/bin/env python3
"""In which language is a line? tests/gold/languages.tsv through `layers --layer article`.

    bench/languages.py [--bayhaqi build/bayhaqi] [--wrong]

english: right about English or not, over all lines; language: the right code.
"""
import argparse
import json
import pathlib
import subprocess

ROOT = pathlib.Path(__file__).resolve().parent.parent


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--bayhaqi", default="build/bayhaqi")
    parser.add_argument("--wrong", action="store_true")
    args = parser.parse_args()
    rows = [l.split("\t") for l in (ROOT / "tests/gold/languages.tsv").read_text().splitlines() if l and not l.startswith("#")][1:]
    lines = "".join(json.dumps({"id": str(i), "text": text}) + "\n" for i, (_, text) in enumerate(rows))
    out = subprocess.run([args.bayhaqi, "layers", "--layer", "article", "--input-format", "jsonl", "--quiet", "-"], input=lines, capture_output=True, text=True, check=True).stdout
    found = {a["doc"]: a["lang"] for a in map(json.loads, out.splitlines())}
    english = language = 0
    for i, (code, text) in enumerate(rows):
        got = found.get(str(i))
        english += (got == "en") == (code == "en")
        language += got == code
        if args.wrong and got != code:
            print(f"  {code} taken for {got}: {text}")
    print(f"{len(rows)} lines: English or not {english / len(rows):.3f}, language {language / len(rows):.3f}")


if __name__ == "__main__":
    main()
