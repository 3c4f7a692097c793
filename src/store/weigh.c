/* Weighing: what came since the last time, and what it can change, through merge/, and the findings back into the ledger.
 *
 * Documents are taken in the order of their publication, CHUNK at a time, each chunk in a transaction of its own:
 *
 *   1. their events, and those of versions that they supersede, are loaded; new ones are decided, others as far as these move them
 *   2. incidents that were touched are made anew, with the disputes over their figures
 *   3. replies of the new documents, and replies within the window to what the new documents assert, are answered anew; disputes that a
 *      reply entered or left are made anew
 *
 * At the end the places of which they tell who holds them are surveyed anew, 100 at a time.
 *
 * A ledger that is weighed from the start goes the same way, so both come to the same (tests/cli/test_weighing.py).
 */
#include "store/weigh.h"

#include <stdio.h>

#include "base/buf.h"
#include "store/loading.h"

enum { CHUNK = 500, PARTIES_MAX = 2 * BAY_EVENT_ACTORS_MAX + 2, SPOT_EVENTS_MAX = 500 };

struct weighing {
    struct loading l;
    struct row_list docs;           /* of this chunk */
    BAY_ARRAY(uint32_t) fresh;      /* their events, those of superseded versions among them */
    struct row_list heads;          /* of disputes to be made anew */
    bay_map head_seen, due_seen, asked;
    BAY_ARRAY(uint32_t) due;        /* documents whose replies are to be answered anew */
    bay_buf line;
};

/* Once for each set of bytes. */
static bool first_time(struct weighing *w, bay_map *seen, const void *bytes, uint32_t size)
{
    bay_str key = {bytes, size};
    if (bay_map_get(seen, key)) return false;
    key = bay_str_copy(w->l.arena, key);
    return key.bytes && bay_map_put(w->l.arena, seen, key);
}

static bay_status push_row(struct weighing *w, struct row_list *list, int64_t row, bay_error *err)
{
    int64_t *slot = bay_push(w->l.arena, &list->items);
    if (!slot) return bay_fail_memory(err);
    *slot = row;
    return BAY_OK;
}

/* ---- findings ---------------------------------------------------------------------- */

static const char *const finding_kinds[] = {"incident", "dispute", "control"};

static bay_str iso_day(struct weighing *w, int32_t day)
{
    return day == BAY_NO_DAY ? (bay_str){0} : bay_date_print(w->l.arena, bay_date_from_days(day));
}

static bay_status forget_unit(struct weighing *w, const char *unit, int64_t head, bay_error *err)
{
    BAY_TRY(bay__sql_run(w->l.store, SQL_UNIT_EVENTS, "DELETE FROM finding_events WHERE finding IN"
                         " (SELECT finding FROM findings WHERE unit = ? AND head = ?)", err, "ti", unit, head));
    return bay__sql_run(w->l.store, SQL_UNIT, "DELETE FROM findings WHERE unit = ? AND head = ?", err, "ti", unit, head);
}

static const char FINDING[] = "INSERT INTO findings (kind, id, type, status, place, date_begin, date_end, unit, head, rank, line)"
                              " VALUES (?,?,?,?,nullif(?,0),?,?,?,?,?,?)";

static bay_status save_members(struct weighing *w, const bay_finding *f, int64_t row, bay_error *err)
{
    for (uint32_t i = 0; i < f->members.count; i++) {
        const bay_member *m = &f->members.items[i];
        int64_t claim = m->claim == BAY_NONE ? 0 : w->l.r.claims[m->claim].row;
        BAY_TRY(bay__sql_run(w->l.store, SQL_FINDING_EVENT, "INSERT INTO finding_events VALUES (?,?,?,?,nullif(?,0))", err, "iiiii",
                             row, (int64_t)i, (int64_t)m->side, w->l.r.events[m->event].row, claim));
    }
    return BAY_OK;
}

