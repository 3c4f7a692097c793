#include "base/arena.h"

#include <stdint.h>
#include <string.h>

#include "base/mem.h"

enum { ALIGN = 32, FIRST_CHUNK = 64 * 1024, LARGEST_STEP = 16 * 1024 * 1024 };

typedef struct bay_chunk {
    struct bay_chunk *next;
    size_t size;
    unsigned char *bytes;   /* aligned, inside this block */
} bay_chunk;

void bay_arena_init(bay_arena *arena, size_t cap)
{
    memset(arena, 0, sizeof *arena);
    arena->cap = cap;
}

void bay_arena_clear(bay_arena *arena)
{
    arena->current = arena->first;
    arena->used = 0;
}

void bay_arena_release(bay_arena *arena)
{
    bay_chunk *chunk = arena->first;
    while (chunk) {
        bay_chunk *next = chunk->next;
        bay_free(chunk);
        chunk = next;
    }
    bay_arena_init(arena, arena->cap);
}

/* Doubling steps keep the number of chunks small; the cap keeps the sum honest. */
static bay_chunk *add_chunk(bay_arena *arena, size_t at_least)
{
    size_t size = arena->held < FIRST_CHUNK ? FIRST_CHUNK : arena->held;
    if (size > LARGEST_STEP) size = LARGEST_STEP;
    if (size < at_least) size = at_least;
    if (arena->held + size > arena->cap) size = at_least;
    if (size > arena->cap - arena->held) return NULL;
    bay_chunk *chunk = bay_malloc(sizeof *chunk + size + ALIGN);
    if (!chunk) return NULL;
    uintptr_t start = (uintptr_t)(chunk + 1);
    chunk->bytes = (unsigned char *)((start + ALIGN - 1) / ALIGN * ALIGN);
    chunk->size = size;
    chunk->next = NULL;
    arena->held += size;
    return chunk;
}

static void use_chunk(bay_arena *arena, bay_chunk *chunk)
{
    arena->current = chunk;
    arena->used = 0;
}

void *bay_arena_alloc(bay_arena *arena, size_t size)
{
    if (size > arena->cap) return NULL;
    size = (size + ALIGN - 1) / ALIGN * ALIGN;
    bay_chunk *chunk = arena->current;
    if (!chunk || arena->used + size > chunk->size) {
        bay_chunk *next = chunk ? chunk->next : NULL;
        if (!next || next->size < size) {
            bay_chunk *fresh = add_chunk(arena, size);
            if (!fresh) return NULL;
            fresh->next = next;
            if (chunk) chunk->next = fresh; else arena->first = fresh;
            next = fresh;
        }
        use_chunk(arena, next);
    }
    void *result = arena->current->bytes + arena->used;
    arena->used += size;
    return result;
}

void *bay_arena_calloc(bay_arena *arena, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size) return NULL;
    void *result = bay_arena_alloc(arena, count * size);
    if (result) memset(result, 0, count * size);
    return result;
}

bay_mark bay_arena_mark(const bay_arena *arena)
{
    return (bay_mark){arena->current, arena->used};
}

void bay_arena_reset(bay_arena *arena, bay_mark mark)
{
    arena->current = mark.chunk ? mark.chunk : arena->first;
    arena->used = mark.chunk ? mark.used : 0;
}
