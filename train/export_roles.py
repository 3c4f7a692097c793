"""Puts the frames net into a model file (docs/formats/model.md), in place of one that is there:
python3 export_roles.py MODEL.bayhaqi ROLES.pt VECTORS OUT.bayhaqi"""
import struct
import sys

import numpy as np
import torch

import data
import export
import features


def add(w, saved, static_vectors=None):
    """w: export.Writer. static_vectors: for a file whose reader has none (a transformer)."""
    state = {k: v.float().numpy() for k, v in saved["net"].items()}
    if static_vectors:
        keys, vectors = static_vectors
        order = np.argsort(keys)
        w.add("frames.known.keys", export.UINT, [len(order)], keys[order].astype("<u4").tobytes())
        w.nibbles("frames.known", vectors[order])
    export.encoder(w, "frames", state)
    w.matrix("frames.predicate", state["is_predicate.weight"], state["is_predicate.bias"])
    w.matrix("frames.ask", state["ask.weight"], state["ask.bias"])
    w.matrix("frames.of_predicate", state["of_predicate.weight"], state["of_predicate.bias"])
    w.matrix("frames.of_word", state["of_word.weight"])
    w.matrix("frames.role", state["role.weight"], state["role.bias"])
    w.matrix("frames.fact1", state["fact1.weight"], state["fact1.bias"])
    w.matrix("frames.fact2", state["fact2.weight"], state["fact2.bias"])
    w.table("frames.pairs", *export.quantise(state["pairs.weight"][:-1]))          # the last row is for what training leaves out
    w.table("frames.senses", *export.quantise(state["senses.weight"]))
    w.floats("frames.sense_bias", state["sense_bias"])
    lists(w, saved)


def lists(w, saved):
    numbers = lambda name, x: w.add("frames." + name, export.UINT, [len(x)], np.array(x, dtype="<u4").tobytes())
    signatures = [saved["signature"].get(n, "") for n in saved["names"]]
    kinds = sorted(set(signatures))
    w.text("frames.roles", saved["roles"])
    w.text("frames.rolesets", saved["names"])
    w.text("frames.signatures", kinds)
    numbers("signature", [kinds.index(s) for s in signatures])
    by_key = {features.key(lemma): options for lemma, options in sorted(saved["candidates"].items()) if options}
    keys = sorted(by_key)
    first, options = [0], []
    for k in keys:
        options += by_key[k]
        first.append(len(options))
    numbers("lemma.keys", keys); numbers("lemma.first", first); numbers("options", options)


def read(path):
    """The parts of a file, as export.Writer keeps them."""
    raw, parts = open(path, "rb").read(), []
    for i in range(struct.unpack_from("<I", raw, 12)[0]):
        name, kind, a, b, c, at, size, _ = struct.unpack_from(f"<{export.NAME}sIIIIQQQ", raw, export.HEADER + i * export.ENTRY)
        parts.append((name.rstrip(b"\0").decode(), kind, [a, b, c], raw[at:at + size]))
    return parts


def main():
    model, roles, vectors, out = sys.argv[1:5]
    w = export.Writer()
    w.parts = [p for p in read(model) if not p[0].startswith("frames.")]
    own = not any(p[0] == "reader.known" and p[2][1] == 100 for p in w.parts)
    static = None
    if own:
        keys, q, scale = data.load_vectors(vectors, 12000)
        static = keys, q * scale[:, None]
    add(w, torch.load(roles, weights_only=False), static)
    print(out, w.write(out), "bytes")


if __name__ == "__main__":
    main()
