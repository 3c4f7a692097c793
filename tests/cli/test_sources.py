#!/usr/bin/env python3
"""What `bayhaqi` reads articles from: packed files, web archives, feeds, mail, PDF. Prints "sources: N passed, N failed"."""
import gzip
import io
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
import zlib

from runner import run_cases

BAYHAQI = os.environ.get("BAYHAQI", "build/bayhaqi")
WORDS = "Iran accused Turkey on Monday of arming rebels in northern Syria. Turkey rejected the accusation as baseless."
OTHER = "Kenya and Djibouti signed a trade agreement in Nairobi on Friday, officials of both countries said there."
PAGE = f"<html><head><title>Raid in Azaz</title></head><body><article><h1>Raid in Azaz</h1><p>{WORDS}</p></article></body></html>"


class Case:
    """A folder for the inputs of one case."""

    def __enter__(self):
        self.dir = tempfile.mkdtemp(prefix="bayhaqi-sources-")
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.dir, ignore_errors=True)

    def file(self, name, content):
        path = os.path.join(self.dir, name)
        with open(path, "wb") as out:
            out.write(content if isinstance(content, bytes) else content.encode())
        return path

    def read(self, path, *args, stdin=None):
        """The article layer, what was said on standard error, the exit code."""
        result = subprocess.run([BAYHAQI, "layers", "--layer", "article", *args, path], capture_output=True, timeout=120, input=stdin)
        return [json.loads(line) for line in result.stdout.splitlines()], result.stderr.decode(), result.returncode


def tar(members, mode="w:gz"):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:
        for name, content in members:
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return out.getvalue()


