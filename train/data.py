"""Readers of the gold files: CoNLL-U trees, IOB2 names."""
import json
import re

import numpy as np

import features

NC_GENRES = {"fiction", "whow", "essay", "letter", "podcast"}   # non-commercial texts of GUM: not for shipped weights


class Sentence:
    __slots__ = ("id", "doc", "new_paragraph", "text", "forms", "upos", "feats", "lemmas", "heads", "deprels",
                 "space_after", "joined", "names", "extra")

    def __init__(self):
        self.id = self.doc = self.text = ""
        self.new_paragraph = False
        self.forms, self.upos, self.feats, self.lemmas, self.heads, self.deprels = [], [], [], [], [], []
        self.space_after, self.joined, self.names, self.extra = [], [], None, []

    def __len__(self):
        return len(self.forms)


def read_conllu(path):
    sentences, new_paragraph, doc = [], True, ""
    for chunk in open(path, encoding="utf-8").read().split("\n\n"):
        if not chunk.strip(): continue
        s = Sentence()
        range_end, range_space = 0, True
        for line in chunk.strip("\n").split("\n"):
            if line.startswith("# newdoc"):
                doc, new_paragraph = line.split("=")[-1].strip(), True
            elif line.startswith("# newpar"): new_paragraph = True
            elif line.startswith("# sent_id"): s.id = line.split("=", 1)[1].strip()
            elif line.startswith("# text ="): s.text = line.split("=", 1)[1].strip()
            elif not line.startswith("#"):
                range_end, range_space = read_word(s, line.split("\t"), range_end, range_space)
        s.doc, s.new_paragraph, new_paragraph = doc, new_paragraph, False
        sentences.append(s)
    return sentences


def read_word(s, f, range_end, range_space):
    if "." in f[0]: return range_end, range_space
    if "-" in f[0]:
        return int(f[0].split("-")[1]), "SpaceAfter=No" not in f[9]
    number = int(f[0])
    in_range = number <= range_end
    s.joined.append(in_range and bool(s.joined) and s.extra[-1] == range_end)
    s.extra.append(range_end if in_range else 0)
    s.space_after.append((number == range_end and range_space) if in_range else "SpaceAfter=No" not in f[9])
    s.forms.append(f[1]); s.lemmas.append(f[2]); s.upos.append(f[3]); s.feats.append(f[5])
    s.heads.append(0 if f[6] == "_" else int(f[6])); s.deprels.append(f[7])
    return range_end, range_space


def is_free(sentence):
    genre = re.match(r"GUM_([a-z]+)_", sentence.doc)
    return not genre or genre.group(1) not in NC_GENRES


def read_names(path):
    """sent_id -> tags; OTH and stray B-O tags of the older training pass are dropped."""
    names = {}
    for chunk in open(path, encoding="utf-8").read().split("\n\n"):
        tags, sent_id = [], None
        for line in chunk.strip("\n").split("\n"):
            if line.startswith("# sent_id"): sent_id = line.split("=", 1)[1].strip()
            elif line and not line.startswith("#"):
                tag = line.split("\t")[2]
                tags.append(tag if tag[2:] in ("PER", "ORG", "LOC") else "O")
        if sent_id: names[sent_id] = repair(tags)
    return names


def repair(tags):
    """I-X after anything but X becomes B-X."""
    out, last = [], "O"
    for tag in tags:
        if tag.startswith("I-") and last[2:] != tag[2:]: tag = "B-" + tag[2:]
        out.append(tag)
        last = tag
    return out


def add_names(sentences, path):
    names = read_names(path)
    for s in sentences:
        tags = names.get(s.id)
        if tags and len(tags) == len(s): s.names = tags


def paragraphs(sentences):
    """Lists of sentences between paragraph marks."""
    out = []
    for s in sentences:
        if s.new_paragraph or not out: out.append([])
        out[-1].append(s)
    return out


def load_vectors(path, count):
    """The most frequent words; int8 with one scale each, so that training sees what is shipped."""
    # The package is one JSON object; its words are in order of frequency.
    text = json.load(open(path))
    keys, rows, seen = [], [], set()
    for word in text["words"]:
        if len(keys) == count: break
        key = features.word_key(word)
        if key in seen or len(word) > 24: continue
        seen.add(key)
        keys.append(key)
        rows.append(text["vectors"][word][:100])
    v = np.array(rows, dtype=np.float32)
    scale = (np.abs(v).max(1) / 127).astype(np.float32)
    q = np.clip(np.round(v / scale[:, None]), -127, 127).astype(np.int8)
    return np.array(keys, dtype=np.uint32), q, scale


def vector_words(path):
    return json.load(open(path))["words"]
