"""Lemmas as edits: c|l|t (as it is, lower case, Title), how many characters to take off the end, what to put on."""


def cased(form, how):
    if how == "l": return "".join(c.lower()[0] for c in form)
    if how == "t": return form[:1] + "".join(c.lower()[0] for c in form[1:])
    return form


def edit(form, lemma):
    best = None
    for how in "clt":
        base = cased(form, how)
        p = 0
        while p < min(len(base), len(lemma)) and base[p] == lemma[p]: p += 1
        cost = (len(base) - p) + len(lemma) - p + (0 if how == "c" else 0.5 if how == "l" else 0.7)
        if best is None or cost < best[0]: best = (cost, f"{how}{len(base) - p}{lemma[p:]}")
    return best[1]


def apply(form, script):
    i = 1
    while i < len(script) and script[i].isdigit() and i < 3: i += 1
    base, cut = cased(form, script[0]), int(script[1:i])
    return base[:len(base) - cut] + script[i:] if cut <= len(base) else form


def dictionary(sentences, least_share=0.8):
    """(folded form, UPOS) -> edit for words that are not names, where the gold lemma is nearly always the same."""
    import collections
    import features
    seen = collections.defaultdict(collections.Counter)
    for s in sentences:
        for form, upos, lemma in zip(s.forms, s.upos, s.lemmas):
            if upos not in ("PROPN", "X", "SYM", "PUNCT", "NUM") and lemma != "_": seen[features.fold(form), upos][lemma] += 1
    out = {}
    for (form, upos), lemmas in seen.items():
        lemma, n = lemmas.most_common(1)[0]
        share = 0.5 if upos == "NOUN" else least_share       # "people" is person in EWT, people in GUM: one of them
        if n >= share * sum(lemmas.values()): out[form, upos] = lower_edit(form, lemma)
    return out


def lower_edit(form, lemma):
    p = 0
    while p < min(len(form), len(lemma)) and form[p] == lemma[p]: p += 1
    return f"l{len(form) - p}{lemma[p:]}"
