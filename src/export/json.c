/* GeoJSON (RFC 7946): one point feature for each event that has coordinates; and the event lines themselves. */
#include "export/layout.h"

static void names(bay_buf *out, const char *key, const cJSON *actors)
{
    bay_json_key(out, key);
    bay_json_open(out, '[');
    for (const cJSON *a = actors ? actors->child : NULL; a; a = a->next) bay_json_text(out, bay__actor_name(a));
    bay_json_close(out, ']');
}

static void properties(bay_buf *out, const cJSON *e)
{
    const cJSON *speaker = cJSON_GetArrayItem(bay__get(e, "attribution"), 0);
    bay_key_text(out, "type", bay__text(e, "type"));
    bay_key_text(out, "mode", bay__text(e, "mode"));
    names(out, "actors", bay__get(e, "actors"));
    names(out, "recipients", bay__get(e, "recipients"));
    bay_key_text(out, "place", bay__text(bay__get(e, "place"), "name"));
    bay_key_text(out, "precision", bay__text(bay__get(e, "place"), "precision"));
    bay_key_text(out, "begin", bay__text(bay__get(e, "date"), "begin"));
    bay_key_text(out, "end", bay__text(bay__get(e, "date"), "end"));
    bay_key_text(out, "status", bay__text(e, "status"));
    bay_key_text(out, "says", bay__text(speaker, "text"));
    bay_key_text(out, "sentence", bay__text(bay__get(e, "sentence"), "text"));
    bay_key_text(out, "doc", bay__text(e, "doc"));
    bay_key_text(out, "outlet", bay__text(e, "outlet"));
    bay_key_text(out, "url", bay__text(e, "url"));
}

static void feature(bay__row *row)
{
    double lat = 0, lon = 0;
    const cJSON *place = bay__get(row->event, "place");
    (void)bay__number(place, "lat", &lat);
    (void)bay__number(place, "lon", &lon);
    bay_buf *out = row->out;
    if (row->ex->rows) bay_buf_char(out, ',');
    bay_buf_char(out, '\n');
    out->comma = false;
    bay_json_open(out, '{');
    bay_key_text(out, "type", "Feature");
    bay_key_text(out, "id", bay__text(row->event, "id"));
    bay_json_key(out, "geometry");
    bay_json_open(out, '{');
    bay_key_text(out, "type", "Point");
    bay_json_key(out, "coordinates");
    bay_json_open(out, '[');
    bay_json_double(out, lon, 5);
    bay_json_double(out, lat, 5);
    bay_json_close(out, ']');
    bay_json_close(out, '}');
    bay_json_key(out, "properties");
    bay_json_open(out, '{');
    properties(out, row->event);
    bay_json_close(out, '}');
    bay_json_close(out, '}');
}

static bool has_point(const cJSON *e)
{
    double lat, lon;
    const cJSON *place = bay__get(e, "place");
    return bay__number(place, "lat", &lat) && bay__number(place, "lon", &lon);
}

static void begin(bay_buf *out) { bay_buf_text(out, "{\"type\":\"FeatureCollection\",\"features\":["); }
static void end(bay_buf *out) { bay_buf_text(out, "\n]}\n"); }

const bay_layout bay__layout_geojson = {.name = "geojson", .wants = has_point, .row = feature, .begin = begin, .end = end};

static void line(bay__row *row)
{
    bay_buf_str(row->out, row->line);
    bay_buf_char(row->out, '\n');
}

const bay_layout bay__layout_jsonl = {.name = "jsonl", .row = line};
