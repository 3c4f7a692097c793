/* Layouts with one source and one target in a row: CAMEO lines as TABARI and PETRARCH print them, GDELT 2.0 events, ICEWS. */
#include <stdio.h>

#include "export/layout.h"

/* 20210802 of an ISO date; 0 when there is none. */
static long compact_date(const char *iso)
{
    int year = 0, month = 1, day = 1;
    if (!iso || sscanf(iso, "%4d-%2d-%2d", &year, &month, &day) < 1) return 0;
    return year * 10000L + month * 100 + day;
}

static const char *event_date(const cJSON *e)
{
    const char *begin = bay__text(bay__get(e, "date"), "begin");
    return begin ? begin : bay__text(e, "published");
}

/* ---- cameo ---------------------------------------------------------------------- */

static const char *const cameo_columns[] = {
    "date", "source", "target", "cameo", "quad", "goldstein", "id", "doc", "sentence", "status", "speaker", NULL,
};

static const char *code_of(const cJSON *actor)
{
    const char *code = bay__text(actor, "code");
    return code ? code : "---";
}

static void cameo_row(bay__row *row)
{
    const cJSON *e = row->event, *speaker = cJSON_GetArrayItem(bay__get(e, "attribution"), 0);
    long date = compact_date(event_date(e));
    if (date) bay__cell_printf(row, "%08ld", date); else bay__cell(row, NULL);
    bay__cell(row, code_of(row->actor));
    bay__cell(row, code_of(row->recipient));
    bay__cell(row, bay__text(e, "cameo"));
    bay__cell_number(row, e, "quad", 0);
    bay__cell_number(row, e, "goldstein", 1);
    bay__cell(row, bay__text(e, "id"));
    bay__cell(row, bay__text(e, "doc"));
    bay__cell_number(row, bay__get(e, "sentence"), "index", 0);
    bay__cell(row, bay__text(e, "status"));
    bay__cell(row, speaker ? code_of(bay__get(speaker, "speaker")) : NULL);
}

static bool has_cameo(const cJSON *e) { return bay__text(e, "cameo") != NULL; }

const bay_layout bay__layout_cameo = {.name = "cameo", .columns = cameo_columns, .separator = '\t', .header = true, .pairs = true,
                                      .wants = has_cameo, .row = cameo_row};

/* ---- gdelt: 61 columns, no header, as in the project's own files -------------------- */

static const char *const gdelt_columns[] = {
    "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate",
    "Actor1Code", "Actor1Name", "Actor1CountryCode", "Actor1KnownGroupCode", "Actor1EthnicCode", "Actor1Religion1Code",
    "Actor1Religion2Code", "Actor1Type1Code", "Actor1Type2Code", "Actor1Type3Code",
    "Actor2Code", "Actor2Name", "Actor2CountryCode", "Actor2KnownGroupCode", "Actor2EthnicCode", "Actor2Religion1Code",
    "Actor2Religion2Code", "Actor2Type1Code", "Actor2Type2Code", "Actor2Type3Code",
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale", "NumMentions", "NumSources",
    "NumArticles", "AvgTone",
    "Actor1Geo_Type", "Actor1Geo_FullName", "Actor1Geo_CountryCode", "Actor1Geo_ADM1Code", "Actor1Geo_ADM2Code", "Actor1Geo_Lat",
    "Actor1Geo_Long", "Actor1Geo_FeatureID",
    "Actor2Geo_Type", "Actor2Geo_FullName", "Actor2Geo_CountryCode", "Actor2Geo_ADM1Code", "Actor2Geo_ADM2Code", "Actor2Geo_Lat",
    "Actor2Geo_Long", "Actor2Geo_FeatureID",
    "ActionGeo_Type", "ActionGeo_FullName", "ActionGeo_CountryCode", "ActionGeo_ADM1Code", "ActionGeo_ADM2Code", "ActionGeo_Lat",
    "ActionGeo_Long", "ActionGeo_FeatureID",
    "DATEADDED", "SOURCEURL", NULL,
};

/* The last three letters of a code of nine or more are the group. */
static const char *group_of(const char *code)
{
    size_t size = code ? strlen(code) : 0;
    return size >= 9 ? code + size - 3 : NULL;
}

static void gdelt_actor(bay__row *row, const cJSON *actor)
{
    bay__cell(row, bay__text(actor, "code"));
    bay__cell(row, bay__actor_name(actor));
    bay__cell(row, bay__text(actor, "country"));
    bay__cell(row, group_of(bay__text(actor, "code")));
    bay__cells_empty(row, 3);
    for (int n = 0; n < 3; n++) bay__cell(row, bay__sector(actor, n));
}

/* Types of GDELT: 1 country, 4 city of the world, 5 first-order unit. */
static int geo_type(const cJSON *place)
{
    const char *precision = bay__text(place, "precision");
    if (!place || !precision) return 0;
    return !strcmp(precision, "country") ? 1 : !strcmp(precision, "province") || !strcmp(precision, "district") ? 5 : 4;
}

