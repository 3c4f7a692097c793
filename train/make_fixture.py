"""A tiny model with random weights and what torch computes with it, for tests/unit/nn: python3 make_fixture.py FOLDER

The weights are rounded as export.py rounds them, and what goes into each product as src/nn rounds it: C must agree to float
precision, but for a number that lies between two bytes. Without the rounding torch must say nearly the same (checked here)."""
import sys

import numpy as np
import torch
import torch.nn.functional as F

import bert
import export
import features
import fit_accurate
import name_lists
from fit_names import Names
from nets import Reader, Segmenter

SENTENCES = ["The Taliban didn\u2019t say that Khan \u2019s forces took Z\u00fcrich on Aug. 15 .".split(),
             ["Herat"], "U.S. airstrikes killed 52 people".split()]
KNOWN = ["the", "taliban", "say", "khan", "forces", "on", "killed", "people", "people's"]


def round_weights(net):
    """Each matrix to what its bytes and scales say."""
    with torch.no_grad():
        for name, p in net.named_parameters():
            if p.dim() == 2:
                q, scale = export.quantise(p.numpy())
                p.copy_(torch.from_numpy(q * scale[:, None].astype(np.float32)))
            elif p.dim() == 3:                                # rel: [in, deprels, out], a column for each (deprel, out)
                w = p.numpy().reshape(p.shape[0], -1).T
                q, scale = export.quantise(w)
                p.copy_(torch.from_numpy((q * scale[:, None].astype(np.float32)).T.reshape(p.shape)))


def packed(x):
    """Each row to bytes and back: 127 is the greatest of it."""
    most = x.abs().amax(-1, keepdim=True).clamp_min(1e-30)
    return torch.round(x * (127 / most)) * (most / 127)


def linear(layer, x): return F.linear(packed(x), layer.weight, layer.bias)


def lstm(net, x):
    """Both directions of a layer, step by step."""
    ways = []
    for suffix in ("", "_reverse"):
        w, again, b, c = (getattr(net, n + suffix) for n in ("weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0"))
        h, cell, out = None, torch.zeros(net.hidden_size), [None] * len(x)
        for t in (range(len(x)) if not suffix else reversed(range(len(x)))):
            z = F.linear(packed(x[t]), w, b + c)
            if h is not None: z = z + F.linear(packed(h), again)
            i, f, g, o = z.chunk(4)
            cell = torch.sigmoid(f) * cell + torch.sigmoid(i) * torch.tanh(g)
            h = out[t] = torch.sigmoid(o) * torch.tanh(cell)
        ways.append(torch.stack(out))
    return torch.cat(ways, -1)


def encode(encoder, rows, known=None):
    x = encoder.table(rows[0]).sum(1)
    if known is not None: x = torch.cat([x, encoder.vectors[known[0]]], 1)
    for layer in encoder.lstms: x = lstm(layer, x)
    return x


def trees(net, x):
    """Scores of arcs [dependent, head], the greedy heads, scores of their relations."""
    with_root = torch.cat([net.root[None], x])
    arcs = linear(net.arc, F.relu(linear(net.arc_dep, x))) @ F.relu(linear(net.arc_head, with_root)).T
    head = arcs.argmax(-1)
    h, d = F.relu(linear(net.rel_head, with_root))[head], F.relu(linear(net.rel_dep, x))
    size, deprels, _ = net.rel.shape
    mixed = (packed(d) @ net.rel.reshape(size, -1)).view(len(x), deprels, size)
    return arcs, head, (mixed * h[:, None]).sum(-1) + linear(net.rel_sum, torch.cat([h, d], -1))


def near(ours, theirs, most=0.05):
    difference = (ours - theirs).abs().max().item()
    assert difference < most, difference
    return ours


