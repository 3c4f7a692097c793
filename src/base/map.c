#include "base/map.h"

#include <xxhash.h>

uint64_t bay_hash(bay_str s) { return XXH64(s.bytes ? s.bytes : "", s.size, 0); }
uint64_t bay_hash_more(uint64_t seed, bay_str s) { return XXH64(s.bytes ? s.bytes : "", s.size, seed); }

static uint32_t find_slot(const bay_map *map, bay_str key)
{
    uint32_t slot = (uint32_t)bay_hash(key) & (map->slot_count - 1);
    while (map->slots[slot] && !bay_str_eq(map->entries.items[map->slots[slot] - 1].key, key))
        slot = (slot + 1) & (map->slot_count - 1);
    return slot;
}

static bool grow(bay_arena *arena, bay_map *map)
{
    uint32_t count = map->slot_count ? map->slot_count * 2 : 16;
    if (count < map->slot_count) return false;
    uint32_t *slots = bay_arena_calloc(arena, count, sizeof *slots);
    if (!slots) return false;
    map->slots = slots;
    map->slot_count = count;
    for (uint32_t i = 0; i < map->entries.count; i++)
        slots[find_slot(map, map->entries.items[i].key)] = i + 1;
    return true;
}

uint32_t *bay_map_put(bay_arena *arena, bay_map *map, bay_str key)
{
    if ((uint64_t)(map->entries.count + 1) * 10 > (uint64_t)map->slot_count * 7 && !grow(arena, map)) return NULL;
    uint32_t slot = find_slot(map, key);
    if (!map->slots[slot]) {
        bay_map_entry *entry = bay_push(arena, &map->entries);
        if (!entry) return NULL;
        entry->key = key;
        map->slots[slot] = map->entries.count;
    }
    return &map->entries.items[map->slots[slot] - 1].value;
}

const uint32_t *bay_map_get(const bay_map *map, bay_str key)
{
    if (!map->slot_count) return NULL;
    uint32_t slot = map->slots[find_slot(map, key)];
    return slot ? &map->entries.items[slot - 1].value : NULL;
}
