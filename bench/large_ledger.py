#!/usr/bin/env python3
"""Questions to a large ledger: a made-up one of N events in the true schema (an empty ledger filled by SQL), and how long each filter takes.

    bench/large_ledger.py --db /tmp/large.db [--events 2000000] [--bayhaqi build/bayhaqi] [--fill] [--only WORD] [--skip NAME,...]

Five events a document, 15 years of days, 3,000 actors and 20,000 places as uneven as in the news (a tenth of the events is the
first actor's), lines of 400 bytes. Processor times of `bayhaqi KIND ... --limit 50` less that of `events --limit 1`, the best of three.
"""
import argparse
import os
import resource
import sqlite3
import subprocess
import time

FILL = """
PRAGMA synchronous = OFF; PRAGMA journal_mode = OFF; PRAGMA cache_size = -1000000; PRAGMA foreign_keys = OFF; PRAGMA temp_store = MEMORY;
INSERT OR IGNORE INTO makers VALUES (1, 'x', 'x', 'x');
CREATE TEMP TABLE countries AS WITH RECURSIVE k(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM k WHERE i < 199)
  SELECT i, char(65 + i % 26, 65 + i / 26, 65 + i * 7 % 26) AS code FROM k;
CREATE UNIQUE INDEX temp.countries_i ON countries (i);
WITH RECURSIVE k(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM k WHERE i < 3000)
INSERT INTO actors SELECT k.i, 'actor' || k.i, 'Name of actor ' || k.i, c.code || CASE k.i % 5 WHEN 0 THEN '' WHEN 1 THEN 'GOV' WHEN 2 THEN 'MIL' WHEN 3 THEN 'REB' ELSE 'OPP' END,
  c.code, '[]', NULL, NULL, NULL, NULL, k.i FROM k JOIN countries c ON c.i = k.i % 200;
WITH RECURSIVE k(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM k WHERE i < 20000)
INSERT INTO places SELECT k.i, 'Town ' || k.i, k.i * 7919 % 17000 / 100.0 - 85, k.i * 104729 % 36000 / 100.0 - 180, c.code, 'Province ' || (k.i % 2000), NULL, k.i, 'town', k.i
  FROM k JOIN countries c ON c.i = k.i % 200;
INSERT INTO place_points SELECT place, lat, lat, lon, lon FROM places;
WITH RECURSIVE k(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM k WHERE i < :docs)
INSERT INTO documents (doc, id, key, version, hash, outlet, title, lang, byline, published, raw, options, text, maker)
  SELECT i, 'doc' || i, 'doc' || i, 1, 'h' || i, 'Outlet ' || (i * 31 % 97), 'Title of ' || i, 'en', '[]', date('2009-01-01', '+' || (i * 5475 / :docs) || ' days'),
  zeroblob(1500), '{}', 'Words of document ' || i || ' and of topic ' || (i % 5000), 1 FROM k;
INSERT INTO texts (rowid, title, text) SELECT doc, title, text FROM documents;
WITH RECURSIVE k(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM k WHERE i < :events)
INSERT INTO events (event, id, doc, n, current, type, contexts, cameo, quad, goldstein, place, date_begin, date_end, precision, status, headline, confidence,
  trigger_, sentence, line) SELECT i, 'e' || i, (i + 4) / 5, i % 5, 1,
  substr('ASSAULT  CONSULT  ACCUSE   ASSAULT  AGREE    SUPPORT  REJECT   PROTEST  COERCE   AID      THREATEN MOBILIZE SANCTION REQUEST  RETREAT  CONCEDE  ', 1 + 9 * (abs(random()) % 16), 9),
  '[]', '0' || (1 + abs(random()) % 20), 1, 0, 1 + (abs(random()) % 20000) * (abs(random()) % 20000) / 20000,
  date('2009-01-01', '+' || (i * 5475 / :events - abs(random()) % 4) || ' days'), NULL, 'day',
  CASE abs(random()) % 20 WHEN 0 THEN 'denied' WHEN 1 THEN 'planned' WHEN 2 THEN 'threatened' WHEN 3 THEN 'negated' WHEN 4 THEN 'claimed' WHEN 5 THEN 'claimed' ELSE 'happened' END,
  0, .8, 'x', i % 5, '{"id":"e' || i || '","doc":"doc' || ((i + 4) / 5) || '","sentence":{"text":"' || hex(zeroblob(150)) || '"}}' FROM k;
UPDATE events SET type = rtrim(type), date_end = date_begin;
INSERT INTO event_actors SELECT event, 'actor', 0, 1 + (abs(random()) % 3000) * (abs(random()) % 3000) / 3000 * (abs(random()) % 3000) / 3000, 'x', 0, 1, .9 FROM events;
INSERT INTO event_actors SELECT event, 'recipient', 0, 1 + (abs(random()) % 3000) * (abs(random()) % 3000) / 3000, 'x', 0, 1, .9 FROM events WHERE event % 4;
INSERT INTO attributions SELECT event, 0, 1 + abs(random()) % 3000, 'x', 0, 1, 0, 'asserts' FROM events WHERE event % 3 = 0;
INSERT INTO claims SELECT event, 'c' || event, event, doc, CASE WHEN event % 3 = 0 THEN 1 + event % 3000 END, 'x', event % 3 <> 0, 'asserts', 0, 1, date_begin, '{"id":"c' || event || '"}' FROM events;
INSERT OR REPLACE INTO state VALUES ('weighed', '1'), ('printed', '1');
"""
QUESTIONS = [
    ("no condition", "events"), ("a week", "events --since 2015-03-01 --until 2015-03-07"), ("a year", "events --since 2015 --until 2015"),
    ("type", "events --type ASSAULT"), ("type, a month", "events --type ASSAULT --since 2015-03 --until 2015-03"), ("CAMEO 19", "events --type 019"),
    ("status", "events --status denied"), ("country of the actor", "events --actor FAJ"), ("one frequent actor", "events --actor actor1"),
    ("one rare actor", "events --actor actor2800"), ("part of a name", "events --actor 'actor 28'"), ("actor, recipient", "events --actor FAJ --recipient DAV"),
    ("actor, type, year", "events --actor FAJ --type ASSAULT --since 2015 --until 2015"), ("country of the place", "events --place FAJ"),
    ("a town", "events --place 'Town 1999'"), ("place, type", "events --place FAJ --type PROTEST"), ("a box on the map", "events --bbox 10,30,14,36"),
    ("words", "events --search 'topic 1234'"), ("outlet", "events --outlet 'Outlet 33'"), ("speaker", "events --speaker actor5"),
    ("one document", "events --doc doc777"), ("actors", "actors"), ("actors, a country", "actors --actor FAJ"), ("sources", "sources"), ("documents", "documents"),
    ("claims, a week", "claims --since 2015-03-01 --until 2015-03-07"), ("by confidence", "events --sort=-confidence --since 2015-03 --until 2015-03"),
    ("newest first", "events --sort=-date"), ("newest first, type", "events --sort=-date --type ASSAULT"), ("newest first, actor", "events --sort=-date --actor FAJ"),
]


