#include "clean/shingles.h"

#include "base/map.h"
#include "clean/page.h"

enum { RUN = 6 };

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

/* The slot of the key, or the empty one where it belongs. */
static uint32_t slot_of(const bay__shingles *set, uint64_t key)
{
    uint32_t slot = (uint32_t)(key >> 7) & set->mask;
    while (set->keys[slot] && set->keys[slot] != key) slot = (slot + 1) & set->mask;
    return slot;
}

bool bay__shingles_init(bay__shingles *set, bay_arena *arena, uint64_t words)
{
    uint64_t room = 64;
    while (room < words * 2) room *= 2;
    if (room > UINT32_MAX) return false;
    set->mask = (uint32_t)room - 1;
    set->left = (uint32_t)(room / 4 * 3);
    set->keys = bay_arena_calloc(arena, room, sizeof *set->keys);
    set->owners = bay_arena_calloc(arena, room, sizeof *set->owners);
    return set->keys && set->owners;
}

bool bay__shingles_look(bay__shingles *set, bay_arena *scratch, bay_str text, uint32_t owner, bool enter, bay__overlap *out)
{
    bay_mark mark = bay_arena_mark(scratch);
    words w;
    if (!split_words(scratch, text, &w)) return false;
    uint32_t size = w.count < RUN + 2 ? w.count : RUN;     /* a short text is one run */
    *out = (bay__overlap){size ? w.count - size + 1 : 0, 0, BAY_NONE};
    for (uint32_t i = 0; i < out->runs; i++) {
        uint64_t key = run_hash(&w, i, size);
        uint32_t slot = slot_of(set, key);
        if (set->keys[slot] && set->owners[slot] != owner) {
            out->seen++;
            out->owner = set->owners[slot];
        } else if (enter && (set->keys[slot] || set->left)) {
            set->left -= !set->keys[slot];
            set->keys[slot] = key;
            set->owners[slot] = owner;
        }
    }
    bay_arena_reset(scratch, mark);
    return true;
}
