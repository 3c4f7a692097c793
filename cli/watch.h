/* watch.h - what `bayhaqi watch` shares between its two halves: the sources and their threads (cmd_watch.c), one look at one source (watch_round.c).
 *
 *     struct watch w = {.flags = flags, .store = store};
 *     BAY_TRY(watch_round(&w, url, true, &due, err));     // from any thread
 */
#ifndef BAY_CLI_WATCH_H
#define BAY_CLI_WATCH_H

#include <pthread.h>
#include <stdatomic.h>

#include "adder.h"
#include "fetch/fetch.h"

/* Rounds of several sources go on side by side. What they fetch is fetched without a lock; the ledger and the adder are under one. */
struct watch {
    const struct flags *flags;
    bay_store *store;
    bay_fetcher *fetcher;
    atomic_bool stopping;        /* a signal came, or it cannot go on */
    pthread_mutex_t ledger;      /* over what follows */
    struct adder adder;
    long failed;
};

/* Whether to stop; arg is the watch. Asked several times a second, from any thread. */
bool watch_stop_asked(void *arg);

/* Looks at url, an address or a folder, if it is due (or --once). due: when to come again. may_turn: where the address is a page that
 * names a feed, url becomes that feed's and nothing else is done. What cannot be read is said, counted and remembered with the source; a status
 * means that the ledger cannot go on. */
BAY_MUST_CHECK bay_status watch_round(struct watch *w, char url[BAY_URL_ROOM], bool may_turn, int64_t *due, bay_error *err);

#endif
