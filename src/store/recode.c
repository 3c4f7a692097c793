#include "store/recode.h"

#include <cjson/cJSON.h>
#include <math.h>

#include "base/buf.h"
#include "store/adding.h"

enum { LINE_MIB = 64, CELLS_MAX = 64 };

static const double MOVED = 0.05;   /* a confidence that moved by less is no difference */

bay_status bay_store_stale(bay_store *store, const bay_made_by *m, int64_t after, bay_stale *out, bay_error *err)
{
    sqlite3_stmt *stmt;
    bool more;
    *out = (bay_stale){0};
    BAY_TRY(bay__sql_prepare(store, SQL_STALE,
        "SELECT d.doc, d.raw, d.options FROM documents d JOIN makers m USING (maker)"
        " WHERE d.doc > ? AND (m.version <> ? OR m.lexicon <> ? OR m.model <> ?) ORDER BY d.doc LIMIT 1", &stmt, err));
    bay__sql_bind(stmt, "ittt", after, m->version, m->lexicon, m->model);
    BAY_TRY(bay__sql_next(store, stmt, &more, err));
    if (more) *out = (bay_stale){sqlite3_column_int64(stmt, 0), bay__sql_str(stmt, 1), bay__sql_str(stmt, 2)};
    return BAY_OK;
}

/* ---- what the ledger knows of the document whatever codes it ------------------ */

struct kept {
    int64_t superseded;
    bool same_text;
};

/* Gives the document its id and original in the ledger. */
static bay_status take_over(bay_store *store, int64_t row, bay_doc *doc, struct kept *kept, bay_error *err)
{
    sqlite3_stmt *stmt;
    bool more;
    BAY_TRY(bay__sql_prepare(store, SQL_OLD_DOCUMENT,
        "SELECT id, duplicates_of, coalesce(superseded_by, 0), text = ?2 AND title IS ?3 FROM documents WHERE doc = ?1",
        &stmt, err));
    bay__sql_bind(stmt, "iss", row, doc->text.bytes ? doc->text : BAY_STR(""), doc->title.size ? doc->title : (bay_str){0});
    BAY_TRY(bay__sql_next(store, stmt, &more, err));
    if (!more) return bay_fail(err, BAY_NOT_FOUND, "ledger: no document in row %lld", (long long)row);
    bay_str original = bay__sql_str(stmt, 1);
    doc->id = bay_str_copy(&doc->arena, bay__sql_str(stmt, 0));
    doc->duplicates_of = original.bytes ? bay_str_copy(&doc->arena, original) : (bay_str){0};
    *kept = (struct kept){sqlite3_column_int64(stmt, 2), sqlite3_column_int64(stmt, 3) != 0};
    sqlite3_reset(stmt);
    return doc->id.bytes ? BAY_OK : bay_fail_memory(err);
}

/* ---- what changed ---------------------------------------------------------------- */

struct row {
    cJSON *event;
    const char *id;
    double begin, end;      /* of the trigger */
    bool paired;
};

struct row_list { struct row *items; uint32_t count, room; };

struct comparing {
    bay_doc *doc;
    struct row_list before, after;
    bay_row_fn *line;
    void *context;
    bay_changes *changes;
    bay_buf out, words;
};

static const char *text_of(const cJSON *object, const char *key)
{
    const cJSON *value = cJSON_GetObjectItemCaseSensitive(object, key);
    return cJSON_IsString(value) ? value->valuestring : "";
}

static bay_status add_row(struct comparing *c, struct row_list *rows, bay_str line, bay_error *err)
{
    struct row *row = bay_push(&c->doc->arena, rows);
    if (!row) return bay_fail_memory(err);
    row->event = cJSON_ParseWithLength(line.bytes, line.size);
    if (!row->event) return bay_fail(err, BAY_STORE, "ledger: an event line is no JSON");
    const cJSON *span = cJSON_GetObjectItemCaseSensitive(cJSON_GetObjectItemCaseSensitive(row->event, "trigger"), "span");
    const cJSON *begin = cJSON_GetArrayItem(span, 0), *end = cJSON_GetArrayItem(span, 1);
    row->id = text_of(row->event, "id");
    row->begin = cJSON_IsNumber(begin) ? begin->valuedouble : -1;
    row->end = cJSON_IsNumber(end) ? end->valuedouble : -1;
    return BAY_OK;
}

static bay_status load_before(struct comparing *c, bay_store *store, int64_t doc, bay_error *err)
{
    sqlite3_stmt *stmt;
    bool more;
    BAY_TRY(bay__sql_prepare(store, SQL_OLD_LINES, "SELECT line FROM events WHERE doc = ? ORDER BY n", &stmt, err));
    bay__sql_bind(stmt, "i", doc);
    for (;;) {
        BAY_TRY(bay__sql_next(store, stmt, &more, err));
        if (!more) return BAY_OK;
        bay_status status = add_row(c, &c->before, bay__sql_str(stmt, 0), err);
        if (status) { sqlite3_reset(stmt); return status; }
    }
}

