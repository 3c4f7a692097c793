"""The shapes that templates of well-known outlets and systems had in 2022-2024, written from memory with our own texts, names and outlets.

Labels as in compose.py, fixed before the program first read the pages. Agencies that sign are authors; an outlet, its desk or "our correspondent" is none.
A line that tells who reported, at the end of a text, is no body.
"""
import html
import json

import furniture_lines as furniture
from compose import MONTHS, ld, og, people, spec

CONSENT = ["We value your privacy", "We and our 842 partners store and access information on a device, such as unique identifiers in cookies, to process personal data. "
           "You may accept or manage your choices by clicking below, including your right to object where legitimate interest is used.",
           "Your preferences will apply to this website only and you can change them at any time by returning to this site and clicking the privacy button at the bottom of the page.",
           "We and our partners process data to provide: use precise geolocation data, actively scan device characteristics for identification, store and access information on a device."]


def news(p, kind="NewsArticle", time="T09:05:00Z", **more):
    data = {"@context": "https://schema.org", "@type": kind, "headline": p.title, "datePublished": p.day + time, "dateModified": (p.updated or p.day) + time,
            "author": people(p.authors), "publisher": {"@type": "NewsMediaOrganization", "name": p.outlet}, "image": {"@type": "ImageObject", "url": p.image}}
    data.update(more)
    return ld({k: v for k, v in data.items() if v is not None})


def head_of(p, extra="", sep=" | ", link=True, **tags):
    return f"<title>{html.escape(p.title)}{sep}{p.outlet}</title>" + og(p, **tags) + (f'<link rel="canonical" href="{p.url}">' if link else "") + extra


def us(p, day=None):
    y, m, d = map(int, (day or p.day).split("-"))
    return f"{MONTHS[m - 1]} {d}, {y}"


def broadcaster(p):
    """Blocks with data-component, hashed classes; "By A" and "Outlet, place" one below the other; labels for screen readers."""
    head = head_of(p, news(p, "ReportageNewsArticle", "T16:41:10.000Z", author=[{"@type": "NewsMediaOrganization", "name": p.outlet}]), " - ")
    p.nav("ssrcss-1u47p8g-LinkWrapper")
    p.raw('<main id="main-content"><article class="ssrcss-pv1rh6-ArticleWrapper e1nh2i2l6">')
    p.line("headline", p.title, '<header data-component="headline-block"><h1 id="main-heading" class="ssrcss-15xko80-StyledHeading">', "</h1></header>")
    p.line("boilerplate", "2 days ago", f'<div data-component="metadata-strip"><span class="visually-hidden">Published</span><span><time data-testid="timestamp" datetime="{p.day}T16:41:10.000Z">', "</time></span></div>")
    p.line("boilerplate", "By " + " & ".join(p.authors), '<div data-component="byline-block" class="ssrcss-h3c0s8-ByLineBlock"><div class="ssrcss-68pt20-Text-TextContributorName">', "</div>")
    p.line("boilerplate", f"{p.outlet}, {p.place.title()}", '<div class="ssrcss-84ltp5-Text">', "</div></div>")
    p.raw('<div data-component="image-block"><figure><span class="visually-hidden">Image source, </span><span role="text" class="ssrcss-bt-Text">Getty Images</span>')
    p.line("caption", "Snow lay on the roofs of the old town", '<figcaption class="ssrcss-1q-StyledFigureCaption"><span class="visually-hidden">Image caption, </span>', "</figcaption></figure></div>")
    for i, t in enumerate(p.paragraphs):
        if t.startswith("## "):
            p.line("subhead", t[3:], '<div data-component="subheadline-block"><h2 class="ssrcss-y2fd7s-StyledHeading">', "</h2></div>")
        else:
            b = "<b class='ssrcss-hmf8ql-BoldText'>" if i == 0 else ""
            p.line("body", t, f'<div data-component="text-block" class="ssrcss-11r1m41-RichTextComponentWrapper"><div class="ssrcss-7uxr49-RichTextContainer"><p class="ssrcss-1q0x1qg-Paragraph">{b}', ("</b>" if b else "") + "</p></div></div>")
        if i == 2:
            p.raw('<div data-component="unordered-list-block" class="ssrcss-uf6wea-RichTextComponentWrapper"><ul>')
            for _ in range(2):
                p.line("related", furniture.title(p.rng), '<li><a href="/news/1" class="ssrcss-k17ofw-InlineLink">', "</a></li>")
            p.raw("</ul></div>")
    p.raw('</article><section data-component="related-topics">')
    p.line("boilerplate", "Related Topics", "<h2>", "</h2>")
    p.lines_of("boilerplate", ["Winter", "Energy"], '<li><a href="/t">', "</a></li>")
    p.raw("</section>")
    p.related("More on this story", 3, "ssrcss-1ocoo3l-Wrap")
    p.raw("</main>")
    p.foot()
    return p.finish(head)


def islands(p):
    """data-gu-name, rich links, a sign-up and a privacy notice inside the text, an appeal below."""
    head = head_of(p, ld([{"@type": "NewsArticle", "headline": p.title, "author": people(p.authors), "datePublished": f"{p.day}T17:03:58.000Z", "dateModified": f"{p.updated or p.day}T20:14:01.000Z",
                          "mainEntityOfPage": p.url, "publisher": {"@type": "Organization", "name": p.outlet}}, {"@type": "WebPage", "@id": p.url}]), " | World | ",
                   **{"article:author": "https://www.watch.example/profile/someone", "article:published_time": f"{p.day}T17:03:58.000Z"})
    p.nav("dcr-1kz7i4z")
    p.raw('<main><article class="dcr-kr8wcg">')
    p.line("headline", p.title, '<div data-gu-name="headline"><h1 class="dcr-u0152o">', "</h1></div>")
    if p.deck:
        p.line("subhead", p.deck, '<div data-gu-name="standfirst"><div class="dcr-jew0bi"><p>', "</p></div></div>")
    p.raw('<aside data-gu-name="meta"><address aria-label="Contributor info" data-component="meta-byline"><div class="dcr-9u1">' +
          " and ".join(f'<a rel="author" href="/profile/x">{a}</a>' for a in p.authors) + f" in {p.place.title()} and agencies</div></address>")
    p.lines.append({"role": "boilerplate", "text": " and ".join(p.authors) + f" in {p.place.title()} and agencies"})
    p.line("boilerplate", f"{p.weekday[:3]} {p.d} {MONTHS[p.m - 1][:3]} {p.y} 17.03 GMT", '<details class="dcr-km9fgb"><summary>', "</summary>Last modified on " +
           f"{p.d} {MONTHS[p.m - 1][:3]} {p.y} 20.14 GMT</details></aside>")
    p.caption('<div data-gu-name="media"><figure id="x"><picture></picture><figcaption class="dcr-1usbar2"><span>', "</span></figcaption></figure></div>")

    def rich(q):
        q.line("related", furniture.title(q.rng), '<figure data-spacefinder-role="richLink" class="dcr-1mfia18"><gu-island name="RichLinkComponent"><div><a href="/l">', "</a></div>")
        q.line("related", "Read more", '<a href="/l">', "</a></gu-island></figure>")

    def sign_up(q):
        q.raw('<figure data-spacefinder-role="inline" class="dcr-173mewl"><aside aria-label="newsletter promotion" class="dcr-av0h4">')
        q.line("boilerplate", "Sign up to First Thing", "<h2>", "</h2>")
        q.line("boilerplate", "Free daily newsletter. Our editor takes you through the top stories and what they mean, every weekday morning.", "<p>", "</p>")
        q.line("boilerplate", "Privacy Notice: Newsletters may contain info about charities, online ads, and content funded by outside parties. For more information see our Privacy Policy. We use a "
               "service to protect our website and its terms apply.", "<span><strong>", "</strong></span></aside></figure>")
    p.raw('<div id="maincontent" class="dcr-bfr7g9"><div class="article-body-commercial-selector article-body-viewer-selector dcr-aj3tji">')
    p.body('<p class="dcr-94xsh">', between=[(0, rich), (2, sign_up)])
    p.raw("</div></div>")
    p.line("boilerplate", "Dear reader, before you move on, we have a favour to ask. Millions have put their trust in our fearless journalism since we started publishing, and it costs money.",
           '<div id="slot-body-end"><div class="contributions"><p>', "</p></div></div>")
    p.line("boilerplate", "Explore more on these topics", '<div class="dcr-1nx1rmt"><span>', "</span><ul><li><a href='/t'>World</a></li></ul></div></article></main>")
    p.related("Most viewed", 5, "dcr-1lkigs8")
    p.foot()
    return p.finish(head)


def agency(p):
    """data-testid paragraphs, the summary above, who reported and the principles below, all beside the text."""
    head = head_of(p, news(p, time="T21:41:09.118Z"), **{"article:published_time": f"{p.day}T21:41:09Z", "article:modified_time": f"{p.updated or p.day}T23:00:00Z"})
    p.raw('<div id="fusion-app"><header class="site-header-module__header">')
    p.nav()
    p.raw('</header><article data-testid="Article" class="article__container__2MUeZ"><header><div class="article-header__heading__15OpQ">')
    p.line("headline", p.title, '<h1 data-testid="Heading" class="text__text__1FZLe">', "</h1></div>")
    p.raw('<div class="info-content__author-date__1Epi_"><div class="author-name__author">By ' + " and ".join(f'<a data-testid="AuthorNameLink" rel="author" href="/authors/a">{a}</a>' for a in p.authors) + "</div>")
    p.lines.append({"role": "boilerplate", "text": "By " + " and ".join(p.authors)})
    p.raw(f'<time data-testid="DateLine" class="date-line__date" datetime="{p.day}T21:41:09Z"><span class="date-line__date___kNbY">{us(p)}</span><span>9:41 PM UTC</span><span>Updated 2 days ago</span></time></div></header>')
    if p.spec.get("summary"):
        p.raw('<div data-testid="Summary" class="summary__container"><ul><li>Summary</li></ul><ul class="summary__content">')
        for t in ("Ships leave port", "Ankara tells of guarantees"):
            p.line("body", t, '<li class="summary__point">', "</li>")
        p.raw("</ul></div>")
    p.line("caption", "[1/3] A ship lies at anchor off the old lighthouse. REUTERS/Jonas Weller", '<figure data-testid="Image"><figcaption class="caption"><p>', "</p></figcaption></figure>")
    p.raw('<div class="article-body__content__17Yit paywall-article">')
    for i, t in enumerate(p.paragraphs):
        t = t.lstrip("#>* ")
        prefix = f"{p.place}, {MONTHS[p.m - 1][:3]} {p.d} (Reuters) - " if i == 0 else ""
        p.line("body", prefix + t, f'<div data-testid="paragraph-{i}" class="text__text__1FZLe text__dark-grey__3Ml43">', "</div>")
    p.line("boilerplate", f"Reporting by {p.authors[0]}; Additional reporting by Lena Brandt in Geneva; Editing by William Stone", '<p data-testid="SignOff" class="sign-off__text">', "</p>")
    p.line("boilerplate", "Our Standards: The Thomson Reuters Trust Principles.", '<p data-testid="Body" class="article-body__trust"><span>', "</span></p></div>")
    p.raw('<div class="author-bio__author-card"><address>')
    p.line("boilerplate", p.authors[0], "<span>", "</span>")
    p.line("boilerplate", "Thomson Reuters", "<p>", "</p>")
    p.line("boilerplate", "Award-winning correspondent who has covered grain, shipping and three governments from the shores of the Black Sea since 2009.", '<p class="author-bio__description">', "</p></address></div></article>")
    p.related("Read Next", 4, "read-next-panel")
    p.foot()
    return p.finish(head)


