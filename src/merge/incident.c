/* Incidents: the reports of one deed, over documents.
 *
 * Two reports are of one deed when their types are of one family, their days are at most one apart (three, where a text
 * does not tell the day and that of publication stands in), their actors and recipients do not contradict each other
 * and agree at least once, and their places lie within 25 km or one contains the other. Recipients may differ when the
 * same actor strikes at the same spot: policemen, people at prayer. Reports without a day are grouped inside one
 * document only; there, two numbers of victims of one kind and party are taken for one deed when nothing speaks
 * against it. Each report joins the group that fits best: of those whose first report comes before it (bay__order), the best at the
 * report's own day, then around it, later ones first. Sources are independent when neither reprints the other, they do not print one
 * agency's report and the speakers differ. What was only threatened, planned, supposed or is background is no incident.
 *
 * Where a report belongs hangs on the first reports of groups before it, so a new one can move only what comes after it: events are
 * decided in order, from a heap; one that begins a group, or no longer does, has those decided again that it fits or that had joined it.
 */
#include <stdio.h>
#include <stdlib.h>

#include "merge/merge.h"

enum { NEAR_KM = 25, REGION_KM = 250, TRIED_MAX = 2000, SCORE_MIN = 3, UNTOLD_WORDS = 3 };

static bool is_town(const bay_report_place *p) { return bay_str_is(p->precision, "site") || bay_str_is(p->precision, "town"); }

/* 2 the same spot, 1 may be the same, 0 unknown, -1 elsewhere. */
static int place_fit(const bay_reports *r, uint32_t a, uint32_t b)
{
    if (a >= r->place_count || b >= r->place_count) return 0;
    const bay_report_place *p = &r->places[a], *q = &r->places[b];
    if (bay_str_eq(p->name, q->name) && bay_str_eq(p->country, q->country)) return 2;
    if (p->country.size && q->country.size && !bay_str_eq(p->country, q->country)) return -1;
    double km = bay__distance(p, q);
    if (is_town(p) && is_town(q)) return km >= 0 && km <= NEAR_KM ? 2 : km > NEAR_KM ? -1 : 0;
    if (p->admin1.size && q->admin1.size && !bay_str_eq(p->admin1, q->admin1)) return -1;
    return km > REGION_KM && !bay_str_is(p->precision, "country") && !bay_str_is(q->precision, "country") ? -1 : 1;
}

/* 2 they meet, 0 one side says nothing, -1 they differ. */
static int parties_fit(const bay_reports *r, const uint32_t *a, uint32_t na, const uint32_t *b, uint32_t nb)
{
    if (!na || !nb) return 0;
    return bay__parties_meet(r, a, na, b, nb) ? 2 : -1;
}

static bool share_count(const bay_report *a, const bay_report *b)
{
    for (uint32_t i = 0; i < a->count_count; i++)
        for (uint32_t k = 0; k < b->count_count; k++)
            if (bay_str_eq(a->counts[i].kind, b->counts[k].kind) && !bay_str_is(a->counts[i].kind, "other")) return true;
    return false;
}

/* "131 civilians were killed. ... The government spoke of 50": figures of one deed told in one document. */
static bool same_figures(const bay_report *a, const bay_report *b, int recipients)
{
    bool open = a->place == BAY_NONE || b->place == BAY_NONE, untold = !a->told || !b->told;
    return a->doc == b->doc && a->sent != b->sent && recipients == 2 && open && untold && share_count(a, b);
}

/* How far apart two days may lie. */
static bool days_fit(const bay_report *a, const bay_report *b, int place, int words)
{
    if (a->begin == BAY_NO_DAY || b->begin == BAY_NO_DAY) return true;
    int32_t apart = a->begin > b->begin ? a->begin - b->begin : b->begin - a->begin;
    if (apart <= 1 || a->doc == b->doc) return true;
    return (!a->told || !b->told) && apart <= BAY_NEAR_DAYS && (words >= UNTOLD_WORDS || (place == 2 && words >= 2));
}

