#include "store/loading.h"

#include "doc/ud.h"

/* ---- rows and indexes ------------------------------------------------------------- */

/* The index of a row, BAY_NONE when it is not there yet; then *slot is to be set to 1 + the new index. */
static bay_status index_of(struct loading *l, bay_map *map, int64_t row, uint32_t *index, uint32_t **slot, bay_error *err)
{
    bay_str key = {(const char *)&row, sizeof row};
    const uint32_t *known = bay_map_get(map, key);
    *index = known ? *known - 1 : BAY_NONE;
    if (known) return BAY_OK;
    key = bay_str_copy(l->arena, key);
    *slot = key.bytes ? bay_map_put(l->arena, map, key) : NULL;
    return *slot ? BAY_OK : bay_fail_memory(err);
}

#define GROW(l, array, count, room) bay__array_grow((l)->arena, (void **)&(array), &(count), &(room), sizeof *(array))

static bay_str text_at(struct loading *l, sqlite3_stmt *stmt, int column)
{
    bay_str s = bay__sql_str(stmt, column);
    return s.bytes ? bay_str_copy(l->arena, s) : (bay_str){0};
}

static int32_t day_at(sqlite3_stmt *stmt, int column)
{
    bay_date date;
    bay_str s = bay__sql_str(stmt, column);
    return s.bytes && bay_date_parse(s, &date) ? bay_date_to_days(date) : BAY_NO_DAY;
}

/* Prepares a kept statement with one row as its parameter and takes the first step. */
static bay_status look_up(struct loading *l, int slot, const char *sql, int64_t row, sqlite3_stmt **stmt, bool *more, bay_error *err)
{
    BAY_TRY(bay__sql_prepare(l->store, slot, sql, stmt, err));
    bay__sql_bind(*stmt, "i", row);
    return bay__sql_next(l->store, *stmt, more, err);
}

bay_status bay__take_rows(struct loading *l, sqlite3_stmt *stmt, struct row_list *out, bay_error *err)
{
    bool more;
    for (;;) {
        BAY_TRY(bay__sql_next(l->store, stmt, &more, err));
        if (!more) return BAY_OK;
        int64_t *slot = bay_push(l->arena, &out->items);
        if (!slot) { sqlite3_reset(stmt); return bay_fail_memory(err); }
        *slot = sqlite3_column_int64(stmt, 0);
    }
}

/* ---- actors, places, documents ----------------------------------------------------- */

static const char ACTOR[] =
    "SELECT id, name, code, country, json_object('span', NULL, 'text', name, 'id', id, 'name', name, 'code', code, 'country',"
    " country, 'sectors', json(sectors), 'person', CASE WHEN person IS NULL THEN NULL ELSE json_object('name', person, 'role', role,"
    " 'from', role_from, 'to', role_to) END) FROM actors WHERE actor = ?";

static bay_status load_actor(struct loading *l, int64_t row, uint32_t *out, bay_error *err)
{
    uint32_t *slot;
    sqlite3_stmt *stmt;
    bool more;
    *out = BAY_NONE;
    if (row <= 0) return BAY_OK;
    BAY_TRY(index_of(l, &l->actors, row, out, &slot, err));
    if (*out != BAY_NONE) return BAY_OK;
    BAY_TRY(look_up(l, SQL_LOAD_ACTOR, ACTOR, row, &stmt, &more, err));
    if (!GROW(l, l->r.actors, l->r.actor_count, l->actor_room) || !GROW(l, l->json.actors, l->actor_json, l->actor_json_room))
        return bay_fail_memory(err);
    *slot = l->r.actor_count;
    *out = l->r.actor_count - 1;
    bay_report_actor *a = &l->r.actors[*out];
    *a = (bay_report_actor){.row = row};
    if (more) {
        *a = (bay_report_actor){.row = row, .id = text_at(l, stmt, 0), .name = text_at(l, stmt, 1), .code = text_at(l, stmt, 2),
                                .country = text_at(l, stmt, 3)};
        l->json.actors[*out] = text_at(l, stmt, 4);
    }
    sqlite3_reset(stmt);
    if (!l->json.actors[*out].bytes) l->json.actors[*out] = BAY_STR("null");
    return bay__know_party(a, l->arena, err);
}

