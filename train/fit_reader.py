"""Trains the reader: python3 fit_reader.py DATA VECTORS OUT.pt [--epochs N] [--seed N]"""
import argparse
import collections
import os
import random
import time

import numpy as np
import torch
import torch.nn.functional as F

import augment
import data
import features
import gum_names
import lemmas
import replace_names
from nets import Reader
from batches import of_one_length

NAMES = ["O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC"]


class Labels:
    def __init__(self, sentences):
        tags = collections.Counter((u, f) for s in sentences for u, f in zip(s.upos, s.feats))
        self.tags = [t for t, c in sorted(tags.items(), key=lambda x: (-x[1], x[0])) if c >= 2]
        scripts = collections.Counter(lemmas.edit(f, l) for s in sentences for f, l in zip(s.forms, s.lemmas))
        self.lemmas = [t for t, c in sorted(scripts.items(), key=lambda x: (-x[1], x[0])) if c >= 3]
        rels = collections.Counter(r for s in sentences for r in s.deprels)
        self.deprels = sorted(rels)
        self.tag_of = {t: i for i, t in enumerate(self.tags)}
        self.lemma_of = {t: i for i, t in enumerate(self.lemmas)}
        self.rel_of = {t: i for i, t in enumerate(self.deprels)}
        self.fallback = {}
        for i, (u, _) in enumerate(self.tags): self.fallback.setdefault(u, i)

    def tag(self, u, f):
        return self.tag_of.get((u, f), self.fallback.get(u, 0))


def numbers(s, labels, table_rows, key_of):
    return (np.array([features.word_rows(f, table_rows) for f in s.forms], dtype=np.int64),
            np.array([key_of.get(features.word_key(f), 0) for f in s.forms], dtype=np.int64),
            np.array([labels.tag(u, f) for u, f in zip(s.upos, s.feats)]),
            np.array([labels.lemma_of.get(lemmas.edit(f, l), -1) for f, l in zip(s.forms, s.lemmas)]),
            np.array(s.heads), np.array([labels.rel_of.get(r, 0) for r in s.deprels]),
            np.array([NAMES.index(t) for t in s.names] if s.names else [-1] * len(s)))


def batches(items, words, rng):
    for group in of_one_length(items, lambda item: len(item[0]), words, rng):
        yield [torch.from_numpy(np.stack(column)) for column in zip(*group)]


def loss_of(net, batch, drop, name_weight=1.0):
    rows, known, tag, lemma, head, rel, name = batch
    drop_word = None
    if drop:
        # A word unknown: its own rows and its static vector go, the parts of its spelling stay.
        drop_word = torch.ones(rows.shape)
        gone = torch.rand(rows.shape[:2]) < drop
        for column in (0, 1, 9): drop_word[:, :, column][gone] = 0
    with torch.autocast("cpu", torch.bfloat16):
        x = net(rows, known, drop_word)
        arcs, with_root = net.arcs(x)
        scores = [(net.tag(x), tag, 1.0), (net.lemma(x), lemma, 0.5), (net.name(x), name, name_weight),
                  (arcs, head, 1.0), (net.labels(with_root, x, head), rel, 1.0)]
    total = 0
    for score, gold, weight in scores:
        if (gold >= 0).any():
            total = total + weight * F.cross_entropy(score.float().flatten(0, 1), gold.flatten(), ignore_index=-1)
    return total


@torch.no_grad()
def measure(net, items):
    """Shares on gold tokens, heads greedily: a quick look; the figures are made by the C side from raw text."""
    net.eval()
    right, total = collections.Counter(), 0
    for batch in batches(items, 3000, random.Random(1)):
        rows, known, tag, lemma, head, rel, name = batch
        x = net(rows, known)
        arcs, with_root = net.arcs(x)
        guess = arcs.argmax(-1)
        label = net.labels(with_root, x, guess).argmax(-1)
        right["tag"] += int((net.tag(x).argmax(-1) == tag).sum())
        right["lemma"] += int((net.lemma(x).argmax(-1) == lemma).sum())
        right["uas"] += int((guess == head).sum())
        right["las"] += int(((guess == head) & (label == rel)).sum())
        n = net.name(x).argmax(-1)
        right["name_hit"] += int(((n == name) & (name > 0)).sum())
        right["name_all"] += int(((n > 0) & (name >= 0)).sum() + (name > 0).sum())
        total += tag.numel()
    net.train()
    out = {k: round(100 * right[k] / total, 2) for k in ("tag", "lemma", "uas", "las")}
    out["name_words_f"] = round(200 * right["name_hit"] / max(1, right["name_all"]), 2)
    return out


