#!/usr/bin/env python3
"""robust.py BINARY DATA [--model M] - what the language layer does with bad input, printed as Markdown.

First the development treebanks in other dress: all capitals, no capitals, curly quotes, broken quotes, mojibake (UTF-8 read as
Windows-1252 and written again). Heads and tags stay gold, so the loss is what the dress costs. Then processor time on inputs
that grow: twice the input should cost twice the time."""
import os
import resource
import subprocess
import sys
import tempfile

MARKS = str.maketrans({"'": "\u2019", '"': "\u201c"})


def mojibake(text):
    return text.translate(MARKS).encode().decode("cp1252", "replace").replace("\ufffd", "?")


def broken(form):
    """Quotes as they come out of bad exports."""
    return form.replace('"', "\u00b4\u00b4").replace("'", "\u00b4")


DRESSES = {"as it is": lambda f: f, "ALL CAPITALS": str.upper, "no capitals": str.lower, "curly quotes": lambda f: f.translate(MARKS),
           "broken quotes": broken, "mojibake": mojibake}


def dressed(path, dress, out):
    for line in open(path, encoding="utf-8"):
        if "\t" in line:
            cells = line.split("\t")
            form = dress(cells[1])
            if form and not form.isspace() and " " not in form: cells[1] = form
            line = "\t".join(cells)
        out.write(line)


def used():
    u = resource.getrusage(resource.RUSAGE_CHILDREN)
    return u.ru_utime + u.ru_stime


def evaluate(command, path):
    """The figures of `eval` by the names of its columns, told by its own header."""
    lines = [l.split() for l in subprocess.run(command + [path], capture_output=True, text=True).stdout.splitlines() if l.strip()]
    return dict(zip(lines[-2], lines[-1]))


def dresses(binary, data, model):
    print("| text | EWT UPOS | EWT LAS | GUM UPOS | GUM LAS |\n|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for name, dress in DRESSES.items():
            row = [name]
            for bank in ("ewt", "gum"):
                path = os.path.join(folder, bank + ".conllu")
                with open(path, "w", encoding="utf-8") as out: dressed(f"{data}/treebank/{bank}.dev.conllu", dress, out)
                got = evaluate([binary, "eval"] + model, path)
                row += [got["UPOS"], got["LAS"]]
            print("| " + " | ".join(row) + " |", flush=True)


WORDS = "the minister told reporters near Herat that rebels and troops fought while people fled from old towns to camps".split()


def words(n, end=""): return " ".join(WORDS[i % len(WORDS)] for i in range(n)) + end


GROWING = {
    "one sentence without a stop": lambda n: words(n),
    "commas only": lambda n: ", ".join(WORDS[i % len(WORDS)] for i in range(n)),
    "capitals": lambda n: words(n).upper(),
    "brackets": lambda n: "(" * n + "a" + ")" * n,
    "one word of hyphens": lambda n: "-".join(["x"] * n),
    "one word of letters": lambda n: "a" * (5 * n),
    "emoji": lambda n: "\U0001f600\U0001f1e6\U0001f1eb" * n,
    "Persian": lambda n: "\u0637\u0627\u0644\u0628\u0627\u0646 \u0628\u0647 \u06a9\u0627\u0628\u0644 \u0631\u0633\u06cc\u062f " * (n // 4),
    "Chinese, no spaces": lambda n: "\u5854\u5229\u73ed\u5360\u9886\u5580\u5e03\u5c14" * (n // 4),
    "a table": lambda n: "\n".join(f"Herat | {i} | {i * 7} killed | 2021-08-{i % 28 + 1:02}" for i in range(n // 8)),
    "bytes that are no UTF-8": lambda n: None,
    "quotes": lambda n: "\u201cNo\u201d 'yes' \"no\u201d " * (n // 4),
    "news": lambda n: " ".join(words(19, ".").capitalize() for _ in range(n // 19)),
}


def seconds(binary, model, text, folder):
    path = os.path.join(folder, "in.txt")
    open(path, "wb").write(text)
    before = used()
    done = subprocess.run([binary, "layers", "--layer", "conllu"] + model + [path], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if done.returncode: print("FAILED", done.returncode, done.stderr[-300:])
    return used() - before


def growth(binary, model):
    print("\n| input | 5,000 words | 10,000 | 20,000 | last two, ratio |\n|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        start = min(seconds(binary, model, b"", folder) for _ in range(3))
        for name, make in GROWING.items():
            took = []
            for n in (5000, 10000, 20000):
                text = make(n)
                raw = bytes(128 + i * 37 % 128 for i in range(5 * n)) if text is None else text.encode()
                took.append(max(0.0, min(seconds(binary, model, raw, folder) for _ in range(2)) - start))
            ratio = took[2] / took[1] if took[1] > 0.005 else float("nan")
            print(f"| {name} | " + " | ".join(f"{1000 * t:.0f} ms" for t in took) + f" | {ratio:.1f} |", flush=True)


def main():
    binary, data = sys.argv[1:3]
    model = sys.argv[3:]
    dresses(binary, data, model)
    growth(binary, model)


if __name__ == "__main__":
    main()