static const char PLACE[] =
    "SELECT name, country, admin1, precision, lat, lon, json_object('span', NULL, 'text', name, 'name', name, 'lat', lat,"
    " 'lon', lon, 'country', country, 'admin1', admin1, 'admin2', admin2, 'geonames', nullif(geonames, 0), 'precision', precision)"
    " FROM places WHERE place = ?";

bay_status bay__load_place(struct loading *l, int64_t row, uint32_t *out, bay_error *err)
{
    uint32_t *slot;
    sqlite3_stmt *stmt;
    bool more;
    *out = BAY_NONE;
    if (row <= 0) return BAY_OK;
    BAY_TRY(index_of(l, &l->places, row, out, &slot, err));
    if (*out != BAY_NONE) return BAY_OK;
    BAY_TRY(look_up(l, SQL_LOAD_PLACE, PLACE, row, &stmt, &more, err));
    if (!GROW(l, l->r.places, l->r.place_count, l->place_room) || !GROW(l, l->json.places, l->place_json, l->place_json_room))
        return bay_fail_memory(err);
    *slot = l->r.place_count;
    *out = l->r.place_count - 1;
    bay_report_place *p = &l->r.places[*out];
    *p = (bay_report_place){.row = row};
    l->json.places[*out] = BAY_STR("null");
    if (!more) return BAY_OK;
    *p = (bay_report_place){.row = row, .name = text_at(l, stmt, 0), .country = text_at(l, stmt, 1), .admin1 = text_at(l, stmt, 2),
                            .precision = text_at(l, stmt, 3), .has_point = sqlite3_column_type(stmt, 4) != SQLITE_NULL,
                            .lat = sqlite3_column_double(stmt, 4), .lon = sqlite3_column_double(stmt, 5)};
    l->json.places[*out] = text_at(l, stmt, 6);
    sqlite3_reset(stmt);
    return BAY_OK;
}

static const char DOCUMENT[] =
    "SELECT id, published, outlet, duplicates_of, agency FROM documents INDEXED BY documents_brief WHERE doc = ?";

bay_status bay__load_doc(struct loading *l, int64_t row, uint32_t *out, bay_error *err)
{
    uint32_t *slot;
    sqlite3_stmt *stmt;
    bool more;
    BAY_TRY(index_of(l, &l->docs, row, out, &slot, err));
    if (*out != BAY_NONE) return BAY_OK;
    BAY_TRY(look_up(l, SQL_LOAD_DOC, DOCUMENT, row, &stmt, &more, err));
    if (!GROW(l, l->r.docs, l->r.doc_count, l->doc_room)) return bay_fail_memory(err);
    *slot = l->r.doc_count;
    *out = l->r.doc_count - 1;
    bay_report_doc *d = &l->r.docs[*out];
    *d = (bay_report_doc){.row = row, .day = BAY_NO_DAY};
    if (!more) return BAY_OK;
    *d = (bay_report_doc){.row = row, .id = text_at(l, stmt, 0), .published = text_at(l, stmt, 1), .outlet = text_at(l, stmt, 2),
                          .day = day_at(stmt, 1), .story = text_at(l, stmt, 3), .agency = text_at(l, stmt, 4)};
    if (!d->story.bytes) d->story = d->id;
    sqlite3_reset(stmt);
    return BAY_OK;
}

/* ---- events -------------------------------------------------------------------------- */

static const char EVENT[] =
    "SELECT id, doc, n, type, cameo, place, date_begin, date_end, precision, status, control, about, trigger_, sentence,"
    " confidence, json_extract(line, '$.sentence.text'), json_extract(line, '$.date.span'), current FROM events WHERE event = ?";

static uint8_t numbered(bay_str name, const char *(*name_of)(uint8_t), uint8_t count)
{
    for (uint8_t i = 0; i < count; i++)
        if (bay_str_is(name, name_of(i))) return i;
    return 0;
}

static const char *precision_name(uint8_t p) { return bay_precision_name((bay_precision)p); }

struct links { int64_t doc, place, about; };

