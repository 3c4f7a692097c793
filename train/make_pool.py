"""Text without labels for distilling: python3 make_pool.py DATA HANDBOOK WORDNET BAYHAQI OUT.conllu
ECB+ (its topics for training), examples of PropBank's frame files, the reports of re3d, the Debian handbook, WordNet's examples;
cut into sentences and words by the program itself. What shares eight words in a row with a sentence of a dev or test part is left out."""
import glob
import gzip
import html
import io
import json
import os
import re
import subprocess
import sys
import tarfile
import tempfile

import data
import features
import roles

ECB_LEFT_OUT = {2, 5, 12, 18, 21, 23, 34, 35} | set(range(36, 46))      # the usual dev and test topics
GRAM = 8


def untokenised(words):
    text = " ".join(words)
    text = re.sub(r" (n't|N'T|'s|'S|'re|'ve|'ll|'d|'m|[.,;:!?%)\]])(?= |$)", r"\1", text)
    text = re.sub(r"([(\[$#]) ", r"\1", text)
    text = re.sub(r"(\w) ([-/\u2019']) (\w)", r"\1\2\3", text)
    text = re.sub(r'" ([^"]*?) "', r'"\1"', text)
    return text.replace("``", '"').replace("''", '"')


def ecb(path):
    out = []
    with tarfile.open(fileobj=io.BytesIO(gzip.decompress(open(path, "rb").read()))) as tar:     # else each step back unpacks anew
        for member in sorted(tar.getmembers(), key=lambda m: m.name):
            name = os.path.basename(member.name)
            topic = re.match(r"(\d+)_\d+ecb(plus)?\.xml", name)
            if not topic or int(topic.group(1)) in ECB_LEFT_OUT: continue
            text, sentences = tar.extractfile(member).read().decode("utf-8", "replace"), {}
            for number, word in re.findall(r'<token t_id="\d+" sentence="(\d+)" number="\d+">([^<]*)</token>', text):
                sentences.setdefault(int(number), []).append(html.unescape(word))
            out += [untokenised(w) for _, w in sorted(sentences.items()) if len(w) > 4 and w[0] != "http"]
    return out


def handbook(folder):
    out = []
    for path in sorted(glob.glob(folder + "/*.html")):
        for block in re.findall(r'<(?:p|div class="para")[^>]*>(.*?)</(?:p|div)>', open(path, encoding="utf-8").read(), re.S):
            text = " ".join(html.unescape(re.sub("<[^>]*>", "", block)).split())
            if len(text) > 60: out.append(text)
    return out


def wordnet(folder):
    out = []
    for kind in ("noun", "verb", "adj", "adv"):
        for line in open(f"{folder}/data.{kind}", encoding="latin-1"):
            gloss = line.split("|", 1)[1] if "|" in line else ""
            out += [e for e in re.findall(r'"([^"]+)"', gloss) if len(e.split()) > 4]
    return out


def grams(forms):
    words = [features.fold(f) for f in forms if features.category(f[0]) != "."]
    return {features.key(" ".join(words[i:i + GRAM])) for i in range(max(1, len(words) - GRAM + 1))}


def run(program, texts):
    return subprocess.run([program, "layers", "--layer", "conllu"], input="\n\n".join(texts), capture_output=True, text=True, check=True).stdout


def main():
    folder, book, net, program, path = sys.argv[1:]
    texts = ecb(folder + "/crossdoc/ecbplus.tar.gz")
    with tempfile.NamedTemporaryFile(suffix=".tar") as plain:
        plain.write(gzip.decompress(open(folder + "/srl/propbank_frames.tar.gz", "rb").read()))
        plain.flush()
        texts += [untokenised(t) for t, _ in roles.Rolesets(plain.name).examples]
    for report in sorted(glob.glob(folder + "/conflict/re3d/*/documents.json")):
        for line in open(report, encoding="utf-8"):
            if line.strip(): texts += [t.strip() for t in json.loads(line)["text"].split("\n") if len(t) > 40]
    texts += handbook(book) + wordnet(net)
    texts = sorted(set(" ".join(t.split()) for t in texts))
    print(len(texts), "texts", sum(len(t.split()) for t in texts), "words", flush=True)
    told = set()
    for name in ("ewt.dev", "ewt.test", "gum.dev", "gum.test"):
        for s in data.read_conllu(f"{folder}/treebank/{name}.conllu"): told |= grams(s.forms)
    made = "".join(run(program, texts[i:i + 200]) for i in range(0, len(texts), 200))
    kept = 0
    with open(path, "w", encoding="utf-8") as out:
        for chunk in made.split("\n\n"):
            forms = [f[1] for f in (l.split("\t") for l in chunk.split("\n") if l and l[0] != "#") if f[0].isdigit()]
            if len(forms) < 4 or len(forms) > 90 or grams(forms) & told: continue
            kept += len(forms)
            out.write(chunk + "\n\n")
    print(kept, "words kept")


if __name__ == "__main__":
    main()
