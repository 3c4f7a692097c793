"""A trained reader on given words: trees as it would make them, for nets that work on trees."""
import numpy as np
import torch

import features
import lemmas
from nets import Reader


class TreeReader:
    def __init__(self, path, known_lemmas):
        self.known = known_lemmas                                  # export.known_lemmas
        saved = torch.load(path, weights_only=False)
        a, self.saved = saved["args"], saved
        vectors = torch.zeros(len(saved["keys"]) + 1, 100)
        vectors[1:] = torch.from_numpy(saved["q"].astype(np.float32) * saved["scale"][:, None])
        self.key_of = {int(k): i + 1 for i, k in enumerate(saved["keys"])}
        self.net = Reader(vectors, len(saved["tags"]), len(saved["lemmas"]), len(saved["names"]), len(saved["deprels"]),
                          rows=a["rows"], width=a["width"], hidden=a["hidden"], layers=a["layers"], dropout=a["dropout"])
        self.net.load_state_dict(saved["net"])
        self.net.eval()
        self.rows = a["rows"]
        self.is_root = [d == "root" for d in saved["deprels"]]

    def lemma(self, form, upos, edit):
        known = self.known.get((features.fold(form), upos))
        return lemmas.apply(features.fold(form), known) if known else lemmas.apply(form, edit)

    @torch.no_grad()
    def read(self, sentences, drop=0.0):
        """[(heads from 1, deprels, upos, feats, lemmas)] in the order of the sentences; drop: share of words made unknown."""
        order = sorted(range(len(sentences)), key=lambda i: len(sentences[i].forms))
        out, at = [None] * len(order), 0
        while at < len(order):
            length, end = len(sentences[order[at]].forms), at
            while end < len(order) and len(sentences[order[end]].forms) == length and (end - at) * length < 4000: end += 1
            self.batch(sentences, order[at:end], drop, out)
            at = end
        return out

    def batch(self, sentences, which, drop, out):
        group = [sentences[i].forms for i in which]
        rows = torch.tensor(np.array([[features.word_rows(f, self.rows) for f in forms] for forms in group]))
        known = torch.tensor([[self.key_of.get(features.word_key(f), 0) for f in forms] for forms in group])
        drop_word = None
        if drop:
            drop_word = torch.ones(rows.shape)
            gone = torch.rand(rows.shape[:2]) < drop
            for column in (0, 1, 9): drop_word[:, :, column][gone] = 0
        x = self.net(rows, known, drop_word)
        arcs, with_root = self.net.arcs(x)
        heads = torch.tensor(np.array([tree_of(s.numpy()) for s in arcs]))
        rel = self.net.labels(with_root, x, heads).argmax(-1)
        tags, edits = self.net.tag(x).argmax(-1), self.net.lemma(x).argmax(-1)
        for j, i in enumerate(which):
            names = [self.saved["deprels"][r] for r in rel[j].tolist()]
            h = heads[j].tolist()
            names = ["root" if a == 0 else "dep" if n == "root" else n for a, n in zip(h, names)]
            t = [self.saved["tags"][k] for k in tags[j].tolist()]
            lemma = [self.lemma(f, u, self.saved["lemmas"][e]) for e, (u, _), f in zip(edits[j].tolist(), t, sentences[i].forms)]
            out[i] = (h, names, [u for u, _ in t], [f for _, f in t], lemma)


def tree_of(scores):
    """Best heads; cycles and second roots are mended by the next best arcs (the C side decodes exactly)."""
    n = scores.shape[0]
    for i in range(n): scores[i, i + 1] = -1e9
    heads = scores.argmax(1)
    roots = [i for i in range(n) if heads[i] == 0]
    root = max(roots, key=lambda i: scores[i, 0]) if roots else int(scores[:, 0].argmax())
    for i in range(n):
        if i == root: heads[i] = 0
        elif heads[i] == 0: heads[i] = int(scores[i, 1:].argmax()) + 1
    for i in range(n):
        seen, at = set(), i
        while at != root and at not in seen:
            seen.add(at)
            at = int(heads[at]) - 1
        if at != root:                                   # a cycle through `at`: cut it where that costs least
            cycle, j = [at], int(heads[at]) - 1
            while j != at: cycle.append(j); j = int(heads[j]) - 1
            best = max(((scores[c, h + 1] - scores[c, heads[c]], c, h) for c in cycle for h in range(n) if h not in cycle and reaches(heads, h, root)), default=None)
            if best is None: heads[at] = root + 1
            else: heads[best[1]] = best[2] + 1
    return heads


def reaches(heads, i, root):
    for _ in range(len(heads) + 1):
        if i == root: return True
        i = int(heads[i]) - 1
    return False
