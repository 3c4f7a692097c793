/* base/array.h - growing arrays inside an arena.
 *
 *     BAY_ARRAY(bay_tok) toks = {0};
 *     bay_tok *tok = bay_push(arena, &toks);     // zeroed, or NULL when memory ends
 *     for (uint32_t i = 0; i < toks.count; i++) use(&toks.items[i]);
 *
 * Growth doubles and copies; the old copy stays in the arena until it is
 * cleared, so an array costs at most three times its final size.
 */
#ifndef BAY_BASE_ARRAY_H
#define BAY_BASE_ARRAY_H

#include <stdint.h>

#include "base/arena.h"

#define BAY_ARRAY(type) struct { type *items; uint32_t count, room; }

#define bay_push(arena, array)                                                                  \
    (bay__array_grow((arena), (void **)&(array)->items, &(array)->count, &(array)->room,        \
                     sizeof *(array)->items)                                                    \
         ? &(array)->items[(array)->count - 1] : NULL)

/* Adds one zeroed item; 0 when memory ended. */
int bay__array_grow(bay_arena *arena, void **items, uint32_t *count, uint32_t *room, size_t item_size);

#endif
