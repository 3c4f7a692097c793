"""Other names in the place of gold names, so that the net learns contexts and not lists: names of the same type, as many words,
hyphens in the same places, from training itself and from lexicon/actors."""
import collections
import copy
import csv
import os

import features
from gum_names import spans

LISTS = {"PER": [("people.tsv", ("name",))],
         "ORG": [("groups.tsv", ("name", "aliases")), ("organisations.tsv", ("name", "aliases")), ("parties.tsv", ("name", "aliases"))],
         "LOC": [("countries.tsv", ("name", "aliases", "capital"))]}


def words_of(name):
    """The words of a name; None unless they are capitalised words and hyphens."""
    words = [name[b:e] for b, e in features.pieces(name)]
    fine = words and len(words) <= 6 and all(w == "-" or w.isalpha() and (w[0].isupper() or w in ("al", "el", "bin")) for w in words)
    return words if fine and words[0] != "-" and name[0].isupper() else None


def pattern(words):
    return tuple(w == "-" for w in words)


def rows(path):
    lines = [l for l in open(path, encoding="utf-8") if l.strip() and not l.startswith("#")]
    return csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


class Pool:
    def __init__(self, sentences, lexicon):
        self.names = collections.defaultdict(set)
        for kind, files in LISTS.items():
            for file, columns in files:
                for row in rows(os.path.join(lexicon, file)):
                    for column in columns:
                        for name in (row.get(column) or "").split("|"):
                            words = words_of(name.strip())
                            self.add(kind, words)
                            if kind == "PER" and words and words[-1][0].isupper(): self.add(kind, words[-1:])
        for s in sentences:
            for b, e in spans(s.names or []):
                if is_plain(s, b, e): self.add(s.names[b][2:], s.forms[b:e])
        self.names = {k: sorted(v) for k, v in self.names.items()}

    def add(self, kind, words):
        if words: self.names[kind, pattern(words)].add(tuple(words))

    def replace(self, s, rng, share):
        out = None
        for b, e in spans(s.names or []):
            if rng.random() >= share or not is_plain(s, b, e): continue
            choice = self.names.get((s.names[b][2:], pattern(s.forms[b:e])))
            if not choice: continue
            if out is None:
                out = copy.copy(s)
                out.forms, out.lemmas = list(s.forms), list(s.lemmas)
            words = rng.choice(choice)
            out.forms[b:e], out.lemmas[b:e] = words, words
        return out or s


def is_plain(s, b, e):
    return all(s.upos[i] == "PROPN" and s.forms[i].isalpha() and s.forms[i][0].isupper() or s.forms[i] == "-" for i in range(b, e)) \
        and not any(s.joined[b:e])
