"""Lists of known names as a feature of words: python side of src/nn/name_lists.c.

From lexicon/actors (people, groups, organisations, parties, countries) and GeoNames' cities; each name is the hash of its
folded words, with the kinds it may be. At each word the longest listed name that begins with a capital is taken."""
import functools

import features
import replace_names

PERSON, ORGANISATION, PLACE, GIVEN, FAMILY = 1, 2, 4, 8, 16
WORDS_MAX = 6


def words_of(name):
    return [features.fold(name[b:e]) for b, e in features.pieces(name)]


def put(lists, words, kind):
    if words and len(words) <= WORDS_MAX and len("".join(words)) > 2:
        key = features.key(" ".join(words))
        lists[key] = lists.get(key, 0) | kind


def load(lexicon, cities, least_people=30000):
    lists = {}
    kinds = {"PER": PERSON, "ORG": ORGANISATION, "LOC": PLACE}
    for kind, files in replace_names.LISTS.items():
        for file, columns in files:
            for row in replace_names.rows(lexicon + "/" + file):
                for column in columns:
                    for name in (row.get(column) or "").split("|"):
                        words = words_of(name.strip())
                        put(lists, words, kinds[kind])
                        if kind == "PER" and len(words) > 1:
                            put(lists, words[:1], GIVEN)
                            put(lists, words[-1:], FAMILY)
    for line in open(cities, encoding="utf-8"):
        f = line.split("\t")
        if len(f) > 14 and f[14].isdigit() and int(f[14]) >= least_people:
            for name in {f[1], f[2]}: put(lists, words_of(name), PLACE)
    return lists


def labels(forms, lists):
    """One text for each word: O, or B/I and the kinds of the name it stands in; and its own kinds as a single word."""
    folded = [features.fold(f) for f in forms]
    inside, i = ["O"] * len(forms), 0
    while i < len(forms):
        length = longest(forms, folded, i, lists)
        if length:
            kinds = lists[features.key(" ".join(folded[i:i + length]))]
            for k in range(length): inside[i + k] = ("I" if k else "B") + str(kinds)
        i += max(1, length)
    alone = [str(lists.get(cached_key(w), 0)) for w in folded]
    return inside, alone


def longest(forms, folded, i, lists):
    if not features.category(forms[i][0]) in "U0": return 0
    for length in range(min(WORDS_MAX, len(forms) - i), 0, -1):
        if features.key(" ".join(folded[i:i + length])) in lists: return length
    return 0


@functools.lru_cache(maxsize=None)
def cached_key(word):
    return features.key(word)


def rows(forms, lists, table_rows):
    """The rows of features.word_rows and two of the lists."""
    inside, alone = labels(forms, lists)
    return [features.word_rows(f, table_rows) + (features.row("G", a, table_rows), features.row("H", b, table_rows))
            for f, a, b in zip(forms, inside, alone)]
