/* Incidents: the reports of one deed, over documents.
 *
 * Two reports are of one deed when their types are of one family, their days are at most one apart (three, where a text
 * does not tell the day and that of publication stands in), their actors and recipients do not contradict each other
 * and agree at least once, and their places lie within 25 km or one contains the other. Recipients may differ when the
 * same actor strikes at the same spot: policemen, people at prayer. Reports without a day are grouped inside one
 * document only; there, two numbers of victims of one kind and party are taken for one deed when nothing speaks
 * against it. Each report joins the group that fits best; sources are independent when neither reprints the other and
 * the speakers differ. What was only threatened, planned, supposed or is background is no incident.
 */
#include <stdio.h>

#include "merge/merge.h"

enum { NEAR_KM = 25, REGION_KM = 250, TRIED_MAX = 400, MEMBERS_MAX = 1000, SCORE_MIN = 3, UNTOLD_DAYS = 3, UNTOLD_WORDS = 3 };

struct group {
    uint32_t finding;
    int family;
    int32_t day;                /* of its first report */
    uint32_t next;              /* in the bucket's chain */
};

struct grouping {
    const bay_reports *r;
    bay_arena *arena;
    bay_findings *out;
    BAY_ARRAY(struct group) groups;
    bay_map buckets;            /* "family day" -> 1 + index of the newest group */
};

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
    return (!a->told || !b->told) && apart <= UNTOLD_DAYS && (words >= UNTOLD_WORDS || (place == 2 && words >= 2));
}

/* How well two reports go together; below SCORE_MIN they do not. */
static int fit(const bay_reports *r, const bay_report *a, const bay_report *b)
{
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

static bay_str bucket_name(char text[48], int family, int32_t day, uint32_t doc)
{
    int size = day == BAY_NO_DAY ? snprintf(text, 48, "%d doc %u", family, doc) : snprintf(text, 48, "%d %d", family, day);
    return (bay_str){text, (uint32_t)size};
}

static void best_in_bucket(const struct grouping *g, const bay_report *e, int32_t day, uint32_t *best, int *score)
{
    char text[48];
    const uint32_t *head = bay_map_get(&g->buckets, bucket_name(text, bay__type_family(e->type), day, e->doc));
    uint32_t at = head ? *head : 0;
    for (int tried = 0; at && tried < TRIED_MAX; tried++) {
        const struct group *group = &g->groups.items[at - 1];
        const bay_finding *f = &g->out->items.items[group->finding];
        int now = f->members.count < MEMBERS_MAX ? fit(g->r, e, &g->r->events[f->about]) : 0;
        if (now >= SCORE_MIN && now > *score) { *score = now; *best = at - 1; }
        at = group->next;
    }
}

static bay_status new_group(struct grouping *g, uint32_t event, int32_t day, bay_error *err)
{
    char text[48];
    const bay_report *e = &g->r->events[event];
    struct group *group = bay_push(g->arena, &g->groups);
    bay_str key = bay_str_copy(g->arena, bucket_name(text, bay__type_family(e->type), day, e->doc));
    uint32_t *head = group && key.bytes ? bay_map_put(g->arena, &g->buckets, key) : NULL;
    if (!head || !bay__new_finding(g->out, g->arena, BAY_FINDING_INCIDENT, event, e->place)) return bay_fail_memory(err);
    *group = (struct group){g->out->items.count - 1, bay__type_family(e->type), day, *head};
    *head = g->groups.count;
    return BAY_OK;
}

static bay_status join(struct grouping *g, uint32_t group, uint32_t event, bay_error *err)
{
    bay_finding *f = &g->out->items.items[g->groups.items[group].finding];
    const bay_report *e = &g->r->events[event];
    if (f->place == BAY_NONE) f->place = e->place;
    bay_member member = {event, BAY_NONE, e->speaker, 0};
    return bay__add_member(f, g->arena, member) ? BAY_OK : bay_fail_memory(err);
}

static bay_status place_event(struct grouping *g, uint32_t event, bay_error *err)
{
    const bay_report *e = &g->r->events[event];
    bool dated = e->begin != BAY_NO_DAY && e->precision == BAY_PRECISION_DAY;
    int32_t day = dated ? e->begin : BAY_NO_DAY;
    uint32_t best = BAY_NONE;
    int score = 0;
    best_in_bucket(g, e, day, &best, &score);
    for (int32_t away = 1; dated && away <= UNTOLD_DAYS; away++) {
        best_in_bucket(g, e, day - away, &best, &score);
        best_in_bucket(g, e, day + away, &best, &score);
    }
    if (dated && !e->told) best_in_bucket(g, e, BAY_NO_DAY, &best, &score);
    if (best == BAY_NONE) {
        BAY_TRY(new_group(g, event, day, err));
        best = g->groups.count - 1;
    }
    return join(g, best, event, err);
}

/* ---- what a group says together ------------------------------------------------ */

/* A source: the side a named speaker is on, else the document that was printed first. */
static bool same_source(const bay_reports *r, const bay_report *a, const bay_report *b)
{
    bool spoken_a = a->speaker_text.bytes != NULL, spoken_b = b->speaker_text.bytes != NULL;
    if (spoken_a != spoken_b) return false;
    if (spoken_a && a->speaker != BAY_NONE && b->speaker != BAY_NONE) return bay__same_party(r, a->speaker, b->speaker);
    return r->docs[a->doc].original == r->docs[b->doc].original ||
           (r->docs[a->doc].outlet.size && bay_str_eq(r->docs[a->doc].outlet, r->docs[b->doc].outlet));
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

bay_status bay__merge_incidents(const bay_reports *r, bay_arena *arena, bay_findings *out, bay_error *err)
{
    struct grouping g = {.r = r, .arena = arena, .out = out};
    uint32_t first = out->items.count;
    for (uint32_t i = 0; i < r->event_count; i++)
        if (bay__is_report(&r->events[i])) BAY_TRY(place_event(&g, i, err));
    for (uint32_t i = first; i < out->items.count; i++) {
        bay_finding *f = &out->items.items[i];
        f->side_count = 1;
        f->sources = count_sources(r, f);
        f->status = status_of(r, f);
        BAY_TRY(bay__close_finding(r, arena, f, err));
    }
    return BAY_OK;
}
