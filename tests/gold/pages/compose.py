#!/usr/bin/env python3
"""Writes the labelled pages: our own articles (articles.py) in the shapes that outlets' templates have.

    tests/gold/pages/compose.py [FOLDER]      default: this folder; dev, test, dev2 and test2/NAME.html and .json

A label is what a reader of the page would write down: title, subhead, authors (people and agencies who sign; no "admin", no "staff"),
outlet, the day it was published and the day it was changed, as printed or as told by the page, and every line with its role. Labels are made from the
same facts as the page and were fixed before the pages were first read by the program. Some pages tell a wrong date somewhere: the label says
the right one.
"""
import html
import json
import pathlib
import random
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
sys.path.insert(0, str(HERE.parent.parent.parent / "bench"))
import furniture_lines as furniture  # noqa: E402
from articles import ARTICLES  # noqa: E402

MONTHS = furniture.MONTHS
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
LOCAL = {"es": ["enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"],
         "fr": ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"],
         "de": ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"],
         "tr": ["Ocak", "Şubat", "Mart", "Nisan", "Mayıs", "Haziran", "Temmuz", "Ağustos", "Eylül", "Ekim", "Kasım", "Aralık"]}


class Page:
    """Collects HTML and the label's lines side by side."""

    def __init__(self, spec):
        import datetime
        self.spec, self.rng, self.out, self.lines = spec, random.Random(spec["name"]), [], []
        title, self.deck, self.place, self.paragraphs = ARTICLES[spec["article"]]
        self.title = spec.get("title", title)
        if spec.get("no_deck"):
            self.deck = ""
        self.authors, self.outlet, self.day, self.updated = spec.get("authors", []), spec["outlet"], spec["day"], spec.get("updated")
        self.lang = spec["article"].split("_")[0] if "_" in spec["article"] else "en"
        self.url = f"https://www.{spec['host']}{spec.get('path', '/news/' + spec['article'] + '-' + str(len(title)))}"
        self.image = f"https://cdn.{spec['host']}/img/{spec['article']}-1200.jpg"
        y, m, d = map(int, self.day.split("-"))
        self.y, self.m, self.d = y, m, d
        self.weekday = DAYS[datetime.date(y, m, d).weekday()]

    def raw(self, text):
        self.out.append(text)

    def line(self, role, text, before="<p>", after="</p>"):
        self.out.append(before + html.escape(text, quote=False) + after)
        self.lines.append({"role": role, "text": text})

    def lines_of(self, role, texts, before="<p>", after="</p>"):
        for text in texts:
            self.line(role, text, before, after)

    def english(self, style=0):
        m = MONTHS[self.m - 1]
        return [f"{m} {self.d}, {self.y}", f"{self.d} {m} {self.y}", f"{self.weekday}, {self.d} {m} {self.y}", f"{m[:3]}. {self.d}, {self.y}",
                f"{self.weekday}, {m} {self.d}, {self.y}"][style]

    def byline(self, extra=""):
        return "By " + " and ".join([", ".join(self.authors[:-1])] * (len(self.authors) > 1) + self.authors[-1:]) + extra

    def body(self, before="<p>", after="</p>", dateline="", upto=None, between=()):
        for i, text in enumerate(self.paragraphs[:upto]):
            if text.startswith("## "):
                self.line("subhead", text[3:], "<h2>", "</h2>")
            elif text.startswith("> "):
                self.line("quote_block", text[2:], "<blockquote><p>", "</p></blockquote>")
            elif text.startswith("* "):
                self.line("body", text[2:], "<ul><li>", "</li></ul>")
            else:
                self.line("body", (dateline if i == 0 else "") + text, before, after)
            for at, thing in between:
                if at == i:
                    thing(self)

    def nav(self, cls="main-nav"):
        self.raw(f'<nav class="{cls}"><ul>')
        self.lines_of("boilerplate", self.rng.sample(furniture.SECTIONS, 6), '<li><a href="/s">', "</a></li>")
        self.raw("</ul></nav>")

    def related(self, head="Related stories", n=3, cls="related", dates=False):
        self.raw(f'<div class="{cls}">')
        self.line("related", head, "<h3>", "</h3>")
        for _ in range(n):
            self.line("related", furniture.title(self.rng), '<p><a href="/n/1">', "</a></p>")
            if dates:
                y = self.y + 1
                self.line("related", f"{MONTHS[(self.m + 3) % 12]} 3, {y}", f'<time datetime="{y}-{(self.m + 3) % 12 + 1:02d}-03T10:00:00Z">', "</time>")
        self.raw("</div>")

    def foot(self):
        self.raw('<footer class="site-footer">')
        self.lines_of("boilerplate", ["About us", "Contact", "Privacy policy"], '<a href="/x">', "</a> ")
        self.line("boilerplate", f"© {self.y + 2} {self.outlet}. All rights reserved.")
        self.raw("</footer>")

    def caption(self, before="<figure><img src='x.jpg'><figcaption>", after="</figcaption></figure>"):
        self.line("caption", f"People in {self.place.split(',')[0].title()} wait for news. (Photo: {self.rng.choice(furniture.NAMES)}/AFP)", before, after)

    def comments(self, cls="comments"):
        self.raw(f'<section id="{cls}" class="{cls}-area">')
        for i, text in enumerate(furniture.comments(self.rng, [])):
            self.line("comment", text, "<h3>" if i == 0 else "<p>", "</h3>" if i == 0 else "</p>")
        self.raw("</section>")

    def finish(self, head):
        text = f'<!DOCTYPE html>\n<html lang="{self.lang}">\n<head>\n<meta charset="utf-8">\n{head}\n</head>\n<body class="{self.spec.get("body_class", "page")}">\n' + \
               "\n".join(self.out) + "\n</body>\n</html>\n"
        label = {"title": self.title, "subhead": self.deck if {"role": "subhead", "text": self.deck} in self.lines else None, "authors": self.authors, "outlet": self.outlet, "published": self.day,
                 "updated": self.updated, "language": self.lang, "canonical": self.url if 'canonical' in head or 'og:url' in head else None,
                 "image": self.image if self.image in text else None, "lines": self.lines}
        return text, label


