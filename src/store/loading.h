/* store/loading.h - events out of the ledger as merge/ wants them, a few at a time.
 *
 *   reads   rows of events and of what hangs on them
 *   writes  bay_reports that grow: each actor, place, document and event once
 *
 *     struct loading l = {.store = store, .arena = &store->scratch};
 *     bay__loading_begin(&l);
 *     BAY_TRY(bay__load_event(&l, row, &index, err));
 *
 * Cost: some ten look-ups by key for each event.
 */
#ifndef BAY_STORE_LOADING_H
#define BAY_STORE_LOADING_H

#include "store/weigh.h"

struct row_list { BAY_ARRAY(int64_t) items; };

struct loading {
    bay_store *store;
    bay_arena *arena;
    bay_reports r;
    bay_weighing w;
    bay_reader reader;
    bay__json_of json;
    uint32_t actor_room, place_room, doc_room, event_room, claim_room, actor_json, place_json, actor_json_room, place_json_room;
    bool alone;             /* events without their incident and what they are about */
    bay_map actors, places, docs, events, whole;     /* row as bytes -> 1 + index; whole: documents of which all events are there */
};

void bay__loading_begin(struct loading *l);
BAY_MUST_CHECK bay_status bay__load_doc(struct loading *l, int64_t row, uint32_t *out, bay_error *err);
BAY_MUST_CHECK bay_status bay__load_place(struct loading *l, int64_t row, uint32_t *out, bay_error *err);
BAY_MUST_CHECK bay_status bay__load_event(struct loading *l, int64_t row, uint32_t *out, bay_error *err);
/* All events of a document. */
BAY_MUST_CHECK bay_status bay__load_whole(struct loading *l, uint32_t doc, bay_error *err);
/* First columns of all rows of a kept statement that is bound already. */
BAY_MUST_CHECK bay_status bay__take_rows(struct loading *l, sqlite3_stmt *stmt, struct row_list *out, bay_error *err);

#endif
