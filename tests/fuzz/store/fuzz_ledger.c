/* A ledger that somebody else has written into: the lines, the JSON, the dates and names of its rows are any bytes (the lines of the input, by turns).
 * It is weighed and asked for everything; whatever is in it, the answers are lines, or an error with a message. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#undef NDEBUG
#include <assert.h>
#include <string.h>

#include "store/recode.h"
#include "store/sql.h"
#include "store/watch.h"

enum { VALUES = 16 };

static bay_store *store;        /* opened once; each input rolls back */

static const char *const rows[] = {
    "INSERT INTO makers VALUES (1, '1', 'l', 'm')",
    "INSERT INTO documents VALUES (1, ?1, ?1, 1, NULL, 'h', ?2, ?3, ?4, 'en', ?5, ?6, 'text', 'text', 'utf-8', ?7, ?8, ?9, NULL, 1, ?10, ?11, ?12)",
    "INSERT INTO texts (rowid, title, text) SELECT doc, title, text FROM documents",
    "INSERT INTO actors VALUES (1, ?1, ?2, ?3, ?4, ?5, NULL, NULL, NULL, NULL, 1), (2, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, 2)",
    "INSERT INTO places VALUES (1, ?3, 31.5, 65.5, 'AFG', ?4, ?5, 1, ?6, 1)",
    ("INSERT INTO events VALUES (1, ?1, 1, 0, 1, ?2, NULL, ?3, '190', 4, -9, NULL, NULL, 1, ?6, ?7, ?8, ?9, 0, 1, ?10, NULL, ?11, 0, ?12, ?13),"
     " (2, ?14, 1, 1, 1, ?2, NULL, '[]', '190', 4, -9, NULL, NULL, 1, ?6, ?7, 'day', 'claimed', 0, 1, NULL, 0, 't', 0, NULL, ?15)"),
    "INSERT INTO event_actors VALUES (1, 'actor', 0, 1, ?5, 0, 1, 1), (1, 'recipient', 0, 2, 'x', 0, 1, 1), (2, 'actor', 0, 2, 'x', 0, 1, 1)",
    "INSERT INTO counts VALUES (1, 0, ?2, 1, 2, ?3, 0, 1, ?4, 0, 1, ?5, ?6, ?7, 2, ?8)",
    "INSERT INTO attributions VALUES (1, 0, 2, ?4, 0, 1, 0, ?5)",
    "INSERT INTO claims VALUES (1, ?1, 1, 1, 2, ?2, 0, ?3, 0, 1, ?4, ?5), (2, 'c', 2, 1, NULL, NULL, 1, 'denies', 0, 1, NULL, '{}')",
    "INSERT INTO evidence VALUES (1, 0, ?1, 5, 900000)",
    "UPDATE state SET value = '0' WHERE name = 'weighed'",
};

static void open_once(void)
{
    bay_error err = {0};
    char path[] = "/tmp/fuzz_ledger_XXXXXX", side[64];
    if (store) return;
    int fd = mkstemp(path);
    assert(fd >= 0 && !close(fd));
    assert(!bay_store_open(path, BAY_STORE_WRITE, &store, &err));
    const char *const ends[] = {"", "-wal", "-shm"};
    for (int i = 0; i < 3; i++) { snprintf(side, sizeof side, "%s%s", path, ends[i]); unlink(side); }
}

static bay_status take_line(void *context, bay_str line, bay_error *err)
{
    (void)err;
    size_t *bytes = context;
    for (uint32_t i = 0; i < line.size; i++) *bytes += (unsigned char)line.bytes[i] > ' ';
    return BAY_OK;
}

static bay_status take_raw(void *context, bay_str raw, bay_str options, bay_error *err)
{
    (void)err;
    *(size_t *)context += raw.size + options.size;
    return BAY_OK;
}

static void check(bay_status status, bay_error *err)
{
    assert(!status || err->message[0]);
    *err = (bay_error){0};
}

static void ask_everything(const char *id, const char *words)
{
    size_t bytes = 0;
    bay_error err = {0};
    bay_kind kind;
    const bay_filter filters[] = {{0}, {.text = words, .actor = words, .place = words}, {.since = words, .speaker = words, .sort = "date"}};
    for (int k = 0; k < BAY_KIND_COUNT; k++) {
        for (size_t i = 0; i < sizeof filters / sizeof *filters; i++) check(bay_store_query(store, (bay_kind)k, &filters[i], take_line, &bytes, &err), &err);
        check(bay_store_get(store, (bay_kind)k, id, take_line, &bytes, &err), &err);
    }
    check(bay_store_find(store, id, &kind, &err), &err);
    check(bay_store_evidence(store, id, take_line, &bytes, &err), &err);
    check(bay_store_of_event(store, BAY_KIND_CLAIMS, id, take_line, &bytes, &err), &err);
    check(bay_store_totals(store, take_line, &bytes, &err), &err);
    check(bay_store_tally(store, "month", &filters[0], take_line, &bytes, &err), &err);
    check(bay_store_raw(store, id, take_raw, &bytes, &err), &err);
    check(bay_store_feeds(store, take_line, &bytes, &err), &err);
}

static bool write_rows(const bay_str *values)
{
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        sqlite3_stmt *stmt;
        int prepared = sqlite3_prepare_v2(store->db, rows[i], -1, &stmt, NULL);
        if (prepared != SQLITE_OK) fprintf(stderr, "%s: %s\n", rows[i], sqlite3_errmsg(store->db));
        assert(prepared == SQLITE_OK);
        for (int k = 1; k <= sqlite3_bind_parameter_count(stmt); k++)
            sqlite3_bind_text(stmt, k, values[k].bytes, (int)values[k].size, SQLITE_STATIC);
        int code = sqlite3_step(stmt);
        sqlite3_finalize(stmt);
        if (code != SQLITE_DONE) return false;
    }
    return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    open_once();
    char id[256];
    bay_error err = {0};
    bay_str all = {(const char *)data, (uint32_t)size}, lines[VALUES], line;
    uint32_t count = 0;
    while (count < VALUES && bay_str_next(&all, '\n', &line)) lines[count++] = line;
    if (!count) return 0;
    for (uint32_t i = count; i < VALUES; i++) lines[i] = lines[i % count];
    snprintf(id, sizeof id, "%.*s", (int)(lines[1].size < 255 ? lines[1].size : 255), lines[1].bytes);
    assert(!bay__sql_script(store, "BEGIN", &err));
    bool written = write_rows(lines);
    assert(!bay__sql_script(store, "COMMIT", &err));
    if (written) check(bay_store_weigh(store, &err), &err);
    if (written) ask_everything(id, id);
    assert(!bay__sql_script(store, "DELETE FROM finding_events; DELETE FROM findings; DELETE FROM evidence; DELETE FROM claims; DELETE FROM attributions;"
        "DELETE FROM counts; DELETE FROM event_actors; DELETE FROM events; DELETE FROM places; DELETE FROM place_points; DELETE FROM actors;"
        "INSERT INTO texts (texts) VALUES ('delete-all'); DELETE FROM documents; DELETE FROM makers", &err));
    return 0;
}
