"""Trains the default reader on what the accurate one says: python3 fit_distilled.py DATA SAID.pt VECTORS OUT.pt (SAID: label.py)"""
import argparse
import collections
import os
import random
import time

import numpy as np
import torch

import augment
import data
import export
import features
import fit_accurate
import fit_names
import fit_reader
import label
import name_lists
import replace_names
from nets import Reader

NAMES = fit_reader.NAMES
WEIGHTS = (1.0, 0.5, 1.0, 1.0, 1.0)                               # tag, lemma, arc, relation, name


class Numbers:
    def __init__(self, lists, rows, key_of):
        self.lists, self.rows, self.key_of = lists, rows, key_of

    def __call__(self, forms):
        return (np.array(name_lists.rows(forms, self.lists, self.rows), dtype=np.int32),
                np.array([self.key_of.get(features.word_key(f), 0) for f in forms], dtype=np.int32))


def sentence_of(forms, space_after, id, heads, numbers, tags):
    """What augment.py and replace_names.py need to know."""
    s = data.Sentence()
    s.forms, s.space_after, s.id = forms, space_after, id
    s.heads = heads.tolist()
    s.upos = [tags[k][0] for k in numbers[:, 0, 0]]
    s.names = data.repair([NAMES[k] for k in numbers[:, 4, 0]])
    n = len(forms)
    s.feats, s.lemmas, s.deprels, s.joined = ["_"] * n, forms, ["_"] * n, [False] * n
    return s


def loss_of(net, batch, drop):
    rows, known, head, numbers, shares = batch
    rows, known, head, numbers, shares = rows.long(), known.long(), head.long(), numbers.long(), shares.float()
    keep = torch.ones(rows.shape)
    gone = torch.rand(rows.shape[:2]) < drop
    for column in (0, 1, 9): keep[:, :, column][gone] = 0
    keep[torch.rand(len(rows)) < 0.1, :, 10:] = 0                 # names that no list has
    with torch.autocast("cpu", torch.bfloat16):
        x = net(rows, known, keep)
        arcs, with_root = net.arcs(x)
        scores = (net.tag(x), net.lemma(x), arcs, net.labels(with_root, x, head), net.name(x))
    total = 0
    for column, (score, weight) in enumerate(zip(scores, WEIGHTS)):
        said = torch.log_softmax(score.float(), -1).gather(-1, numbers[..., column, :].clamp(max=score.shape[-1] - 1))
        total = total - weight * (said * shares[..., column, :]).sum(-1).mean()
    return total


def cut(s, heads, numbers, shares):
    """Labels of a sentence that lost its last word."""
    n = len(s.forms)
    if n == len(heads): return heads, numbers, shares
    numbers, shares = numbers[:n].copy(), shares[:n].copy()
    shares[:, 2][numbers[:, 2] > n] = 0
    return heads[:n], numbers, shares


@torch.no_grad()
def measure(net, items, sentences):
    net.eval()
    right, total = collections.Counter(), 0
    for s, (rows, known, tag, lemma, head, rel) in zip(sentences, items):
        x = net(torch.from_numpy(rows)[None].long(), torch.from_numpy(known)[None].long())
        arcs, with_root = net.arcs(x)
        guess = arcs.argmax(-1)
        said = net.labels(with_root, x, guess).argmax(-1)[0].numpy()
        guess = guess[0].numpy()
        right["tag"] += int((net.tag(x).argmax(-1)[0].numpy() == tag).sum())
        right["lemma"] += int((net.lemma(x).argmax(-1)[0].numpy() == lemma).sum())
        right["uas"] += int((guess == head).sum())
        right["las"] += int(((guess == head) & (said == rel)).sum())
        total += len(s)
        if s.names: fit_accurate.count_names(right, s, fit_names.decode(net.name(x)[0].numpy()))
    net.train()
    out = {k: round(100 * right[k] / total, 2) for k in ("tag", "lemma", "uas", "las")}
    for k in ("all", "PER", "ORG", "LOC"):
        if right["gold " + k]: out[k] = round(200 * right["hit " + k] / max(1, right["gold " + k] + right["said " + k]), 1)
    return out


