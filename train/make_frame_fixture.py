"""What the frames net sees of tests/unit/parse/frames.conllu: python3 make_frame_fixture.py ../tests/unit/parse > ../tests/unit/parse/frames.txt
Lines: `w SENTENCE WORD rows`, `p SENTENCE PREDICATE WORD PATH rows`, from 0; the C side computes the same (test_frames.c)."""
import sys

import data
import roles

ROWS = 8192


def main():
    for k, s in enumerate(data.read_conllu(sys.argv[1] + "/frames.conllu")):
        t = roles.Tree(s)
        for i in range(len(t)): print("w", k, i, *roles.word_rows(t, i, ROWS))
        for p in range(len(t)):
            if t.upos[p] != "VERB": continue
            pairs = roles.Pairs(t, p, ROWS, "attack.01", "0PAG1PPT")
            for i, path in roles.candidates(t, p): print("p", k, p, i, path, *pairs.of(i, path))


if __name__ == "__main__":
    main()
