/* store/adding.h - what adding a document and coding one again share. Inside the caller's transaction. */
#ifndef BAY_STORE_ADDING_H
#define BAY_STORE_ADDING_H

#include "merge/near.h"
#include "store/sql.h"

/* One document on its way into the tables. */
struct adding {
    bay_store *store;
    bay_doc *doc;
    const bay_read_options *options;
    const char *hash;
    bay_made_by made_by;
    int64_t row, maker, version, previous;   /* previous: row of the version before, 0 none */
    int64_t *events;                         /* rows of doc->events                         */
    bay_near near;
    int64_t overfull[BAY_NEAR_PRINTS];       /* prints that too many documents have */
    uint32_t overfull_count;
};

/* Sets a->maker to the row of a->made_by, made when it is not there. */
BAY_MUST_CHECK bay_status bay__find_maker(struct adding *a, bay_error *err);
/* What reprint.c compares of a document in the ledger; lives in store->scratch. */
BAY_MUST_CHECK bay_status bay__gist_of(bay_store *store, int64_t row, bay_near *out, bay_error *err);
/* Sets a->doc->duplicates_of when a->near reprints a document of the ledger. */
BAY_MUST_CHECK bay_status bay__find_reprinted(struct adding *a, bay_error *err);
BAY_MUST_CHECK bay_status bay__add_prints(struct adding *a, bay_error *err);
/* Before the blocks of a->row go. */
BAY_MUST_CHECK bay_status bay__forget_prints(struct adding *a, bay_error *err);
/* Blocks, sentences, notes, events and claims of a->doc under a->row; the next weighing is due. */
BAY_MUST_CHECK bay_status bay__add_layers(struct adding *a, bay_error *err);
/* The next weighing is to look at a document. */
BAY_MUST_CHECK bay_status bay__due(struct adding *a, int64_t row, bay_error *err);
/* A JSON array of strings; lives in the arena. */
bay_str bay__json_strs(bay_arena *arena, const bay_str *items, uint32_t count);

#endif
