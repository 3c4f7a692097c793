/* resolve/gazetteer_file.h - the compiled gazetteer as it lies in the file (docs/formats/gazetteer.md).
 *
 * All numbers little-endian; sections follow the header in this order, each at a multiple of 8 bytes:
 * places, keys (key_count + 1), postings, countries, strings. Keys are in byte order, so a name is found by halving.
 */
#ifndef BAY_RESOLVE_GAZETTEER_FILE_H
#define BAY_RESOLVE_GAZETTEER_FILE_H

#include <stdint.h>

#define BAY_GAZETTEER_MAGIC "BAYGAZ\0\1"

typedef struct bay_gazetteer_header {
    char magic[8];
    uint32_t place_count, key_count, posting_count, country_count, string_size, reserved;
    uint64_t file_size;
} bay_gazetteer_header;

typedef struct bay_gazetteer_place {
    int32_t lat_e5, lon_e5;      /* degrees times 100,000                  */
    uint32_t population;
    uint32_t geonames;           /* 0: an admin unit known by its places   */
    uint32_t name_at;            /* in strings                             */
    uint16_t name_size;
    uint8_t feature;             /* bay_gazetteer_feature                  */
    uint8_t reserved;
    uint32_t admin1, admin2;     /* place + 1, 0: none                     */
    uint16_t country, reserved2; /* in countries                           */
} bay_gazetteer_place;

typedef struct bay_gazetteer_key {
    uint32_t name_at;            /* in strings; ends where the next key begins */
    uint32_t posting;            /* first posting; ends where the next key's begin */
} bay_gazetteer_key;

#define BAY_POSTING_ALTERNATE 0x80000000u   /* set: by another name than its main one */

enum bay_gazetteer_feature {
    BAY_FEATURE_PPL, BAY_FEATURE_PPLA, BAY_FEATURE_PPLA2, BAY_FEATURE_PPLA3, BAY_FEATURE_PPLA4, BAY_FEATURE_PPLC,
    BAY_FEATURE_PPLX, BAY_FEATURE_ADM1, BAY_FEATURE_ADM2, BAY_FEATURE_OTHER, BAY_FEATURE_AIRP, BAY_FEATURE_COUNT
};
#define BAY_FEATURE_NAMES {"PPL", "PPLA", "PPLA2", "PPLA3", "PPLA4", "PPLC", "PPLX", "ADM1", "ADM2", "PPLL", "AIRP"}

/* A key: letters and digits only, folded, accents off: "Lashkar Gah", "Lashkargah" -> "lashkargah". Letters that are no letter with
 * a mark are written as in ASCII: "Łódź" -> "lodz". Two bytes of UTF-8 to one or two letters, the second in the high byte; 0: none. */
static inline uint32_t bay_gazetteer_ascii(unsigned char a, unsigned char b)
{
    switch (a << 8 | b) {
    case 0xC582: return 'l';                /* ł */
    case 0xC3B8: return 'o';                /* ø */
    case 0xC491: case 0xC3B0: return 'd';   /* đ ð */
    case 0xC3BE: return 't' | 'h' << 8;     /* þ */
    case 0xC3A6: return 'a' | 'e' << 8;     /* æ */
    case 0xC593: return 'o' | 'e' << 8;     /* œ */
    case 0xC39F: return 's' | 's' << 8;     /* ß */
    case 0xC4B1: return 'i';                /* ı */
    case 0xC4A7: return 'h';                /* ħ */
    case 0xC999: return 'a';                /* ə */
    default: return 0;
    }
}

#endif
