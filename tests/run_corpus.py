#!/usr/bin/env python3
"""Runs the text cases under tests/corpus against the command. See tests/README.md for the format.

    run_corpus.py [--bin build/bayhaqi] [--update] [FILE-or-FOLDER...]

Cases with the same flags are run in one call of the command, each as a file of its own.
Ends with "corpus: N passed, N failed, N known failures"; exit status 1 when a case failed.
"""
import argparse
import collections
import json
import os
import re
import shlex
import subprocess
import sys
import tempfile

BAR = re.compile(r"^={8,}$")


class Case:
    def __init__(self, path, line, cmd, show):
        self.path, self.line, self.cmd, self.show = path, line, cmd, show
        self.name, self.why, self.match, self.known = "", "", "exact", None
        self.input, self.expected = [], []

    def where(self):
        return f"{self.path}:{self.line}: {self.name}"

    def directive(self, word, rest):
        if word == ":why": self.why = rest
        elif word == ":cmd": self.cmd = rest
        elif word == ":show": self.show = rest.split()
        elif word == ":match": self.match = rest
        elif word == ":known-failure": self.known = rest or "known"
        else: sys.exit(f"{self.path}:{self.line}: unknown directive {word}")


def read_cases(path):
    lines = open(path, encoding="utf-8").read().split("\n")
    cmd, show, cases, case, state = "", None, [], None, "head"
    for number, line in enumerate(lines, 1):
        if BAR.match(line):
            if state in ("head", "expected"):
                case, state = Case(path, number + 1, cmd, show), "name"
                cases.append(case)
            elif state == "name": state = "input"
            else: sys.exit(f"{path}:{number}: case without ---")
        elif state == "head":
            if line.startswith(":cmd"): cmd = line[4:].strip()
            elif line.startswith(":show"): show = line[5:].split()
        elif state == "name":
            word, _, rest = line.partition(" ")
            if word.startswith(":"): case.directive(word, rest.strip())
            elif line.strip(): case.name = line.strip()
        elif state == "input":
            if line == "---": state = "expected"
            else: case.input.append(line)
        else: case.expected.append(line.rstrip())
    for case in cases:
        while case.expected and not case.expected[-1]: case.expected.pop()
        if not case.why: sys.exit(f"{case.where()}: a case needs a :why")
        if not case.cmd: sys.exit(f"{case.where()}: no :cmd")
    return cases


# ---- compact lines ----------------------------------------------------------

def piece(source, span):
    return " ".join(source[span[0]:span[1]].decode("utf-8", "replace").split()) if span else "-"


def num(x):
    return "*" if x is None else f"{x:g}"


def actor(a, show):
    if a is None: return "?"
    if "countries" in show: return a["country"] or "?"
    name = a["code"] or a["id"] or a["text"]
    return name + ("/" + ",".join(a["sectors"]) if "sectors" in show else "")


def event_line(e, show):
    show = show or ["type", "status", "who"]
    names = lambda key: ",".join(actor(a, show) for a in e[key])
    until = ".." + str(e["date"]["end"]) if e["date"]["end"] != e["date"]["begin"] else ""
    part = {
        "type": e["type"], "status": e["status"], "cameo": str(e["cameo"]), "mode": str(e["mode"]),
        "codes": f"{e['cameo']} q{e['quad']} {e['goldstein']}",
        "who": names("actors") + " > " + names("recipients"),
        "place": "@" + (e["place"]["name"] or e["place"]["text"] if e["place"] else "-"),
        "date": str(e["date"]["begin"]) + until,
        "counts": " ".join(f"{c['kind']}={num(c['min'])}..{num(c['max'])}" + (f"({c['speaker_text']})" if c["speaker_text"] else "") for c in e["counts"]) or "no-counts",
        "by": "by=" + (">".join(a["text"] for a in e["attribution"]) or "-"),
        "trigger": f"[{e['trigger']['text']}]", "acled": f"{e['acled']['type']}/{e['acled']['subtype']}",
        "contexts": ",".join(e["contexts"]) or "-", "headline": "headline" if e["headline"] else "text",
        "countries": "", "sectors": "",
    }
    return " ".join(part[f] for f in show if part[f])


def article_lines(d, source, show):
    show, out = show or ["blocks"], []
    if "meta" in show:
        out += [f"{k} = {d[k]}" for k in ("title", "outlet", "published", "published_from", "url", "lang") if d.get(k)]
        if d["byline"]: out.append("byline = " + "; ".join(d["byline"]))
    if "from" in show: out += ["from " + " ".join(f"{k}={v}" for k, v in d["from"].items())]
    if "days" in show: out += [f"day {x['date']} {x['of']} {x['from']} {x['weight']} {x['points']}" for x in d["days"]]
    if "more" in show: out += [f"{k} = {d[k]}" for k in ("updated", "agency", "image") if d.get(k)]
    if "blocks" in show: out += [f"{b['role']}: {piece(source, b['span'])}" for b in d["blocks"]]
    return out


