/* clean/repeat.c - the same words twice on one page: the later copy gets the role repeated.
 *
 * Every run of six words of the coded blocks is hashed; a block whose runs were nearly all seen in earlier blocks is
 * a copy, whatever its white space, quotes or case. Linear in the text. After Broder, "On the resemblance and
 * containment of documents" (1997): containment by shingles.
 */
#include "base/map.h"
#include "clean/page.h"

enum { RUN = 6, SHORT_WORDS = 8, SEEN_OF_10 = 8 };

typedef struct seen {
    uint64_t *keys;          /* 0 is empty */
    uint32_t *units;
    uint32_t mask;
} seen;

typedef struct words {
    uint64_t *items;
    uint32_t count;
} words;

static bool split_words(bay_arena *arena, bay_str text, words *out)
{
    bay_str letters = bay__letters(arena, text), piece;
    if (!letters.bytes) return false;
    out->items = bay_arena_alloc(arena, ((size_t)letters.size / 2 + 2) * sizeof *out->items);
    out->count = 0;
    if (!out->items) return false;
    while (bay_str_next(&letters, ' ', &piece)) {
        if (piece.size) out->items[out->count++] = bay_hash(piece) | 1;
    }
    return true;
}

static uint64_t run_hash(const words *w, uint32_t at, uint32_t size)
{
    uint64_t h = 1469598103934665603u;
    for (uint32_t i = 0; i < size; i++) h = (h ^ w->items[at + i]) * 1099511628211u;
    return (h ^ (h >> 29)) | 1;
}

static uint32_t *find(seen *s, uint64_t key, bool *present)
{
    uint32_t slot = (uint32_t)(key >> 7) & s->mask;
    while (s->keys[slot] && s->keys[slot] != key) slot = (slot + 1) & s->mask;
    *present = s->keys[slot] == key;
    s->keys[slot] = key;
    return &s->units[slot];
}

static bool is_candidate(const bay__unit *unit)
{
    return bay_role_is_coded(unit->role) && unit->words >= 4;
}

/* Counts the runs seen before and the unit that most of them were in last; then enters those of this unit. */
static uint32_t seen_before(seen *s, const words *w, uint32_t index, uint32_t *runs, uint32_t *where)
{
    uint32_t size = w->count < RUN + 2 ? w->count : RUN, found = 0;
    *runs = w->count >= size && size ? w->count - size + 1 : 0;
    *where = BAY_NONE;
    for (uint32_t i = 0; i < *runs; i++) {
        bool present;
        uint32_t *unit = find(s, run_hash(w, i, size), &present);
        if (present && *unit != index) { found++; *where = *unit; }
        else *unit = index;
    }
    return found;
}

/* A summary or caption that only repeats the paragraph gives way to it. */
static bool yields(const bay__unit *early, const bay__unit *late)
{
    bool small = early->role == BAY_ROLE_SUBHEAD || early->role == BAY_ROLE_CAPTION || early->role == BAY_ROLE_QUOTE_BLOCK;
    return small && late->role == BAY_ROLE_BODY && late->words + 4 >= early->words;
}

static bay_status fold(bay__page *page, seen *s, bay_error *err)
{
    for (uint32_t i = 0; i < page->units.count; i++) {
        bay__unit *unit = &page->units.items[i];
        if (!is_candidate(unit)) continue;
        bay_mark mark = bay_arena_mark(page->scratch);
        words w;
        if (!split_words(page->scratch, unit->text, &w)) return bay_fail_memory(err);
        uint32_t runs, where, found = seen_before(s, &w, i, &runs, &where);
        bay_arena_reset(page->scratch, mark);
        bool copy = runs && found * 10 >= runs * SEEN_OF_10 && where != BAY_NONE && (unit->words >= SHORT_WORDS || found == runs);
        if (!copy) continue;
        bay__unit *early = &page->units.items[where];
        if (yields(early, unit)) early->role = BAY_ROLE_REPEATED;
        else unit->role = BAY_ROLE_REPEATED;
    }
    return BAY_OK;
}

bay_status bay__fold_repeats(bay__page *page, bay_error *err)
{
    uint64_t total = 0;
    for (uint32_t i = 0; i < page->units.count; i++) {
        if (is_candidate(&page->units.items[i])) total += page->units.items[i].text.size;
    }
    uint32_t room = 64;
    while (room < total + 64) room *= 2;   /* a word takes two bytes at least: half full at most */
    seen s = {.mask = room - 1};
    s.keys = bay_arena_calloc(page->scratch, room, sizeof *s.keys);
    s.units = bay_arena_calloc(page->scratch, room, sizeof *s.units);
    if (!s.keys || !s.units) return bay_fail_memory(err);
    return fold(page, &s, err);
}
