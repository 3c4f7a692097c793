/* Who holds which place, according to whom, as of when.
 *
 * Events that the codebook marks (gains, holds, loses, gives) and that are reported as done, claimed or denied speak for
 * or against a party at a place; places within 10 km, as a crossing and its town, are one. For each party at a place:
 *
 *   lost       it lost it, or another party gained it two days later or more and it has not been named since
 *   contested  somebody denies it, or another party is named as the holder too
 *   denied     it is only denied
 *   held       the outlet itself says so, or two parties other than its own
 *   claimed    only its own side, or one other, says so
 *
 * Two parties at one contested place are a dispute as well. Which places are one is told by the places alone, towns before sites, then
 * by name: the first is the spot, those within 10 km count as it.
 */
#include <stdio.h>
#include <stdlib.h>

#include "merge/merge.h"

#define SAME_PLACE_KM 10.0
enum { PARTIES_MAX = BAY_SIDES_MAX, OVERTAKEN_DAYS = 2, CELLS_A_DEGREE = 8, STATEMENTS_MAX = 2000 };

enum bearing { HOLDS, LOSES, DENIED };

/* One event's word on one party at one place. */
struct statement {
    uint32_t event, holder;
    int32_t day;
    uint8_t bearing;
};

struct spot {
    uint32_t place;             /* the one that the others count as */
    BAY_ARRAY(struct statement) statements;
};

struct survey {
    const bay_reports *r;
    bay_arena *arena;
    bay_findings *out;
};

/* ---- places ------------------------------------------------------------------------ */

static bay_str cell_name(char text[48], const bay_report_place *p, int dy, int dx)
{
    int y = (int)((p->lat + 90) * CELLS_A_DEGREE) + dy, x = (int)((p->lon + 180) * CELLS_A_DEGREE) + dx;
    return (bay_str){text, (uint32_t)snprintf(text, 48, "%d %d", y, x)};
}

static bool is_point(const bay_report_place *p)
{
    return p->has_point && (bay_str_is(p->precision, "site") || bay_str_is(p->precision, "town"));
}

/* The spots found so far. */
struct map_of_spots {
    const bay_reports *r;
    bay_arena *arena;
    bay_map named, cells;       /* place name, grid cell -> 1 + place of the spot */
};

static uint32_t spot_near(const struct map_of_spots *s, const bay_report_place *p)
{
    char text[48];
    uint32_t best = 0;
    double nearest = SAME_PLACE_KM;
    for (int dy = -1; dy <= 1; dy++)
        for (int dx = -1; dx <= 1; dx++) {
            const uint32_t *found = bay_map_get(&s->cells, cell_name(text, p, dy, dx));
            double km = found && *found ? bay__distance(p, &s->r->places[*found - 1]) : -1;
            if (km < 0 || km > nearest || (best && km == nearest)) continue;
            nearest = km;
            best = *found;
        }
    return best;
}

static uint32_t *spot_of(struct map_of_spots *s, uint32_t place)
{
    char text[48];
    const bay_report_place *p = &s->r->places[place];
    bay_str name = bay_str_format(s->arena, "%.*s/%.*s", BAY_STR_ARG(p->name), BAY_STR_ARG(p->country));
    uint32_t *slot = name.bytes ? bay_map_put(s->arena, &s->named, name) : NULL;
    if (!slot || *slot) return slot;
    if (is_point(p)) *slot = spot_near(s, p);
    if (*slot) return slot;
    *slot = place + 1;
    if (!is_point(p)) return slot;
    bay_str cell = bay_str_copy(s->arena, cell_name(text, p, 0, 0));
    uint32_t *in_cell = cell.bytes ? bay_map_put(s->arena, &s->cells, cell) : NULL;
    if (in_cell && !*in_cell) *in_cell = place + 1;
    return in_cell ? slot : NULL;
}

