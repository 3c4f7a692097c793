/* Reprints of what the ledger holds: looked up by prints, then compared word by word.
 *
 * A print that LISTED_MAX originals have is a common phrase: it is neither looked at nor entered any more, so that lists stay short. Of the
 * documents that share HITS_LEAST prints or more the READ_MAX that share most are read and compared.
 * Cost of a document: at most 40 look-ups and insertions in one B-tree, at most 4 texts read; this grows with the depth of the tree only.
 */
#include <stdlib.h>

#include "store/adding.h"

enum { LISTED_MAX = 32, HITS_LEAST = 2, READ_MAX = 4, FEW_PRINTS = 4 };

static const char GIST[] =
    "SELECT d.text, b.begin_, b.end_ FROM documents d JOIN blocks b USING (doc) WHERE d.doc = ? AND b.role IN"
    " ('headline', 'subhead', 'body', 'caption', 'quote_block') ORDER BY b.n";

static bay_status read_spans(bay_store *store, sqlite3_stmt *stmt, bay_str *text, bay_span **spans, uint32_t *count, bay_error *err)
{
    bool more;
    BAY_ARRAY(bay_span) list = {0};
    for (*text = (bay_str){0};;) {
        BAY_TRY(bay__sql_next(store, stmt, &more, err));
        if (!more) break;
        if (!text->bytes) *text = bay_str_copy(&store->scratch, bay__sql_str(stmt, 0));
        bay_span *span = bay_push(&store->scratch, &list);
        if (!span || !text->bytes) return bay_fail_memory(err);
        *span = (bay_span){(uint32_t)sqlite3_column_int64(stmt, 1), (uint32_t)sqlite3_column_int64(stmt, 2)};
    }
    *spans = list.items;
    *count = list.count;
    return BAY_OK;
}

bay_status bay__gist_of(bay_store *store, int64_t row, bay_near *out, bay_error *err)
{
    sqlite3_stmt *stmt;
    bay_str text;
    bay_span *spans = NULL;
    uint32_t count = 0;
    BAY_TRY(bay__sql_prepare(store, SQL_GIST, GIST, &stmt, err));
    bay__sql_bind(stmt, "i", row);
    bay_status status = read_spans(store, stmt, &text, &spans, &count, err);
    sqlite3_reset(stmt);
    BAY_TRY(status);
    return bay__near_read(text, spans, count, &store->scratch, out, err);
}

/* ---- the table --------------------------------------------------------------------- */

static bay_status enter(bay_store *store, const bay_near *near, int64_t row, bay_error *err)
{
    for (uint32_t i = 0; i < near->print_count && bay__near_tells(near); i++)
        BAY_TRY(bay__sql_run(store, SQL_PRINT, "INSERT OR IGNORE INTO prints VALUES (?,?)", err, "ii", (int64_t)near->prints[i], row));
    return BAY_OK;
}

/* A ledger of an older version has documents, and no prints of them yet. */
static bay_status make_ready(bay_store *store, bay_error *err)
{
    int64_t row = 0, done;
    if (store->printed) return BAY_OK;
    BAY_TRY(bay__sql_int(store, SQL_ONCE, "SELECT value = '1' FROM state WHERE name = 'printed'", 0, &done, err, ""));
    while (!done) {
        BAY_TRY(bay__sql_int(store, SQL_UNPRINTED, "SELECT doc FROM documents WHERE doc > ? AND duplicates_of IS NULL AND superseded_by IS NULL"
                             " ORDER BY doc LIMIT 1", 0, &row, err, "i", row));
        if (!row) break;
        bay_near near;
        bay_mark mark = bay_arena_mark(&store->scratch);
        bay_status status = bay__gist_of(store, row, &near, err);
        if (!status) status = enter(store, &near, row, err);
        bay_arena_reset(&store->scratch, mark);
        BAY_TRY(status);
    }
    if (!done) BAY_TRY(bay__sql_script(store, "INSERT OR REPLACE INTO state VALUES ('printed', '1')", err));
    store->printed = true;
    return BAY_OK;
}

static bool is_overfull(const struct adding *a, int64_t print)
{
    for (uint32_t i = 0; i < a->overfull_count; i++)
        if (a->overfull[i] == print) return true;
    return false;
}

bay_status bay__add_prints(struct adding *a, bay_error *err)
{
    if (a->doc->duplicates_of.size) return BAY_OK;      /* a reprint is found through its original */
    bay_near near = a->near;
    near.print_count = 0;
    for (uint32_t i = 0; i < a->near.print_count; i++)
        if (!is_overfull(a, (int64_t)a->near.prints[i])) near.prints[near.print_count++] = a->near.prints[i];
    return enter(a->store, &near, a->row, err);
}

