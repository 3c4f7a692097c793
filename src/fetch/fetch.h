/* fetch/fetch.h - one address over HTTP, politely and with limits.
 *
 *   reads   the network
 *   writes  bay_fetched: the body with encodings off, what the server said about it
 *
 *     bay_fetcher *fetcher;
 *     bay_fetch_rules rules = {.delay = 2};
 *     BAY_TRY(bay_fetcher_new(&rules, &fetcher, err));
 *     bay_fetched page;
 *     bay_fetched_init(&page);
 *     if (bay_fetch(fetcher, "https://example.org/feed", NULL, NULL, &page, err) == BAY_OK && page.status == 200) use(page.body);
 *     bay_fetched_release(&page);
 *     bay_fetcher_free(fetcher);
 *
 * Only http and https. robots.txt is asked for once a day and host and obeyed (RFC 9309), on every step of a redirect; a host is
 * given rules.delay seconds between two requests, or its Crawl-delay. The address of each connection is looked at when it is made, after the name was
 * resolved: no loopback, private or link-local ones. Proxies of the environment are not used, since they would
 * hide that address. BAY_LIMIT: refused by a rule; BAY_IO: the network or the server failed. Threads may share a
 * fetcher: each host is still asked by one after the other, since a request takes the host's next free moment before it waits for it.
 */
#ifndef BAY_FETCH_FETCH_H
#define BAY_FETCH_FETCH_H

#include "base/buf.h"

typedef struct bay_fetcher bay_fetcher;

typedef struct bay_fetch_rules {
    bool private_addresses;      /* also loopback, private and link-local ones                */
    double delay;                /* seconds between two requests to a host; 0: 2              */
    long timeout;                /* seconds for one request; 0: 60                            */
    size_t most;                 /* bytes of a body, unpacked; 0: 16 MiB                      */
    const char *agent;           /* User-Agent; NULL: bayhaqi/VERSION                         */
    bool (*stopped)(void *arg);  /* asked several times a second: true ends the request; NULL */
    void *arg;
} bay_fetch_rules;

enum { BAY_URL_ROOM = 2048 };

typedef struct bay_fetched {
    int status;                  /* of HTTP; 304: as it was        */
    bay_buf body;
    char url[BAY_URL_ROOM];      /* after redirects                */
    char type[128], charset[64];
    char etag[256], modified[64];
    long retry_after;            /* seconds; 0: not said           */
    bool moved_for_good;         /* every redirect was a 301 or 308 */
} bay_fetched;

BAY_MUST_CHECK bay_status bay_fetcher_new(const bay_fetch_rules *rules, bay_fetcher **out, bay_error *err);
void bay_fetcher_free(bay_fetcher *fetcher);
void bay_fetched_init(bay_fetched *fetched);
void bay_fetched_release(bay_fetched *fetched);
/* etag, modified: what it said the last time, or NULL. */
BAY_MUST_CHECK bay_status bay_fetch(bay_fetcher *fetcher, const char *url, const char *etag, const char *modified, bay_fetched *out,
                                    bay_error *err);
/* Whether it begins as an address of http or https does. */
bool bay_is_url(const char *text);

#endif
