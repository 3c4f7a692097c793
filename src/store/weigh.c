/* Weighing: the current reports out of the ledger, through merge/, and the findings back into it. */
#include "store/weigh.h"

#include "base/buf.h"
#include "doc/ud.h"

/* ---- loading ------------------------------------------------------------------- */

struct weighing {
    bay_store *store;
    bay_arena *arena;
    bay_reports r;
    uint32_t *actor_at, *place_at, *doc_at, *event_at;      /* row -> index, BAY_NONE */
    int64_t actor_rows, place_rows, doc_rows, event_rows;
    bay__json_of json;
};

static bay_status row_table(struct weighing *w, const char *sql, uint32_t **table, int64_t *rows, bay_error *err)
{
    BAY_TRY(bay__sql_int(w->store, SQL_ONCE, sql, 0, rows, err, ""));
    *table = bay_arena_alloc(w->arena, (size_t)(*rows + 1) * sizeof **table);
    if (!*table) return bay_fail_memory(err);
    memset(*table, 0xFF, (size_t)(*rows + 1) * sizeof **table);
    return BAY_OK;
}

static uint32_t index_of(const uint32_t *table, int64_t rows, int64_t row)
{
    return row > 0 && row <= rows ? table[row] : BAY_NONE;
}

static bay_str text_at(struct weighing *w, sqlite3_stmt *stmt, int column)
{
    bay_str s = bay__sql_str(stmt, column);
    return s.bytes ? bay_str_copy(w->arena, s) : (bay_str){0};
}

static int32_t day_at(sqlite3_stmt *stmt, int column)
{
    bay_date date;
    bay_str s = bay__sql_str(stmt, column);
    return s.bytes && bay_date_parse(s, &date) ? bay_date_to_days(date) : BAY_NO_DAY;
}

typedef bay_status take_row(struct weighing *w, sqlite3_stmt *stmt, bay_error *err);

static bay_status each_row(struct weighing *w, const char *sql, take_row *take, bay_error *err)
{
    sqlite3_stmt *stmt;
    bool more;
    bay_status status;
    BAY_TRY(bay__sql_prepare(w->store, SQL_ONCE, sql, &stmt, err));
    while (!(status = bay__sql_next(w->store, stmt, &more, err)) && more)
        if ((status = take(w, stmt, err))) break;
    sqlite3_finalize(stmt);
    return status;
}

static const char ACTORS[] =
    "SELECT actor, id, name, code, country, json_object('span', NULL, 'text', name, 'id', id, 'name', name, 'code', code, 'country',"
    " country, 'sectors', json(sectors), 'person', CASE WHEN person IS NULL THEN NULL ELSE json_object('name', person, 'role', role,"
    " 'from', role_from, 'to', role_to) END) FROM actors ORDER BY actor";

static bay_status take_actor(struct weighing *w, sqlite3_stmt *stmt, bay_error *err)
{
    uint32_t at = w->r.actor_count++;
    bay_report_actor *a = &w->r.actors[at];
    *a = (bay_report_actor){.row = sqlite3_column_int64(stmt, 0), .id = text_at(w, stmt, 1), .name = text_at(w, stmt, 2),
                            .code = text_at(w, stmt, 3), .country = text_at(w, stmt, 4)};
    w->actor_at[a->row] = at;
    w->json.actors[at] = text_at(w, stmt, 5);
    return w->json.actors[at].bytes ? BAY_OK : bay_fail_memory(err);
}

static const char PLACES[] =
    "SELECT place, name, country, admin1, precision, lat, lon, json_object('span', NULL, 'text', name, 'name', name, 'lat', lat,"
    " 'lon', lon, 'country', country, 'admin1', admin1, 'admin2', admin2, 'geonames', nullif(geonames, 0), 'precision', precision)"
    " FROM places ORDER BY place";

static bay_status take_place(struct weighing *w, sqlite3_stmt *stmt, bay_error *err)
{
    uint32_t at = w->r.place_count++;
    bay_report_place *p = &w->r.places[at];
    *p = (bay_report_place){.row = sqlite3_column_int64(stmt, 0), .name = text_at(w, stmt, 1), .country = text_at(w, stmt, 2),
                            .admin1 = text_at(w, stmt, 3), .precision = text_at(w, stmt, 4),
                            .has_point = sqlite3_column_type(stmt, 5) != SQLITE_NULL,
                            .lat = sqlite3_column_double(stmt, 5), .lon = sqlite3_column_double(stmt, 6)};
    w->place_at[p->row] = at;
    w->json.places[at] = text_at(w, stmt, 7);
    return w->json.places[at].bytes ? BAY_OK : bay_fail_memory(err);
}

