"""Trains the ranker of antecedents: python3 fit_coref.py WORDS.npz TRAIN.bin TOOL DEV.conllu OUT.bayhaqi

TRAIN.bin is written by build/coref_features (train/coref_features.c), so that what is trained on is what the program sees. Per document: the
name line, the number of phrases, and for each phrase its gold chain (0 none), rows of 7 words, marks as bits, and its candidates, each with
clues as bits. The loss is the marginal likelihood of all right antecedents, or of none. Each epoch is judged by TOOL on DEV (CoNLL average).

With --empty only words are written: enough for TOOL to write TRAIN.bin.
"""
import argparse
import re
import struct
import subprocess

import numpy as np
import torch
from torch import nn

import export

SLOTS, MARKS, CLUES, FIRST, ALONE, SECOND = 7, 160, 144, 96, 64, 32
NONE = 0xFFFFFFFF
NOT_FREE = ("fiction", "whow", "essay", "letter", "podcast", "reddit")


def read(path):
    data = open(path, "rb").read()
    at = 0
    while at < len(data):
        size, = struct.unpack_from("<I", data, at)
        name = data[at + 4:at + 4 + size].decode()
        at += 4 + size
        count, = struct.unpack_from("<I", data, at)
        at += 4
        chains, words, marks, first, items, clues = [], [], [], [0], [], []
        for _ in range(count):
            chains.append(struct.unpack_from("<I", data, at)[0])
            words.append(struct.unpack_from(f"<{SLOTS}I", data, at + 4))
            at += 4 + 4 * SLOTS
            marks.append(np.frombuffer(data, np.uint8, MARKS // 8, at))
            at += MARKS // 8
            n, = struct.unpack_from("<I", data, at)
            pairs = np.frombuffer(data, np.uint8, n * (4 + CLUES // 8), at + 4).reshape(n, 4 + CLUES // 8)
            at += 4 + n * (4 + CLUES // 8)
            items.append(np.ascontiguousarray(pairs[:, :4]).view("<u4")[:, 0])
            clues.append(pairs[:, 4:])
            first.append(first[-1] + n)
        yield name, dict(chains=np.array(chains), words=np.array(words, dtype=np.int64), marks=np.array(marks), first=np.array(first),
                         items=np.concatenate(items), clues=np.concatenate(clues))


def is_free(name):
    return re.search(r"GUM_([a-z]+)", name).group(1) not in NOT_FREE


def tensors(d, width):
    """Right antecedents as a mask; row 0 of the words is for unknown ones."""
    words = torch.from_numpy(np.where(d["words"] == NONE, -1, d["words"]) + 1)
    count = np.diff(d["first"])
    of = np.repeat(np.arange(len(count)), count)
    right = (d["chains"][of] > 0) & (d["chains"][of] == d["chains"][d["items"]])
    return dict(words=words, marks=torch.from_numpy(np.unpackbits(d["marks"], axis=1)), of=torch.from_numpy(of),
                items=torch.from_numpy(d["items"].astype(np.int64)), clues=torch.from_numpy(d["clues"]), right=torch.from_numpy(right), n=len(count))


class Ranker(nn.Module):
    def __init__(self, vectors, dropout, word_dropout):
        super().__init__()
        table = torch.zeros(len(vectors) + 1, vectors.shape[1])
        table[1:] = torch.from_numpy(vectors)
        self.register_buffer("known", table)
        width = vectors.shape[1] * SLOTS
        self.words = nn.Linear(width, 2 * FIRST + ALONE)
        self.marks = nn.Linear(MARKS, 2 * FIRST + ALONE, bias=False)
        self.clues = nn.Linear(CLUES, FIRST, bias=False)
        self.hidden, self.out, self.alone = nn.Linear(FIRST, SECOND), nn.Linear(SECOND, 1), nn.Linear(ALONE, 1)
        for layer in (self.marks, self.clues):
            nn.init.normal_(layer.weight, 0, 0.1)
        self.dropout, self.word_dropout = nn.Dropout(dropout), word_dropout

    def forward(self, d):
        words = d["words"]
        if self.training and self.word_dropout:
            words = words.masked_fill(torch.rand(words.shape) < self.word_dropout, 0)
        view = self.words(self.known[words].flatten(1)) + self.marks(d["marks"].float())
        a, b, c = view.split((FIRST, FIRST, ALONE), 1)
        clues = torch.from_numpy(np.unpackbits(d["clues"].numpy(), axis=1)).float()
        x = a[d["items"]] + b[d["of"]] + self.clues(clues)
        x = torch.relu(self.hidden(self.dropout(torch.relu(x))))
        return self.out(self.dropout(x))[:, 0], self.alone(self.dropout(torch.relu(c)))[:, 0]


def log_sums(scores, alone, of, n):
    """log of the sum of e^score for each phrase, alone with it; scores of -inf count for nothing."""
    top = alone.detach().clone().scatter_reduce(0, of, scores.detach(), "amax")
    total = torch.exp(alone - top).index_add(0, of, torch.exp(scores - top[of]))
    return top + torch.log(total)


def loss_of(net, d, missed):
    scores, alone = net(d)
    has = torch.zeros(d["n"], dtype=torch.bool).index_put((d["of"][d["right"]],), torch.tensor(True))
    every = log_sums(scores, alone, d["of"], d["n"])
    good = log_sums(scores.masked_fill(~d["right"], -1e9), alone.masked_fill(has, -1e9), d["of"], d["n"])
    weight = torch.where(has, missed, 1.0)
    return ((every - good) * weight).sum() / 100


def write(net, keys, path, shift=0.0):
    state = {k: v.detach().numpy() for k, v in net.state_dict().items()}
    w = export.Writer()
    w.text("card", ["The ranker of antecedents; see models/README.md"])
    q, scale = export.quantise(state["known"][1:])
    w.table("coref.known", q, scale)
    w.add("coref.known.keys", export.UINT, [len(keys)], keys.astype("<u4").tobytes())
    w.matrix("coref.words", state["words.weight"], state["words.bias"])
    q, scale = export.quantise(np.ascontiguousarray(state["marks.weight"].T))
    w.table("coref.marks", q, scale)
    w.matrix("coref.hidden", state["hidden.weight"], state["hidden.bias"])
    for name, x in (("clues", state["clues.weight"].T.reshape(-1)), ("out", np.append(state["out.weight"], state["out.bias"])),
                    ("alone", np.append(state["alone.weight"], state["alone.bias"] + shift))):
        w.add("coref." + name, export.FLOAT, [x.size], np.ascontiguousarray(x, dtype="<f4").tobytes())
    return w.write(path)


def judge(tool, model, dev):
    text = subprocess.run([tool, model, dev], capture_output=True, text=True, check=True).stdout
    return text.strip(), float(re.search(r"CoNLL ([\d.]+)", text).group(1))


def train(net, docs, a, keys):
    rate = torch.optim.Adam(net.parameters(), lr=a.rate, weight_decay=a.decay)
    steps = a.epochs * len(docs)
    plan = torch.optim.lr_scheduler.LambdaLR(rate, lambda s: min(1.0, (s + 1) / len(docs)) * max(0.02, 1 - s / steps))
    best, mean = 0, {k: v.clone() for k, v in net.state_dict().items()}
    for epoch in range(a.epochs):
        net.train()
        total = 0
        for i in np.random.permutation(len(docs)):
            rate.zero_grad()
            loss = loss_of(net, docs[i], a.missed)
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 5.0)
            rate.step(), plan.step()
            with torch.no_grad():
                for k, v in net.state_dict().items():
                    mean[k].lerp_(v, 1 / len(docs))
            total += loss.item()
        if epoch % a.every and epoch != a.epochs - 1:
            continue
        net.eval()
        now = {k: v.clone() for k, v in net.state_dict().items()}
        net.load_state_dict(mean)     # of the last weights, each counting less the older it is
        write(net, keys, a.out + ".now")
        text, score = judge(a.tool, a.out + ".now", a.dev)
        print(epoch, f"{total:.1f}", text, flush=True)
        if score > best:
            best = score
            write(net, keys, a.out)
            torch.save(net.state_dict(), a.out + ".pt")
        net.load_state_dict(now)


def settle(net, a, keys):
    """How much less a phrase's having no antecedent counts, chosen on DEV."""
    net.load_state_dict(torch.load(a.out + ".pt", weights_only=True))
    scores = {}
    for shift in (-0.8, -0.4, 0.0, 0.4, 0.8):
        write(net, keys, a.out + ".now", shift)
        text, scores[shift] = judge(a.tool, a.out + ".now", a.dev)
        print("shift", shift, text, flush=True)
    write(net, keys, a.out, max(scores, key=scores.get))


def main():
    p = argparse.ArgumentParser()
    p.add_argument("words"); p.add_argument("train", help="one file, or several with commas between"); p.add_argument("tool"); p.add_argument("dev"); p.add_argument("out")
    p.add_argument("--empty", action="store_true"); p.add_argument("--begin", help="weights to begin with (OUT.pt of an earlier run)")
    p.add_argument("--epochs", type=int, default=20); p.add_argument("--every", type=int, default=1)
    p.add_argument("--rate", type=float, default=1e-3); p.add_argument("--decay", type=float, default=1e-6)
    p.add_argument("--dropout", type=float, default=0.3); p.add_argument("--word-dropout", type=float, default=0.2)
    p.add_argument("--missed", type=float, default=1.0); p.add_argument("--seed", type=int, default=1)
    a = p.parse_args()
    torch.manual_seed(a.seed), np.random.seed(a.seed), torch.set_num_threads(1)
    words = np.load(a.words)
    net = Ranker(words["vectors"], a.dropout, a.word_dropout)
    if a.empty:
        write(net, words["keys"], a.out)
        return
    if a.begin:
        net.load_state_dict(torch.load(a.begin, weights_only=True))
    docs = [tensors(d, words["vectors"].shape[1]) for path in a.train.split(",") for name, d in read(path) if is_free(name)]
    print(len(docs), "documents", sum(len(d["of"]) for d in docs), "pairs", flush=True)
    train(net, docs, a, words["keys"])
    settle(net, a, words["keys"])


if __name__ == "__main__":
    main()
