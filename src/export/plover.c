/* POLECAT's columns for PLOVER events (Halterman et al. 2023), tab-separated; several actors are joined by "; ". */
#include <stdio.h>

#include "export/layout.h"

static const char *const columns[] = {
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts", "Actor Name", "Actor Country",
    "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw", "Wikipedia Actor ID", "Recipient Name",
    "Recipient Country", "Recipient COW", "Primary Recipient Sector", "Recipient Sectors", "Recipient Title", "Recipient Name Raw",
    "Wikipedia Recipient ID", "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID",
    "Raw Placename", "Feature Type", "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations",
    "Language", "Version", NULL,
};

static const char *quad_name(double quad)
{
    static const char *const names[] = {"", "Verbal Cooperation", "Material Cooperation", "Verbal Conflict", "Material Conflict"};
    return quad >= 1 && quad <= 4 ? names[(int)quad] : "";
}

static void all_of(bay__row *row, const cJSON *actors, const char *key, bool first_sector)
{
    char text[1024];
    size_t size = 0;
    text[0] = 0;
    for (const cJSON *a = actors ? actors->child : NULL; a; a = a->next) {
        const char *value = first_sector ? bay__sector(a, 0) : bay__text(a, key);
        int wrote = value ? snprintf(text + size, sizeof text - size, "%s%s", size ? "; " : "", value) : 0;
        if (wrote > 0 && size + (size_t)wrote < sizeof text) size += (size_t)wrote;
    }
    text[size] = 0;
    bay__cell(row, text);
}

static void party(bay__row *row, const cJSON *actors)
{
    const cJSON *first = cJSON_GetArrayItem(actors, 0);
    bay__cell_names(row, actors, "; ");
    all_of(row, actors, "country", false);
    bay__cell(row, NULL);
    all_of(row, actors, NULL, true);
    bay__cell_list(row, bay__get(first, "sectors"), "; ");
    bay__cell(row, bay__text(bay__get(first, "person"), "role"));
    all_of(row, actors, "text", false);
    bay__cell(row, NULL);
}

static bool is_town(const char *precision) { return precision && (!strcmp(precision, "town") || !strcmp(precision, "site")); }

static void where(bay__row *row, const cJSON *place)
{
    bay__cell(row, bay__text(place, "name"));
    bay__cell(row, is_town(bay__text(place, "precision")) ? bay__text(place, "name") : NULL);
    bay__cell(row, bay__text(place, "admin2"));
    bay__cell(row, bay__text(place, "admin1"));
    bay__cell(row, bay__text(place, "country"));
    bay__cell_number(row, place, "lat", 5);
    bay__cell_number(row, place, "lon", 5);
    bay__cell_number(row, place, "geonames", 0);
    bay__cell(row, bay__text(place, "text"));
    bay__cell(row, bay__text(place, "precision"));
}

static void write(bay__row *row)
{
    const cJSON *e = row->event;
    double quad = 0;
    (void)bay__number(e, "quad", &quad);
    bay__cell(row, bay__text(e, "id"));
    bay__cell(row, bay__text(bay__get(e, "date"), "begin"));
    bay__cell(row, bay__text(e, "type"));
    bay__cell(row, bay__text(e, "mode"));
    bay__cell_number(row, e, "goldstein", 1);
    bay__cell(row, quad_name(quad));
    bay__cell_list(row, bay__get(e, "contexts"), "; ");
    party(row, bay__get(e, "actors"));
    party(row, bay__get(e, "recipients"));
    where(row, bay__get(e, "place"));
    bay__cell(row, bay__text(e, "outlet"));
    bay__cell(row, bay__text(e, "published"));
    bay__cells_empty(row, 3);
    bay__cell(row, "en");
    bay__cell(row, bay__text(bay__get(e, "made_by"), "version"));
}

const bay_layout bay__layout_plover = {.name = "plover", .columns = columns, .separator = '\t', .header = true, .row = write};
