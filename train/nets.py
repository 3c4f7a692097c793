"""The two nets. Both: rows of a hashed table, summed -> two-way LSTM -> heads. What runs in C is src/nn and its users."""
import torch
import torch.nn as nn
import torch.nn.functional as F


class Encoder(nn.Module):
    def __init__(self, rows, width, hidden, layers, dropout, vectors=None):
        super().__init__()
        self.table = nn.Embedding(rows, width)
        nn.init.normal_(self.table.weight, std=0.3)
        self.register_buffer("vectors", vectors, persistent=False)
        static = 0 if vectors is None else vectors.shape[1]
        self.lstms = nn.ModuleList()
        size = width + static
        for _ in range(layers):
            self.lstms.append(nn.LSTM(size, hidden, batch_first=True, bidirectional=True))
            size = 2 * hidden
        self.out_size, self.dropout = size, dropout

    def shared_dropout(self, x):
        """One mask for all words of a sentence."""
        if not self.training or self.dropout == 0: return x
        mask = torch.empty(x.shape[0], 1, x.shape[2]).bernoulli_(1 - self.dropout) / (1 - self.dropout)
        return x * mask

    def forward(self, rows, known, drop_word=None):
        e = self.table(rows)
        if drop_word is not None: e = e * drop_word.unsqueeze(-1)
        x = e.sum(2)
        if self.vectors is not None:
            v = self.vectors[known]
            if drop_word is not None: v = v * drop_word[:, :, :1]
            x = torch.cat([x, v], 2)
        for lstm in self.lstms:
            x, _ = lstm(self.shared_dropout(x))
        return self.shared_dropout(x)


class Segmenter(nn.Module):
    """After each piece: 0 joined to the next, 1 a new word of the same token, 2 a new token, 3 a new sentence."""
    def __init__(self, rows=4096, width=64, hidden=64, layers=2):
        super().__init__()
        self.encoder = Encoder(rows, width, hidden, layers, 0.3)
        self.boundary = nn.Linear(2 * hidden, 4)

    def forward(self, rows, drop_word=None):
        return self.boundary(self.encoder(rows, None, drop_word))


class Heads(nn.Module):
    """Tags, lemmas, names and trees from an encoding x[b, word, size]."""
    def __init__(self, size, tags, lemmas, names, deprels, arc=128, rel=64, dropout=0.33):
        super().__init__()
        self.tag = nn.Linear(size, tags)
        self.lemma = nn.Linear(size, lemmas)
        self.name = nn.Linear(size, names)
        self.arc_head, self.arc_dep = nn.Linear(size, arc), nn.Linear(size, arc)
        self.rel_head, self.rel_dep = nn.Linear(size, rel), nn.Linear(size, rel)
        self.root = nn.Parameter(torch.randn(size) * 0.1)
        self.arc = nn.Linear(arc, arc)                      # d U h + u h: the bias is for the head alone
        self.rel = nn.Parameter(torch.randn(rel, deprels, rel) * 0.05)
        self.rel_sum = nn.Linear(2 * rel, deprels)
        self.drop = nn.Dropout(dropout)

    def arcs(self, x):
        """scores[b, dependent, head]; head 0 is the root."""
        with_root = torch.cat([self.root.expand(x.shape[0], 1, -1).to(x.dtype), x], 1)
        heads = self.drop(F.relu(self.arc_head(with_root)))
        deps = self.drop(F.relu(self.arc_dep(x)))
        return self.arc(deps) @ heads.transpose(1, 2), with_root

    def labels(self, with_root, x, head):
        """scores[b, dependent, relation] for the given heads."""
        h = self.drop(F.relu(self.rel_head(with_root)))
        h = h.gather(1, head.unsqueeze(-1).expand(-1, -1, h.shape[2]))
        d = self.drop(F.relu(self.rel_dep(x)))
        size, deprels, _ = self.rel.shape
        mixed = (d @ self.rel.reshape(size, -1).to(d.dtype)).view(*d.shape[:2], deprels, size)
        return (mixed * h.unsqueeze(2)).sum(-1) + self.rel_sum(torch.cat([h, d], -1))


class Reader(Heads):
    """The heads on a two-way LSTM."""
    def __init__(self, vectors, tags, lemmas, names, deprels, rows=12288, width=128, hidden=128, layers=2,
                 arc=128, rel=64, dropout=0.33):
        super().__init__(2 * hidden, tags, lemmas, names, deprels, arc, rel, dropout)
        self.encoder = Encoder(rows, width, hidden, layers, dropout, vectors)

    def forward(self, rows, known, drop_word=None):
        return self.encoder(rows, known, drop_word)
