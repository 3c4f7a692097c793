/* base/map.h - a string-keyed map to 32-bit numbers; keys are borrowed, not copied.
 *
 *     bay_map map = {0};
 *     uint32_t *slot = bay_map_put(arena, &map, key);  // 0 when new; NULL when memory ends
 *     const uint32_t *found = bay_map_get(&map, key);  // NULL when absent
 *
 * Open addressing over a power of two, at most 70 % full. Order of insertion is kept in
 * map.entries, so that what is printed from a map is the same on every run.
 */
#ifndef BAY_BASE_MAP_H
#define BAY_BASE_MAP_H

#include "base/array.h"
#include "base/str.h"

typedef struct bay_map_entry {
    bay_str key;
    uint32_t value;
} bay_map_entry;

typedef struct bay_map {
    BAY_ARRAY(bay_map_entry) entries;
    uint32_t *slots;    /* index of the entry + 1, 0 is empty */
    uint32_t slot_count;
} bay_map;

uint64_t bay_hash(bay_str s);                       /* xxHash64, seed 0 */
uint64_t bay_hash_more(uint64_t seed, bay_str s);
uint32_t *bay_map_put(bay_arena *arena, bay_map *map, bay_str key);
const uint32_t *bay_map_get(const bay_map *map, bay_str key);

#endif