/* Publication, document, place in the text of what it is about. */
static bay_str rank_of(struct weighing *w, const bay_finding *f)
{
    const bay_report *e = &w->l.r.events[f->about];
    const bay_report_doc *d = &w->l.r.docs[e->doc];
    return bay_str_format(w->l.arena, "%.*s %.*s %06u", BAY_STR_ARG((d->published.bytes ? d->published : BAY_STR("~"))), BAY_STR_ARG(d->id), e->n);
}

static bay_status save_finding(struct weighing *w, const bay_finding *f, const char *unit, int64_t head, bay_error *err)
{
    bay_buf_clear(&w->line);
    bay__finding_print(&w->l.r, &w->l.json, f, w->l.arena, &w->line);
    BAY_TRY(bay_buf_check(&w->line, err));
    int64_t place = f->place == BAY_NONE ? 0 : w->l.r.places[f->place].row;
    bay_str begin = iso_day(w, f->begin), end = iso_day(w, f->end), rank = rank_of(w, f);
    if (!rank.bytes) return bay_fail_memory(err);
    BAY_TRY(bay__sql_run(w->l.store, SQL_FINDING, FINDING, err, "tsstisstiss", finding_kinds[f->kind], f->id,
                         w->l.r.events[f->about].type, f->status, place, begin, end.bytes ? end : begin, unit, head, rank,
                         (bay_str){w->line.bytes, (uint32_t)w->line.size}));
    return save_members(w, f, sqlite3_last_insert_rowid(w->l.store->db), err);
}

static bay_status save_unit(struct weighing *w, const bay_findings *found, const char *unit, int64_t head, bay_error *err)
{
    BAY_TRY(forget_unit(w, unit, head, err));
    for (uint32_t i = 0; i < found->items.count; i++) BAY_TRY(save_finding(w, &found->items.items[i], unit, head, err));
    return BAY_OK;
}

/* ---- what is new ------------------------------------------------------------------------ */

static bay_status load_fresh(struct weighing *w, int64_t row, bay_error *err)
{
    struct loading *l = &w->l;
    uint32_t doc;
    BAY_TRY(bay__load_doc(l, row, &doc, err));
    BAY_TRY(bay__load_whole(l, doc, err));
    BAY_TRY(bay__know_words(&l->r, doc, l->arena, err));
    for (uint32_t i = 0; i < l->r.docs[doc].events.count; i++) {
        uint32_t *slot = bay_push(l->arena, &w->fresh), at = l->r.docs[doc].events.items[i];
        if (!slot) return bay_fail_memory(err);
        *slot = at;
        const bay_report *e = &l->r.events[at];
        bay_str words = {(const char *)e->words, e->word_count * (uint32_t)sizeof *e->words};
        BAY_TRY(bay__sql_run(l->store, SQL_TOPIC, "INSERT OR REPLACE INTO topics VALUES (?,?)", err, "ib", e->row, words));
    }
    return BAY_OK;
}

/* An event of a superseded version leaves its incident. */
static bay_status take_out(struct weighing *w, uint32_t event, bay_error *err)
{
    uint32_t head = w->l.r.events[event].head;
    if (head == BAY_NONE) return BAY_OK;
    BAY_TRY(bay__touch(&w->l.w, head, err));
    return head == event ? bay__orphan_members(&w->l.w, event, err) : BAY_OK;
}

static bay_status weigh_incidents(struct weighing *w, bay_error *err)
{
    for (uint32_t i = 0; i < w->fresh.count; i++) {
        uint32_t at = w->fresh.items[i];
        BAY_TRY(w->l.r.events[at].gone ? take_out(w, at, err) : bay__set_dirty(&w->l.w, at, err));
    }
    BAY_TRY(bay__settle_incidents(&w->l.w, err));
    BAY_TRY(bay__ready_members(&w->l.w, err));
    for (uint32_t i = 0; i < w->l.w.touched.count; i++) {
        bay_findings found = {0};
        uint32_t head = w->l.w.touched.items[i];
        BAY_TRY(bay__incident_findings(&w->l.w, head, &found, err));
        BAY_TRY(save_unit(w, &found, "incident", w->l.r.events[head].row, err));
    }
    return BAY_OK;
}