static const char DOCUMENTS[] =
    "SELECT d.doc, d.id, d.outlet, d.published, (SELECT o.doc FROM documents o WHERE o.id = d.duplicates_of AND o.superseded_by IS NULL"
    " ORDER BY o.doc LIMIT 1) FROM documents d WHERE d.superseded_by IS NULL ORDER BY d.doc";

static bay_status take_document(struct weighing *w, sqlite3_stmt *stmt, bay_error *err)
{
    (void)err;
    uint32_t at = w->r.doc_count++;
    bay_report_doc *d = &w->r.docs[at];
    *d = (bay_report_doc){.row = sqlite3_column_int64(stmt, 0), .id = text_at(w, stmt, 1), .outlet = text_at(w, stmt, 2),
                          .day = day_at(stmt, 3)};
    w->doc_at[d->row] = at;
    uint32_t original = index_of(w->doc_at, w->doc_rows, sqlite3_column_int64(stmt, 4));
    d->original = original != BAY_NONE ? original : at;
    return BAY_OK;
}

static const char EVENTS[] =
    "SELECT event, id, doc, n, type, cameo, place, date_begin, date_end, precision, status, control, about, trigger_, sentence,"
    " confidence, json_extract(line, '$.sentence.text'),"
    " json_extract(line, '$.date.span') FROM events WHERE current = 1 ORDER BY event";

static uint8_t numbered(bay_str name, const char *(*name_of)(uint8_t), uint8_t count)
{
    for (uint8_t i = 0; i < count; i++)
        if (bay_str_is(name, name_of(i))) return i;
    return 0;
}

static const char *precision_name(uint8_t p) { return bay_precision_name((bay_precision)p); }

static bay_status take_event(struct weighing *w, sqlite3_stmt *stmt, bay_error *err)
{
    (void)err;
    uint32_t at = w->r.event_count++;
    bay_report *e = &w->r.events[at];
    *e = (bay_report){.row = sqlite3_column_int64(stmt, 0), .id = text_at(w, stmt, 1),
                      .doc = index_of(w->doc_at, w->doc_rows, sqlite3_column_int64(stmt, 2)),
                      .n = (uint32_t)sqlite3_column_int(stmt, 3), .type = text_at(w, stmt, 4), .cameo = text_at(w, stmt, 5),
                      .place = index_of(w->place_at, w->place_rows, sqlite3_column_int64(stmt, 6)),
                      .begin = day_at(stmt, 7), .end = day_at(stmt, 8),
                      .precision = numbered(bay__sql_str(stmt, 9), precision_name, BAY_PRECISION_YEAR + 1),
                      .status = numbered(bay__sql_str(stmt, 10), bay_event_status_name, BAY_EVENT_STATUS_COUNT),
                      .control = text_at(w, stmt, 11), .trigger = text_at(w, stmt, 13), .about = BAY_NONE,
                      .sent = (uint32_t)sqlite3_column_int(stmt, 14), .confidence = sqlite3_column_double(stmt, 15),
                      .sentence = text_at(w, stmt, 16), .told = sqlite3_column_type(stmt, 17) != SQLITE_NULL,
                      .speaker = BAY_NONE};
    w->event_at[e->row] = at;
    /* The events of a document follow each other: n says how far back the other one lies. */
    if (sqlite3_column_type(stmt, 12) == SQLITE_NULL) return BAY_OK;
    int64_t other = e->row - e->n + sqlite3_column_int64(stmt, 12);
    e->about = other > 0 && other <= w->event_rows ? (uint32_t)other : BAY_NONE;      /* a row, until all are there */
    return BAY_OK;
}

static void settle_about(struct weighing *w)
{
    for (uint32_t i = 0; i < w->r.event_count; i++) {
        bay_report *e = &w->r.events[i];
        if (e->about == BAY_NONE) continue;
        e->about = index_of(w->event_at, w->event_rows, e->about);
        if (e->about != BAY_NONE && w->r.events[e->about].doc != e->doc) e->about = BAY_NONE;
    }
}

/* Actors come in order of event, role, n: each event's lie side by side in one pool. */
static bay_status take_event_actor(struct weighing *w, sqlite3_stmt *stmt, bay_error *err)
{
    uint32_t event = index_of(w->event_at, w->event_rows, sqlite3_column_int64(stmt, 0));
    uint32_t actor = index_of(w->actor_at, w->actor_rows, sqlite3_column_int64(stmt, 2));
    if (event == BAY_NONE || actor == BAY_NONE) return BAY_OK;
    bay_report *e = &w->r.events[event];
    bool acts = bay_str_is(bay__sql_str(stmt, 1), "actor");
    const uint32_t **list = acts ? &e->actors : &e->recipients;
    uint32_t *count = acts ? &e->actor_count : &e->recipient_count;
    if (*count >= BAY_EVENT_ACTORS_MAX) return BAY_OK;
    uint32_t *items = *count ? (uint32_t *)(uintptr_t)*list : bay_arena_alloc(w->arena, BAY_EVENT_ACTORS_MAX * sizeof *items);
    if (!items) return bay_fail_memory(err);
    items[(*count)++] = actor;
    *list = items;
    return BAY_OK;
}