def zipped(members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return out.getvalue()


def members_of_a_zip_are_articles(case):
    path = case.file("pages.zip", zipped([("2021/ö.html", PAGE), ("pic.png", b"123"), ("README.md", b"x"), (".hidden", WORDS)]))
    articles, said, code = case.read(path)
    assert [a["doc"] for a in articles] == ["2021/ö.html"] and WORDS in articles[0]["text"], articles
    assert articles[0]["origin"] == "pages.zip!/2021/ö.html", articles[0]["origin"]
    assert "pages.zip!/pic.png: left out" in said and "README.md: left out" in said and ".hidden" not in said, said
    assert code == 0


def packed_in_packed_is_read_and_traced(case):
    lines = gzip.compress(json.dumps({"id": "j1", "text": WORDS}).encode() + b"\n")
    path = case.file("all.tar.gz", tar([("a/one.txt", WORDS.encode()), ("b.zip", zipped([("in.jsonl.gz", lines)]))]))
    articles, _, code = case.read(path)
    assert [(a["doc"], a["origin"]) for a in articles] == [("a/one.txt", "all.tar.gz!/a/one.txt"), ("j1", "all.tar.gz!/b.zip!/in.jsonl.gz:1")], articles
    assert code == 0


def a_gzipped_file_is_the_file(case):
    for name, content in (("page.html.gz", gzip.compress(PAGE.encode())), ("lines.jsonl.gz", gzip.compress(b'{"text":"%s"}\n' % WORDS.encode()))):
        articles, _, code = case.read(case.file(name, content))
        assert len(articles) == 1 and WORDS in articles[0]["text"] and articles[0]["origin"].startswith(name) and code == 0, articles
    path = case.file("x.jsonl.gz", gzip.compress(b"".join(b'{"text":"%s %d"}\n' % (WORDS.encode(), i) for i in range(3))))
    with open(path, "rb") as file:
        articles, _, _ = case.read("-", stdin=file.read())
    assert [a["doc"] for a in articles] == ["stdin:1", "stdin:2", "stdin:3"], articles


def what_unpacks_to_a_lake_is_refused_and_the_run_goes_on(case):
    zeros = b"\0" * (60 << 20)
    bomb = case.file("bomb.zip", zipped([(f"{i}.txt", zeros) for i in range(4)]))
    case.file("page.html", PAGE)
    articles, said, code = case.read(case.dir)
    assert "bomb.zip!/1.txt: unpacks to more than 200 times its size" in said, said
    assert articles[-1]["doc"] == "page.html" and code == 1 and os.path.exists(bomb)
    nested = PAGE.encode()
    for _ in range(6):
        nested = zipped([("deeper.zip", nested)])
    articles, said, code = case.read(case.file("nested.zip", nested))
    assert not articles and "packed more than 4 deep" in said and code == 1, said


def what_is_damaged_is_named_and_what_came_before_is_kept(case):
    noise = b"".join(zlib.crc32(b"%d" % i).to_bytes(4, "little") for i in range(50000))
    whole = tar([("one.txt", WORDS.encode()), ("noise.png", noise), ("two.txt", OTHER.encode())])
    articles, said, code = case.read(case.file("cut.tar.gz", whole[:len(whole) // 2]))
    assert [a["doc"] for a in articles] == ["one.txt"] and "cut.tar.gz" in said and code == 1, (articles, said)
    for name, content in (("no.gz", b"\x1f\x8b\x08garbage"), ("no.zip", b"PK\x03\x04garbage"), ("no.zst", b"\x28\xb5\x2f\xfdgarbage")):
        articles, said, code = case.read(case.file(name, content))
        assert not articles and name in said and code == 1, (name, articles, said)


def record(kind, url, block, mime="application/http; msgtype=response"):
    head = (f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2021-08-03T10:00:00Z\r\n"
            f"WARC-Record-ID: <urn:uuid:{zlib.crc32(url.encode() + kind.encode()):08x}>\r\nContent-Type: {mime}\r\nContent-Length: {len(block)}\r\n\r\n")
    return head.encode() + block + b"\r\n\r\n"


def response(body, *headers, status="200 OK"):
    return "\r\n".join([f"HTTP/1.1 {status}", *headers]).encode() + b"\r\n\r\n" + body


def chunked(body, size=100):
    return b"".join(b"%x\r\n%s\r\n" % (len(body[i:i + size]), body[i:i + size]) for i in range(0, len(body), size)) + b"0\r\n\r\n"


def stored_as_zstd(body, at_least):
    """A frame of one block that is not packed (RFC 8878): length in two bytes, for 256 to 65,791 of them."""
    body = body.ljust(at_least)
    return b"\x28\xb5\x2f\xfd\x60" + (len(body) - 256).to_bytes(2, "little") + (len(body) << 3 | 1).to_bytes(3, "little") + body


def responses_of_a_web_archive_are_pages(case):
    latin = PAGE.replace("Raid in", "Raid é in").encode("latin-1")
    coded = ("Content-Type: text/html; charset=iso-8859-1", "Transfer-Encoding: chunked", "Content-Encoding: gzip")
    records = [
        record("warcinfo", "", b"software: x\r\n", "application/warc-fields"),
        record("response", "http://e.org/1", response(chunked(gzip.compress(latin)), *coded)),
        record("response", "http://e.org/1b", response(latin, *coded)),          # encodings named and taken off
        record("response", "http://e.org/2021/05/03/x", response(PAGE.encode(), "Content-Type: text/html")),
        record("response", "http://e.org/404", response(b"no", "Content-Type: text/html", status="404 Not Found")),
        record("response", "http://e.org/p.png", response(b"no", "Content-Type: image/png")),
        record("response", "http://e.org/2", response(zlib.compress(PAGE.encode())[2:-4], "Content-Type: text/html", "Content-Encoding: deflate")),
        record("revisit", "http://e.org/1", b""),
        record("conversion", "http://e.org/4", WORDS.encode(), "text/plain"),
        record("response", "http://e.org/5", response(stored_as_zstd(PAGE.encode(), 300), "Content-Type: text/html", "Content-Encoding: zstd")),
    ]
    for name, content in (("c.warc", b"".join(records)), ("c.warc.gz", b"".join(gzip.compress(r) for r in records))):
        articles, said, code = case.read(case.file(name, content))
        assert [a["doc"] for a in articles] == [f"c.warc:{n}" for n in (2, 3, 4, 7, 9, 10)]   # packed or not, articles
        assert all(WORDS in a["text"] for a in articles) and "é" in articles[0]["text"] and "é" in articles[1]["text"]
        assert [a["published"][:10] for a in articles] == ["2021-08-03", "2021-08-03", "2021-05-03", "2021-08-03", "2021-08-03", "2021-08-03"]
        assert articles[0]["origin"].startswith(f"{name}#<urn:uuid:") and articles[0]["url"] == "http://e.org/1"
        offset = int(articles[2]["origin"].rsplit("@", 1)[1])
        assert b"".join(records)[offset:].startswith(records[3])
        assert "2 records of requests, revisits" in said and "1 responses of a status" in said and code == 0, said
    articles, said, code = case.read(case.file("odd.warc", b"WARC/1.0\r\nWARC-Type: response\r\n\r\nnonsense\n" + records[3][:-9] + records[3]))
    assert len(articles) >= 1 and "no length in its head" in said and code == 1, said


RSS = """
<?xml version="1.0"?><!-- the space above is the commonest fault --><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>Example &amp; Post</title><language>en-us</language>
<item><title>&lt;b&gt;Raid&lt;/b&gt; &amp;amp; more</title><link>http://e.org/9</link><guid isPermaLink="false">g9</guid>
<pubDate>Tue, 3 Aug 2021 10:05:00 +0430</pubDate><description>short</description><content:encoded><![CDATA[<p>%s</p>]]></content:encoded></item>
<item><title>Bad & amp &nbsp; here</title><description>%s</description><pubDate>no date</pubDate></item>
<item><title>Only a name</title><link>http://e.org/10</link></item></channel></rss>""" % (WORDS, OTHER)
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Example</title><entry><id>tag:e.org,2021:1</id><title type="html">A &amp;lt; B</title>
<link rel="self" href="http://e.org/self"/><link href="http://e.org/a"/><updated>2021-08-05T01:00:00Z</updated><published>2021-08-03T09:00:00Z</published>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>%s</p></div></content></entry></feed>""" % WORDS


def items_of_feeds_are_articles(case):
    articles, said, code = case.read(case.file("f.rss", RSS))
    assert [(a["title"], a["published"], a["url"], a["outlet"]) for a in articles] == [
        ("Raid & more", "2021-08-03T10:05", "http://e.org/9", "Example & Post"), ("Bad amp here", None, None, "Example & Post")], articles
    assert articles[0]["origin"] == "f.rss#g9" and articles[0]["text"] == WORDS and "1 items that name a page" in said and code == 0, said
    articles, _, _ = case.read(case.file("f.atom", ATOM))
    assert [(a["title"], a["published"], a["url"], a["text"]) for a in articles] == [("A < B", "2021-08-03T09:00", "http://e.org/a", WORDS)], articles
    rdf = ("<?xml version='1.0' encoding='iso-8859-1'?><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/' "
           "xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><title>Pöst</title></channel><item><title>T</title><link>http://e.org/r</link>"
           f"<dc:date>2021-08-03</dc:date><description>{WORDS}</description></item></rdf:RDF>")
    articles, _, _ = case.read(case.file("f.rdf", rdf.encode("latin-1")))
    assert [(a["outlet"], a["published"]) for a in articles] == [("Pöst", "2021-08-03")], articles
    articles, said, code = case.read(case.file("s.xml", "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>http://e.org/1</loc></url></urlset>"))
    assert not articles and "name a page" in said and code == 0


def a_feed_that_explodes_is_refused(case):
    laughs = "".join(f"<!ENTITY l{i} '{('&l%d;' % (i - 1)) * 10}'>" for i in range(1, 10))
    bomb = f"<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY l0 'ha'>{laughs}]><rss><channel><item><title>&l9;</title><description>&l9;</description></item></channel></rss>"
    articles, said, code = case.read(case.file("bomb.rss", bomb), "--input-format", "feed")
    assert not articles and "entities of its own" in said and code == 1, said
    articles, said, _ = case.read(case.file("wide.rss", bomb.encode("utf-16")), "--input-format", "feed")
    assert sum(len(a["text"]) for a in articles) < 1000, said
    outside = "<!DOCTYPE rss SYSTEM 'file:///etc/passwd'><rss><channel><item><description>" + WORDS + "</description></item></channel></rss>"
    articles, _, _ = case.read(case.file("outside.rss", outside))
    assert [a["text"] for a in articles] == [WORDS]
    deep = "<rss><channel><item><description>" + "<b>" * 100000 + WORDS
    case.read(case.file("deep.rss", deep))


MAIL = b"""From a@b.org Tue Aug  3 10:05:00 2021
From: =?utf-8?Q?Example_P=C3=B6st?= <a@b.org>
Subject: =?utf-8?B?UmFpZCBpbg==?=
 =?utf-8?Q?_Azaz?=
Date: Tue, 3 Aug 2021 10:05:00 +0000
Message-ID: <m1@b.org>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=outer

--outer
Content-Type: multipart/alternative; boundary="in ner"

--in ner
Content-Type: text/plain

plain words
--in ner
Content-Type: text/html; charset=iso-8859-1
Content-Transfer-Encoding: quoted-printable

<p>%s Caf=E9 =
closed.</p>
--in ner--
--outer
Content-Type: text/plain; name="late.txt"
Content-Disposition: attachment; filename="late.txt"
Content-Transfer-Encoding: base64

S2VueWEgYW5kIERqaWJvdXRpIHNpZ25lZCBhIHRyYWRlIGFncmVlbWVudCBpbiBOYWlyb2JpLg==
--outer
Content-Type: image/png
Content-Transfer-Encoding: base64

AAAA
--outer--

From c@d.org Tue Aug  3 11:05:00 2021
From: c@d.org
Subject: two
Message-ID: <m2@b.org>

%s
>From the south came more.
""" % (WORDS.encode(), OTHER.encode())


def messages_of_a_mailbox_are_articles(case):
    articles, said, code = case.read(case.file("news.mbox", MAIL))
    assert [a["doc"] for a in articles] == ["m1@b.org", "m1@b.org/late.txt", "m2@b.org"], articles
    first = articles[0]
    assert (first["title"], first["outlet"], first["published"]) == ("Raid in Azaz", "Example Pöst", "2021-08-03T10:05"), first
    assert "Café closed." in first["text"] and "plain words" not in first["text"]
    assert "Kenya and Djibouti" in articles[1]["text"] and "\nFrom the south" in articles[2]["text"]
    assert articles[2]["origin"] == "news.mbox@%d" % MAIL.rindex(b"From c@d"), articles[2]["origin"]
    assert "1 parts of a message" in said and code == 0, said
    articles, _, _ = case.read(case.file("one.eml", MAIL.split(b"\n", 1)[1].split(b"\nFrom c@d")[0].replace(b"\n", b"\r\n")))
    assert [a["doc"] for a in articles] == ["m1@b.org", "m1@b.org/late.txt"], articles
    articles, _, _ = case.read(case.file("talk.txt", "From: the desk\n\n" + WORDS))
    assert [a["doc"] for a in articles] == ["talk.txt"]


def pdf(lines):
    body = "BT /F1 12 Tf 72 720 Td 14 TL " + " ".join(f"({line}) Tj T*" if line else "T*" for line in lines) + " ET"
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
               "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
               f"<< /Length {len(body)} >>\nstream\n{body}\nendstream", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
               "<< /Title (Raid in Azaz) /CreationDate (D:20210803100000Z) >>"]
    out, offsets = "%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n" + "".join(f"{o:010d} 00000 n \n" for o in offsets)
    return (out + f"trailer << /Size {len(objects) + 1} /Root 1 0 R /Info 6 0 R >>\nstartxref\n{start}\n%%EOF\n").encode()


def paragraphs_of_a_pdf_are_put_together(case):
    lines = ["Raid in Azaz", "", "Iran accused Turkey on Monday of arming re-", "bels in northern Syria. Turkey rejected", "the accusation as baseless.",
             "", "Officials in Ankara said on Monday", "that nothing of the kind had happened."]
    articles, said, code = case.read(case.file("a.pdf", pdf(lines)))
    if "libpoppler-glib is not there" in said:
        return
    assert articles[0]["text"].split("\n")[1:] == [WORDS, "Officials in Ankara said on Monday that nothing of the kind had happened."], articles
    assert (articles[0]["title"], articles[0]["published"], code) == ("Raid in Azaz", "2021-08-03", 0)
    articles, said, code = case.read(case.file("b.pdf", b"%PDF-1.4\ngarbage"))
    assert not articles and "b.pdf: PDF: damaged" in said and code == 1, said


def columns_and_keys_may_have_other_names(case):
    fields = ("--fields", "text=story,published=pub_date,id=nr")
    path = case.file("x.csv", f"nr;pub_date;story;title\n7;2021-08-03;{WORDS};Raid\n")
    articles, _, code = case.read(path, *fields, "--input-format", "csv")
    assert [(a["doc"], a["published"], a["title"], a["text"]) for a in articles] == [("7", "2021-08-03", "Raid", WORDS)] and code == 0, articles
    articles, _, _ = case.read(case.file("x.jsonl", json.dumps({"nr": 7, "story": WORDS, "text": "not this"})), *fields)
    assert [(a["doc"], a["text"]) for a in articles] == [("7", WORDS)], articles
    assert case.read(path, "--fields", "story=text")[2] == 2


def the_ledger_keeps_where_a_page_lay(case):
    db = os.path.join(case.dir, "l.db")
    path = case.file("pages.zip", zipped([("a.html", PAGE)]))
    for expected in ("1 new", "0 new"):
        result = subprocess.run([BAYHAQI, "add", "--db", db, path], capture_output=True, text=True, timeout=120)
        assert result.returncode == 0 and expected in result.stderr, result.stderr
    shown = json.loads(subprocess.run([BAYHAQI, "show", "--db", db, "--format", "jsonl", "a.html"], capture_output=True, text=True, timeout=60).stdout.splitlines()[0])
    assert shown["origin"] == "pages.zip!/a.html", shown
    # The same page outside the archive is the same page.
    result = subprocess.run([BAYHAQI, "add", "--db", db, case.file("a.html", PAGE)], capture_output=True, text=True, timeout=60)
    assert "0 new" in result.stderr and "1 known before" in result.stderr, result.stderr


def stories_of_one_text_are_articles(case):
    first = f"Turkey rejects charge of arming rebels\nBy Anna Lind\nAugust 3, 2021\n\n{WORDS}\n\n{OTHER}\n\nNobody was hurt in either place, and both embassies were shut for the day.\n\n"
    second = (f"Kenya and Djibouti sign trade pact\nBy Erik Moe\nAugust 7, 2021\n\n{OTHER}\n\nThe agreement takes effect in January, when the port of Lamu opens its second berth.\n\n"
              "Lorries from Djibouti will then pay the same dues as those of Kenya, the minister of transport said.\n")
    both = first + second
    for path in (case.file("two.txt", both), case.file("two.txt.gz", gzip.compress(both.encode()))):
        articles, _, code = case.read(path)
        assert code == 0 and [a["doc"] for a in articles] == ["two.txt:1", "two.txt:2"], articles
        assert [(a["published"], a["byline"]) for a in articles] == [("2021-08-03", ["Anna Lind"]), ("2021-08-07", ["Erik Moe"])], articles
        assert articles[1]["origin"].endswith(f"@{len(first)}"), articles[1]["origin"]
    articles, _, _ = case.read(case.file("one.txt", first))
    assert [a["doc"] for a in articles] == ["one.txt"], articles
    line = json.dumps({"id": "x", "text": both})
    articles, _, _ = case.read(case.file("lines.jsonl", line + "\n"))
    assert [a["doc"] for a in articles] == ["x"], "a record is one article"
    db = os.path.join(case.dir, "l.db")
    for expected in ("2 new", "0 new"):
        result = subprocess.run([BAYHAQI, "add", "--db", db, case.file("two.txt", both)], capture_output=True, text=True, timeout=120)
        assert result.returncode == 0 and expected in result.stderr, result.stderr


CASES = [value for value in list(globals().values()) if callable(value) and getattr(value, "__module__", "") == __name__
         and value.__name__ not in ("Case", "tar", "zipped", "record", "response", "chunked", "stored_as_zstd", "pdf")]


if __name__ == "__main__":
    sys.exit(run_cases("sources", CASES, Case))