def main():
    p = argparse.ArgumentParser()
    for name in ("data", "said", "vectors", "out"): p.add_argument(name)
    p.add_argument("--epochs", type=float, default=9); p.add_argument("--seed", type=int, default=1)
    p.add_argument("--minutes", type=float, default=0, help="ends the plan of learning rates after so many")
    p.add_argument("--words", type=int, default=1600); p.add_argument("--lr", type=float, default=2e-3)
    p.add_argument("--hidden", type=int, default=224); p.add_argument("--layers", type=int, default=3)
    p.add_argument("--rows", type=int, default=20480); p.add_argument("--width", type=int, default=96)
    p.add_argument("--dropout", type=float, default=0.2); p.add_argument("--drop-word", type=float, default=0.06)
    p.add_argument("--replace", type=float, default=0.1); p.add_argument("--pool", type=float, default=1.0)
    p.add_argument("--context", type=int, default=1, help="vectors of words in context too")
    p.add_argument("--lexicon", default=os.path.join(os.path.dirname(os.path.abspath(__file__)), "../lexicon/actors"))
    a = p.parse_args()
    torch.set_num_threads(1); torch.manual_seed(a.seed)
    rng = random.Random(a.seed)
    said = torch.load(a.said, weights_only=False)
    keys, q, scale = data.load_vectors(a.vectors, len(said["keys"]))
    assert (keys == said["keys"]).all()
    shipped = [export.nibbles(v) for v in [q.astype(np.float32) * scale[:, None]] + [said["vectors"]] * a.context]
    vectors = np.concatenate([q * scale[:, None] for q, scale in shipped], 1)
    with_zero = torch.cat([torch.zeros(1, vectors.shape[1]), torch.from_numpy(vectors)])
    as_numbers = Numbers(said["lists"], a.rows, {int(k): i + 1 for i, k in enumerate(keys)})
    train = []
    for (forms, space, id), heads, numbers, shares in said["said"]:
        if len(forms): train.append((sentence_of(forms, space, id, heads, numbers, said["tags"]), heads, numbers, shares))
    said["said"] = None
    net = Reader(with_zero, len(said["tags"]), len(said["lemmas"]), len(NAMES), len(said["deprels"]), rows=a.rows, width=a.width,
                 hidden=a.hidden, layers=a.layers, dropout=a.dropout)
    _, dev, gum = fit_accurate.read_all(a.data)
    labels = label.saved_labels(said)
    def tested(s):
        gold = fit_reader.numbers(s, labels, a.rows, {})
        return (*as_numbers(s.forms), *gold[2:6])
    dev_items, gum_items = [tested(s) for s in dev], [tested(s) for s in gum]
    print(len(train), "sentences", sum(len(t[1]) for t in train), "words", sum(x.numel() for x in net.parameters()), "weights", flush=True)
    pool = replace_names.Pool([t[0] for t in train], a.lexicon)
    plain = [as_numbers(t[0].forms) for t in train]
    opt = torch.optim.AdamW(net.parameters(), lr=a.lr, betas=(0.9, 0.95), weight_decay=1e-4, fused=True)
    epoch, begun, done = 0, time.time(), 0.0
    while done < 1:
        start, total, count, items = time.time(), 0.0, 0, []
        for at, (s, heads, numbers, shares) in enumerate(train):
            other = augment.augment(pool.replace(s, rng, a.replace) if a.replace else s, rng)
            labels_of = cut(other, heads, numbers, shares)
            items.append((*(plain[at] if other is s else as_numbers(other.forms)), *labels_of))
        every = list(fit_reader.batches(items, a.words, rng))
        for at, batch in enumerate(every):
            done = (epoch + at / len(every)) / a.epochs
            if a.minutes: done = (time.time() - begun) / 60 / a.minutes
            if done >= 1: break
            for g in opt.param_groups: g["lr"] = a.lr * min(1.0, done / 0.05 + 0.01) * (1 - done)
            loss = loss_of(net, batch, a.drop_word)
            opt.zero_grad(); loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 2.0)
            opt.step()
            total += float(loss.detach()); count += 1
            if count % 100 == 0: print(f"  {count}/{len(every)} {done:.3f} {total / count:.3f} {time.time() - start:.0f}s", flush=True)
        epoch += 1
        if epoch >= a.epochs and not a.minutes: done = 1
        torch.save({"net": net.state_dict(), "tags": said["tags"], "lemmas": said["lemmas"], "deprels": said["deprels"], "names": NAMES,
                    "keys": keys, "vectors": vectors, "lists": said["lists"], "args": vars(a)}, a.out)
        print(f"epoch {epoch} {done:.3f} loss {total / max(1, count):.3f} {time.time() - start:.0f}s ewt", measure(net, dev_items[::2], dev[::2]), "gum",
              measure(net, gum_items[::2], gum[::2]) if epoch % 3 == 0 or done >= 1 else "", f"{time.time() - start:.0f}s", flush=True)


if __name__ == "__main__":
    main()