/* ---- replies ------------------------------------------------------------------------------- */

static int64_t claim_row(const struct weighing *w, const bay_utterance *u) { return u->claim == BAY_NONE ? 0 : w->l.r.claims[u->claim].row; }

/* Replies are answered document by document: those of one may belong together. */
static bay_status set_due(struct weighing *w, uint32_t event, bay_error *err)
{
    uint32_t doc = w->l.r.events[event].doc;
    if (!first_time(w, &w->due_seen, &doc, sizeof doc)) return BAY_OK;
    uint32_t *slot = bay_push(w->l.arena, &w->due);
    if (!slot) return bay_fail_memory(err);
    *slot = doc;
    return BAY_OK;
}

/* Replies of a party around a day: what a new assertion says about it may be what they answer. */
static bay_status find_replies(struct weighing *w, uint64_t party, int32_t day, bay_error *err)
{
    struct { uint64_t party; int64_t day; } key = {party, day};
    sqlite3_stmt *stmt;
    struct row_list rows = {0};
    if (!first_time(w, &w->asked, &key, sizeof key)) return BAY_OK;
    BAY_TRY(bay__sql_prepare(w->l.store, SQL_REPLIES, "SELECT DISTINCT event FROM utterances WHERE party = ? AND reply = 1 AND day BETWEEN ? AND ?",
                             &stmt, err));
    bay__sql_bind(stmt, "iii", (int64_t)party, (int64_t)day - BAY_WINDOW_DAYS, (int64_t)day + BAY_WINDOW_DAYS);
    BAY_TRY(bay__take_rows(&w->l, stmt, &rows, err));
    for (uint32_t i = 0; i < rows.items.count; i++) {
        uint32_t event;
        BAY_TRY(bay__load_event(&w->l, rows.items.items[i], &event, err));
        BAY_TRY(set_due(w, event, err));
    }
    return BAY_OK;
}

static bay_status keep_utterance(struct weighing *w, const bay_utterance *u, bay_error *err)
{
    uint64_t parties[PARTIES_MAX];
    const bay_report *e = &w->l.r.events[u->event];
    int32_t day = w->l.r.docs[e->doc].day;
    int64_t row = e->row;
    bool gone = e->gone;
    if (day == BAY_NO_DAY) return BAY_OK;
    uint32_t count = bay__parties_of(&w->l.r, u, parties, PARTIES_MAX);
    for (uint32_t i = 0; i < count; i++)
        BAY_TRY(bay__sql_run(w->l.store, gone ? SQL_NO_UTTERANCE : SQL_UTTERANCE_NEW,
                             gone ? "DELETE FROM utterances WHERE party = ? AND reply = ? AND day = ? AND event = ? AND claim = ?"
                                  : "INSERT OR IGNORE INTO utterances VALUES (?,?,?,?,?)", err, "iiiii", (int64_t)parties[i], (int64_t)u->reply,
                             (int64_t)day, row, claim_row(w, u)));
    return BAY_OK;
}

static bay_status keep_utterances(struct weighing *w, bay_said *said, bay_error *err)
{
    for (uint32_t i = 0; i < w->fresh.count; i++) BAY_TRY(bay__gather(&w->l.r, w->fresh.items[i], w->l.arena, said, err));
    for (uint32_t i = 0; i < said->items.count; i++) BAY_TRY(keep_utterance(w, &said->items.items[i], err));
    return BAY_OK;
}

static bay_status find_due(struct weighing *w, const bay_said *said, bay_error *err)
{
    uint64_t parties[PARTIES_MAX];
    for (uint32_t i = 0; i < said->items.count; i++) {
        const bay_utterance *u = &said->items.items[i];
        int32_t day = w->l.r.docs[w->l.r.events[u->event].doc].day;
        if (u->reply) { BAY_TRY(set_due(w, u->event, err)); continue; }
        uint32_t count = day == BAY_NO_DAY ? 0 : bay__parties_of(&w->l.r, u, parties, PARTIES_MAX);
        for (uint32_t k = 0; k < count; k++) BAY_TRY(find_replies(w, parties[k], day, err));
    }
    return BAY_OK;
}

