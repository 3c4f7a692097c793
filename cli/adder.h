/* adder.h - coded articles into the ledger, in transactions of some documents: what `add` and `watch` share.
 *
 *     struct adder a;
 *     BAY_TRY(adder_init(&a, flags, engine, store, err));
 *     ... bay_batch_push(a.batch, ...) ...
 *     BAY_TRY(adder_flush(&a, err));           // all that was pushed is on the disk
 *     adder_release(&a);
 */
#ifndef BAY_CLI_ADDER_H
#define BAY_CLI_ADDER_H

#include "batch.h"
#include "ledger.h"

struct adder {
    const struct flags *flags;
    const bay_engine *engine;
    bay_made_by made_by;
    bay_store *store;
    bay_batch *batch;
    long fresh, changed, same, failed, events;
    int pending;                /* documents of the open transaction */
    long long opened, shown;    /* milliseconds                      */
    bay_buf lines;              /* said once they are committed      */
    int code;                   /* not 0: output is closed           */
};

BAY_MUST_CHECK bay_status adder_init(struct adder *a, const struct flags *flags, const bay_engine *engine, bay_store *store,
                                     bay_error *err);
void adder_release(struct adder *a);
/* Opens a transaction where none is open, for what is to be kept with the pages. */
BAY_MUST_CHECK bay_status adder_open(struct adder *a, bay_error *err);
/* Commits what is open. */
BAY_MUST_CHECK bay_status adder_commit(struct adder *a, bay_error *err);
/* Waits for what is being coded, and commits it. */
BAY_MUST_CHECK bay_status adder_flush(struct adder *a, bay_error *err);
void adder_progress(struct adder *a, bool last);

#endif
