#!/usr/bin/env python3
"""The same documents give the same findings, whether they come at once, one by one or backwards, and as often as they are weighed.
Prints "weighing: N passed, N failed"."""
import json
import os
import random
import sqlite3
import subprocess
import sys
import tempfile

from runner import run_cases

BAYHAQI = os.environ.get("BAYHAQI", "build/bayhaqi")
SIDES = ["Pakistan", "India", "Iran", "Turkey", "the Taliban", "Hezbollah", "al-Shabaab", "Somalia", "Israel", "Afghanistan"]
TOWNS = ["Kabul", "Herat", "Quetta", "Peshawar", "Tehran", "Ankara", "Beirut", "Mogadishu", "Kismayo", "Haifa"]
DEEDS = ["{a} attacked forces of {b} near {t}, killing {n} people", "{a} accused {b} of arming rebels in {t}", "{a} rejected an accusation by {b} as baseless",
         "{a} denied that it had attacked {b} in {t}", "{a} seized the town of {t}", "{a} said it controls {t}", "{a} withdrew from {t}",
         "{a} signed an agreement with {b} in {t}", "{a} said {b} had shelled {t}, a claim that {b} denied", "{a} condemned an attack by {b} on {t}"]
SOURCES = ["", "", ", officials said", ", witnesses said", ", the Foreign Ministry said", ", a spokesman told reporters"]
DAYS = ["", "", " on Monday", " on Tuesday", " on Friday"]


def articles(count, seed=7):
    rng = random.Random(seed)
    out = []
    for i in range(count):
        said = []
        for _ in range(rng.randint(2, 6)):
            a, b = rng.sample(SIDES, 2)
            text = rng.choice(DEEDS).format(a=a, b=b, t=rng.choice(TOWNS), n=rng.randint(2, 60)) + rng.choice(DAYS)
            said.append(text[0].upper() + text[1:] + rng.choice(SOURCES) + ".")
        # Words of their own, so that none reprints another: which one that is does hang on the order.
        said += ["The " + " ".join("".join(rng.choice("bdfgklmnprst") + rng.choice("aeiou") for _ in range(3)) for _ in range(12)) + "." for _ in range(6)]
        article = {"id": f"a{i:03d}", "text": " ".join(said), "outlet": rng.choice(["Post", "Herald", "Star", "Gazette"])}
        if rng.random() < .95:
            article["published"] = f"2021-07-{rng.randint(1, 14):02d}"
        out.append(article)
    return out


def add(db, items, name="in"):
    text = "".join(json.dumps(x) + "\n" for x in items)
    subprocess.run([BAYHAQI, "add", "--db", db, "--quiet", "--input-format", "jsonl", "-"], input=text, text=True, check=True)


def findings(db):
    return {kind: subprocess.run([BAYHAQI, kind, "--db", db, "--format", "jsonl", "--limit", "100000"], capture_output=True, text=True, check=True).stdout
            for kind in ("incidents", "disputes", "control")}


def anew(db):
    """Everything weighed from the start."""
    with sqlite3.connect(db) as ledger:
        ledger.execute("UPDATE state SET value = '0' WHERE name = 'weighed'")
    add(db, [])


def assert_same(a, b, what):
    for kind in a:
        left, right = a[kind].splitlines(), b[kind].splitlines()
        assert left, f"{what}: no {kind}"
        only = [x[:300] for x in left if x not in set(right)][:1] + [x[:300] for x in right if x not in set(left)][:1]
        assert left == right, f"{what}: {kind} differ: {len(left)} and {len(right)} lines; {only}"


def steps_and_order_do_not_matter(folder):
    items = articles(int(os.environ.get("ARTICLES", "120")))
    once = os.path.join(folder, "once.db")
    add(once, items)
    whole = findings(once)
    anew(once)
    assert_same(whole, findings(once), "weighed anew")
    for seed in (1, 2):
        rng, db, rest = random.Random(seed), os.path.join(folder, f"steps{seed}.db"), items[:]
        if seed == 1: rest.reverse()
        else: rng.shuffle(rest)
        while rest:
            size = rng.choice((1, 1, 2, 5, 12))
            add(db, rest[:size])
            rest = rest[size:]
        assert_same(whole, findings(db), f"in steps, order {seed}")


