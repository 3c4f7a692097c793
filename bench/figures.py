"""What bench/run.py and bench/bars.py share: the sets, how a figure is taken from `bayhaqi eval`, and the bars."""
import json
import os
import subprocess

# (name of the set, file under DATA, [(figure of `eval --format jsonl`, the least it may be)]). A bar lies just below what was
# reached, so that a change that loses something is seen.
SETS = [
    ("EWT test", "treebank/ewt.test.conllu", [("sentences", 89.0), ("upos", 95.5), ("uas", 88.7), ("las", 86.5)]),
    ("GUM test", "treebank/gum.test.conllu", [("sentences", 95.3), ("upos", 96.8), ("uas", 89.5), ("las", 87.2)]),
    ("UNER EWT test", "ner/uner_ewt.test.iob2", [("f1", 78.0)]),
    ("PropBank EWT test", "srl/propbank_ewt.test.jsonl", [("both", 78.0)]),
    ("PLOVER records, dev half", "events/plover_gsr_dev.json", [("type", 85.0), ("all", 75.0)]),
]

# Gold of our own, in the tree.
OWN = [
    ("tests/gold/events.jsonl", [("f1_all", 90.0)]),
    ("tests/gold/wide.dev.jsonl", [("f1_all", 90.0)]),
    ("tests/gold/wide.test.jsonl", [("f1_all", 80.0)]),
    ("tests/gold/wide2.dev.jsonl", [("f1_all", 90.0)]),
    ("tests/gold/wide2.test.jsonl", [("f1_all", 78.0)]),
    ("tests/gold/none.jsonl", []),
    ("tests/gold/none2.jsonl", []),
    ("tests/gold/attribution.test.jsonl", [("source", 85.0), ("cue", 85.0), ("content", 85.0)]),
    ("tests/gold/articles/test.txt", [("actors", 87.0), ("places_found", 90.0), ("places_near", 90.0), ("event_dates", 85.0), ("counts", 87.0)]),
    ("tests/gold/articles/test2.txt", [("actors", 83.0), ("places_found", 90.0), ("places_near", 90.0)]),
    ("tests/gold/articles/counts.test.txt", [("counts", 90.0)]),
    ("tests/gold/articles/local.test.txt", [("places_found", 85.0), ("places_near", 90.0)]),
]


def figures(binary, path):
    run = subprocess.run([binary, "eval", "--format", "jsonl", path], capture_output=True, text=True)
    if run.returncode != 0: raise SystemExit(f"eval {path}: exit {run.returncode}\n{run.stderr}")
    return json.loads(run.stdout.strip().split("\n")[0])


def each_set(data):
    for name, file, bars in SETS:
        path = os.path.join(data, file)
        if os.path.exists(path): yield name, path, bars
        else: print(f"{name}: no {path}, left out (make bench DATA=...; train/README.md says where the data is public)")


def each_own():
    for path, bars in OWN:
        yield os.path.basename(path) if "articles" not in path else path[len("tests/gold/"):], path, bars