def og(p, **extra):
    rows = {"og:type": "article", "og:title": p.title, "og:site_name": p.outlet, "og:url": p.url, "og:image": p.image}
    rows.update(extra)
    return "\n".join(f'<meta property="{k}" content="{html.escape(v)}">' for k, v in rows.items() if v)


def ld(data):
    return '<script type="application/ld+json">' + json.dumps(data, ensure_ascii=False) + "</script>"


def people(names):
    return [{"@type": "Person", "name": n, "url": "https://example.org/a"} for n in names]


# ---- the shapes --------------------------------------------------------------------

def wordpress(p):
    s = p.spec
    zone = s.get("zone", "+00:00")
    graph = {"@context": "https://schema.org", "@graph": [
        {"@type": "Organization", "@id": p.url + "#org", "name": p.outlet},
        {"@type": "WebPage", "@id": p.url, "name": p.title + " - " + p.outlet, "datePublished": f"{p.day}T09:12:44{zone}", "dateModified": f"{p.updated or p.day}T19:02:11{zone}"},
        {"@type": "Article", "headline": p.title, "datePublished": f"{p.day}T09:12:44{zone}", "dateModified": f"{p.updated or p.day}T19:02:11{zone}",
         "author": {"name": p.authors[0] if p.authors else "admin", "@id": "#person"}, "publisher": {"@id": p.url + "#org"}},
        {"@type": "Person", "@id": "#person", "name": p.authors[0] if p.authors else "admin"}]}
    head = f'<title>{html.escape(p.title)} - {p.outlet}</title><link rel="canonical" href="{p.url}">' + og(p, **{
        "article:published_time": f"{p.day}T09:12:44{zone}", "article:modified_time": f"{p.updated}T19:02:11{zone}" if p.updated else ""})
    if s.get("ld", True):
        head += ld(graph)
    p.line("boilerplate", p.outlet, '<header id="masthead"><p class="site-title"><a href="/">', "</a></p>")
    p.nav("main-navigation")
    p.raw('</header><div id="content"><main id="main"><article class="post type-post hentry"><header class="entry-header">')
    p.line("boilerplate", "World", '<span class="cat-links"><a href="/c">', "</a></span>")
    p.line("headline", p.title, '<h1 class="entry-title">', "</h1>")
    p.line("boilerplate", p.english(), f'<div class="entry-meta"><span class="posted-on"><time class="entry-date published" datetime="{p.day}T09:12:44{zone}">', "</time></span>")
    if p.authors:
        p.line("boilerplate", "by " + " and ".join(p.authors), '<span class="byline"><span class="author vcard"><a class="url fn n" href="/author/x">', "</a></span></span></div>")
    else:
        p.line("boilerplate", "by admin", '<span class="byline"><span class="author vcard">', "</span></span></div>")
    p.raw('</header><div class="entry-content">')
    if p.deck:
        p.line("subhead", p.deck, "<h2>", "</h2>")
    p.caption('<figure class="wp-block-image"><img src="a.jpg"><figcaption>', "</figcaption></figure>")
    p.body(between=[(1, lambda q: q.line("related", "See also: " + furniture.title(q.rng), '<p><strong><a href="/r">', "</a></strong></p>"))] if s.get("see") else ())
    p.line("boilerplate", "Share this:", '<div class="sharedaddy"><h3 class="sd-title">', "</h3></div></div>")
    p.line("boilerplate", "Tagged talks, border", '<footer class="entry-footer"><span class="tags-links">', "</span></footer></article>")
    p.comments()
    p.raw('</main><aside id="secondary" class="widget-area"><section class="widget widget_recent_entries">')
    p.line("related", "Recent Posts", "<h2>", "</h2>")
    for _ in range(4):
        p.line("related", furniture.title(p.rng), '<li><a href="/p">', "</a></li>")
    p.raw("</section></aside></div>")
    p.foot()
    return p.finish(head)


def arc(p):
    zone = p.spec.get("zone", "Z")
    article = {"@context": "https://schema.org", "@type": ["NewsArticle", "Article"], "headline": p.title, "description": p.deck or p.paragraphs[0][:90],
               "datePublished": f"{p.day}T06:30:00{zone}", "dateModified": f"{p.updated or p.day}T21:00:00{zone}", "author": people(p.authors) or
               {"@type": "Organization", "name": p.outlet}, "publisher": {"@type": "NewsMediaOrganization", "name": p.outlet}, "image": [p.image]}
    crumbs = {"@type": "BreadcrumbList", "itemListElement": []}
    head = f"<title>{html.escape(p.title)} | {p.outlet}</title>" + og(p) + f'<link rel="canonical" href="{p.url}">' + ld([crumbs, article])
    p.line("boilerplate", "Skip to main content", '<a class="skip-link" href="#main">', "</a>")
    p.nav("b-header__nav")
    p.raw('<main id="main" class="b-article"><article><div class="b-headline">')
    p.line("headline", p.title, '<h1 class="b-headline__text">', "</h1>")
    if p.deck:
        p.line("subhead", p.deck, '<h2 class="b-subheadline">', "</h2>")
    p.raw("</div>")
    p.caption('<figure class="b-lead-art"><img src="y.jpg"><figcaption class="a-caption">', "</figcaption></figure>")
    if p.authors:
        p.line("boilerplate", p.byline(), '<div class="b-byline"><span class="b-byline__names">', "</span>")
    else:
        p.line("boilerplate", "By " + p.outlet + " Staff", '<div class="b-byline"><span class="b-byline__names">', "</span>")
    p.line("boilerplate", f"{p.english()} at 6:30 a.m. EST", '<span class="b-date">', "</span></div>")
    p.raw('<div class="article-body-wrapper article-body">')
    p.body('<p class="c-paragraph">', between=[(0, lambda q: q.line("boilerplate", "Advertisement", '<div class="arc_ad"><p>', "</p></div>")),
                         (2, lambda q: q.line("related", furniture.title(q.rng), '<div class="c-promo promo"><a href="/z">', "</a></div>"))])
    p.line("boilerplate", "Sign up for our morning newsletter", '<div class="c-newsletter newsletter-signup"><h4>', "</h4></div>")
    p.raw("</div></article></main>")
    p.related("More in World", 4, "b-results-list more-stories", True)
    p.foot()
    return p.finish(head)


