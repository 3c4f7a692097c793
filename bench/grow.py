#!/usr/bin/env python3
"""What a document costs as the ledger grows: made-up short articles are added, processor time, memory and file size told by stretches.

    bench/grow.py [--documents 100000] [--db grow.db] [--bayhaqi build/bayhaqi] [--steps 1]

The articles (five to nine sentences, three years of days, 150 towns, 60 parties, 40 verbs, figures, filler of mixed words, one reprint in
twelve) are as alike as news is: they share phrases and actors, not texts. --steps adds them in that many runs of `add`.
"""
import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import threading

SIDES = """Pakistan India Iran Turkey Russia Ukraine Israel Syria Lebanon Iraq Yemen Sudan Ethiopia Eritrea Somalia Kenya Uganda Rwanda Burundi Mali Niger Chad
Nigeria Cameroon Libya Egypt Tunisia Algeria Morocco Georgia Armenia Azerbaijan Serbia Kosovo China Taiwan Japan Myanmar Thailand Cambodia Philippines Indonesia
Colombia Venezuela Peru Bolivia Mexico Haiti Cuba Nicaragua""".split()
GROUPS = ["the Taliban", "Hezbollah", "Boko Haram", "al-Shabaab", "the M23", "Hamas", "the Houthis", "the PKK", "Islamic State", "the Wagner Group"]
TOWNS = """Kabul Herat Kandahar Kunduz Quetta Peshawar Karachi Lahore Delhi Mumbai Tehran Isfahan Mashhad Ankara Istanbul Diyarbakir Moscow Kazan Kyiv Kharkiv Odesa Lviv
Jerusalem Haifa Gaza Nablus Damascus Aleppo Homs Idlib Beirut Tripoli Baghdad Basra Mosul Kirkuk Sanaa Aden Taiz Khartoum Omdurman Nyala Mekelle Asmara Mogadishu Kismayo
Nairobi Mombasa Kampala Gulu Kigali Bujumbura Bamako Gao Timbuktu Niamey Diffa Maiduguri Kano Lagos Abuja Douala Benghazi Sirte Cairo Suez Tunis Algiers Rabat Tbilisi Yerevan
Baku Belgrade Pristina Beijing Shanghai Taipei Tokyo Yangon Mandalay Bangkok Manila Marawi Jakarta Bogota Cali Caracas Lima Juliaca Tijuana Havana Managua Goma Bukavu
Beni Bunia Kinshasa""".split()
DEEDS = ["attacked {b} forces near {t}, killing {n} people", "accused {b} of arming rebels in {t}", "signed a trade agreement with {b} in {t}", "rejected a proposal by {b} on {t}",
         "sent aid worth {n} million dollars to {b}", "arrested {n} demonstrators in {t}", "imposed sanctions on {b}", "seized the town of {t}", "withdrew its troops from {t}",
         "threatened {b} with a blockade of {t}", "held talks with {b} in {t}", "expelled {n} diplomats of {b}", "shelled positions of {b} outside {t}", "released {n} prisoners in {t}",
         "urged {b} to open the road to {t}", "denied that it had bombed {t}", "said it controls {t}", "condemned the attack on {t}", "called for a ceasefire in {t}",
         "promised {b} a loan of {n} million dollars"]
SPEAKERS = ["a government spokesman said", "officials said", "the Foreign Ministry said", "witnesses said", "the defence minister told reporters", "police said", "state media reported"]
FILLER = """market river school winter bridge harvest teacher doctor border station memory garden engine letter council valley morning village history student weather cotton
factory airport hospital minister paper shadow traffic budget season island journey festival museum library harbour orchard railway captain lawyer painter mountain
pipeline election parliament newspaper drought refugee convoy election budget wedding funeral football concert""".split()
VERBS = "grew closed opened changed waited suffered improved moved returned failed slowed filled".split()
OUTLETS = ["Daily Post", "Morning Herald", "The Courier", "Evening Star", "National Gazette", "The Observer of Events", "City Times", "Frontier Journal"]


