/* all_at_once.h - the rules of merge/ over reports that are all in memory: no ledger, nothing loaded on demand. What the program runs is
 * store/weigh.c; tests/cli/test_weighing.py has its cases. */
#ifndef BAY_TESTS_MERGE_ALL_AT_ONCE_H
#define BAY_TESTS_MERGE_ALL_AT_ONCE_H

#include <stdlib.h>

#include "merge/merge.h"

static bay_status enter_all(bay_weighing *w, bay_error *err)
{
    bay_reports *r = w->r;
    for (uint32_t i = 0; i < r->actor_count; i++) BAY_TRY(bay__know_party(&r->actors[i], w->arena, err));
    for (uint32_t i = 0; i < r->event_count; i++) {
        r->events[i].head = BAY_NONE;
        bay__know_bits(r, &r->events[i]);
        BAY_TRY(bay__enter_event(w, i, err));
    }
    for (uint32_t i = 0; i < r->doc_count; i++) BAY_TRY(bay__know_words(r, i, w->arena, err));
    for (uint32_t i = 0; i < r->event_count; i++) BAY_TRY(bay__set_dirty(w, i, err));
    return BAY_OK;
}

static bay_status find_incidents(bay_weighing *w, bay_findings *out, bay_error *err)
{
    BAY_TRY(bay__settle_incidents(w, err));
    BAY_TRY(bay__ready_members(w, err));
    bay__sort_events(w->r, w->touched.items, w->touched.count);
    for (uint32_t i = 0; i < w->touched.count; i++) BAY_TRY(bay__incident_findings(w, w->touched.items[i], out, err));
    return BAY_OK;
}

/* ---- disputes ------------------------------------------------------------------ */

static uint32_t key_of(const bay_reports *r, const bay_answered *a)
{
    return r->events[a->anchor].head != BAY_NONE ? r->events[a->anchor].head : a->anchor;
}

static int by_key(const void *a, const void *b, void *reports)
{
    uint32_t x = key_of(reports, a), y = key_of(reports, b);
    return x == y ? 0 : bay__order(reports, x, y);
}

static bay_status find_disputes(bay_weighing *w, bay_findings *out, bay_error *err)
{
    bay_answers found = {0};
    for (uint32_t i = 0; i < w->r->doc_count; i++) {
        bay_answers here = {0};
        BAY_TRY(bay__answer_doc(w, i, &here, err));
        for (uint32_t k = 0; k < here.items.count; k++) {
            bay_answered *slot = bay_push(w->arena, &found.items);
            if (!slot) return bay_fail_memory(err);
            *slot = here.items.items[k];
        }
    }
    struct { bay_answered *items; uint32_t count; } all = {found.items.items, found.items.count};
    if (!all.count) return BAY_OK;
    qsort_r(all.items, all.count, sizeof *all.items, by_key, w->r);
    for (uint32_t i = 0, end; i < all.count; i = end) {
        for (end = i + 1; end < all.count && key_of(w->r, &all.items[end]) == key_of(w->r, &all.items[i]); end++) {}
        BAY_TRY(bay__dispute_finding(w, &all.items[i], end - i, out, err));
    }
    return BAY_OK;
}

/* ---- control --------------------------------------------------------------------- */

struct place_list { BAY_ARRAY(uint32_t) items; };

static bay_status find_control(bay_weighing *w, bay_findings *out, bay_error *err)
{
    bay_reports *r = w->r;
    uint32_t *places = bay_arena_alloc(w->arena, (r->place_count + 1u) * sizeof *places), count = 0;
    uint32_t *spots = bay_arena_alloc(w->arena, (r->place_count + 1u) * sizeof *spots);
    struct place_list *told = bay_arena_calloc(w->arena, r->place_count + 1u, sizeof *told);
    if (!places || !spots || !told) return bay_fail_memory(err);
    for (uint32_t i = 0; i < r->event_count; i++) {
        const bay_report *e = &r->events[i];
        if (!e->control.size || e->place >= r->place_count) continue;
        if (!told[e->place].items.count) places[count++] = e->place;
        uint32_t *slot = bay_push(w->arena, &told[e->place].items);
        if (!slot) return bay_fail_memory(err);
        *slot = i;
    }
    BAY_TRY(bay__find_spots(r, places, count, spots, w->arena, err));
    for (uint32_t i = 0; i < count; i++) {
        BAY_ARRAY(uint32_t) events = {0};
        for (uint32_t k = 0; spots[i] == places[i] && k < count; k++)
            for (uint32_t n = 0; spots[k] == places[i] && n < told[places[k]].items.count; n++) {
                uint32_t *slot = bay_push(w->arena, &events);
                if (!slot) return bay_fail_memory(err);
                *slot = told[places[k]].items.items[n];
            }
        if (events.count) BAY_TRY(bay__control_findings(r, w->arena, places[i], events.items, events.count, out, err));
    }
    return BAY_OK;
}

BAY_MUST_CHECK static bay_status merge_all(bay_reports *reports, bay_arena *arena, bay_findings *out, bay_error *err)
{
    bay_weighing w = {.r = reports, .arena = arena};
    *out = (bay_findings){0};
    BAY_TRY(enter_all(&w, err));
    BAY_TRY(find_incidents(&w, out, err));
    BAY_TRY(find_disputes(&w, out, err));
    return find_control(&w, out, err);
}

#endif