/* ---- disputes --------------------------------------------------------------------------------- */

static bay_status touch_dispute(struct weighing *w, int64_t head, bay_error *err)
{
    return head && first_time(w, &w->head_seen, &head, sizeof head) ? push_row(w, &w->heads, head, err) : BAY_OK;
}

static bay_status forget_reply(struct weighing *w, const bay_utterance *reply, bay_error *err)
{
    sqlite3_stmt *stmt;
    bool more;
    BAY_TRY(bay__sql_prepare(w->l.store, SQL_REPLY_FIND, "SELECT reply, head FROM replies WHERE event = ? AND claim = ?", &stmt, err));
    bay__sql_bind(stmt, "ii", w->l.r.events[reply->event].row, claim_row(w, reply));
    BAY_TRY(bay__sql_next(w->l.store, stmt, &more, err));
    if (!more) return BAY_OK;
    int64_t row = sqlite3_column_int64(stmt, 0), head = sqlite3_column_int64(stmt, 1);
    sqlite3_reset(stmt);
    BAY_TRY(touch_dispute(w, head, err));
    BAY_TRY(bay__sql_run(w->l.store, SQL_NO_ANSWER, "DELETE FROM answers WHERE reply = ?", err, "i", row));
    return bay__sql_run(w->l.store, SQL_NO_REPLY, "DELETE FROM replies WHERE reply = ?", err, "i", row);
}

/* The event that begins the incident of an anchor. */
static int64_t head_row(const struct weighing *w, uint32_t anchor)
{
    const bay_report *e = &w->l.r.events[anchor];
    return e->head == BAY_NONE ? e->row : w->l.r.events[e->head].row;
}

static bay_status keep_reply(struct weighing *w, const bay_answered *a, bay_error *err)
{
    int64_t head = head_row(w, a->anchor);
    BAY_TRY(touch_dispute(w, head, err));
    BAY_TRY(bay__sql_run(w->l.store, SQL_REPLY, "INSERT INTO replies (event, claim, anchor, head) VALUES (?,?,?,?)", err, "iiii",
                         w->l.r.events[a->reply.event].row, claim_row(w, &a->reply), w->l.r.events[a->anchor].row, head));
    int64_t row = sqlite3_last_insert_rowid(w->l.store->db);
    for (uint32_t i = 0; i < a->count; i++)
        BAY_TRY(bay__sql_run(w->l.store, SQL_ANSWER, "INSERT INTO answers VALUES (?,?,?,?)", err, "iiii", row, (int64_t)i,
                             w->l.r.events[a->answers[i].event].row, claim_row(w, &a->answers[i])));
    return BAY_OK;
}

static bay_status forget_replies(struct weighing *w, uint32_t doc, bay_error *err)
{
    bay_said said = {0};
    BAY_TRY(bay__load_whole(&w->l, doc, err));
    for (uint32_t i = 0; i < w->l.r.docs[doc].events.count; i++)
        BAY_TRY(bay__gather(&w->l.r, w->l.r.docs[doc].events.items[i], w->l.arena, &said, err));
    for (uint32_t i = 0; i < said.items.count; i++)
        if (said.items.items[i].reply) BAY_TRY(forget_reply(w, &said.items.items[i], err));
    return BAY_OK;
}

static bay_status answer_due(struct weighing *w, bay_error *err)
{
    for (uint32_t i = 0; i < w->due.count; i++) {
        bay_answers answers = {0};
        BAY_TRY(forget_replies(w, w->due.items[i], err));
        BAY_TRY(bay__answer_doc(&w->l.w, w->due.items[i], &answers, err));
        for (uint32_t k = 0; k < answers.items.count; k++) BAY_TRY(keep_reply(w, &answers.items.items[k], err));
    }
    return BAY_OK;
}