def a_new_version_takes_the_place_of_the_old_one(folder):
    items = articles(60, seed=11)
    for i, item in enumerate(items): item["url"] = f"http://example.com/{i}"
    new = articles(60, seed=12)
    changed = [dict(items[i], text=new[i]["text"]) for i in range(0, 60, 7)]
    db, fresh = os.path.join(folder, "changed.db"), os.path.join(folder, "anew.db")
    add(db, items)
    for item in changed: add(db, [item])
    stepwise = findings(db)
    anew(db)
    assert_same(stepwise, findings(db), "after versions, weighed anew")
    replaced = {c["url"]: c for c in changed}
    add(fresh, [replaced.get(i["url"], i) for i in items])
    kinds = findings(fresh)
    assert {k: len(v.splitlines()) for k, v in kinds.items()} == {k: len(v.splitlines()) for k, v in stepwise.items()}


RAID = "Al-Shabaab fighters attacked an army base near Kismayo on Monday, killing 12 soldiers{by}. "
# Edited by each outlet, so that none reprints another by its words.
COPIES = {
    "wire": "KISMAYO (Reuters) - " + RAID + "The port lies five hundred kilometres south of the capital, amid mangroves and salt pans that fill with water when the long rains come.",
    "paper": RAID + "Residents said that they had heard shooting for two hours, and that helicopters came at noon to take out the wounded, who lay on mats in a school by the old lighthouse. (Reuters)",
    "site": RAID + "It was the third such raid in the region this month, and shops in the port stayed closed while the buses that usually leave for the highlands at nine stood empty under the trees.\n\n(With inputs from Reuters)",
    "own": RAID + "A reporter of this newspaper counted nine burnt vehicles on the road that leads to the base from the harbour, and spoke with drivers who had slept in a ditch.",
}


def sources_of(folder, docs, name):
    db = os.path.join(folder, name + ".db")
    add(db, [{"id": k, "outlet": k, "published": "2021-08-03", "text": "Raid on base\n\n" + v} for k, v in docs.items()])
    found = [json.loads(x) for x in findings(db)["incidents"].splitlines()]
    raid = [f for f in found if f["type"] == "ASSAULT" and f["documents"] == len(docs)]
    assert len(raid) == 1, [(f["type"], f["documents"], f["text"]) for f in found]
    return raid[0]["independent_sources"]


def a_wire_is_one_source_whoever_prints_it(folder):
    plain = {k: v.format(by="") for k, v in COPIES.items()}
    assert sources_of(folder, {k: plain[k] for k in ("wire", "paper", "site")}, "wire") == 1
    assert sources_of(folder, plain, "own") == 2
    # Without credits they are three outlets that say so themselves.
    bare = {k: plain[k].replace("(Reuters) - ", "- ").replace(" (Reuters)", "").replace("\n\n(With inputs from Reuters)", "") for k in ("wire", "paper", "site")}
    assert sources_of(folder, bare, "bare") == 3
    # A speaker named is one source, whoever prints him.
    assert sources_of(folder, {k: v.format(by=", the Somali Defence Ministry said") for k, v in COPIES.items()}, "said") == 1


def migrations_have_numbers_of_their_own(folder):
    """Of two with one number the second would never be applied."""
    names = sorted(os.listdir(os.path.join(os.path.dirname(__file__), "../../src/store/migrations")))
    numbers = [int(name.split("_")[0]) for name in names]
    assert len(set(numbers)) == len(numbers), names
    db = os.path.join(folder, "new.db")
    add(db, [])
    with sqlite3.connect(db) as ledger:
        assert ledger.execute("PRAGMA user_version").fetchone()[0] == max(numbers)


if __name__ == "__main__":
    sys.exit(run_cases("weighing", [steps_and_order_do_not_matter, a_new_version_takes_the_place_of_the_old_one, a_wire_is_one_source_whoever_prints_it,
                                     migrations_have_numbers_of_their_own],
                       tempfile.TemporaryDirectory))
