/* ACLED's columns (codebook of 2024), comma-separated. Only events with an ACLED type. */
#include <string.h>

#include "export/layout.h"

static const char *const columns[] = {
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type", "actor1",
    "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting", "iso", "region",
    "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision", "source", "source_scale",
    "notes", "fatalities", "tags", "timestamp", NULL,
};

static bool is_word(const char *text, const char *word) { return text && strcmp(text, word) == 0; }

static const char *disorder(const char *type, const char *subtype)
{
    if (is_word(type, "Protests") || is_word(type, "Riots")) return "Demonstrations";
    if (is_word(type, "Strategic developments")) return "Strategic developments";
    (void)subtype;
    return "Political violence";
}

/* ACLED's kinds of actors, by the first sector that says one. */
static const char *kind_of(const cJSON *actor)
{
    static const struct { const char *sector, *kind; } kinds[] = {
        {"MIL", "State forces"}, {"COP", "State forces"}, {"GOV", "State forces"}, {"SPY", "State forces"},
        {"REB", "Rebel group"}, {"UAF", "Political militia"}, {"CRM", "Political militia"}, {"OPP", "Political militia"},
        {"SEP", "Rebel group"}, {"CVL", "Civilians"}, {"REF", "Civilians"}, {"MED", "Civilians"}, {"EDU", "Civilians"},
        {"BUS", "Civilians"}, {"HLH", "Civilians"}, {"LAB", "Civilians"}, {"SOC", "Civilians"}, {"AGR", "Civilians"},
        {"IGO", "External/Other forces"}, {"NGO", "Civilians"},
    };
    if (!actor) return NULL;
    for (int n = 0; n < 4; n++)
        for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
            if (is_word(bay__sector(actor, n), kinds[i].sector)) return kinds[i].kind;
    return NULL;
}

/* In demonstrations the first side are protesters or rioters. */
static const char *first_kind(const cJSON *event, const cJSON *actor)
{
    const char *type = bay__text(bay__get(event, "acled"), "type");
    return is_word(type, "Protests") ? "Protesters" : is_word(type, "Riots") ? "Rioters" : kind_of(actor);
}

/* 1 the day, 2 within a week, 3 within a month. */
static const char *time_precision(const char *precision)
{
    return is_word(precision, "day") ? "1" : is_word(precision, "week") ? "2" : "3";
}

/* 1 the place itself, 2 near it or a district, 3 a province or more. */
static const char *geo_precision(const char *precision)
{
    return !precision ? NULL : is_word(precision, "town") || is_word(precision, "site") ? "1" : is_word(precision, "district") ? "2" : "3";
}

static void others(bay__row *row, const cJSON *actors)
{
    cJSON list = {.child = actors && actors->child ? actors->child->next : NULL};
    bay__cell_names(row, &list, "; ");
}

static double fatalities(const cJSON *counts)
{
    double killed = 0, min;
    for (const cJSON *c = counts ? counts->child : NULL; c; c = c->next)
        if (is_word(bay__text(c, "kind"), "killed") && bay__number(c, "min", &min) && min > killed) killed = min;
    return killed;
}

static void when_and_what(bay__row *row)
{
    const cJSON *e = row->event, *date = bay__get(e, "date"), *acled = bay__get(e, "acled");
    const char *begin = bay__text(date, "begin"), *country = bay__text(bay__get(e, "place"), "country"), *id = bay__text(e, "id");
    bay__cell_printf(row, "%s%s", country ? country : "", id ? id : "");
    bay__cell(row, begin);
    bay__cell_printf(row, "%.4s", begin ? begin : "");
    bay__cell(row, time_precision(bay__text(date, "precision")));
    bay__cell(row, disorder(bay__text(acled, "type"), bay__text(acled, "subtype")));
    bay__cell(row, bay__text(acled, "type"));
    bay__cell(row, bay__text(acled, "subtype"));
}

static void who(bay__row *row)
{
    const cJSON *e = row->event;
    const char *one = first_kind(e, row->actor), *two = kind_of(row->recipient);
    bay__cell(row, bay__actor_name(row->actor));
    others(row, bay__get(e, "actors"));
    bay__cell(row, one);
    bay__cell(row, bay__actor_name(row->recipient));
    others(row, bay__get(e, "recipients"));
    bay__cell(row, two);
    if (one && two) bay__cell_printf(row, "%s-%s", one, two); else if (one) bay__cell_printf(row, "%s only", one); else bay__cell(row, NULL);
    bay__cell(row, is_word(two, "Civilians") ? "Civilian targeting" : NULL);
}

static void where(bay__row *row, const cJSON *place)
{
    bay__cells_empty(row, 2);
    bay__cell_country(row, bay__text(place, "country"));
    bay__cell(row, bay__text(place, "admin1"));
    bay__cell(row, bay__text(place, "admin2"));
    bay__cell(row, NULL);
    bay__cell(row, bay__text(place, "name"));
    bay__cell_number(row, place, "lat", 4);
    bay__cell_number(row, place, "lon", 4);
    bay__cell(row, geo_precision(bay__text(place, "precision")));
}

static void write(bay__row *row)
{
    const cJSON *e = row->event;
    when_and_what(row);
    who(row);
    where(row, bay__get(e, "place"));
    bay__cell(row, bay__text(e, "outlet"));
    bay__cell(row, NULL);
    bay__cell(row, bay__text(bay__get(e, "sentence"), "text"));
    bay__cell_printf(row, "%.0f", fatalities(bay__get(e, "counts")));
    bay__cells_empty(row, 2);
}

static bool has_type(const cJSON *e) { return bay__text(bay__get(e, "acled"), "type") != NULL; }

const bay_layout bay__layout_acled = {.name = "acled", .columns = columns, .separator = ',', .header = true, .wants = has_type, .row = write};
