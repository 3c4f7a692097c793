/* store/store.h - the ledger: one SQLite file that keeps documents, events, claims and what weighing them found.
 *
 *   reads   coded documents (doc/doc.h), filters
 *   writes  the tables of store/migrations/, JSON lines of docs/formats/ledger.md to a callback
 *
 *     bay_store *store;
 *     BAY_TRY(bay_store_open("bayhaqi.db", BAY_STORE_WRITE, &store, err));
 *     BAY_TRY(bay_store_begin(store, err));
 *     BAY_TRY(bay_store_add(store, &made_by, doc, &options, &outcome, err));    // once per document
 *     BAY_TRY(bay_store_commit(store, err));                                  // now it is acknowledged
 *     BAY_TRY(bay_store_weigh(store, err));                                   // disputes, incidents, control
 *     bay_filter wanted = {.type = "ASSAULT", .since = "2021-07-01", .limit = 50};
 *     BAY_TRY(bay_store_query(store, BAY_KIND_EVENTS, &wanted, print_line, stdout, err));
 *     bay_store_close(store);
 *
 * One thread writes. Any number of programs may read while it does (write-ahead log); inside one program give each
 * thread its own handle. A killed writer leaves the last committed state. Costs: adding is about as fast as the disk
 * syncs batches, and does not grow with the ledger but for the depth of its trees; a weighing touches what the new documents can change
 * (see merge/merge.h): reports of the same days, what was said about the same parties within a fortnight, the same places of control.
 */
#ifndef BAY_STORE_STORE_H
#define BAY_STORE_STORE_H

#include "base/status.h"
#include "base/str.h"
#include "doc/layers.h"

typedef struct bay_store bay_store;

enum { BAY_STORE_READ, BAY_STORE_WRITE /* makes the file when it is not there; migrates an older one */ };

/* BAY_NOT_FOUND when there is no such file to read; BAY_STORE when it is not a ledger or a newer one. */
BAY_MUST_CHECK bay_status bay_store_open(const char *path, int mode, bay_store **out, bay_error *err);
void bay_store_close(bay_store *store);

/* ---- writing ------------------------------------------------------------ */

typedef enum bay_added { BAY_ADDED_NEW, BAY_ADDED_VERSION /* a changed page */, BAY_ADDED_SAME /* nothing to do */ } bay_added;

enum { BAY_HASH_SIZE = 33 };   /* 32 hexadecimal digits and a zero */

/* The name of a page's content: of its bytes and of what is said about it. Two equal ones are the same page. */
void bay_store_hash(bay_str raw, const bay_read_options *options, char hash[BAY_HASH_SIZE]);
/* True when the ledger holds it already, so that it need not be coded. */
BAY_MUST_CHECK bay_status bay_store_has(bay_store *store, const char *hash, bool *out, bay_error *err);

BAY_MUST_CHECK bay_status bay_store_begin(bay_store *store, bay_error *err);
BAY_MUST_CHECK bay_status bay_store_commit(bay_store *store, bay_error *err);
void bay_store_rollback(bay_store *store);
/* Keeps a coded document. Sets doc->duplicates_of when it reprints one that is there. */
BAY_MUST_CHECK bay_status bay_store_add(bay_store *store, const bay_made_by *made_by, bay_doc *doc,
                                        const bay_read_options *options, bay_added *outcome, bay_error *err);
/* Weighs what came since the last time, 500 documents a transaction: killed, it goes on where it was. The findings are those of a weighing
 * from the start, in whatever order and steps the documents came. */
BAY_MUST_CHECK bay_status bay_store_weigh(bay_store *store, bay_error *err);

/* ---- reading ------------------------------------------------------------ */

typedef enum bay_kind {
    BAY_KIND_EVENTS, BAY_KIND_CLAIMS, BAY_KIND_DISPUTES, BAY_KIND_INCIDENTS, BAY_KIND_CONTROL, BAY_KIND_ACTORS,
    BAY_KIND_SOURCES, BAY_KIND_DOCUMENTS, BAY_KIND_COUNT
} bay_kind;

const char *bay_kind_name(bay_kind kind);              /* "events" ... as the commands are called */
bool bay_kind_find(bay_str name, bay_kind *out);

