"""A tiny model with random weights and what torch computes with it, for tests/unit/nn: python3 make_fixture.py FOLDER

The weights are rounded as export.py rounds them before torch runs, so that C must agree to float precision."""
import sys

import numpy as np
import torch

import export
import features
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
    key_of = {int(k): i + 1 for i, k in enumerate(keys)}
    with open(folder + "/tiny.txt", "w", encoding="utf-8") as out, torch.no_grad():
        for words in SENTENCES:
            rows = torch.tensor([[features.word_rows(f, 64) for f in words]])
            known = torch.tensor([[key_of.get(features.word_key(f), 0) for f in words]])
            x = net(rows, known)
            arcs, with_root = net.arcs(x)
            head = arcs.argmax(-1)
            labels = net.labels(with_root, x, head)
            print("sentence\t" + " ".join(words), file=out)
            for name, t in (("rows", rows), ("x", x), ("tag", net.tag(x)), ("lemma", net.lemma(x)), ("arcs", arcs), ("labels", labels), ("greedy", head)):
                print(name + "\t" + " ".join(f"{v:.6g}" for v in t.flatten().tolist()), file=out)
            listed = torch.tensor([name_lists.rows(words, lists, 64)])
            print("listed\t" + " ".join(str(v) for v in listed[:, :, 10:].flatten().tolist()), file=out)
            print("name\t" + " ".join(f"{v:.6g}" for v in names(listed, known).flatten().tolist()), file=out)
            pieces = torch.tensor([[features.piece_rows(f, True, i % 2 == 0, 64) for i, f in enumerate(words)]])
            print("pieces\t" + " ".join(str(v) for v in pieces.flatten().tolist()), file=out)
            print("boundary\t" + " ".join(f"{v:.6g}" for v in cut(pieces).flatten().tolist()), file=out)


if __name__ == "__main__":
    main()