def cooperative(p):
    """Page-headline, RichTextStoryBody, names in capitals, time as milliseconds in an attribute, a list of other coverage inside."""
    head = head_of(p, news(p, author=people(p.authors), time="T20:09:11Z") if p.spec.get("ld", True) else "", " | ")
    p.raw('<bsp-page-actions><div class="Page-header"></div></bsp-page-actions>')
    p.nav("Page-header-navigation")
    p.raw('<bsp-story-page class="StoryPage"><main class="Page-main"><div class="Page-content"><div class="Page-storyHeader">')
    p.line("headline", p.title, '<h1 class="Page-headline">', "</h1></div>")
    p.line("caption", "Two men carry a mattress out of a house. (AP Photo/Peter Okello)", '<div class="Page-lead"><figure class="Figure"><figcaption class="Figure-caption"><p>', "</p></figcaption></figure></div>")
    p.raw('<div class="Page-byline-wrapper"><div class="Page-byline"><div class="Page-authors">By&nbsp;' + ", ".join(f'<a class="Link" href="/author/a">{a.upper()}</a>' for a in p.authors) + "</div>")
    p.lines.append({"role": "boilerplate", "text": "By " + ", ".join(a.upper() for a in p.authors)})
    from datetime import datetime, timezone
    stamp = int(datetime(p.y, p.m, p.d, 20, 9, tzinfo=timezone.utc).timestamp() * 1000)
    p.raw(f'<div class="Page-dateModified"><span>Updated </span><bsp-timestamp data-timestamp="{stamp}"><span data-date>8:09 PM GMT, {us(p)}</span></bsp-timestamp></div></div></div>')
    p.line("boilerplate", "Share", '<div class="ActionBar Page-actions"><button>', "</button><span>Share</span></div>")
    p.raw('<div class="RichTextStoryBody RichTextBody">')

    def hub(q):
        q.raw('<div class="Enhancement" data-align-center><div class="PageListEnhancementGeneric"><div class="PageList-header"><h3 class="PageList-header-title">Other coverage</h3></div><div class="PageList-items">')
        q.lines.append({"role": "related", "text": "Other coverage"})
        for _ in range(3):
            q.line("related", furniture.title(q.rng), '<div class="PageList-items-item"><div class="PagePromo"><h3 class="PagePromo-title"><a href="/p">', "</a></h3>")
            q.line("related", furniture.teaser(q.rng), '<div class="PagePromo-description"><span>', "</span></div></div></div>")
        q.raw("</div></div></div>")
    for i, t in enumerate(p.paragraphs):
        p.line("quote_block" if t[0] == ">" else "body", (f"{p.place} (AP) — " if i == 0 else "") + t.lstrip("#>* "), "<p>", "</p>")
        if i == 1:
            hub(p)
    p.line("boilerplate", "___", "<p>", "</p>")
    p.raw('</div></div></main></bsp-story-page>')
    p.related("Most read", 5, "PageListRightRail")
    p.foot()
    return p.finish(head)


def gulf(p):
    """wysiwyg, "Keep reading" inside, the day said twice in one line."""
    head = head_of(p, news(p, author=[{"@type": "Person", "name": a} for a in p.authors] or {"@type": "Organization", "name": p.outlet}), " | News | ")
    p.line("boilerplate", "Skip links", '<div class="container__skip"><span class="screen-reader-text">', "</span><a href='#main'>Skip to Content</a></div>")
    p.nav("header-menu")
    p.raw('<main id="main-content-area"><header class="article-header">')
    p.line("headline", p.title, "<h1>", "</h1>")
    if p.deck:
        p.line("subhead", p.deck, '<p class="article__subhead"><em>', "</em></p>")
    p.raw("</header>")
    p.line("caption", "Smoke over the market quarter on Thursday [Amina Rasheed/Reuters]", '<figure class="article-featured-image"><div></div><figcaption>', "</figcaption></figure>")
    p.raw('<div class="article-info-block css-ti04u9"><div class="article-b-l">')
    if p.authors:
        p.raw('<div class="article-author-name">By ' + " and ".join(f'<a class="author-link" href="/author/x">{a}</a>' for a in p.authors) + "</div>")
        p.lines.append({"role": "boilerplate", "text": "By " + " and ".join(p.authors)})
    day = f"{p.d} {MONTHS[p.m - 1][:3]} {p.y}"
    p.raw(f'<div class="date-simple css-1yjq2zp"><span class="screen-reader-text">Published On {day}</span><span aria-hidden="true">{day}</span></div></div></div>')
    p.raw('<div class="wysiwyg wysiwyg--all-content css-ibbk12" aria-live="polite">')

    def keep(q):
        q.line("related", "Keep reading", '<div class="more-on"><h2 class="more-on__heading">', "</h2><ul class='more-on__list'><h3 class='screen-reader-text'>list of 3 items</h3>")
        for i in range(3):
            q.raw(f'<li class="screen-reader-text">list {i + 1} of 3</li>')
            q.line("related", furniture.title(q.rng), '<li><h3><a class="more-on__link" href="/k">', "</a></h3></li>")
        q.raw("<li class='screen-reader-text'>end of list</li></ul></div>")
    p.body(between=[(1, keep), (3, lambda q: q.raw('<div class="container--ads-article-body"><div id="ad-1">Advertisement</div></div>'))])
    p.line("boilerplate", f"Source: {p.outlet} and news agencies", '<div class="article-source">', "</div></div></main>")
    p.related("Most popular", 4, "trending-articles", True)
    p.foot()
    return p.finish(head)


def grey_lady(p):
    """Companion columns parted by advertisements; who the writer is, the print edition and a wall below."""
    head = head_of(p, news(p, time="T18:22:32-05:00"), " - ", **{"article:published_time": f"{p.day}T18:22:32-05:00"}) + f'<meta name="byl" content="By {" and ".join(p.authors)}">'
    p.raw('<div id="app"><header class="css-1d8azkr">')
    p.nav()
    p.raw('</header><main id="site-content"><article id="story" class="css-1vxca1d e1lmdhsb0"><div id="top-wrapper"><div>Advertisement</div><a href="#after-top">SKIP ADVERTISEMENT</a></div>')
    p.line("headline", p.title, '<header class="css-1h84ncs"><h1 data-testid="headline" class="css-1l24qy5 e1h9rw200">', "</h1>")
    if p.deck:
        p.line("subhead", p.deck, '<p id="article-summary" class="css-79elbk">', "</p>")
    p.line("boilerplate", "Share full article", '<div class="css-gift"><span>', "</span></div>")
    p.raw('</header><div class="css-1baulvz"><p class="css-4anu6l e1jsehar1"><span class="byline-prefix">By </span>' + " and ".join(f'<span class="css-1baulvz last-byline" itemprop="name"><a class="css-n8ff4n e1jsehar0" href="/by/a">{a}</a></span>' for a in p.authors) + "</p>")
    p.lines.append({"role": "boilerplate", "text": "By " + " and ".join(p.authors)})
    if p.spec.get("from"):
        p.line("boilerplate", p.spec["from"], '<p class="css-editor">', "</p>")
    p.line("boilerplate", f"{MONTHS[p.m - 1][:3]}. {p.d}, {p.y}", f'<time class="css-rqb9bm e16638kd0" datetime="{p.day}T18:22:32-05:00"><span>', "</span></time></div>")
    p.raw('<section name="articleBody" class="meteredContent css-1r7ky0e">')
    column = '<div class="css-s99gbd StoryBodyCompanionColumn" data-testid="companionColumn-0"><div class="css-53u6y8">'
    for at in range(0, len(p.paragraphs), 2):
        p.raw(column)
        for i, t in enumerate(p.paragraphs[at:at + 2]):
            place = p.place.split(",")[0]
            p.line("subhead" if t[0] == "#" else "quote_block" if t[0] == ">" else "body", (f"{place} — " if at + i == 0 else "") + t.lstrip("#>* "),
                   '<h2 class="css-13o6u42">' if t[0] == "#" else "<blockquote><p>" if t[0] == ">" else '<p class="css-at9mc1 evys1bk0">', "</h2>" if t[0] == "#" else "</p></blockquote>" if t[0] == ">" else "</p>")
        p.raw(f"</div><aside class='css-ew4tgv'></aside></div><div class='css-1dv1kvn' id='story-ad-{at}-wrapper'><div>Advertisement</div><a href='#after'>SKIP ADVERTISEMENT</a></div>")
    p.raw('</section><div class="bottom-of-article">')
    p.line("boilerplate", f"{p.authors[0]} is a correspondent who has covered wars and elections on three continents. More about {p.authors[0]}", '<div class="css-19hdyf3"><p>', "</p></div>")
    p.line("boilerplate", f"A version of this article appears in print on {MONTHS[p.m - 1][:3]}. {min(p.d + 1, 28)}, {p.y}, Section A, Page 4 of the New York edition.", '<div class="css-1cnm"><div>', "</div></div></div></article></main>")
    p.raw('<div id="gateway-content">')
    p.line("boilerplate", "Thank you for your patience while we verify access. If you are in Reader mode please exit and log into your account, or subscribe for all of our journalism.", "<div><p>", "</p></div></div>")
    p.foot()
    return p.finish(head)


