#!/usr/bin/env python3
"""End-to-end runs of the real command on a ledger of its own. Prints "cli: N passed, N failed"."""
import csv
import io
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

from runner import run_cases

BAYHAQI = os.environ.get("BAYHAQI", "build/bayhaqi")
STORY = ("Gondor accuses Mordor of raid\n\n"
         "Iran accused Turkey on Monday of arming rebels in northern Syria. "
         "Turkey rejected the accusation as baseless.\n\n"
         "Syrian rebels captured the town of Azaz on Sunday, killing at least nine soldiers, the Defense Ministry said.\n")


def run(*args, stdin=None, db=None, env=None):
    command = [BAYHAQI, *args] + (["--db", db] if db else [])
    return subprocess.run(command, input=stdin, capture_output=True, text=True, timeout=120,
                          env=dict(os.environ, **(env or {})))


def lines(result):
    return [json.loads(line) for line in result.stdout.splitlines()]


class Case:
    """A folder with a few pages and a ledger that is not there yet."""

    def __enter__(self):
        self.dir = tempfile.mkdtemp(prefix="bayhaqi-cli-")
        self.db = os.path.join(self.dir, "ledger.db")
        self.pages = os.path.join(self.dir, "pages")
        os.mkdir(self.pages)
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.dir, ignore_errors=True)

    def page(self, name, text=STORY):
        path = os.path.join(self.pages, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return path

    def many(self, count):
        """Pages of different content as JSON lines, in one file."""
        path = os.path.join(self.dir, "many.jsonl")
        with open(path, "w", encoding="utf-8") as file:
            for i in range(count):
                text = f"Story number {i} of the series.\n\nOn day {i} " + STORY.split("\n\n")[1] + f" The report {i} " * 30
                file.write(json.dumps({"id": f"s{i:05d}", "text": text, "published": "2021-08-02", "outlet": f"Paper {i % 7}"}) + "\n")
        return path

    def add(self, *args):
        return run("add", *args, db=self.db)

    def dump(self):
        """All rows of all tables but the raw file, as text."""
        with sqlite3.connect(self.db) as db:
            return "\n".join(db.iterdump())


def adding_twice_changes_nothing(case):
    case.page("a.txt")
    first = case.add(case.pages, "--published", "2021-08-02")
    assert first.returncode == 0, first.stderr
    before = case.dump()
    second = case.add(case.pages, "--published", "2021-08-02")
    assert second.returncode == 0 and "0 new" in second.stderr and "1 known before" in second.stderr, second.stderr
    assert case.dump() == before
    assert "CREATE TABLE" in before and "accused Turkey" in before


def a_changed_page_supersedes_the_old_one(case):
    case.page("a.txt")
    case.add(case.pages)
    case.page("a.txt", STORY + "\nMore was not known.\n")
    assert "1 changed" in case.add(case.pages).stderr
    rows = lines(run("documents", "--format", "jsonl", db=case.db))
    assert [r["version"] for r in rows] == [2], rows


def unrelated_pages_of_one_file_name_stay_apart(case):
    case.page("index.txt")
    case.add(case.pages)
    case.page("index.txt", "Quite another story.\n\n" + "The council of Oslo met to speak of bridges, roads and the price of bread in the winter months. " * 5)
    assert "1 new" in case.add(case.pages).stderr
    assert len(lines(run("documents", "--format", "jsonl", db=case.db))) == 2


def any_number_of_threads_gives_the_same_bytes(case):
    path = case.many(60)
    dumps = []
    for threads in ("1", "2", "5"):
        case.db = os.path.join(case.dir, f"threads{threads}.db")
        assert case.add(path, "--threads", threads).returncode == 0
        dumps.append(case.dump())
    assert dumps[0] == dumps[1] == dumps[2]
    assert dumps[0].count("INSERT INTO \"documents\"") == 60


def killed_at_any_moment_it_holds_what_it_acknowledged(case):
    path = case.many(800)
    for heard in (0, 1, 70, 200):
        case.db = os.path.join(case.dir, f"killed{heard}.db")
        process = subprocess.Popen([BAYHAQI, "add", "--db", case.db, "--format", "jsonl", "--quiet", path],
                                   stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        said = "".join(process.stdout.readline().decode() for _ in range(heard))
        time.sleep(0.02 * (heard % 7))          # somewhere inside the next batch
        process.send_signal(signal.SIGKILL)
        said += process.stdout.read().decode()
        process.wait()
        acknowledged = {json.loads(line)["doc"] for line in said.splitlines() if line.endswith("}")}
        assert len(acknowledged) >= heard
        if not os.path.exists(case.db):
            assert not acknowledged
            continue
        result = run("documents", "--format", "jsonl", db=case.db)
        assert result.returncode == 0 or not acknowledged, result.stderr
        kept = {row["doc"] for row in lines(result)}
        assert acknowledged <= kept, f"lost {len(acknowledged - kept)} of {len(acknowledged)}"
        with sqlite3.connect(case.db) as db:
            assert db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    rest = case.add(path)      # goes on where it was killed
    assert rest.returncode == 0
    assert len(lines(run("documents", "--format", "jsonl", db=case.db))) == 800


def every_format_tells_the_same_rows(case):
    case.add(case.page("a.txt"), "--published", "2021-08-02")
    rows = lines(run("events", "--format", "jsonl", db=case.db))
    assert rows, "the story has events"
    table = list(csv.DictReader(io.StringIO(run("events", "--format", "csv", db=case.db).stdout)))
    assert [r["id"] for r in table] == [r["id"] for r in rows]
    assert [r["sentence"] for r in table] == [r["sentence"]["text"] for r in rows]
    tabs = run("events", "--format", "tsv", db=case.db).stdout.splitlines()
    assert [line.split("\t")[0] for line in tabs[1:]] == [r["id"] for r in rows]
    shown = run("events", "--format", "table", db=case.db).stdout
    assert all(r["id"] in shown for r in rows)
    for kind in ("claims", "disputes", "incidents", "control", "actors", "sources", "documents"):
        for form in ("table", "jsonl", "csv", "tsv"):
            result = run(kind, "--format", form, db=case.db)
            assert result.returncode == 0, (kind, form, result.stderr)
        assert len(lines(run(kind, "--format", "jsonl", db=case.db))) + 1 == len(list(csv.reader(io.StringIO(run(kind, "--format", "csv", db=case.db).stdout))))


def tables_fit_the_terminal(case):
    case.add(case.page("a.txt"), "--published", "2021-08-02")
    for kind in ("events", "documents", "disputes", "incidents"):
        for width in (100, 160):
            out = run(kind, "--format", "table", db=case.db, env={"COLUMNS": str(width)}).stdout
            assert out and all(len(line) <= width for line in out.splitlines()), (kind, width)


def filters_narrow(case):
    case.add(case.page("a.txt"), "--published", "2021-08-02")
    everything = lines(run("events", "--format", "jsonl", db=case.db))
    for event in everything:
        for actor in event["actors"]:
            if actor["country"]:
                some = lines(run("events", "--format", "jsonl", "--actor", actor["country"], db=case.db))
                assert event["id"] in [e["id"] for e in some]
                assert all(any(a["country"] == actor["country"] for a in e["actors"]) for e in some)
    kind = everything[0]["type"]
    some = lines(run("events", "--format", "jsonl", "--type", kind, db=case.db))
    assert some and all(e["type"] == kind for e in some)
    assert lines(run("events", "--format", "jsonl", "--since", "2030-01-01", db=case.db)) == []
    assert len(lines(run("events", "--format", "jsonl", "--limit", "1", db=case.db))) == 1
    assert lines(run("documents", "--format", "jsonl", "--search", "baseless", db=case.db))
    assert not lines(run("documents", "--format", "jsonl", "--search", "xylophone", db=case.db))


def rows_lead_back_to_the_bytes(case):
    case.add(case.page("a.txt"), "--published", "2021-08-02")
    for event in lines(run("events", "--format", "jsonl", db=case.db)):
        document = lines(run("show", event["doc"], "--format", "jsonl", db=case.db))[0]
        text = document["text"].encode()
        for part in [event["trigger"], event["sentence"], *event["actors"], *event["recipients"]]:
            begin, end = part["span"]
            assert text[begin:end].decode() == part["text"], part
        shown = run("show", event["id"], db=case.db)
        assert shown.returncode == 0 and event["type"] in shown.stdout
        why = run("explain", event["id"], db=case.db)
        assert why.returncode == 0 and event["id"] in why.stdout and "rule" in why.stdout, why.stderr


def explain_takes_standard_input(case):
    result = run("explain", "-", "--published", "2021-08-02", stdin="Iran attacked Iraq on Monday.\n")
    assert result.returncode == 0 and "tokens and tree" in result.stdout, result.stderr


def layouts_have_their_columns(case):
    case.add(case.page("a.txt"), "--published", "2021-08-02")
    for layout, separator, columns in (("gdelt", "\t", 61), ("icews", "\t", 20), ("plover", "\t", 40), ("cameo", "\t", 11), ("acled", ",", 31)):
        out = run("export", "--as", layout, db=case.db)
        assert out.returncode == 0, out.stderr
        table = list(csv.reader(io.StringIO(out.stdout), delimiter=separator, quoting=csv.QUOTE_MINIMAL if separator == "," else csv.QUOTE_NONE))
        assert len(table) > 1 and {len(row) for row in table} == {columns}, (layout, {len(row) for row in table})
    shapes = json.loads(run("export", "--as", "geojson", db=case.db).stdout)
    assert shapes["type"] == "FeatureCollection"
    assert lines(run("export", "--as", "jsonl", db=case.db)) == lines(run("events", "--format", "jsonl", db=case.db))
    assert run("export", "--as", "nothing", db=case.db).returncode == 2
    assert run("export", db=case.db).returncode == 2


def what_did_not_happen_is_in_no_layout_of_event_data(case):
    case.add(case.page("a.txt", "Talks\n\nIran threatened to attack Israel on Monday. Iraq may invade Kuwait. Iran attacked Iraq.\n"), "--published", "2021-08-02")
    status = {e["id"]: e["status"] for e in lines(run("events", "--format", "jsonl", db=case.db))}
    out = run("export", "--as", "plover", db=case.db).stdout.splitlines()[1:]
    assert all(status[row.split("\t")[0]] in ("happened", "claimed") for row in out)
    assert set(status.values()) - {"happened", "claimed"}, "the story should hold something that did not happen"


def exit_codes_and_messages(case):
    page = case.page("a.txt")
    missing = os.path.join(case.dir, "there-is-none.txt")
    some = case.add(page, missing)
    assert some.returncode == 1 and missing in some.stderr, some.stderr
    assert run("events", db=os.path.join(case.dir, "none.db")).returncode == 3
    assert run("events", "--no-such-flag").returncode == 2
    assert run("events", "stray", db=case.db).returncode == 2
    assert run("events", "--format", "xml", db=case.db).returncode == 2
    assert run("events", "--since", "yesterday", db=case.db).returncode == 2
    assert run("show", db=case.db).returncode == 2
    nothing = run("show", "e000", db=case.db)
    assert nothing.returncode == 1 and "e000" in nothing.stderr
    assert run("nonsense").returncode == 2
    broken = os.path.join(case.dir, "broken.db")
    with open(broken, "w", encoding="utf-8") as file:
        file.write("this is no ledger\n" * 100)
    assert run("events", db=broken).returncode == 3
    error = json.loads(run("events", "--json-errors", db=broken).stderr)
    assert error["error"], error


def malformed_lines_are_named_and_the_rest_goes_on(case):
    path = os.path.join(case.dir, "mixed.jsonl")
    with open(path, "w", encoding="utf-8") as file:
        file.write(json.dumps({"id": "good", "text": STORY}) + "\n{\"id\": \"bad\", \"text\": \n" + json.dumps({"id": "fine", "text": "Other. " + STORY}) + "\n")
    result = case.add(path)
    assert result.returncode == 1, result.stderr
    assert "mixed.jsonl" in result.stderr and "2" in result.stderr, result.stderr
    assert {r["doc"] for r in lines(run("documents", "--format", "jsonl", db=case.db))} == {"good", "fine"}


def every_command_has_help(case):
    for command in ("add", "watch", "events", "claims", "disputes", "incidents", "control", "actors", "sources", "documents", "show",
                    "explain", "export", "lexicon", "code", "layers", "recode"):
        result = run(command, "--help")
        assert result.returncode == 0 and "example" in result.stdout and command in result.stdout, command


def a_row_is_added_to_an_overlay_and_used(case):
    mine = os.path.join(case.dir, "my")
    assert run("lexicon", "add", "actors/groups", "id=grey-company", "name=Grey Company", "code=GBRREBGRC", "country=GBR", "sectors=REB",
               "--lexicon", mine).returncode == 0
    assert run("lexicon", "add", "actors/groups", "colour=grey", "--lexicon", mine).returncode == 2
    assert run("lexicon", "add", "actors/nothing", "id=x", "--lexicon", mine).returncode == 2
    out = run("code", "--lexicon", mine, "--published", "2021-08-02", stdin="The Grey Company attacked Iranian soldiers on Monday.\n").stdout
    assert "grey-company" in out


def a_malformed_row_is_a_problem(case):
    mine = os.path.join(case.dir, "my", "actors")
    os.makedirs(mine)
    with open(os.path.join(mine, "groups.tsv"), "w", encoding="utf-8") as file:
        file.write("id\tname\taliases\tcode\tcountry\tsectors\tfrom\tto\tnote\nx\tX\t\tXXX\tZZZ\tREB\t2020-13-45\t\t\n")
    result = run("lexicon", "check", "--lexicon", os.path.dirname(mine))
    assert result.returncode == 1 and "ZZZ" in result.stdout and "2020-13-45" in result.stdout, result.stdout[-500:]


def what_the_actors_lack_is_told(case):
    mine = os.path.join(case.dir, "my")
    rows = {r.split("\t")[0]: r.split("\t") for r in run("lexicon", "coverage").stdout.splitlines()}
    columns = rows["code"]
    assert float(rows["USA"][columns.index("state")]) > 25.9 and rows["USA"][columns.index("gaps")] == "", rows["USA"]
    assert "SUN" not in rows and any(k.startswith("# ") for k in rows)
    assert run("lexicon", "add", "actors/institutions", "pattern=Shire Moot", "country=IOT", "name=Moot", "sectors=LEG", "--lexicon", mine).returncode == 0
    run("lexicon", "add", "actors/countries", "code=IOT", "name=Shire", "--lexicon", mine)
    after = {r.split("\t")[0]: r.split("\t") for r in run("lexicon", "coverage", "--lexicon", mine).stdout.splitlines()}
    assert after["IOT"][columns.index("parliament")] == "1" and "foreign minister" in after["IOT"][columns.index("missing")], after["IOT"]


def speakers_boxes_and_versions_are_asked_for(case):
    page = case.page("a.txt")
    case.add(page, "--published", "2021-08-02")
    said = lines(run("events", "--speaker", "SYR", "--format", "jsonl", db=case.db))
    assert said and all(e["attribution"] for e in said), said
    assert not lines(run("events", "--speaker", "BRA", "--format", "jsonl", db=case.db))
    assert lines(run("disputes", "--speaker", "TUR", "--format", "jsonl", db=case.db)) and not lines(run("disputes", "--speaker", "BRA", "--format", "jsonl", db=case.db))
    near = lines(run("events", "--bbox", "36,36,38,37", "--format", "jsonl", db=case.db))
    assert near and all(36 <= e["place"]["lon"] <= 38 for e in near), near
    assert not lines(run("events", "--bbox", "-10,-10,-5,-5", "--format", "jsonl", db=case.db))
    assert run("events", "--bbox", "1,2,3", db=case.db).returncode == 2
    case.page("a.txt", STORY.replace("nine soldiers", "ten soldiers"))
    case.add(page, "--published", "2021-08-02")
    newest, all_of_them = (len(lines(run("documents", *more, "--format", "jsonl", db=case.db))) for more in ((), ("--all-versions",)))
    assert (newest, all_of_them) == (1, 2)


def a_dispute_is_found_and_shown(case):
    case.add(case.page("a.txt"), "--published", "2021-08-02")
    disputes = lines(run("disputes", "--format", "jsonl", "--actor", "TUR", db=case.db))
    assert disputes, "Iran accuses, Turkey rejects"
    assert len(disputes[0]["sides"]) == 2
    shown = run("show", disputes[0]["id"], db=case.db)
    assert shown.returncode == 0 and "side 2" in shown.stdout
    assert not lines(run("disputes", "--format", "jsonl", "--actor", "BRA", db=case.db))


def who_contradicts_whom(case):
    case.add(case.page("adado.txt", "Shabaab and army both claim Adado\n\n"
        "Al-Shabaab said on Monday that it had captured the town of Adado. "
        "Somali officials said that government forces were in control of Adado.\n\n"
        "Ethiopia accused Eritrea of arming rebels in Tigray. Eritrean officials deny supporting the rebels.\n\n"
        "Ugandan officials rejected accusations that their soldiers had tortured prisoners.\n\n"
        "Kenya and Djibouti signed a trade agreement in Nairobi.\n"), "--published", "2021-08-03")
    found = {d["kind"] + ": " + " / ".join(side["who"] or "-" for side in d["sides"])
             for d in lines(run("disputes", "--format", "jsonl", db=case.db))}
    assert any(f.startswith("control: al-Shabaab / Somalia") for f in found), found
    assert any(f.startswith("accusation: Ethiopia / Eritrea") for f in found), found
    assert any(f.startswith("accusation: - / Uganda") for f in found), found
    assert len(found) == 3, found
    held = {(c["place"]["name"], c["status"]) for c in lines(run("control", "--format", "jsonl", db=case.db))}
    assert held == {("Adado", "contested")}, held


FINDINGS = ("events", "claims", "disputes", "incidents", "control", "actors", "documents")


def told(db):
    """All that the ledger tells, as bytes; the maker of each row is no part of it."""
    return {kind: [{k: v for k, v in row.items() if k != "made_by"} for row in lines(run(kind, "--format", "jsonl", db=db))]
            for kind in FINDINGS}


def own_verb(case):
    mine = os.path.join(case.dir, "mine")
    assert run("lexicon", "add", "predicates/assault", "entry=zorble", "pos=v", "type=ASSAULT", "cameo=190",
               "example=Iran zorbled Turkey.", "--lexicon", mine).returncode == 0
    return mine


def recoding_tells_what_changed_and_equals_a_fresh_ledger(case):
    path = case.many(40)
    case.page("b.txt", "Iran zorbled Turkey on Sunday. Turkey accused Iran of lying.\n")
    for db in (case.db, os.path.join(case.dir, "fresh.db")):
        extra = [] if db == case.db else ["--lexicon", own_verb(case)]
        assert run("add", path, case.pages, "--published", "2021-08-03", *extra, db=db).returncode == 0
    mine, before = os.path.join(case.dir, "mine"), case.dump()
    dry = run("recode", "--lexicon", mine, "--dry-run", "--format", "jsonl", db=case.db)
    changes = lines(dry)
    assert [(c["change"], c["trigger"], c["type"]) for c in changes] == [("new", "zorbled", "ASSAULT")], changes
    assert case.dump() == before
    wet = run("recode", "--lexicon", mine, "--threads", "2", "--format", "jsonl", db=case.db)
    assert wet.returncode == 0 and wet.stdout == dry.stdout, wet.stderr
    assert told(case.db) == told(os.path.join(case.dir, "fresh.db"))
    again = run("recode", "--lexicon", mine, "--format", "jsonl", db=case.db)
    assert again.stdout == "" and "0 documents coded again" in again.stderr
    back = lines(run("recode", "--format", "jsonl", db=case.db))
    assert [(c["change"], c["trigger"]) for c in back] == [("gone", "zorbled")], back
    with sqlite3.connect(case.db) as db:
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        db.execute("INSERT INTO texts (texts) VALUES ('integrity-check')")


def a_changed_cell_is_told_before_and_after(case):
    case.add(case.page("a.txt", "Iran zorbled Turkey on Sunday.\n"), "--published", "2021-08-03", "--lexicon", own_verb(case))
    other = os.path.join(case.dir, "other")
    assert run("lexicon", "add", "predicates/threaten", "entry=zorble", "pos=v", "type=THREATEN", "cameo=130",
               "example=Iran zorbled Turkey.", "--lexicon", other).returncode == 0
    changes = lines(run("recode", "--lexicon", other, "--format", "jsonl", db=case.db))
    assert [c["change"] for c in changes] == ["changed"], changes
    assert changes[0]["cells"]["type"] == ["ASSAULT", "THREATEN"] and "ASSAULT -> THREATEN" in changes[0]["text"], changes


def a_killed_recoding_goes_on(case):
    case.add(case.many(300))
    wanted, mine = told(case.db), own_verb(case)
    process = subprocess.Popen([BAYHAQI, "recode", "--quiet", "--lexicon", mine, "--db", case.db],
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(600):                      # until the first batch is on the disk
        time.sleep(0.02)
        with sqlite3.connect(case.db) as db:
            if db.execute("SELECT count(DISTINCT maker) FROM documents").fetchone()[0] > 1:
                break
    process.send_signal(signal.SIGKILL)
    process.wait()
    with sqlite3.connect(case.db) as db:
        assert db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    rest = run("recode", "--lexicon", mine, "--format", "jsonl", db=case.db)
    assert rest.returncode == 0 and rest.stdout == "", rest.stdout + rest.stderr
    assert told(case.db) == wanted


def an_evaluation_tells_its_parts_and_its_misses(case):
    gold = [("right", "ASSAULT", "happened", ["IRN"]), ("wrong-party", "ASSAULT", "happened", ["FRA"]), ("wrong-status", "ASSAULT", "denied", ["IRN"]),
            ("wrong-type", "AID", "happened", ["IRN"])]
    path = os.path.join(case.dir, "gold.jsonl")
    with open(path, "w", encoding="utf-8") as file:
        for name, kind, status, actors in gold:
            file.write(json.dumps({"id": name, "split": "dev", "text": "Iranian soldiers attacked Turkish troops on Monday.", "published": "2021-08-03",
                                   "tags": ["plain"], "events": [{"type": kind, "status": status, "actors": actors, "recipients": ["TUR"]}]}) + "\n")
    misses = {(m["id"], m["lost"]) for m in lines(run("eval", "--misses", "9", "--format", "jsonl", path))}
    assert misses == {("wrong-party", "actor"), ("wrong-status", "status"), ("wrong-type", "type"), ("wrong-type", "extra")}, misses
    assert len(lines(run("eval", "--misses", "1", "--format", "jsonl", path))) == 1
    parts = {p["part"]: p for p in lines(run("eval", "--by", "type", "--format", "jsonl", path))}
    assert parts["ASSAULT"]["gold"] == 3 and parts["ASSAULT"]["system"] == 4 and parts["AID"]["f1_all"] == 0, parts
    assert {p["part"] for p in lines(run("eval", "--by", "tag", "--format", "jsonl", path))} == {"plain"}
    assert run("eval", "--by", "colour", path).returncode == 1


def a_folder_of_pages_is_evaluated(case):
    text = "Rebels shelled a border post on Tuesday, killing four soldiers, the interior ministry said in a statement."
    for name, title in (("a", "Four soldiers killed at post"), ("b", "Quite another title")):
        case.page(name + ".html", f"<html><body><article><h1>Four soldiers killed at post</h1><p>By Jana Orlo</p><time datetime='2022-03-04'></time><p>{text}</p></article></body></html>")
        case.page(name + ".json", json.dumps({"title": title, "published": "2022-03-04", "authors": ["Jana Orlo"], "lines": [{"role": "body", "text": text}]}))
    figures = lines(run("eval", "--format", "jsonl", case.pages))[0]
    assert [figures[k] for k in ("pages", "title", "day", "authors", "f1")] == [2, 50, 100, 100, 100], figures
    missed = lines(run("eval", "--misses", "9", "--format", "jsonl", case.pages))
    assert [(m["id"], m["lost"]) for m in missed] == [("b", "title")], missed


def a_role_told_once_is_known_later(case):
    case.add(case.page("a.txt", "Kenyan Interior Minister Barasa Okumu met Somali officials in Nairobi on Monday.\n"), "--published", "2021-08-03")
    rows = run("lexicon", "learned", db=case.db).stdout.splitlines()
    assert len(rows) == 2 and rows[1].split("\t")[:6] == ["learned:barasa-okumu", "Barasa Okumu", "", "interior minister", "KEN", "GOV"], rows
    case.add(case.page("b.txt", "Barasa Okumu accused al-Shabaab of burning a bus.\n"), "--published", "2021-08-09")
    actor = [e for e in lines(run("events", "--type", "ACCUSE", "--format", "jsonl", db=case.db))][0]["actors"][0]
    assert actor["code"] == "KENGOV" and actor["person"]["role"] == "interior minister" and actor["learned"], actor
    assert actor["confidence"] < 0.8, "less sure than what a dictionary knows"
    alone = lines(run("code", "--published", "2021-08-09", stdin="Barasa Okumu accused al-Shabaab of burning a bus.\n"))
    assert not any(a["code"] == "KENGOV" for e in alone for a in e["actors"]), "no ledger, nothing learned"
    case.add(case.page("c.txt", "Ugandan Interior Minister Barasa Okumu met Somali officials in Kampala on Monday.\n"), "--published", "2021-09-03")
    rows = run("lexicon", "learned", db=case.db).stdout.splitlines()
    assert rows[1].startswith("# ") and "but interior minister of KEN in a.txt" in rows[1], rows


def a_role_against_the_dictionary_is_told_beside_it(case):
    text = "Russian Foreign Minister Oleg Tarasov warned Turkey on Monday.\n"
    event = lines(run("code", "--published", "2024-03-04", stdin=text))[0]
    plain = lines(run("code", "--published", "2024-03-04", stdin=text.replace("Foreign Minister Oleg", "Sports Minister Oleg")))[0]
    actor = event["actors"][0]
    assert actor["learned"] and "Sergei Lavrov" in actor["contradicts"] and actor["confidence"] < plain["actors"][0]["confidence"], actor
    assert "contradicts" not in plain["actors"][0], plain
    case.add(case.page("a.txt", text), "--published", "2024-03-04")
    id = lines(run("events", "--format", "jsonl", db=case.db))[0]["id"]
    for shown in (run("show", id, db=case.db).stdout, run("show", actor["id"], db=case.db).stdout, run("explain", id, db=case.db).stdout):
        assert "dictionary: Sergei Lavrov" in shown, shown
    assert "learned" in run("show", id, db=case.db).stdout
    # the dictionary's person in another office, and one whom an earlier article told otherwise
    other = lines(run("code", "--published", "2024-03-04", stdin="Interior Minister Sergei Lavrov warned Turkey on Monday.\n"))[0]["actors"][0]
    assert other["id"] == "sergei-lavrov" and "foreign minister" in other["contradicts"], other
    case.add(case.page("b.txt", "Kenyan Health Minister Barasa Okumu met al-Shabaab envoys in Nairobi.\n"), "--published", "2024-03-05")
    case.add(case.page("c.txt", "Kenyan Transport Minister Barasa Okumu blamed al-Shabaab for the attack.\n"), "--published", "2024-03-08")
    again = [a for e in lines(run("events", "--format", "jsonl", db=case.db)) for a in e["actors"] if a.get("contradicts", "").startswith("ledger")]
    assert again and "health minister" in again[0]["contradicts"], again


def a_row_that_can_never_be_chosen_is_a_problem(case):
    mine = own_verb(case)
    assert run("lexicon", "check", "--lexicon", mine).returncode == 0
    assert run("lexicon", "add", "predicates/threaten", "entry=zorble", "pos=v", "type=THREATEN", "cameo=130", "--lexicon", mine).returncode == 0
    result = run("lexicon", "check", "--lexicon", mine)
    assert result.returncode == 1 and "never chosen" in result.stdout and "zorble" in result.stdout, result.stdout


def adding_a_row_asks_for_its_columns(case):
    mine = os.path.join(case.dir, "mine")
    table = run("lexicon", "add", "predicates/assault", "--lexicon", mine, stdin="zorble\nv\n\nASSAULT\n\n190\n\n\n\n\nIran zorbled Turkey.\n")
    assert table.returncode == 0 and "entry (as in:" in table.stderr, table.stderr
    assert run("lexicon", "test", "zorble", "--lexicon", mine).stdout.strip().endswith("1 passed, 0 failed")
    assert run("lexicon", "add", "predicates/assault", "--lexicon", mine, stdin="").returncode == 2


CASES = [value for value in list(globals().values()) if callable(value) and getattr(value, "__module__", "") == __name__
         and value.__name__ not in ("run", "lines", "Case", "told", "own_verb")]


if __name__ == "__main__":
    sys.exit(run_cases("cli", CASES, Case))