/* How well two reports go together; below SCORE_MIN they do not. */
static int fit(const bay_reports *r, const bay_report *a, const bay_report *b)
{
    if (!(a->actor_bits & b->actor_bits) && !(a->recipient_bits & b->recipient_bits)) return 0;
    int actors = parties_fit(r, a->actors, a->actor_count, b->actors, b->actor_count);
    int recipients = parties_fit(r, a->recipients, a->recipient_count, b->recipients, b->recipient_count);
    int place = place_fit(r, a->place, b->place), words = (int)bay__shared_words(a, b);
    bool one_sentence = a->doc == b->doc && a->sent == b->sent;
    if (recipients < 0 && actors == 2 && (place == 2 || one_sentence)) recipients = 0;
    if (actors < 0 || recipients < 0 || place < 0 || actors + recipients == 0 || !days_fit(a, b, place, words)) return 0;
    int score = actors + recipients + place + bay_str_eq(a->type, b->type) + (words > 3 ? 3 : words);
    /* Two states deal with each other in many ways on one day: without a common place or topic that is not one deed. */
    return place == 2 || words >= 2 || same_figures(a, b, recipients) ? score : 0;
}

/* ---- finding each other ---------------------------------------------------------- */

static bool is_dated(const bay_report *e) { return e->begin != BAY_NO_DAY && e->precision == BAY_PRECISION_DAY; }

static bay_str bucket_name(char text[48], int family, int32_t day, uint32_t doc)
{
    int size = day == BAY_NO_DAY ? snprintf(text, 48, "%d doc %u", family, doc) : snprintf(text, 48, "%d %d", family, day);
    return (bay_str){text, (uint32_t)size};
}

static bay_bucket *make_bucket(bay_weighing *w, int family, int32_t day, uint32_t doc)
{
    char text[48];
    bay_str name = bucket_name(text, family, day, doc);
    const uint32_t *known = bay_map_get(&w->buckets, name);
    if (known) return &w->bucket_list.items[*known];
    bay_str key = bay_str_copy(w->arena, name);
    uint32_t *slot = key.bytes ? bay_map_put(w->arena, &w->buckets, key) : NULL;
    bay_bucket *bucket = slot ? bay_push(w->arena, &w->bucket_list) : NULL;
    if (bucket) *slot = w->bucket_list.count - 1;
    return bucket;
}

static bay_bucket *bucket_of(bay_weighing *w, int family, int32_t day, uint32_t doc)
{
    char text[48];
    const uint32_t *known = bay_map_get(&w->buckets, bucket_name(text, family, day, doc));
    bay_bucket *bucket = known ? &w->bucket_list.items[*known] : NULL;
    if (bucket && !bucket->sorted) {
        bay__sort_events(w->r, bucket->items.items, bucket->items.count);
        bucket->sorted = true;
    }
    return bucket;
}

bay_status bay__enter_event(bay_weighing *w, uint32_t event, bay_error *err)
{
    bay_report *e = &w->r->events[event];
    uint32_t *of_doc = bay_push(w->arena, &w->r->docs[e->doc].events);
    if (!of_doc) return bay_fail_memory(err);
    *of_doc = event;
    if (e->gone || !bay__is_report(e)) return BAY_OK;
    bay_bucket *bucket = make_bucket(w, bay__type_family(e->type), is_dated(e) ? e->begin : BAY_NO_DAY, e->doc);
    uint32_t *slot = bucket ? bay_push(w->arena, &bucket->items) : NULL;
    if (!slot) return bay_fail_memory(err);
    *slot = event;
    bucket->sorted = false;
    return BAY_OK;
}

static bay_status load_day(bay_weighing *w, int family, int32_t day, bay_error *err)
{
    bay_bucket *bucket = make_bucket(w, family, day, 0);
    if (!bucket) return bay_fail_memory(err);
    if (bucket->loaded || !w->reader) return BAY_OK;
    bucket->loaded = true;
    return w->reader->bucket(w->reader->context, family, day, err);
}

