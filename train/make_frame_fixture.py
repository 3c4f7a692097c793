"""What the frames net sees of tests/unit/parse/frames.conllu: python3 make_frame_fixture.py ../tests/unit/parse > ../tests/unit/parse/frames.txt
Lines: `w SENTENCE WORD rows`, `p SENTENCE PREDICATE WORD PATH rows`, from 0; the C side computes the same (test_frames.c).
And FOLDER/frames.bayhaqi: unit/nn/tiny.bayhaqi with a net of random weights, for what must hold whatever the weights."""
import sys

import torch

import data
import export
import export_roles
import roles

ROWS = 8192
SAVED = {"roles": ["-", "ARG0", "ARG1", "ARG1+", "ARGM-LVB", "C-ARG1"], "names": ["attack.01", "order.01", "pay.01", "pull_out.03", "say.01", "leave.01"],
         "candidates": {"attack": [0], "order": [1], "pay": [2, 4], "pull_out": [3], "say": [4, 0], "leave": [5], "be": [2], "have": [1]},
         "signature": {"attack.01": "0PAG1PPT", "say.01": "0PAG1PPT2GOL"}}


def random_net(folder):
    torch.manual_seed(3)
    net = roles.Roles(torch.zeros(10, 8), len(SAVED["roles"]), len(SAVED["names"]), 64, 16, 16, 65, 16, 16)
    with torch.no_grad():
        for p in net.parameters(): p.copy_(torch.randn(p.shape) * 0.5)
    w = export.Writer()
    w.parts = export_roles.read(folder + "/../nn/tiny.bayhaqi")
    export_roles.add(w, {"net": net.state_dict(), **SAVED})
    w.write(folder + "/frames.bayhaqi")


def main():
    random_net(sys.argv[1])
    for k, s in enumerate(data.read_conllu(sys.argv[1] + "/frames.conllu")):
        t = roles.Tree(s)
        for i in range(len(t)): print("w", k, i, *roles.word_rows(t, i, ROWS))
        for p in range(len(t)):
            if t.upos[p] != "VERB": continue
            pairs = roles.Pairs(t, p, ROWS, "attack.01", "0PAG1PPT")
            for i, path in roles.candidates(t, p): print("p", k, p, i, path, *pairs.of(i, path))


if __name__ == "__main__":
    main()