/* Disputes over events that went to another incident go with them. */
static bay_status follow_moved(struct weighing *w, bay_error *err)
{
    sqlite3_stmt *stmt;
    for (uint32_t i = 0; i < w->l.w.moved.count; i++) {
        struct row_list rows = {0};
        int64_t anchor = w->l.r.events[w->l.w.moved.items[i]].row, head = head_row(w, w->l.w.moved.items[i]);
        BAY_TRY(bay__sql_prepare(w->l.store, SQL_ANCHORED, "SELECT DISTINCT head FROM replies WHERE anchor = ? AND head <> ?", &stmt, err));
        bay__sql_bind(stmt, "ii", anchor, head);
        BAY_TRY(bay__take_rows(&w->l, stmt, &rows, err));
        for (uint32_t k = 0; k < rows.items.count; k++) BAY_TRY(touch_dispute(w, rows.items.items[k], err));
        if (!rows.items.count) continue;
        BAY_TRY(touch_dispute(w, head, err));
        BAY_TRY(bay__sql_run(w->l.store, SQL_REHEAD, "UPDATE replies SET head = ? WHERE anchor = ?", err, "ii", head, anchor));
    }
    return BAY_OK;
}

static bay_status find_utterance(struct weighing *w, int64_t event, int64_t claim, bool reply, bay_utterance *out, bay_error *err)
{
    bay_said said = {0};
    uint32_t at;
    BAY_TRY(bay__load_event(&w->l, event, &at, err));
    BAY_TRY(bay__gather(&w->l.r, at, w->l.arena, &said, err));
    for (uint32_t i = 0; i < said.items.count; i++) {
        *out = said.items.items[i];
        if (out->reply == reply && claim_row(w, out) == claim) return BAY_OK;
    }
    return bay_fail(err, BAY_STORE, "ledger: nobody says what a dispute rests on (event %lld)", (long long)event);
}

static bay_status load_answers(struct weighing *w, int64_t reply, bay_answered *out, bay_error *err)
{
    sqlite3_stmt *stmt;
    bool more;
    int64_t rows[BAY_ANSWERS_MAX][2];
    uint32_t count = 0;
    BAY_TRY(bay__sql_prepare(w->l.store, SQL_ANSWERS, "SELECT event, claim FROM answers WHERE reply = ? ORDER BY n", &stmt, err));
    bay__sql_bind(stmt, "i", reply);
    for (;;) {
        BAY_TRY(bay__sql_next(w->l.store, stmt, &more, err));
        if (!more) break;
        if (count == BAY_ANSWERS_MAX) continue;
        rows[count][0] = sqlite3_column_int64(stmt, 0);
        rows[count++][1] = sqlite3_column_int64(stmt, 1);
    }
    for (uint32_t i = 0; i < count; i++) BAY_TRY(find_utterance(w, rows[i][0], rows[i][1], false, &out->answers[i], err));
    out->count = count;
    return BAY_OK;
}

static bay_status make_dispute(struct weighing *w, int64_t head, bay_error *err)
{
    sqlite3_stmt *stmt;
    bool more;
    BAY_ARRAY(bay_answered) all = {0};
    struct row_list rows = {0};       /* reply, event, claim, one after the other */
    BAY_TRY(bay__sql_prepare(w->l.store, SQL_OF_HEAD, "SELECT reply, event, claim FROM replies WHERE head = ?", &stmt, err));
    bay__sql_bind(stmt, "i", head);
    for (;;) {
        BAY_TRY(bay__sql_next(w->l.store, stmt, &more, err));
        if (!more) break;
        for (int i = 0; i < 3; i++) BAY_TRY(push_row(w, &rows, sqlite3_column_int64(stmt, i), err));
    }
    for (uint32_t i = 0; i + 2 < rows.items.count; i += 3) {
        bay_answered *a = bay_push(w->l.arena, &all);
        if (!a) return bay_fail_memory(err);
        BAY_TRY(find_utterance(w, rows.items.items[i + 1], rows.items.items[i + 2], true, &a->reply, err));
        BAY_TRY(load_answers(w, rows.items.items[i], a, err));
    }
    bay_findings found = {0};
    BAY_TRY(bay__dispute_finding(&w->l.w, all.items, all.count, &found, err));
    return save_unit(w, &found, "quarrel", head, err);
}

