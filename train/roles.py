"""Predicates, their PropBank rolesets and roles, and factuality, over UD trees: data, features, net.

What the net sees of a word and of a pair (predicate, word) are rows of hashed tables, as everywhere here; src/parse/frames.c computes the
same numbers. Gold arguments are spans; the net chooses the head word of an argument, and `span_of` grows the span from it again.
"""
import collections
import gzip
import json
import re
import tarfile

import torch
import torch.nn as nn
import torch.nn.functional as F

import features

WORD_ROWS, PAIR_ROWS = 14, 15
ALONE = ("ARGM-LVB", "ARGM-PRR")                        # one word each: the light verb, the noun that it carries
# What an argument does not take along when the predicate hangs below it: as its copula, or as a clause within it.
COPULA_DROPS = set("""nsubj nsubj:pass nsubj:outer csubj csubj:pass csubj:outer expl cop aux aux:pass mark cc cc:preconj vocative discourse
parataxis punct dislocated advcl""".split())
CLAUSE_DROPS = set("""case cop nsubj nsubj:pass nsubj:outer csubj cc cc:preconj mark parataxis expl aux aux:pass discourse punct advcl obl
vocative""".split())
CLAUSE_PARTS = set("nsubj nsubj:pass csubj csubj:pass expl cop aux aux:pass mark advcl".split())
CLAUSE_SIGNS = {"nsubj", "nsubj:pass", "cop", "aux"}
CLOSING = {"(": ")", "[": "]", '"': '"', "'": "'", "\u201c": "\u201d", "\u2018": "\u2019", "``": "''"}


# ---- trees ---------------------------------------------------------------------------------------------------

class Tree:
    """One sentence with a tree, words from 0; gold frames as spans, whatever the tree."""
    def __init__(self, s, heads=None, deprels=None, upos=None, feats=None, lemmas=None):
        self.forms, self.id = s.forms, s.id
        self.heads = [h - 1 for h in (heads or s.heads)]
        self.deprels, self.upos = deprels or s.deprels, upos or s.upos
        self.lemmas = [features.fold(l) if l else "_" for l in (lemmas or s.lemmas)]
        self.feats = feats or s.feats
        self.kids = [[] for _ in s.forms]
        for i, h in enumerate(self.heads):
            if h >= 0: self.kids[h].append(i)

    def __len__(self):
        return len(self.forms)

    def child(self, i, *deprels):
        for c in self.kids[i]:
            if self.deprels[c] in deprels: return c
        return None

    def up(self, i):
        """i, its head, its head's head ... to the root."""
        out = [i]
        while self.heads[out[-1]] >= 0 and len(out) < 64: out.append(self.heads[out[-1]])
        return out


def is_clause(tree, i):
    return any(tree.deprels[c] in CLAUSE_SIGNS for c in tree.kids[i])


def span_of(tree, predicate, head, role, others):
    """The words of an argument: the subtree of its head without the predicate's own branch, the other arguments and end punctuation."""
    if role in ALONE: return head, head
    above, branch, drops = tree.up(predicate), -1, ()
    if head in above:
        branch = above[above.index(head) - 1]
        drops = COPULA_DROPS if tree.deprels[branch] == "cop" else CLAUSE_DROPS
    # "The point is that they left": what follows the copula is the clause itself.
    outer = drops is COPULA_DROPS and tree.child(head, "nsubj:outer") is not None
    inside, stack = set(), [head]
    while stack:
        x = stack.pop()
        inside.add(x)
        for c in tree.kids[x]:
            if c == branch or c == predicate or c in others: continue
            if x == head and drops and not (outer and c > predicate and tree.deprels[c] in CLAUSE_PARTS) and (tree.deprels[c] in drops or (tree.deprels[c] == "conj" and is_clause(tree, c))): continue
            stack.append(c)
    if role.endswith("+"):                              # object and what is said of it: "keeps [the project alive]"
        for c in tree.kids[predicate]:
            if tree.deprels[c] == "xcomp" and c > head: inside.update(below(tree, c))
    begin = end = head
    while begin - 1 in inside: begin -= 1
    while end + 1 in inside: end += 1
    return trim(tree, begin, end)


def below(tree, i):
    out, stack = [], [i]
    while stack:
        x = stack.pop()
        out.append(x)
        stack += tree.kids[x]
    return out


def trim(tree, begin, end):
    """Punctuation off both ends, but for marks that come in pairs within."""
    while begin < end:
        first, last = tree.forms[begin], tree.forms[end]
        if tree.deprels[begin] == "punct" and CLOSING.get(first) not in tree.forms[begin + 1:end + 1]: begin += 1
        elif tree.deprels[end] == "punct" and not any(CLOSING.get(f) == last for f in tree.forms[begin:end]): end -= 1
        else: break
    return begin, end