static void event_columns(struct loading *l, sqlite3_stmt *stmt, int64_t row, bay_report *e, struct links *links)
{
    *e = (bay_report){.row = row, .id = text_at(l, stmt, 0), .n = (uint32_t)sqlite3_column_int(stmt, 2), .type = text_at(l, stmt, 3),
                      .cameo = text_at(l, stmt, 4), .begin = day_at(stmt, 6), .end = day_at(stmt, 7),
                      .precision = numbered(bay__sql_str(stmt, 8), precision_name, BAY_PRECISION_YEAR + 1),
                      .status = numbered(bay__sql_str(stmt, 9), bay_event_status_name, BAY_EVENT_STATUS_COUNT),
                      .control = text_at(l, stmt, 10), .trigger = text_at(l, stmt, 12), .sent = (uint32_t)sqlite3_column_int(stmt, 13),
                      .confidence = sqlite3_column_double(stmt, 14), .sentence = text_at(l, stmt, 15),
                      .told = sqlite3_column_type(stmt, 16) != SQLITE_NULL, .gone = !sqlite3_column_int(stmt, 17),
                      .place = BAY_NONE, .about = BAY_NONE, .speaker = BAY_NONE, .head = BAY_NONE};
    *links = (struct links){sqlite3_column_int64(stmt, 1), sqlite3_column_int64(stmt, 5), 0};
    /* The events of a document follow each other: n says how far back the other one lies. */
    if (sqlite3_column_type(stmt, 11) != SQLITE_NULL) links->about = row - e->n + sqlite3_column_int64(stmt, 11);
}

static bay_status load_event_actors(struct loading *l, uint32_t at, bay_error *err)
{
    sqlite3_stmt *stmt;
    bool more;
    uint32_t lists[2][BAY_EVENT_ACTORS_MAX], counts[2] = {0, 0};
    struct row_list rows = {0};
    BAY_TRY(bay__sql_prepare(l->store, SQL_LOAD_ACTORS, "SELECT actor, role = 'actor' FROM event_actors WHERE event = ? ORDER BY role, n", &stmt, err));
    bay__sql_bind(stmt, "i", l->r.events[at].row);
    for (;;) {
        BAY_TRY(bay__sql_next(l->store, stmt, &more, err));
        if (!more) break;
        int64_t *slot = bay_push(l->arena, &rows.items);
        if (!slot) return bay_fail_memory(err);
        *slot = sqlite3_column_int64(stmt, 0) * 2 + sqlite3_column_int(stmt, 1);
    }
    for (uint32_t i = 0; i < rows.items.count; i++) {
        uint32_t side = rows.items.items[i] & 1 ? 0 : 1, actor;
        BAY_TRY(load_actor(l, rows.items.items[i] >> 1, &actor, err));
        if (actor != BAY_NONE && counts[side] < BAY_EVENT_ACTORS_MAX) lists[side][counts[side]++] = actor;
    }
    uint32_t *kept = bay_arena_alloc(l->arena, (counts[0] + counts[1] + 1) * sizeof *kept);
    if (!kept) return bay_fail_memory(err);
    memcpy(kept, lists[0], counts[0] * sizeof *kept);
    memcpy(kept + counts[0], lists[1], counts[1] * sizeof *kept);
    bay_report *e = &l->r.events[at];
    e->actors = kept;
    e->actor_count = counts[0];
    e->recipients = kept + counts[0];
    e->recipient_count = counts[1];
    bay__know_bits(&l->r, e);
    return BAY_OK;
}

/* "nine workers and four others" are thirteen by that voice; "two more died, raising the toll to 57" is 57. */
static bool join_counts(bay_report_count *items, uint32_t count, const bay_report_count *x)
{
    static const char *const tolls[] = {"killed", "injured", "detained", "abducted", "displaced", "missing", NULL};
    for (uint32_t i = 0; i < count && bay_str_in(x->kind, tolls); i++) {
        bool same = bay_str_eq(items[i].kind, x->kind) && items[i].voiced == x->voiced &&
                    (!x->voiced || (items[i].speaker == x->speaker && bay_str_eq(items[i].speaker_text, x->speaker_text)));
        if (!same) continue;
        if (x->sum) items[i] = *x;
        if (x->sum || items[i].sum) return true;
        items[i].min += x->min;
        items[i].max = items[i].max < 0 || x->max < 0 ? -1 : items[i].max + x->max;
        return true;
    }
    return false;
}

static const char COUNTS[] =
    "SELECT kind, coalesce(min, 0), coalesce(max, -1), cumulative, speaker, speaker_text FROM counts"
    " WHERE event = ? AND part = 0 AND rate IS NULL ORDER BY n";