def quote_line(a, source):
    content = " || ".join(piece(source, c) for c in a["content"])
    return f"{piece(source, a['source'])} | {piece(source, a['cue'])} | {a['kind']} {a['stance']} | {content}"


def statement_line(s):
    words = [s["lemma"], s["status"]]
    for a in s["args"]: words.append((a["prep"] + ":" if a["role"] == "prep" else a["role"] + "=") + a["text"])
    return " ".join(words)


def frame_line(f, source):
    """attack.01 attacked | ARG0 the rebels | +: whether it happened, by the sign of factuality"""
    sign = "" if f.get("factuality") is None else "+ " if f["factuality"] > 0 else "- "
    return sign + " | ".join([f"{f['roleset']} {piece(source, f['predicate'])}"] + [f"{a['role']} {piece(source, a['span'])}" for a in f["args"]])


def place_line(p, show):
    point = f" {p['lat']:.1f},{p['lon']:.1f}" if p["lat"] is not None and show != ["name"] else ""
    return f"{p['text']} = {p['name']} {p['country']} {p['precision']}{point}" + ("" if p["literal"] else " figurative")


def actor_line(a, show):
    role = a["person"]["role"] if a["person"] else None
    full = f" {a['name']}" + (f" ({role})" if role else "") if show != ["code"] else ""
    return f"{a['text']} = {a['code'] or '?'}{full}"


def quantity_line(q, show, source):
    """nine = killed 9..9 of people | extents: ... unit, part of the injured, new, total, per day, over 2019-01-01.."""
    line = f"{q['text']} = {q['kind']} {num(q['min'])}..{num(q['max'])}" + (f" of {piece(source, q['of'])}" if q["of"] else "")
    if show != ["extent"]: return line
    rest = [q["unit"], q["part_of"] and "part of " + piece(source, q["part_of"]), {True: "total", False: "new", None: None}[q["cumulative"]],
            q["rate"] and "per " + q["rate"], q["period"] and f"over {q['period']['begin']}..{q['period']['end']}"]
    return ", ".join([line] + [r for r in rest if r])


def layer_lines(layer, d, show, source):
    if layer == "events": return [event_line(d, show)]
    if layer == "article": return article_lines(d, d["text"].encode(), show)
    if layer == "entities": return [f"{m['type']} {m['text']}" for m in d["mentions"]]
    if layer == "times": return [f"{t['text']} = {t['value']} {t['begin']}..{t['end']}" for t in d["times"]]
    if layer == "actors": return [actor_line(a, show) for a in d["actors"]]
    if layer == "quantities": return [quantity_line(q, show, source) for q in d["quantities"]]
    if layer == "places": return [place_line(p, show) for p in d["places"]]
    if layer == "coref": return [" = ".join(piece(source, s) for s in c) for c in d["chains"] if len(c) > 1]
    if layer == "quotes": return [quote_line(a, source) for a in d["attributions"]]
    if layer == "frames": return [frame_line(f, source) for f in d["frames"]]
    if layer == "statements": return [statement_line(s) for s in d["statements"]]
    return [json.dumps(d, ensure_ascii=False)]


def conllu_lines(text, show):
    show, out = show or ["tree"], []
    for sent in re.split(r"\n\n+", text):
        rows = [l.split("\t") for l in sent.split("\n") if l and not l.startswith("#")]
        rows = [r for r in rows if len(r) == 10 and r[0].isdigit()]
        if not rows: continue
        form = {"0": "ROOT", **{r[0]: r[1] for r in rows}}
        if "sentences" in show: out.append(" ".join(re.search(r"^# text = (.*)$", sent, re.M).group(1).split()))
        if "tokens" in show: out.append(" | ".join(r[1] for r in rows))
        if "tags" in show: out.append(" ".join(f"{r[1]}/{r[3]}" for r in rows))
        if "lemmas" in show: out.append(" ".join(f"{r[1]}/{r[2]}" for r in rows))
        if "feats" in show: out.append(" ".join(f"{r[1]}/{r[5]}" for r in rows))
        if "tree" in show: out.append(" ".join(f"{r[1]}/{r[3]}/{r[2]} {r[7]}>{form.get(r[6], '_')}" for r in rows))
    return out