def cable(p):
    """inline-placeholder; names and the outlet in one line; the day after the clock and the zone."""
    head = head_of(p, news(p, time="T04:54:00.000Z") if p.spec.get("ld") else "", " | ")
    p.nav("header__nav")
    p.raw('<div class="layout__content-wrapper"><section class="layout__main"><article class="article" data-uri="x">')
    p.line("headline", p.title, '<div class="headline__wrapper"><h1 data-editable="headlineText" class="headline__text inline-placeholder">', "</h1></div>")
    p.raw('<div class="byline__names">By ' + ", ".join(f'<a class="byline__link"><span class="byline__name">{a}</span></a>' for a in p.authors[:-1]) + (" and " if len(p.authors) > 1 else "") +
          f'<span class="byline__name">{p.authors[-1]}</span>, {p.outlet}</div>')
    p.lines.append({"role": "boilerplate", "text": "By " + " and ".join(p.authors) + f", {p.outlet}"})
    p.line("boilerplate", f"3 minute read Updated 11:54 PM EST, {p.weekday[:3]} {us(p)}", '<div class="headline__sub-description"><div class="timestamp">', "</div></div>")
    p.raw('<main class="article__main"><div class="image image__lede">')
    p.line("caption", "Police stand guard on the avenue.", '<div class="image__metadata"><div class="image__caption attribution"><span class="inline-placeholder">', "</span></div>")
    p.raw('<figcaption class="image__credit">Samir Haddad/AFP/Getty Images</figcaption></div></div><div class="article__content" itemprop="articleBody">')
    for i, t in enumerate(p.paragraphs):
        before = '<p class="paragraph inline-placeholder" data-component-name="paragraph">'
        text = t.lstrip("#>* ")
        if i == 0:
            p.raw(f'{before}<cite class="source__cite"><span class="source__location">{p.place.title()}</span><span class="source__text">{p.outlet}</span>&nbsp;&mdash;&nbsp;</cite></p>')
        p.line("body", text, before)
        if i == 1:
            p.raw('<div class="related-content related-content--article"><a href="/r"><div class="related-content__image"></div><p class="related-content__headline"><span>' + furniture.title(p.rng) + "</span></p></a></div>")
        if i == 2:
            p.line("boilerplate", "Ad Feedback", '<div class="ad-slot__feedback"><span>', "</span></div>")
            p.line("caption", "Video: crowds on the bridge at noon", '<div class="video-resource"><div class="video-resource__headline"><span>', "</span><span>01:32 - Source: CNN</span></div></div>")
    p.raw("</div></main></article></section>")
    p.line("related", "Up next", '<div class="zone--right"><h2>', "</h2>")
    for _ in range(4):
        p.line("related", furniture.title(p.rng), '<div class="card"><a href="/u"><span class="container__headline-text">', "</span></a>")
        p.line("boilerplate", "5 minute read", '<span class="container__read">', "</span></div>")
    p.raw("</div></div>")
    p.foot()
    return p.finish(head)


def capital(p):
    """Every paragraph in a wrapper of its own named article-body; promotions between."""
    head = head_of(p, news(p, time="T22:12:00.000Z"), " - ")
    p.raw('<div id="__next"><nav data-qa="sc-header"></nav><main><header class="grid-center">')
    p.line("headline", p.title, '<h1 id="main-content" data-qa="headline"><span>', "</span></h1>")
    if p.deck:
        p.line("subhead", p.deck, '<h2 data-testid="subheadline">', "</h2>")
    p.raw('<div data-qa="author-byline" class="wpds-c-knSWeD">By ' + " and ".join(f'<a data-qa="author-name" rel="author" href="/people/a">{a}</a>' for a in p.authors) + "</div>")
    p.lines.append({"role": "boilerplate", "text": "By " + " and ".join(p.authors)})
    p.line("boilerplate", f"{us(p)} at 6:12 p.m. EDT", '<div data-testid="display-date" class="display-date">', "</div></header>")
    p.raw('<div class="meteredContent grid-center">')
    for i, t in enumerate(p.paragraphs):
        p.line("body", t.lstrip("#>* "), '<div class="article-body" data-qa="article-body"><p data-el="text" class="wpds-c-cYdRxM font-copy">', "</p></div>")
        if i == 1:
            p.line("related", furniture.title(p.rng), '<div class="article-body" data-qa="article-body"><p class="interstitial-link"><i><a href="/i">[', "]</a></i></p></div>")
            p.lines[-1]["text"] = "[" + p.lines[-1]["text"] + "]"
        if i == 2:
            p.line("boilerplate", "Get the full experience. Choose your plan", '<div data-qa="subscribe-promo" class="hide-for-print"><p>', "</p></div>")
    p.raw("</div></main></div>")
    p.related("More from the Post", 3, "recirc-module")
    p.foot()
    return p.finish(head)


def karachi(p):
    """story__content; "Author | Outlet" and "Published ... Updated"; "Published in Outlet" as the last paragraph."""
    head = head_of(p, "", " - ", **{"article:published_time": f"{p.day}T22:11:04+05:00" if p.spec.get("meta") else "", "og:type": "article"})
    p.nav("nav__menu")
    p.raw('<main><article class="story story--page"><div class="template__header">')
    p.line("headline", p.title, '<h2 class="story__title"><a href="/n/1" class="story__link">', "</a></h2>")
    p.raw('<span class="story__byline"><a class="story__byline__link" href="/authors/1">' + "</a> | <a class='story__byline__link' href='/authors/2'>".join(p.authors or [p.outlet]) + "</a></span>")
    p.lines.append({"role": "boilerplate", "text": " | ".join(p.authors or [p.outlet])})
    p.raw(f'<span class="story__time">Published <span class="timestamp--label"></span><span class="timestamp--date">{us(p)}</span>' +
          (f'<span class="timestamp__sep">&nbsp;</span><span>Updated <span class="timestamp--date">{us(p, p.updated)} 08:12am</span></span>' if p.updated else "") + "</span></div>")
    p.line("caption", "Rescue workers search the ruins of the prayer hall. — AFP", '<figure class="media media--uneven"><div class="media__item"></div><figcaption class="media__caption">', "</figcaption></figure>")
    p.raw('<div class="story__content overflow-hidden text-4 sm:text-4.5">')
    p.body(dateline=f"{p.place.split(',')[0]}: ", between=[(2, lambda q: q.line("related", "Read more: " + furniture.title(q.rng), '<p><strong>', "</strong></p>"))])
    y, m, d = map(int, (p.updated or p.day).split("-"))
    p.line("boilerplate", f"Published in {p.outlet}, {MONTHS[m - 1]} {d}{'st' if d in (1, 21, 31) else 'th'}, {y}", "<p><em>", "</em></p></div></article></main>")
    p.raw('<div class="sidebar">')
    p.related("Latest Stories", 5, "box")
    p.line("comment", "Comments (2) Closed", '</div><div id="comments" class="comments"><h4>', "</h4>")
    p.line("comment", "May Allah give patience to the families. What was the security doing at four gates, I ask the government again and again.", '<div class="comment__body"><p>', "</p></div></div>")
    p.foot()
    return p.finish(head)


def mumbai(p):
    """Text in a div, parted by <br>; advertisements in spans; the agency is the author; a body in JSON-LD."""
    text = " ".join(x.lstrip("#>* ") for x in p.paragraphs)
    head = head_of(p, news(p, time="T23:14:00+05:30", author={"@type": "Thing", "name": p.authors[0]}, articleBody=text), " - ")
    p.nav("_13g5x")
    p.raw('<div class="contentwrapper"><div class="_3Mkg-">')
    p.line("headline", p.title, '<h1 class="HNMDR"><span>', "</span></h1>")
    y = f"{p.authors[0]} / {MONTHS[p.m - 1][:3]} {p.d}, {p.y}, 23:14 IST"
    p.line("boilerplate", y, '<div class="xf8Pm byline">', "</div>")
    p.line("boilerplate", "FOLLOW US", '<div class="ZcmAC"><span>', "</span></div>")
    p.raw('<div class="_s30J clearfix">')
    for i, t in enumerate(p.paragraphs):
        p.line("body", (f"{p.place}: " if i == 0 else "") + t.lstrip("#>* "), "", "<br><br>")
        if i == 1:
            p.raw('<div class="mgid_ad"><div class="_2zPz7">AD</div></div>')
        if i == 2:
            p.raw('<div class="cdatainfo id-r-component"><b>Also Read</b><div><a href="/x">' + furniture.title(p.rng) + "</a></div></div>")
    p.raw("</div></div></div>")
    p.line("boilerplate", "End of Article", '<div class="_end"><span>', "</span></div>")
    p.related("Visual stories", 4, "vstories")
    p.foot()
    return p.finish(head)


def chennai(p):
    """articlebodycontent; one line for publication, update and place."""
    head = head_of(p, "", " - ", **{"article:published_time": f"{p.day}T22:54:23+05:30", "article:modified_time": f"{p.day}T23:02:00+05:30"})
    p.nav("top-nav")
    p.raw('<section class="articlepage"><div class="article-section">')
    p.line("headline", p.title, '<h1 class="title" itemprop="name">', "</h1>")
    if p.deck:
        p.line("subhead", p.deck, '<h2 class="sub-title">', "</h2>")
    p.line("boilerplate", f"{us(p)} 10:54 pm | Updated 11:02 pm IST - {p.place}", '<p class="publish-time">', "</p>")
    for a in p.authors:
        p.line("boilerplate", a, '<div class="author"><a class="person-name lnk" href="/profile/a">', "</a></div>")
    p.line("boilerplate", "READ LATER", '<div class="article-functions"><span>', "</span><span>PRINT</span></div>")
    p.raw('<div id="content-body-70001" class="articlebodycontent" itemprop="articleBody">')
    p.body(between=[(1, lambda q: q.line("related", "Also read | " + furniture.title(q.rng), "<p><b>", "</b></p>"))])
    p.raw("</div>")
    p.raw('<div class="related-topics"><p>Related Topics</p><p><a href="/t">World</a></p></div>')
    p.line("comment", "Comments have to be in English, and in full sentences. They cannot be abusive or personal. Please abide by our community guidelines for posting your comments.",
           '<div id="vuukle-comments" class="commentsec"><p>', "</p></div></div></section>")
    p.related("Top News Today", 5, "top-news")
    p.foot()
    return p.finish(head)


def delhi(p):
    """A desk signs; appeals to follow on telephones within and after the text, as paragraphs like any other."""
    head = head_of(p, news(p, time="T23:05:27+05:30", author=[{"@type": "Person", "name": p.spec["desk"]}]), " - ")
    p.nav("topNav")
    p.raw('<div class="fullStory current" id="dataHolder">')
    p.line("headline", p.title, '<h1 class="hdg1">', "</h1>")
    p.raw(f'<div class="actionDiv"><small class="byLine">By <a href="/a">{p.spec["desk"]}</a></small><div class="dateTime secTime">{MONTHS[p.m - 1][:3]} {p.d:02d}, {p.y} 11:05 PM IST</div></div>')
    if p.deck:
        p.line("subhead", p.deck, '<h2 class="sortDec">', "</h2>")
    p.raw('<div class="storyDetails"><div class="detail">')

    def app(q):
        q.line("boilerplate", "Exciting news! Subcontinent Today is now on WhatsApp Channels. Subscribe today by clicking the link and stay updated with the latest news! Click here!", "<p><strong>", "</strong></p>")
    p.body(between=[(0, app), (2, lambda q: q.line("related", "Also Read | " + furniture.title(q.rng), '<p><a href="/x"><em>', "</em></a></p>"))])
    p.line("boilerplate", "Get Latest World News along with the latest updates from around the globe at Subcontinent Today.", '<p class="htInd">', "</p></div></div>")
    p.line("boilerplate", "SHARE THIS ARTICLE ON", '<div class="shareArticle"><span>', "</span></div></div>")
    p.related("Recommended", 4, "moreFrom")
    p.foot()
    return p.finish(head)