static bay_status weigh_disputes(struct weighing *w, bay_error *err)
{
    bay_said said = {0};
    BAY_TRY(keep_utterances(w, &said, err));
    BAY_TRY(find_due(w, &said, err));
    BAY_TRY(answer_due(w, err));
    BAY_TRY(follow_moved(w, err));
    for (uint32_t i = 0; i < w->heads.items.count; i++) BAY_TRY(make_dispute(w, w->heads.items.items[i], err));
    return BAY_OK;
}

/* ---- control --------------------------------------------------------------------------------------- */

static bay_status set_unsurveyed(struct weighing *w, int64_t place, bool spot, bay_error *err)
{
    if (!place) return BAY_OK;
    return bay__sql_run(w->l.store, SQL_UNSURVEYED, "INSERT OR IGNORE INTO unsurveyed VALUES (?,?)", err, "ii", place, (int64_t)spot);
}

static bay_status note_places(struct weighing *w, bay_error *err)
{
    for (uint32_t i = 0; i < w->fresh.count; i++) {
        const bay_report *e = &w->l.r.events[w->fresh.items[i]];
        if (e->control.size && e->place != BAY_NONE) BAY_TRY(set_unsurveyed(w, w->l.r.places[e->place].row, false, err));
    }
    return BAY_OK;
}

static bay_status rows_of(struct weighing *w, const char *sql, struct row_list *out, bay_error *err)
{
    sqlite3_stmt *stmt;
    BAY_TRY(bay__sql_prepare(w->l.store, SQL_ONCE, sql, &stmt, err));
    bay_status status = bay__take_rows(&w->l, stmt, out, err);
    sqlite3_finalize(stmt);
    return status;
}

static bay_status move_place(struct weighing *w, int64_t place, int64_t spot, bay_error *err)
{
    int64_t was;
    BAY_TRY(bay__sql_int(w->l.store, SQL_SPOT_FIND, "SELECT spot FROM spots WHERE place = ?", 0, &was, err, "i", place));
    if (was == spot) return BAY_OK;
    BAY_TRY(set_unsurveyed(w, was, true, err));
    BAY_TRY(set_unsurveyed(w, spot, true, err));
    if (!spot) return bay__sql_run(w->l.store, SQL_NO_SPOT, "DELETE FROM spots WHERE place = ?", err, "i", place);
    return bay__sql_run(w->l.store, SQL_SPOT, "INSERT OR REPLACE INTO spots VALUES (?,?)", err, "ii", place, spot);
}

#define TOLD_OF "SELECT place FROM events INDEXED BY events_control WHERE control IS NOT NULL AND current = 1"

/* Which places are one: asked when a new one is told of or one is told of no more. Some thousand places in the largest ledger. */
static bay_status find_spots(struct weighing *w, bay_error *err)
{
    struct loading *l = &w->l;
    struct row_list rows = {0}, gone = {0};
    BAY_TRY(rows_of(w, "SELECT DISTINCT place FROM events INDEXED BY events_control WHERE control IS NOT NULL AND current = 1 AND place IS NOT NULL"
                       " ORDER BY place", &rows, err));
    BAY_TRY(rows_of(w, "SELECT place FROM spots s WHERE NOT EXISTS (" TOLD_OF " AND events.place = s.place)", &gone, err));
    uint32_t count = rows.items.count, *places = bay_arena_alloc(l->arena, (count + 1u) * sizeof *places);
    uint32_t *spots = bay_arena_alloc(l->arena, (count + 1u) * sizeof *spots);
    if (!places || !spots) return bay_fail_memory(err);
    for (uint32_t i = 0; i < count; i++) BAY_TRY(bay__load_place(l, rows.items.items[i], &places[i], err));
    BAY_TRY(bay__find_spots(&l->r, places, count, spots, l->arena, err));
    for (uint32_t i = 0; i < gone.items.count; i++) BAY_TRY(move_place(w, gone.items.items[i], 0, err));
    for (uint32_t i = 0; i < count; i++) BAY_TRY(move_place(w, rows.items.items[i], l->r.places[spots[i]].row, err));
    return BAY_OK;
}

