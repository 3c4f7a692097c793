"""Trains predicates, rolesets, roles and factuality over trees: python3 fit_roles.py DATA VECTORS READER.pt OUT.pt [--epochs N] [--seed N]"""
import argparse
import collections
import os
import pickle
import random
import time

import numpy as np
import torch
import torch.nn.functional as F

import data
import export
import features
import roles
from read_trees import TreeReader
from batches import of_one_length

WORDS, PAIRS = 8192, 16384                                # rows of the two tables


class Item:
    """A sentence with one tree, as numbers."""
    __slots__ = ("tree", "frames", "rows", "known", "predicate", "words", "options", "sense", "first", "pair_word", "pair_rows", "label", "fact", "extra")


def item_of(tree, frames, fact, complete, inventory, key_of, rng=None):
    """complete: all predicates of the sentence are known (else only those of its frames are trained on)."""
    it, n = Item(), len(tree)
    it.tree, it.frames = tree, frames
    it.rows = np.array([roles.word_rows(tree, i, WORDS) for i in range(n)])
    it.known = np.array([key_of.get(features.word_key(f), 0) for f in tree.forms])
    it.predicate = np.full(n, 0 if complete else -1)
    it.fact = np.full(n, np.nan, dtype=np.float32)
    for i, v in fact.items():
        if i < n: it.fact[i] = v
    it.words, it.options, it.sense, it.first, it.pair_word, it.pair_rows, it.label = [], [], [], [], [], [], []
    for f in frames:
        p = f["predicate"] - 1
        it.predicate[p] = 1
        options = inventory.of(tree, p)
        gold = inventory.number.get(f["roleset"], -1)
        options = options + [-1] * (inventory.MOST - len(options))
        k = len(it.words)
        it.words.append(p); it.options.append(options)
        it.sense.append(options.index(gold) if gold in options else -1)
        heads = dict((h, r) for r, h in roles.gold_heads(tree, f))
        pairs = roles.Pairs(tree, p, PAIRS, f["roleset"], inventory.signature.get(f["roleset"], ""))
        for i, path in roles.candidates(tree, p):
            it.first.append(k); it.pair_word.append(i); it.pair_rows.append(pairs.of(i, path))
            it.label.append(inventory.role_of.get(heads.get(i, "-"), 0))
    it.pair_rows = np.array(it.pair_rows, dtype=np.int32).reshape(-1, roles.PAIR_ROWS)
    return it


def collate(group):
    n, b = len(group[0].rows), {}
    b["rows"] = torch.from_numpy(np.stack([g.rows for g in group]).astype(np.int64))
    b["known"] = torch.from_numpy(np.stack([g.known for g in group]).astype(np.int64))
    b["predicate"] = torch.from_numpy(np.concatenate([g.predicate for g in group]))
    b["fact"] = torch.from_numpy(np.concatenate([g.fact for g in group]))
    words, first = [], []
    for k, g in enumerate(group):
        first += [len(words) + i for i in g.first]
        words += [k * n + i for i in g.words]
    b["words"] = torch.tensor(words, dtype=torch.int64)
    b["options"] = torch.tensor([o for g in group for o in g.options], dtype=torch.int64).reshape(-1, roles.Inventory.MOST)
    b["sense"] = torch.tensor([s for g in group for s in g.sense], dtype=torch.int64)
    b["pair_predicate"] = b["words"][first] if first else torch.zeros(0, dtype=torch.int64)
    b["pair_word"] = torch.tensor([k * n + i for k, g in enumerate(group) for i in g.pair_word], dtype=torch.int64)
    b["pair_rows"] = torch.from_numpy(np.concatenate([g.pair_rows for g in group]).astype(np.int64))
    b["label"] = torch.tensor([x for g in group for x in g.label], dtype=torch.int64)
    return b