def tabloid(p):
    """Bullets above the text that are its summary; the name of the outlet in the by-line; paragraphs in a font class; captions as paragraphs."""
    head = head_of(p, "", " | ", **{"article:published_time": f"{p.day}T21:22:11+0000", "article:modified_time": f"{p.updated or p.day}T08:01:00+0000"})
    p.nav("nav-primary")
    p.raw('<div class="article-text wide" id="js-article-text"><div class="heading-tag-switch">')
    p.line("headline", p.title, "<h2>", "</h2></div>")
    p.raw('<ul class="mol-bullets-with-font">')
    for t in (["Seventeen were killed on Monday alone", "President says that she will not resign"] if p.spec.get("bullets") else []):
        p.line("body", t, '<li class="class"><strong>', "</strong></li>")
    p.raw("</ul>")
    p.line("boilerplate", f"By {' and '.join(p.authors)} For The Daily Bell", '<p class="author-section byline-plain">', "</p>")
    p.raw(f'<p class="byline-section"><span class="article-timestamp article-timestamp-published"><span class="article-timestamp-label">Published:</span> <time datetime="{p.day}T21:22:11+0000">21:22 GMT, {p.d} {MONTHS[p.m - 1]} {p.y}</time></span>' +
          (f' | <span class="article-timestamp article-timestamp-updated"><span class="article-timestamp-label">Updated:</span> <time datetime="{p.updated}T08:01:00+0000">08:01 GMT, {int(p.updated[8:])} {MONTHS[int(p.updated[5:7]) - 1]} {p.updated[:4]}</time></span>' if p.updated else "") + "</p>")
    p.raw('<div id="articleIconLinksContainer"><ul><li class="share-icon">e-mail</li></ul><a class="comment-count" href="#c">148 View comments</a></div><div itemprop="articleBody">')
    for i, t in enumerate(p.paragraphs):
        p.line("body", t.lstrip("#>* "), '<p class="mol-para-with-font">', "</p>")
        if i == 1:
            p.raw('<div class="artSplitter mol-img-group"><div class="mol-img"><img src="x.jpg"></div>')
            p.line("caption", "Pictured: soldiers by the airport fence at Juliaca on Monday", '<p class="imageCaption">', "</p></div>")
        if i == 2:
            p.line("related", furniture.title(p.rng), '<div class="art-ins mol-factbox"><div class="mol-promo related"><h3><a href="/y">', "</a></h3></div></div>")
    p.raw("</div></div>")
    p.line("boilerplate", "Share or comment on this article:", '<div class="shareArticles"><h3>', "</h3></div>")
    p.line("comment", "Bob from Leeds, United Kingdom, 5 hours ago: they should all be ashamed of themselves, every last one of them, and nobody will ever do anything about it!", '<div id="reader-comments" class="reader-comments"><p>', "</p></div>")
    p.foot()
    return p.finish(head)


def sky(p):
    """Role after the name, address of an account in the by-line; "Read more:" lines between; the day with weekday and clock."""
    head = head_of(p, news(p, author={"@type": "Person", "name": p.spec["ld_author"]}) if p.spec.get("ld_author") else "", " | World News | ")
    p.nav("sdc-site-header__nav")
    p.raw('<div class="sdc-article-header"><div class="sdc-article-header__titles">')
    p.line("headline", p.title, '<h1 class="sdc-article-header__title"><span class="sdc-article-header__long-title">', "</span></h1>")
    if p.deck:
        p.line("subhead", p.deck, '<p class="sdc-article-header__sub-title">', "</p>")
    p.raw("</div></div>")
    p.raw(f'<div class="sdc-article-author"><p class="sdc-article-author__byline"><span class="sdc-article-author__name">{p.authors[0]}</span></p><p class="sdc-article-author__role">Middle East correspondent <a href="https://t.example/x">@{p.authors[0].split()[0].lower()}tv</a></p></div>')
    p.lines.append({"role": "boilerplate", "text": p.authors[0]})
    p.line("boilerplate", f"{p.weekday} {p.d} {MONTHS[p.m - 1]} {p.y} 17:12, UK", '<div class="sdc-article-date"><p class="sdc-article-date__date-time">', "</p></div>")
    p.line("boilerplate", "Why you can trust Sky News", '<div class="sdc-article-trust"><a href="/w">', "</a></div>")
    p.raw('<div class="sdc-article-body sdc-article-body--story sdc-article-body--lead" data-highlight-intro="true">')

    def more(q):
        q.line("related", "Read more:", "<p><strong>", "</strong><br>")
        for _ in range(2):
            q.line("related", furniture.title(q.rng), '<a href="/r">', "</a><br>")
        q.raw("</p>")

    def img(q):
        q.raw('<div class="sdc-article-image"><figure class="ui-media-image"><figcaption class="ui-media-caption"><span class="u-hide-visually">Image: </span><span class="ui-media-caption__caption-text">A judge leaves the palace of justice. Pic: AP</span></figcaption></figure></div>')
        q.lines.append({"role": "caption", "text": "Image: A judge leaves the palace of justice. Pic: AP"})
    p.body(between=[(0, img), (1, more), (2, lambda q: q.line("boilerplate", "Follow us on WhatsApp and tap the bell so that you never miss a story.", '<div class="sdc-site-au"><p>', "</p></div>"))])
    p.raw("</div>")
    p.related("Related Topics", 3, "sdc-article-related-stories")
    p.foot()
    return p.finish(head)


def welle(p):
    """Hashed classes, the day printed twice without a break, letters of the writers and the agencies below the text."""
    head = head_of(p, news(p, author=[{"@type": "Person", "name": a} for a in p.authors] or None), " – DW – ")
    p.raw('<div id="root"><header class="s1bsfncl hm6h1kg wgx1hx2 b1ho1h07"></header>')
    p.nav("n9lj2a")
    p.raw('<main class="sc-main"><article class="m2y5p1q"><header class="bkjkvv2">')
    p.raw('<span class="kicker k1x">Conflicts</span>')
    p.line("headline", p.title, '<h1 class="h1abc">', "</h1></header>")
    p.raw(f'<div class="d2x"><span aria-hidden="true">{p.m:02d}/{p.d:02d}/{p.y}</span><span class="sr-only">{us(p)}</span></div>')
    if p.deck:
        p.line("subhead", p.deck, '<p class="teaser-text t3z">', "</p>")
    p.raw('<div class="sharing-view"><span class="copied">https://p.example/4QXyz</span><span>Copy link</span></div>')
    p.raw('<div class="cc0m0op s1ebneao rich-text t1it8i9i r1wgtjne wgx1hx2 b1ho1h07">')
    p.body(between=[(1, lambda q: q.raw('<div class="advertisement a1k"><span>Advertisement</span></div>')),
                    (2, lambda q: q.raw('<div class="vjs-wrapper embed"><span>To view this video please enable JavaScript, and consider upgrading to a web browser that supports HTML5 video</span></div>'))])
    p.line("boilerplate", "lb/rc (AFP, dpa, Reuters)", "<p><em>", "</em></p></div></article></main>")
    p.related("Explore more", 3, "c-explore")
    p.foot()
    return p.finish(head)


def vingt_quatre(p):
    """"Issued on: dd/mm/yyyy", surname in capitals, a newsletter and "Advertising Read more" in the text."""
    head = head_of(p, news(p, time="T17:12:00+01:00") if p.spec.get("ld", True) else "", " - ")
    p.nav("m-nav")
    p.raw('<main><article class="t-content t-content--article">')
    p.line("headline", p.title, '<h1 class="t-content__title a-page-title">', "</h1>")
    date = f"{p.d:02d}/{p.m:02d}/{p.y} - 17:12"
    p.raw(f'<div class="t-content__dates"><p class="m-pub-dates"><span class="m-pub-dates__date">Issued on: <time datetime="{p.day}T16:12:00+00:00" pubdate="pubdate">{date}</time></span><span>Modified: <time datetime="{p.updated or p.day}T16:40:00+00:00">{date}</time></span></p></div>')
    p.raw('<div class="t-content__from-and-reading"><div class="m-from-author">Text by: ' + ", ".join(f'<a class="m-from-author__name" href="/a">{a.split()[0]} {a.split()[1].upper()}</a>' for a in p.authors) + "</div></div>")
    p.lines.append({"role": "boilerplate", "text": "Text by: " + ", ".join(f"{a.split()[0]} {a.split()[1].upper()}" for a in p.authors)})
    if p.deck:
        p.line("subhead", p.deck, '<p class="t-content__chapo">', "</p>")
    p.raw('<div class="t-content__body u-clearfix"><div class="m-interstitial"><div class="m-interstitial__ad" data-readmore-target><span>Advertising</span><span>Read more</span></div></div>')

    def daily(q):
        q.raw('<div class="m-em-newsletter-inline">')
        q.line("boilerplate", "Daily newsletter", "<p>", "</p>")
        q.line("boilerplate", "Receive essential international news every morning", "<p>", "</p><span>Subscribe</span></div>")
    p.body(between=[(1, daily)])
    p.line("boilerplate", "(FRANCE 24 with AFP)", "<p><em>", "</em></p></div></article></main>")
    p.related("Read more on related topics:", 3, "m-related")
    p.foot()
    return p.finish(head)


def state_agency(p):
    """The day in pieces, year, day and month apart; "Source: ... | Editor: ..."; no tags."""
    head = f'<title>{html.escape(p.title)}-{p.outlet}</title>' + (f'<meta name="publishdate" content="{p.day}">' if p.spec.get("meta") else "")
    p.url = None
    p.line("boilerplate", "Latest", '<div class="header domPC"><div class="header-top clearfix"><span>', "</span></div>")
    p.raw(f'<div class="header-time left"><span class="year"><em> {p.y}</em></span><span class="day"><em>{p.m:02d}</em>/<em>{p.d:02d}</em></span><span class="time"> 16:12:11</span></div>')
    p.line("headline", p.title, '<div class="head-line clearfix"><h1><span class="title">', "</span></h1></div></div>")
    p.line("boilerplate", f"Source: Xinhua | {p.day} 16:12:11 | Editor: huaxia", '<div class="source">', "</div>")
    p.raw('<div class="main clearfix"><div id="detail"><span id="detailContent">')
    p.body(dateline=f"{p.place}, {MONTHS[p.m - 1]} {p.d} (Xinhua) -- ")
    p.raw("</span></div></div>")
    p.line("related", "Related stories", '<div class="relatedNews"><h4>', "</h4>")
    p.lines_of("related", [furniture.title(p.rng) for _ in range(3)], '<a href="/c">', "</a>")
    p.raw("</div>")
    p.line("boilerplate", f"Copyright © 2000-{p.y} {p.outlet}. All rights reserved.", '<div class="foot">', "</div>")
    return p.finish(head)