/* From places told of to spots to be surveyed. */
static bay_status sort_places(struct weighing *w, bay_error *err)
{
    int64_t changed;
    BAY_TRY(bay__sql_int(w->l.store, SQL_ONCE, "SELECT EXISTS (SELECT 1 FROM unsurveyed u LEFT JOIN spots s USING (place) WHERE u.spot = 0"
                         " AND (s.spot IS NULL OR NOT EXISTS (" TOLD_OF " AND events.place = u.place)))", 0, &changed, err, ""));
    if (changed) BAY_TRY(find_spots(w, err));
    return bay__sql_script(w->l.store, "INSERT OR IGNORE INTO unsurveyed SELECT s.spot, 1 FROM unsurveyed u JOIN spots s USING (place) WHERE u.spot = 0;"
                           "DELETE FROM unsurveyed WHERE spot = 0", err);
}

static const char SPOT_EVENTS[] =
    "SELECT e.event FROM spots s CROSS JOIN events e INDEXED BY events_control ON e.place = s.place AND e.control IS NOT NULL AND e.current = 1"
    " WHERE s.spot = ? ORDER BY e.date_begin DESC, e.id DESC LIMIT ?";

static bay_status survey_spot(struct weighing *w, int64_t spot, bay_error *err)
{
    struct loading *l = &w->l;
    sqlite3_stmt *stmt;
    struct row_list rows = {0};
    bay_findings found = {0};
    uint32_t place;
    BAY_TRY(bay__sql_prepare(l->store, SQL_SPOT_EVENTS, SPOT_EVENTS, &stmt, err));
    bay__sql_bind(stmt, "ii", spot, (int64_t)SPOT_EVENTS_MAX);
    BAY_TRY(bay__take_rows(l, stmt, &rows, err));
    uint32_t *events = bay_arena_alloc(l->arena, (rows.items.count + 1u) * sizeof *events);
    if (!events) return bay_fail_memory(err);
    for (uint32_t i = 0; i < rows.items.count; i++) BAY_TRY(bay__load_event(l, rows.items.items[i], &events[i], err));
    BAY_TRY(bay__load_place(l, spot, &place, err));
    if (rows.items.count) BAY_TRY(bay__control_findings(&l->r, l->arena, place, events, rows.items.count, &found, err));
    BAY_TRY(save_unit(w, &found, "spot", spot, err));
    return bay__sql_run(l->store, SQL_SURVEYED, "DELETE FROM unsurveyed WHERE spot = 1 AND place = ?", err, "i", spot);
}

static bay_status survey_some(struct weighing *w, bool *more, bay_error *err)
{
    struct row_list spots = {0};
    w->l.alone = true;
    BAY_TRY(sort_places(w, err));
    BAY_TRY(rows_of(w, "SELECT place FROM unsurveyed WHERE spot = 1 LIMIT 100", &spots, err));
    for (uint32_t i = 0; i < spots.items.count; i++) BAY_TRY(survey_spot(w, spots.items.items[i], err));
    *more = spots.items.count > 0;
    return BAY_OK;
}

/* ---- all of it ------------------------------------------------------------------------------------------ */

static bay_status weigh_chunk(struct weighing *w, bay_error *err)
{
    for (uint32_t i = 0; i < w->docs.items.count; i++) BAY_TRY(load_fresh(w, w->docs.items.items[i], err));
    BAY_TRY(weigh_incidents(w, err));
    BAY_TRY(weigh_disputes(w, err));
    BAY_TRY(note_places(w, err));
    for (uint32_t i = 0; i < w->docs.items.count; i++)
        BAY_TRY(bay__sql_run(w->l.store, SQL_WEIGHED, "DELETE FROM unweighed WHERE doc = ?", err, "i", w->docs.items.items[i]));
    return BAY_OK;
}