def loss_of(net, b, drop):
    drop_word = None
    if drop:
        drop_word = torch.ones(b["rows"].shape)
        gone = torch.rand(b["rows"].shape[:2]) < drop
        for column in (0, 1, 10, 11): drop_word[:, :, column][gone] = 0
    with torch.autocast("cpu", torch.bfloat16): x = net.encode(b["rows"], b["known"], None, drop_word)
    x = x.float()
    is_p, loss = b["predicate"], {}
    known = is_p >= 0
    if known.any(): loss["predicate"] = F.binary_cross_entropy_with_logits(net.is_predicate(x).squeeze(-1)[known], is_p[known].float(), reduction="sum")
    has = b["sense"] >= 0
    if has.any(): loss["sense"] = F.cross_entropy(net.rolesets(x, b["words"][has], b["options"][has]), b["sense"][has], reduction="sum")
    rows = b["pair_rows"]
    if net.training and drop and len(rows):
        rows = rows.clone()
        rows[torch.rand(rows.shape) < drop] = PAIRS       # the last row is empty
    if len(rows): loss["role"] = F.cross_entropy(net.of_pairs(x, b["pair_predicate"], b["pair_word"], rows), b["label"], reduction="sum")
    f = b["fact"]
    there = ~torch.isnan(f)
    if there.any(): loss["fact"] = F.smooth_l1_loss(net.factual(x)[there], f[there], reduction="sum", beta=0.5)
    return loss


CORE = ("ARG0", "ARG1", "ARG2", "ARG3", "ARG4", "ARG5", "ARG1+")


@torch.no_grad()
def decode(net, it, inventory, roleset_of=None):
    """[(predicate, roleset, [(role, begin, end)])], factuality of each word"""
    t = it.tree
    x = net.encode(torch.from_numpy(it.rows).unsqueeze(0).long(), torch.from_numpy(it.known).unsqueeze(0).long())
    score = net.is_predicate(x).squeeze(-1)
    words = [i for i in range(len(t)) if score[i] > 0 and inventory.of(t, i)]
    out = []
    if words:
        options = [inventory.of(t, i) for i in words]
        padded = torch.tensor([o + [-1] * (inventory.MOST - len(o)) for o in options])
        best = net.rolesets(x, torch.tensor(words), padded).argmax(-1).tolist()
        for w, o, b in zip(words, options, best): out.append((w, inventory.names[o[b]], arguments(net, x, t, w, inventory.names[o[b]], inventory)))
    return out, net.factual(x).numpy()


def arguments(net, x, t, p, roleset, inventory):
    pairs = roles.Pairs(t, p, PAIRS, roleset, inventory.signature.get(roleset, ""))
    c = roles.candidates(t, p)
    if not c: return []
    rows = torch.tensor([pairs.of(i, path) for i, path in c])
    prob = net.of_pairs(x, torch.full((len(c),), p), torch.tensor([i for i, _ in c]), rows).softmax(-1)
    chosen, taken = [], set()
    value, label = prob.max(-1)
    for k in sorted(range(len(c)), key=lambda k: -float(value[k])):
        role = inventory.roles[int(label[k])]
        if role in CORE and role.rstrip("+") in taken:
            row = prob[k].clone()
            for i, r in enumerate(inventory.roles):
                if r in CORE and r.rstrip("+") in taken: row[i] = 0
            role = inventory.roles[int(row.argmax())]
        if role == "-": continue
        if role in CORE: taken.add(role.rstrip("+"))
        chosen.append((role, c[k][0]))
    heads = {h for _, h in chosen}
    return [(role.rstrip("+"),) + roles.span_of(t, p, h, role, heads - {h}) for role, h in sorted(chosen, key=lambda a: a[1])]


