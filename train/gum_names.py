"""Names out of GUM's entity annotation: a proper noun that heads a person, organization or place, with the words of the name
around it, titles left outside as in UNER. Silver: the rules below stand in for an annotator."""
import collections
import re

TYPES = {"person": "PER", "organization": "ORG", "place": "LOC"}
TITLES = {"mr.", "mrs.", "ms.", "dr.", "prof.", "president", "senator", "minister", "king", "queen", "prince", "princess", "sir",
          "lord", "lady", "gen.", "general", "governor", "judge", "justice", "captain", "professor", "doctor", "god", "mr", "mrs"}
OPEN = re.compile(r"\((\d+)-([^()]*)(\)?)|(\d+)\)")


def mentions(rows):
    """(begin, end, type, core words) of each mention; rows are CoNLL-U fields of the words of one sentence."""
    pending, out = [], []
    for i, f in enumerate(rows):
        entity = re.search(r"(?:^|\|)Entity=([^|]*)", f[9])
        for m in OPEN.finditer(entity.group(1) if entity else ""):
            if m.group(1):
                parts = m.group(2).split("-")
                span = next((p for p in parts[3:] if re.fullmatch(r"[0-9]+(,[0-9]+)*", p)), "1")
                pending.append((m.group(1), i, parts[0], [int(n) - 1 for n in span.split(",")]))
                if m.group(3): close(pending, m.group(1), i, out)
            else: close(pending, m.group(4), i, out)
    return out


def close(pending, number, i, out):
    for k in range(len(pending) - 1, -1, -1):
        if pending[k][0] == number:
            _, begin, kind, core = pending.pop(k)
            out.append((begin, i + 1, kind, [begin + n for n in core]))
            return


def is_part(f):
    return f[1][:1].isupper() and f[7].split(":")[0] in ("compound", "flat", "amod", "nummod", "appos", "nmod") and f[7] != "nmod:desc" \
        and f[3] in ("PROPN", "ADJ", "NOUN", "NUM")


def extent(rows, begin, end, core, kind):
    """The name around the core words of a mention; None when they are no name."""
    left, right = core[0], core[-1] + 1
    if right > len(rows) or right - left != len(core): left, right = core[0], core[0] + 1
    while left < right and (rows[left][1].lower() in TITLES or rows[left][3] == "DET"): left += 1
    if kind == "person":
        for i in range(left, right - 1):
            if rows[i][3] in ("NOUN", "ADJ") or rows[i][1].lower() in TITLES: left = i + 1
    if not any(f[3] == "PROPN" and f[1][:1].isupper() for f in rows[left:right]): return None
    if all("Number=Plur" in f[5] for f in rows[right - 1:right]) and kind == "person": return None
    while left > begin and (is_part(rows[left - 1]) and rows[left - 1][1].lower() not in TITLES or
                            rows[left - 1][1] == "-" and left - 1 > begin and rows[left - 2][3] == "PROPN"):
        left -= 1
    while right < end:
        word = rows[right]
        if word[3] == "PROPN" and word[7].split(":")[0] in ("flat", "compound"): right += 1
        elif right + 1 < end and rows[right + 1][3] == "PROPN" and (word[1] == "-" or kind != "person" and word[1] in ("of", "for", "&")): right += 2
        elif kind != "person" and word[1] == "of" and right + 2 < end and rows[right + 1][1] == "the" and rows[right + 2][3] == "PROPN": right += 3
        else: break
    return left, right


def tags(rows):
    out = ["O"] * len(rows)
    for begin, end, kind, core in sorted(mentions(rows), key=lambda m: m[0] - m[1]):
        span = extent(rows, begin, end, core, kind) if kind in TYPES and core[-1] < len(rows) else None
        if not span or any(t != "O" for t in out[span[0]:span[1]]): continue
        out[span[0]] = "B-" + TYPES[kind]
        for i in range(span[0] + 1, span[1]): out[i] = "I-" + TYPES[kind]
    return out


def add(sentences, path):
    """Gives names to sentences read from the same file."""
    by_id = {s.id: s for s in sentences}
    for chunk in open(path, encoding="utf-8").read().split("\n\n"):
        sent_id = re.search(r"# sent_id = (\S+)", chunk)
        rows = [l.split("\t") for l in chunk.split("\n") if l and l[0] != "#"]
        rows = [f for f in rows if "-" not in f[0] and "." not in f[0]]
        s = by_id.get(sent_id.group(1)) if sent_id else None
        if s is not None and len(rows) == len(s): s.names = tags(rows)
    settle_places(sentences)


def spans(tags):
    i = 0
    while i < len(tags):
        end = i + 1
        if tags[i] != "O":
            while end < len(tags) and tags[end].startswith("I-"): end += 1
            yield i, end
        i = end


def settle_places(sentences):
    """GUM calls a country an organization where it acts; UNER does not: the type that a name bears most often holds."""
    seen = collections.Counter()
    named = [s for s in sentences if s.names]
    for s in named:
        for b, e in spans(s.names): seen[" ".join(s.forms[b:e]), s.names[b][2:]] += 1
    for s in named:
        for b, e in spans(s.names):
            text = " ".join(s.forms[b:e])
            if s.names[b] == "B-ORG" and seen[text, "LOC"] > seen[text, "ORG"]:
                s.names[b:e] = ["B-LOC"] + ["I-LOC"] * (e - b - 1)
