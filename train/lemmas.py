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
