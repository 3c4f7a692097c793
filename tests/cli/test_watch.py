#!/usr/bin/env python3
"""`bayhaqi watch` and `add URL` against a server of our own that lies in every way. Prints "watch: N passed, N failed"."""
import gzip
import http.server
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time

from runner import run_cases

BAYHAQI = os.environ.get("BAYHAQI", "build/bayhaqi")
WORDS = ["Iran accused Turkey on Monday of arming rebels in northern Syria. Turkey rejected the accusation as baseless.",
         "Kenya and Djibouti signed a trade agreement in Nairobi on Friday, officials of both countries said there.",
         "Syrian rebels captured the town of Azaz on Sunday, killing at least nine soldiers, the Defense Ministry said.",
         "Ugandan officials rejected accusations that their soldiers had tortured prisoners near the border last week."]


def page(number, title="Story"):
    return f"<html><head><title>{title} {number}</title></head><body><article><h1>{title} {number}</h1><p>{WORDS[number % 4]} Report {number}.</p></article></body></html>"


class Server(http.server.ThreadingHTTPServer):
    """Answers from a table: path -> bytes, or a function of the handler."""
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.table, self.asked = {}, []
        self.base = f"http://127.0.0.1:{self.server_address[1]}"
        threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()

    def handle_error(self, *_):
        pass                                # clients that hang up are what is tested


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def do_GET(self):
        self.server.asked.append((self.path, dict(self.headers)))
        answer = self.server.table.get(self.path.split("?")[0])
        if callable(answer):
            return answer(self)
        if answer is None:
            return self.give(b"no", status=404)
        return self.give(answer)

    def give(self, body, status=200, **headers):
        body = body.encode() if isinstance(body, str) else body
        self.send_response(status)
        for name, value in {"Content-Type": "text/html", "Content-Length": str(len(body)), **{k.replace("_", "-"): v for k, v in headers.items()}}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


class Case:
    def __enter__(self):
        self.dir = tempfile.mkdtemp(prefix="bayhaqi-watch-")
        self.db = os.path.join(self.dir, "l.db")
        self.server = Server()
        self.base, self.table = self.server.base, self.server.table
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()
        shutil.rmtree(self.dir, ignore_errors=True)

    def command(self, *args):
        return [BAYHAQI, "watch", "--db", self.db, "--allow-private", "--delay", "0.01", "--timeout", "3", "--max-size", "1", *args]

    def watch(self, *args, timeout=120):
        return subprocess.run(self.command("--once", *args), capture_output=True, text=True, timeout=timeout)

    def feed(self, *items, path="/feed", **channel):
        """items: (number, extra elements)"""
        body = "".join(f"<item><title>Story {n}</title><link>{self.base}/p/{n}</link>{extra}</item>" for n, extra in items)
        self.table[path] = f"<rss version='2.0'><channel><title>Example Post</title>{body}</channel></rss>"
        for n, _ in items:
            self.table.setdefault(f"/p/{n}", page(n))
        return self.base + path

    def pages(self):
        with sqlite3.connect(self.db) as db:
            return [row[0] for row in db.execute("SELECT url FROM documents ORDER BY doc")]

    def asked(self, prefix):
        return [path for path, _ in self.server.asked if path.startswith(prefix)]


def pages_behind_a_feed_are_added_once(case):
    date = "<pubDate>Tue, 3 Aug 2021 10:00:00 GMT</pubDate>"
    url = case.feed((1, date), (2, date))
    body = case.table["/feed"]

    def conditional(handler):
        if handler.headers.get("If-None-Match") == '"v1"':
            return handler.give(b"", status=304)
        return handler.give(body, ETag='"v1"', Content_Type="application/rss+xml")
    case.table["/feed"] = conditional
    first = case.watch(url)
    assert first.returncode == 0 and "2 pages, 0 failed" in first.stderr, first.stderr
    assert case.pages() == [f"{case.base}/p/1", f"{case.base}/p/2"]
    with sqlite3.connect(case.db) as db:
        row = db.execute("SELECT published, title, json_extract(options, '$.origin') FROM documents").fetchone()
        assert row == ("2021-08-03T10:00", "Story 1", url), row
    second = case.watch()
    assert "0 pages" in second.stderr and case.asked("/p/") == ["/p/1", "/p/2"], second.stderr
    assert case.server.asked[-1][1].get("If-None-Match") == '"v1"', case.server.asked[-1]
    case.feed((1, date), (2, date), (3, ""))
    assert "1 pages" in case.watch(url).stderr and case.asked("/p/") == ["/p/1", "/p/2", "/p/3"]
    assert case.asked("/robots.txt"), "robots.txt is asked for"
    listed = subprocess.run([BAYHAQI, "watch", "--db", case.db, "--list", "--format", "jsonl"], capture_output=True, text=True, timeout=60)
    assert json.loads(listed.stdout)["pages"] == 3, listed.stdout
    assert subprocess.run([BAYHAQI, "watch", "--db", case.db, "--forget", url], timeout=60).returncode == 0
    assert len(case.pages()) == 3 and case.watch().returncode == 0