def ankara(p):
    """"Name |dd.mm.yyyy - Update : dd.mm.yyyy"; a notice on subscriptions as the last paragraph."""
    u = (p.updated or p.day).split("-")
    head = head_of(p)
    p.nav("navbar")
    p.raw('<div class="detay"><div class="detay-spot-category">')
    p.line("headline", p.title, "<h1>", "</h1>")
    if p.deck:
        p.line("subhead", p.deck, "<h4>", "</h4></div>")
    p.line("boilerplate", f"{p.authors[0]} |{p.d:02d}.{p.m:02d}.{p.y} - Update : {u[2]}.{u[1]}.{u[0]}", '<div class="detay-spot-bilgi"><span class="tarih">', "</span></div>")
    p.raw('<div class="detay-icerik">')
    p.body(dateline=f"{p.place} ")
    p.line("boilerplate", "Anadolu Agency website contains only a portion of the news stories offered to subscribers in the AA News Broadcasting System (HAS), and in summarized form. Please contact us for subscription options.",
           '<p class="detay-foot"><i>', "</i></p></div></div>")
    p.related("Related news", 3, "ilgili-haberler related")
    p.foot()
    return p.finish(head)


def lagos(p):
    """A WordPress newspaper theme: the author above, appeals to share, "READ ALSO" as text, rights as a paragraph, related boxes."""
    graph = {"@context": "https://schema.org", "@graph": [
        {"@type": "Article", "@id": p.url + "#article", "isPartOf": {"@id": p.url}, "author": {"@id": p.url + "#/schema/person/1"} if p.spec.get("by_id") else {"name": p.authors[0], "@id": p.url + "#/schema/person/1"},
         "headline": p.title, "datePublished": f"{p.day}T23:10:02+00:00", "dateModified": f"{p.updated or p.day}T23:10:02+00:00", "publisher": {"@id": "#org"}},
        {"@type": "WebPage", "@id": p.url, "datePublished": f"{p.day}T23:10:02+00:00", "name": p.title},
        {"@type": "Organization", "@id": "#org", "name": p.outlet},
        {"@type": "Person", "@id": p.url + "#/schema/person/1", "name": p.authors[0]}]}
    head = head_of(p, ld(graph), " - ", **{"article:published_time": f"{p.day}T23:10:02+00:00"}) + f'<meta name="author" content="{p.authors[0]}">'
    p.nav("td-header-menu-wrap")
    p.raw('<div class="td-main-content-wrap"><article class="post td-post-template-default"><div class="td-post-header"><ul class="td-category"><li><a href="/c">News</a></li></ul>')
    p.line("headline", p.title, '<h1 class="tdb-title-text entry-title">', "</h1>")
    p.raw(f'<div class="td-module-meta-info"><div class="td-post-author-name"><div class="td-author-by">By</div> <a href="/author/a">{p.authors[0]}</a><div class="td-author-line"> - </div></div><span class="td-post-date"><time class="entry-date updated td-module-date" datetime="{p.day}T23:10:02+00:00">{us(p)}</time></span><div class="td-post-views">2214</div></div></div>')
    p.raw('<div class="td-post-sharing-top"><span>Facebook</span><span>Twitter</span></div><div class="td-post-content tagdiv-type"><div class="td-post-featured-image"><img src="x.jpg"></div>')
    p.body(between=[(1, lambda q: q.line("related", "READ ALSO: " + furniture.title(q.rng), '<p><strong><a href="/n">', "</a></strong></p>")),
                    (2, lambda q: q.raw('<div class="td-a-rec"><span class="td-adspot-title">- Advertisement -</span></div>'))])
    p.line("boilerplate", "Kindly share this story:", '<p class="share-this">', "</p>")
    p.line("boilerplate", f"All rights reserved. This material, and other digital content on this website, may not be reproduced, published, broadcast, rewritten or redistributed in whole or in part without prior express written permission from {p.outlet}.",
           "<p>", "</p></div></article>")
    p.raw('<div class="td_block_related_posts">')
    p.line("related", "RELATED ARTICLES", "<h4>", "</h4>")
    p.lines_of("related", [furniture.title(p.rng) for _ in range(3)], '<h3 class="entry-title td-module-title"><a href="/r">', "</a></h3>")
    p.raw("</div></div>")
    p.comments("td-comments")
    p.foot()
    return p.finish(head)


def letter(p):
    """A newsletter on the web: subscription boxes in the text, the discussion below."""
    head = head_of(p, news(p, kind="NewsArticle", time="T12:01:45+00:00", author=people(p.authors)), " - by " + p.authors[0] + " - ", link=True)
    p.raw('<div id="entry"><div id="main" class="main typography"><div class="main-menu"><div class="topbar">')
    p.line("boilerplate", p.outlet, '<h1 class="title-oOnUGd"><a href="/">', "</a></h1></div></div><div class='single-post-container'><article class='typography newsletter-post post'><div class='post-header'>")
    p.line("headline", p.title, '<h1 dir="auto" class="post-title published">', "</h1>")
    if p.deck:
        p.line("subhead", p.deck, '<h3 dir="auto" class="subtitle">', "</h3>")
    p.raw(f'<div class="byline-wrapper"><div class="profile-hover-card-target"><a href="/@x">{p.authors[0]}</a></div><div class="pencraft meta-EgzBVA">{MONTHS[p.m - 1][:3]} {p.d:02d}, {p.y}</div></div><div class="post-ufi"><span>12</span><span>3</span><span>Share</span></div></div>')
    p.raw('<div class="available-content"><div dir="auto" class="body markup">')

    def box(q):
        q.line("boilerplate", f"Thanks for reading {q.outlet}! Subscribe for free to receive new posts and support my work.", '<div class="subscription-widget-wrap-editor"><div class="subscription-widget show-subscribe"><div class="preamble"><p class="cta-caption">', "</p></div></div></div>")
    p.body(between=[(1, box)])
    p.raw('</div></div><div class="subscribe-footer"><span>Subscribe</span></div></article>')
    p.line("comment", "Discussion about this post", '<div class="comments-page"><h4>', "</h4>")
    p.line("comment", "Thank you for this. I grew up two streets away from the bridge and had not seen it described so well for years.", '<div class="comment-body"><p><span>', "</span></p></div></div>")
    p.line("boilerplate", "Ready for more?", '<div class="publication-footer"><h4>', "</h4></div></div></div></div>")
    return p.finish(head)


def essay(p):
    """A platform of essays: "5 min read", dots, "Follow", a count; nothing but hashed classes."""
    head = head_of(p, news(p, time="T09:05:00.000Z", author={"@type": "Person", "name": p.authors[0], "url": "https://e.example/@x"}, dateCreated=p.day + "T09:05:00.000Z"), " | by " + p.authors[0] + " | ", **{"article:author": "https://e.example/@x"}) + \
        f'<meta name="author" content="{p.authors[0]}">'
    p.raw('<div id="root"><div class="a b c"><div class="d e"><a href="/m">Open in app</a><a href="/s">Sign up</a><a href="/i">Sign in</a></div><article class="meteredContent"><div class="l"><div class="fr fs ft"><section>')
    p.line("headline", p.title, '<h1 class="pw-post-title hk hl hm bd" data-selectable-paragraph="">', "</h1>")
    if p.deck:
        p.line("subhead", p.deck, '<h2 class="pw-subtitle-paragraph iq hl">', "</h2>")
    p.raw(f'<div class="speechify-ignore"><a href="/@x">{p.authors[0]}</a><span>·</span><a href="/f">Follow</a><div>Published in</div><a href="/p">{p.outlet}</a><span>·</span><span data-testid="storyReadTime">5 min read</span><span>·</span><span data-testid="storyPublishDate">{MONTHS[p.m - 1][:3]} {p.d}, {p.y}</span></div><div class="ab"><p class="bf">212</p><p>3</p><p>Listen</p><p>Share</p></div>')
    for t in p.paragraphs:
        tag = "h1" if t[0] == "#" else "p"
        p.line("subhead" if t[0] == "#" else "body", t.lstrip("#>* "), f'<{tag} class="pw-post-body-paragraph ir is it" data-selectable-paragraph="">', f"</{tag}>")
    p.raw(f'</section></div></div></article><div class="footer"><a href="/t">Politics</a><a href="/t2">War</a><h2>Written by {p.authors[0]}</h2><p>1.2K Followers</p><p>Historian of borders. Writes on rivers and the men who draw lines along them, and on old maps.</p></div>')
    p.line("related", f"More from {p.authors[0]} and {p.outlet}", "<h2>", "</h2>")
    for _ in range(3):
        p.line("related", furniture.title(p.rng), '<div><a href="/x"><h2>', "</h2></a>")
        p.line("related", furniture.teaser(p.rng), '<a href="/x"><h3>', "</h3></a></div>")
    p.raw("</div></div>")
    return p.finish(head)