def amp(p):
    zone = p.spec.get("zone", "+0530")
    article = {"@context": "http://schema.org", "@type": "NewsArticle", "mainEntityOfPage": p.url, "headline": p.title, "datePublished": f"{p.day}T23:41:00{zone}",
               "dateModified": f"{p.updated or p.day}T23:59:00{zone}", "author": [{"@type": "Person", "name": a} for a in p.authors],
               "publisher": {"@type": "Organization", "name": p.outlet}, "image": {"@type": "ImageObject", "url": p.image}}
    head = f'<title>{html.escape(p.title)}</title><link rel="canonical" href="{p.url}"><script async src="https://cdn.example.org/v0.js"></script>' + ld(article)
    p.line("boilerplate", p.outlet, '<header class="amp-header"><a href="/">', "</a></header>")
    p.raw("<article class='amp-article'>")
    p.line("headline", p.title, "<h1 class='amp-title'>", "</h1>")
    if p.authors:
        p.line("boilerplate", ", ".join(p.authors), "<div class='amp-author'>", "</div>")
    p.line("boilerplate", f"{p.english(1)}, 11:41 PM IST", "<div class='amp-date'>", "</div>")
    if p.deck:
        p.line("subhead", p.deck, "<div class='amp-summary'>", "</div>")
    p.raw("<amp-img src='a.jpg' width='10' height='5'></amp-img><div class='amp-content'>")
    p.body(between=[(1, lambda q: q.raw("<amp-ad type='x'></amp-ad>")), (2, lambda q: q.line("related", "Also read | " + furniture.title(q.rng), "<p><strong><a href='/k'>", "</a></strong></p>"))])
    p.raw("</div></article>")
    p.related("Trending", 5, "amp-list")
    p.foot()
    return p.finish(head)


def broadsheet(p):
    """Semantic tags, rel=author, a standfirst; facts in meta tags only."""
    head = f'<title>{html.escape(p.title)} | World news | {p.outlet}</title>' + og(p, **{"article:published_time": f"{p.day}T17:05:13.000Z",
           "article:modified_time": f"{p.updated}T08:00:00.000Z" if p.updated else "", "article:author": "https://www.example.org/profile/x"}) + \
        f'<meta name="author" content="{html.escape(", ".join(p.authors))}"><link rel="canonical" href="{p.url}">'
    p.nav("pillars")
    p.raw("<main><article>")
    p.line("boilerplate", "World news", '<div class="section-label"><a href="/w">', "</a></div>")
    p.line("headline", p.title, "<h1>", "</h1>")
    if p.deck:
        p.line("subhead", p.deck, '<div class="standfirst"><p>', "</p></div>")
    place = p.place.split(",")[0].title()
    p.raw('<address class="contributor">')
    if p.authors:
        p.raw(" and ".join(f'<a rel="author" href="/profile/a">{html.escape(a)}</a>' for a in p.authors) + f" in {place}")
        p.lines.append({"role": "boilerplate", "text": " and ".join(p.authors) + f" in {place}"})
    p.raw("</address>")
    p.line("boilerplate", f"{p.weekday[:3]} {p.d} {MONTHS[p.m - 1][:3]} {p.y} 17.05 GMT", '<details class="dateline"><summary>', "</summary>")
    if p.updated:
        y, m, d = map(int, p.updated.split("-"))
        p.line("boilerplate", f"Last modified on {d} {MONTHS[m - 1][:3]} {y} 08.00 GMT", "<span>", "</span>")
    p.raw("</details>")
    p.caption()
    p.raw('<div class="article-body-commercial-selector">')
    p.body()
    p.raw("</div>")
    p.line("boilerplate", "Topics", '<div class="submeta"><span>', "</span>")
    p.lines_of("boilerplate", ["World", "Conflict"], '<a href="/t">', "</a> ")
    p.raw("</div></article></main>")
    p.related("Most viewed", 5, "most-viewed")
    p.foot()
    return p.finish(head)