def measure(net, items, inventory):
    net.eval()
    n, gold_f, guess_f = collections.Counter(), [], []
    for it in items:
        found, fact = decode(net, it, inventory)
        gold = {f["predicate"] - 1: f for f in it.frames}
        n["gold_p"] += len(gold); n["p"] += len(found)
        for f in gold.values(): n["gold_a"] += len(f["args"])
        for w, name, args in found:
            n["a"] += len(args)
            if w not in gold: continue
            n["word"] += 1
            n["p_right"] += gold[w]["roleset"] == name
            want = {(a["role"], a["start"] - 1, a["end"] - 1) for a in gold[w]["args"]}
            n["a_right"] += sum(a in want for a in args)
        there = ~np.isnan(it.fact)
        gold_f += it.fact[there].tolist(); guess_f += fact[there].tolist()
    net.train()
    f1 = lambda r, a, b: round(200 * r / max(1, a + b), 2)
    return {"predicates": f1(n["word"], n["p"], n["gold_p"]), "rolesets": f1(n["p_right"], n["p"], n["gold_p"]), "args": f1(n["a_right"], n["a"], n["gold_a"]),
            "both": f1(n["p_right"] + n["a_right"], n["p"] + n["a"], n["gold_p"] + n["gold_a"]),
            "fact_r": round(float(np.corrcoef(gold_f, guess_f)[0, 1]), 4) if gold_f else 0}


def test_texts(folder):
    """Sentences of every development and test part, folded: nothing that repeats one is trained on."""
    out = set()
    for name in ("ewt.dev", "ewt.test", "gum.dev", "gum.test"):
        out |= {features.fold("".join(s.forms)) for s in data.read_conllu(f"{folder}/treebank/{name}.conllu")}
    return out


class Words:
    """A sentence without a tree."""
    def __init__(self, forms):
        self.forms, self.id = forms, ""
        self.heads = self.deprels = self.upos = self.feats = self.lemmas = None


def prepare(a):
    """Trees and frames: [(tree, frames, factuality, complete, part)]"""
    reader = TreeReader(a.reader, export.known_lemmas(a.data, a.vectors))
    fact, out = roles.read_factuality(a.data), []
    rolesets = roles.Rolesets(a.data + "/srl/propbank_frames.tar.gz")
    for part, drops in (("train", [0.15, 0.3]), ("dev", [0.0])):
        s = data.read_conllu(f"{a.data}/treebank/ewt.{part}.conllu")
        frames = roles.read_propbank(f"{a.data}/srl/propbank_ewt.{part}.jsonl", {x.id: x for x in s})
        if part == "train": out += [(roles.Tree(x), frames.get(x.id), fact.get(x.id, {}), True, "train", 0) for x in s]
        for k, drop in enumerate(drops):
            torch.manual_seed(k)
            trees = reader.read(s, drop)
            las = sum(h == g and r == q for x, t in zip(s, trees) for h, g, r, q in zip(t[0], x.heads, t[1], x.deprels)) / sum(map(len, s))
            print(part, drop, "LAS", round(las, 4), flush=True)
            out += [(roles.Tree(x, *t), frames.get(x.id), fact.get(x.id, {}), True, part, k + 1) for x, t in zip(s, trees)]
    seen = test_texts(a.data)
    examples = [(t, f) for t, f in rolesets.examples if features.fold("".join(t)) not in seen]
    print(len(examples), "examples of the frame files,", len(rolesets.examples) - len(examples), "left out", flush=True)
    words = [Words(t) for t, _ in examples]
    trees = reader.read(words)
    out += [(roles.Tree(w, *t), [f], {}, False, "example", 0) for w, t, (_, f) in zip(words, trees, examples)]
    rolesets.examples = None
    return out, rolesets


