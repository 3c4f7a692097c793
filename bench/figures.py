"""What bench/run.py and bench/bars.py share: the sets, how a figure is taken from `bayhaqi eval`, and the bars."""
import json
import os
import subprocess

# (name of the set, file under DATA, [(figure of `eval --format jsonl`, bar of the first release)])
SETS = [
    ("EWT test", "treebank/ewt.test.conllu", [("sentences", 77.4), ("upos", 93.3), ("uas", 80.2), ("las", 77.0)]),
    ("GUM test", "treebank/gum.test.conllu", [("sentences", 82.3), ("upos", 93.8), ("uas", 80.2), ("las", 76.2)]),
    ("UNER EWT test", "ner/uner_ewt.test.iob2", [("f1", 75.0)]),
    ("PropBank EWT test", "srl/propbank_ewt.test.jsonl", [("both", 70.0)]),
    ("PLOVER records, dev half", "events/plover_gsr_dev.json", [("type", 60.0), ("all", 35.0)]),
]

# Gold of our own, in the tree: no bar yet.
OWN = ["tests/gold/events.jsonl", "tests/gold/wide.dev.jsonl", "tests/gold/wide.test.jsonl", "tests/gold/none.jsonl"]


def figures(binary, path):
    run = subprocess.run([binary, "eval", "--format", "jsonl", path], capture_output=True, text=True)
    if run.returncode != 0: raise SystemExit(f"eval {path}: exit {run.returncode}\n{run.stderr}")
    return json.loads(run.stdout.strip().split("\n")[0])


def each_set(data):
    for name, file, bars in SETS:
        path = os.path.join(data, file)
        if os.path.exists(path): yield name, path, bars
        else: print(f"{name}: no {path}, left out (make bench DATA=...; train/README.md says where the data is public)")