static bay_status take_count(struct weighing *w, sqlite3_stmt *stmt, bay_error *err)
{
    uint32_t event = index_of(w->event_at, w->event_rows, sqlite3_column_int64(stmt, 0));
    if (event == BAY_NONE) return BAY_OK;
    bay_report *e = &w->r.events[event];
    if (e->count_count >= BAY_EVENT_COUNTS_MAX) return BAY_OK;
    bay_report_count *items = e->count_count ? (bay_report_count *)(uintptr_t)e->counts
                                             : bay_arena_alloc(w->arena, BAY_EVENT_COUNTS_MAX * sizeof *items);
    if (!items) return bay_fail_memory(err);
    items[e->count_count++] = (bay_report_count){text_at(w, stmt, 1), sqlite3_column_double(stmt, 2), sqlite3_column_double(stmt, 3)};
    e->counts = items;
    return BAY_OK;
}

/* The innermost one comes last and stays. */
static bay_status take_attribution(struct weighing *w, sqlite3_stmt *stmt, bay_error *err)
{
    (void)err;
    uint32_t event = index_of(w->event_at, w->event_rows, sqlite3_column_int64(stmt, 0));
    if (event == BAY_NONE) return BAY_OK;
    w->r.events[event].speaker = index_of(w->actor_at, w->actor_rows, sqlite3_column_int64(stmt, 1));
    bay_str text = text_at(w, stmt, 2);
    w->r.events[event].speaker_text = text.bytes ? text : BAY_STR("");
    return BAY_OK;
}

static const char CLAIMS[] =
    "SELECT c.claim, c.id, c.event, c.doc, c.speaker, c.text, c.outlet, c.stance FROM claims c JOIN events e USING (event)"
    " WHERE e.current = 1 ORDER BY c.event, c.claim";

static bay_status take_claim(struct weighing *w, sqlite3_stmt *stmt, bay_error *err)
{
    (void)err;
    uint32_t event = index_of(w->event_at, w->event_rows, sqlite3_column_int64(stmt, 2));
    if (event == BAY_NONE) return BAY_OK;
    uint32_t at = w->r.claim_count++;
    w->r.claims[at] = (bay_report_claim){
        .row = sqlite3_column_int64(stmt, 0), .id = text_at(w, stmt, 1), .event = event,
        .doc = index_of(w->doc_at, w->doc_rows, sqlite3_column_int64(stmt, 3)),
        .speaker = index_of(w->actor_at, w->actor_rows, sqlite3_column_int64(stmt, 4)), .text = text_at(w, stmt, 5),
        .outlet = sqlite3_column_int(stmt, 6) != 0, .stance = numbered(bay__sql_str(stmt, 7), bay_stance_name, BAY_STANCE_COUNT)};
    bay_report *e = &w->r.events[event];
    if (e->claim_begin == e->claim_end) e->claim_begin = at;
    e->claim_end = at + 1;
    return BAY_OK;
}

static bay_status make_room(struct weighing *w, bay_error *err)
{
    int64_t claims;
    bay_arena *arena = w->arena;
    BAY_TRY(row_table(w, "SELECT max(actor) FROM actors", &w->actor_at, &w->actor_rows, err));
    BAY_TRY(row_table(w, "SELECT max(place) FROM places", &w->place_at, &w->place_rows, err));
    BAY_TRY(row_table(w, "SELECT max(doc) FROM documents", &w->doc_at, &w->doc_rows, err));
    BAY_TRY(row_table(w, "SELECT max(event) FROM events", &w->event_at, &w->event_rows, err));
    BAY_TRY(bay__sql_int(w->store, SQL_ONCE, "SELECT count(*) FROM claims", 0, &claims, err, ""));
    w->r.actors = bay_arena_calloc(arena, (size_t)w->actor_rows + 1, sizeof *w->r.actors);
    w->r.places = bay_arena_calloc(arena, (size_t)w->place_rows + 1, sizeof *w->r.places);
    w->r.docs = bay_arena_calloc(arena, (size_t)w->doc_rows + 1, sizeof *w->r.docs);
    w->r.events = bay_arena_calloc(arena, (size_t)w->event_rows + 1, sizeof *w->r.events);
    w->r.claims = bay_arena_calloc(arena, (size_t)claims + 1, sizeof *w->r.claims);
    w->json.actors = bay_arena_calloc(arena, (size_t)w->actor_rows + 1, sizeof *w->json.actors);
    w->json.places = bay_arena_calloc(arena, (size_t)w->place_rows + 1, sizeof *w->json.places);
    bool fine = w->r.actors && w->r.places && w->r.docs && w->r.events && w->r.claims && w->json.actors && w->json.places;
    return fine ? BAY_OK : bay_fail_memory(err);
}