static bay_status load_after(struct comparing *c, const bay_made_by *made_by, bay_error *err)
{
    for (uint32_t i = 0; i < c->doc->events.count; i++) {
        bay_buf_clear(&c->out);
        bay_event_print(c->doc, &c->doc->events.items[i], made_by, &c->out);
        BAY_TRY(bay_buf_check(&c->out, err));
        BAY_TRY(add_row(c, &c->after, (bay_str){c->out.bytes, (uint32_t)c->out.size}, err));
    }
    return BAY_OK;
}

/* Neither tells what happened: the id hangs on the type, the maker is other in every row. */
static bool is_about_the_row(const char *key) { return !strcmp(key, "id") || !strcmp(key, "made_by"); }

static bool same_cell(const char *key, const cJSON *a, const cJSON *b)
{
    if (!strcmp(key, "confidence") && cJSON_IsNumber(a) && cJSON_IsNumber(b)) return fabs(a->valuedouble - b->valuedouble) < MOVED;
    return cJSON_Compare(a, b, true);
}

static void print_value(bay_buf *out, const cJSON *value)
{
    char *text = value ? cJSON_PrintUnformatted(value) : NULL;
    bay_json_raw(out, bay_str_from(text ? text : "null"));
    cJSON_free(text);
}

/* The key by which people know a thing of an event line: an actor, a place, a date, a count. */
static const cJSON *name_of(const cJSON *thing)
{
    static const char *const keys[] = {"code", "name", "begin", "subtype", "kind", "text"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        const cJSON *value = cJSON_GetObjectItemCaseSensitive(thing, keys[i]);
        if (cJSON_IsString(value)) return value;
    }
    return NULL;
}

/* A value in a word or two: of a list its parts, of a thing its name, and a number's bounds. */
static void say_value(bay_buf *out, const cJSON *value)
{
    const char *joint = "";
    if (cJSON_IsString(value)) bay_buf_text(out, value->valuestring);
    else if (cJSON_IsBool(value)) bay_buf_text(out, cJSON_IsTrue(value) ? "yes" : "no");
    else if (cJSON_IsNumber(value)) bay_buf_printf(out, "%g", value->valuedouble);
    else if (cJSON_IsObject(value)) {
        const cJSON *name = name_of(value), *most = cJSON_GetObjectItemCaseSensitive(value, "max");
        bay_buf_text(out, name ? name->valuestring : "?");
        if (cJSON_IsNumber(most)) bay_buf_printf(out, " %g", most->valuedouble);
    }
    else if (cJSON_IsArray(value) && value->child) {
        for (const cJSON *one = value->child; one; one = one->next, joint = ", ") {
            bay_buf_text(out, joint);
            say_value(out, one);
        }
    }
    else bay_buf_text(out, "nothing");
}

static void print_cell(bay_buf *out, const char *key, const cJSON *before, const cJSON *after)
{
    bay_json_key(out, key);
    bay_json_open(out, '[');
    print_value(out, before);
    print_value(out, after);
    bay_json_close(out, ']');
}

/* The cells that differ; how many. In words too, for who reads a list of them. */
static int print_cells(bay_buf *out, bay_buf *words, const cJSON *before, const cJSON *after)
{
    int count = 0;
    for (const cJSON *a = after ? after->child : NULL; a && count < CELLS_MAX; a = a->next) {
        const cJSON *b = cJSON_GetObjectItemCaseSensitive(before, a->string);
        if (is_about_the_row(a->string) || (b && same_cell(a->string, b, a))) continue;
        print_cell(out, a->string, b, a);
        bay_buf_printf(words, "%s%s: ", count++ ? "; " : "", a->string);
        say_value(words, b);
        bay_buf_text(words, " -> ");
        say_value(words, a);
    }
    return count;
}

static void print_head(struct comparing *c, const char *change, const cJSON *event)
{
    bay_buf *out = &c->out;
    bay_buf_clear(out);
    bay_json_open(out, '{');
    bay_json_key(out, "doc");
    bay_json_str(out, c->doc->id);
    bay_json_key(out, "change");
    bay_json_text(out, change);
    bay_json_key(out, "id");
    bay_json_text(out, text_of(event, "id"));
    bay_json_key(out, "type");
    bay_json_text(out, text_of(event, "type"));
    bay_json_key(out, "trigger");
    bay_json_text(out, text_of(cJSON_GetObjectItemCaseSensitive(event, "trigger"), "text"));
    bay_json_key(out, "sentence");
    bay_json_text(out, text_of(cJSON_GetObjectItemCaseSensitive(event, "sentence"), "text"));
}