def sentence(rng):
    a, b = rng.choice(SIDES + GROUPS), rng.choice(SIDES + GROUPS)
    text = rng.choice(DEEDS).format(b=b, t=rng.choice(TOWNS), n=rng.randint(2, 400))
    text = a[0].upper() + a[1:] + " " + text
    if rng.random() < .4: text += " on " + rng.choice("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())
    return text + (", " + rng.choice(SPEAKERS) if rng.random() < .5 else "") + "."


def filler(rng):
    w = lambda: rng.choice(FILLER)
    return rng.choice([f"The {w()} of the {w()} {rng.choice(VERBS)} while the {w()} and the {w()} {rng.choice(VERBS)} in the {w()}.",
                       f"For {rng.randint(2, 60)} years the {w()} near the {w()} had been a {w()}, and the {w()} {rng.choice(VERBS)}.",
                       f"In the {w()} a {w()} {rng.choice(VERBS)}, as did {rng.randint(3, 90)} others with a {w()} or a {w()}."])


def articles(count, seed):
    rng = random.Random(seed)
    texts = []
    for i in range(count):
        day = 1 + i * 1095 // count
        date = f"{2019 + (day - 1) // 365}-{(day - 1) % 365 // 31 + 1:02d}-{(day - 1) % 365 % 31 % 28 + 1:02d}"
        if texts and rng.random() < 1 / 12:
            text = rng.choice(texts[-500:])
            text = text[:text.rfind(". ") + 1] if rng.random() < .5 else text + " " + filler(rng)
        else:
            text = " ".join(rng.choice((sentence, filler, filler))(rng) for _ in range(rng.randint(4, 8)))
            text = sentence(rng) + " " + text
        texts.append(text)
        del texts[:-500]
        yield {"id": f"grow-{i}", "text": text, "published": date, "outlet": rng.choice(OUTLETS)}


def usage(pid):
    fields = open(f"/proc/{pid}/stat").read().rsplit(")", 1)[1].split()
    rss = next(int(line.split()[1]) for line in open(f"/proc/{pid}/status") if line.startswith("VmHWM"))
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK"), rss / 1024


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--documents", type=int, default=100000)
    parser.add_argument("--db")
    parser.add_argument("--bayhaqi", default="build/bayhaqi")
    parser.add_argument("--steps", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    folder = tempfile.TemporaryDirectory()
    db = args.db or os.path.join(folder.name, "grow.db")
    source = articles(args.documents, args.seed)
    stretch = max(1000, args.documents // 20)
    done = 0
    print("documents  ms/document (processor)  memory MiB  ledger MiB")
    for step in range(args.steps):
        size = args.documents * (step + 1) // args.steps - args.documents * step // args.steps
        p = subprocess.Popen([args.bayhaqi, "add", "--db", db, "--threads", "1", "--quiet", "--format", "jsonl", "-", "--input-format", "jsonl"],
                             stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

        def feed():
            for _ in range(size): p.stdin.write(json.dumps(next(source)) + "\n")
            p.stdin.close()
        threading.Thread(target=feed, daemon=True).start()
        before, mark, last = 0.0, done, (0, 0)
        for _ in p.stdout:
            done += 1
            if done % 1000 == 0: last = usage(p.pid)
            if done % stretch: continue
            last = usage(p.pid)
            print(f"{done:9d}  {(last[0] - before) * 1000 / (done - mark):8.2f}  {last[1]:8.0f}  {os.path.getsize(db) / 2**20:8.0f}", flush=True)
            before, mark = last[0], done
        _, status, used = os.wait4(p.pid, 0)
        if status: sys.exit(f"add ended with status {status}")
        print(f"{done:9d}  end of run: {used.ru_utime + used.ru_stime:.1f} s in all, {used.ru_utime + used.ru_stime - last[0]:.1f} s after the last document, "
              f"{used.ru_maxrss / 1024:.0f} MiB", flush=True)


if __name__ == "__main__":
    main()
