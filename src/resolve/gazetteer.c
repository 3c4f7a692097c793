#include "resolve/gazetteer.h"

#include "base/map.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "resolve/gazetteer_file.h"


struct own_link { uint32_t place, next; };

struct bay_gazetteer {
    bay_arena arena;
    bay_gazetteer_header header;
    const bay_gazetteer_place *places;
    const bay_gazetteer_key *keys;
    const uint32_t *postings;
    const char *countries;   /* alpha-3 codes, three bytes each */
    const char *strings;
    BAY_ARRAY(bay_gazetteer_hit) own;
    BAY_ARRAY(struct own_link) links;
    bay_map own_keys;        /* key -> first link + 1 */
    bay_map country_points;  /* code -> own place     */
    bay_map abbreviations;   /* as printed -> own place */
    bay_map words;           /* keys that are words rather than places */
    double weights[BAY_WEIGHT_COUNT];
};

bay_str bay_gazetteer_key_of(bay_arena *arena, bay_str name)
{
    bay_str folded = bay_utf8_fold_marks(arena, name);
    char *out = (char *)folded.bytes;   /* made for us just now */
    uint32_t size = 0;
    for (uint32_t i = 0; out && i < folded.size; i++) {
        char c = folded.bytes[i];
        uint32_t ascii = i + 1 < folded.size ? bay_gazetteer_ascii((unsigned char)c, (unsigned char)folded.bytes[i + 1]) : 0;
        if (ascii) {
            i++;
            out[size++] = (char)(ascii & 0x7F);
            if (ascii >> 8) out[size++] = (char)(ascii >> 8);
            continue;
        }
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c & 0x80)) out[size++] = c;
    }
    return (bay_str){out, size};
}

/* ---- the file ---- */

/* Takes the next section off the front; false when it does not fit. */
static bool take(const char **at, const char *end, uint64_t count, uint64_t size, const void **out, const char *begin)
{
    uint64_t used = (uint64_t)(*at - begin), padded = (used + 7) & ~(uint64_t)7, total = (uint64_t)(end - begin);
    if (padded > total || count * size > total - padded) return false;
    *out = begin + padded;
    *at = begin + padded + count * size;
    return true;
}

static bay_status map_file(bay_gazetteer *g, const void *bytes, size_t size, bay_error *err)
{
    const char *begin = bytes, *at = begin, *end = begin + size;
    const void *places, *keys, *postings, *countries, *strings;
    if (size < sizeof g->header) return bay_fail(err, BAY_BAD_INPUT, "gazetteer: too short");
    if ((uintptr_t)bytes % 8) return bay_fail(err, BAY_BAD_INPUT, "gazetteer: not aligned to 8 bytes");
    memcpy(&g->header, bytes, sizeof g->header);
    const bay_gazetteer_header *h = &g->header;
    if (memcmp(h->magic, BAY_GAZETTEER_MAGIC, sizeof h->magic) != 0 || h->file_size != size)
        return bay_fail(err, BAY_BAD_INPUT, "gazetteer: not a gazetteer of this version, or cut off");
    at += sizeof *h;
    bool fits = take(&at, end, h->place_count, sizeof(bay_gazetteer_place), &places, begin) &&
                take(&at, end, (uint64_t)h->key_count + 1, sizeof(bay_gazetteer_key), &keys, begin) &&
                take(&at, end, h->posting_count, sizeof(uint32_t), &postings, begin) &&
                take(&at, end, h->country_count, 3, &countries, begin) &&
                take(&at, end, h->string_size, 1, &strings, begin);
    if (!fits) return bay_fail(err, BAY_BAD_INPUT, "gazetteer: a section does not fit into the file");
    g->places = places, g->keys = keys, g->postings = postings, g->countries = countries, g->strings = strings;
    return BAY_OK;
}

static bay_str string_at(const bay_gazetteer *g, uint32_t at, uint32_t size)
{
    if (at > g->header.string_size || size > g->header.string_size - at) return BAY_STR("");
    return (bay_str){g->strings + at, size};
}

static bay_str key_at(const bay_gazetteer *g, uint32_t i)
{
    uint32_t from = g->keys[i].name_at, to = g->keys[i + 1].name_at;
    return to > from ? string_at(g, from, to - from) : BAY_STR("");
}

enum { NO_KEY = 0x7FFFFFFF };

/* Number of the key, NO_KEY when absent. */
static uint32_t find_key(const bay_gazetteer *g, bay_str key)
{
    uint32_t low = 0, high = g->header.key_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        int order = bay_str_compare(key_at(g, middle), key);
        if (order == 0) return middle;
        if (order < 0) low = middle + 1;
        else high = middle;
    }
    return NO_KEY;
}