static bay_status next_chunk(struct weighing *w, int64_t *after, bay_error *err)
{
    sqlite3_stmt *stmt;
    BAY_TRY(bay__sql_prepare(w->l.store, SQL_ONCE, "SELECT doc FROM temp.queue WHERE rowid > ? ORDER BY rowid LIMIT ?", &stmt, err));
    bay__sql_bind(stmt, "ii", *after, (int64_t)CHUNK);
    bay_status status = bay__take_rows(&w->l, stmt, &w->docs, err);
    sqlite3_finalize(stmt);
    *after += w->docs.items.count;
    return status;
}

/* The next chunk of documents; after the last, places. */
static bay_status weigh_some(struct weighing *w, int64_t *after, bool *more, bay_error *err)
{
    BAY_TRY(next_chunk(w, after, err));
    *more = true;
    return w->docs.items.count ? weigh_chunk(w, err) : survey_some(w, more, err);
}

static bay_status weigh_next(bay_store *store, int64_t *after, bool *more, bay_error *err)
{
    struct weighing w = {.l = {.store = store, .arena = &store->scratch}};
    bay__loading_begin(&w.l);
    bay_buf_init(&w.line, (size_t)64 << 20);
    bay_status status = bay_store_begin(store, err);
    if (!status) status = weigh_some(&w, after, more, err);
    if (!status) status = bay_store_commit(store, err);
    if (status) bay_store_rollback(store);
    bay_buf_release(&w.line);
    return status;
}

static const char START[] =
    "BEGIN IMMEDIATE; DELETE FROM finding_events; DELETE FROM findings; DELETE FROM answers; DELETE FROM replies; DELETE FROM utterances;"
    " DELETE FROM topics; DELETE FROM spots; DELETE FROM unweighed; DELETE FROM unsurveyed;"
    " INSERT INTO unweighed SELECT doc FROM documents INDEXED BY documents_brief WHERE superseded_by IS NULL;"
    " INSERT OR REPLACE INTO state VALUES ('weighed', '1'); COMMIT;";

static const char QUEUE[] =
    "CREATE TEMP TABLE queue AS SELECT d.doc FROM unweighed u JOIN documents d INDEXED BY documents_brief ON d.doc = u.doc"
    " ORDER BY d.published IS NULL, d.published, d.id, d.doc;";

static bay_status weigh_all(bay_store *store, bay_error *err)
{
    int64_t after = 0;
    for (bool more = true; more;) {
        bay_mark mark = bay_arena_mark(&store->scratch);
        bay_status status = weigh_next(store, &after, &more, err);
        bay_arena_reset(&store->scratch, mark);
        BAY_TRY(status);
    }
    return BAY_OK;
}

bay_status bay_store_weigh(bay_store *store, bay_error *err)
{
    int64_t started, due;
    BAY_TRY(bay__sql_int(store, SQL_ONCE, "SELECT value = '1' FROM state WHERE name = 'weighed'", 0, &started, err, ""));
    bay_status status = started ? BAY_OK : bay__sql_script(store, START, err);
    if (status) bay_store_rollback(store);
    BAY_TRY(status);
    BAY_TRY(bay__sql_int(store, SQL_ONCE, "SELECT EXISTS (SELECT 1 FROM unweighed) OR EXISTS (SELECT 1 FROM unsurveyed)", 0, &due, err, ""));
    if (!due) return BAY_OK;
    BAY_TRY(bay__sql_script(store, QUEUE, err));
    status = weigh_all(store, err);
    bay_error ignored;
    return bay__sql_script(store, "DROP TABLE temp.queue", status ? &ignored : err) && !status ? BAY_STORE : status;
}
