"""Lays the trained nets into one file (docs/formats/model.md): python3 export.py DATA VECTORS SEGMENTER.pt READER.pt NAMES.pt OUT
READER may be one of fit_accurate.py or fit_distilled.py; then NAMES is not read."""
import argparse
import struct

import numpy as np
import torch

import data
import features
import lemma_rules
import lemmas

TEXT, INT8, MATRIX, FLOAT, UINT, NIBBLES = 1, 2, 3, 4, 5, 6
HEADER, ENTRY, NAME = 32, 80, 40


class Writer:
    def __init__(self):
        self.parts = []

    def add(self, name, kind, dims, data):
        assert len(name) < NAME, name
        self.parts.append((name, kind, (list(dims) + [0, 0, 0])[:3], bytes(data)))

    def text(self, name, lines):
        self.add(name, TEXT, [len(lines)], "\n".join(lines).encode())

    def floats(self, name, x):
        self.add(name, FLOAT, x.shape, np.ascontiguousarray(x, dtype="<f4").tobytes())

    def table(self, name, q, scale):
        self.add(name, INT8, q.shape, q.astype(np.int8).tobytes())
        self.floats(name + ".scale", scale)

    def nibbles(self, name, x):
        """Two numbers to a byte, the lower half first."""
        q, scale = nibbles(x)
        self.add(name, NIBBLES, x.shape, ((q[:, 0::2] & 15) | (q[:, 1::2] << 4)).astype(np.uint8).tobytes())
        self.floats(name + ".scale", scale)

    def matrix(self, name, w, bias=None):
        """w: [out, in] as torch keeps it -> panels of 16 outputs of bytes, one scale for each output."""
        out, inner = w.shape
        padded = (out + 15) // 16 * 16
        q, scale = quantise(w)
        full, scales = np.zeros((padded, inner), dtype=np.int8), np.zeros(padded, dtype=np.float32)
        full[:out], scales[:out] = q, scale
        self.add(name, MATRIX, [inner, padded, out], np.ascontiguousarray(full.reshape(padded // 16, 16, inner).transpose(0, 2, 1)).tobytes())
        self.floats(name + ".scale", scales)
        if bias is not None:
            b = np.zeros(padded, dtype=np.float32)
            b[:out] = bias
            self.floats(name + ".bias", b)

    def write(self, path):
        at = (HEADER + ENTRY * len(self.parts) + 63) // 64 * 64
        index, blob = b"", []
        for name, kind, dims, content in self.parts:
            index += struct.pack(f"<{NAME}sIIIIQQQ", name.encode(), kind, *dims, at, len(content), 0)
            padding = -len(content) % 64
            blob.append(content + b"\0" * padding)
            at += len(content) + padding
        head = struct.pack("<8sIIQQ", b"BAYMODEL", 1, len(self.parts), at, 0) + index
        head += b"\0" * (-len(head) % 64)
        with open(path, "wb") as f:
            f.write(head + b"".join(blob))
        return at


def nibbles(x):
    """Numbers from -8 to 7; of some scales the one with the least error for each row."""
    best, q, scale = np.full(len(x), np.inf), np.zeros(x.shape, dtype=np.int8), np.zeros(len(x), dtype=np.float32)
    for share in (1.0, 0.9, 0.8, 0.7, 0.6, 0.5):
        s = np.maximum(np.abs(x).max(1), 1e-8) * share / 7
        t = np.clip(np.round(x / s[:, None]), -8, 7)
        error = ((t * s[:, None] - x) ** 2).sum(1)
        better = error < best
        best[better], q[better], scale[better] = error[better], t[better].astype(np.int8), s[better]
    return q, scale


def quantise(x):
    scale = np.maximum(np.abs(x).max(1), 1e-8) / 127
    return np.clip(np.round(x / scale[:, None]), -127, 127).astype(np.int8), scale


def encoder(w, net, state):
    q, scale = quantise(state["encoder.table.weight"])
    w.table(net + ".table", q, scale)
    layer = 0
    while f"encoder.lstms.{layer}.weight_ih_l0" in state:
        for way, suffix in (("f", ""), ("b", "_reverse")):
            at = f"encoder.lstms.{layer}."
            bias = state[at + "bias_ih_l0" + suffix] + state[at + "bias_hh_l0" + suffix]
            w.matrix(f"{net}.lstm{layer}.{way}.input", state[at + "weight_ih_l0" + suffix], bias)
            w.matrix(f"{net}.lstm{layer}.{way}.again", state[at + "weight_hh_l0" + suffix])
        layer += 1


def segmenter(w, saved):
    state = {k: v.float().numpy() for k, v in saved["net"].items()}
    encoder(w, "segmenter", state)
    w.matrix("segmenter.boundary", state["boundary.weight"], state["boundary.bias"])


def static_vectors(w, keys, vectors):
    order = np.argsort(keys)
    w.add("reader.known.keys", UINT, [len(order)], keys[order].astype("<u4").tobytes())
    w.nibbles("reader.known", vectors[order])


def names(w, saved):
    state = {k: v.float().numpy() for k, v in saved["net"].items()}
    encoder(w, "names", state)
    w.matrix("names.name", state["name.weight"], state["name.bias"])
    name_lists(w, saved["lists"])


def reader(w, saved, words):
    state = {k: v.float().numpy() for k, v in saved["net"].items()}
    encoder(w, "reader", state)
    heads(w, state, saved, words)


def distilled(w, saved):
    """What fit_distilled.py's reader has beside the common parts: vectors of words in context, names on the same encoding."""
    order = np.argsort(saved["keys"])
    if saved["vectors"].shape[1] > 100: w.nibbles("reader.context", saved["vectors"][order, 100:])
    w.matrix("reader.name", saved["net"]["name.weight"].float().numpy(), saved["net"]["name.bias"].float().numpy())
    name_lists(w, saved["lists"])


def heads(w, state, saved, words):
    for name in ("tag", "lemma", "arc_head", "arc_dep", "arc", "rel_head", "rel_dep", "rel_sum"):
        if name == "arc": w.matrix("reader.arc", state["arc.weight"], state["arc.bias"])
        else: w.matrix("reader." + name, state[name + ".weight"], state[name + ".bias"])
    rel = state["rel"]                                   # [in, deprels, out] -> outputs deprel by deprel
    w.matrix("reader.rel", rel.reshape(rel.shape[0], -1).T)
    w.floats("reader.root", state["root"])
    w.text("reader.tags", [u + " " + f for u, f in saved["tags"]])
    lemma_dictionary(w, saved["lemmas"], words)
    w.text("reader.deprels", saved["deprels"])


def lemma_dictionary(w, edits, words):
    """The list of edits (those of the head first), and for known words hash of "form UPOS" -> number in the list."""
    edits, number, pairs = list(edits), {}, {}
    for i, e in enumerate(edits): number[e] = i
    for (form, upos), edit in sorted(words.items()):
        if len(edit) - 1 > 30: continue
        if edit not in number:
            number[edit] = len(edits)
            edits.append(edit)
        pairs[features.key(form + " " + upos)] = number[edit]
    keys = np.array(sorted(pairs), dtype="<u4")
    w.text("reader.lemmas", edits)
    w.add("reader.lemma.keys", UINT, [len(keys)], keys.tobytes())
    w.add("reader.lemma.edits", UINT, [len(keys)], np.array([pairs[int(k)] for k in keys], dtype="<u4").tobytes())


def name_lists(w, lists):
    keys = sorted(lists)
    w.add("names.lists.keys", UINT, [len(keys)], np.array(keys, dtype="<u4").tobytes())
    w.add("names.lists.kinds", UINT, [len(keys)], np.array([lists[k] for k in keys], dtype="<u4").tobytes())


def accurate(w, saved, words):
    """A BERT encoder, and the heads on it (fit_accurate.py)."""
    state = {k: v.float().numpy() for k, v in saved["net"].items()}
    at = "reader.bert."
    w.text(at + "vocabulary", saved["vocabulary"])
    layers = 1 + max(int(k.split(".")[2]) for k in state if k.startswith("bert.layers."))
    w.add(at + "shape", UINT, [3], np.array([layers, saved.get("heads", 12), len(state["bert.extra.weight"])], dtype="<u4").tobytes())
    for name in ("embedding", "position", "extra"): w.table(at + name, *quantise(state[f"bert.{name}.weight"]))
    norm(w, at + "norm", state, "bert.norm")
    for i in range(layers):
        here = f"bert.layers.{i}."
        for name in ("qkv", "out", "wide", "narrow"): w.matrix(f"{at}{i}.{name}", state[here + name + ".weight"], state[here + name + ".bias"])
        for name in ("norm1", "norm2"): norm(w, f"{at}{i}.{name}", state, here + name)
    own = {k[6:]: v for k, v in state.items() if k.startswith("heads.")}
    heads(w, own, saved, words)
    w.matrix("reader.name", own["name.weight"], own["name.bias"])
    name_lists(w, saved["lists"])


def norm(w, name, state, key):
    w.floats(name + ".weight", state[key + ".weight"])
    w.floats(name + ".bias", state[key + ".bias"])


def known_lemmas(data_folder, vectors):
    """Rules below, then irregular forms, then what training showed."""
    train = data.read_conllu(data_folder + "/treebank/ewt.train.conllu")
    train += [s for s in data.read_conllu(data_folder + "/treebank/gum.train.conllu") if data.is_free(s)]
    known = lemma_rules.regular(data.vector_words(vectors))
    known.update(lemma_rules.irregular())
    out = {key: lemmas.lower_edit(key[0], lemma) for key, lemma in known.items()}
    out.update(lemmas.dictionary(train))
    for mark in "\"'": out[mark, "PUNCT"] = "c1" + mark              # keys are folded, forms may be curly
    out["troops", "NOUN"] = lemmas.lower_edit("troops", "troop")
    return out


def main():
    p = argparse.ArgumentParser()
    p.add_argument("data"); p.add_argument("vectors"); p.add_argument("segmenter"); p.add_argument("reader"); p.add_argument("names")
    p.add_argument("out"); p.add_argument("--note", default=""); p.add_argument("--known", type=int, default=30000)
    a = p.parse_args()
    w = Writer()
    w.text("card", [a.note])
    saved = torch.load(a.reader, weights_only=False)
    segmenter(w, torch.load(a.segmenter, weights_only=False))
    if "vocabulary" in saved: accurate(w, saved, known_lemmas(a.data, a.vectors))
    else:
        keys, q, scale = data.load_vectors(a.vectors, a.known)
        static_vectors(w, keys, q * scale[:, None])
        reader(w, saved, known_lemmas(a.data, a.vectors))
        if "lists" in saved: distilled(w, saved)
        else: names(w, torch.load(a.names, weights_only=False))
    print(a.out, w.write(a.out), "bytes")


if __name__ == "__main__":
    main()