def main():
    p = argparse.ArgumentParser()
    p.add_argument("data"); p.add_argument("vectors"); p.add_argument("out")
    p.add_argument("--epochs", type=int, default=22); p.add_argument("--seed", type=int, default=1)
    p.add_argument("--words", type=int, default=1800); p.add_argument("--lr", type=float, default=2e-3)
    p.add_argument("--hidden", type=int, default=192); p.add_argument("--known", type=int, default=30000)
    p.add_argument("--rows", type=int, default=20480); p.add_argument("--width", type=int, default=96)
    p.add_argument("--layers", type=int, default=2)
    p.add_argument("--dropout", type=float, default=0.25); p.add_argument("--drop-word", type=float, default=0.07)
    p.add_argument("--replace", type=float, default=0.0)
    p.add_argument("--lexicon", default=os.path.join(os.path.dirname(os.path.abspath(__file__)), "../lexicon/actors"))
    p.add_argument("--name-weight", type=float, default=1.0)
    p.add_argument("--threads", type=int, default=1)
    a = p.parse_args()
    torch.set_num_threads(a.threads); torch.manual_seed(a.seed)
    rng = random.Random(a.seed)
    train = data.read_conllu(a.data + "/treebank/ewt.train.conllu")
    data.add_names(train, a.data + "/ner/uner_ewt.train.iob2")
    free = [s for s in data.read_conllu(a.data + "/treebank/gum.train.conllu") if data.is_free(s)]
    gum_names.add(free, a.data + "/treebank/gum.train.conllu")
    train += free
    dev = data.read_conllu(a.data + "/treebank/ewt.dev.conllu")
    data.add_names(dev, a.data + "/ner/uner_ewt.dev.iob2")
    gum = data.read_conllu(a.data + "/treebank/gum.dev.conllu")
    labels = Labels(train)
    keys, q, scale = data.load_vectors(a.vectors, a.known)
    key_of = {int(k): i + 1 for i, k in enumerate(keys)}
    vectors = torch.zeros(len(keys) + 1, 100)
    vectors[1:] = torch.from_numpy(q.astype(np.float32) * scale[:, None])
    net = Reader(vectors, len(labels.tags), len(labels.lemmas), len(NAMES), len(labels.deprels),
                 rows=a.rows, width=a.width, hidden=a.hidden, layers=a.layers,
                 dropout=a.dropout)
    print(len(train), "sentences", sum(map(len, train)), "words", len(labels.tags), "tags", len(labels.lemmas), "edits",
          sum(x.numel() for x in net.parameters()), "weights", flush=True)
    as_numbers = lambda s: numbers(s, labels, a.rows, key_of)
    plain = {id(s): as_numbers(s) for s in train}
    dev_items, gum_items = [as_numbers(s) for s in dev], [as_numbers(s) for s in gum]
    steps = a.epochs * (sum(map(len, train)) // a.words + 60)
    pool = replace_names.Pool(train, a.lexicon)
    opt = torch.optim.AdamW(net.parameters(), lr=a.lr, betas=(0.9, 0.95), weight_decay=1e-4)
    plan = torch.optim.lr_scheduler.OneCycleLR(opt, a.lr, total_steps=steps, pct_start=0.08)
    for epoch in range(a.epochs):
        start, total, count, items = time.time(), 0.0, 0, []
        for s in train:
            other = augment.augment(pool.replace(s, rng, a.replace) if a.replace else s, rng)
            items.append(plain[id(s)] if other is s else as_numbers(other))
        for batch in batches(items, a.words, rng):
            loss = loss_of(net, batch, a.drop_word, a.name_weight)
            opt.zero_grad(); loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 2.0)
            opt.step()
            if plan.last_epoch < steps - 1: plan.step()
            total += float(loss); count += 1
        print(f"epoch {epoch} steps {count} loss {total / count:.3f} {time.time() - start:.0f}s",
              "ewt", measure(net, dev_items), "gum", measure(net, gum_items) if epoch % 3 == 2 or epoch == a.epochs - 1 else "",
              flush=True)
        torch.save({"net": net.state_dict(), "tags": labels.tags, "lemmas": labels.lemmas, "deprels": labels.deprels,
                    "names": NAMES, "keys": keys, "q": q, "scale": scale, "args": vars(a)}, a.out)


if __name__ == "__main__":
    main()
