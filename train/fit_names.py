"""Trains the names net: python3 fit_names.py DATA VECTORS CITIES OUT.pt"""
import argparse
import os
import random
import time

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

import augment
import data
import fit_reader
import features
import gum_names
import name_lists
import replace_names
from nets import Encoder

NAMES = fit_reader.NAMES


class Names(nn.Module):
    def __init__(self, vectors, rows=8192, width=64, hidden=96, layers=2, dropout=0.4):
        super().__init__()
        self.encoder = Encoder(rows, width, hidden, layers, dropout, vectors)
        self.name = nn.Linear(2 * hidden, len(NAMES))

    def forward(self, rows, known, drop_word=None):
        return self.name(self.encoder(rows, known, drop_word))


def decode(scores):
    """Viterbi with the rule that a name begins with B."""
    n, allowed = len(scores), np.zeros((7, 7))
    for b in range(7):
        for c in range(7):
            if c and c % 2 == 0 and b not in (c, c - 1): allowed[b, c] = -1e9
    best, back = scores[0].copy(), []
    best[[2, 4, 6]] = -1e9
    for i in range(1, n):
        m = best[:, None] + allowed
        back.append(m.argmax(0))
        best = m.max(0) + scores[i]
    path = [int(best.argmax())]
    for b in reversed(back): path.append(int(b[path[-1]]))
    return [NAMES[c] for c in reversed(path)]


@torch.no_grad()
def measure(net, sentences, items):
    net.eval()
    hit = said = gold = 0
    by = {}
    for s, (rows, known, _) in zip(sentences, items):
        guess = decode(net(torch.from_numpy(rows)[None], torch.from_numpy(known)[None])[0].numpy())
        g = {(b, e, s.names[b][2:]) for b, e in gum_names.spans(s.names)}
        p = {(b, e, guess[b][2:]) for b, e in gum_names.spans(guess)}
        for k in ("PER", "ORG", "LOC"):
            c = by.setdefault(k, [0, 0, 0])
            c[0] += sum(x[2] == k for x in g & p); c[1] += sum(x[2] == k for x in p); c[2] += sum(x[2] == k for x in g)
        hit += len(g & p); said += len(p); gold += len(g)
    net.train()
    f = lambda h, s, g: round(200 * h / max(1, s + g), 2)
    return {"f1": f(hit, said, gold), "p": round(100 * hit / max(1, said), 1), "r": round(100 * hit / gold, 1),
            **{k: f(*c) for k, c in by.items()}}


def main():
    p = argparse.ArgumentParser()
    p.add_argument("data"); p.add_argument("vectors"); p.add_argument("cities"); p.add_argument("out")
    p.add_argument("--epochs", type=int, default=12); p.add_argument("--seed", type=int, default=1)
    p.add_argument("--words", type=int, default=1000); p.add_argument("--lr", type=float, default=2.5e-3)
    p.add_argument("--known", type=int, default=30000); p.add_argument("--rows", type=int, default=8192)
    p.add_argument("--replace", type=float, default=0.2); p.add_argument("--drop-word", type=float, default=0.1)
    p.add_argument("--drop-lists", type=float, default=0.1); p.add_argument("--gum", type=int, default=1)
    p.add_argument("--dropout", type=float, default=0.45); p.add_argument("--hidden", type=int, default=128)
    p.add_argument("--lexicon", default=os.path.join(os.path.dirname(os.path.abspath(__file__)), "../lexicon/actors"))
    a = p.parse_args()
    torch.set_num_threads(1); torch.manual_seed(a.seed)
    rng = random.Random(a.seed)
    train = data.read_conllu(a.data + "/treebank/ewt.train.conllu")
    data.add_names(train, a.data + "/ner/uner_ewt.train.iob2")
    if a.gum:
        free = [s for s in data.read_conllu(a.data + "/treebank/gum.train.conllu") if data.is_free(s)]
        gum_names.add(free, a.data + "/treebank/gum.train.conllu")
        train += free
    train = [s for s in train if s.names]
    dev = data.read_conllu(a.data + "/treebank/ewt.dev.conllu")
    data.add_names(dev, a.data + "/ner/uner_ewt.dev.iob2")
    dev = [s for s in dev if s.names]
    pool = replace_names.Pool(train, a.lexicon)
    lists = name_lists.load(a.lexicon, a.cities)
    keys, q, scale = data.load_vectors(a.vectors, a.known)
    key_of = {int(k): i + 1 for i, k in enumerate(keys)}
    vectors = torch.zeros(len(keys) + 1, 100)
    vectors[1:] = torch.from_numpy(q.astype(np.float32) * scale[:, None])
    net = Names(vectors, rows=a.rows, dropout=a.dropout, hidden=a.hidden)
    def as_numbers(s):
        return (np.array(name_lists.rows(s.forms, lists, a.rows), dtype=np.int64),
                np.array([key_of.get(features.word_key(f), 0) for f in s.forms], dtype=np.int64),
                np.array([NAMES.index(t) for t in s.names]))
    plain = {id(s): as_numbers(s) for s in train}
    dev_items = [as_numbers(s) for s in dev]
    print(len(train), "sentences", len(lists), "listed names", flush=True)
    opt = torch.optim.AdamW(net.parameters(), lr=a.lr, betas=(0.9, 0.95), weight_decay=1e-3)
    steps = a.epochs * (sum(map(len, train)) // a.words + 70)
    plan = torch.optim.lr_scheduler.OneCycleLR(opt, a.lr, total_steps=steps, pct_start=0.1)
    for epoch in range(a.epochs):
        start, total, count, items = time.time(), 0.0, 0, []
        for s in train:
            other = augment.augment(pool.replace(s, rng, a.replace), rng)
            items.append(plain[id(s)] if other is s else as_numbers(other))
        for rows, known, gold in fit_reader.batches(items, a.words, rng):
            keep = torch.ones(rows.shape)
            gone = torch.rand(rows.shape[:2]) < a.drop_word
            for column in (0, 1, 9): keep[:, :, column][gone] = 0
            unlisted = torch.rand(rows.shape[0]) < a.drop_lists
            keep[unlisted, :, 10:] = 0
            with torch.autocast("cpu", torch.bfloat16): score = net(rows, known, keep)
            loss = F.cross_entropy(score.float().flatten(0, 1), gold.flatten())
            opt.zero_grad(); loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            opt.step()
            if plan.last_epoch < steps - 1: plan.step()
            total += float(loss); count += 1
        print(f"epoch {epoch} steps {count} loss {total / count:.4f} {time.time() - start:.0f}s", measure(net, dev, dev_items), flush=True)
        torch.save({"net": net.state_dict(), "lists": lists, "args": vars(a)}, a.out)


if __name__ == "__main__":
    main()
