/* clean/shingles.h - which runs of six words were seen before, and where.
 *
 * After Broder, "On the resemblance and containment of documents" (1997). Words are folded, so that white space, quotes
 * and letter case make no difference. Linear in the text; at most 48 bytes a word. Runs past what was announced are not kept.
 */
#ifndef BAY_CLEAN_SHINGLES_H
#define BAY_CLEAN_SHINGLES_H

#include "base/arena.h"
#include "base/str.h"

typedef struct bay__shingles {
    uint64_t *keys;          /* 0 is empty           */
    uint32_t *owners;        /* who was seen with it */
    uint32_t mask, left;     /* slots that may still be taken */
} bay__shingles;

typedef struct bay__overlap {
    uint32_t runs, seen;     /* runs of the text; those seen before with another owner */
    uint32_t owner;          /* of the last that was seen, or BAY_NONE                 */
} bay__overlap;

/* words: of all text that will be entered, roughly. False when memory ended. */
bool bay__shingles_init(bay__shingles *set, bay_arena *arena, uint64_t words);
/* Looks text up, and enters its runs for owner when enter. False when memory ended. */
bool bay__shingles_look(bay__shingles *set, bay_arena *scratch, bay_str text, uint32_t owner, bool enter, bay__overlap *out);

#endif