static bay_status load_counts(struct loading *l, uint32_t at, bay_error *err)
{
    sqlite3_stmt *stmt;
    bool more;
    bay_report_count all[BAY_EVENT_COUNTS_MAX];
    int64_t speakers[BAY_EVENT_COUNTS_MAX];
    uint32_t count = 0, kept = 0;
    BAY_TRY(look_up(l, SQL_LOAD_COUNTS, COUNTS, l->r.events[at].row, &stmt, &more, err));
    while (more) {
        if (count < BAY_EVENT_COUNTS_MAX) {
            bay_report_count *x = &all[count];
            *x = (bay_report_count){.kind = text_at(l, stmt, 0), .min = sqlite3_column_double(stmt, 1), .max = sqlite3_column_double(stmt, 2),
                                    .sum = sqlite3_column_int(stmt, 3) == 1, .speaker = BAY_NONE, .speaker_text = text_at(l, stmt, 5)};
            x->voiced = x->speaker_text.bytes != NULL;
            speakers[count++] = sqlite3_column_int64(stmt, 4);
        }
        BAY_TRY(bay__sql_next(l->store, stmt, &more, err));
    }
    bay_report_count *items = bay_arena_alloc(l->arena, (count + 1) * sizeof *items);
    if (!items) return bay_fail_memory(err);
    for (uint32_t i = 0; i < count; i++) {
        if (speakers[i] > 0) BAY_TRY(load_actor(l, speakers[i], &all[i].speaker, err));
        if (!join_counts(items, kept, &all[i])) items[kept++] = all[i];
    }
    l->r.events[at].counts = items;
    l->r.events[at].count_count = kept;
    return BAY_OK;
}

/* The innermost attribution. */
static bay_status load_chain(struct loading *l, uint32_t at, bay_error *err)
{
    sqlite3_stmt *stmt;
    bool more;
    BAY_TRY(look_up(l, SQL_LOAD_CHAIN, "SELECT speaker, text FROM attributions WHERE event = ? ORDER BY n DESC LIMIT 1", l->r.events[at].row, &stmt,
                    &more, err));
    if (!more) return BAY_OK;
    int64_t speaker = sqlite3_column_int64(stmt, 0);
    bay_str text = text_at(l, stmt, 1);
    sqlite3_reset(stmt);
    l->r.events[at].speaker_text = text.bytes ? text : BAY_STR("");
    uint32_t actor;
    BAY_TRY(load_actor(l, speaker, &actor, err));
    l->r.events[at].speaker = actor;
    return BAY_OK;
}

static bay_status load_claims(struct loading *l, uint32_t at, bay_error *err)
{
    sqlite3_stmt *stmt;
    bool more;
    struct row_list speakers = {0};
    uint32_t begin = l->r.claim_count;
    BAY_TRY(look_up(l, SQL_LOAD_CLAIMS, "SELECT claim, id, speaker, text, outlet, stance FROM claims WHERE event = ? ORDER BY claim",
                    l->r.events[at].row, &stmt, &more, err));
    while (more) {
        int64_t *speaker = bay_push(l->arena, &speakers.items);
        if (!speaker || !GROW(l, l->r.claims, l->r.claim_count, l->claim_room)) return bay_fail_memory(err);
        *speaker = sqlite3_column_int64(stmt, 2);
        l->r.claims[l->r.claim_count - 1] = (bay_report_claim){
            .row = sqlite3_column_int64(stmt, 0), .id = text_at(l, stmt, 1), .event = at, .doc = l->r.events[at].doc, .text = text_at(l, stmt, 3),
            .outlet = sqlite3_column_int(stmt, 4) != 0, .stance = numbered(bay__sql_str(stmt, 5), bay_stance_name, BAY_STANCE_COUNT)};
        BAY_TRY(bay__sql_next(l->store, stmt, &more, err));
    }
    for (uint32_t i = 0; i < speakers.items.count; i++) {
        uint32_t actor;
        BAY_TRY(load_actor(l, speakers.items.items[i], &actor, err));
        l->r.claims[begin + i].speaker = actor;
    }
    l->r.events[at].claim_begin = begin;
    l->r.events[at].claim_end = begin + speakers.items.count;
    return BAY_OK;
}

