"""Which lines of a flattened page are the article, when the article's text is known: what flattened pages are measured and trained by.

A line is kept when the text holds it. One of four words or more: when half its runs of four words stand in the text. What stands twice on the
page (a summary above, a teaser below, a quotation in the comments) is kept once: the lines that follow the text's own order with most words
are kept, the first of equals, and of the others only those whose words no kept line holds. A shorter line: when its words stand in the text
between those of the kept lines above and below it, or just before the first or after the last. Words are folded; a Chinese, Japanese or
Korean character is a word.
"""
import bisect
import re
import unicodedata

WIDE = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af"
WORD = re.compile(f"[{WIDE}]|[^\\W{WIDE}]+")
RUN, EDGE = 4, 3


def words(text):
    return WORD.findall(unicodedata.normalize("NFKC", text).lower())


def runs_of(tokens):
    return [tuple(tokens[i:i + RUN]) for i in range(len(tokens) - RUN + 1)]


def places(tokens, where):
    """Where in the text a line begins: each place that one of its runs tells, by how many runs say so."""
    told = {}
    for k, run in enumerate(runs_of(tokens)):
        for at in where.get(run, ())[:8]:
            told[at - k] = told.get(at - k, 0) + 1
    return sorted(told, key=lambda at: (-told[at], at))[:4]


def best_chain(items):
    """items: (line, place, weight) by line. {line: place} of the heaviest chain whose places rise, the first of equals; n log n."""
    order = sorted({place for _, place, _ in items})
    tree, back = [(0, -1)] * (len(order) + 1), [None] * len(items)
    best, i = (0, -1), 0
    while i < len(items):
        group, j = [], i
        while j < len(items) and items[j][0] == items[i][0]:
            slot, top = bisect.bisect_left(order, items[j][1]) + 1, (0, -1)
            at = slot - 1
            while at:
                top = max(top, tree[at], key=lambda v: v[0])
                at &= at - 1
            back[j] = top[1]
            group.append((slot, (top[0] + items[j][2], j)))
            j += 1
        for slot, value in group:
            best = max(best, value, key=lambda v: v[0])
            while slot <= len(order):
                tree[slot] = max(tree[slot], value, key=lambda v: v[0])
                slot += slot & -slot
        i = j
    chain, at = {}, best[1]
    while at != -1:
        chain[items[at][0]] = items[at][1]
        at = back[at]
    return chain


def short_lines(tokens, chain, body):
    """The short lines whose words stand in the text between those of the kept lines around them."""
    found, ends = set(), sorted(chain) or [-1]
    borders = [(-1, 0)] + [(i, chain[i] + len(tokens[i])) for i in ends if i in chain]
    for k, (above, at) in enumerate(borders):
        below = borders[k + 1][0] if k + 1 < len(borders) else len(tokens)
        limit = chain[below] if below in chain else len(body)
        if chain and above == -1:
            above, at = max(-1, below - EDGE - 1), max(0, limit - EDGE * RUN)
        elif chain and below == len(tokens):
            below, limit = min(below, above + EDGE + 1), min(limit, at + EDGE * RUN)
        for i in range(above + 1, below):
            size = len(tokens[i])
            if not 0 < size < RUN:
                continue
            place = next((p for p in range(max(0, at), min(limit, at + 400) - size + 1) if body[p:p + size] == tokens[i]), None)
            if place is not None:
                found.add(i)
                at = place + size
    return found


def label(lines, truth):
    """[bool] for lines: whether the known text holds each."""
    body = words(truth)
    where = {}
    for at, run in enumerate(runs_of(body)):
        where.setdefault(run, []).append(at)
    tokens = [words(l) for l in lines]
    items, long = [], {}
    for i, t in enumerate(tokens):
        runs = runs_of(t)
        if runs and sum(r in where for r in runs) * 2 >= len(runs):
            long[i] = runs
            items += [(i, at, len(t)) for at in places(t, where)]
    chain = best_chain(items)
    kept, held = set(chain), {r for i in chain for r in long[i]}
    for i in sorted(set(long) - kept):
        known = [r for r in long[i] if r in where]
        if sum(r in held for r in known) * 2 < len(known):
            kept.add(i)
            held.update(known)
    kept |= short_lines(tokens, chain, body)
    return [i in kept for i in range(len(lines))]
