#!/usr/bin/env python3
"""Trains the nets that find the article in a flattened page (src/clean/line_model.h) and writes their weights as C.

    train/fit_lines.py --data ../shared/data/html/aeb [--folds 5] [--check] [--out src/clean/line_weights.c]

Labels: the saved pages are flattened (bench/flatten.py), and a line is body when the known article body holds it (bench/line_truth.py). Only
the half of the pages that rules may look at is trained on, and for the five-fold figure all pages but a fifth. More pages are made of them:
the head of one, the body of another, the foot of a third; lists and tables in the body; furniture of our own between the lines; comments;
bodies alone and cut short. Pages of ours (tests/gold/pages) are trained on too. Needs numpy and torch; some minutes on one core.
"""
import argparse
import hashlib
import json
import pathlib
import random
import subprocess
import sys
import tempfile

import numpy
import torch

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "bench"))
import furniture_lines  # noqa: E402
from line_truth import label  # noqa: E402
import pages as bench  # noqa: E402

NETS, FEATURES, HIDDEN, WINDOW, MIXED, STATES, FADE = 4, 51, 16, 2, 16, 4, 40
DROPOUT = 0.2
BEFORE, BODY, INSIDE, AFTER = range(4)
ALLOWED = numpy.array([[1, 1, 0, 0], [0, 1, 1, 1], [0, 1, 1, 0], [0, 0, 0, 1]], bool)
FORBIDDEN = -1e4


# ---- pages and labels ---------------------------------------------------------

def states_of(marks):
    on = [i for i, m in enumerate(marks) if m]
    if not on:
        return [BEFORE] * len(marks)
    return [BEFORE if i < on[0] else AFTER if i > on[-1] else BODY if m else INSIDE for i, m in enumerate(marks)]


# ---- more pages -------------------------------------------------------------------

def parts(page):
    lines, marks = page
    on = [i for i, m in enumerate(marks) if m]
    if not on:
        return None
    return ([(l, False) for l in lines[:on[0]]], list(zip(lines[on[0]:on[-1] + 1], marks[on[0]:on[-1] + 1])),
            [(l, False) for l in lines[on[-1] + 1:]])


def compose(pool, rng):
    """A page of parts of others; lines of furniture thrown in."""
    head, body, foot = parts(rng.choice(pool))[0], parts(rng.choice(pool))[1], parts(rng.choice(pool))[2]
    kind = rng.random()
    if kind < 0.2:
        head, foot = head[-rng.randint(0, 3):], []
    elif kind < 0.35:
        head, foot = head[-rng.randint(1, 2):], foot[:rng.randint(0, 8)]
    if rng.random() < 0.35:
        body = body[:rng.randint(1, max(1, len(body)))]
    if not any(m for _, m in body):
        body = [(l, True) for l, _ in body]
    out = list(head)
    if rng.random() < 0.5:
        out += [(l, False) for l in furniture_lines.above(rng)]
    told = [l for l, m in body if m]
    lists = rng.randrange(max(1, len(body) - 1)) if rng.random() < 0.35 else -1
    if rng.random() < 0.07:                         # little but a list
        lists, body = 0, body[:rng.randint(1, 2)]
    for i, item in enumerate(body):
        out.append(item)
        if i == lists:
            out += [(l, True) for _ in range(rng.randint(1, 8) if len(body) < 3 else 1) for l in furniture_lines.inside(rng, told)]
        if rng.random() < 0.06:
            out += [(l, False) for l in furniture_lines.between(rng)]
    if rng.random() < 0.5:
        out += [(l, False) for l in furniture_lines.below(rng)]
    if rng.random() < 0.3:
        other = [l for l, m in parts(rng.choice(pool))[1] if m]
        out += [(l, False) for l in furniture_lines.comments(rng, other)]
    if rng.random() < 0.6:
        out += foot
    return [l for l, _ in out], [m for _, m in out]


# ---- features ------------------------------------------------------------------------

def build_tool(folder):
    tool = folder / "line_features"
    libs = subprocess.run("pkg-config --libs libutf8proc libxxhash libcjson sqlite3 libmicrohttpd", shell=True, capture_output=True, text=True)
    subprocess.run(["cc", "-O2", "-std=c11", "-D_GNU_SOURCE", "-Isrc", "-Iinclude", "train/line_features.c", "build/libbayhaqi.a",
                    *libs.stdout.split(), "-lgumbo", "-luchardet", "-lm", "-lpthread", "-o", str(tool)], cwd=ROOT, check=True)
    return tool