static bay_status load_words(struct loading *l, uint32_t at, bay_error *err)
{
    sqlite3_stmt *stmt;
    bool more;
    BAY_TRY(look_up(l, SQL_LOAD_WORDS, "SELECT words FROM topics WHERE event = ?", l->r.events[at].row, &stmt, &more, err));
    if (!more) return BAY_OK;
    bay_str bytes = bay__sql_str(stmt, 0);
    uint32_t *words = bay_arena_alloc(l->arena, bytes.size + sizeof *words);
    if (!words) return bay_fail_memory(err);
    if (bytes.size) memcpy(words, bytes.bytes, bytes.size);
    l->r.events[at].words = words;
    l->r.events[at].word_count = bytes.size / (uint32_t)sizeof *words;
    sqlite3_reset(stmt);
    return BAY_OK;
}

/* The incident that the last weighing put it into, by its first event. */
static bay_status load_head(struct loading *l, uint32_t at, bay_error *err)
{
    int64_t head;
    BAY_TRY(bay__sql_int(l->store, SQL_LOAD_HEAD, "SELECT f.head FROM finding_events fe JOIN findings f USING (finding) WHERE fe.event = ?"
                         " AND f.unit = 'incident' AND f.kind = 'incident' LIMIT 1", 0, &head, err, "i", l->r.events[at].row));
    if (!head) return BAY_OK;
    uint32_t index = at;
    if (head != l->r.events[at].row) BAY_TRY(bay__load_event(l, head, &index, err));
    l->r.events[at].head = index;
    return BAY_OK;
}

static bay_status load_links(struct loading *l, uint32_t at, const struct links *links, bay_error *err)
{
    uint32_t place;
    BAY_TRY(bay__load_place(l, links->place, &place, err));
    l->r.events[at].place = place;
    BAY_TRY(load_event_actors(l, at, err));
    BAY_TRY(load_counts(l, at, err));
    BAY_TRY(load_chain(l, at, err));
    BAY_TRY(load_claims(l, at, err));
    if (l->alone) return BAY_OK;
    BAY_TRY(load_words(l, at, err));
    BAY_TRY(bay__enter_event(&l->w, at, err));
    BAY_TRY(load_head(l, at, err));
    if (links->about <= 0 || links->about == l->r.events[at].row) return BAY_OK;
    int64_t doc;
    BAY_TRY(bay__sql_int(l->store, SQL_LOAD_ABOUT, "SELECT doc FROM events WHERE event = ?", 0, &doc, err, "i", links->about));
    if (doc != links->doc) return BAY_OK;
    uint32_t about;
    BAY_TRY(bay__load_event(l, links->about, &about, err));
    l->r.events[at].about = about;
    return BAY_OK;
}

bay_status bay__load_event(struct loading *l, int64_t row, uint32_t *out, bay_error *err)
{
    uint32_t *slot, doc;
    sqlite3_stmt *stmt;
    bool more;
    struct links links;
    BAY_TRY(index_of(l, &l->events, row, out, &slot, err));
    if (*out != BAY_NONE) return BAY_OK;
    BAY_TRY(look_up(l, SQL_LOAD_EVENT, EVENT, row, &stmt, &more, err));
    if (!more) return bay_fail(err, BAY_STORE, "ledger: a finding names an event that is not there (%lld)", (long long)row);
    if (!GROW(l, l->r.events, l->r.event_count, l->event_room)) return bay_fail_memory(err);
    *slot = l->r.event_count;
    *out = l->r.event_count - 1;
    event_columns(l, stmt, row, &l->r.events[*out], &links);
    sqlite3_reset(stmt);
    BAY_TRY(bay__load_doc(l, links.doc, &doc, err));
    l->r.events[*out].doc = doc;
    return load_links(l, *out, &links, err);
}

bay_status bay__load_whole(struct loading *l, uint32_t doc, bay_error *err)
{
    uint32_t index, *slot;
    sqlite3_stmt *stmt;
    struct row_list rows = {0};
    BAY_TRY(index_of(l, &l->whole, l->r.docs[doc].row, &index, &slot, err));
    if (index != BAY_NONE) return BAY_OK;
    *slot = 1;
    BAY_TRY(bay__sql_prepare(l->store, SQL_LOAD_WHOLE, "SELECT event FROM events WHERE doc = ? ORDER BY n", &stmt, err));
    bay__sql_bind(stmt, "i", l->r.docs[doc].row);
    BAY_TRY(bay__take_rows(l, stmt, &rows, err));
    for (uint32_t i = 0; i < rows.items.count; i++) BAY_TRY(bay__load_event(l, rows.items.items[i], &index, err));
    return BAY_OK;
}