def main():
    p = argparse.ArgumentParser()
    p.add_argument("data"); p.add_argument("vectors"); p.add_argument("reader"); p.add_argument("out")
    p.add_argument("--epochs", type=int, default=6); p.add_argument("--seed", type=int, default=1)
    p.add_argument("--words", type=int, default=2400); p.add_argument("--lr", type=float, default=3e-3)
    p.add_argument("--dropout", type=float, default=0.3); p.add_argument("--drop-word", type=float, default=0.1)
    p.add_argument("--hidden", type=int, default=96); p.add_argument("--pair", type=int, default=96)
    p.add_argument("--known", type=int, default=30000); p.add_argument("--cache", default=""); p.add_argument("--examples", type=float, default=0.4)
    p.add_argument("--dev-share", type=int, default=1); p.add_argument("--start", default="", help="weights to go on from")
    a = p.parse_args()
    torch.set_num_threads(1); torch.manual_seed(a.seed)
    rng = random.Random(a.seed)
    start = time.time()
    if a.cache and os.path.exists(a.cache):
        items, inventory, keys, q, scale = pickle.load(open(a.cache, "rb"))
    else:
        trees, rolesets = prepare(a)
        trees = [t for t in trees if t[1] is not None]      # documents without frames say nothing
        inventory = roles.Inventory(rolesets, [(t[0], t[1]) for t in trees if t[4] != "dev"])
        keys, q, scale = data.load_vectors(a.vectors, a.known)
        key_of = {int(k): i + 1 for i, k in enumerate(keys)}
        items = [(part, k, item_of(t, f, fact, complete, inventory, key_of)) for t, f, fact, complete, part, k in trees]
        if a.cache: pickle.dump((items, inventory, keys, q, scale), open(a.cache, "wb"), protocol=4)
    vectors = torch.zeros(len(keys) + 1, 100)
    vectors[1:] = torch.from_numpy(q.astype(np.float32) * scale[:, None])
    net = roles.Roles(vectors, len(inventory.roles), len(inventory.names), WORDS, 64, a.hidden, PAIRS + 1, a.pair, dropout=a.dropout)
    if a.start: net.load_state_dict(torch.load(a.start, weights_only=False)["net"])
    dev = [it for part, _, it in items if part == "dev"]
    variants = collections.defaultdict(list)
    for i, (part, k, it) in enumerate(items):
        if part == "train": variants[it.tree.id].append(it)
    examples = [it for part, _, it in items if part == "example"]
    print(len(inventory.roles), "roles", len(inventory.trained), "of", len(inventory.names), "rolesets;", len(variants), "sentences", len(examples), "examples",
          sum(x.numel() for x in net.parameters()), "weights", f"{time.time() - start:.0f}s", flush=True)
    dense = [x for n, x in net.named_parameters()]
    opt = torch.optim.AdamW(dense, lr=a.lr, betas=(0.9, 0.98), weight_decay=1e-4)
    per_epoch = (sum(len(v[0].rows) for v in variants.values()) + int(a.examples * sum(len(e.rows) for e in examples))) // a.words + 70
    plan = torch.optim.lr_scheduler.OneCycleLR(opt, a.lr, total_steps=a.epochs * per_epoch, pct_start=0.08)
    for epoch in range(a.epochs):
        start, totals, n = time.time(), collections.Counter(), 0
        chosen = [rng.choice(v) for v in variants.values()] + rng.sample(examples, int(a.examples * len(examples)))
        for group in of_one_length(chosen, lambda item: len(item.rows), a.words, rng):
            with torch.no_grad(): net.pairs.weight[PAIRS] = 0
            loss = loss_of(net, collate(group), a.drop_word)
            if not loss: continue
            total = loss.get("predicate", 0) + loss.get("sense", 0) + loss.get("role", 0) + 2 * loss.get("fact", 0)
            opt.zero_grad(); (total / 100).backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 5.0)
            opt.step()
            if plan.last_epoch < a.epochs * per_epoch - 1: plan.step()
            for k, v in loss.items(): totals[k] += float(v)
            n += 1
        print(f"epoch {epoch} {n} steps", {k: round(v / len(chosen), 3) for k, v in totals.items()}, f"{time.time() - start:.0f}s",
              measure(net, dev[::a.dev_share], inventory) if epoch == a.epochs - 1 else measure(net, dev[::12], inventory) if epoch % 3 == 2 else "", flush=True)
        torch.save({"net": net.state_dict(), "roles": inventory.roles, "names": inventory.names, "trained": len(inventory.trained),
                    "candidates": inventory.candidates, "signature": inventory.signature, "keys": keys, "args": vars(a)}, a.out)


if __name__ == "__main__":
    main()
