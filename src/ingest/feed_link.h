/* ingest/feed_link.h - the feed that a site's page names: <link rel="alternate" type="application/rss+xml" href="...">.
 *
 *     char url[2048];
 *     if (bay__feed_link(bytes, "https://example.org/", url, sizeof url)) ... follow it
 *
 * As browsers and feed readers do it (the WHATWG's "alternate" with a feed's type), but for two things: feeds of comments are passed over, and
 * a page that says of itself that it is an article (og:type) names none, since its words are wanted and not the site's. Cost: a tree of
 * the page's first 256 KiB.
 */
#ifndef BAY_INGEST_FEED_LINK_H
#define BAY_INGEST_FEED_LINK_H

#include <stdbool.h>

#include "base/str.h"

/* page: the bytes of an HTML page; base: its address, against which the link is read. False: it names none, or one that is not
 * http or https, or does not fit. */
bool bay__feed_link(bay_str page, const char *base, char *url, size_t room);

#endif
