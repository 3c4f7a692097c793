/* nn/hash.h - the hash behind rows of tables and keys of lists: FNV-1a over the bytes, murmur3's last mix. */
#ifndef BAY_NN_HASH_H
#define BAY_NN_HASH_H

#include "base/str.h"

#define BAY_FNV_START 0x811C9DC5u

static inline uint32_t bay__fnv(uint32_t h, bay_str text)
{
    for (uint32_t i = 0; i < text.size; i++) h = (h ^ (unsigned char)text.bytes[i]) * 16777619u;
    return h;
}

static inline uint32_t bay__mix(uint32_t h)
{
    h ^= h >> 16;
    h *= 0x85EBCA6Bu;
    h ^= h >> 13;
    h *= 0xC2B2AE35u;
    return h ^ (h >> 16);
}

#endif