# ---- running ----------------------------------------------------------------

def call(binary, words, paths):
    run = subprocess.run([binary] + words + paths, capture_output=True)
    if run.returncode not in (0, 1): sys.exit(f"{' '.join(words)}: exit {run.returncode}\n{run.stderr.decode()}")
    return run.stdout.decode()


def by_document(text):
    docs = collections.defaultdict(list)
    for line in text.split("\n"):
        if line.strip():
            d = json.loads(line)
            docs[re.split(r"[#:]", d["doc"])[0]].append(d)
    return docs


def run_group(binary, cmd, cases):
    """The compact lines of each case."""
    words = shlex.split(cmd)
    layer = "events" if words[0] == "code" else words[words.index("--layer") + 1]
    rest = words[1:] if words[0] == "code" else [w for i, w in enumerate(words[1:], 1) if w != "--layer" and words[i - 1] != "--layer"]
    with tempfile.TemporaryDirectory() as folder:
        paths = [os.path.join(folder, f"case{n:05d}") for n in range(len(cases))]
        for path, case in zip(paths, cases): open(path, "w", encoding="utf-8").write("\n".join(case.input))
        names = [os.path.basename(p) for p in paths]
        text = call(binary, words, paths)
        if layer == "conllu":
            docs = {p.partition("\n")[0]: p for p in re.split(r"^# doc = ", text, flags=re.M)[1:]}
            return [conllu_lines(docs.get(name, ""), case.show) for name, case in zip(names, cases)]
        articles = by_document(call(binary, ["layers", "--layer", "article"] + rest, paths))
    docs = by_document(text)
    source = {name: articles[name][0]["text"].encode() for name in articles}
    return [[l for d in docs[name] for l in layer_lines(layer, d, case.show, source.get(name, b""))]
            for name, case in zip(names, cases)]


def passes(case, got):
    wanted = [l for l in case.expected if not l.startswith("!")]
    barred = [l[1:].strip() for l in case.expected if l.startswith("!")]
    if any(b in g for b in barred for g in got): return False
    if case.match == "some" or (barred and not wanted): return all(w in got for w in wanted)
    return wanted == got


def rewrite(path, cases, got):
    lines, out, index, state = open(path, encoding="utf-8").read().split("\n"), [], -1, "head"
    for line in lines:
        if BAR.match(line):
            new = state in ("head", "expected")
            index, state = index + new, "name" if new else "input"
        if state == "expected": continue
        out.append(line)
        if state == "input" and line == "---":
            state, case = "expected", cases[index]
            keep = case.match != "exact" or case.known or any(l.startswith("!") for l in case.expected)
            out += (case.expected if keep else got[index]) + ([""] if index + 1 < len(cases) else [])
    open(path, "w", encoding="utf-8").write("\n".join(out).rstrip("\n") + "\n")


def report(cases, got):
    count = collections.Counter()
    for case in cases:
        ok = passes(case, got[id(case)])
        kind = ("stale" if ok else "known") if case.known else ("passed" if ok else "failed")
        count[kind] += 1
        if kind == "stale": print(f"PASSES  {case.where()}: remove its :known-failure")
        if kind == "failed":
            print(f"FAIL  {case.where()}\n  why: {case.why}\n  wanted:", *case.expected, sep="\n    ")
            print("  got:", *got[id(case)], sep="\n    ")
    failed = count["failed"] + count["stale"]
    print(f"corpus: {count['passed']} passed, {failed} failed, {count['known']} known failures")
    return 1 if failed else 0


def main():
    args = argparse.ArgumentParser()
    args.add_argument("--bin", default="build/bayhaqi")
    args.add_argument("--update", action="store_true")
    args.add_argument("paths", nargs="*", default=["tests/corpus"])
    args = args.parse_args()
    files = []
    for path in args.paths:
        found = [os.path.join(d, f) for d, _, names in os.walk(path) for f in names if f.endswith(".txt")]
        files += sorted(found) if os.path.isdir(path) else [path]
    by_file = {f: read_cases(f) for f in files}
    cases = [c for f in files for c in by_file[f]]
    groups, got = collections.defaultdict(list), {}
    for case in cases: groups[case.cmd].append(case)
    for cmd, members in groups.items():
        for case, lines in zip(members, run_group(args.bin, cmd, members)): got[id(case)] = [l.rstrip() for l in lines]
    if not args.update: return report(cases, got)
    for f in files: rewrite(f, by_file[f], [got[id(c)] for c in by_file[f]])
    return 0


if __name__ == "__main__":
    sys.exit(main())
