#include "base/array.h"

#include <string.h>

int bay__array_grow(bay_arena *arena, void **items, uint32_t *count, uint32_t *room, size_t item_size)
{
    if (*count == *room) {
        uint32_t bigger = *room ? *room * 2 : 8;
        if (bigger <= *room) return 0;
        void *fresh = bay_arena_alloc(arena, (size_t)bigger * item_size);
        if (!fresh) return 0;
        if (*count) memcpy(fresh, *items, (size_t)*count * item_size);
        *items = fresh;
        *room = bigger;
    }
    memset((char *)*items + (size_t)*count * item_size, 0, item_size);
    ++*count;
    return 1;
}