def blocks(p):
    """A site builder: the text cut into blocks, with pictures between."""
    head = head_of(p, "", " — ", **({"article:published_time": f"{p.day}T10:00:00+0000"} if p.spec.get("meta") else {})) + f'<meta itemprop="author" content="{p.authors[0]}">' + (f'<meta itemprop="datePublished" content="{p.day}T10:00:00+0000">' if p.spec.get("meta") else "")
    p.raw('<div id="siteWrapper"><header id="header">')
    p.nav("header-nav-list")
    p.raw('</header><main id="page" class="container" role="main"><article class="h-entry entry hentry BlogItem"><div class="blog-item-wrapper"><div class="blog-item-top-wrapper">')
    p.line("headline", p.title, '<h1 class="entry-title entry-title--large p-name" itemprop="headline">', "</h1>")
    p.raw(f'<div class="blog-item-meta-wrapper"><time class="dt-published blog-meta-item blog-meta-item--date" datetime="{MONTHS[p.m - 1][:3]} {p.d}" pubdate><span>{MONTHS[p.m - 1][:3]} {p.d}, {p.y}</span></time><span class="blog-author-name">Written By <a class="blog-author-name" rel="author" href="/b">{p.authors[0]}</a></span></div></div>')
    p.raw('<div class="blog-item-content-wrapper"><div class="blog-item-content e-content"><div class="sqs-layout sqs-grid-12 columns-12"><div class="row sqs-row"><div class="col sqs-col-12 span-12">')
    for i in range(0, len(p.paragraphs), 2):
        p.raw('<div class="sqs-block html-block sqs-block-html"><div class="sqs-block-content"><div class="sqs-html-content">')
        for t in p.paragraphs[i:i + 2]:
            p.line("subhead" if t[0] == "#" else "body", t.lstrip("#>* "), "<h3>" if t[0] == "#" else '<p class="" style="white-space:pre-wrap;">', "</h3>" if t[0] == "#" else "</p>")
        p.raw('</div></div></div><div class="sqs-block image-block sqs-block-image"><figure><img src="x.jpg"></figure></div>')
    p.raw('</div></div></div></div></div></div><section class="blog-item-author-profile-wrapper"></section></article>')
    p.raw('<section id="itemPagination" class="item-pagination item-pagination--prev-next"><a href="/p"><div>Previous</div><h2>' + furniture.title(p.rng) + '</h2></a><a href="/n"><div>Next</div><h2>' + furniture.title(p.rng) + "</h2></a></section></main></div>")
    p.foot()
    return p.finish(head)


def ghost(p):
    """twitter:data1 has the author; bookmarks and sign-up cards in the text."""
    head = head_of(p, news(p, kind="Article", author={"@type": "Person", "name": p.authors[0]}) if p.spec.get("ld") else "", " - ", **{"article:published_time": f"{p.day}T07:00:00.000Z"}) + \
        f'<meta name="twitter:label1" content="Written by"><meta name="twitter:data1" content="{p.authors[0]}"><meta name="twitter:label2" content="Filed under"><meta name="twitter:data2" content="Sahel">'
    p.raw('<div class="gh-viewport"><header id="gh-head" class="gh-head"><nav class="gh-head-menu"><ul class="nav"><li><a href="/">Home</a></li><li><a href="/a">About</a></li></ul></nav></header><main id="gh-main" class="gh-main"><article class="gh-article post">')
    p.raw('<header class="gh-article-header gh-canvas"><a class="gh-article-tag" href="/t">Sahel</a>')
    p.line("headline", p.title, '<h1 class="gh-article-title">', "</h1>")
    if p.deck:
        p.line("subhead", p.deck, '<p class="gh-article-excerpt">', "</p>")
    p.raw(f'<div class="gh-article-meta"><h4 class="gh-article-author-name"><a href="/author/a/">{p.authors[0]}</a></h4><div class="gh-article-meta-content"><time class="gh-article-meta-date" datetime="{p.day}">{MONTHS[p.m - 1][:3]} {p.d}, {p.y}</time> <span class="gh-article-meta-length">— 4 min read</span></div></div></header>')
    p.raw('<section class="gh-content gh-canvas">')
    p.body(between=[(0, lambda q: q.raw('<figure class="kg-card kg-bookmark-card"><a class="kg-bookmark-container" href="/b"><div class="kg-bookmark-content"><div class="kg-bookmark-title">' + furniture.title(q.rng) + '</div><div class="kg-bookmark-description">' + furniture.teaser(q.rng) + "</div></div></a></figure>")),
                    (2, lambda q: q.raw('<div class="kg-card kg-signup-card"><h2 class="kg-signup-card-heading">Never miss a letter</h2><p class="kg-signup-card-subheading">One mail a week from the river, free of charge.</p></div>'))])
    p.raw("</section></article><section class='gh-subscribe'><h3>Subscribe to " + p.outlet + "</h3></section></main>")
    p.related("Read more", 3, "gh-read-next")
    p.foot()
    return p.finish(head)


def joomla(p):
    head = f"<title>{html.escape(p.title)} - {p.outlet}</title>" + f'<meta name="author" content="{p.spec.get("meta_author", "Super User")}"><meta property="og:title" content="{html.escape(p.title)}"><meta property="og:site_name" content="{p.outlet}">'
    p.nav("mod-menu")
    p.raw('<div class="com-content-article item-page" itemscope itemtype="https://schema.org/Article"><meta itemprop="inLanguage" content="en-GB"><div class="page-header">')
    p.line("headline", p.title, '<h1 itemprop="headline">', "</h1></div>")
    p.raw('<dl class="article-info text-muted"><dt class="article-info-term">Details</dt>')
    p.raw(f'<dd class="createdby" itemprop="author" itemscope itemtype="https://schema.org/Person">Written by <span itemprop="name">{p.authors[0] if p.authors else "Super User"}</span></dd>')
    p.raw(f'<dd class="category-name">Category: <a href="/c"><span itemprop="genre">News</span></a></dd><dd class="published"><time datetime="{p.day}T11:20:13+02:00" itemprop="datePublished">Published: {p.d:02d} {MONTHS[p.m - 1]} {p.y}</time></dd><dd class="hits"><meta itemprop="interactionCount" content="UserPageVisits:1234">Hits: 1234</dd></dl>')
    p.raw('<div itemprop="articleBody" class="com-content-article__body">')
    p.body()
    p.raw('</div><nav class="pagenavigation"><ul class="pager"><li><a href="/p">Prev</a></li><li><a href="/n">Next</a></li></ul></nav></div>')
    p.related("Latest Articles", 4, "mod-articles-latest")
    p.foot()
    return p.finish(head)


def county(p):
    """A county paper: subscriber-preview and subscriber-only in turn, an address in the by-line, a counter of free articles."""
    head = head_of(p, news(p, time="T22:00:00-06:00", author={"@type": "Person", "name": " and ".join(p.authors)}), " | ") + f'<meta name="author" content="{" and ".join(p.authors)}">'
    p.raw('<div id="site-container"><div class="offer-modal">')
    p.line("boilerplate", "You have 3 free articles remaining this month. Support local journalism with a subscription today.", '<div class="subscription-meter"><p>', "</p></div></div>")
    p.nav("tnt-nav")
    p.raw('<article class="asset" itemscope itemtype="https://schema.org/NewsArticle"><header class="asset-header">')
    p.line("headline", p.title, '<h1 class="headline" itemprop="headline"><span>', "</span></h1></header>")
    p.raw('<div class="meta"><span><ul class="list-inline"><li><span class="tnt-byline" itemprop="author">By ' + " and ".join(p.authors).upper() + f' newsroom@{p.spec["host"]}</span></li><li class="visible-print">{us(p)}</li><li class="hidden-print"><time datetime="{p.day}T22:00:00-06:00" class="tnt-date asset-date text-muted">{MONTHS[p.m - 1][:3]} {p.d}, {p.y}</time></li></ul></span></div>')
    p.raw('<div class="asset-body"><div id="article-body" itemprop="articleBody" class="asset-content subscriber-premium">')
    for i, t in enumerate(p.paragraphs):
        p.line("body", t.lstrip("#>* "), f'<div class="subscriber-{"preview" if i < 2 else "only"}"><p>', "</p></div>")
        if i == 1:
            p.raw('<div class="tnt-ads-container text-center"><div class="tnt-ads">Advertisement</div></div>')
    p.raw('</div></div><div class="asset-tagline"><p>Reach the newsroom at 555-0102.</p></div></article>')
    p.line("boilerplate", "Welcome to the discussion. Keep it clean. Please avoid obscene, vulgar, lewd, racist or sexually-oriented language. Don't threaten. Threats of harming another person will not be tolerated.", '<div id="asset-comments" class="comments"><ul><li>', "</li></ul></div>")
    p.related("Trending Now", 5, "block-trending")
    p.foot()
    return p.finish(head)


def chain(p):
    """Classes of a chain of papers; the day only in an attribute that screen readers speak."""
    head = head_of(p, news(p, time="T10:05:00Z") if p.spec.get("ld") else "", "")
    p.raw('<header class="gnt_n">')
    p.nav("gnt_n_mn")
    p.raw('</header><main class="gnt_cw"><article class="gnt_pr"><a class="gnt_ar_lbl" href="/n">WORLD</a>')
    p.line("headline", p.title, '<h1 class="gnt_ar_hl" elementtiming="ar-headline">', "</h1>")
    p.raw('<div class="gnt_ar_by">' + "".join(f'<a class="gnt_ar_by_a gnt_ar_by_a__fi" href="/staff/26469/a/">{a}</a>' for a in p.authors[:1]) + "".join(f'<br><a class="gnt_ar_by_a" href="/staff/26469/a/">{a}</a>' for a in p.authors[1:]) + f'<br>{p.outlet}</div>')
    for a in p.authors:
        p.lines.append({"role": "boilerplate", "text": a})
    p.raw(f'<div class="gnt_ar_dt" aria-label="Published 5:05 a.m. ET {MONTHS[p.m - 1][:3]}. {p.d}, {p.y}" ><svg></svg></div><div class="gnt_ar_b">')
    for i, t in enumerate(p.paragraphs):
        p.line("body", t.lstrip("#>* "), '<p class="gnt_ar_b_p">', "</p>")
        if i == 1:
            p.raw('<aside class="gnt_em gnt_em__fp" aria-label="advertisement"><div class="gnt_em_ad">Advertisement</div></aside><a class="gnt_em_vp_a" data-c-vpdata="x" href="/v"><div class="gnt_em_vp_ds">' + furniture.title(p.rng) + '</div></a>')
    p.raw("</div></article></main>")
    p.related("More stories", 4, "gnt_pr_gp")
    return p.finish(head)


def bee(p):
    """"Updated" above the text, "This story was originally published" below it: the last is the day."""
    head = head_of(p, news(p, time="T21:11:00+0000", datePublished=f"{p.day}T13:00:00+0000") if p.spec.get("ld") else "", " | ")
    p.nav("main-nav")
    p.raw('<main id="story-page"><article class="story-body paper story"><div class="header"><section class="kicker"><a href="/n">World</a></section>')
    p.line("headline", p.title, '<h1 class="h1">', "</h1>")
    p.raw('<div class="author-date-time"><div class="byline">By ' + " and ".join(f'<a href="/profile/1">{a}</a>' for a in p.authors) + f'</div><time class="update-date" datetime="{p.updated}T21:11:00Z">Updated {us(p, p.updated)} 4:11 PM</time></div></div>')
    p.line("caption", "Families wait at the bus station. Hana Suzuki hsuzuki@courier.example", '<figure class="expandable-photo"><figcaption class="caption"><span>', "</span></figcaption></figure>")
    for i, t in enumerate(p.paragraphs):
        p.line("quote_block" if t[0] == ">" else "body", t.lstrip("#>* "), "<blockquote><p>" if t[0] == ">" else "<p>", "</p></blockquote>" if t[0] == ">" else "</p>")
        if i in (0, 2):
            p.raw('<div id="zone-el-101" class="zone-el google-dfp-ad-wrapper"></div>')
    p.line("boilerplate", f"This story was originally published {us(p)}, 7:00 AM.", '<p class="original-published">', "</p>")
    p.raw('<div class="author-bio media-object"><h4>' + p.authors[0] + "</h4><p>" + p.authors[0] + " covers foreign affairs for The Courier. He was a fellow at a centre for reporters in Geneva and speaks four languages.</p></div></article></main>")
    p.related("Trending stories", 4, "trending-stories")
    p.foot()
    return p.finish(head)