static bay_status send(struct comparing *c, bay_error *err)
{
    bay_json_close(&c->out, '}');
    BAY_TRY(bay_buf_check(&c->out, err));
    return c->line ? c->line(c->context, (bay_str){c->out.bytes, (uint32_t)c->out.size}, err) : BAY_OK;
}

static bay_status tell_single(struct comparing *c, const char *change, const cJSON *event, bay_error *err)
{
    print_head(c, change, event);
    return send(c, err);
}

static bay_status tell_pair(struct comparing *c, const struct row *before, const struct row *after, bay_error *err)
{
    print_head(c, "changed", after->event);
    bay_json_key(&c->out, "cells");
    bay_json_open(&c->out, '{');
    bay_buf_clear(&c->words);
    int count = print_cells(&c->out, &c->words, before->event, after->event);
    bay_json_close(&c->out, '}');
    bay_json_key(&c->out, "text");
    bay_json_str(&c->out, (bay_str){c->words.bytes, (uint32_t)c->words.size});
    if (!count) { c->changes->same++; return BAY_OK; }
    c->changes->changed++;
    return send(c, err);
}

static bool is_same_event(const struct row *a, const struct row *b, bool by_trigger)
{
    if (by_trigger) return a->begin >= 0 && a->begin == b->begin && a->end == b->end;
    return !strcmp(a->id, b->id);
}

/* Quadratic in the events of one document, of which there are tens. */
static bay_status tell_pairs(struct comparing *c, bool by_trigger, bay_error *err)
{
    for (uint32_t i = 0; i < c->after.count; i++)
        for (uint32_t k = 0; k < c->before.count && !c->after.items[i].paired; k++) {
            struct row *after = &c->after.items[i], *before = &c->before.items[k];
            if (before->paired || !is_same_event(before, after, by_trigger)) continue;
            before->paired = after->paired = true;
            BAY_TRY(tell_pair(c, before, after, err));
        }
    return BAY_OK;
}

static bay_status tell_rest(struct comparing *c, const struct row_list *rows, const char *change, int64_t *count, bay_error *err)
{
    for (uint32_t i = 0; i < rows->count; i++) {
        if (rows->items[i].paired) continue;
        ++*count;
        BAY_TRY(tell_single(c, change, rows->items[i].event, err));
    }
    return BAY_OK;
}

static bay_status compare(struct comparing *c, bay_store *store, const bay_made_by *made_by, int64_t row, bay_error *err)
{
    BAY_TRY(load_before(c, store, row, err));
    BAY_TRY(load_after(c, made_by, err));
    BAY_TRY(tell_pairs(c, false, err));
    BAY_TRY(tell_pairs(c, true, err));
    BAY_TRY(tell_rest(c, &c->before, "gone", &c->changes->gone, err));
    return tell_rest(c, &c->after, "new", &c->changes->fresh, err);
}

bay_status bay_store_compare(bay_store *store, const bay_made_by *made_by, int64_t row, bay_doc *doc, bay_row_fn *line,
                             void *context, bay_changes *changes, bay_error *err)
{
    struct kept kept;
    BAY_TRY(take_over(store, row, doc, &kept, err));
    struct comparing c = {.doc = doc, .line = line, .context = context, .changes = changes};
    bay_buf_init(&c.out, (size_t)LINE_MIB << 20);
    bay_buf_init(&c.words, (size_t)LINE_MIB << 20);
    bay_status status = compare(&c, store, made_by, row, err);
    for (uint32_t i = 0; i < c.before.count; i++) cJSON_Delete(c.before.items[i].event);
    for (uint32_t i = 0; i < c.after.count; i++) cJSON_Delete(c.after.items[i].event);
    bay_buf_release(&c.out);
    bay_buf_release(&c.words);
    return status;
}

/* ---- replacing -------------------------------------------------------------------- */

/* The findings rest on the events: all go, and the next weighing makes them anew. */
static bay_status forget(struct adding *a, bay_error *err)
{
    static const char *const statements[] = {
        "DELETE FROM claims WHERE doc = ?",
        "DELETE FROM evidence WHERE event IN (SELECT event FROM events WHERE doc = ?)",
        "DELETE FROM counts WHERE event IN (SELECT event FROM events WHERE doc = ?)",
        "DELETE FROM attributions WHERE event IN (SELECT event FROM events WHERE doc = ?)",
        "DELETE FROM event_actors WHERE event IN (SELECT event FROM events WHERE doc = ?)",
        "DELETE FROM events WHERE doc = ?", "DELETE FROM notes WHERE doc = ?", "DELETE FROM sentences WHERE doc = ?",
        "DELETE FROM blocks WHERE doc = ?", "DELETE FROM learned WHERE doc = ?",
    };
    BAY_TRY(bay__sql_script(a->store, "DELETE FROM finding_events; DELETE FROM findings; UPDATE state SET value = '0' WHERE name = 'weighed'", err));
    for (int i = 0; i < (int)(sizeof statements / sizeof *statements); i++)
        BAY_TRY(bay__sql_run(a->store, SQL_FORGET + i, statements[i], err, "i", a->row));
    return BAY_OK;
}