static bay_str admin_name(const bay_gazetteer *g, uint32_t number)
{
    if (number == 0 || number > g->header.place_count) return (bay_str){0};
    const bay_gazetteer_place *place = &g->places[number - 1];
    return string_at(g, place->name_at, place->name_size);
}

static void fill(const bay_gazetteer *g, uint32_t posting, bay_gazetteer_hit *hit)
{
    static const char *const names[] = BAY_FEATURE_NAMES;
    uint32_t number = posting & ~BAY_POSTING_ALTERNATE;
    const bay_gazetteer_place *p = &g->places[number];
    uint8_t feature = p->feature < BAY_FEATURE_COUNT ? p->feature : BAY_FEATURE_OTHER;
    *hit = (bay_gazetteer_hit){
        .name = string_at(g, p->name_at, p->name_size), .admin1 = admin_name(g, p->admin1), .admin2 = admin_name(g, p->admin2),
        .feature = bay_str_from(names[feature]), .lat = p->lat_e5 / 1e5, .lon = p->lon_e5 / 1e5, .has_point = true,
        .population = p->population, .geonames = p->geonames, .alternate = (posting & BAY_POSTING_ALTERNATE) != 0};
    if (p->country < g->header.country_count) hit->country = (bay_str){g->countries + (size_t)p->country * 3, 3};
    hit->precision = feature == BAY_FEATURE_ADM1 ? BAY_STR("province") : feature == BAY_FEATURE_ADM2 ? BAY_STR("district") :
                     feature == BAY_FEATURE_AIRP ? BAY_STR("site") : BAY_STR("town");
    if (feature == BAY_FEATURE_ADM1) hit->admin1 = hit->name;
    if (feature == BAY_FEATURE_ADM2) hit->admin2 = hit->name;
}

uint32_t bay_gazetteer_find(const bay_gazetteer *g, bay_str key, bay_gazetteer_hit *hits, uint32_t room)
{
    uint32_t count = 0;
    const uint32_t *link = key.size ? bay_map_get(&g->own_keys, key) : NULL;
    for (uint32_t at = link ? *link : 0; at && count < room; at = g->links.items[at - 1].next)
        hits[count++] = g->own.items[g->links.items[at - 1].place];
    uint32_t found = key.size && g->keys ? find_key(g, key) : NO_KEY;
    if (found == NO_KEY) return count;
    uint32_t from = g->keys[found].posting, to = g->keys[found + 1].posting;
    for (uint32_t i = from; i < to && i < g->header.posting_count && count < room; i++)
        if ((g->postings[i] & ~BAY_POSTING_ALTERNATE) < g->header.place_count) fill(g, g->postings[i], &hits[count++]);
    return count;
}

bool bay_gazetteer_country(const bay_gazetteer *g, bay_str code, double *lat, double *lon)
{
    const uint32_t *own = code.size ? bay_map_get(&g->country_points, code) : NULL;
    if (!own) return false;
    *lat = g->own.items[*own].lat;
    *lon = g->own.items[*own].lon;
    return true;
}

bool bay_gazetteer_abbreviation(const bay_gazetteer *g, bay_str printed, bay_gazetteer_hit *hit)
{
    const uint32_t *own = bay_map_get(&g->abbreviations, printed);
    if (own) *hit = g->own.items[*own];
    return own != NULL;
}

bool bay_gazetteer_is_word(const bay_gazetteer *g, bay_str key) { return bay_map_get(&g->words, key) != NULL; }

double bay_gazetteer_weight_of(const bay_gazetteer *g, enum bay_gazetteer_weight which) { return g->weights[which]; }

/* ---- the places of the dictionaries ---- */

static bool add_own_key(bay_gazetteer *g, bay_str name, uint32_t place)
{
    bay_str key = bay_gazetteer_key_of(&g->arena, name);
    uint32_t *slot = key.size ? bay_map_put(&g->arena, &g->own_keys, key) : NULL;
    struct own_link *link = slot ? bay_push(&g->arena, &g->links) : NULL;
    if (!link) return key.size == 0 && key.bytes;
    *link = (struct own_link){place, *slot};
    *slot = g->links.count;
    return true;
}

static bay_str cell(const bay_table *table, uint32_t row, const char *column)
{
    return bay_table_cell(table, row, bay_table_column(table, column));
}