static int by_rank(const void *a, const void *b, void *reports)
{
    const bay_reports *r = reports;
    const bay_report_place *p = &r->places[*(const uint32_t *)a], *q = &r->places[*(const uint32_t *)b];
    int towns = bay_str_is(q->precision, "town") - bay_str_is(p->precision, "town");
    int order = towns ? towns : bay_str_compare(p->name, q->name);
    if (!order) order = bay_str_compare(p->country, q->country);
    if (!order) order = bay_str_compare(p->precision, q->precision);
    if (!order) order = (p->lat > q->lat) - (p->lat < q->lat);
    if (!order) order = (p->lon > q->lon) - (p->lon < q->lon);
    return order ? order : bay_str_compare(p->admin1, q->admin1);
}

bay_status bay__find_spots(const bay_reports *r, const uint32_t *places, uint32_t count, uint32_t *spots, bay_arena *arena, bay_error *err)
{
    struct map_of_spots s = {.r = r, .arena = arena};
    uint32_t *order = bay_arena_alloc(arena, (count + 1u) * sizeof *order), *of = bay_arena_alloc(arena, (r->place_count + 1u) * sizeof *of);
    if (!order || !of) return bay_fail_memory(err);
    for (uint32_t i = 0; i < count; i++) order[i] = places[i];
    qsort_r(order, count, sizeof *order, by_rank, (void *)(uintptr_t)r);
    for (uint32_t i = 0; i < count; i++) {
        const uint32_t *spot = spot_of(&s, order[i]);
        if (!spot) return bay_fail_memory(err);
        of[order[i]] = *spot - 1;
    }
    for (uint32_t i = 0; i < count; i++) spots[i] = of[places[i]];
    return BAY_OK;
}

/* ---- gathering ----------------------------------------------------------------------- */

static bool add_statement(struct survey *s, struct spot *spot, uint32_t event, uint32_t holder, uint8_t bearing)
{
    const bay_report *e = &s->r->events[event];
    if (spot->statements.count >= STATEMENTS_MAX) return true;
    struct statement *slot = bay_push(s->arena, &spot->statements);
    int32_t day = e->begin != BAY_NO_DAY ? e->begin : s->r->docs[e->doc].day;
    if (slot) *slot = (struct statement){event, holder, day, bearing};
    return slot != NULL;
}

/* Whether somebody says so, and whether somebody denies it. */
static void stances_of(const struct survey *s, const bay_report *e, bool *asserted, bool *denied)
{
    *asserted = e->claim_begin == e->claim_end;
    *denied = e->status == BAY_DENIED || e->status == BAY_NEGATED;
    for (uint32_t c = e->claim_begin; c < e->claim_end; c++) {
        uint8_t stance = s->r->claims[c].stance;
        if (stance == BAY_DENIES || stance == BAY_DENIES_RESPONSIBILITY) *denied = true;
        else if (!s->r->claims[c].outlet || e->status == BAY_HAPPENED) *asserted = true;
    }
    if (e->status == BAY_DENIED || e->status == BAY_NEGATED) *asserted = false;
}

static bool gather_event(struct survey *s, struct spot *spot, uint32_t event)
{
    const bay_report *e = &s->r->events[event];
    if (!e->control.size || e->place >= s->r->place_count) return true;
    if (!bay__is_report(e) && e->status != BAY_NEGATED) return true;
    bool gives = bay_str_is(e->control, "gives");
    const uint32_t *who = gives ? e->recipients : e->actors;
    uint32_t count = gives ? e->recipient_count : e->actor_count;
    if (!count) return true;
    bool loses = bay_str_is(e->control, "loses"), asserted, denied;
    stances_of(s, e, &asserted, &denied);
    if (asserted && !add_statement(s, spot, event, who[0], loses ? LOSES : HOLDS)) return false;
    return !denied || add_statement(s, spot, event, who[0], loses ? HOLDS : DENIED);
}

/* ---- judging ---------------------------------------------------------------------------- */

