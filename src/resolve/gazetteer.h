/* resolve/gazetteer.h - place names with coordinates and admin units: a compiled file, mapped, const, and over it the
 * places of the dictionaries (lexicon/places), which win.
 *
 *   reads   bytes of build/gazetteer.bin (docs/formats/gazetteer.md), tables places/...
 *   writes  nothing: lookups fill the caller's array
 *
 *     bay_gazetteer_hit hits[16];
 *     uint32_t n = bay_gazetteer_find(gaz, BAY_STR("lashkargah"), hits, 16);   // largest population first
 *
 * Cost: opening checks the header only; a lookup halves half a million names, about a microsecond.
 */
#ifndef BAY_RESOLVE_GAZETTEER_H
#define BAY_RESOLVE_GAZETTEER_H

#include "base/status.h"
#include "lexicon/lexicon.h"

typedef struct bay_gazetteer bay_gazetteer;

typedef struct bay_gazetteer_hit {
    bay_str name, country, admin1, admin2, feature, precision;   /* slices of the file or of the dictionaries */
    double lat, lon;
    uint32_t population, geonames;
    bool has_point;
    bool alternate;   /* found by another name than its main one */
    bool own;         /* from lexicon/places                      */
} bay_gazetteer_hit;

enum bay_gazetteer_weight {
    BAY_WEIGHT_SIZE, BAY_WEIGHT_OWN, BAY_WEIGHT_COUNTRY_NAME, BAY_WEIGHT_CAPITAL, BAY_WEIGHT_SEAT, BAY_WEIGHT_FAMOUS, BAY_WEIGHT_ALTERNATE, BAY_WEIGHT_BYNAME, BAY_WEIGHT_COUNTRY,
    BAY_WEIGHT_PROVINCE, BAY_WEIGHT_NEAR, BAY_WEIGHT_HEAT, BAY_WEIGHT_TOLD_COUNTRY, BAY_WEIGHT_TOLD_OTHER, BAY_WEIGHT_TOLD_WITHIN,
    BAY_WEIGHT_PROVINCE_TOLD, BAY_WEIGHT_PROVINCE_BUT_TOWN, BAY_WEIGHT_PROVINCE_BARE, BAY_WEIGHT_DISTRICT_TOLD, BAY_WEIGHT_DISTRICT_BARE,
    BAY_WEIGHT_TOWN_BUT_PROVINCE, BAY_WEIGHT_WEAK_LEAST, BAY_WEIGHT_COUNT
};

/* bytes stay the caller's; size 0: only the places of the dictionaries are known. */
BAY_MUST_CHECK bay_status bay_gazetteer_open(const void *bytes, size_t size, const bay_lexicon *lexicon,
                                             bay_gazetteer **out, bay_error *err);
void bay_gazetteer_free(bay_gazetteer *gazetteer);

/* The key of a name: letters and digits only, folded ("Lashkar Gah", "Lashkargah" -> "lashkargah"). */
bay_str bay_gazetteer_key_of(bay_arena *arena, bay_str name);
uint32_t bay_gazetteer_find(const bay_gazetteer *gazetteer, bay_str key, bay_gazetteer_hit *hits, uint32_t room);
/* "Ky.", "NSW" as printed: hit->admin1 is the province's name, hit->alternate whether it may stand without a place before it. */
bool bay_gazetteer_abbreviation(const bay_gazetteer *gazetteer, bay_str printed, bay_gazetteer_hit *hit);
/* "Congress", "March", "Justice": some hamlet's name, but a word or a person's name nearly always (lexicon/ranking/words.tsv). */
bool bay_gazetteer_is_word(const bay_gazetteer *gazetteer, bay_str key);
/* What the choice among places of one name weighs, lexicon/ranking/places.tsv; 0 when the table lacks it. */
double bay_gazetteer_weight_of(const bay_gazetteer *gazetteer, enum bay_gazetteer_weight which);
/* Where a country lies on the map; false when the dictionaries do not say. */
bool bay_gazetteer_country(const bay_gazetteer *gazetteer, bay_str code, double *lat, double *lon);

#endif
