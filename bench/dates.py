#!/usr/bin/env python3
"""Dates against GUM's <date> elements (time/gum_xml.tar.gz of the data folder): span F1 and, of the hits, the share of right values.

    python3 bench/dates.py dev            # documents of the dev part; --misses prints what differs
    python3 bench/dates.py train --genre news

Text and spaces come from the treebank, a sentence a line; the document's dateCreated is the day of publication. Spans are compared
in words, without determiners, prepositions, words of nearness and marks at their ends ("in July 2003" = "July 2003", "nearly one year
ago" = "one year ago"), and without the part of the day, which GUM leaves outside ("Thursday" in "Thursday night", "30 May" in "the morning
of 30 May"). Only what stands for a day, month, year, season, span of years, decade or century is compared: GUM marks no durations,
frequencies, times of day and "now" as dates. The value is right when first and last day are, those of the expression or of the unit its
TIMEX3 value names ("1990s" 199, "early 17th century" 16: their mod stands beside the value). Further:
- An end that GUM leaves open (from without to, notAfter alone) is not asked for: "since 2005" is right by its first day.
- What comes back every year ("in July", --07; "summers", no value) is right as XXXX-07 or as an expression without days; an expression
  with days is wrong there, and one without days is wrong where GUM has some.
- A stretch counted back ("the last five years") may hold its first day or not: GUM has 2018-04-19 and 2020-02-29, 1951-07-02 and
  2011-02-08 for the same words, so one day is allowed at its beginning.
- GUM closes decades and centuries now with 1969-12-31, now with 1969-01-01 (1960-01-01 to 1969-01-01): both are the year 1969.
- Years before Christ are compared as years (TEI -0480, TIMEX3 BC0480).
- A date within a date ("Yesterday, day five of the 2018 World Cup") counts as both.
GUM's slips (1992 given as 1922) stay. "Today" and the like are marked in GUM at the annotator's pleasure: --no-deictic leaves them out
on both sides.
"""
import argparse, collections, datetime, json, os, re, subprocess, tarfile

DATA = os.environ.get("DATA", "../shared/data")
EDGE = {"the", "in", "on", "of", "a", "an", "at", "by", "since", "from", "to", "until", "during", ",", ".", "(", ")", "early", "late", "mid", "-", "–",
        "around", "about", "circa", "ca", "c.", "c", "nearly", "roughly", "almost", "approximately", "some", "just", "only", "over", "mid-", "between", "'s", "before", "after", "beginning", "end", "start", "middle", "'", "’s", "earlier", "later"}
PARTS = {"morning", "afternoon", "evening", "night", "noon", "midnight", "dawn", "early", "late"}

def gold_documents(part, genre):
    """(id, created, [[(word, numbers of its dates)]], {number: attributes})"""
    with tarfile.open(f"{DATA}/time/gum_xml.tar.gz") as tar:
        for member in sorted(tar.getmembers(), key=lambda m: m.name):
            if not member.name.endswith(".xml"): continue
            text = tar.extractfile(member).read().decode("utf-8")
            head = dict(re.findall(r'(\w+)="([^"]*)"', text[:text.index(">")]))
            if head.get("partition") != part or genre and head.get("type") != genre: continue
            sentences, dates, inside = [], {}, []
            for line in text.splitlines():
                if line.startswith("<s ") or line == "<s>": sentences.append([])
                elif line.startswith("<date"):
                    inside = inside + [len(dates)]
                    dates[len(dates)] = dict(re.findall(r'(\w+)="([^"]*)"', line))
                elif line.startswith("</date"): inside = inside[:-1]
                elif "\t" in line and sentences:
                    word = line.split("\t")[0].replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&apos;", "'")
                    sentences[-1].append((word, inside))
            yield head["id"], head.get("dateCreated", ""), [s for s in sentences if s], dates