def private_addresses_are_refused_unless_told(case):
    url = case.feed((1, ""))
    result = subprocess.run([BAYHAQI, "watch", "--db", case.db, "--once", "--delay", "0.01", url], capture_output=True, text=True, timeout=60)
    assert result.returncode == 1 and "inside this or a private network" in result.stderr, result.stderr
    assert not case.server.asked and not case.pages()
    for address in ("file:///etc/passwd", "ftp://127.0.0.1/"):
        assert case.watch(address).returncode == 2


def robots_txt_is_obeyed(case):
    url = case.feed((1, ""), (2, ""))
    case.table["/robots.txt"] = "User-agent: *\nDisallow: /p/1$\n"
    result = case.watch(url)
    assert case.pages() == [f"{case.base}/p/2"] and "/p/1: its robots.txt asks not" in result.stderr, result.stderr
    case.table["/robots.txt"] = lambda h: h.give(b"", status=503)
    case.feed((3, ""))
    result = case.watch(url)
    assert result.returncode == 1 and "robots.txt" in result.stderr and "/p/3" not in case.asked("/p/"), result.stderr


def a_feed_that_lies_about_everything_does_no_harm(case):
    base = case.base

    def endless(handler):
        handler.give(b"", status=302, Location=f"{base}/endless?{time.time()}")

    def gigantic(handler):
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.send_header("Content-Length", "10")
        handler.send_header("Connection", "close")
        handler.end_headers()
        try:
            for _ in range(4000):
                handler.wfile.write(b"<p>more</p>" * 1000)
        except OSError:
            pass

    def no_length(handler):
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.send_header("Transfer-Encoding", "chunked")
        handler.end_headers()
        try:
            for _ in range(4000):
                handler.wfile.write(b"2af8\r\n" + b"<p>more</p>" * 1000 + b"\r\n")
        except OSError:
            pass

    def slow(handler):
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.send_header("Content-Length", "100000")
        handler.end_headers()
        try:
            for _ in range(600):
                handler.wfile.write(b"x")
                time.sleep(0.2)
        except OSError:
            pass

    def bomb(handler):
        handler.give(gzip.compress(b"\0" * (50 << 20)), Content_Encoding="gzip")
    case.table.update({"/endless": endless, "/gigantic": gigantic, "/nolength": no_length, "/slow": slow, "/bomb": bomb,
                       "/wrong": lambda h: h.give(page(1).encode("utf-16"), Content_Type="text/html; charset=no-such"),
                       "/picture": lambda h: h.give(b"\x89PNG\r\n\x1a\n" * 100, Content_Type="image/png"),
                       "/liar": lambda h: h.give(b"\x89PNG\r\n\x1a\n" * 100),
                       "/truncated": lambda h: (h.send_response(200), h.send_header("Content-Length", "99999"), h.send_header("Connection", "close"), h.end_headers(), h.wfile.write(b"<p>x")),
                       "/feedinfeed": lambda h: case.table["/feed"](h)})
    links = ["/endless", "/gigantic", "/nolength", "/bomb", "/wrong", "/picture", "/liar", "/feedinfeed", "/nothere"]
    items = "".join(f"<item><title>&lt;script&gt;alert(1)&lt;/script&gt;</title><guid>same</guid><link>{base}{link}</link>"
                    "<pubDate>Fri, 31 Dec 2199 23:59:59 GMT</pubDate></item>" for link in links)
    odd = "".join(f"<item><guid>same</guid><link>{link}</link></item>" for link in
                  ("file:///etc/passwd", "javascript:alert(1)", "http://", "http://[::", "gopher://x/", base + "/" + "a" * 5000, "\x07", "data:text/html,x", "//"))
    good = f"<item><guid>same</guid><link>{base}/p/1</link><pubDate>Tue, 3 Aug 2021 10:00:00 GMT</pubDate></item>"
    case.table["/p/1"] = page(1)
    case.table["/feed"] = lambda h: h.give("\n\n<?xml version='1.0' encoding='utf-16'?><rss><channel><title>x & y</title>" + odd + items + good,
                                           Content_Type="image/gif; charset=klingon", Last_Modified="yesterday", ETag="x" * 5000)
    started = time.time()
    result = case.watch(base + "/feed")
    assert f"{base}/p/1" in case.pages(), (case.pages(), result.stderr)
    assert time.time() - started < 60 and result.returncode == 1, result.stderr
    for said in ("redirected more than 5 times", "/nolength: larger than", "/bomb: larger than", "/picture: image/png: not read", "/nothere: the server answered 404"):
        assert said in result.stderr, (said, result.stderr)
    with sqlite3.connect(case.db) as db:
        assert all(not (row[0] or "").startswith("2199") for row in db.execute("SELECT published FROM documents"))
        assert db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    asked = len(case.asked("/"))
    case.watch(base + "/feed")
    assert len(case.asked("/")) - asked < 20, "what is refused for good is not asked for again"
    case.table["/feed2"] = f"<rss><channel>{''.join(f'<item><link>{base}/{p}</link></item>' for p in ('slow', 'truncated'))}</channel></rss>"
    started = time.time()
    assert case.watch(base + "/feed2").returncode == 1 and time.time() - started < 30
    for path, body in (("/f3", "<rss" + "<channel>" * 10000), ("/f4", b"\0" * 100000), ("/f5", ""), ("/f6", "<!DOCTYPE r [<!ENTITY a 'b'>]><rss>&a;</rss>")):
        case.table[path] = body
        assert case.watch(base + path).returncode in (0, 1)
    assert case.watch(base + "/endless").returncode == 1


