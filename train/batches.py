"""Batches of items of one length: nothing is padded, as nothing is in C."""


def of_one_length(items, length, most, rng):
    """Lists of items for which length(item) is the same, of at most `most` words (or pieces) together, in random order."""
    by_length = {}
    for item in items: by_length.setdefault(length(item), []).append(item)
    out = []
    for n, group in by_length.items():
        rng.shuffle(group)
        size = max(1, most // n)
        out += [group[i:i + size] for i in range(0, len(group), size)]
    rng.shuffle(out)
    return out