def tables(p):
    """2003: tables, fonts, no meta tags at all."""
    head = f"<title>{p.outlet}: {html.escape(p.title)}</title>"
    p.raw('<table width="760"><tr><td width="120" valign="top">')
    p.lines_of("boilerplate", p.rng.sample(furniture.SECTIONS, 5), '<a href="x.html"><font size="1">', "</font></a><br>")
    p.raw('</td><td valign="top">')
    p.line("boilerplate", p.english(2), '<font size="1">', "</font><br>")
    p.line("headline", p.title, '<font size="5"><b>', "</b></font><br><br>")
    if p.authors:
        p.line("boilerplate", p.byline(" in " + p.place.split(",")[0].title()), '<font size="2"><i>', "</i></font><br><br>")
    p.raw('<font size="2">')
    p.body("", "<br><br>")
    p.raw("</font>")
    p.line("boilerplate", "Print this page", '<a href="p.html"><font size="1">', "</font></a> ")
    p.line("boilerplate", "Email this page", '<a href="e.html"><font size="1">', "</font></a>")
    p.raw('</td><td width="160" valign="top">')
    p.line("related", "Other news", "<b>", "</b><br>")
    for _ in range(4):
        p.line("related", furniture.title(p.rng), '<a href="o.html"><font size="1">', "</font></a><br>")
    p.raw("</td></tr></table>")
    p.line("boilerplate", f"Copyright {p.y} {p.outlet}", "<center><font size='1'>", "</font></center>")
    return p.finish(head)


def blogspot(p):
    head = f"<title>{p.outlet}: {html.escape(p.title)}</title>" + f'<link rel="canonical" href="{p.url}"><meta property="og:title" content="{html.escape(p.title)}"><meta property="og:url" content="{p.url}">'
    p.line("boilerplate", p.outlet, '<div class="header"><h1 class="title"><a href="/">', "</a></h1></div>")
    p.line("boilerplate", p.english(4), '<div class="main"><div class="date-outer"><h2 class="date-header"><span>', "</span></h2>")
    p.line("headline", p.title, '<div class="post-outer"><div class="post hentry"><h3 class="post-title entry-title">', "</h3>")
    p.raw('<div class="post-body entry-content">')
    p.body("", "<br /><br />")
    p.raw("</div>")
    who = p.authors[0] if p.authors else "Admin"
    p.line("boilerplate", f"Posted by {who} at 9:14 AM", '<div class="post-footer"><span class="post-author vcard">', "</span></div></div></div></div>")
    p.raw('<div class="comments" id="comments">')
    p.line("comment", "2 comments:", "<h4>", "</h4>")
    p.line("comment", "Anonymous", "<p>", "</p>")
    p.line("comment", "thanks for posting this, nobody else writes about it", "<p class='comment-content'>", "</p>")
    p.line("comment", "August 3, 2031 at 6:12 AM" if p.spec.get("trap") else f"{MONTHS[p.m - 1]} {min(p.d + 2, 28)}, {p.y} at 6:12 AM", "<span>", "</span>")
    p.line("comment", "Post a Comment", "<p>", "</p>")
    p.raw('</div></div><div class="sidebar section">')
    p.line("boilerplate", "Blog Archive", "<h2>", "</h2>")
    p.lines_of("boilerplate", [f"{p.y + 1} (12)", f"{p.y} (45)", f"{p.y - 1} (31)"], "<li>", "</li>")
    p.raw("</div>")
    return p.finish(head)


def release(p):
    """Drupal, a ministry or an agency of aid: no author, the day in a field."""
    head = f'<title>{html.escape(p.title)} | {p.outlet}</title><meta name="Generator" content="Drupal 7"><link rel="canonical" href="{p.url}">' + \
           (f'<meta name="dcterms.created" content="{p.day}T10:15+02:00">' if p.spec.get("dc") else "")
    p.nav("menu")
    p.line("boilerplate", "Home » News » Press releases", '<div class="breadcrumb">', "</div>")
    p.line("headline", p.title, '<div id="main"><h1 class="page-title">', "</h1>")
    p.line("boilerplate", [f"Submitted by editor on {p.weekday[:3]}, {p.d} {MONTHS[p.m - 1][:3]} {p.y} - 10:15", f"Date: {p.english(1)}", f"Published {p.d:02d}/{p.m:02d}/{p.y}",
                           f"{p.english(0)} | Press release"][p.spec.get("style", 0)], '<div class="submitted">', "</div>")
    p.raw('<div class="field field-name-body"><div class="field-items"><div class="field-item even">')
    p.body()
    p.raw("</div></div></div></div>")
    p.related("Latest documents", 3, "block block-views", False)
    p.line("boilerplate", "For media inquiries contact the press office.", '<div class="contact"><p>', "</p></div>")
    p.foot()
    return p.finish(head)


def live(p):
    posts = [x for x in p.paragraphs if not x.startswith(("##", ">", "*"))]
    data = {"@context": "https://schema.org", "@type": "LiveBlogPosting", "headline": p.title, "coverageStartTime": f"{p.day}T05:00:00Z", "datePublished": f"{p.day}T05:02:00Z",
            "dateModified": f"{p.updated or p.day}T22:10:00Z", "author": people(p.authors), "publisher": {"@type": "Organization", "name": p.outlet},
            "liveBlogUpdate": [{"@type": "BlogPosting", "headline": "Entry", "datePublished": f"{p.updated or p.day}T{20 - i}:00:00Z", "articleBody": x,
                                "author": {"@type": "Person", "name": "Live Desk"}} for i, x in enumerate(posts)]}
    head = f"<title>{html.escape(p.title)} – live | {p.outlet}</title>" + og(p) + ld(data)
    p.nav()
    p.raw("<main>")
    p.line("headline", p.title, "<h1>", "</h1>")
    p.line("boilerplate", p.byline(), '<p class="byline">', "</p>")
    p.raw('<div class="live-blog__body" itemprop="articleBody">')
    for i, text in enumerate(posts):
        p.line("boilerplate", f"{20 - i}.00 GMT", f'<div class="block"><p class="block-time"><time datetime="{p.updated or p.day}T{20 - i}:00:00Z">', "</time></p>")
        p.line("body", text)
        p.raw("</div>")
    p.raw("</div></main>")
    p.related("More live coverage", 3, "related")
    p.foot()
    return p.finish(head)