def a_server_in_trouble_is_left_alone_longer_each_time(case):
    case.table["/feed"] = lambda h: h.give(b"", status=503, Retry_After="7200")
    waits = []
    for _ in range(3):
        assert case.watch("--every", "10", case.base + "/feed").returncode == 1
        with sqlite3.connect(case.db) as db:
            failures, wait, trouble = db.execute("SELECT failures, due - checked, trouble FROM feeds").fetchone()
        waits.append(wait)
    assert failures == 3 and "503" in trouble and all(w >= 6000 for w in waits), waits
    case.table["/feed"] = lambda h: h.give(b"", status=500)
    case.watch("--every", "10", case.base + "/feed")
    with sqlite3.connect(case.db) as db:
        assert db.execute("SELECT due - checked > 8000 FROM feeds").fetchone()[0], "ten minutes doubled four times"
    url = case.feed((1, ""))
    assert case.watch("--every", "10", url).returncode == 0
    with sqlite3.connect(case.db) as db:
        assert db.execute("SELECT failures = 0 AND due - checked < 700 AND trouble IS NULL FROM feeds").fetchone()[0]


def what_failed_for_a_while_is_read_later(case):
    url = case.feed((1, ""), (2, ""))
    case.table["/p/1"] = lambda h: h.give(b"", status=500)
    assert case.watch(url).returncode == 1 and case.pages() == [f"{case.base}/p/2"]
    case.table["/p/1"] = page(1)
    assert case.watch(url).returncode == 0 and sorted(case.pages()) == [f"{case.base}/p/1", f"{case.base}/p/2"]


def at_most_so_many_pages_a_round_the_newest_first(case):
    url = case.feed(*[(n, f"<pubDate>{n} Aug 2021 10:00:00 GMT</pubDate>") for n in range(1, 8)])
    case.watch("--max-items", "3", url)
    assert case.pages() == [f"{case.base}/p/{n}" for n in (7, 6, 5)], case.pages()
    case.watch("--max-items", "3", url)
    assert case.pages()[3:] == [f"{case.base}/p/{n}" for n in (4, 3, 2)], case.pages()