/* A row "Ky." with the province in admin1; note "alone": it needs no place before it. */
static bool add_abbreviation(bay_gazetteer *g, const bay_table *table, uint32_t row, uint32_t place)
{
    bay_str rest = cell(table, row, "aliases"), printed = g->own.items[place].name;
    g->own.items[place].alternate = bay_str_is(cell(table, row, "note"), "alone");
    do {
        uint32_t *slot = printed.size ? bay_map_put(&g->arena, &g->abbreviations, printed) : NULL;
        if (!slot) return false;
        *slot = place;
    } while (rest.size && bay_str_next(&rest, '|', &printed));
    return true;
}

static bool add_row(bay_gazetteer *g, const bay_table *table, uint32_t row)
{
    bay_gazetteer_hit *hit = bay_push(&g->arena, &g->own);
    if (!hit) return false;
    *hit = (bay_gazetteer_hit){.name = cell(table, row, "name"), .country = cell(table, row, "country"), .admin1 = cell(table, row, "admin1"),
                               .admin2 = cell(table, row, "admin2"), .feature = cell(table, row, "feature"),
                               .precision = cell(table, row, "precision"), .own = true};
    hit->has_point = bay_str_to_double(cell(table, row, "lat"), &hit->lat) && bay_str_to_double(cell(table, row, "lon"), &hit->lon);
    enum { SMALL_TOWN = 3000 };
    if (bay_str_is(table->name, "places/towns")) { hit->own = false; hit->population = SMALL_TOWN; }   /* more of the gazetteer's kind */
    uint32_t place = g->own.count - 1;
    if (bay_str_is(hit->feature, "PCLI")) {
        uint32_t *slot = bay_map_put(&g->arena, &g->country_points, hit->country);
        if (slot) *slot = place;
        return slot != NULL;
    }
    if (bay_str_is(hit->feature, "ABBR")) return add_abbreviation(g, table, row, place);
    if (!add_own_key(g, hit->name, place)) return false;
    bay_str aliases = cell(table, row, "aliases"), alias;
    while (aliases.size && bay_str_next(&aliases, '|', &alias))
        if (!add_own_key(g, alias, place)) return false;
    return true;
}

static void read_weights(bay_gazetteer *g, const bay_table *table)
{
    static const char *const names[BAY_WEIGHT_COUNT] = {
        "size", "own", "country_name", "capital", "seat", "famous", "alternate", "byname", "country", "province", "near", "heat", "told_country", "told_other",
        "told_within", "province_told", "province_but_town", "province_bare", "district_told", "district_bare", "town_but_province", "weak_least"};
    for (uint32_t row = 0; row < table->rows.count; row++)
        for (int i = 0; i < BAY_WEIGHT_COUNT; i++)
            if (bay_str_is(cell(table, row, "feature"), names[i]) && !bay_str_to_double(cell(table, row, "weight"), &g->weights[i])) g->weights[i] = 0;
}

static bool read_words(bay_gazetteer *g, const bay_table *table)
{
    for (uint32_t row = 0; row < table->rows.count; row++) {
        bay_str rest = cell(table, row, "words"), word;
        while (rest.size && bay_str_next(&rest, '|', &word))
            if (!bay_map_put(&g->arena, &g->words, bay_gazetteer_key_of(&g->arena, word))) return false;
    }
    return true;
}

static bool add_tables(bay_gazetteer *g, const bay_tables *tables)
{
    for (uint32_t t = 0; t < tables->tables.count; t++) {
        const bay_table *table = tables->tables.items[t];
        if (bay_str_is(table->name, "ranking/places")) read_weights(g, table);
        if (bay_str_is(table->name, "ranking/words") && !read_words(g, table)) return false;
        if (!bay_str_starts(table->name, BAY_STR("places/"))) continue;
        for (uint32_t row = 0; row < table->rows.count; row++)
            if (!add_row(g, table, row)) return false;
    }
    return true;
}

bay_status bay_gazetteer_open(const void *bytes, size_t size, const bay_lexicon *lexicon, bay_gazetteer **out,
                              bay_error *err)
{
    enum { CAP_MIB = 512 };
    bay_gazetteer *g = bay_calloc(1, sizeof *g);
    if (!g) return bay_fail_memory(err);
    bay_arena_init(&g->arena, (size_t)CAP_MIB << 20);
    bay_status status = size ? map_file(g, bytes, size, err) : BAY_OK;
    if (!status && lexicon && !add_tables(g, &lexicon->tables)) status = bay_fail_memory(err);
    if (status) bay_gazetteer_free(g);
    else *out = g;
    return status;
}

void bay_gazetteer_free(bay_gazetteer *gazetteer)
{
    if (!gazetteer) return;
    bay_arena_release(&gazetteer->arena);
    bay_free(gazetteer);
}