/* Another cleaning may have found another text: the index follows it. */
static bay_status change_text(struct adding *a, bay_error *err)
{
    bay_str title = a->doc->title.size ? a->doc->title : (bay_str){0}, text = a->doc->text.bytes ? a->doc->text : BAY_STR("");
    BAY_TRY(bay__sql_run(a->store, SQL_OLD_TEXT, "INSERT INTO texts (texts, rowid, title, text)"
                         " SELECT 'delete', doc, title, text FROM documents WHERE doc = ?", err, "i", a->row));
    return bay__sql_run(a->store, SQL_TEXT, "INSERT INTO texts (rowid, title, text) VALUES (?,?,?)", err, "iss", a->row, title, text);
}

static bay_str known(bay_str s) { return s.size ? s : (bay_str){0}; }

static const char RECODED[] =
    "UPDATE documents SET url = ?2, outlet = ?3, title = ?4, lang = ?5, byline = ?6, published = ?7, published_from = ?8,"
    " format = ?9, charset = ?10, text = ?11, maker = ?12, updated = ?13, image = ?14, agency = ?15 WHERE doc = ?1";

static bay_status change_document(struct adding *a, bay_error *err)
{
    bay_doc *d = a->doc;
    return bay__sql_run(a->store, SQL_RECODED, RECODED, err, "issssssssssisss", a->row, known(d->url), known(d->outlet),
                        known(d->title), known(d->lang), bay__json_strs(&d->arena, d->byline.items, d->byline.count),
                        known(d->published_text), known(d->published_from), known(d->raw_format), known(d->charset),
                        d->text.bytes ? d->text : BAY_STR(""), a->maker, known(d->updated_text), known(d->image), known(d->agency));
}

bay_status bay_store_recode(bay_store *store, const bay_made_by *made_by, int64_t row, bay_doc *doc, bay_error *err)
{
    struct adding a = {.store = store, .doc = doc, .made_by = *made_by, .row = row};
    struct kept kept;
    BAY_TRY(take_over(store, row, doc, &kept, err));
    BAY_TRY(bay__near_read_doc(doc, &doc->arena, &a.near, err));
    BAY_TRY(bay__forget_prints(&a, err));
    BAY_TRY(forget(&a, err));
    BAY_TRY(bay__find_maker(&a, err));
    if (!kept.same_text) BAY_TRY(change_text(&a, err));
    BAY_TRY(change_document(&a, err));
    BAY_TRY(bay__add_prints(&a, err));
    BAY_TRY(bay__add_layers(&a, err));
    if (!kept.superseded) return BAY_OK;
    return bay__sql_run(store, SQL_OLD_EVENTS, "UPDATE events SET current = 0 WHERE doc = ?", err, "i", row);
}

bay_status bay_store_sweep(bay_store *store, bay_error *err)
{
    static const char sweep[] =
        "CREATE TEMP TABLE named (actor INTEGER PRIMARY KEY);"
        "INSERT OR IGNORE INTO named SELECT actor FROM event_actors UNION SELECT speaker FROM attributions WHERE speaker IS NOT NULL"
        " UNION SELECT speaker FROM claims WHERE speaker IS NOT NULL;"
        "DELETE FROM actors WHERE actor NOT IN (SELECT actor FROM named);"
        "DROP TABLE named;"
        "DELETE FROM place_points WHERE place NOT IN (SELECT place FROM events WHERE place IS NOT NULL);"
        "DELETE FROM places WHERE place NOT IN (SELECT place FROM events WHERE place IS NOT NULL);"
        "DELETE FROM makers WHERE maker NOT IN (SELECT maker FROM documents);";
    /* What is dropped is what nothing refers to: to look for references to each row would read tables without an index. */
    BAY_TRY(bay__sql_script(store, "PRAGMA foreign_keys = OFF", err));
    bay_status status = bay_store_begin(store, err);
    if (!status) status = bay__sql_script(store, sweep, err);
    if (!status) status = bay_store_commit(store, err);
    if (status) bay_store_rollback(store);
    bay_error ignored;
    return bay__sql_script(store, "PRAGMA foreign_keys = ON", status ? &ignored : err) && !status ? BAY_STORE : status;
}