/* ---- what merge/ asks for --------------------------------------------------------------- */

static bay_status load_all(struct loading *l, const struct row_list *rows, bay_error *err)
{
    uint32_t index;
    for (uint32_t i = 0; i < rows->items.count; i++) BAY_TRY(bay__load_event(l, rows->items.items[i], &index, err));
    return BAY_OK;
}

static const char BUCKET[] = "SELECT event FROM events WHERE current = 1 AND type = ? AND date_begin = ? AND precision = 'day'";

static bay_status read_bucket(void *context, int family, int32_t day, bay_error *err)
{
    struct loading *l = context;
    sqlite3_stmt *stmt;
    struct row_list rows = {0};
    bay_str date = bay_date_print(l->arena, bay_date_from_days(day));
    const char *type;
    for (uint32_t i = 0; (type = bay__type_of_family(family, i)) != NULL; i++) {
        BAY_TRY(bay__sql_prepare(l->store, SQL_LOAD_BUCKET, BUCKET, &stmt, err));
        bay__sql_bind(stmt, "ts", type, date);
        BAY_TRY(bay__take_rows(l, stmt, &rows, err));
    }
    return load_all(l, &rows, err);
}

static bay_status read_whole(void *context, uint32_t doc, bay_error *err) { return bay__load_whole(context, doc, err); }

static bay_status read_members(void *context, uint32_t head, bay_error *err)
{
    struct loading *l = context;
    sqlite3_stmt *stmt;
    struct row_list rows = {0};
    BAY_TRY(bay__sql_prepare(l->store, SQL_LOAD_MEMBERS, "SELECT fe.event FROM findings f JOIN finding_events fe USING (finding)"
                             " WHERE f.unit = 'incident' AND f.head = ? AND f.kind = 'incident' ORDER BY fe.n", &stmt, err));
    bay__sql_bind(stmt, "i", l->r.events[head].row);
    BAY_TRY(bay__take_rows(l, stmt, &rows, err));
    return load_all(l, &rows, err);
}

enum { WALK_MAX = 600 };

/* Whole days only, the nearest ones, as many as hold WALK_MAX assertions. */
static bay_status find_reach(struct loading *l, uint64_t party, int32_t day, int32_t *reach, bay_error *err)
{
    sqlite3_stmt *stmt;
    bool more;
    int64_t total = 0;
    int32_t fits = 0;
    BAY_TRY(bay__sql_prepare(l->store, SQL_REACH, "SELECT abs(day - ?2) AS away, count(*) FROM utterances WHERE party = ?1 AND reply = 0"
                             " AND day BETWEEN ?2 - ?3 AND ?2 + ?3 GROUP BY 1 ORDER BY 1", &stmt, err));
    bay__sql_bind(stmt, "iii", (int64_t)party, (int64_t)day, (int64_t)*reach);
    for (;;) {
        BAY_TRY(bay__sql_next(l->store, stmt, &more, err));
        if (!more) break;
        total += sqlite3_column_int64(stmt, 1);
        if (total > WALK_MAX && sqlite3_column_int(stmt, 0) > 0) { *reach = fits; break; }
        fits = sqlite3_column_int(stmt, 0);
    }
    sqlite3_reset(stmt);
    return BAY_OK;
}

static bay_status read_assertions(void *context, uint64_t party, int32_t day, int32_t *reach, bay_error *err)
{
    struct loading *l = context;
    sqlite3_stmt *stmt;
    struct row_list rows = {0};
    BAY_TRY(find_reach(l, party, day, reach, err));
    BAY_TRY(bay__sql_prepare(l->store, SQL_UTTERANCE, "SELECT event FROM utterances WHERE party = ? AND reply = 0 AND day BETWEEN ? AND ?", &stmt, err));
    bay__sql_bind(stmt, "iii", (int64_t)party, (int64_t)day - *reach, (int64_t)day + *reach);
    BAY_TRY(bay__take_rows(l, stmt, &rows, err));
    return load_all(l, &rows, err);
}

void bay__loading_begin(struct loading *l)
{
    l->reader = (bay_reader){l, read_bucket, read_whole, read_members, read_assertions};
    l->w = (bay_weighing){.r = &l->r, .arena = l->arena, .reader = &l->reader};
}
