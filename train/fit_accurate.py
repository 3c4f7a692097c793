"""Trains the accurate reader: a BERT encoder with all heads on it.
python3 fit_accurate.py DATA WEIGHTS TOKENIZER CITIES OUT.pt [--epochs N] [--share .2: a race]"""
import argparse
import collections
import os
import random
import time

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

import augment
import bert
import data
import export
import fit_names
import fit_reader
import gum_names
import name_lists
import replace_names
from nets import Heads
from batches import of_one_length

ROWS = 1024                                                       # of the table of shapes and lists
COLUMNS = (8, 10, 11)                                             # of name_lists.rows: shape, listed name, listed alone
NAMES = fit_reader.NAMES


class Accurate(nn.Module):
    def __init__(self, vocabulary, layers, tags, lemmas, deprels, arc=256, rel=128, dropout=0.1, rows=ROWS, **shape):
        super().__init__()
        self.bert = bert.Bert(vocabulary, layers=layers, rows=rows, dropout=dropout, **shape)
        self.heads = Heads(self.bert.out_size, tags, lemmas, len(NAMES), deprels, arc, rel, 0.3)

    def forward(self, pieces, rows, outside, words):
        """words[b, word, piece]: shares of the pieces in each word."""
        x = words @ self.bert(pieces, rows, outside).to(words.dtype)
        return F.dropout(x, 0.15, self.training)


def kept(vocabulary):
    """Pieces that English text can hold: no free slots, no other scripts."""
    fits = lambda c: ord(c) < 0x250 or 0x2000 <= ord(c) < 0x2C00
    return [i for i, p in enumerate(vocabulary)
            if p in (bert.UNKNOWN, bert.BEGIN, bert.END) or not (p.startswith("[") and len(p) > 1) and all(map(fits, p))]


def start(weights, tokenizer, tags, lemmas, deprels):
    """The net with the encoder's weights; the embeddings rounded to bytes, as shipped, and fixed."""
    state, layers, vocabulary = bert.load(weights, tokenizer)
    keep = kept(vocabulary)
    vocabulary = [vocabulary[i] for i in keep]
    q, scale = export.quantise(state["embedding.weight"][keep].numpy())
    state["embedding.weight"] = torch.from_numpy(q * scale[:, None].astype(np.float32))
    net = Accurate(len(vocabulary), layers, tags, lemmas, deprels)
    missing = net.bert.load_state_dict(state, strict=False)
    assert missing.missing_keys == ["extra.weight"] and not missing.unexpected_keys, missing
    net.bert.embedding.weight.requires_grad_(False)
    return net, vocabulary


class Numbers:
    def __init__(self, labels, pieces, lists):
        self.labels, self.pieces, self.lists = labels, pieces, lists

    def __call__(self, s):
        """(pieces, rows, word of each piece, gold columns) or None: too long."""
        pieces, words = self.pieces.sentence(s.forms)
        if len(pieces) > 500: return None
        own = np.array(name_lists.rows(s.forms, self.lists, ROWS), dtype=np.int64)[:, COLUMNS]
        rows = np.zeros((len(pieces), len(COLUMNS)), dtype=np.int64)
        rows[1:-1] = own[words[1:-1]]
        l = self.labels
        gold = np.array([[l.tag(u, f) for u, f in zip(s.upos, s.feats)],
                         [l.edit(f, u, m) for f, u, m in zip(s.forms, s.upos, s.lemmas)], s.heads,
                         [l.rel_of.get(r, 0) for r in s.deprels],
                         [NAMES.index(t) for t in s.names] if s.names else [-1] * len(s)], dtype=np.int64)
        return np.array(pieces), rows, np.array(words), gold, s


class Labels(fit_reader.Labels):
    def edit(self, form, upos, lemma):
        import lemmas
        return self.lemma_of.get(lemmas.edit(form, lemma), -1)


LENGTHS = list(range(4, 49, 4)) + [56, 64, 72, 80, 96, 112, 128, 160, 256, 500]


def room(item):
    """Few lengths, because kernels are compiled for each shape: a second for each new one."""
    return next(n for n in LENGTHS if n >= len(item[0]))