def fill(db, events, bayhaqi):
    subprocess.run([bayhaqi, "add", "--db", db, "--quiet", "--input-format", "jsonl", "-"], input="", text=True, check=True)
    ledger = sqlite3.connect(db, isolation_level=None)
    indexes = ledger.execute("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL").fetchall()
    for name, _ in indexes: ledger.execute(f"DROP INDEX {name}")
    start = time.time()
    for statement in FILL.split(";\n"):
        ledger.executescript(statement.replace(":events", str(events)).replace(":docs", str(events // 5)))
    for _, sql in indexes: ledger.execute(sql)
    ledger.close()
    print(f"filled with {events} events in {time.time() - start:.0f} s, {os.path.getsize(db) / 2**30:.2f} GiB", flush=True)


def best(command, times=3):
    """Processor time: the wall's says little on a machine that has other work."""
    took = []
    for _ in range(times):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        out = subprocess.run(command, shell=True, capture_output=True, text=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        took.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
        if took[-1] > 5: break
    return min(took) * 1000, len(out.stdout.splitlines()), out.stderr.strip()[:80]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--db", required=True)
    parser.add_argument("--events", type=int, default=2000000)
    parser.add_argument("--bayhaqi", default="build/bayhaqi")
    parser.add_argument("--fill", action="store_true")
    parser.add_argument("--only", default="")
    parser.add_argument("--skip", default="nothing")
    args = parser.parse_args()
    if args.fill: fill(args.db, args.events, args.bayhaqi)
    base, _, _ = best(f"{args.bayhaqi} events --db {args.db} --format jsonl --limit 1")
    print(f"{'':28} {'50 rows':>9}   rows     (the program alone: {base:.0f} ms)")
    for name, question in QUESTIONS:
        if args.only not in name or name in args.skip.split(","): continue
        ms, rows, trouble = best(f"{args.bayhaqi} {question} --db {args.db} --format jsonl --limit 50")
        print(f"{name:28} {ms - base:9.1f}   {rows:4} {'' if ms - base < 100 else '  over 100 ms'} {trouble}", flush=True)


if __name__ == "__main__":
    main()
