/* more.c - what is laid over GeoNames' towns: points and names of ISO 3166-2's subdivisions, places that have a post office,
 * airports, districts without a town. */
#include "compiler.h"

static double distance_km(double lat1, double lon1, double lat2, double lon2)
{
    const double rad = 3.14159265358979 / 180;
    double dx = (lon2 - lon1) * cos((lat1 + lat2) / 2 * rad);
    if (dx > 180) dx -= 360;
    return 111.2 * sqrt((lat2 - lat1) * (lat2 - lat1) + dx * dx);
}

static cJSON *read_json(const char *path)
{
    char *bytes;
    size_t size;
    if (bay_file_read(path, 64 << 20, &bytes, &size, NULL)) die(path);
    cJSON *json = cJSON_Parse(bytes);
    bay_free(bytes);
    if (!json) die(path);
    return json;
}

static bay_str text_of(const cJSON *object, const char *name)
{
    const char *text = cJSON_GetStringValue(cJSON_GetObjectItem(object, name));
    return text ? bay_str_from(text) : (bay_str){0};
}

static bay_gazetteer_place *new_place(struct compiler *c, bay_str name, uint8_t feature, int country, double lat, double lon)
{
    uint32_t name_at = keep_string(c, name);
    bay_gazetteer_place *place = bay_push(&c->arena, &c->places);
    if (!place) die("out of memory");
    *place = (bay_gazetteer_place){.lat_e5 = (int32_t)(lat * 1e5), .lon_e5 = (int32_t)(lon * 1e5), .name_at = name_at,
                                   .name_size = (uint16_t)name.size, .feature = feature, .country = (uint16_t)country};
    return place;
}

static bool is_admin(const bay_gazetteer_place *p) { return p->feature == BAY_FEATURE_ADM1 || p->feature == BAY_FEATURE_ADM2; }

/* The place of that name in the country, admin unit or not, nearest to the point; room: km. NULL: none. */
static bay_gazetteer_place *known_near(struct compiler *c, bay_str name, bool admin, int country, double lat, double lon, double room)
{
    char key[64];
    bay_gazetteer_place *best = NULL;
    const uint32_t *slot = bay_map_get(&c->keys, key_of(c, name, key));
    for (uint32_t p = slot ? *slot : 0; p; p = c->postings.items[p - 1].next) {
        bay_gazetteer_place *place = &c->places.items[c->postings.items[p - 1].place & ~BAY_POSTING_ALTERNATE];
        double km = distance_km(place->lat_e5 / 1e5, place->lon_e5 / 1e5, lat, lon);
        if (place->country == country && is_admin(place) == admin && km < room) { room = km; best = place; }
    }
    return best;
}

/* ---- ISO 3166-2 ---- */

/* "Ilocos (Region I)", "Illes Balears [Islas Baleares]": the name before the bracket. */
static bay_str before_bracket(bay_str name)
{
    for (uint32_t i = 1; i < name.size; i++)
        if (name.bytes[i] == '(' || name.bytes[i] == '[' || name.bytes[i] == '*') return bay_str_trim(bay_str_slice(name, 0, i));
    return name;
}

/* Names in English: "Bayern (deu), Bavaria (eng)". Nicknames begin with an article or are phrases. */
static void add_english(struct compiler *c, bay_str list, uint32_t number)
{
    static const char *const nicknames[] = {"The ", "Land ", "Home ", "Queen ", "Free ", "City ", "State ", "Gateway ", "Garden ", "Heart ", "Pearl ", "Centre ", NULL};
    bay_str piece;
    while (list.size && bay_str_next(&list, ',', &piece)) {
        piece = bay_str_trim(piece);
        if (!bay_str_ends(piece, BAY_STR(" (eng)"))) continue;
        bay_str name = bay_str_slice(piece, 0, piece.size - 6);
        bool nickname = false;
        for (int i = 0; nicknames[i]; i++) nickname = nickname || bay_str_starts(name, bay_str_from(nicknames[i]));
        if (!nickname) { add_key(c, name, number, true); add_key(c, without_kind(name), number, true); }
    }
}