static int by_day(const void *a, const void *b, void *reports)
{
    const struct statement *x = a, *y = b;
    if (x->day != y->day) return x->day < y->day ? -1 : 1;
    int order = bay__order(reports, x->event, y->event);
    return order ? order : (int)x->bearing - (int)y->bearing;
}

/* All that is said on one party at one place. */
struct tenure {
    uint32_t holder;
    int32_t first, last, lost;          /* days held, day lost; BAY_NO_DAY */
    uint32_t holds, losses, denials;
    const char *status;
    int32_t until;
};

static uint32_t tenures_of(const struct survey *s, const struct spot *spot, struct tenure *out)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < spot->statements.count; i++) {
        const struct statement *t = &spot->statements.items[i];
        uint32_t at = 0;
        while (at < count && !bay__may_be_same(s->r, out[at].holder, t->holder)) at++;
        if (at == PARTIES_MAX) continue;
        if (at == count) out[count++] = (struct tenure){.holder = t->holder, .first = BAY_NO_DAY, .last = BAY_NO_DAY, .lost = BAY_NO_DAY, .until = BAY_NO_DAY};
        struct tenure *x = &out[at];
        if (s->r->actors[t->holder].code.size > s->r->actors[x->holder].code.size) x->holder = t->holder;   /* the one with a name */
        x->holds += t->bearing == HOLDS;
        x->losses += t->bearing == LOSES;
        x->denials += t->bearing == DENIED;
        if (t->bearing == HOLDS && x->first == BAY_NO_DAY) x->first = t->day;
        if (t->bearing == HOLDS) x->last = t->day;
        if (t->bearing == LOSES) x->lost = t->day;
    }
    return count;
}

/* Does a party that is not the holder's say so, or the outlet itself? */
static bool is_confirmed(const struct survey *s, const struct spot *spot, uint32_t holder)
{
    uint32_t other = BAY_NONE;
    for (uint32_t i = 0; i < spot->statements.count; i++) {
        const struct statement *t = &spot->statements.items[i];
        const bay_report *e = &s->r->events[t->event];
        if (t->bearing != HOLDS || !bay__may_be_same(s->r, t->holder, holder)) continue;
        if (!e->speaker_text.bytes && e->status == BAY_HAPPENED) return true;
        if (e->speaker >= s->r->actor_count || bay__same_party(s->r, e->speaker, holder)) continue;
        if (other != BAY_NONE && !bay__same_party(s->r, e->speaker, other)) return true;
        other = e->speaker;
    }
    return false;
}

static const char *judge(const struct survey *s, const struct spot *spot, struct tenure *all, uint32_t count, uint32_t at)
{
    struct tenure *x = &all[at];
    bool rivals = false;
    if (!x->holds) { x->until = x->lost; return x->losses ? "lost" : "denied"; }
    if (x->losses && x->lost >= x->last) { x->until = x->lost; return "lost"; }
    for (uint32_t i = 0; i < count; i++) {
        if (i == at || !all[i].holds) continue;
        if (all[i].last != BAY_NO_DAY && x->last != BAY_NO_DAY && all[i].last - x->last >= OVERTAKEN_DAYS) {
            x->until = all[i].last;
            return "lost";
        }
        rivals |= x->last == BAY_NO_DAY || all[i].last == BAY_NO_DAY || x->last - all[i].last < OVERTAKEN_DAYS;
    }
    if (rivals || x->denials) return "contested";
    return is_confirmed(s, spot, x->holder) ? "held" : "claimed";
}

/* ---- findings ----------------------------------------------------------------------------- */

/* The claims on an event that speak for it, or those against; the event itself when nobody in particular does. */
static bool add_event(struct survey *s, bay_finding *f, uint32_t event, bool against, uint32_t side)
{
    const bay_report *e = &s->r->events[event];
    bool fine = true, any = false;
    for (uint32_t c = e->claim_begin; c < e->claim_end && fine; c++) {
        uint8_t stance = s->r->claims[c].stance;
        if ((stance == BAY_DENIES || stance == BAY_DENIES_RESPONSIBILITY) != against) continue;
        any = true;
        fine = bay__add_member(f, s->arena, (bay_member){event, c, s->r->claims[c].speaker, side, 0});
    }
    if (!any && fine) fine = bay__add_member(f, s->arena, (bay_member){event, BAY_NONE, e->speaker, side, 0});
    return fine;
}

