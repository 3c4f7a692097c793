"""What the nets see of a word: rows of one hashed table. The C side (src/nn/features.c, src/text/pieces.c)
computes the same numbers; tests/unit/nn/test_model.c holds them together with a fixture."""
import functools
import re
import unicodedata

PLAIN = {c: "'" for c in (0x2018, 0x2019, 0x201A, 0x201B, 0x2032, 0x02BC, 0x60, 0xB4)}
PLAIN.update({c: '"' for c in (0x201C, 0x201D, 0x201E, 0x201F, 0x2033, 0xAB, 0xBB)})
PLAIN.update({c: "-" for c in (0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015, 0x2212)})
PLAIN.update({c: " " for c in (0xA0, 0x2009, 0x200A, 0x202F, 0x2002, 0x2003)})

WORD_ROWS = 10
PIECE_ROWS = 8


def fold(form):
    """bay_utf8_fold: plain quotes, dashes and spaces, lower case, character by character."""
    return "".join(PLAIN.get(ord(c)) or c.lower()[0] for c in form)


def row(kind, text, rows):
    """FNV-1a over the kind's byte and the text, murmur3's last mix, taken to [0, rows)."""
    h = 2166136261
    for b in bytes([ord(kind)]) + text.encode("utf-8", "replace"):
        h = ((h ^ b) * 16777619) & 0xFFFFFFFF
    return mix(h) % rows


def mix(h):
    h ^= h >> 16
    h = (h * 0x85EBCA6B) & 0xFFFFFFFF
    h ^= h >> 13
    h = (h * 0xC2B2AE35) & 0xFFFFFFFF
    return h ^ (h >> 16)


def shape(form):
    """Xx0 and the character itself for the rest; runs longer than three are cut to three; at most 16 characters."""
    out = []
    for c in form:
        kind = category(c)
        if kind == "U": c = "X"
        elif kind == "L": c = "x"
        elif kind == "0": c = "0"
        if len(out) >= 3 and out[-1] == out[-2] == out[-3] == c: continue
        out.append(c)
        if len(out) == 16: break
    return "".join(out)


def category(c):
    cat = unicodedata.category(c)
    if cat == "Lu": return "U"
    if cat[0] == "L": return "L"
    if cat == "Nd": return "0"
    return "."


def zero_digits(text):
    return re.sub("[0-9]", "0", text)


@functools.lru_cache(maxsize=None)
def word_rows(form, rows):
    norm = zero_digits(fold(form))[:32]
    return (row("n", norm, rows), row("m", norm, rows), row("a", norm[:1], rows), row("b", norm[:2], rows),
            row("c", norm[:3], rows), row("x", norm[-2:], rows), row("y", norm[-3:], rows), row("z", norm[-4:], rows),
            row("s", shape(form), rows), row("f", form[:32], rows))


def word_key(form):
    """The key of the static vectors: a 32-bit hash of the folded form."""
    return key(fold(form))


def key(text):
    h = 2166136261
    for b in text.encode("utf-8", "replace"):
        h = ((h ^ b) * 16777619) & 0xFFFFFFFF
    return mix(h)


@functools.lru_cache(maxsize=None)
def piece_rows(form, space_before, space_after, rows):
    norm = zero_digits(fold(form))[:32]
    flags = str(int(space_before)) + str(int(space_after))
    return (row("n", norm, rows), row("m", norm, rows), row("b", norm[:2], rows), row("y", norm[-3:], rows),
            row("s", shape(form), rows), row("g", flags + shape(form), rows), row("h", flags, rows),
            row("l", str(min(len(form), 20)), rows))


# ---- pieces: the finest cut of a text; the segmenter only joins them again --------------------------------------

