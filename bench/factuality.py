#!/usr/bin/env python3
"""factuality.py DATA PART - values of UDS factuality on EWT words, as lines for `bayhaqi eval` (src/eval/frames.h); PART: dev or test."""
import gzip
import json
import sys


def sentences(path):
    """sent_id, forms"""
    name, forms = None, []
    for line in open(path, encoding="utf-8"):
        if line.startswith("# sent_id"): name = line.split("=", 1)[1].strip()
        elif line.strip() == "":
            if forms: yield name, forms
            forms = []
        elif line[0] != "#":
            fields = line.split("\t")
            if fields[0].isdigit(): forms.append(fields[1])
    if forms: yield name, forms


def values(data):
    ids = json.load(gzip.open(f"{data}/factuality/ud_ids.json.gz"))
    rated = json.load(gzip.open(f"{data}/factuality/factuality.json.gz"))["data"]
    return {ids[name]["sentence_id"]: {key.rsplit("-", 1)[1]: round(v["factuality"]["factual"]["value"], 4) for key, v in words.items()}
            for name, words in rated.items()}


def main():
    data, part = sys.argv[1:3]
    rated = values(data)
    for name, forms in sentences(f"{data}/treebank/ewt.{part}.conllu"):
        if name in rated: print(json.dumps({"sent_id": name, "tokens": forms, "factuality": rated[name]}))


if __name__ == "__main__":
    main()
