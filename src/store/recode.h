/* store/recode.h - the ledger's own pages coded again, after a change of dictionaries, model or program.
 *
 *   reads   documents that another maker (version, lexicon, model) coded
 *   writes  their rows anew; lines that tell what changed
 *
 *     bay_stale page = {0};
 *     while (!(status = bay_store_stale(store, &made_by, page.row, &page, err)) && page.row) {
 *         ...read page.raw with page.options into doc...
 *         BAY_TRY(bay_store_compare(store, &made_by, page.row, doc, print_line, stdout, &changes, err));
 *         BAY_TRY(bay_store_recode(store, &made_by, page.row, doc, err));      // in a transaction
 *     }
 *     BAY_TRY(bay_store_sweep(store, err));
 *     BAY_TRY(bay_store_weigh(store, err));
 *
 * A recoded document names its new maker, so a run that was killed goes on where it stopped. Nothing but what the page
 * says is made anew: ids, versions and reprints stay. Afterwards the ledger tells what a fresh one of the same pages would.
 * Cost: the reading and coding of the pages, as for add; they are taken from the ledger, no file is needed.
 */
#ifndef BAY_STORE_RECODE_H
#define BAY_STORE_RECODE_H

#include "store/store.h"

typedef struct bay_stale {
    int64_t row;        /* 0: no more                                         */
    bay_str raw;        /* the page as it came; lives until the next call     */
    bay_str options;    /* what was said about it, JSON; lives as long        */
} bay_stale;

/* The next document after row `after` that another maker coded. */
BAY_MUST_CHECK bay_status bay_store_stale(bay_store *store, const bay_made_by *made_by, int64_t after, bay_stale *out,
                                          bay_error *err);

typedef struct bay_changes {
    int64_t fresh, gone, changed, same;   /* events */
} bay_changes;

/* Compares the events of a document coded again with those that the ledger has of it; writes nothing. One line for each
 * difference: {"doc","change":"new|gone|changed","id","type","trigger","sentence","cells":{CELL:[BEFORE,AFTER],...},
 * "text":the same in words}; cells and text of changed ones only.
 * Events are the same when their ids are, else when their triggers are; a confidence that moved by less than 0.05 is no
 * difference. Adds to *changes. */
BAY_MUST_CHECK bay_status bay_store_compare(bay_store *store, const bay_made_by *made_by, int64_t row, bay_doc *doc,
                                            bay_row_fn *line, void *context, bay_changes *changes, bay_error *err);
/* Puts the document coded again in the place of what the ledger has of it. Inside the caller's transaction. */
BAY_MUST_CHECK bay_status bay_store_recode(bay_store *store, const bay_made_by *made_by, int64_t row, bay_doc *doc,
                                           bay_error *err);
/* Drops actors and places that no event names any more. Its own transaction. */
BAY_MUST_CHECK bay_status bay_store_sweep(bay_store *store, bay_error *err);

#endif
