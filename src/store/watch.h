/* store/watch.h - the memory of `bayhaqi watch`: its feeds and folders, and what it has read of them.
 *
 *   reads, writes  the tables feeds and seen of the ledger
 *
 *     bay_feed feed;
 *     BAY_TRY(bay_store_feed(store, "https://example.org/feed", &feed, err));     // made when it is new
 *     BAY_TRY(bay_store_seen(store, feed.row, key, mark, &seen, err));
 *     BAY_TRY(bay_store_see(store, feed.row, key, mark, now, err));               // in the transaction that keeps the page
 *     BAY_TRY(bay_store_feed_put(store, &feed, err));
 */
#ifndef BAY_STORE_WATCH_H
#define BAY_STORE_WATCH_H

#include "store/store.h"

typedef struct bay_feed {
    int64_t row;
    char url[2048], etag[256], modified[64], trouble[256];
    int64_t checked, due, failures, pages;
} bay_feed;

/* The feed of that address. One that is new gets a row; inside a transaction or not. */
BAY_MUST_CHECK bay_status bay_store_feed(bay_store *store, const char *url, bay_feed *out, bay_error *err);
BAY_MUST_CHECK bay_status bay_store_feed_put(bay_store *store, const bay_feed *feed, bay_error *err);
/* Forgets it and what was seen of it, not the pages. BAY_NOT_FOUND. */
BAY_MUST_CHECK bay_status bay_store_feed_forget(bay_store *store, const char *url, bay_error *err);
/* Every feed as a JSON line, in the order they were added. */
BAY_MUST_CHECK bay_status bay_store_feeds(bay_store *store, bay_row_fn *row, void *context, bay_error *err);

typedef enum bay_seen { BAY_SEEN_NEVER, BAY_SEEN_CHANGED /* since at */, BAY_SEEN_SAME } bay_seen;
BAY_MUST_CHECK bay_status bay_store_seen(bay_store *store, int64_t feed, int64_t key, int64_t mark, bay_seen *out, int64_t *at,
                                         bay_error *err);
BAY_MUST_CHECK bay_status bay_store_see(bay_store *store, int64_t feed, int64_t key, int64_t mark, int64_t now, bay_error *err);

#endif