SPLIT_WORDS = {}
for entry in """can|not gon|na wan|na got|ta du|n|no lem|me gim|me do|nt did|nt does|nt is|nt was|nt were|nt are|nt could|nt
would|nt should|nt have|nt has|nt had|nt ai|nt ca|nt wo|nt i|m i|ve it|s that|s what|s let|s there|s he|s she|s who|s here|s
you|re they|re you|ll they|ll they|ve you|ve we|ve out|ta ought|a""".split():
    SPLIT_WORDS[entry.replace("|", "")] = [len(p) for p in entry.split("|")]

CLITICS = {"s", "m", "d", "re", "ve", "ll"}
DOMAIN = re.compile(r"[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\.(com|org|net|gov|edu|int|mil|info|co|uk|af|pk|ca|de|fr|us|io|tv|in)(/.*)?$")


def is_space(c):
    o = ord(c)
    return 9 <= o <= 13 or o == 0x85 or 0x200B <= o <= 0x200D or o in (0x2060, 0xFEFF) or unicodedata.category(c)[0] == "Z"


def piece_class(c):
    if is_space(c): return "s"
    if 0x300 <= ord(c) <= 0x36F: return "a"
    kind = category(c)
    return "a" if kind in "UL" else kind


def is_address(chunk):
    """A URL, an e-mail address or a bare host name."""
    if "://" in chunk or chunk.lower().startswith("www."): return True
    at = chunk.find("@")
    if at > 0 and "." in chunk[at:]: return True
    return bool(DOMAIN.match(chunk))


def address_span(chunk):
    """[begin, end) of the address inside a chunk without spaces, brackets and end punctuation off; None if none."""
    begin, end = 0, len(chunk)
    while begin < end and chunk[begin] in "<([{\"'*|“‘": begin += 1
    while end > begin and chunk[end - 1] in ">)]}\"'.,;:!?*|”’": end -= 1
    return (begin, end) if end - begin > 3 and is_address(chunk[begin:end]) else None


def cut_word(word, begin, out):
    """A run of letters: known contractions are cut."""
    sizes = SPLIT_WORDS.get(fold(word))
    for size in sizes or [len(word)]:
        out.append((begin, begin + size))
        begin += size


def pieces(text):
    """[(begin, end)] over characters of text."""
    out, i, n = [], 0, len(text)
    while i < n:
        if is_space(text[i]):
            i += 1
            continue
        end = i
        while end < n and not is_space(text[end]): end += 1
        chunk_pieces(text, i, end, out)
        i = end
    return out


def chunk_pieces(text, begin, end, out):
    span = address_span(text[begin:end]) if end - begin > 3 else None
    if span:
        run_pieces(text, begin, begin + span[0], out)
        out.append((begin + span[0], begin + span[1]))
        begin += span[1]
    run_pieces(text, begin, end, out)


def run_pieces(text, i, end, out):
    while i < end:
        j, kind = i + 1, piece_class(text[i])
        if kind == ".":
            while j < end and text[j] == text[i]: j += 1
            if j == i + 1 and fold(text[i]) == "'" and i > 0 and out and out[-1][1] == i and piece_class(text[i - 1]) in "a0":
                j = clitic_end(text, j, end)
        else:
            while j < end and piece_class(text[j]) == kind: j += 1
        if kind == "a": i = word_pieces(text, i, j, end, out)
        else:
            out.append((i, j))
            i = j


def clitic_end(text, i, end):
    """i stands after an apostrophe that follows a word: the end of 's, 're ..., or i."""
    j = i
    while j < end and piece_class(text[j]) == "a": j += 1
    return j if fold(text[i:j]) in CLITICS else i


def word_pieces(text, i, j, end, out):
    """Letters text[i:j]; takes n't along. Returns where it stopped."""
    negated = (fold(text[j - 1]) == "n" and j + 1 < end and fold(text[j]) == "'" and fold(text[j + 1]) == "t" and
               (j + 2 == end or piece_class(text[j + 2]) != "a"))
    if not negated:
        cut_word(text[i:j], i, out)
        return j
    if j - 1 > i: out.append((i, j - 1))
    out.append((j - 1, j + 2))
    return j + 2
