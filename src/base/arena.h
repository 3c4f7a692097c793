/* base/arena.h - memory that is given back all at once.
 *
 * An arena hands out aligned bytes from growing chunks and never frees one
 * piece. A document has one; a work has one as scratch, used like a stack:
 *
 *     bay_mark mark = bay_arena_mark(&work->scratch);
 *     ... bay_arena_alloc(&work->scratch, n) ...
 *     bay_arena_reset(&work->scratch, mark);
 *
 * cap bounds the bytes held: past it, as when the system has none left,
 * allocation returns NULL. In the steady state (clear and use again) no
 * system allocation happens.
 */
#ifndef BAY_BASE_ARENA_H
#define BAY_BASE_ARENA_H

#include <stddef.h>

struct bay_chunk;

typedef struct bay_arena {
    struct bay_chunk *first;
    struct bay_chunk *current;
    size_t used;   /* bytes in use in the current chunk  */
    size_t held;   /* bytes of all chunks                */
    size_t cap;
} bay_arena;

typedef struct bay_mark {
    struct bay_chunk *chunk;
    size_t used;
} bay_mark;

void bay_arena_init(bay_arena *arena, size_t cap);
void bay_arena_clear(bay_arena *arena);      /* keeps the chunks for the next use */
void bay_arena_release(bay_arena *arena);    /* gives everything back             */
void *bay_arena_alloc(bay_arena *arena, size_t size);    /* 32-byte aligned, not zeroed; NULL when full */
void *bay_arena_calloc(bay_arena *arena, size_t count, size_t size);
bay_mark bay_arena_mark(const bay_arena *arena);
void bay_arena_reset(bay_arena *arena, bay_mark mark);

#endif
