"""A BERT encoder (post-norm, GELU) and its word pieces. What runs in C is src/nn/transformer.c.

Pieces of a word: features.fold (plain quotes and dashes, lower case), accents off, punctuation apart, then the longest known
piece from the left ("##" before pieces inside a word)."""
import functools
import json
import unicodedata

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

import features

UNKNOWN, BEGIN, END = "[UNK]", "[CLS]", "[SEP]"
WORD_MAX, PIECES_MAX = 100, 24


class Pieces:
    def __init__(self, vocabulary):
        self.vocabulary = vocabulary
        self.number = {piece: i for i, piece in enumerate(vocabulary)}
        self.of = functools.lru_cache(maxsize=200000)(self.cut)

    def cut(self, form):
        out = []
        for part in parts(form): out += self.longest(part)
        return tuple(out[:PIECES_MAX]) or (self.number[UNKNOWN],)

    def longest(self, part):
        out, at = [], 0
        if len(part) > WORD_MAX: return [self.number[UNKNOWN]]
        while at < len(part):
            end = len(part)
            while end > at and (("##" if at else "") + part[at:end]) not in self.number: end -= 1
            if end == at: return [self.number[UNKNOWN]]
            out.append(self.number[("##" if at else "") + part[at:end]])
            at = end
        return out

    def sentence(self, forms):
        """Numbers of the pieces with the marks around, and the word of each piece (-1: a mark)."""
        numbers, words = [self.number[BEGIN]], [-1]
        for i, form in enumerate(forms):
            cut = self.of(form)
            numbers += cut
            words += [i] * len(cut)
        return numbers + [self.number[END]], words + [-1]


def parts(form):
    """Runs of letters and digits; every other character alone; marks and spaces go."""
    out, open_part = [], False
    for c in unicodedata.normalize("NFD", features.fold(form)):
        kind = unicodedata.category(c)
        if kind == "Mn" or kind[0] in "CZ" or c == "\ufffd":
            if kind[0] == "Z": open_part = False
            continue
        if kind[0] == "P" or is_sign(c):
            out.append(c)
            open_part = False
        elif open_part: out[-1] += c
        else:
            out.append(c)
            open_part = True
    return out


def is_sign(c):
    """ASCII that is neither letter nor digit; Chinese characters stand alone too."""
    o = ord(c)
    return o < 128 and not c.isalnum() or 0x4E00 <= o <= 0x9FFF or 0x3400 <= o <= 0x4DBF or 0xF900 <= o <= 0xFAFF


class Layer(nn.Module):
    def __init__(self, size, heads, inner, dropout):
        super().__init__()
        self.heads, self.dropout = heads, dropout
        self.qkv, self.out = nn.Linear(size, 3 * size), nn.Linear(size, size)
        self.wide, self.narrow = nn.Linear(size, inner), nn.Linear(inner, size)
        self.norm1, self.norm2 = nn.LayerNorm(size, eps=1e-12), nn.LayerNorm(size, eps=1e-12)

    def forward(self, x, outside=None):
        b, n, size = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, self.heads, size // self.heads).permute(2, 0, 3, 1, 4)
        a = q @ (k.transpose(2, 3) * (size // self.heads) ** -0.5)     # faster than the fused attention on short rows
        a = torch.softmax(a if outside is None else a + outside, -1) @ v
        a = a.transpose(1, 2).reshape(b, n, size)
        x = self.norm1(x + F.dropout(self.out(a), self.dropout, self.training))
        return self.norm2(x + F.dropout(self.narrow(F.gelu(self.wide(x))), self.dropout, self.training))


class Bert(nn.Module):
    """pieces[b, m] (+ rows of a small table for each piece, summed) -> x[b, m, size]; outside[b, m]: true where no piece is."""
    def __init__(self, vocabulary, size=384, layers=12, heads=12, inner=1536, positions=512, rows=0, dropout=0.1):
        super().__init__()
        self.embedding = nn.Embedding(vocabulary, size)
        self.position = nn.Embedding(positions, size)             # the embedding of the first segment is added in
        self.extra = nn.Embedding(rows, size) if rows else None
        self.norm = nn.LayerNorm(size, eps=1e-12)
        self.layers = nn.ModuleList(Layer(size, heads, inner, dropout) for _ in range(layers))
        self.dropout, self.out_size = dropout, size
        if rows: nn.init.normal_(self.extra.weight, std=0.005)

    def forward(self, pieces, rows=None, outside=None):
        e = self.embedding(pieces) + self.position.weight[:pieces.shape[1]]
        if rows is not None: e = e + self.extra(rows).sum(2)
        x = F.dropout(self.norm(e), self.dropout, self.training)
        if outside is not None: outside = outside[:, None, None, :].to(torch.bfloat16 if torch.is_autocast_enabled("cpu") else x.dtype) * -1e4
        for layer in self.layers: x = layer(x, outside)
        return x


def of_state(state, layers):
    """Names of BERT's own weights -> names above."""
    out = {"embedding.weight": state["embeddings.word_embeddings.weight"],
           "position.weight": state["embeddings.position_embeddings.weight"] + state["embeddings.token_type_embeddings.weight"][0],
           "norm.weight": state["embeddings.LayerNorm.weight"], "norm.bias": state["embeddings.LayerNorm.bias"]}
    for i in range(layers):
        a = f"encoder.layer.{i}."
        for kind in ("weight", "bias"):
            out[f"layers.{i}.qkv.{kind}"] = torch.cat([state[a + f"attention.self.{n}.{kind}"] for n in ("query", "key", "value")])
            for ours, theirs in (("out", "attention.output.dense"), ("norm1", "attention.output.LayerNorm"), ("wide", "intermediate.dense"),
                                 ("narrow", "output.dense"), ("norm2", "output.LayerNorm")):
                out[f"layers.{i}.{ours}.{kind}"] = state[a + theirs + "." + kind]
    return out


def read_onnx(path):
    """The weights under BERT's own names; products carry theirs transposed, in the order of the graph."""
    import onnx
    from onnx import numpy_helper
    graph = onnx.load(path).graph
    arrays = {i.name: i for i in graph.initializer}
    state = {n: torch.from_numpy(numpy_helper.to_array(a).copy()) for n, a in arrays.items() if not n.startswith("onnx::")}
    products = [n.input[1] for n in graph.node if n.op_type == "MatMul" and n.input[1] in arrays]
    names = ("attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense", "intermediate.dense",
             "output.dense")
    for at, product in enumerate(products):
        state[f"encoder.layer.{at // 6}.{names[at % 6]}.weight"] = torch.from_numpy(numpy_helper.to_array(arrays[product]).copy()).t().contiguous()
    return state, len(products) // 6


def read_safetensors(path):
    blob = open(path, "rb").read()
    size = int.from_bytes(blob[:8], "little")
    head, state = json.loads(blob[8:8 + size]), {}
    for name, entry in head.items():
        if name == "__metadata__" or entry["dtype"] != "F32": continue
        b, e = entry["data_offsets"]
        state[name] = torch.from_numpy(np.frombuffer(blob, np.float32, (e - b) // 4, 8 + size + b).reshape(entry["shape"]).copy())
    return state, 1 + max(int(n.split(".")[2]) for n in state if n.startswith("encoder.layer."))


def load(weights, tokenizer):
    """(state for Bert, layers, vocabulary)"""
    state, layers = read_onnx(weights) if weights.endswith(".onnx") else read_safetensors(weights)
    vocabulary = json.load(open(tokenizer, encoding="utf-8"))["model"]["vocab"]
    return of_state(state, layers), layers, sorted(vocabulary, key=vocabulary.get)
