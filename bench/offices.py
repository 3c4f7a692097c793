#!/usr/bin/env python3
"""How many countries have what offices in lexicon/actors/people.tsv, and where heads of state and government since 2000 leave gaps.

    python3 bench/offices.py            # counts by office
    python3 bench/offices.py --gaps     # stretches of more than 40 days without any head, by country
"""
import collections, datetime, sys

HEADS = ("president", "prime minister", "king", "queen", "emir", "sultan", "chancellor", "premier", "supreme leader", "junta leader", "acting president",
         "interim president", "prince", "grand duke", "pope", "general secretary", "transitional", "leader", "head of state", "chairman",
         "state counsellor", "presidency member", "chief executive", "governor", "chief minister")
OFFICES = {"foreign": ("foreign minister", "secretary of state", "foreign secretary", "external affairs minister"),
           "defence": ("defence minister", "defence secretary", "secretary of defense"),
           "interior": ("interior minister", "home secretary", "homeland security secretary", "minister of public security", "security minister"),
           "spokesman": ("spokesman", "press secretary"), "commander": ("commander", "army chief", "chief of general staff", "chief of defence staff")}

def rows(path):
    for line in open(path, encoding="utf-8"):
        cells = line.rstrip("\n").split("\t")
        if not line.startswith("#") and cells[0] not in ("id", "code"): yield cells

def day(text, last):
    year, month, of_month = (text.split("-") + ["", ""])[:3]
    return datetime.date(int(year), int(month or (12 if last else 1)), int(of_month or (28 if last else 1)))

def main():
    held, spans = collections.defaultdict(set), collections.defaultdict(list)
    for r in rows("lexicon/actors/people.tsv"):
        held[r[3]].add(r[4])
        if any(r[3].startswith(h) for h in HEADS):
            spans[r[4]].append((day(r[7], False) if r[7] else datetime.date(1990, 1, 1), day(r[8], True) if r[8] else datetime.date(2026, 1, 1)))
    for office, names in OFFICES.items(): print(office, len(set().union(*(held[n] for n in names)) - {""}))
    countries = [(r[0], r[1]) for r in rows("lexicon/actors/countries.tsv")]
    print("head of state or government", sum(c in spans for c, _ in countries), "of", len(countries))
    for code, name in countries if "--gaps" in sys.argv else []:
        at, gaps = datetime.date(2000, 1, 1), []
        for begin, end in sorted(spans[code]):
            if (begin - at).days > 40: gaps.append(f"{at}..{begin}")
            at = max(at, end)
        if gaps: print(code, name, *gaps)

if __name__ == "__main__": main()