def weekly(p):
    """"By A On 1/15/23 at 5:12 PM EST"."""
    head = head_of(p, news(p, time="T17:12:33-05:00") if p.spec.get("ld", True) else "", "")
    p.nav("navbar")
    p.raw('<main class="main-content"><article itemscope itemtype="http://schema.org/NewsArticle"><header>')
    p.line("headline", p.title, '<h1 class="title" itemprop="headline">', "</h1>")
    p.raw(f'<div class="author-and-date"><span class="author">By <a rel="author" href="/authors/a"><span itemprop="name" class="author-name">{p.authors[0]}</span></a></span> <time itemprop="datePublished" datetime="{p.day}T17:12:33-05:00">On {p.m}/{p.d}/{p.y % 100} at 5:12 PM EST</time></div></header>')
    p.raw('<div class="article-body v_text paywall" id="v" itemprop="articleBody">')
    p.body(between=[(1, lambda q: q.raw('<div class="block-ibtmedia-dfp"><span class="adl">Advertisement</span></div>')),
                    (2, lambda q: q.raw('<div class="inline-newsletter"><h5>The Bulletin</h5><p>Your morning starts here. Begin your day with a curated outlook of top news around the world and why it matters.</p><p>By clicking on SIGN ME UP, you agree to our terms and to receive mail.</p></div>'))])
    p.raw("</div></article></main>")
    p.related("Read more", 3, "read-more")
    p.foot()
    return p.finish(head)


def beltway(p):
    """Each paragraph in a section of its own; mm/dd/yyyy and "Updated"."""
    head = head_of(p, news(p, time="T17:12:00-05:00") if p.spec.get("ld") else "", " - ", **({} if p.spec.get("ld") else {"article:published_time": f"{p.day}T17:12:00-05:00"}))
    p.nav("super-nav")
    p.raw('<main id="main"><article class="story-main-content"><div class="media-item__summary"><p class="kicker">foreign policy</p>')
    p.line("headline", p.title, '<h2 class="headline">', "</h2>")
    if p.deck:
        p.line("subhead", p.deck, '<p class="dek">', "</p></div>")
    p.raw('<div class="story-meta"><p class="story-meta__authors">By ' + " and ".join(f'<span class="vcard"><a href="/staff/x">{a}</a></span>' for a in p.authors) + f'</p><p class="story-meta__timestamp"><time datetime="{p.day} 17:12:00">{p.m:02d}/{p.d:02d}/{p.y} 05:12 PM EST</time></p></div>')
    for i, t in enumerate(p.paragraphs):
        p.line("body", t.lstrip("#>* "), '<div class="container container--story story-layout--fixed-fluid"><div class="container__row"><div class="container__column"><div class="story-text"><p class="story-text__paragraph">', "</p></div></div></div></div>")
        if i == 1:
            p.raw('<div class="container"><div class="container__row ad-slot"><p>Advertisement</p></div></div>')
    p.raw('</article></main><section class="footer-subscribe"><div class="filed-under"><ul><li>Filed under:</li><li><a href="/t">Foreign Policy</a></li></ul></div></section>')
    p.foot()
    return p.finish(head)


def video(p):
    """Two sentences below a player, then other videos with longer words than the story has."""
    head = head_of(p, ld({"@context": "https://schema.org", "@type": "VideoObject", "name": p.title, "uploadDate": f"{p.day}T06:10:00Z", "description": p.paragraphs[0]}), " - ")
    p.nav()
    p.raw('<main><div class="video-player" id="player"><p>This video can not be played</p></div>')
    p.line("headline", p.title, "<h1>", "</h1>")
    p.raw('<div class="video-meta"><div class="desc">')
    p.body()
    p.raw(f'</div><time datetime="{p.day}">{p.d} {MONTHS[p.m - 1][:3]} {p.y}</time></div>')
    p.line("related", "Up next", '<div class="playlist"><h2>', "</h2>")
    for _ in range(5):
        p.line("related", furniture.title(p.rng), '<div class="playlist-item"><a href="/v"><h3>', "</h3>")
        p.line("related", furniture.teaser(p.rng), "<p>", "</p></a></div>")
    p.raw("</div></main>")
    p.foot()
    return p.finish(head)


def pictures(p):
    """A gallery: a paragraph, then captions; the paragraph is the text."""
    head = head_of(p, news(p), " | ")
    p.nav()
    p.raw('<main><article class="gallery-page">')
    p.line("headline", p.title, "<h1>", "</h1>")
    p.raw(f'<div class="byline">By {p.authors[0]}</div><time datetime="{p.day}T09:05:00Z">{us(p)}</time><div class="article-body">')
    p.body(upto=3)
    p.raw("</div>")
    for i in range(1, 7):
        p.line("caption", f"{i} / 6 A family rests by the road on the way to the border, with all that they could carry. [Claire Dubost/AFP]", '<figure class="gallery-image"><img src="g.jpg"><figcaption class="gallery-caption">', "</figcaption></figure>")
    p.raw("</article></main>")
    p.foot()
    return p.finish(head)


def consent(p):
    """A notice on cookies longer than the story, first on the page; the story of three paragraphs in plain divs."""
    head = head_of(p, "", " | ", **{"article:published_time": f"{p.day}T08:00:00+01:00"})
    box = p.spec.get("box", "onetrust-banner-sdk")
    p.raw(f'<div id="{box}" role="{"dialog" if p.spec.get("role") else "region"}" class="otFlat bottom"><div class="ot-sdk-container">')
    p.line("boilerplate", CONSENT[0], "<h2>", "</h2>")
    p.lines_of("boilerplate", CONSENT[1:], "<div><p>", "</p></div>")
    p.line("boilerplate", "Accept all", "<button>", "</button><span>Accept all</span></div></div>")
    p.nav()
    p.raw('<div class="page"><div class="col-8">')
    p.line("headline", p.title, "<h1>", "</h1>")
    p.line("boilerplate", p.byline() if p.authors else "Newsroom", '<div class="info"><span>', "</span>")
    p.line("boilerplate", f"{p.d} {MONTHS[p.m - 1]} {p.y}", "<span>", "</span></div>")
    p.raw('<div class="txt">')
    p.body('<div class="par">', "</div>", upto=3)
    p.raw("</div>")
    p.line("boilerplate", "Did you find an error? Select the text and press Ctrl and Enter to tell our editors about it.", "<div><em>", "</em></div></div></div>")
    p.foot()
    return p.finish(head)


def longest_comments(p):
    """Comments of a plugin, three times as long as the story; the author as an address in the tags, as a name in the page."""
    head = head_of(p, news(p, author=["https://www.outpost.example/author/x"]), " | ", **{"article:author": "https://www.facebook.example/someone"})
    p.nav()
    p.raw('<div class="site-content"><div class="single-article">')
    p.line("headline", p.title, "<h1>", "</h1>")
    p.raw(f'<div class="meta-row"><span class="writer-name">{p.authors[0]}, Senior Correspondent</span><span class="pub-date">{p.d} {MONTHS[p.m - 1]}, {p.y}</span></div>')
    p.lines.append({"role": "boilerplate", "text": f"{p.authors[0]}, Senior Correspondent"})
    p.raw('<div class="single-article__text">')
    p.body()
    p.raw('</div></div><div class="coral-stream" id="coral_thread">')
    for i in range(9):
        p.line("comment", f"I have read this twice and still do not see what the government thought it would gain, {['frankly', 'I must say', 'to be honest'][i % 3]}. My cousin lives there and tells me that prices have "
               f"doubled since spring, that nobody trusts the radio, and that the young men have all gone north. Number {i + 1} on my list of follies.", '<div class="coral-comment-content"><p>', "</p></div>")
    p.raw("</div></div>")
    p.foot()
    return p.finish(head)


def radio(p):
    """wsw, links__item, a service of the house beside the author; the time with pubdate."""
    head = head_of(p, news(p, author={"@type": "Person", "name": ", ".join(p.authors)}, time="T17:12:44Z"), "")
    p.nav("nav-primary")
    p.raw('<main class="main"><div class="hdr-container"><div class="category"><a href="/z">Europe</a></div>')
    p.line("headline", p.title, '<h1 class="title pg-title">', "</h1></div>")
    p.raw(f'<div class="publishing-details"><div class="published"><span class="date"><time pubdate="pubdate" datetime="{p.day}T17:12:44+00:00"> {us(p)} 5:12 PM </time></span></div><div class="links"><ul class="links__list">' +
          "".join(f'<li class="links__item"><a class="links__item-link" href="/author/a">{a}</a></li>' for a in p.authors) + "</ul></div></div>")
    p.raw('<div class="body-container"><div class="wsw" id="article-content">')
    p.body(between=[(1, lambda q: q.raw('<div class="wsw__embed"><div class="media-block also-read"><a href="/al"><div class="media-block__content"><span class="label">SEE ALSO:</span><h4 class="media-block__title">' + furniture.title(q.rng) + "</h4></div></a></div></div>"))])
    p.raw("</div></div></main>")
    p.related("Recommended", 3, "recommended-stories")
    p.foot()
    return p.finish(head)


def crooked(p):
    """JSON-LD with a comment around it, a line feed in a string, a comma too many, HTML in names; "creator" beside it."""
    head = head_of(p, "", " | ") + ('<script type="application/ld+json">\n<!--\n{"@context": "http://schema.org", "@type": "NewsArticle",\n "headline": ' + json.dumps(p.title) +
           ',\n "description": "Line one\nline two",\n "datePublished": "' + p.day + 'T10:00:00+03:00", "dateModified": "' + (p.updated or p.day) + 'T10:00:00+03:00",\n "author": [' +
           ", ".join('{"@type": "Person", "name": "<a href=\'/a\'>' + a + '</a>"}' for a in p.authors) + ',],\n "publisher": {"@type": "Organization", "name": "' + p.outlet + '"},\n}\n-->\n</script>')
    p.nav()
    p.raw('<div class="news-detail">')
    p.line("headline", p.title, "<h1>", "</h1>")
    p.raw('<div class="news-detail__text">')
    p.body()
    p.raw("</div></div>")
    p.related("Other news", 4, "other", True)
    p.foot()
    return p.finish(head)