/* All that an event is compared with. */
static bay_status load_around(bay_weighing *w, uint32_t event, bay_error *err)
{
    const bay_report *e = &w->r->events[event];
    int family = bay__type_family(e->type);
    int32_t day = e->begin;
    bool dated = is_dated(e);
    if (w->reader) BAY_TRY(w->reader->whole(w->reader->context, e->doc, err));
    for (int32_t away = -BAY_NEAR_DAYS; dated && away <= BAY_NEAR_DAYS; away++) BAY_TRY(load_day(w, family, day + away, err));
    return BAY_OK;
}

/* ---- the heap ------------------------------------------------------------------------ */

bay_status bay__set_dirty(bay_weighing *w, uint32_t event, bay_error *err)
{
    bay_report *e = &w->r->events[event];
    if (e->dirty || e->gone || !bay__is_report(e)) return BAY_OK;
    const uint32_t *slot = bay_push(w->arena, &w->queue);
    if (!slot) return bay_fail_memory(err);
    e->dirty = true;
    uint32_t at = w->queue.count - 1, *items = w->queue.items;
    while (at && bay__order(w->r, event, items[(at - 1) / 2]) < 0) { items[at] = items[(at - 1) / 2]; at = (at - 1) / 2; }
    items[at] = event;
    return BAY_OK;
}

static uint32_t take_first(bay_weighing *w)
{
    uint32_t *items = w->queue.items, first = items[0], last = items[--w->queue.count], at = 0, count = w->queue.count;
    for (uint32_t child; (child = 2 * at + 1) < count; at = child) {
        if (child + 1 < count && bay__order(w->r, items[child + 1], items[child]) < 0) child++;
        if (bay__order(w->r, last, items[child]) <= 0) break;
        items[at] = items[child];
    }
    if (count) items[at] = last;
    w->r->events[first].dirty = false;
    return first;
}

/* ---- deciding --------------------------------------------------------------------------- */

/* How many of a sorted bucket come before an event. */
static uint32_t before(const bay_weighing *w, const bay_bucket *bucket, uint32_t event)
{
    uint32_t low = 0, high = bucket->items.count;
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        if (bay__order(w->r, bucket->items.items[middle], event) < 0) low = middle + 1; else high = middle;
    }
    return low;
}

static void best_in_bucket(bay_weighing *w, uint32_t event, int32_t day, uint32_t *best, int *score)
{
    const bay_report *e = &w->r->events[event];
    const bay_bucket *bucket = bucket_of(w, bay__type_family(e->type), day, e->doc);
    uint32_t tried = 0;
    for (uint32_t i = bucket ? before(w, bucket, event) : 0; i > 0 && tried < TRIED_MAX; i--) {
        uint32_t head = bucket->items.items[i - 1];
        if (w->r->events[head].head != head) continue;
        tried++;
        int now = fit(w->r, e, &w->r->events[head]);
        if (now >= SCORE_MIN && now > *score) { *score = now; *best = head; }
    }
}

static uint32_t decide(bay_weighing *w, uint32_t event)
{
    const bay_report *e = &w->r->events[event];
    bool dated = is_dated(e);
    int32_t day = dated ? e->begin : BAY_NO_DAY;
    uint32_t best = event;
    int score = 0;
    best_in_bucket(w, event, day, &best, &score);
    for (int32_t away = 1; dated && away <= BAY_NEAR_DAYS; away++) {
        best_in_bucket(w, event, day - away, &best, &score);
        best_in_bucket(w, event, day + away, &best, &score);
    }
    if (dated && !e->told) best_in_bucket(w, event, BAY_NO_DAY, &best, &score);
    return best;
}

bay_status bay__touch(bay_weighing *w, uint32_t head, bay_error *err)
{
    if (head == BAY_NONE || w->r->events[head].touched) return BAY_OK;
    w->r->events[head].touched = true;
    uint32_t *slot = bay_push(w->arena, &w->touched);
    if (!slot) return bay_fail_memory(err);
    *slot = head;
    return BAY_OK;
}