def collate(group, pieces=800):
    """A batch of the shape of its longest sentence; the rest is empty."""
    length = room(group[0])
    count = max(len(group), pieces // length)
    ids, rows = np.zeros((count, length), dtype=np.int64), np.zeros((count, length, len(COLUMNS)), dtype=np.int64)
    outside = np.ones((count, length), dtype=bool)
    shares = np.zeros((count, length - 2, length), dtype=np.float32)
    gold = np.full((count, 5, length - 2), -1, dtype=np.int64)
    for k, (piece, row, word, g, s) in enumerate(group):
        n = len(piece)
        ids[k, :n], rows[k, :n], outside[k, :n] = piece, row, False
        shares[k, word[1:-1], np.arange(1, n - 1)] = 1
        gold[k, :, :len(s)] = g
    shares /= np.maximum(shares.sum(2, keepdims=True), 1)
    return [torch.from_numpy(x) for x in (ids, rows, outside, shares, gold)] + [[g[4] for g in group]]


def batches(items, pieces, rng):
    return of_one_length([item for item in items if item], room, pieces, rng)


def scores_of(net, batch):
    pieces, rows, outside, shares, gold, _ = batch
    x = net(pieces, rows, outside, shares)
    arcs, with_root = net.heads.arcs(x)
    nobody = F.pad(gold[:, 2] < 0, (1, 0))                        # padded words are nobody's head
    arcs = arcs.float().masked_fill(nobody.unsqueeze(1), -1e4)
    return x, arcs, with_root


def loss_of(net, batch, name_weight):
    gold = batch[4]
    x, arcs, with_root = scores_of(net, batch)
    h = net.heads
    columns = [(h.tag(x), 0, 1.0), (h.lemma(x), 1, 0.5), (arcs, 2, 1.0), (h.labels(with_root, x, gold[:, 2].clamp(min=0)), 3, 1.0),
               (h.name(x), 4, name_weight)]
    return sum(w * F.cross_entropy(s.float().flatten(0, 1), gold[:, c].flatten(), ignore_index=-1, reduction="sum")
               for s, c, w in columns)


@torch.no_grad()
def measure(net, items):
    """On gold words, heads greedily; names by exact span."""
    net.eval()
    right, total = collections.Counter(), 0
    for group in batches(items, 800, random.Random(1)):
        batch = collate(group)
        gold = batch[4]
        with torch.autocast("cpu", torch.bfloat16):
            x, arcs, with_root = scores_of(net, batch)
            guess = arcs.argmax(-1)
            label = net.heads.labels(with_root, x, guess).argmax(-1)
            tag, lemma, name = net.heads.tag(x).argmax(-1), net.heads.lemma(x).argmax(-1), net.heads.name(x).float().numpy()
        there = gold[:, 2] >= 0
        right["tag"] += int((tag == gold[:, 0]).sum())
        right["lemma"] += int((lemma == gold[:, 1]).sum())
        right["uas"] += int(((guess == gold[:, 2]) & there).sum())
        right["las"] += int(((guess == gold[:, 2]) & (label == gold[:, 3]) & there).sum())
        total += int(there.sum())
        for k, s in enumerate(batch[5]):
            if s.names: count_names(right, s, fit_names.decode(name[k, :len(s)]))
    net.train()
    out = {k: round(100 * right[k] / total, 2) for k in ("tag", "lemma", "uas", "las")}
    for k in ("all", "PER", "ORG", "LOC"):
        if right["gold " + k]: out[k] = round(200 * right["hit " + k] / max(1, right["gold " + k] + right["said " + k]), 1)
    return out


def count_names(right, s, guess):
    g = {(b, e, s.names[b][2:]) for b, e in gum_names.spans(s.names)}
    p = {(b, e, guess[b][2:]) for b, e in gum_names.spans(guess)}
    for key, found in (("hit", g & p), ("said", p), ("gold", g)):
        for *_, kind in found:
            right[f"{key} {kind}"] += 1
            right[f"{key} all"] += 1


def read_all(folder):
    train = data.read_conllu(folder + "/treebank/ewt.train.conllu")
    data.add_names(train, folder + "/ner/uner_ewt.train.iob2")
    free = [s for s in data.read_conllu(folder + "/treebank/gum.train.conllu") if data.is_free(s)]
    gum_names.add(free, folder + "/treebank/gum.train.conllu")
    dev = data.read_conllu(folder + "/treebank/ewt.dev.conllu")
    data.add_names(dev, folder + "/ner/uner_ewt.dev.iob2")
    return train + free, dev, data.read_conllu(folder + "/treebank/gum.dev.conllu")


def groups_of(net, lr, head_lr, decay):
    """The lower the layer, the smaller its steps."""
    layers, groups = len(net.bert.layers), []
    for name, p in net.named_parameters():
        if not p.requires_grad: continue
        if name.startswith("bert.layers."): rate = lr * decay ** (layers - 1 - int(name.split(".")[2]))
        elif name == "bert.extra.weight": rate = head_lr
        elif name.startswith("bert."): rate = lr * decay ** layers
        else: rate = head_lr
        groups.append({"params": [p], "lr": rate, "top": rate, "weight_decay": 0.01 if p.dim() > 1 else 0})
    return groups


def main():
    p = argparse.ArgumentParser()
    for name in ("data", "weights", "tokenizer", "cities", "out"): p.add_argument(name)
    p.add_argument("--epochs", type=int, default=7); p.add_argument("--seed", type=int, default=1)
    p.add_argument("--step", type=int, default=500); p.add_argument("--micro", type=int, default=800)
    p.add_argument("--lr", type=float, default=1.2e-4); p.add_argument("--head-lr", type=float, default=1.2e-3)
    p.add_argument("--decay", type=float, default=0.93); p.add_argument("--name-weight", type=float, default=1.0)
    p.add_argument("--replace", type=float, default=0.15)
    p.add_argument("--share", type=float, default=1.0); p.add_argument("--resume", default="")
    p.add_argument("--lexicon", default=os.path.join(os.path.dirname(os.path.abspath(__file__)), "../lexicon/actors"))
    a = p.parse_args()
    torch.set_num_threads(1); torch.manual_seed(a.seed)
    rng = random.Random(a.seed)
    train, dev, gum = read_all(a.data)
    labels, lists = Labels(train), name_lists.load(a.lexicon, a.cities)
    net, vocabulary = start(a.weights, a.tokenizer, len(labels.tags), len(labels.lemmas), len(labels.deprels))
    as_numbers = Numbers(labels, bert.Pieces(vocabulary), lists)
    pool = replace_names.Pool(train, a.lexicon)
    if a.share < 1: train = rng.sample(train, int(a.share * len(train)))
    words = sum(map(len, train))
    dev_items, gum_items = [as_numbers(s) for s in dev], [as_numbers(s) for s in gum]
    print(len(train), "sentences", words, "words", len(vocabulary), "pieces", len(labels.tags), "tags", len(labels.lemmas), "edits",
          sum(x.numel() for x in net.parameters()), "weights", flush=True)
    opt = torch.optim.AdamW(groups_of(net, a.lr, a.head_lr, a.decay), betas=(0.9, 0.98), fused=True)
    step, first = 0, 0
    if a.resume:
        saved = torch.load(a.resume, weights_only=False)
        net.load_state_dict(saved["net"]); opt.load_state_dict(saved["opt"])
        step, first = saved["step"], saved["epoch"] + 1
        rng.seed(a.seed + 1000 * first)
    for epoch in range(first, a.epochs):
        begun, total, count, waiting = time.time(), 0.0, 0, []
        items = [as_numbers(augment.augment(pool.replace(s, rng, a.replace), rng)) for s in train]
        every = batches(items, a.micro, rng)
        for at, group in enumerate(every):
            waiting.append(group)
            size = sum(len(i[4]) for g in waiting for i in g)
            if size < a.step and at + 1 < len(every): continue
            with torch.autocast("cpu", torch.bfloat16):          # one cast of the weights for all parts of a step
                loss = sum(loss_of(net, collate(g, a.micro), a.name_weight) for g in waiting) / size
            waiting = []
            opt.zero_grad(); loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 2.0)
            done = (epoch + at / len(every)) / a.epochs
            for g in opt.param_groups: g["lr"] = g["top"] * min(1.0, done / 0.05) * (1 - done)
            opt.step()
            step += 1; total += float(loss.detach()); count += 1
            if step % 50 == 0: print(f"  {step} {done:.3f} {total / count:.3f} {time.time() - begun:.0f}s", flush=True)
        print(f"epoch {epoch} loss {total / count:.3f} {time.time() - begun:.0f}s ewt", measure(net, dev_items),
              "gum", measure(net, gum_items) if a.share == 1 else "", f"{time.time() - begun:.0f}s", flush=True)
        torch.save({"net": net.state_dict(), "opt": opt.state_dict(), "step": step, "epoch": epoch, "vocabulary": vocabulary,
                    "tags": labels.tags, "lemmas": labels.lemmas, "deprels": labels.deprels, "lists": lists, "heads": 12, "args": vars(a)},
                   a.out)


if __name__ == "__main__":
    main()
