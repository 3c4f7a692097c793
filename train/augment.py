"""Noise that news pages have and the treebanks lack: capitals, curly quotes, missing stops."""
import copy

SMALL = {"a", "an", "the", "of", "in", "on", "at", "to", "for", "and", "or", "by", "with", "as", "is", "from"}


def with_forms(s, forms):
    out = copy.copy(s)
    out.forms = forms
    return out


def title(form, first):
    return form if not first and form.lower() in SMALL else form[:1].upper() + form[1:]


def curl(forms, space_after):
    """Straight quotes to typographic ones, opening where a space stands before."""
    out, before = [], True
    for form, space in zip(forms, space_after):
        if '"' in form: form = form.replace('"', "\u201c" if before else "\u201d")
        if "'" in form: form = form.replace("'", "\u2018" if before and form == "'" else "\u2019")
        out.append(form)
        before = space
    return out


def drop_last(s):
    """The sentence without its end punctuation, when nothing hangs on it."""
    n = len(s)
    if n < 3 or s.upos[-1] != "PUNCT" or n in s.heads: return s
    out = copy.copy(s)
    for name in ("forms", "upos", "feats", "lemmas", "heads", "deprels", "space_after", "joined"):
        setattr(out, name, getattr(s, name)[:-1])
    if s.names: out.names = s.names[:-1]
    return out


def augment(s, rng):
    draw = rng.random()
    if draw < 0.03: return with_forms(s, [f.upper() for f in s.forms])
    if draw < 0.06: return with_forms(s, [f.lower() for f in s.forms])
    if draw < 0.10: return drop_last(with_forms(s, [title(f, i == 0) for i, f in enumerate(s.forms)]))
    if draw < 0.14: s = drop_last(s)
    if rng.random() < 0.35 and any("'" in f or '"' in f for f in s.forms):
        return with_forms(s, curl(s.forms, s.space_after))
    return s