static void add_subdivision(struct compiler *c, const cJSON *unit, int country)
{
    enum { ROOM_KM = 1500};   /* mean of the towns and middle of a large province lie far apart */
    bay_str name = before_bracket(text_of(unit, "name"));
    const cJSON *point = cJSON_GetObjectItem(unit, "latLng"), *lat = cJSON_GetArrayItem(point, 0), *lon = cJSON_GetArrayItem(point, 1);
    if (name.size < 3 || !cJSON_IsNumber(lat) || !cJSON_IsNumber(lon)) return;
    bay_gazetteer_place *known = known_near(c, name, true, country, lat->valuedouble, lon->valuedouble, ROOM_KM);
    if (!known) known = known_near(c, without_kind(name), true, country, lat->valuedouble, lon->valuedouble, ROOM_KM);
    if (known) {
        known->lat_e5 = (int32_t)(lat->valuedouble * 1e5);
        known->lon_e5 = (int32_t)(lon->valuedouble * 1e5);
    } else {
        bool inner = text_of(unit, "parentCode").size != 0;
        known = new_place(c, name, inner ? BAY_FEATURE_ADM2 : BAY_FEATURE_ADM1, country, lat->valuedouble, lon->valuedouble);
    }
    uint32_t number = (uint32_t)(known - c->places.items);
    add_key(c, name, number, false);
    add_key(c, without_kind(name), number, false);
    add_english(c, text_of(unit, "localOtherName"), number);
}

void add_subdivisions(struct compiler *c, const char *path)
{
    cJSON *json = read_json(path), *country, *unit;
    cJSON_ArrayForEach(country, json) {
        int number = strlen(country->string) == 2 ? country_number(country->string) : -1;
        if (number < 0) continue;
        cJSON_ArrayForEach(unit, country) add_subdivision(c, unit, number);
    }
    cJSON_Delete(json);
}

/* ---- GeoNames' postal places ---- */

enum { POST_COUNTRY, POST_CODE, POST_NAME, POST_STATE, POST_STATE_CODE, POST_DISTRICT, POST_DISTRICT_CODE, POST_THIRD, POST_THIRD_CODE,
       POST_LAT, POST_LON, POST_ACCURACY, POST_COLUMNS };

/* The province or district of that name; 0: not known. */
static uint32_t unit_named(struct compiler *c, bay_str name, int country, double lat, double lon)
{
    if (name.size == 0) return 0;
    const bay_gazetteer_place *unit = known_near(c, name, true, country, lat, lon, 900);
    return unit ? (uint32_t)(unit - c->places.items) + 1 : 0;
}

static void add_post_place(struct compiler *c, const bay_str *cells)
{
    enum { SAME_KM = 40 };
    double lat, lon;
    int country = cells[POST_COUNTRY].size == 2 ? country_number(cells[POST_COUNTRY].bytes) : -1;
    if (country < 0 || !bay_str_to_double(cells[POST_LAT], &lat) || !bay_str_to_double(cells[POST_LON], &lon)) return;
    if (bay_str_is(cells[POST_ACCURACY], "1") && cells[POST_STATE_CODE].size && bay_str_is(cells[POST_COUNTRY], "IN")) return;
    uint32_t admin1 = unit_named(c, cells[POST_STATE], country, lat, lon);
    if (cells[POST_DISTRICT].size && !known_near(c, cells[POST_DISTRICT], true, country, lat, lon, 300) && !bay_str_is(cells[POST_COUNTRY], "US")) {
        new_place(c, cells[POST_DISTRICT], BAY_FEATURE_ADM2, country, lat, lon)->admin1 = admin1;
        add_key(c, cells[POST_DISTRICT], c->places.count - 1, false);
    }
    if (known_near(c, cells[POST_NAME], false, country, lat, lon, SAME_KM)) return;
    uint32_t admin2 = unit_named(c, cells[POST_DISTRICT], country, lat, lon);
    bay_gazetteer_place *place = new_place(c, cells[POST_NAME], BAY_FEATURE_PPL, country, lat, lon);
    place->admin1 = admin1;
    place->admin2 = admin2 == admin1 ? 0 : admin2;
    add_key(c, cells[POST_NAME], c->places.count - 1, false);
    add_shortened(c, cells[POST_NAME], c->places.count - 1);
}

void add_post_places(struct compiler *c, const char *path)
{
    char *bytes;
    size_t size;
    bay_str line, cells[POST_COLUMNS];
    if (bay_file_read(path, 64 << 20, &bytes, &size, NULL)) die(path);
    bay_str rest = {bytes, (uint32_t)size};
    while (bay_str_next(&rest, '\n', &line)) {
        int n = 0;
        if (line.size && line.bytes[line.size - 1] == '\r') line.size--;
        while (n < POST_COLUMNS && bay_str_next(&line, '\t', &cells[n])) n++;
        if (n == POST_COLUMNS) add_post_place(c, cells);
    }
    bay_free(bytes);
}

