/* ingest/feed.h - RSS 0.9x, 1.0 and 2.0, Atom, sitemaps (with news dates) and their indexes.
 *
 *   reads   the bytes of a feed
 *   writes  an item at a time to take
 *
 *     static bay_status take(void *arg, const bay__item *item, bay_error *err);
 *     bay__feed_facts facts;
 *     BAY_TRY(bay__feed_read(bytes, "https://example.org/feed", NULL, take, arg, &facts, err));
 *     if (facts.problem) ...
 *
 * Feeds are written by hand and by hand-made programs: what is not well-formed XML is read as far as it goes, HTML's names of
 * characters are known, a feed that declares entities of its own is refused, nothing is fetched. Costs: a tree of the feed
 * in memory, some ten times its size; feeds above 64 MiB are refused.
 */
#ifndef BAY_INGEST_FEED_H
#define BAY_INGEST_FEED_H

#include "base/status.h"
#include "base/str.h"
#include "ingest/when.h"

enum bay__item_kind { BAY__ITEM_ARTICLE, BAY__ITEM_PAGE /* of a sitemap: no words of its own */, BAY__ITEM_SITEMAP /* of an index */ };

typedef struct bay__item {
    enum bay__item_kind kind;
    uint32_t number;                     /* from 1                                           */
    bay_str id, url, title;              /* title without markup; "" where not given         */
    bay_str body;                        /* the longest of content, summary, description     */
    bool body_is_html;
    bay_str outlet, lang;                /* of the feed, or a sitemap's <news:publication>   */
    bay_str updated;                     /* as printed                                       */
    char published[BAY__WHEN_ROOM];      /* ISO, "" where not given                          */
} bay__item;

typedef struct bay__feed_facts {
    uint32_t items;
    const char *problem;                 /* NULL: it was read       */
} bay__feed_facts;

enum { BAY__ITEMS_MAX = 100000 };

/* By its first kilobytes. */
bool bay__looks_like_feed(bay_str front);
/* base: its address, against which those in it are read; NULL: none. charset: of the transport, or NULL. Strings are good until
 * take returns. Fails when take does, or memory ends; anything else is facts->problem. */
BAY_MUST_CHECK bay_status bay__feed_read(bay_str bytes, const char *base, const char *charset,
                                         bay_status (*take)(void *arg, const bay__item *item, bay_error *err), void *arg,
                                         bay__feed_facts *facts, bay_error *err);

#endif