def microdata(p):
    head = f'<title>{html.escape(p.title)} :: {p.outlet}</title><meta property="og:image" content="{p.image}"><link rel="canonical" href="{p.url}">'
    p.nav("menu-top")
    p.raw('<div itemscope itemtype="http://schema.org/NewsArticle">')
    if p.updated:
        p.raw(f'<meta itemprop="dateModified" content="{p.updated}T11:00:00+03:00">')
    p.line("headline", p.title, '<h1 itemprop="headline">', "</h1>")
    if p.deck:
        p.line("subhead", p.deck, '<p class="lead" itemprop="description">', "</p>")
    for a in p.authors:
        p.line("boilerplate", a, '<span itemprop="author" itemscope itemtype="http://schema.org/Person"><span itemprop="name">', "</span></span>")
    p.line("boilerplate", f"{p.d:02d}.{p.m:02d}.{p.y} 14:20", f'<time itemprop="datePublished" datetime="{p.day}T14:20:00+03:00">', "</time>")
    p.caption()
    p.raw('<div itemprop="articleBody">')
    p.body()
    p.raw(f'</div><div itemprop="publisher" itemscope itemtype="http://schema.org/Organization"><meta itemprop="name" content="{p.outlet}"></div></div>')
    p.related("Read also", 4, "read-also", True)
    p.foot()
    return p.finish(head)


def wire(p):
    """Nothing but a heading and a dateline."""
    head = f"<title>{html.escape(p.title)}</title>"
    p.line("headline", p.title, "<h1>", "</h1>")
    if p.authors:
        p.line("boilerplate", p.byline(), "<p>", "</p>")
    agency = p.spec.get("agency", "Reuters")
    p.raw("<div>")
    m = MONTHS[p.m - 1]
    form = [f"{p.place}, {m} {p.d}, {p.y} ({agency}) - ", f"{p.place} ({m} {p.d}, {p.y}) — ", f"{p.place}, {m[:3]}. {p.d}, {p.y} ({agency}) – "][p.spec.get("style", 0)]
    p.body(dateline=form)
    p.raw("</div>")
    p.line("boilerplate", "(Reporting by the Kabul bureau; editing by the desk)", "<p>", "</p>")
    return p.finish(head)


def graph_tags(p):
    """Open Graph only, in hashed class names."""
    zone = p.spec.get("zone", "-05:00")
    head = f"<title>{html.escape(p.title)} - {p.outlet}</title>" + og(p, **{"og:description": p.deck, "article:published_time": f"{p.day}T23:30:00{zone}",
           "article:modified_time": f"{p.updated}T02:00:00{zone}" if p.updated else "", "article:author": p.authors[0] if p.authors else ""})
    p.raw('<div id="__next"><div class="css-1x9ab"><div class="css-2kk">')
    p.lines_of("boilerplate", p.rng.sample(furniture.SECTIONS, 5), '<a class="css-9z" href="/s">', "</a>")
    p.raw('</div><div class="css-77q">')
    p.line("headline", p.title, '<h1 class="css-h1a">', "</h1>")
    if p.deck:
        p.line("subhead", p.deck, '<p class="css-dk3">', "</p>")
    if p.authors:
        p.line("boilerplate", p.byline(), '<div class="css-by1"><span>', "</span></div>")
    p.line("boilerplate", f"{p.english(3)}, 11:30 p.m. ET", '<div class="css-dt"><span>', "</span></div>")
    p.raw('<section class="css-bd">')
    p.body('<p class="css-p0">')
    p.raw("</section>")
    for _ in range(3):
        p.line("related", furniture.title(p.rng), '<div class="css-cd"><a href="/c"><h4>', "</h4></a>")
        p.line("related", furniture.teaser(p.rng), '<p class="css-tz"><a href="/c">', "</a></p></div>")
    p.raw("</div></div></div>")
    p.foot()
    return p.finish(head)


def paywall(p):
    """Two paragraphs, a wall, a cookie notice; the whole text in JSON-LD only."""
    text = "\n".join(x.lstrip("#>* ") for x in p.paragraphs)
    data = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": p.title, "datePublished": f"{p.day}T04:00:00Z", "dateModified": f"{p.updated or p.day}T05:00:00Z",
            "author": people(p.authors), "publisher": {"@type": "Organization", "name": p.outlet}, "isAccessibleForFree": False,
            **({"articleBody": text} if p.spec.get("told") else {})}
    head = f"<title>{html.escape(p.title)} | {p.outlet}</title>" + og(p) + ld(data)
    p.line("boilerplate", "We use cookies to personalise content and to measure how our pages are read. You can change your choice at any time.",
           '<div id="cookie-banner" class="consent"><p>', "</p></div>")
    p.nav()
    p.raw("<article>")
    p.line("headline", p.title, "<h1>", "</h1>")
    p.line("boilerplate", p.byline(), '<p class="author">', "</p>")
    p.line("boilerplate", p.english(1), f'<p class="date"><time datetime="{p.day}">', "</time></p>")
    p.raw('<div class="story-text">')
    p.body(upto=None if p.spec.get("told") else 2) if not p.spec.get("told") else p.body(upto=len(p.paragraphs))
    p.raw("</div>")
    p.line("boilerplate", "Subscribe to keep reading", '<div class="paywall"><h3>', "</h3>")
    p.line("boilerplate", "Already a subscriber? Log in. Try us for four weeks for one pound and cancel when you like.", "<p>", "</p></div></article>")
    p.foot()
    return p.finish(head)