static bay_status load(struct weighing *w, bay_error *err)
{
    BAY_TRY(make_room(w, err));
    BAY_TRY(each_row(w, ACTORS, take_actor, err));
    BAY_TRY(each_row(w, PLACES, take_place, err));
    BAY_TRY(each_row(w, DOCUMENTS, take_document, err));
    BAY_TRY(each_row(w, EVENTS, take_event, err));
    settle_about(w);
    BAY_TRY(each_row(w, "SELECT event, role, actor FROM event_actors ORDER BY event, role, n", take_event_actor, err));
    BAY_TRY(each_row(w, "SELECT event, kind, coalesce(min, 0), coalesce(max, -1) FROM counts ORDER BY event, n", take_count, err));
    BAY_TRY(each_row(w, "SELECT event, speaker, text FROM attributions ORDER BY event, n", take_attribution, err));
    return each_row(w, CLAIMS, take_claim, err);
}

/* ---- saving ---------------------------------------------------------------------- */

static const char *const finding_kinds[] = {"incident", "dispute", "control"};

static bay_str iso_day(struct weighing *w, int32_t day)
{
    return day == BAY_NO_DAY ? (bay_str){0} : bay_date_print(w->arena, bay_date_from_days(day));
}

static const char FINDING[] = "INSERT INTO findings (kind, id, type, status, place, date_begin, date_end, line)"
                              " VALUES (?,?,?,?,nullif(?,0),?,?,?)";

static bay_status save_members(struct weighing *w, const bay_finding *f, int64_t row, bay_error *err)
{
    for (uint32_t i = 0; i < f->members.count; i++) {
        const bay_member *m = &f->members.items[i];
        int64_t claim = m->claim == BAY_NONE ? 0 : w->r.claims[m->claim].row;
        BAY_TRY(bay__sql_run(w->store, SQL_FINDING_EVENT, "INSERT INTO finding_events VALUES (?,?,?,?,nullif(?,0))", err, "iiiii",
                             row, (int64_t)i, (int64_t)m->side, w->r.events[m->event].row, claim));
    }
    return BAY_OK;
}

static bay_status save_finding(struct weighing *w, const bay_finding *f, bay_buf *line, bay_error *err)
{
    bay_buf_clear(line);
    bay__finding_print(&w->r, &w->json, f, w->arena, line);
    BAY_TRY(bay_buf_check(line, err));
    int64_t place = f->place == BAY_NONE ? 0 : w->r.places[f->place].row;
    bay_str begin = iso_day(w, f->begin), end = iso_day(w, f->end);
    BAY_TRY(bay__sql_run(w->store, SQL_FINDING, FINDING, err, "tsstisss", finding_kinds[f->kind], f->id,
                         w->r.events[f->about].type, f->status, place, begin, end.bytes ? end : begin,
                         (bay_str){line->bytes, (uint32_t)line->size}));
    return save_members(w, f, sqlite3_last_insert_rowid(w->store->db), err);
}

static bay_status save(struct weighing *w, const bay_findings *found, bay_error *err)
{
    bay_buf line;
    bay_buf_init(&line, (size_t)64 << 20);
    bay_status status = bay__sql_script(w->store, "DELETE FROM finding_events; DELETE FROM findings;", err);
    for (uint32_t i = 0; i < found->items.count && !status; i++) status = save_finding(w, &found->items.items[i], &line, err);
    bay_buf_release(&line);
    BAY_TRY(status);
    return bay__sql_run(w->store, SQL_STATE, "INSERT OR REPLACE INTO state VALUES ('weighed', ?)", err, "t", "1");
}

static bay_status weigh(struct weighing *w, bay_error *err)
{
    bay_findings found;
    BAY_TRY(load(w, err));
    BAY_TRY(bay__merge(&w->r, w->arena, &found, err));
    return save(w, &found, err);
}

bay_status bay_store_weigh(bay_store *store, bay_error *err)
{
    int64_t done;
    BAY_TRY(bay__sql_int(store, SQL_ONCE, "SELECT value = '1' FROM state WHERE name = 'weighed'", 0, &done, err, ""));
    if (done) return BAY_OK;
    bay_mark mark = bay_arena_mark(&store->scratch);
    struct weighing w = {.store = store, .arena = &store->scratch};
    BAY_TRY(bay_store_begin(store, err));
    bay_status status = weigh(&w, err);
    if (!status) status = bay_store_commit(store, err);
    if (status) bay_store_rollback(store);
    bay_arena_reset(&store->scratch, mark);
    return status;
}