static bay_status set_head(bay_weighing *w, uint32_t event, uint32_t head, bay_error *err)
{
    bay_report *e = &w->r->events[event];
    BAY_TRY(bay__touch(w, e->head, err));
    e->head = head;
    if (e->moved) return BAY_OK;
    e->moved = true;
    uint32_t *slot = bay_push(w->arena, &w->moved);
    if (!slot) return bay_fail_memory(err);
    *slot = event;
    return BAY_OK;
}

bay_status bay__orphan_members(bay_weighing *w, uint32_t head, bay_error *err)
{
    if (w->reader) BAY_TRY(w->reader->members(w->reader->context, head, err));
    for (uint32_t i = 0; i < w->r->event_count; i++)
        if (i != head && w->r->events[i].head == head) BAY_TRY(bay__set_dirty(w, i, err));
    return BAY_OK;
}

/* Decided ones of a bucket that come after a new head and fit it. */
static bay_status call_bucket(bay_weighing *w, uint32_t head, int32_t day, bay_error *err)
{
    const bay_bucket *bucket = bucket_of(w, bay__type_family(w->r->events[head].type), day, w->r->events[head].doc);
    for (uint32_t i = bucket ? before(w, bucket, head) : 0; bucket && i < bucket->items.count; i++) {
        uint32_t at = bucket->items.items[i];
        const bay_report *e = &w->r->events[at];
        if (at == head || e->dirty || e->head == BAY_NONE) continue;
        if (bucket->items.count > TRIED_MAX || fit(w->r, e, &w->r->events[head]) >= SCORE_MIN) BAY_TRY(bay__set_dirty(w, at, err));
    }
    return BAY_OK;
}

/* Reports of the document whose day the text does not tell look among the undated ones too. */
static bay_status call_untold(bay_weighing *w, uint32_t head, bay_error *err)
{
    const bay_report_doc *d = &w->r->docs[w->r->events[head].doc];
    for (uint32_t i = 0; i < d->events.count; i++) {
        uint32_t at = d->events.items[i];
        const bay_report *e = &w->r->events[at];
        if (e->told || !is_dated(e) || e->head == BAY_NONE || bay__order(w->r, at, head) <= 0) continue;
        if (bay__type_family(e->type) == bay__type_family(w->r->events[head].type)) BAY_TRY(bay__set_dirty(w, at, err));
    }
    return BAY_OK;
}

static bay_status call_others(bay_weighing *w, uint32_t head, bay_error *err)
{
    const bay_report *e = &w->r->events[head];
    if (!is_dated(e)) {
        BAY_TRY(call_bucket(w, head, BAY_NO_DAY, err));
        return call_untold(w, head, err);
    }
    for (int32_t away = -BAY_NEAR_DAYS, day = e->begin; away <= BAY_NEAR_DAYS; away++) BAY_TRY(call_bucket(w, head, day + away, err));
    return BAY_OK;
}

bay_status bay__settle_incidents(bay_weighing *w, bay_error *err)
{
    while (w->queue.count) {
        uint32_t event = take_first(w);
        BAY_TRY(load_around(w, event, err));
        uint32_t was = w->r->events[event].head, head = decide(w, event);
        if (was == head) continue;
        BAY_TRY(set_head(w, event, head, err));
        BAY_TRY(bay__touch(w, head, err));
        if (was == event) BAY_TRY(bay__orphan_members(w, event, err));
        if (head == event) BAY_TRY(call_others(w, event, err));
    }
    return BAY_OK;
}

/* ---- what a group says together ------------------------------------------------ */

/* A source: the side a named speaker is on, else the document that was printed first. */
static bool same_source(const bay_reports *r, const bay_report *a, const bay_report *b)
{
    bool spoken_a = a->speaker_text.bytes != NULL, spoken_b = b->speaker_text.bytes != NULL;
    if (spoken_a != spoken_b) return false;
    if (spoken_a && a->speaker != BAY_NONE && b->speaker != BAY_NONE) return bay__same_party(r, a->speaker, b->speaker);
    const bay_report_doc *x = &r->docs[a->doc], *y = &r->docs[b->doc];
    return bay_str_eq(x->story, y->story) || (x->agency.size && bay_str_eq(x->agency, y->agency)) ||
           (x->outlet.size && bay_str_eq(x->outlet, y->outlet));
}