def features(tool, folder, pages):
    """[(lines)] -> [(features, texts, lines of the page)]: hard wrapped lines may be joined, so texts are what the program made of the lines,
    and the third says which line each begins with."""
    paths = []
    for i, lines in enumerate(pages):
        paths.append(folder / f"{i}.txt")
        paths[-1].write_text("\n".join(lines) + "\n")
    out = subprocess.run([str(tool)], input="\n".join(map(str, paths)) + "\n", capture_output=True, text=True, check=True).stdout
    found = {}
    for row in out.split("\n"):
        if row.startswith("#/"):
            current = found[row[1:]] = ([], [], [])
        elif row:
            cells = row.split("\t", FEATURES + 2)
            current[0].append([float(c) for c in cells[:FEATURES]])
            current[1].append(cells[-1])
            current[2].append(int(cells[-2]))
    out = []
    for path, lines in zip(paths, pages):
        begins = numpy.cumsum([0] + [len(l.encode()) + 1 for l in lines])
        table, texts, at = found[str(path)]
        out.append((numpy.array(table, numpy.float32).reshape(-1, FEATURES), texts, numpy.searchsorted(begins, at, "right") - 1))
    return out


# ---- the net ---------------------------------------------------------------------------

class Net(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.first = torch.nn.Linear(FEATURES, HIDDEN)
        self.second = torch.nn.Linear(HIDDEN * (2 * WINDOW + 3), MIXED)
        self.last = torch.nn.Linear(MIXED, STATES)
        self.step = torch.nn.Parameter(torch.zeros(STATES, STATES))
        self.begin = torch.nn.Parameter(torch.zeros(STATES))
        self.end = torch.nn.Parameter(torch.zeros(STATES))
        self.dropout = torch.nn.Dropout(DROPOUT)

    def hidden(self, x, mask):
        h = torch.relu(self.first(x)) * mask[..., None]
        t = h.transpose(1, 2)
        kernel = 0.2 * 0.8 ** torch.arange(FADE, dtype=torch.float32)
        before = torch.nn.functional.conv1d(torch.nn.functional.pad(t, (FADE, 0))[..., :-1], kernel.flip(0).repeat(HIDDEN, 1, 1), groups=HIDDEN)
        behind = torch.nn.functional.conv1d(torch.nn.functional.pad(t, (0, FADE))[..., 1:], kernel.repeat(HIDDEN, 1, 1), groups=HIDDEN)
        n = t.shape[-1]
        near = [torch.nn.functional.pad(t, (WINDOW, WINDOW))[..., w:w + n] for w in range(2 * WINDOW + 1)]
        return torch.cat(near + [before, behind], 1).transpose(1, 2)

    def forward(self, x, mask):
        return self.last(torch.relu(self.second(self.dropout(self.hidden(x, mask)))))

    def moves(self):
        allowed = torch.tensor(ALLOWED)
        return torch.where(allowed, self.step, torch.tensor(FORBIDDEN)), torch.where(
            torch.tensor([True, True, False, False]), self.begin, torch.tensor(FORBIDDEN)), torch.where(
            torch.tensor([True, True, False, True]), self.end, torch.tensor(FORBIDDEN))

    def loss(self, x, mask, gold):
        """What all paths weigh less what the right one weighs. All paths: the product of the lines' matrices, by halves."""
        scores = self(x, mask)
        step, begin, end = self.moves()
        lengths, rows = mask.sum(1).long(), torch.arange(len(x))
        right = begin[gold[:, 0]] + (scores.gather(2, gold[..., None])[..., 0] * mask).sum(1) + end[gold[rows, lengths - 1]]
        right = right + (step[gold[:, :-1], gold[:, 1:]] * mask[:, 1:]).sum(1)
        nothing = torch.full((STATES, STATES), FORBIDDEN).fill_diagonal_(0)
        moves = torch.where(mask[:, 1:, None, None].bool(), step + scores[:, 1:, None, :], nothing)
        while moves.shape[1] > 1:
            if moves.shape[1] % 2:
                moves = torch.cat([moves, nothing.expand(len(x), 1, STATES, STATES)], 1)
            moves = torch.logsumexp(moves[:, 0::2, :, :, None] + moves[:, 1::2, None, :, :], -2)
        paths = begin + scores[:, 0]
        if moves.shape[1]:
            paths = torch.logsumexp(paths[:, :, None] + moves[:, 0], 1)
        return ((torch.logsumexp(paths + end, 1) - right) / lengths.float() ** 0.5).mean()


@torch.no_grad()
def decode(nets, x):
    """The path of states that all nets together find best."""
    scores = sum(net(x[None], torch.ones(1, len(x)))[0].numpy() for net in nets)
    step, begin, end = (sum(m) for m in zip(*[[m.numpy() for m in net.moves()] for net in nets]))
    at, back = begin + scores[0], []
    for row in scores[1:]:
        both = at[:, None] + step
        back.append(both.argmax(0))
        at = both.max(0) + row
    path = [int((at + end).argmax())]
    for b in reversed(back):
        path.append(int(b[path[-1]]))
    return path[::-1]


def batches(items, size, rng):
    items = sorted(items, key=lambda it: len(it[0]) + rng.random() * 20)
    groups = [items[i:i + size] for i in range(0, len(items), size)]
    rng.shuffle(groups)
    for group in groups:
        n = max(len(x) for x, _ in group)
        x, mask, gold = torch.zeros(len(group), n, FEATURES), torch.zeros(len(group), n), torch.zeros(len(group), n, dtype=torch.long)
        for i, (f, g) in enumerate(group):
            x[i, :len(f)], mask[i, :len(f)], gold[i, :len(f)] = torch.tensor(f), 1, torch.tensor(g)
        yield x, mask, gold


def fit(items, epochs, seed):
    torch.manual_seed(seed)
    rng, net = random.Random(seed), Net()
    best = torch.optim.AdamW(net.parameters(), lr=5e-3, weight_decay=1e-2)
    items = [(f, g) for f, g in items if 0 < len(f) <= 600]
    plan = torch.optim.lr_scheduler.OneCycleLR(best, 5e-3, total_steps=epochs * (len(items) // 24 + 2))
    for _ in range(epochs):
        net.train()
        for x, mask, gold in batches(items, 24, rng):
            best.zero_grad()
            net.loss(x, mask, gold).backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            best.step()
            plan.step()
    net.eval()
    return net


# ---- pages from elsewhere ------------------------------------------------------------

def own_pages():
    """Pages composed by us, whose lines are labelled (tests/gold/pages/dev, dev2)."""
    for path in sorted((ROOT / "tests/gold/pages").glob("dev*/*.json")):
        lines = bench.flatten.flatten(path.with_suffix(".html").read_bytes())
        told = json.loads(path.read_text())["lines"]
        first = min([i for i, l in enumerate(told) if l["role"] == "body"], default=0)      # a deck is not of the body
        yield lines, label(lines, "\n".join(l["text"] for l in told[first:] if l["role"] in ("body", "quote_block", "subhead")))


def labelled_pages():
    """Flattened pages written by us, a role before each line (tests/gold/pages/flat/dev); blank lines do not count."""
    for path in sorted((ROOT / "tests/gold/pages/flat/dev").glob("*.tsv")):
        rows = [l.split("\t", 1) for l in path.read_text().split("\n") if "\t" in l]
        yield [r[1] for r in rows], [r[0] in ("body", "subhead", "quote_block") for r in rows]


def more_pages(folder):
    """Folders that hold source.html and expected.html, the body as mark-up: the test pages of Readability.js have this form."""
    for path in sorted(pathlib.Path(folder).glob("*/source.html")):
        lines = bench.flatten.flatten(path.read_bytes())
        truth = "\n".join(bench.flatten.flatten(b"<body>" + path.with_name("expected.html").read_bytes()))
        marks = label(lines, truth)
        if len(lines) >= 15 and sum(marks) >= 2:
            yield lines, marks


# ---- all of it -------------------------------------------------------------------------------

def kept_by(nets, pages):
    return [[s == BODY for s in decode(nets, torch.tensor(f))] if len(f) else [] for f, _, _ in pages]


def shown(kept, pages, truth):
    """Figures: lines kept or dropped, the mean over pages, and runs of words as the benchmark counts them."""
    rows, by_page = [], []
    for ours, (_, texts, marks), body in zip(kept, pages, truth):
        rows.append(bench.counts(body, "\n".join(t for t, k in zip(texts, ours) if k)))
        by_page.append((sum(k and m for k, m in zip(ours, marks)), sum(k and not m for k, m in zip(ours, marks)), sum(m and not k for k, m in zip(ours, marks))))
    tp, fp, fn = map(sum, zip(*by_page))
    mean = numpy.mean([2 * a / (2 * a + b + c) if a + b + c else 1 for a, b, c in by_page])
    return f"lines: P {tp / (tp + fp):.3f} R {tp / (tp + fn):.3f} F1 {2 * tp / (2 * tp + fp + fn):.3f}   mean of pages {mean:.3f}   runs of words F1 {bench.scores(rows)[2]:.3f}"


def prepare(tool, folder, pages):
    made = features(tool, folder, [lines for lines, _ in pages])
    return [(f, texts, [bool(marks[i]) for i in at]) for (f, texts, at), (_, marks) in zip(made, pages)]


def training(tool, folder, pool, real, count, seed):
    rng = random.Random(seed)
    pool = [p for p in pool if parts(p)]
    made = prepare(tool, folder, [compose(pool, rng) for _ in range(count)])
    return [(f, states_of(m)) for f, _, m in made] + [(f, states_of(m)) for f, _, m in real] * 2


def write_c(nets, path):
    def rows(value):
        value = value.detach().numpy() if hasattr(value, "detach") else value
        if value.ndim == 2:
            return "{\n" + ",\n".join("        " + rows(v) for v in value) + "}"
        return "{" + ", ".join(f"{v:.4g}" + ("f" if "." in f"{v:.4g}" or "e" in f"{v:.4g}" else ".0f") for v in value) + "}"

    def table(net):
        step, begin, end = (m.detach().numpy() for m in net.moves())
        tables = [("first", net.first.weight), ("first_bias", net.first.bias), ("second", net.second.weight), ("second_bias", net.second.bias),
                  ("last", net.last.weight), ("last_bias", net.last.bias), ("step", step), ("begin", begin), ("end", end)]
        return "{\n" + ",\n".join(f"    .{name} = {rows(value)}" for name, value in tables) + "}"

    path.write_text("/* clean/line_weights.c - written by train/fit_lines.py; not edited by hand. */\n#include \"clean/line_model.h\"\n\n"
                    "const bay__line_weights bay__line_weights_built_in[BAY__LINE_NETS] = {\n" + ",\n".join(map(table, nets)) + "};\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", default="../shared/data/html/aeb")
    parser.add_argument("--out", help="C file to write")
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--size", type=int, default=16, help="width of both layers: as in src/clean/line_model.h")
    parser.add_argument("--dropout", type=float, default=0.2)
    parser.add_argument("--more", help="folder of folders with source.html and expected.html")
    parser.add_argument("--made", type=int, default=800, help="pages composed for each net")
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--check", action="store_true", help="print the figure of the other half too")
    args = parser.parse_args()
    torch.set_num_threads(1)
    global HIDDEN, MIXED, DROPOUT
    HIDDEN = MIXED = args.size
    DROPOUT = args.dropout
    data = pathlib.Path(args.data)
    truth = {k: v["articleBody"] for k, v in json.loads((data / "ground-truth.json").read_text()).items()}
    keys = sorted(truth)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        tool = build_tool(folder)
        lines = {k: bench.flat_lines(data, k) for k in keys}
        pages = {k: (lines[k], label(lines[k], truth[k])) for k in keys}
        ready = dict(zip(keys, prepare(tool, folder, [pages[k] for k in keys])))

        others = list(own_pages()) + list(labelled_pages()) + (list(more_pages(args.more)) if args.more else [])
        others_ready = prepare(tool, folder, others)

        def run(train, seed):
            return [fit(training(tool, folder, [pages[k] for k in train] + others, [ready[k] for k in train] + others_ready, args.made, seed + n),
                        args.epochs, seed + n) for n in range(NETS)]

        def figure(keys, kept):
            return shown([kept[k] for k in keys], [ready[k] for k in keys], [truth[k] for k in keys])

        tune, check = ([k for k in keys if bench.in_split(k, split)] for split in ("tune", "check"))
        all_kept, order = {}, sorted(keys, key=lambda k: hashlib.sha256(k.encode()).digest()[1:])
        for fold in range(args.folds):
            test = order[fold::args.folds]
            all_kept.update(zip(test, kept_by(run([k for k in keys if k not in test], 100 * fold), [ready[k] for k in test])))
            print(f"fold {fold}:", figure(test, all_kept), flush=True)
        if args.folds:
            for name, part in ("all", keys), ("tune", tune), ("check", check):
                print(f"folds, {name}:", figure(part, all_kept), flush=True)
        if args.out or args.check:
            nets = run(tune, 1)
            for name, part in (("tune, trained on itself", tune),) + ((("check", check),) if args.check else ()):
                print(name + ":", figure(part, dict(zip(part, kept_by(nets, [ready[k] for k in part])))), flush=True)
        if args.out:
            write_c(nets, pathlib.Path(args.out))


if __name__ == "__main__":
    main()