def words_in_the_feed_are_enough_when_asked(case):
    words = f"<description>&lt;p&gt;{WORDS[0]}&lt;/p&gt;</description>"
    url = case.feed((1, words), (2, f"<description>{WORDS[1]}</description>"))
    result = case.watch("--no-pages", url)
    assert "2 pages" in result.stderr and not case.asked("/p/"), result.stderr
    with sqlite3.connect(case.db) as db:
        assert [row for row in db.execute("SELECT title, outlet, text FROM documents ORDER BY doc")] == [
            ("Story 1", "Example Post", WORDS[0]), ("Story 2", "Example Post", WORDS[1])]


def sitemaps_and_their_indexes_are_followed(case):
    ns = "xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'"
    case.table["/index.xml"] = f"<sitemapindex {ns}><sitemap><loc>{case.base}/s.xml.gz</loc><lastmod>2021-08-03</lastmod></sitemap></sitemapindex>"
    case.table["/s.xml.gz"] = lambda h: h.give(gzip.compress(
        (f"<urlset {ns} xmlns:news='http://www.google.com/schemas/sitemap-news/0.9'><url><loc>{case.base}/p/1</loc><news:news><news:publication>"
         "<news:name>Example</news:name><news:language>en</news:language></news:publication><news:publication_date>2021-08-02</news:publication_date>"
         "<news:title>T</news:title></news:news></url></urlset>").encode()), Content_Type="application/gzip")
    case.table["/p/1"] = page(1)
    assert case.watch(case.base + "/index.xml").returncode == 0 and case.pages() == [f"{case.base}/p/1"]
    with sqlite3.connect(case.db) as db:
        assert db.execute("SELECT published FROM documents").fetchone()[0] == "2021-08-02"
    assert "0 pages" in case.watch(case.base + "/index.xml").stderr and len(case.asked("/s.xml.gz")) == 1


def a_folder_is_followed(case):
    folder = os.path.join(case.dir, "in")
    os.makedirs(os.path.join(folder, "deeper"))
    for name, number in (("a.html", 1), ("deeper/b.html", 2), ("pic.png", 3)):
        with open(os.path.join(folder, name), "w", encoding="utf-8") as out:
            out.write(page(number))
    assert "2 pages" in case.watch(folder).stderr
    assert "0 pages" in case.watch(folder).stderr
    with open(os.path.join(folder, "c.html"), "w", encoding="utf-8") as out:
        out.write(page(3))
    assert "1 pages" in case.watch().stderr


def a_signal_ends_it_in_good_order(case):
    def slow(handler):
        handler.send_response(200)
        handler.send_header("Content-Length", "100000")
        handler.end_headers()
        try:
            for _ in range(100):
                handler.wfile.write(b"x" * 20)
                time.sleep(0.2)
        except OSError:
            pass
    url = case.feed((1, "<pubDate>4 Aug 2021 10:00:00 GMT</pubDate>"), (2, "<pubDate>3 Aug 2021 10:00:00 GMT</pubDate>"))
    case.table["/p/2"] = slow
    for which, state in ((signal.SIGTERM, "fetching"), (signal.SIGINT, "waiting")):
        command = [c if c != "3" else "30" for c in case.command(url)]
        process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        deadline = time.time() + 60
        wanted = (lambda: "/p/2" in case.asked("/p/")) if state == "fetching" else (lambda: len(case.pages()) == 2 and time.sleep(1) is None)
        while not wanted() and time.time() < deadline:
            time.sleep(0.1)
        process.send_signal(which)
        assert process.wait(timeout=20) == 0, process.stderr.read()
        process.stderr.close()
        assert f"{case.base}/p/1" in case.pages(), "what was read before the signal is kept"
        with sqlite3.connect(case.db) as db:
            db.execute("UPDATE feeds SET due = 0")
        case.table["/p/2"] = page(2)


def a_slow_source_holds_up_no_other(case):
    asked = threading.Event()

    def slow(handler):                      # answers only when a page of the other source was asked for
        asked.wait(30)
        handler.give(case.table["/one"])

    def page_of_other(handler):
        asked.set()
        handler.give(page(2))
    slow_url, other = case.feed((1, ""), path="/one"), case.feed((2, ""), path="/other")
    case.table["/slow"], case.table["/p/2"] = slow, page_of_other
    other_host = other.replace("127.0.0.1", "localhost")
    result = case.watch("--timeout", "60", slow_url.replace("/one", "/slow"), other_host)
    assert asked.is_set() and result.returncode == 0 and len(case.pages()) == 2, result.stderr


