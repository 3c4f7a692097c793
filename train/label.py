"""What the accurate model says of training sentences and of the pool: python3 label.py DATA TEACHER.pt POOL.conllu VECTORS OUT.pt
Of each distribution the four likeliest, and for gold sentences the gold label with half the weight; and a vector of each known word,
its mean in the contexts met here."""
import argparse
import random
import time

import numpy as np
import torch

import bert
import data
import features
import fit_accurate

TOP, LAYER, WIDTH = 4, 8, 100


def saved_labels(saved):
    l = fit_accurate.Labels([])
    l.tags, l.lemmas, l.deprels = saved["tags"], saved["lemmas"], saved["deprels"]
    l.tag_of = {t: i for i, t in enumerate(l.tags)}
    l.lemma_of = {t: i for i, t in enumerate(l.lemmas)}
    l.rel_of = {t: i for i, t in enumerate(l.deprels)}
    for i, (u, _) in enumerate(l.tags): l.fallback.setdefault(u, i)
    return l


def load(path):
    saved = torch.load(path, weights_only=False)
    layers = 1 + max(int(k.split(".")[2]) for k in saved["net"] if k.startswith("bert.layers."))
    net = fit_accurate.Accurate(len(saved["vocabulary"]), layers, len(saved["tags"]), len(saved["lemmas"]), len(saved["deprels"]))
    net.load_state_dict(saved["net"])
    return net.eval(), saved, fit_accurate.Numbers(saved_labels(saved), bert.Pieces(saved["vocabulary"]), saved["lists"])


def unlabelled(path, labels):
    out = data.read_conllu(path)
    for s in out: s.heads, s.names = [0] * len(s), None
    return out


def top(scores, gold, is_gold):
    """(numbers, shares)[..., 5]: four of the teacher, one of the gold."""
    if scores.shape[-1] < TOP: scores = torch.nn.functional.pad(scores.float(), (0, TOP - scores.shape[-1]), value=-1e4)
    p, k = torch.softmax(scores.float(), -1).topk(TOP, -1)
    p = p / p.sum(-1, keepdim=True)
    known = (is_gold & (gold >= 0)).unsqueeze(-1).float() * 0.5
    return torch.cat([k, gold.clamp(min=0).unsqueeze(-1)], -1), torch.cat([p * (1 - known), known], -1)


class Words:
    """Sums of a middle layer for each known word."""
    def __init__(self, keys):
        self.of = {int(k): i for i, k in enumerate(keys)}
        self.sums, self.counts = np.zeros((len(keys), 384), dtype=np.float32), np.zeros(len(keys), dtype=np.float32)

    def add(self, forms, x):
        at = [self.of.get(features.word_key(f), -1) for f in forms]
        for i, row in zip(at, x):
            if i >= 0 and self.counts[i] < 200:
                self.sums[i] += row
                self.counts[i] += 1

    def vectors(self):
        x = self.sums / np.maximum(self.counts, 1)[:, None]
        x -= x.mean(0)
        _, _, v = np.linalg.svd(x[::3].astype(np.float64), full_matrices=False)
        out = (x @ v[:WIDTH].T).astype(np.float32)
        return out / out.std(0) * 0.4


def middle(net, kept):
    net.bert.layers[LAYER - 1].register_forward_hook(lambda m, i, o: kept.__setitem__(0, o))


@torch.no_grad()
def say(net, batch, gold_ids, kept, words, out):
    gold, sentences = batch[4], batch[5]
    x, arcs, with_root = fit_accurate.scores_of(net, batch)
    is_gold = torch.tensor([[id(s) in gold_ids] for s in sentences] + [[False]] * (len(gold) - len(sentences))).expand(gold[:, 0].shape)
    head = torch.where(is_gold, gold[:, 2].clamp(min=0), arcs.argmax(-1))
    h = net.heads
    columns = [top(s, gold[:, c], is_gold) for s, c in ((h.tag(x), 0), (h.lemma(x), 1), (arcs, 2), (h.labels(with_root, x, head), 3), (h.name(x), 4))]
    means = (batch[3] @ kept[0].float()).float().numpy()
    numbers = torch.stack([k for k, _ in columns], 2).to(torch.int16).numpy()
    shares = torch.stack([p for _, p in columns], 2).half().numpy()
    for k, s in enumerate(sentences):
        n = len(s)
        words.add(s.forms, means[k, :n])
        out.append((s, head[k, :n].to(torch.int16).numpy(), numbers[k, :n], shares[k, :n]))


def main():
    p = argparse.ArgumentParser()
    for name in ("data", "teacher", "pool", "vectors", "out"): p.add_argument(name)
    p.add_argument("--known", type=int, default=30000); p.add_argument("--most", type=int, default=10**9)
    a = p.parse_args()
    torch.set_num_threads(1)
    net, saved, as_numbers = load(a.teacher)
    train, _, _ = fit_accurate.read_all(a.data)
    train, pool = train[:a.most], unlabelled(a.pool, as_numbers.labels)[:a.most]
    keys, _, _ = data.load_vectors(a.vectors, a.known)
    words, kept, out, begun = Words(keys), [None], [], time.time()
    middle(net, kept)
    gold_ids = {id(s) for s in train}
    alone = [w for w in data.vector_words(a.vectors)[:a.known + 4000] if len(w) <= 24]
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        every = fit_accurate.batches([as_numbers(s) for s in train + pool], 800, random.Random(1))
        for i, group in enumerate(every):
            say(net, fit_accurate.collate(group), gold_ids, kept, words, out)
            if i % 100 == 0: print(i, len(every), f"{time.time() - begun:.0f}s", flush=True)
        single = [as_numbers(lonely(w)) for w in alone]
        for group in fit_accurate.batches(single, 800, random.Random(1)): say(net, fit_accurate.collate(group), set(), kept, words, [])
    torch.save({"said": [((s.forms, s.space_after, s.id), *rest) for s, *rest in out], "keys": keys, "vectors": words.vectors(),
                "tags": saved["tags"], "lemmas": saved["lemmas"], "deprels": saved["deprels"], "lists": saved["lists"]}, a.out)
    print(len(out), "sentences", f"{time.time() - begun:.0f}s")


def lonely(word):
    s = data.Sentence()
    s.forms, s.upos, s.feats, s.lemmas, s.heads, s.deprels = [word], ["X"], ["_"], [word], [0], ["root"]
    return s


if __name__ == "__main__":
    main()