def wrong_date(p):
    """The tags tell a date that cannot be, or that of the template or of the last change; the right one is printed."""
    lie = p.spec["lie"]
    head = f"<title>{html.escape(p.title)} | {p.outlet}</title>" + og(p) + f'<link rel="canonical" href="{p.url}">'
    if lie == "epoch":
        head += '<meta property="article:published_time" content="1970-01-01T00:00:00Z">'
    elif lie == "null":
        head += ld({"@type": "NewsArticle", "headline": p.title, "datePublished": "0001-01-01T00:00:00", "author": people(p.authors)})
    elif lie == "future":
        head += '<meta property="article:published_time" content="2091-05-05T00:00:00Z">'
    elif lie == "template":
        head += '<meta name="date" content="2008-01-15"><meta name="dcterms.created" content="2008-01-15">'
    elif lie == "modified":
        head += f'<meta name="last-modified" content="{p.updated}T08:00:00Z"><meta property="og:updated_time" content="{p.updated}T08:00:00Z">'
    elif lie == "swapped":       # datePublished is the day of the last change, later than the dateline and the URL
        head += ld({"@type": "NewsArticle", "headline": p.title, "datePublished": f"{p.updated}T08:00:00Z", "dateModified": f"{p.day}T08:00:00Z", "author": people(p.authors)})
    p.line("boilerplate", "Today is Friday, 3 January 2025" if lie in ("template", "epoch") else p.outlet, '<div class="topbar"><span>', "</span></div>")
    p.nav()
    p.raw('<div class="article">')
    p.line("headline", p.title, "<h1>", "</h1>")
    if p.authors:
        p.line("boilerplate", p.byline(), '<div class="byline">', "</div>")
    p.line("boilerplate", f"Published: {p.english(0)}", '<div class="publish-date">', "</div>")
    if p.updated:
        y, m, d = map(int, p.updated.split("-"))
        p.line("boilerplate", f"Updated: {MONTHS[m - 1]} {d}, {y}", '<div class="update-date">', "</div>")
    p.raw('<div class="article-text">')
    p.body()
    p.raw("</div></div>")
    p.related("Latest news", 3, "latest", True)
    p.foot()
    return p.finish(head)


def foreign(p):
    """Dates and furniture in the language of the page, no machine-readable date."""
    m = LOCAL[p.lang][p.m - 1]
    head = f'<title>{html.escape(p.title)} | {p.outlet}</title>' + og(p)
    printed = {"es": f"{p.d} de {m} de {p.y} a las 18:40", "fr": f"Publié le {p.d}{'er' if p.d == 1 else ''} {m} {p.y} à 18h40", "de": f"{p.d}. {m} {p.y}, 18:40 Uhr", "tr": f"{p.d} {m} {p.y}, 18:40"}[p.lang]
    by = {"es": "Por ", "fr": "Par ", "de": "Von ", "tr": ""}[p.lang]
    both = {"es": " y ", "fr": " et ", "de": " und ", "tr": " ve "}[p.lang]
    p.nav()
    p.raw("<article>")
    p.line("headline", p.title, "<h1>", "</h1>")
    if p.deck:
        p.line("subhead", p.deck, '<p class="chapo">', "</p>")
    if p.authors:
        p.line("boilerplate", by + both.join(p.authors), '<div class="author">', "</div>")
    p.line("boilerplate", printed, '<div class="date">', "</div>")
    p.raw('<div class="texto">')
    p.body()
    p.raw("</div></article>")
    head_of = {"es": "Te puede interesar", "fr": "À lire aussi", "de": "Mehr zum Thema", "tr": "İlgili haberler"}[p.lang]
    p.related(head_of, 3, "related")
    p.foot()
    return p.finish(head)


def spa(p):
    """A page of an application: data in a script, times of other stories before the story's own."""
    head = f"<title>{html.escape(p.title)}</title>" + og(p) + ld({"@context": "https://schema.org", "@type": "ReportageNewsArticle", "headline": p.title,
           "datePublished": f"{p.day}T12:00:00.000Z", "author": [{"@type": "Person", "name": [a]} for a in p.authors], "publisher": {"name": p.outlet}})
    p.raw('<div id="root"><div class="ticker">')
    for i in range(3):
        p.line("related", furniture.title(p.rng), f'<div><time datetime="{p.y + 1}-01-0{i + 1}T08:00:00Z">0{i + 1}:00</time> <a href="/t">', "</a></div>")
    p.raw('</div><main class="StoryPage"><div class="Hero">')
    p.line("headline", p.title, '<h1 class="Hero-title">', "</h1>")
    if p.deck:
        p.line("subhead", p.deck, '<div class="Hero-dek">', "</div>")
    p.line("boilerplate", ("By " + ", ".join(p.authors)).upper() if p.authors else p.outlet.upper(), '<div class="Hero-byline">', "</div>")
    p.raw('</div><div class="RichText">')
    p.body("<div class='Text'><p>", "</p></div>")
    p.raw("</div></main>")
    p.line("boilerplate", "Get the app", '<div class="AppBanner"><span>', "</span></div>")
    p.raw('<script id="__NEXT_DATA__" type="application/json">{"props":{"story":{"published":"' + p.day + '"}}}</script></div>')
    p.foot()
    return p.finish(head)


def signed(p):
    """By-lines as people write them: titles, places, agencies, capital letters; the name of the outlet in the line."""
    head = f"<title>{html.escape(p.title)} - {p.outlet}</title>" + og(p, **{"article:published_time": f"{p.day}T10:00:00+03:00"})
    p.nav()
    p.raw('<div class="content"><div class="post-header">')
    p.line("headline", p.title, "<h1>", "</h1>")
    p.line("boilerplate", p.spec["printed"], '<p class="byline">', "</p>")
    p.line("boilerplate", p.english(1), '<p class="time">', "</p>")
    p.raw('</div><div class="post-content">')
    p.body()
    p.raw("</div></div>")
    p.comments("respond")
    p.foot()
    return p.finish(head)