/* side 0 speaks for the holder, side 1 against: denials, losses, and whoever else is said to hold the place. */
static bay_status tenure_finding(struct survey *s, const struct spot *spot, const struct tenure *x, bay_error *err)
{
    uint32_t first = BAY_NONE;
    for (uint32_t i = 0; i < spot->statements.count && first == BAY_NONE; i++)
        if (bay__may_be_same(s->r, spot->statements.items[i].holder, x->holder)) first = spot->statements.items[i].event;
    bay_finding *f = bay__new_finding(s->out, s->arena, BAY_FINDING_CONTROL, first, spot->place);
    if (!f) return bay_fail_memory(err);
    f->status = x->status;
    f->holder = x->holder;
    f->side_count = 2;
    f->stances[1] = BAY_DENIES;
    for (uint32_t i = 0; i < spot->statements.count; i++) {
        const struct statement *t = &spot->statements.items[i];
        bool own = bay__may_be_same(s->r, t->holder, x->holder);
        if (!own && t->bearing != HOLDS) continue;
        if (!add_event(s, f, t->event, t->bearing == DENIED, own && t->bearing == HOLDS ? 0 : 1)) return bay_fail_memory(err);
    }
    BAY_TRY(bay__close_finding(s->r, s->arena, f, err));
    f->begin = x->first != BAY_NO_DAY ? x->first : x->lost;
    f->end = x->until;
    return BAY_OK;
}

static bay_status rivalry(struct survey *s, const struct spot *spot, const struct tenure *all, uint32_t count, bay_error *err)
{
    uint32_t holders = 0;
    for (uint32_t i = 0; i < count; i++) holders += all[i].holds && !strcmp(all[i].status, "contested");
    if (holders < 2) return BAY_OK;
    bay_finding *f = bay__new_finding(s->out, s->arena, BAY_FINDING_DISPUTE, spot->statements.items[0].event, spot->place);
    if (!f) return bay_fail_memory(err);
    f->sort = "control";
    f->status = "open";
    for (uint32_t i = 0; i < count; i++) {
        if (!all[i].holds) continue;
        for (uint32_t k = 0; k < spot->statements.count; k++) {
            const struct statement *t = &spot->statements.items[k];
            if (t->bearing != HOLDS || !bay__may_be_same(s->r, t->holder, all[i].holder)) continue;
            if (!add_event(s, f, t->event, false, f->side_count)) return bay_fail_memory(err);
        }
        f->stances[f->side_count++] = BAY_ASSERTS;
    }
    return bay__close_finding(s->r, s->arena, f, err);
}

bay_status bay__control_findings(const bay_reports *r, bay_arena *arena, uint32_t place, uint32_t *events, uint32_t count, bay_findings *out,
                                 bay_error *err)
{
    struct survey s = {r, arena, out};
    struct spot spot = {.place = place};
    struct tenure all[PARTIES_MAX];
    bay__sort_events(r, events, count);
    for (uint32_t i = 0; i < count; i++)
        if (!gather_event(&s, &spot, events[i])) return bay_fail_memory(err);
    if (spot.statements.count) qsort_r(spot.statements.items, spot.statements.count, sizeof *spot.statements.items, by_day, (void *)(uintptr_t)r);
    uint32_t tenures = tenures_of(&s, &spot, all);
    for (uint32_t i = 0; i < tenures; i++) all[i].status = judge(&s, &spot, all, tenures, i);
    for (uint32_t i = 0; i < tenures; i++) BAY_TRY(tenure_finding(&s, &spot, &all[i], err));
    return rivalry(&s, &spot, all, tenures, err);
}