def head_of(tree, predicate, begin, end):
    tops = [i for i in range(begin, end + 1) if not begin <= tree.heads[i] <= end and i != predicate]
    if not tops: return None, 0
    for i in tops:
        if i in tree.kids[predicate]: return i, len(tops)
    return tops[0], len(tops)


def gold_heads(tree, frame):
    """[(role, head)] of a frame's spans on this tree."""
    p, out = frame["predicate"] - 1, []
    for a in frame["args"]:
        head, tops = head_of(tree, p, a["start"] - 1, a["end"] - 1)
        if head is None or a["role"] == "V": continue
        role = a["role"]
        if tops == 2 and role == "ARG1" and tree.deprels[head] in ("obj", "nsubj", "iobj") and head in tree.kids[p]:
            role = "ARG1+"
        out.append((role, head))
    return out


# ---- data ----------------------------------------------------------------------------------------------------

def read_propbank(path, by_id):
    """sent_id -> frames, where the words are those of the treebank."""
    out = {}
    for line in open(path, encoding="utf-8"):
        j = json.loads(line)
        s = by_id.get(j["sent_id"])
        if s is not None and s.forms == j["tokens"]: out[j["sent_id"]] = j["frames"]
    return out


def read_factuality(folder):
    """sent_id -> {word from 0: value}"""
    ids = json.load(gzip.open(folder + "/factuality/ud_ids.json.gz"))
    values = json.load(gzip.open(folder + "/factuality/factuality.json.gz"))["data"]
    out = {}
    for name, predicates in values.items():
        out[ids[name]["sentence_id"]] = {int(k.rsplit("-", 1)[1]) - 1: v["factuality"]["factual"]["value"] for k, v in predicates.items()}
    return out