def spec(split, shape, article, outlet, host, day, **rest):
    return dict(split=split, shape=shape, article=article, outlet=outlet, host=host, day=day, **rest)


D, T = "dev", "test"
SPECS = [
    spec(D, wordpress, "herat", "Khaama Observer", "khaamaobserver.example", "2021-08-01", authors=["Farid Noorzai"], updated="2021-08-02", see=True),
    spec(D, wordpress, "crossing", "Frontier Gazette", "frontiergazette.example", "2023-09-15", authors=[], ld=False),
    spec(D, wordpress, "goma", "Great Lakes Review", "greatlakesreview.example", "2024-02-07", authors=["Claire Dubost"], zone="+02:00", see=True, no_deck=True),
    spec(T, wordpress, "peshawar", "Hindukush Times", "hindukushtimes.example", "2023-01-30", authors=["Tariq Mehmood"], updated="2023-01-31", see=True),
    spec(T, wordpress, "skopje", "Balkan Notebook", "balkannotebook.example", "2022-07-02", authors=[], zone="+02:00"),
    spec(D, arc, "bamako", "The Meridian", "meridian.example", "2022-01-31", authors=["Samir Haddad", "Lena Brandt"], updated="2022-02-01"),
    spec(D, arc, "lima", "Capital Herald", "capitalherald.example", "2023-01-15", authors=[]),
    spec(D, arc, "khartoum", "The Meridian", "meridian.example", "2023-05-11", authors=["Amina Rasheed", "Peter Okello", "Jonas Weller"], zone="-05:00"),
    spec(T, arc, "caracas", "Capital Herald", "capitalherald.example", "2023-12-14", authors=["Maria Santangelo", "David Mbeki"], updated="2023-12-16"),
    spec(T, arc, "tigray", "The Meridian", "meridian.example", "2022-11-02", authors=["Peter Okello"]),
    spec(D, amp, "crossing", "Subcontinent Today", "subcontinenttoday.example", "2023-09-15", authors=["Tariq Mehmood"]),
    spec(D, amp, "grain", "Harbour News", "harbournews.example", "2022-11-03", authors=["Olga Petrenko", "Hana Suzuki"], updated="2022-11-04"),
    spec(T, amp, "seoul", "Subcontinent Today", "subcontinenttoday.example", "2023-04-19", authors=["Hana Suzuki"]),
    spec(D, broadsheet, "crossing", "The Watchman", "watchman.example", "2023-09-15", authors=["Amina Rasheed"], updated="2023-09-16"),
    spec(D, broadsheet, "beirut", "The Watchman", "watchman.example", "2023-01-23", authors=["Samir Haddad", "Claire Dubost"]),
    spec(T, broadsheet, "goma", "The Watchman", "watchman.example", "2024-02-08", authors=["Jonas Weller", "Peter Okello"], updated="2024-02-09"),
    spec(T, broadsheet, "lima", "The Watchman", "watchman.example", "2023-01-15", authors=["Maria Santangelo"]),
    spec(D, tables, "seoul", "Peninsula Post", "peninsulapost.example", "2006-07-05", authors=["Hana Suzuki"]),
    spec(D, tables, "skopje", "Vardar Daily", "vardardaily.example", "2004-05-14", authors=[]),
    spec(T, tables, "bamako", "Sahel Bulletin", "sahelbulletin.example", "2009-03-16", authors=["David Mbeki", "Claire Dubost"]),
    spec(D, blogspot, "herat", "Letters from the West Gate", "westgate.example", "2021-08-08", authors=["Jonas Weller"], path="/2021/08/herat.html"),
    spec(D, blogspot, "tigray", "Horn Diary", "horndiary.example", "2022-11-04", authors=[], trap=True, path="/2022/11/truce.html"),
    spec(T, blogspot, "khartoum", "Two Niles", "twoniles.example", "2023-05-12", authors=["Amina Rasheed"], trap=True, path="/2023/05/ceasefire.html"),
    spec(D, release, "grain", "Ministry of Transit", "transit.example", "2022-11-03", dc=True),
    spec(D, release, "caracas", "Office of the Mediator", "mediator.example", "2023-12-15", style=1),
    spec(D, release, "goma", "Relief Desk", "reliefdesk.example", "2024-02-13", style=2),
    spec(T, release, "tigray", "Union Press Service", "unionpress.example", "2022-11-02", style=3),
    spec(T, release, "crossing", "Customs House", "customs.example", "2023-09-15", style=0),
    spec(D, live, "khartoum", "Eastern Star", "easternstar.example", "2023-05-11", authors=["Lena Brandt", "Samir Haddad"], updated="2023-05-12"),
    spec(T, live, "grain", "Eastern Star", "easternstar.example", "2022-11-03", authors=["Olga Petrenko"]),
    spec(D, microdata, "beirut", "Cedar Wire", "cedarwire.example", "2023-01-23", authors=["Samir Haddad"], updated="2023-01-25"),
    spec(D, microdata, "bamako", "Niger Bend", "nigerbend.example", "2022-01-31", authors=["Claire Dubost", "David Mbeki"]),
    spec(T, microdata, "herat", "Silk Road Dispatch", "silkroad.example", "2021-08-01", authors=["Farid Noorzai"], updated="2021-08-03"),
    spec(D, wire, "herat", "", "wire.example", "2021-08-01", authors=[], style=0),
    spec(D, wire, "seoul", "", "wire.example", "2023-04-19", authors=["Hana Suzuki", "Jonas Weller"], style=2, agency="AP"),
    spec(T, wire, "lima", "", "wire.example", "2023-01-14", authors=["Maria Santangelo"], style=1),
    spec(D, graph_tags, "tigray", "Ledger and Mail", "ledgermail.example", "2022-11-02", authors=["Peter Okello", "Amina Rasheed"], updated="2022-11-05"),
    spec(D, graph_tags, "peshawar", "Ledger and Mail", "ledgermail.example", "2023-01-30", authors=[]),
    spec(T, graph_tags, "beirut", "Ledger and Mail", "ledgermail.example", "2023-01-23", authors=["Claire Dubost"], zone="+0200"),
    spec(D, paywall, "caracas", "Financial Courier", "fincourier.example", "2023-12-14", authors=["Maria Santangelo"], updated="2023-12-15"),
    spec(D, paywall, "grain", "Financial Courier", "fincourier.example", "2022-11-03", authors=["Olga Petrenko"], told=True),
    spec(T, paywall, "bamako", "Financial Courier", "fincourier.example", "2022-01-31", authors=["Jonas Weller", "Claire Dubost"]),
    spec(D, wrong_date, "skopje", "Morning Link", "morninglink.example", "2022-07-02", authors=["Lena Brandt"], lie="epoch"),
    spec(D, wrong_date, "seoul", "Morning Link", "morninglink.example", "2023-04-19", authors=["Hana Suzuki"], lie="null"),
    spec(D, wrong_date, "peshawar", "Morning Link", "morninglink.example", "2023-01-30", authors=["Tariq Mehmood"], lie="template"),
    spec(D, wrong_date, "goma", "Morning Link", "morninglink.example", "2024-02-07", authors=["Peter Okello"], lie="modified", updated="2024-06-30"),
    spec(D, wrong_date, "lima", "Morning Link", "morninglink.example", "2023-01-15", authors=[], lie="swapped", updated="2023-03-02"),
    spec(T, wrong_date, "khartoum", "Evening Link", "eveninglink.example", "2023-05-11", authors=["Amina Rasheed"], lie="future"),
    spec(T, wrong_date, "caracas", "Evening Link", "eveninglink.example", "2023-12-14", authors=["Maria Santangelo"], lie="modified", updated="2024-03-01"),
    spec(T, wrong_date, "herat", "Evening Link", "eveninglink.example", "2021-08-01", authors=["Farid Noorzai", "Jonas Weller"], lie="epoch"),
    spec(D, foreign, "es_bogota", "El Correo Andino", "correoandino.example", "2024-02-06", authors=["María Santángelo"]),
    spec(D, foreign, "fr_dakar", "La Presqu'île", "presquile.example", "2024-02-05", authors=["Claire Dubost", "Moussa Diop"]),
    spec(D, foreign, "tr_ankara", "Başkent Postası", "baskentpostasi.example", "2023-12-21", authors=[]),
    spec(T, foreign, "de_belgrad", "Donaukurier am Abend", "donauabend.example", "2022-12-27", authors=["Lena Brandt"]),
    spec(T, foreign, "fr_dakar", "Le Cap", "lecap.example", "2024-02-01", authors=["Moussa Diop"]),
    spec(D, spa, "beirut", "Levant Now", "levantnow.example", "2023-01-23", authors=["Samir Haddad"]),
    spec(D, spa, "khartoum", "Levant Now", "levantnow.example", "2023-05-11", authors=["Amina Rasheed", "Peter Okello"]),
    spec(T, spa, "skopje", "Levant Now", "levantnow.example", "2022-07-02", authors=["Lena Brandt"]),
    spec(D, signed, "crossing", "Durand Post", "durandpost.example", "2023-09-15", authors=["Reuters"], printed="Reuters"),
    spec(D, signed, "peshawar", "Durand Post", "durandpost.example", "2023-01-30", authors=["Tariq Mehmood", "Farid Noorzai"],
         printed="By Tariq Mehmood in Peshawar and Farid Noorzai in Kabul"),
    spec(D, signed, "caracas", "Durand Post", "durandpost.example", "2023-12-14", authors=["Maria Santangelo"], printed="By Maria Santangelo, Durand Post Correspondent"),
    spec(D, signed, "skopje", "Durand Post", "durandpost.example", "2022-07-02", authors=[], printed="By Our Correspondent"),
    spec(T, signed, "seoul", "Durand Post", "durandpost.example", "2023-04-19", authors=["Hana Suzuki", "Jonas Weller"], printed="By HANA SUZUKI and JONAS WELLER | Associated Press"),
    spec(T, signed, "grain", "Durand Post", "durandpost.example", "2022-11-03", authors=["Agence France-Presse"], printed="By Agence France-Presse"),
    spec(T, signed, "beirut", "Durand Post", "durandpost.example", "2023-01-23", authors=["Samir Haddad"], printed="Written by Samir Haddad, Beirut"),
    spec(T, signed, "goma", "Durand Post", "durandpost.example", "2024-02-07", authors=[], printed="Staff Reporter"),
]


def main():
    folder = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else HERE
    from outlets import SPECS as OUTLETS
    counts = {}
    for number, s in enumerate(SPECS + OUTLETS):
        s["name"] = f"{number:02d}_{s['shape'].__name__}_{s['article']}"
        page, label = s["shape"](Page(s))
        target = folder / s["split"]
        target.mkdir(parents=True, exist_ok=True)
        (target / (s["name"] + ".html")).write_text(page)
        (target / (s["name"] + ".json")).write_text(json.dumps(label, ensure_ascii=False, indent=1) + "\n")
        counts[s["split"]] = counts.get(s["split"], 0) + 1
    print(counts)


if __name__ == "__main__":
    sys.modules["compose"] = sys.modules["__main__"]      # outlets.py builds on this file
    main()