static uint32_t count_sources(const bay_reports *r, const bay_finding *f)
{
    uint32_t sources = 0;
    for (uint32_t i = 0; i < f->members.count; i++) {
        bool known = false;
        for (uint32_t k = 0; k < i && !known; k++)
            known = same_source(r, &r->events[f->members.items[i].event], &r->events[f->members.items[k].event]);
        sources += !known;
    }
    return sources;
}

static const char *status_of(const bay_reports *r, const bay_finding *f)
{
    uint32_t happened = 0, claimed = 0, denied = 0;
    for (uint32_t i = 0; i < f->members.count; i++) {
        const bay_report *e = &r->events[f->members.items[i].event];
        happened += e->status == BAY_HAPPENED;
        claimed += e->status == BAY_CLAIMED;
        denied += e->status == BAY_DENIED;
        for (uint32_t c = e->claim_begin; c < e->claim_end; c++)
            denied += r->claims[c].stance == BAY_DENIES || r->claims[c].stance == BAY_DENIES_RESPONSIBILITY;
    }
    if (denied) return happened || claimed ? "disputed" : "denied";
    return happened || f->sources > 1 ? "happened" : "claimed";
}

static int by_head(const void *a, const void *b, void *reports)
{
    const bay_reports *r = reports;
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    if (r->events[x].head != r->events[y].head) return r->events[x].head < r->events[y].head ? -1 : 1;
    return bay__order(r, x, y);
}

bay_status bay__ready_members(bay_weighing *w, bay_error *err)
{
    for (uint32_t i = 0; w->reader && i < w->touched.count; i++)
        BAY_TRY(w->reader->members(w->reader->context, w->touched.items[i], err));
    w->members.count = 0;
    for (uint32_t i = 0; i < w->r->event_count; i++) {
        if (w->r->events[i].head == BAY_NONE || w->r->events[i].gone) continue;
        uint32_t *slot = bay_push(w->arena, &w->members);
        if (!slot) return bay_fail_memory(err);
        *slot = i;
    }
    if (w->members.count) qsort_r(w->members.items, w->members.count, sizeof *w->members.items, by_head, w->r);
    return BAY_OK;
}

static bay_status gather_members(bay_weighing *w, uint32_t head, bay_finding *f, bay_error *err)
{
    uint32_t low = 0, high = w->members.count;
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        if (w->r->events[w->members.items[middle]].head < head) low = middle + 1; else high = middle;
    }
    for (uint32_t i = low; i < w->members.count && w->r->events[w->members.items[i]].head == head; i++) {
        const bay_report *e = &w->r->events[w->members.items[i]];
        bay_member *member = bay_push(w->arena, &f->members);
        if (!member) return bay_fail_memory(err);
        *member = (bay_member){w->members.items[i], BAY_NONE, e->speaker, 0, 0};
        if (f->place == BAY_NONE) f->place = e->place;
    }
    return BAY_OK;
}

bay_status bay__incident_findings(bay_weighing *w, uint32_t head, bay_findings *out, bay_error *err)
{
    if (w->r->events[head].head != head || w->r->events[head].gone) return BAY_OK;
    bay_finding *f = bay__new_finding(out, w->arena, BAY_FINDING_INCIDENT, head, BAY_NONE);
    if (!f) return bay_fail_memory(err);
    BAY_TRY(gather_members(w, head, f, err));
    f->side_count = 1;
    f->sources = count_sources(w->r, f);
    f->status = status_of(w->r, f);
    BAY_TRY(bay__close_finding(w->r, w->arena, f, err));
    return bay__compare_figures(w->r, w->arena, out->items.count - 1, out, err);
}