PTB = {"``": '"', "''": '"', "-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "-LCB-": "{", "-RCB-": "}", "/.": ".", "/?": "?", "/-": "-"}
ENTITIES = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'"}


def plain(text):
    for k, v in ENTITIES.items(): text = text.replace(k, v)
    return text


class Rolesets:
    """The frame files: id -> signature of its numbered roles; alias -> ids, in their order."""
    def __init__(self, path):
        self.signature, self.alias, self.examples = {}, collections.defaultdict(list), []
        texts = {}
        with tarfile.open(path) as tar:
            for member in tar:                              # in the archive's order: going back unpacks it anew
                if member.name.endswith(".xml"): texts[member.name] = tar.extractfile(member).read().decode("utf-8", "replace")
        for name in sorted(texts): self.read(texts[name])

    def read(self, text):
        for block in re.split("<roleset ", text)[1:]:
            name = re.search(r'id="([^"]+)"', block).group(1)
            roles = []
            for tag in re.findall("<role [^>]*>", block):
                n, f = re.search(r' n="([^"]*)"', tag), re.search(r' f="([^"]*)"', tag)
                if n and n.group(1).isdigit(): roles.append(n.group(1) + (f.group(1).upper() if f else ""))
            self.signature[name] = "".join(sorted(roles))
            for pos, alias in re.findall(r'<alias pos="([^"]*)"[^>]*>([^<]*)<', block):
                key = features.fold(alias.strip().replace(" ", "_"))
                if name not in self.alias[key]: self.alias[key].append(name)
            for example in re.findall("<example.*?</example>", block, re.S): self.read_example(name, example)

    def read_example(self, roleset, xml):
        text, rel = re.search("<text>(.*?)</text>", xml, re.S), re.search(r'<rel relloc="(\d+)[^"]*"', xml)
        if not text or not rel: return
        tokens, p = [PTB.get(t, plain(t)) for t in text.group(1).split()], int(rel.group(1))
        args = [{"role": r, "start": int(b) + 1, "end": int(e) + 1}
                for r, b, e in re.findall(r'<arg type="([^"]+)" start="(\d+)" end="(\d+)"', xml)]
        if p >= len(tokens) or len(tokens) > 70 or any(a["end"] > len(tokens) or a["start"] > a["end"] for a in args): return
        if not args: return
        self.examples.append((tokens, {"predicate": p + 1, "roleset": roleset, "args": args}))


class Inventory:
    """Roles, and for each lemma the rolesets that it may have, the likely ones first."""
    MOST = 24

    def __init__(self, rolesets, frames_of_trees):
        roles, counts = collections.Counter(), collections.defaultdict(collections.Counter)
        self.signature = rolesets.signature
        senses = collections.Counter()
        for tree, frames in frames_of_trees:
            for f in frames:
                counts[tree.lemmas[f["predicate"] - 1]][f["roleset"]] += 1
                senses[f["roleset"]] += 1
                for role, _ in gold_heads(tree, f): roles[role] += 1
        self.roles = ["-"] + sorted(r for r, c in roles.items() if c >= 8)
        self.role_of = {r: i for i, r in enumerate(self.roles)}
        self.trained = sorted(senses)
        self.names = self.trained + sorted(set(rolesets.signature) - set(senses))
        self.number = {n: i for i, n in enumerate(self.names)}
        self.candidates = {}
        for key in sorted(set(counts) | set(rolesets.alias)):
            seen = [n for n, _ in sorted(counts[key].items(), key=lambda x: (-x[1], x[0]))]
            rest = [n for n in rolesets.alias.get(key, []) if n not in counts[key]]
            self.candidates[key] = [self.number[n] for n in (seen + rest)[:self.MOST]]

    def of(self, tree, i):
        """Rolesets of the word with its particle, then of the word alone."""
        lemma, out = tree.lemmas[i], []
        particle = tree.child(i, "compound:prt")
        if particle is not None: out += self.candidates.get(lemma + "_" + tree.lemmas[particle], [])
        out += [c for c in self.candidates.get(lemma, []) if c not in out]
        return out[:self.MOST] or self.candidates.get(features.fold(tree.forms[i]), [])


# ---- features ------------------------------------------------------------------------------------------------

_rows = {}


def row(kind, text, rows):
    key = (kind, text, rows)
    value = _rows.get(key)
    if value is None: value = _rows[key] = features.row(kind, text, rows)
    return value


def feature(feats, name):
    for f in feats.split("|"):
        if f.startswith(name + "="): return f[len(name) + 1:]
    return ""


def verb_shape(feats):
    return feature(feats, "VerbForm")[:1] + feature(feats, "Tense")[:2] + feature(feats, "Mood")[:2] + feature(feats, "Voice")[:1]


def helpers(t, i):
    """Auxiliaries and negation below a word: "would not"."""
    return " ".join(t.lemmas[c] for c in t.kids[i] if t.deprels[c] in ("aux", "aux:pass") or t.lemmas[c] in ("not", "n't", "never", "no"))[:40]


def shape_below(t, i):
    """Relations of the children in order."""
    return " ".join(t.deprels[c] for c in t.kids[i] if t.deprels[c] not in ("punct", "det", "amod", "compound", "flat"))[:80]


def marker(t, i):
    c = t.child(i, "case", "mark")
    return t.lemmas[c] if c is not None else ""


def word_rows(t, i, rows):
    norm = features.zero_digits(features.fold(t.forms[i]))[:32]
    lemma, dep, h = t.lemmas[i][:32], t.deprels[i], t.heads[i]
    over = t.lemmas[h][:32] if h >= 0 else "^"
    prt = t.child(i, "compound:prt")
    obj = t.child(i, "obj", "nsubj:pass")
    return [row("n", norm, rows), row("l", lemma, rows), row("y", norm[-3:], rows), row("d", dep + "/" + t.upos[i], rows),
            row("h", over + "/" + dep, rows), row("v", verb_shape(t.feats[i]), rows),
            row("e", dep + "/" + (t.upos[h] + "/" + t.deprels[h] if h >= 0 else "^"), rows), row("k", shape_below(t, i), rows),
            row("s", features.shape(t.forms[i]), rows), row("c", marker(t, i) + "/" + dep, rows),
            row("t", lemma + "|" + (t.lemmas[prt] if prt is not None else ""), rows),
            row("o", lemma + "|" + (t.lemmas[obj][:32] if obj is not None else ""), rows),
            row("x", helpers(t, i) + "/" + verb_shape(t.feats[i]), rows),
            row("w", (over + "/" + helpers(t, h) if h >= 0 else "^") + "/" + marker(t, i), rows)]


def is_passive(t, p):
    return t.child(p, "aux:pass", "nsubj:pass") is not None or (feature(t.feats[p], "VerbForm") == "Part" and t.deprels[p] in ("acl", "amod"))


def candidates(t, p):
    """[(word, path)]: children and grandchildren of the predicate, words up to three steps above it, and the children of two of them."""
    out, seen = [], {p}

    def add(i, path):
        if i in seen or (t.deprels[i] == "punct" and not t.kids[i]): return
        seen.add(i)
        out.append((i, path))
    for c in t.kids[p]: add(c, "_" + t.deprels[c])
    above, path = p, ""
    for step in range(3):
        path += "^" + t.deprels[above]
        above = t.heads[above]
        if above < 0: break
        add(above, path)
        if step < 2:
            for c in t.kids[above]: add(c, path + "_" + t.deprels[c])
    for c in t.kids[p]:
        if t.deprels[c] in ("nsubj", "obj", "obl", "nmod", "nsubj:pass", "xcomp", "ccomp", "advcl"):
            for g in t.kids[c]:
                if t.deprels[g] in ("nmod", "acl", "obl", "conj", "acl:relcl", "case"): add(g, "_" + t.deprels[c] + "_" + t.deprels[g])
    return out


def distance(a, b):
    d = abs(a - b)
    return str(d if d < 4 else 4 if d < 7 else 5 if d < 12 else 6)


class Pairs:
    """Rows of the pairs of one predicate; what hangs on the predicate alone is made once."""
    def __init__(self, t, p, rows, roleset, signature):
        self.t, self.p, self.rows = t, p, rows
        self.name, self.signature = roleset, signature
        self.lemma, self.below = t.lemmas[p][:32], shape_below(t, p)
        self.voice = t.upos[p] + ("P" if is_passive(t, p) else "A")
        h = t.heads[p]
        self.over = t.lemmas[h][:32] if h >= 0 else "^"
        self.over_below = shape_below(t, h) if h >= 0 else "^"
        self.relative = ""
        for c in t.kids[p]:
            if feature(t.feats[c], "PronType") == "Rel": self.relative = t.lemmas[c] + t.deprels[c]; break

    def of(self, i, path):
        t, rows = self.t, self.rows
        side = "<" if i < self.p else ">"
        lemma, mark, way = t.lemmas[i][:32], marker(t, i)[:16], path + side
        return [row("a", way, rows), row("b", way + "/" + self.voice, rows), row("c", path + "/" + self.name, rows),
                row("d", way + "/" + self.name + "/" + mark, rows), row("e", way + "/" + mark + "/" + self.voice, rows),
                row("f", way + "/" + lemma, rows), row("g", self.below + "/" + way, rows),
                row("h", way + "/" + self.lemma + "/" + self.voice, rows), row("i", lemma + "/" + self.name, rows),
                row("j", way + "/" + self.signature + "/" + self.voice + mark, rows),
                row("k", distance(i, self.p) + t.upos[i] + side + self.voice, rows), row("l", mark + "/" + lemma, rows),
                row("m", way + t.upos[i] + verb_shape(t.feats[i]) + mark, rows), row("q", way + "/" + self.over + "/" + self.over_below, rows),
                row("r", way + "/" + self.relative + "/" + self.below, rows)]


# ---- the net -------------------------------------------------------------------------------------------------

class Roles(nn.Module):
    """Own encoder over words with their tree; `extra` wide encodings of a reader may be set beside it."""
    def __init__(self, vectors, roles, senses, rows=8192, width=64, hidden=96, pair_rows=16384, pair=96, sense=48, extra=0, dropout=0.3):
        super().__init__()
        from nets import Encoder
        self.encoder = Encoder(rows, width, hidden, 1, dropout, vectors)
        size = 2 * hidden + extra
        self.is_predicate = nn.Linear(size, 1)
        self.ask = nn.Linear(size, sense)
        self.senses = nn.Embedding(senses, sense)
        nn.init.normal_(self.senses.weight, std=0.05)
        self.sense_bias = nn.Parameter(torch.zeros(senses))
        self.of_predicate, self.of_word = nn.Linear(size, pair), nn.Linear(size, pair, bias=False)
        self.pairs = nn.Embedding(pair_rows, pair)
        nn.init.normal_(self.pairs.weight, std=0.1)
        self.role = nn.Linear(pair, roles)
        self.fact1, self.fact2 = nn.Linear(size, 64), nn.Linear(64, 1)
        self.drop = nn.Dropout(dropout)

    def encode(self, rows, known, extra=None, drop_word=None):
        x = self.encoder(rows, known, drop_word)
        return (x if extra is None else torch.cat([x, extra], 2)).flatten(0, 1)

    def rolesets(self, x, words, options):
        """scores[word, candidate]; -1 in options is none."""
        q = self.ask(self.drop(x[words]))
        o = options.clamp(min=0)
        scores = (self.senses(o) * q.unsqueeze(1)).sum(-1) + self.sense_bias[o]
        return scores.masked_fill(options < 0, -1e4)

    def of_pairs(self, x, predicate, word, rows):
        x = self.drop(x)
        h = self.of_predicate(x)[predicate] + self.of_word(x)[word] + self.pairs(rows).sum(1)
        return self.role(self.drop(F.relu(h)))

    def factual(self, x):
        return self.fact2(F.relu(self.fact1(self.drop(x)))).squeeze(-1)