static void gdelt_place(bay__row *row, const cJSON *place)
{
    if (!cJSON_IsObject(place)) { bay__cell(row, "0"); bay__cells_empty(row, 7); return; }
    const char *name = bay__text(place, "name"), *admin1 = bay__text(place, "admin1"), *country = bay__text(place, "country");
    bay__cell_printf(row, "%d", geo_type(place));
    bay__cell_printf(row, "%s%s%s%s%s", name ? name : "", admin1 ? ", " : "", admin1 ? admin1 : "", country ? ", " : "", country ? country : "");
    bay__cell(row, country);
    bay__cell(row, admin1);
    bay__cell(row, bay__text(place, "admin2"));
    bay__cell_number(row, place, "lat", 5);
    bay__cell_number(row, place, "lon", 5);
    bay__cell_number(row, place, "geonames", 0);
}

static void gdelt_date(bay__row *row, const char *iso)
{
    long date = compact_date(iso);
    if (!date) { bay__cells_empty(row, 4); return; }
    long year = date / 10000, month = date / 100 % 100, day = date % 100;
    bay__cell_printf(row, "%ld", date);
    bay__cell_printf(row, "%ld", date / 100);
    bay__cell_printf(row, "%ld", year);
    bay__cell_printf(row, "%.4f", (double)year + ((double)(month - 1) * 30 + (double)day) / 365);
}

static void gdelt_row(bay__row *row)
{
    const cJSON *e = row->event;
    const char *cameo = bay__text(e, "cameo"), *id = bay__text(e, "id");
    char pair[256];
    snprintf(pair, sizeof pair, "%s %s %s", id ? id : "", bay__actor_name(row->actor) ? bay__actor_name(row->actor) : "",
             bay__actor_name(row->recipient) ? bay__actor_name(row->recipient) : "");
    bay__cell_printf(row, "%llu", (unsigned long long)bay__id_number(pair));
    gdelt_date(row, event_date(e));
    gdelt_actor(row, row->actor);
    gdelt_actor(row, row->recipient);
    bay__cell(row, cJSON_IsTrue(bay__get(e, "headline")) ? "1" : "0");
    bay__cell(row, cameo);
    bay__cell_printf(row, "%.3s", cameo ? cameo : "");
    bay__cell_printf(row, "%.2s", cameo ? cameo : "");
    bay__cell_number(row, e, "quad", 0);
    bay__cell_number(row, e, "goldstein", 1);
    for (int i = 0; i < 3; i++) bay__cell(row, "1");
    bay__cell(row, NULL);
    gdelt_place(row, NULL);
    gdelt_place(row, NULL);
    gdelt_place(row, bay__get(e, "place"));
    long added = compact_date(bay__text(e, "published"));
    if (added) bay__cell_printf(row, "%ld000000", added); else bay__cell(row, NULL);
    bay__cell(row, bay__text(e, "url") ? bay__text(e, "url") : bay__text(e, "doc"));
}

const bay_layout bay__layout_gdelt = {.name = "gdelt", .columns = gdelt_columns, .separator = '\t', .pairs = true, .wants = has_cameo,
                                      .row = gdelt_row};

/* ---- icews --------------------------------------------------------------------------- */

static const char *const icews_columns[] = {
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code", "Intensity",
    "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher", "City", "District", "Province",
    "Country", "Latitude", "Longitude", NULL,
};

static void icews_party(bay__row *row, const cJSON *actor)
{
    bay__cell(row, bay__actor_name(actor));
    bay__cell_list(row, bay__get(actor, "sectors"), ",");
    bay__cell_country(row, bay__text(actor, "country"));
}

static void icews_row(bay__row *row)
{
    const cJSON *e = row->event, *place = bay__get(e, "place");
    const char *precision = bay__text(place, "precision"), *date = event_date(e);
    bool town = precision && (!strcmp(precision, "town") || !strcmp(precision, "site"));
    double sentence;
    bay__cell_printf(row, "%llu", (unsigned long long)bay__id_number(bay__text(e, "id")));
    bay__cell_printf(row, "%.10s", date ? date : "");
    icews_party(row, row->actor);
    bay__cell(row, bay__text(bay__get(e, "trigger"), "text"));
    bay__cell(row, bay__text(e, "cameo"));
    bay__cell_number(row, e, "goldstein", 1);
    icews_party(row, row->recipient);
    bay__cell(row, bay__text(e, "doc"));
    if (bay__number(bay__get(e, "sentence"), "index", &sentence)) bay__cell_printf(row, "%.0f", sentence + 1); else bay__cell(row, NULL);
    bay__cell(row, bay__text(e, "outlet"));
    bay__cell(row, town ? bay__text(place, "name") : NULL);
    bay__cell(row, bay__text(place, "admin2"));
    bay__cell(row, bay__text(place, "admin1"));
    bay__cell_country(row, bay__text(place, "country"));
    bay__cell_number(row, place, "lat", 5);
    bay__cell_number(row, place, "lon", 5);
}

const bay_layout bay__layout_icews = {.name = "icews", .columns = icews_columns, .separator = '\t', .header = true, .pairs = true,
                                      .wants = has_cameo, .row = icews_row};