def main():
    torch.manual_seed(7)
    rng = np.random.default_rng(7)
    tags = [("NOUN", "Number=Sing"), ("VERB", "Tense=Past|VerbForm=Fin"), ("PUNCT", "_"), ("PROPN", "Number=Sing")]
    edits, deprels = ["c0", "l0", "l1", "l2y"], ["nsubj", "obj", "punct", "root"]
    keys = np.array([features.word_key(w) for w in KNOWN], dtype=np.uint32)
    scale = np.array([0.25, 0.5, 0.125] * 3, dtype=np.float32)             # fits the file's two numbers to a byte exactly
    vectors = torch.zeros(len(KNOWN) + 1, 8)
    vectors[1:] = torch.from_numpy((rng.integers(-6, 7, size=(len(KNOWN), 8)) * scale[:, None]).astype(np.float32))
    vectors[1:, 0] = torch.from_numpy(7 * scale)
    net = Reader(vectors, len(tags), len(edits), 7, len(deprels), rows=64, width=16, hidden=16, layers=2, arc=16, rel=16).eval()
    cut = Segmenter(rows=64, width=16, hidden=16, layers=1).eval()
    names = Names(vectors, rows=64, width=16, hidden=16, layers=1).eval()
    lists = {features.key(k): v for k, v in (("taliban", 2), ("khan", 17), ("z\u00fcrich", 4), ("u.s. airstrikes", 2), ("u.s.", 4))}
    for n in (net, cut, names): round_weights(n)
    folder, w = sys.argv[1], export.Writer()
    w.text("card", ["random weights for a test"])
    export.segmenter(w, {"net": cut.state_dict()})
    export.static_vectors(w, keys, vectors[1:].numpy())
    export.reader(w, {"net": net.state_dict(), "tags": tags, "lemmas": edits, "deprels": deprels}, {("people", "NOUN"): "l6person"})
    export.names(w, {"net": names.state_dict(), "lists": lists})
    w.write(folder + "/tiny.bayhaqi")
    transformer(folder, tags, edits, deprels, lists, cut)
    key_of = {int(k): i + 1 for i, k in enumerate(keys)}
    with open(folder + "/tiny.txt", "w", encoding="utf-8") as out, torch.no_grad():
        for words in SENTENCES:
            rows = torch.tensor([[features.word_rows(f, 64) for f in words]])
            known = torch.tensor([[key_of.get(features.word_key(f), 0) for f in words]])
            x = near(encode(net.encoder, rows, known), net(rows, known)[0])
            arcs, head, labels = trees(net, x)
            tag, lemma = linear(net.tag, x), linear(net.lemma, x)
            print("sentence\t" + " ".join(words), file=out)
            for name, t in (("rows", rows), ("x", x), ("tag", tag), ("lemma", lemma), ("arcs", arcs), ("labels", labels), ("greedy", head)):
                print(name + "\t" + " ".join(f"{v:.6g}" for v in t.flatten().tolist()), file=out)
            listed = torch.tensor([name_lists.rows(words, lists, 64)])
            name = near(linear(names.name, encode(names.encoder, listed, known)), names(listed, known)[0])
            print("listed\t" + " ".join(str(v) for v in listed[:, :, 10:].flatten().tolist()), file=out)
            print("name\t" + " ".join(f"{v:.6g}" for v in name.flatten().tolist()), file=out)
            pieces = torch.tensor([[features.piece_rows(f, True, i % 2 == 0, 64) for i, f in enumerate(words)]])
            boundary = near(linear(cut.boundary, encode(cut.encoder, pieces)), cut(pieces)[0])
            print("pieces\t" + " ".join(str(v) for v in pieces.flatten().tolist()), file=out)
            print("boundary\t" + " ".join(f"{v:.6g}" for v in boundary.flatten().tolist()), file=out)


PIECES = ["[UNK]", "[CLS]", "[SEP]", "the", "taliban", "did", "##n", "'", "t", "say", "that", "khan", "s", "forces", "took", "zur",
          "##ich", "on", "aug", ".", "15", "her", "##at", "u", "air", "##strike", "##s", "killed", "5", "##2", "people"]


def transformer(folder, tags, edits, deprels, lists, cut):
    """small.bayhaqi: two layers of 32 with 4 heads; rounded as in C, before each product."""
    net = fit_accurate.Accurate(len(PIECES), 2, len(tags), len(edits), len(deprels), arc=16, rel=16, size=32, heads=4, inner=64,
                                positions=64, rows=64).eval()
    with torch.no_grad():
        for p in net.parameters():
            if p.dim() == 1: p.add_(torch.randn(p.shape) * 0.1)
    round_weights(net)
    w = export.Writer()
    w.text("card", ["random weights for a test"])
    export.segmenter(w, {"net": cut.state_dict()})
    saved = {"net": net.state_dict(), "vocabulary": PIECES, "tags": tags, "lemmas": edits, "deprels": deprels, "lists": lists, "heads": 4}
    export.accurate(w, saved, {("people", "NOUN"): "l6person"})
    w.write(folder + "/small.bayhaqi")
    pieces = bert.Pieces(PIECES)
    with open(folder + "/small.txt", "w", encoding="utf-8") as out, torch.no_grad():
        for words in SENTENCES + STRANGE:
            ids, of = pieces.sentence(words)
            own = np.array(name_lists.rows(words, lists, 64))[:, fit_accurate.COLUMNS]
            rows = np.zeros((1, len(ids), 3), dtype=np.int64)
            rows[0, 1:-1] = own[of[1:-1]]
            shares = torch.zeros(1, len(words), len(ids))
            for i, word in enumerate(of):
                if word >= 0: shares[0, word, i] = 1
            shares /= shares.sum(2, keepdim=True)
            real, torch.nn.Linear.forward = torch.nn.Linear.forward, linear
            encoded = net.bert(torch.tensor([ids]), torch.from_numpy(rows))[0]
            x = shares[0] @ encoded
            arcs, head, labels = trees(net.heads, x)
            tag, lemma, name = net.heads.tag(x), net.heads.lemma(x), net.heads.name(x)
            torch.nn.Linear.forward = real
            near(x, net(torch.tensor([ids]), torch.from_numpy(rows), None, shares)[0], 0.2)
            print("sentence\t" + " ".join(words), file=out)
            for kind, values in (("pieces", ids), ("word", of), ("extra", own.flatten().tolist())):
                print(kind + "\t" + " ".join(map(str, values)), file=out)
            for kind, t in (("encoded", encoded), ("x", x), ("tag", tag), ("lemma", lemma), ("name", name), ("arcs", arcs), ("labels", labels),
                            ("greedy", head)):
                print(kind + "\t" + " ".join(f"{v:.6g}" for v in t.flatten().tolist()), file=out)


STRANGE = [["\u201cKhan\u201d", "\u00c9taples", "...", "\u4e2d\u56fd", "\U0001f600", "\u200b", "x" * 120]]


if __name__ == "__main__":
    main()