def nested(p):
    """The article inside WebPage.mainEntity or hasPart; authors with a role, an organisation among them; a list and a string mixed."""
    article = {"@type": "NewsArticle", "headline": p.title, "datePublished": f"{p.day}T10:00:00.000+0100",
               "author": [{"@type": "Person", "name": p.authors[0], "jobTitle": "Editor"}] + [a for a in p.authors[1:]] + [{"@type": "Organization", "name": p.outlet}], "publisher": {"name": p.outlet}}
    where = p.spec.get("where", "mainEntity")
    data = {"@context": "https://schema.org", "@type": "WebPage", "name": p.title, where: article, "datePublished": "2020-01-01T00:00:00Z" if p.spec.get("trap") else None}
    head = head_of(p, ld(data), " | ")
    p.nav()
    p.raw('<main><article>')
    p.line("headline", p.title, "<h1>", "</h1>")
    if p.deck:
        p.line("subhead", p.deck, '<p class="intro">', "</p>")
    p.raw('<div class="text">')
    p.body()
    p.raw("</div></article></main>")
    p.related("Mehr", 3, "more-stories")
    p.foot()
    return p.finish(head)


def stack(p):
    """Infinite scroll: the next story, whole, below the first, in the same mark-up."""
    head = head_of(p, news(p), " | ")
    p.nav()
    p.raw('<main><article class="article-page" data-id="1">')
    p.line("headline", p.title, '<h1 class="article-title">', "</h1>")
    p.raw(f'<p class="article-byline">By {" and ".join(p.authors)}</p><p class="article-date">{us(p)}</p><div class="article-body">')
    p.body()
    p.raw("</div></article>")
    from articles import ARTICLES
    other = ARTICLES[p.spec["next"]]
    p.raw('<article class="article-page" data-id="2">')
    p.line("related", other[0], '<h1 class="article-title">', "</h1>")
    p.raw('<p class="article-byline">By Olga Petrenko</p><p class="article-date">January 2, 2025</p><div class="article-body">')
    p.lines_of("related", [t.lstrip("#>* ") for t in other[3]])
    p.raw("</div></article></main>")
    p.foot()
    return p.finish(head)


D, T = "dev2", "test2"
SPECS = [
    spec(D, broadcaster, "kyiv", "Channel Four News", "channelfour.example", "2023-01-10", authors=["Olga Petrenko"]),
    spec(T, broadcaster, "khartoum", "Channel Four News", "channelfour.example", "2023-05-11", authors=["Amina Rasheed", "Peter Okello"]),
    spec(D, islands, "goma", "The Watchman", "watchman.example", "2023-02-07", authors=["Peter Okello"]),
    spec(T, islands, "beirut", "The Watchman", "watchman.example", "2023-01-23", authors=["Samir Haddad", "Claire Dubost"]),
    spec(D, agency, "grain", "Worldwire", "worldwire.example", "2022-11-03", authors=["Olga Petrenko", "Tariq Mehmood"], summary=True),
    spec(T, agency, "seoul", "Worldwire", "worldwire.example", "2023-04-19", authors=["Hana Suzuki"]),
    spec(D, cooperative, "khartoum", "Union Wire News", "unionwire.example", "2023-05-11", authors=["Samir Haddad", "Lena Brandt"]),
    spec(T, cooperative, "goma", "Union Wire News", "unionwire.example", "2023-02-07", authors=["Peter Okello"], ld=False),
    spec(D, gulf, "khartoum", "Gulf Channel", "gulfchannel.example", "2023-05-12", authors=[]),
    spec(T, gulf, "tigray", "Gulf Channel", "gulfchannel.example", "2022-11-03", authors=["Amina Rasheed", "Peter Okello"]),
    spec(D, grey_lady, "lima", "The City Times", "citytimes.example", "2023-01-15", authors=["Maria Santangelo", "David Mbeki"]),
    spec(T, grey_lady, "khartoum", "The City Times", "citytimes.example", "2023-05-11", authors=["Amina Rasheed"], **{"from": "Amina Rasheed reported from Port Sudan."}),
    spec(D, cable, "lima", "CNX", "cnx.example", "2023-01-15", authors=["Maria Santangelo", "David Mbeki", "Hana Suzuki"]),
    spec(T, cable, "crossing", "CNX", "cnx.example", "2023-09-15", authors=["Tariq Mehmood"], ld=True),
    spec(D, capital, "tigray", "Capital Post", "capitalpost.example", "2022-11-02", authors=["Amina Rasheed"]),
    spec(D, karachi, "peshawar", "Indus Daily", "indusdaily.example", "2023-01-30", authors=["Tariq Mehmood", "Farid Noorzai"], updated="2023-01-31"),
    spec(T, karachi, "crossing", "Indus Daily", "indusdaily.example", "2023-09-16", authors=[], meta=True),
    spec(D, mumbai, "seoul", "Bay of Bengal Times", "bengaltimes.example", "2023-04-19", authors=["PTI"]),
    spec(T, mumbai, "skopje", "Bay of Bengal Times", "bengaltimes.example", "2022-07-02", authors=["AFP"]),
    spec(D, chennai, "skopje", "Coromandel Mail", "coromandel.example", "2022-07-02", authors=["Lena Brandt"]),
    spec(D, delhi, "crossing", "Subcontinent Today", "subcontinenttoday.example", "2023-09-15", authors=[], desk="ST News Desk"),
    spec(T, delhi, "kyiv", "Subcontinent Today", "subcontinenttoday.example", "2023-01-10", authors=["Tariq Mehmood"], desk="Tariq Mehmood"),
    spec(D, tabloid, "lima", "The Daily Bell", "dailybell.example", "2023-01-15", authors=["Maria Santangelo"], updated="2023-01-16", bullets=True),
    spec(D, sky, "beirut", "North News", "northnews.example", "2023-01-23", authors=["Samir Haddad"], ld_author="Samir Haddad, Middle East correspondent"),
    spec(T, sky, "goma", "North News", "northnews.example", "2023-02-07", authors=["Jonas Weller"]),
    spec(D, welle, "skopje", "Rhine Wave", "rhinewave.example", "2022-07-02", authors=[]),
    spec(T, welle, "goma", "Rhine Wave", "rhinewave.example", "2023-02-07", authors=["Lena Brandt"]),
    spec(D, vingt_quatre, "bamako", "Hexagon 24", "hexagon24.example", "2022-02-05", authors=["Claire Dubost"], ld=False),
    spec(T, vingt_quatre, "beirut", "Hexagon 24", "hexagon24.example", "2023-01-23", authors=["Samir Haddad"]),
    spec(D, state_agency, "seoul", "Northnet", "northnet.example", "2023-04-19", authors=[]),
    spec(D, ankara, "goma", "Anatolia Wire", "anatoliawire.example", "2023-02-07", authors=["Farid Noorzai"], updated="2023-02-08"),
    spec(D, lagos, "bamako", "The Lagoon", "lagoon.example", "2022-01-31", authors=["David Mbeki"], by_id=True),
    spec(T, lagos, "ouaga", "The Lagoon", "lagoon.example", "2022-10-25", authors=["David Mbeki"]),
    spec(D, letter, "herat", "Letters from the West Gate", "westgate.example", "2021-08-02", authors=["Jonas Weller"]),
    spec(D, essay, "caracas", "Lines on Maps", "linesonmaps.example", "2023-12-15", authors=["Maria Santangelo"]),
    spec(D, blocks, "goma", "Lake Kivu Review", "kivureview.example", "2023-02-13", authors=["Claire Dubost"]),
    spec(T, blocks, "herat", "West Gate Review", "westgatereview.example", "2021-08-03", authors=["Farid Noorzai"], meta=True),
    spec(D, ghost, "ouaga", "Dust and Rain", "dustandrain.example", "2022-10-26", authors=["Claire Dubost"]),
    spec(D, joomla, "skopje", "Vardar Club", "vardarclub.example", "2022-07-02", authors=[]),
    spec(T, joomla, "grain", "Harbour Club", "harbourclub.example", "2022-11-03", authors=["Olga Petrenko"]),
    spec(D, county, "crossing", "Prairie County Leader", "prairieleader.example", "2023-09-15", authors=["Hana Suzuki", "David Mbeki"]),
    spec(D, chain, "tigray", "Valley Register", "valleyregister.example", "2022-11-02", authors=["Amina Rasheed", "Jonas Weller"]),
    spec(T, chain, "lima", "Valley Register", "valleyregister.example", "2023-01-15", authors=["Maria Santangelo"], ld=True),
    spec(D, bee, "khartoum", "The Courier", "courier.example", "2023-05-11", authors=["Peter Okello"], updated="2023-05-12"),
    spec(D, weekly, "grain", "Weekly Review", "weeklyreview.example", "2022-11-03", authors=["Olga Petrenko"]),
    spec(T, weekly, "peshawar", "Weekly Review", "weeklyreview.example", "2023-01-30", authors=["Tariq Mehmood"], ld=False),
    spec(D, beltway, "caracas", "Beltway", "beltway.example", "2023-12-14", authors=["Maria Santangelo", "David Mbeki"]),
    spec(D, video, "clip", "Channel Four News", "channelfour.example", "2023-03-08", authors=[]),
    spec(D, pictures, "tigray", "Gulf Channel", "gulfchannel.example", "2022-11-03", authors=["Amina Rasheed"]),
    spec(D, consent, "skopje", "Alpine Day", "alpineday.example", "2022-07-02", authors=["Lena Brandt"]),
    spec(T, consent, "seoul", "Alpine Day", "alpineday.example", "2023-04-19", authors=[], box="sp_message_container_1", role=True),
    spec(D, longest_comments, "bamako", "The Outpost", "outpost.example", "2022-01-31", authors=["David Mbeki"]),
    spec(D, radio, "beirut", "Radio Free Coast", "radiocoast.example", "2023-01-23", authors=["Samir Haddad", "Claire Dubost"]),
    spec(D, crooked, "tigray", "Horn Herald", "hornherald.example", "2022-11-02", authors=["Amina Rasheed", "Peter Okello"]),
    spec(D, nested, "bamako", "Niger Bend", "nigerbend.example", "2022-01-31", authors=["Claire Dubost", "David Mbeki"]),
    spec(T, nested, "lima", "Capital Herald", "capitalherald.example", "2023-01-15", authors=["Maria Santangelo"], where="hasPart", trap=True),
    spec(D, stack, "herat", "Silk Road Dispatch", "silkroad.example", "2021-08-01", authors=["Farid Noorzai"], next="khartoum"),
    spec(T, stack, "goma", "Silk Road Dispatch", "silkroad.example", "2023-02-07", authors=["Peter Okello"], next="kyiv"),
]