/* What is asked for; NULL, 0 or false: no condition. Lists are separated by commas and mean "one of". */
typedef struct bay_filter {
    const char *since, *until;      /* ISO dates: the event (documents: the publication) lies within           */
    const char *actor, *recipient;  /* id, CAMEO-manner code or its beginning, country code, or part of a name */
    const char *type;               /* PLOVER type, or CAMEO code or its beginning                             */
    const char *place;              /* part of a place's name, admin unit, or country code                     */
    const char *status;
    const char *text;               /* words in the document, FTS5 syntax or plain words                       */
    const char *doc;                /* id of a document   */
    const char *outlet;
    const char *id;                 /* of the row itself  */
    const char *speaker;            /* as actor: of claims, of an event's chain, of a finding's claims */
    double south, west, north, east;
    bool box;                       /* the four above are given */
    bool all_versions;              /* superseded documents and their events too */
    const char *sort;               /* events: date type status actor place outlet confidence; documents: published
                                       title outlet events; findings: date, incidents also sources; -date: the other way */
    int64_t limit, offset;          /* limit 0: all */
} bay_filter;

/* Takes one row as a JSON line (no newline at its end). A status other than BAY_OK ends the query and is passed on. */
typedef bay_status bay_row_fn(void *context, bay_str line, bay_error *err);

/* Rows of one kind in a fixed order: events and what is made of them by date, documents as added, actors and
 * sources by how often they occur. BAY_BAD_INPUT when that kind cannot be sorted by filter->sort. */
BAY_MUST_CHECK bay_status bay_store_query(bay_store *store, bay_kind kind, const bay_filter *filter, bay_row_fn *row,
                                          void *context, bay_error *err);
BAY_MUST_CHECK bay_status bay_store_count(bay_store *store, bay_kind kind, const bay_filter *filter, int64_t *out,
                                          bay_error *err);
/* Which kind of row an id names: the newest event, claim, finding, document or actor. BAY_NOT_FOUND. */
BAY_MUST_CHECK bay_status bay_store_find(bay_store *store, const char *id, bay_kind *kind, bay_error *err);
/* The row itself, one line. Documents come whole: the article layer with text and blocks. */
BAY_MUST_CHECK bay_status bay_store_get(bay_store *store, bay_kind kind, const char *id, bay_row_fn *row,
                                        void *context, bay_error *err);
/* Lines {"event","kind","span"}: the words behind each event of the newest version of a document, in text order. */
BAY_MUST_CHECK bay_status bay_store_evidence(bay_store *store, const char *doc, bay_row_fn *row, void *context,
                                             bay_error *err);
/* Claims (BAY_KIND_CLAIMS) on an event, or the findings (BAY_KIND_DISPUTES, _INCIDENTS, _CONTROL) that it is part of. */
BAY_MUST_CHECK bay_status bay_store_of_event(bay_store *store, bay_kind kind, const char *event, bay_row_fn *row,
                                             void *context, bay_error *err);
/* What a finding is made of, side by side: lines {"side","event":EVENT,"claim":CLAIM|null}. */
BAY_MUST_CHECK bay_status bay_store_members(bay_store *store, const char *finding, bay_row_fn *row, void *context,
                                            bay_error *err);
/* One line of totals: documents, events, claims, disputes ..., first and last date. */
BAY_MUST_CHECK bay_status bay_store_totals(bay_store *store, bay_row_fn *row, void *context, bay_error *err);

/* How many of the events that fit: a line {"name","count"} for each type, status, month, year or outlet, by name.
 * BAY_BAD_INPUT for another word. */
BAY_MUST_CHECK bay_status bay_store_tally(bay_store *store, const char *by, const bay_filter *filter, bay_row_fn *row,
                                          void *context, bay_error *err);

/* Persons whose role the ledger's articles have told, by name: lines {"id","name","role","country","sectors":[],"documents":n,
 * "first","last","doc","span","contradicts":[{"role","country","doc"}]}. Role and country are those of the newest article;
 * contradicts holds other countries told of the same name: such a person is used for nothing. */
BAY_MUST_CHECK bay_status bay_store_learned(bay_store *store, bay_row_fn *row, void *context, bay_error *err);

/* The page as it came, with what was said about it (JSON), to be read again by explain. */
typedef bay_status bay_raw_fn(void *context, bay_str raw, bay_str options_json, bay_error *err);
BAY_MUST_CHECK bay_status bay_store_raw(bay_store *store, const char *doc, bay_raw_fn *take, void *context,
                                        bay_error *err);

#endif