bay_status bay__forget_prints(struct adding *a, bay_error *err)
{
    bay_near old;
    bay_mark mark = bay_arena_mark(&a->store->scratch);
    bay_status status = bay__gist_of(a->store, a->row, &old, err);
    for (uint32_t i = 0; !status && i < old.print_count; i++)
        status = bay__sql_run(a->store, SQL_OLD_PRINT, "DELETE FROM prints WHERE print = ? AND doc = ?", err, "ii", (int64_t)old.prints[i], a->row);
    bay_arena_reset(&a->store->scratch, mark);
    return status;
}

/* ---- looking up ----------------------------------------------------------------------- */

struct candidates {
    int64_t rows[BAY_NEAR_PRINTS * LISTED_MAX];
    uint32_t count;
    int64_t best[READ_MAX];
    uint32_t hits[READ_MAX];
};

static bay_status look_up(struct adding *a, int64_t print, struct candidates *c, bay_error *err)
{
    sqlite3_stmt *stmt;
    bool more;
    uint32_t before = c->count, found = 0;
    BAY_TRY(bay__sql_prepare(a->store, SQL_PRINT_FIND, "SELECT doc FROM prints WHERE print = ? ORDER BY doc LIMIT ?", &stmt, err));
    bay__sql_bind(stmt, "ii", print, (int64_t)LISTED_MAX);
    for (;;) {
        BAY_TRY(bay__sql_next(a->store, stmt, &more, err));
        if (!more) break;
        found++;
        c->rows[c->count++] = sqlite3_column_int64(stmt, 0);
    }
    if (found < LISTED_MAX) return BAY_OK;
    c->count = before;
    a->overfull[a->overfull_count++] = print;
    return BAY_OK;
}

static int by_row(const void *x, const void *y)
{
    int64_t a = *(const int64_t *)x, b = *(const int64_t *)y;
    return a < b ? -1 : a > b;
}

/* Those that share most prints, older ones first among equals. */
static void rank(struct candidates *c)
{
    qsort(c->rows, c->count, sizeof *c->rows, by_row);
    for (uint32_t i = 0, end; i < c->count; i = end) {
        int64_t row = c->rows[i];
        for (end = i + 1; end < c->count && c->rows[end] == row; end++) {}
        uint32_t hits = end - i, at = READ_MAX;
        while (at > 0 && c->hits[at - 1] < hits) at--;
        for (uint32_t k = READ_MAX - 1; k > at; k--) { c->best[k] = c->best[k - 1]; c->hits[k] = c->hits[k - 1]; }
        if (at < READ_MAX) { c->best[at] = row; c->hits[at] = hits; }
    }
}

static bay_status original_id(struct adding *a, int64_t row, bay_str *id, bay_error *err)
{
    sqlite3_stmt *stmt;
    bool more;
    BAY_TRY(bay__sql_prepare(a->store, SQL_ORIGINAL, "SELECT id FROM documents WHERE doc = ? AND superseded_by IS NULL AND duplicates_of IS NULL",
                             &stmt, err));
    bay__sql_bind(stmt, "i", row);
    BAY_TRY(bay__sql_next(a->store, stmt, &more, err));
    *id = more ? bay_str_copy(&a->doc->arena, bay__sql_str(stmt, 0)) : (bay_str){0};
    sqlite3_reset(stmt);
    return BAY_OK;
}

static bay_status compare(struct adding *a, int64_t row, double *best, bay_error *err)
{
    bay_str id;
    bay_near other;
    BAY_TRY(original_id(a, row, &id, err));
    if (!id.size || row == a->previous) return BAY_OK;
    bay_mark mark = bay_arena_mark(&a->store->scratch);
    bay_status status = bay__gist_of(a->store, row, &other, err);
    double same = status ? 0 : bay__near_reprint(&a->near, &other);
    bay_arena_reset(&a->store->scratch, mark);
    if (same <= *best) return status;
    *best = same;
    a->doc->duplicates_of = id;
    return status;
}

bay_status bay__find_reprinted(struct adding *a, bay_error *err)
{
    struct candidates c = {.count = 0};
    double best = 0;
    BAY_TRY(make_ready(a->store, err));
    if (!bay__near_tells(&a->near)) return BAY_OK;
    for (uint32_t i = 0; i < a->near.print_count; i++) BAY_TRY(look_up(a, (int64_t)a->near.prints[i], &c, err));
    rank(&c);
    uint32_t least = a->near.print_count < FEW_PRINTS ? 1 : HITS_LEAST;
    for (uint32_t i = 0; i < READ_MAX && c.hits[i] >= least; i++) BAY_TRY(compare(a, c.best[i], &best, err));
    return BAY_OK;
}