def a_host_is_asked_by_one_after_the_other(case):
    times = []

    def note(body):
        def answer(handler):
            times.append(time.monotonic())
            handler.give(body)
        return answer
    feeds = [case.feed((n, ""), (n + 10, ""), path=f"/feed{n}") for n in range(4)]
    case.table = case.server.table = {path: note(body) for path, body in case.table.items()}
    result = case.watch("--delay", "0.2", *feeds)
    assert result.returncode == 0 and len(case.pages()) == 8 and len(times) == 12, result.stderr
    gaps = [b - a for a, b in zip(times, times[1:])]
    assert len(case.asked("/robots.txt")) == 1 and sum(times[i + 1] - times[i] for i in range(11)) >= 11 * 0.2 - 0.1, gaps


def the_feed_that_a_site_names_is_followed(case):
    links = ('<link rel="stylesheet" href="/x.css"><link rel="alternate" type="application/rss+xml" title="Comments Feed" href="/comments/feed">'
             '<link rel="home alternate" type="application/rss+xml; charset=utf-8" href="feed?a=1&amp;b=2"><link rel=alternate type=application/atom+xml href=/other>')
    case.feed((1, ""))
    case.table["/news/feed"] = case.table["/feed"]
    case.table["/news/"] = page(2).replace("<head>", "<head>" + links)
    result = case.watch(case.base + "/news/")
    assert f"its feed {case.base}/news/feed?a=1&b=2 is followed" in result.stderr and case.pages() == [f"{case.base}/p/1"], result.stderr
    listed = subprocess.run([BAYHAQI, "watch", "--db", case.db, "--list", "--format", "jsonl"], capture_output=True, text=True, timeout=60).stdout
    assert [json.loads(line)["url"] for line in listed.splitlines()] == [f"{case.base}/news/feed?a=1&b=2"], listed
    # An article that is watched for its own changes stays one, and so does a page whose feed is no address.
    case.table["/a"] = page(3).replace("<head>", '<head><meta property="og:type" content="article">' + links)
    case.table["/b"] = page(0).replace("<head>", '<head><link rel="alternate" type="application/rss+xml" href="javascript:alert(1)">')
    assert case.watch(case.base + "/a", case.base + "/b").returncode == 0
    assert sorted(case.pages()) == [case.base + path for path in ("/a", "/b", "/p/1")], case.pages()
    # Two pages that name each other as feeds end.
    for a, b in (("/x", "/y"), ("/y", "/x")):
        case.table[a] = page(1).replace("<head>", f'<head><link rel="alternate" type="application/rss+xml" href="{b}">')
    assert case.watch(case.base + "/x").returncode == 0 and len(case.asked("/x")) + len(case.asked("/y")) < 5


def a_killed_watcher_reads_nothing_twice_and_misses_nothing(case):
    url = case.feed(*[(n, "") for n in range(20)])
    process = subprocess.Popen(case.command("--once", url), stderr=subprocess.DEVNULL)
    while len(case.asked("/p/")) < 8 and process.poll() is None:
        time.sleep(0.02)
    process.kill()
    process.wait()
    assert case.watch(url).returncode == 0
    assert sorted(case.pages()) == sorted(f"{case.base}/p/{n}" for n in range(20)), case.pages()


def add_takes_an_address(case):
    case.table["/p/1"] = page(1)
    base = [BAYHAQI, "add", "--db", case.db, "--delay", "0.01"]
    result = subprocess.run([*base, "--allow-private", case.base + "/p/1", case.base + "/nothere"], capture_output=True, text=True, timeout=60)
    assert result.returncode == 1 and "1 new" in result.stderr and "/nothere: the server answered 404" in result.stderr, result.stderr
    assert case.pages() == [case.base + "/p/1"]
    result = subprocess.run([*base, case.base + "/p/1"], capture_output=True, text=True, timeout=60)
    assert result.returncode == 1 and "private network" in result.stderr, result.stderr


CASES = [value for value in list(globals().values()) if callable(value) and getattr(value, "__module__", "") == __name__
         and value.__name__ not in ("Case", "Server", "Handler", "page")]


if __name__ == "__main__":
    sys.exit(run_cases("watch", CASES, Case))
