"""OntoGUM's chains laid over GUM's trees: python3 coref_gold.py DATA OUT

OntoGUM's own files have words only, neither sentences nor names of documents; GUM's CoNLL-U has the same words. For each split writes
OUT/ontogum.SPLIT.conllu: GUM with `Coref=(1(2)` in the MISC column, brackets as OntoGUM has them. Reddit is not in our GUM.
"""
import os
import re
import sys
import tarfile


def chains(archive):
    """Document -> the bracket column, word by word."""
    found = {}
    with tarfile.open(archive) as tar:
        for member in tar:
            if not member.name.endswith(".conll"):
                continue
            lines = tar.extractfile(member).read().decode().split("\n")
            rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
            found[os.path.basename(member.name)[:-6]] = [row[2] for row in rows]
    return found


def merge(source, found, out):
    column, at, name = [], 0, None
    for line in source:
        line = line.rstrip("\n")
        if line.startswith("# newdoc id"):
            assert at == len(column), name
            name = line.split()[-1]
            column, at = found[name], 0
        if re.match(r"\d+\t", line):
            fields = line.split("\t")
            misc = ["Coref=" + column[at]] if column[at] != "_" else []
            misc += [m for m in fields[9].split("|") if m.startswith("SpaceAfter")]
            line = "\t".join(fields[:8] + ["_", "|".join(misc) or "_"])
            at += 1
        elif re.match(r"\d+-\d+\t", line):
            fields = line.split("\t")
            line = "\t".join(fields[:9] + ["SpaceAfter=No" if "SpaceAfter=No" in fields[9] else "_"])
        if not line.startswith("#") or line.startswith("# new"):
            out.write(line + "\n")
    assert at == len(column), name


def main():
    data, folder = sys.argv[1:]
    os.makedirs(folder, exist_ok=True)
    found = chains(os.path.join(data, "coref/ontogum.tar.gz"))
    for split in ("train", "dev", "test"):
        with open(os.path.join(data, f"treebank/gum.{split}.conllu")) as source:
            with open(os.path.join(folder, f"ontogum.{split}.conllu"), "w") as out:
                merge(source, found, out)


if __name__ == "__main__":
    main()
