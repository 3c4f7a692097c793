"""Words that the ranker of antecedents knows: python3 coref_words.py VECTORS.json GOLD.conllu OUT.npz

The most frequent words of the static vectors, and those of the gold file that have one; 100 numbers are turned into 40 by their
principal axes and made of length one, so that a product of two is a cosine.
"""
import json
import sys

import numpy as np

import features

WORDS, WIDTH = 9000, 40


def read(path, count):
    text = json.load(open(path))
    words = [w for w in text["words"][:count] if w in text["vectors"]]
    return words, np.array([text["vectors"][w][:100] for w in words], dtype=np.float32)


def main():
    vectors, gold, out = sys.argv[1:]
    words, x = read(vectors, 60000)
    place = {w: i for i, w in enumerate(words)}
    kept = list(range(WORDS))
    met = {features.fold(line.split("\t")[1]) for line in open(gold) if line[:1].isdigit()}
    kept += sorted(place[w] for w in met if w in place and place[w] >= WORDS)
    x = x[kept] - x[:WORDS].mean(0)
    _, axes = np.linalg.eigh(x[:WORDS].T @ x[:WORDS])
    x = x @ axes[:, -WIDTH:]
    x /= np.maximum(np.linalg.norm(x, axis=1, keepdims=True), 1e-6)
    keys = np.array([features.word_key(words[i]) for i in kept], dtype=np.uint32)
    keys, first = np.unique(keys, return_index=True)
    np.savez(out, keys=keys, vectors=x[first].astype(np.float32))
    print(len(keys), "words")


if __name__ == "__main__":
    main()
