"""Trains the segmenter: python3 fit_segmenter.py DATA OUT.pt [--epochs N] [--seed N]"""
import argparse
import random
import time

import numpy as np
import torch
import torch.nn.functional as F

import augment
import data
import features
from nets import Segmenter
from batches import of_one_length

JOIN, JOINED, TOKEN, SENTENCE, UNKNOWN = 0, 1, 2, 3, -1


def paragraph_items(group, table_rows):
    """Rows and labels of one paragraph's pieces; a label is of the boundary after the piece."""
    text, ends = "", {}
    for s in group:
        for i, form in enumerate(s.forms):
            text += form
            last = i + 1 == len(s)
            ends[len(text)] = SENTENCE if last else JOINED if s.joined[i + 1] else TOKEN
            if s.space_after[i]: text += " "
    cut = features.pieces(text)
    if not cut: return None
    rows, gold, free = [], [], []
    for k, (b, e) in enumerate(cut):
        before = k == 0 or cut[k - 1][1] < b
        after = k + 1 == len(cut) or cut[k + 1][0] > e
        rows.append(features.piece_rows(text[b:e], before, after, table_rows))
        label = ends.get(e, JOIN)
        if after and label < TOKEN: label = TOKEN
        gold.append(UNKNOWN if k + 1 == len(cut) else label)
        free.append(after)
    return np.array(rows), np.array(gold), np.array(free)


def noisy(group, rng):
    draw = rng.random()
    if draw < 0.04: return [augment.with_forms(s, [f.upper() for f in s.forms]) for s in group]
    if draw < 0.07: return [augment.with_forms(s, [f.lower() for f in s.forms]) for s in group]
    if draw < 0.40: return [augment.with_forms(s, augment.curl(s.forms, s.space_after)) for s in group]
    return group


def windows(item, size, rng):
    rows, gold, free = item
    start = 0
    while start < len(rows):
        n = min(size, len(rows) - start)
        yield rows[start:start + n], gold[start:start + n], free[start:start + n]
        start += n


def padded(group):
    n = max(len(g[0]) for g in group)
    rows = np.zeros((len(group), n, group[0][0].shape[1]), dtype=np.int64)
    gold = np.full((len(group), n), UNKNOWN)
    free = np.zeros((len(group), n), dtype=bool)
    for i, (r, g, f) in enumerate(group): rows[i, :len(r)], gold[i, :len(g)], free[i, :len(f)] = r, g, f
    return torch.from_numpy(rows), torch.from_numpy(gold), torch.from_numpy(free)


def mask(score, free):
    """Between pieces with white space there is no joining."""
    score[..., :2] = score[..., :2].masked_fill(free.unsqueeze(-1), -30)
    return score


@torch.no_grad()
def measure(net, items):
    net.eval()
    hit = {c: 0 for c in range(4)}; said = dict(hit); gold_n = dict(hit)
    for rows, gold, free in (padded([i]) for i in items):
        guess = mask(net(rows), free).argmax(-1)
        for c in range(4):
            known = gold >= 0
            hit[c] += int(((guess == c) & (gold == c)).sum())
            said[c] += int(((guess == c) & known).sum())
            gold_n[c] += int((gold == c).sum())
    net.train()
    return {("join", "joined", "token", "sentence")[c]: round(200 * hit[c] / max(1, said[c] + gold_n[c]), 2) for c in range(4)}


def main():
    p = argparse.ArgumentParser()
    p.add_argument("data"); p.add_argument("out")
    p.add_argument("--epochs", type=int, default=10); p.add_argument("--seed", type=int, default=1)
    p.add_argument("--hidden", type=int, default=64); p.add_argument("--batch", type=int, default=2500)
    p.add_argument("--rows", type=int, default=4096); p.add_argument("--window", type=int, default=160)
    p.add_argument("--threads", type=int, default=1)
    a = p.parse_args()
    torch.set_num_threads(a.threads); torch.manual_seed(a.seed)
    rng = random.Random(a.seed)
    train = data.read_conllu(a.data + "/treebank/ewt.train.conllu")
    train += [s for s in data.read_conllu(a.data + "/treebank/gum.train.conllu") if data.is_free(s)]
    train = data.paragraphs(train)
    tests = {n: [x for g in data.paragraphs(data.read_conllu(f"{a.data}/treebank/{n}.dev.conllu"))
                 if (x := paragraph_items(g, a.rows))] for n in ("ewt", "gum")}
    plain = [paragraph_items(g, a.rows) for g in train]
    net = Segmenter(a.rows, hidden=a.hidden)
    opt = torch.optim.AdamW(net.parameters(), lr=4e-3, betas=(0.9, 0.95), weight_decay=1e-4)
    plan = None
    for epoch in range(a.epochs):
        start, total, count, items = time.time(), 0.0, 0, []
        for group, item in zip(train, plain):
            other = noisy(group, rng)
            item = item if other is group else paragraph_items(other, a.rows)
            if item: items += windows(item, a.window, rng)
        groups = of_one_length(items, lambda item: len(item[0]), a.batch, rng)
        if plan is None: plan = torch.optim.lr_scheduler.OneCycleLR(opt, 4e-3, total_steps=int(a.epochs * len(groups) * 1.1), pct_start=0.1)
        for group in groups:
            rows, gold, free = padded(group)
            gone = torch.rand(rows.shape[:2]) < 0.1
            drop = torch.ones(rows.shape)
            for column in (0, 1): drop[:, :, column][gone] = 0
            if not (gold >= 0).any(): continue
            with torch.autocast("cpu", torch.bfloat16):
                score = net(rows, drop)
            loss = F.cross_entropy(mask(score.float(), free).flatten(0, 1), gold.flatten(), ignore_index=-1)
            opt.zero_grad(); loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            opt.step(); plan.step()
            total += float(loss); count += 1
        print(f"epoch {epoch} steps {count} loss {total / count:.4f} {time.time() - start:.0f}s",
              {n: measure(net, t) for n, t in tests.items()}, flush=True)
        torch.save({"net": net.state_dict(), "args": vars(a)}, a.out)


if __name__ == "__main__":
    main()