def treebank(part):
    """id -> [(text, [(begin, end, word)])]"""
    documents, current, words, text, skip_to = collections.defaultdict(list), None, [], "", 0
    for line in open(f"{DATA}/treebank/gum.{part}.conllu", encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("# newdoc id = "): current = line[14:]
        elif line.startswith("# text = "): text, at, words, skip_to = line[9:], 0, [], 0
        elif not line:
            if words: documents[current].append((text, words))
            words = []
        elif line[0].isdigit():
            cell = line.split("\t")
            if "." in cell[0]: continue
            if "-" in cell[0]:
                skip_to, whole = int(cell[0].split("-")[1]), cell[1]
                base = text.index(whole, at)
                at = base + len(whole)
                span = (base, at)
            elif int(cell[0]) <= skip_to: words.append((*span, cell[1]))
            else:
                base = text.index(cell[1], at)
                at = base + len(cell[1])
                words.append((base, at, cell[1]))
    return documents

def days(value, last):
    """'2003-07' -> its first or last day, '-0480' -> -480, as a tuple; None when it is no date."""
    m = re.match(r"(?:-|BC)(\d{3,4})(-|$)", value)
    if m: return (-int(m[1]), 12 if last else 1, 31 if last else 1)
    m = re.match(r"(\d{3,4})(?:-(\d\d?))?(?:-(\d\d?))?(?:T|$)", value)
    if not m: return None
    month, day = m[2], m[3]
    if month == "00" or day == "00": month = day = None
    if last: return (int(m[1]), int(month or 12), int(day or [31, 29 if int(m[1]) % 4 == 0 else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][int(month or 12) - 1]))
    return (int(m[1]), int(month or 1), int(day or 1))

def gold_range(attributes):
    """(first day or None, last day or None), of what comes back every year its month or month and day, or None."""
    begin = attributes.get("when") or attributes.get("from") or attributes.get("notBefore") or ""
    end = attributes.get("when") or attributes.get("to") or attributes.get("notAfter") or ""
    if re.match(r"\d{3,4}-01-01$", begin) and re.match(r"\d{3,4}-01-01$", end) and begin < end: end = end[:-6]
    first, last = days(begin, False), days(end, True)
    if first or last: return first, last
    return re.sub(r"^(--|[xX]{4}-)", "", begin) or None

def trim(words, i, j):
    while i < j and (words[i][2].lower() in EDGE or words[i][2].lower() in PARTS and i + 1 < j and words[i + 1][2].lower() in ("of", "on")): i += 1
    while j > i and words[j - 1][2].lower() in EDGE | PARTS: j -= 1
    return i, j

def system_times(binary, sentences, created):
    text = "\n".join(s for s, _ in sentences) + "\n"
    command = [binary, "layers", "--layer", "times", "--input-format", "text", "--one-sentence-per-line", "-"]
    if re.match(r"\d{4}-\d\d(-\d\d)?$", created): command += ["--published", created]
    out = json.loads(subprocess.run(command, input=text, capture_output=True, text=True, check=True).stdout)
    return out["times"], text.encode("utf-8")

FIRST_MONTH = {"SP": "03", "SU": "06", "FA": "09", "WI": "12"}   # GUM writes summer as --06 to --08
YEARLY = re.compile(r"XXXX-(\d\d(-\d\d)?|SP|SU|FA|WI)$")

def is_date(time):
    # GUM's dates: stretches that are placed ("the past three years"), not durations, sets, references to now, bare clock times
    if YEARLY.match(time["value"]) or re.match(r"BC\d{4}", time["value"]): return True
    if not time["begin"]: return False
    if time["type"] == "DURATION": return time["begin"] != time["end"]
    if time["type"] == "SET": return False
    return bool(re.match(r"\d{2,4}(-|$|/|T)", time["value"])) and "T" not in time["value"].replace("TMO", "").replace("TAF", "").replace("TEV", "").replace("TNI", "").replace("TMI", "")

def parted(words, inside, time):
    """GUM marks the two years of "1704-1787" each by itself, where they stand in words of their own."""
    years = [k for k in inside if re.match(r"\d{2,4}$", words[k][2])]
    m = re.match(r"(\d{4})/(\d{4})$", time["value"])
    if m and len(years) == 2 and inside[0] == years[0] and inside[-1] == years[1]:
        for k, year in zip(years, m.groups()): yield (k, k + 1), days(year, False), days(year, True)
    else:
        first = days(time["begin"] or time["value"], False)
        yield trim(words, inside[0], inside[-1] + 1), first, days(time["end"] or time["begin"] or time["value"], True)

def unit_of(value):
    """The whole day, month, year, decade or century that a value names: "late July" is 2003-07 (its mod is beside the value in TIMEX3), and
    "since July" is July. None when it names none."""
    if re.match(r"\d{3}$", value): return (int(value) * 10, 1, 1), (int(value) * 10 + 9, 12, 31)
    if re.match(r"\d{2}$", value): return (int(value) * 100, 1, 1), (int(value) * 100 + 99, 12, 31)
    value = value.split("T")[0]
    return (days(value, False), days(value, True)) if days(value, False) else None

def before(day):
    return tuple(map(int, str(datetime.date(*day) - datetime.timedelta(1)).split("-")))

def is_right(gold, system):
    begin, end, text, unit, time = system
    if not isinstance(gold, tuple):   # every year
        yearly = YEARLY.match(time["value"])
        return bool(yearly) and (gold is None or gold[:len(FIRST_MONTH.get(yearly[1], yearly[1]))] == FIRST_MONTH.get(yearly[1], yearly[1]))
    starts = {begin, unit and unit[0]}
    if time["type"] == "DURATION" and begin and gold[0] and gold[0][0] > 1: starts.add(gold[0] if before(gold[0]) == begin else None)
    if gold[1] is None: return gold[0] in starts
    if gold[0] is None: return gold[1] in {end, unit and unit[1]}
    return gold == unit or gold[1] == end and gold[0] in starts

DEICTIC = {"today", "tomorrow", "tonight", "yesterday", "last night", "this morning", "this evening", "this afternoon"}

def compare(binary, document, sentences, misses, no_deictic):
    name, created, gold_sentences, dates = document
    times, whole = system_times(binary, sentences, created)
    gold, system, offset = {}, {}, 0
    for number, (text, words) in enumerate(sentences):
        marks = gold_sentences[number]
        assert len(marks) == len(words), (name, text)
        for d in {d for _, m in marks for d in m}:
            inside = [k for k, (_, m) in enumerate(marks) if d in m]
            span = trim(words, inside[0], inside[-1] + 1)
            if span[0] < span[1]: gold[number, *span] = gold_range(dates[d])
        size = len(text.encode("utf-8"))
        for time in times:
            begin, end = time["span"][0] - offset, time["span"][1] - offset
            if begin < 0 or end > size or not is_date(time): continue
            at = [len(text[:b].encode("utf-8")) for b, _, _ in words]
            ends = [len(text[:e].encode("utf-8")) for _, e, _ in words]
            inside = [k for k in range(len(words)) if begin < ends[k] and at[k] < end]
            if not inside: continue
            for span, begin_day, end_day in parted(words, inside, time):
                if span[0] < span[1]: system[number, *span] = (begin_day, end_day, time["text"], unit_of(time["value"]), time)
        offset += size + 1
    if no_deictic:
        words_of = lambda h: " ".join(w[2] for w in sentences[h[0]][1][h[1]:h[2]]).lower()
        gold = {h: v for h, v in gold.items() if words_of(h) not in DEICTIC | {"last", "this"}}
        system = {h: v for h, v in system.items() if words_of(h) not in DEICTIC | {"last", "this"}}
    hits = gold.keys() & system.keys()
    right = [h for h in hits if is_right(gold[h], system[h])]
    if misses:
        show = lambda h: " ".join(w[2] for w in sentences[h[0]][1][max(0, h[1] - 4):h[2] + 3])
        for h in sorted(gold.keys() - hits): print(name, "MISSING", show(h), gold[h])
        for h in sorted(system.keys() - hits): print(name, "EXTRA", show(h), system[h][:3])
        for h in sorted(hits - set(right)): print(name, created, "VALUE", show(h), gold[h], system[h][:3])
    return len(gold), len(system), len(hits), len(right)

def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("part", choices=["train", "dev", "test"])
    parser.add_argument("--genre")
    parser.add_argument("--binary", default="build/bayhaqi")
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--no-deictic", action="store_true")
    given = parser.parse_args()
    sentences, sums = treebank(given.part), [0, 0, 0, 0]
    for document in gold_documents(given.part, given.genre):
        if document[0] not in sentences: continue
        sums = [a + b for a, b in zip(sums, compare(given.binary, document, sentences[document[0]], given.misses, given.no_deictic))]
    gold, system, hits, right = sums
    print(f"gold {gold}  found {system}  span F1 {200 * hits / max(1, gold + system):.1f}  value {100 * right / max(1, hits):.1f}")

if __name__ == "__main__": main()