/* ---- airports ---- */

static bool number_of(const cJSON *object, const char *name, double *out) { return bay_str_to_double(text_of(object, name), out); }

/* "Hamid Karzai International Airport", "Kabul Airport" */
static void add_airport(struct compiler *c, const cJSON *airport)
{
    enum { LARGE_POPULATION = 50000, SMALL_POPULATION = 500, TOWN_KM = 60 };
    double lat, lon;
    bay_str name = text_of(airport, "name"), town = before_bracket(text_of(airport, "municipality")), code = text_of(airport, "iso_country");
    int country = code.size == 2 ? country_number(code.bytes) : -1;
    if (country < 0 || name.size < 5 || !number_of(airport, "latitude_deg", &lat) || !number_of(airport, "longitude_deg", &lon)) return;
    bool large = bay_str_is(text_of(airport, "type"), "large_airport");
    uint32_t admin1 = 0;
    const bay_gazetteer_place *known = town.size > 2 ? known_near(c, town, false, country, lat, lon, TOWN_KM) : NULL;
    if (known) admin1 = known->admin1;
    else if (town.size > 2) {
        new_place(c, town, BAY_FEATURE_PPL, country, lat, lon);
        add_key(c, town, c->places.count - 1, false);
    }
    bay_gazetteer_place *place = new_place(c, name, BAY_FEATURE_AIRP, country, lat, lon);
    place->population = large ? LARGE_POPULATION : SMALL_POPULATION;
    place->admin1 = admin1;
    uint32_t number = c->places.count - 1;
    add_key(c, name, number, false);
    char words[128];
    for (uint32_t i = 0; i + 14 < name.size; i++)
        if (memcmp(name.bytes + i, " International", 14) == 0) {
            snprintf(words, sizeof words, "%.*s%.*s", (int)(i < 60 ? i : 60), name.bytes, (int)(name.size - i - 14 < 60 ? name.size - i - 14 : 60), name.bytes + i + 14);
            add_key(c, bay_str_from(words), number, true);
        }
    if (town.size < 3 || town.size > 50) return;
    snprintf(words, sizeof words, "%.*s Airport", BAY_STR_ARG(town));
    add_key(c, bay_str_from(words), number, true);
    snprintf(words, sizeof words, "%.*s International Airport", BAY_STR_ARG(town));
    add_key(c, bay_str_from(words), number, true);
}

void add_airports(struct compiler *c, const char *path)
{
    cJSON *json = read_json(path), *airport;
    cJSON_ArrayForEach(airport, json) add_airport(c, airport);
    cJSON_Delete(json);
}

/* ---- districts that hold no town of the list ---- */

/* They lie somewhere in their province: good enough where that is small. */
void add_empty_districts(struct compiler *c)
{
    const double SPREAD_MAX = 1.2;   /* degrees */
    for (uint32_t i = 0; i < c->admins.count; i++) {
        struct admin *unit = &c->admins.items[i];
        char above_code[32];
        uint32_t dots = 0, cut = 0;
        for (uint32_t k = 0; k < unit->code.size; k++)
            if (unit->code.bytes[k] == '.' && ++dots == 2) cut = k;
        if (unit->number || dots != 2 || cut >= sizeof above_code) continue;
        snprintf(above_code, sizeof above_code, "%.*s", (int)cut, unit->code.bytes);
        struct admin *above = admin_of(c, above_code);
        int country = country_number(above_code);
        if (!above || !above->number || above->places < 1 || country < 0) continue;
        double lat = above->lat / above->places, lon = above->lon / above->places;
        double spread = above->square / above->places - lat * lat - lon * lon;
        if (spread > SPREAD_MAX * SPREAD_MAX) continue;
        uint32_t number = admin_place(c, unit, BAY_FEATURE_ADM2, (uint16_t)country, above->number);
        bay_gazetteer_place *place = &c->places.items[number - 1], *province = &c->places.items[above->number - 1];
        place->lat_e5 = province->lat_e5;
        place->lon_e5 = province->lon_e5;
    }
}
