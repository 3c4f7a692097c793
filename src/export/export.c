#include "export/layout.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/map.h"

static const bay_layout *const layouts[] = {
    &bay__layout_plover, &bay__layout_cameo, &bay__layout_gdelt, &bay__layout_icews, &bay__layout_acled, &bay__layout_geojson,
    &bay__layout_jsonl,
};

const char *const *bay_export_names(void)
{
    static const char *const names[] = {"plover", "cameo", "gdelt", "icews", "acled", "geojson", "jsonl", NULL};
    return names;
}

/* ---- reading ---------------------------------------------------------------------- */

const cJSON *bay__get(const cJSON *item, const char *key)
{
    return item ? cJSON_GetObjectItemCaseSensitive(item, key) : NULL;
}

const char *bay__text(const cJSON *item, const char *key)
{
    const cJSON *value = bay__get(item, key);
    return cJSON_IsString(value) ? value->valuestring : NULL;
}

bool bay__number(const cJSON *item, const char *key, double *out)
{
    const cJSON *value = bay__get(item, key);
    if (!cJSON_IsNumber(value)) return false;
    *out = value->valuedouble;
    return true;
}

const char *bay__actor_name(const cJSON *actor)
{
    const char *name = bay__text(actor, "name");
    return name ? name : bay__text(actor, "text");
}

const char *bay__sector(const cJSON *actor, int n)
{
    const cJSON *sector = cJSON_GetArrayItem(bay__get(actor, "sectors"), n);
    return cJSON_IsString(sector) ? sector->valuestring : NULL;
}

uint64_t bay__id_number(const char *id) { return bay_hash(bay_str_from(id ? id : "")) & ((1ULL << 53) - 1); }

/* ---- writing ---------------------------------------------------------------------- */

static void write_cell(bay_buf *out, char separator, bay_str text)
{
    bool quoted = false;
    for (uint32_t i = 0; i < text.size && separator == ','; i++) quoted |= strchr(",\"\r\n", text.bytes[i]) != NULL;
    if (quoted) bay_buf_char(out, '"');
    for (uint32_t i = 0; i < text.size; i++) {
        char c = text.bytes[i];
        if (quoted && c == '"') bay_buf_char(out, '"');
        bay_buf_char(out, separator == '\t' && (c == '\t' || c == '\n' || c == '\r') ? ' ' : c);
    }
    if (quoted) bay_buf_char(out, '"');
}

void bay__cell(bay__row *row, const char *text)
{
    char separator = row->ex->layout->separator;
    if (row->begun) bay_buf_char(row->out, separator);
    row->begun = true;
    if (text) write_cell(row->out, separator, bay_str_from(text));
}

void bay__cell_printf(bay__row *row, const char *format, ...)
{
    char text[256];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    bay__cell(row, text);
}

void bay__cell_number(bay__row *row, const cJSON *item, const char *key, int decimals)
{
    double value;
    if (bay__number(item, key, &value)) bay__cell_printf(row, "%.*f", decimals, value);
    else bay__cell(row, NULL);
}

/* The items are texts, or actors: their name, else as written. */
static void joined(bay__row *row, const cJSON *list, bool actors, const char *joint)
{
    bay_buf text;
    bay_buf_init(&text, 1 << 20);
    for (const cJSON *x = list ? list->child : NULL; x; x = x->next) {
        const char *one = actors ? bay__actor_name(x) : cJSON_IsString(x) ? x->valuestring : NULL;
        if (!one) continue;
        if (text.size) bay_buf_text(&text, joint);
        bay_buf_text(&text, one);
    }
    bay__cell(row, text.size && !text.failed ? text.bytes : NULL);
    bay_buf_release(&text);
}

void bay__cell_list(bay__row *row, const cJSON *list, const char *joint) { joined(row, list, false, joint); }

void bay__cell_names(bay__row *row, const cJSON *actors, const char *joint)
{
    joined(row, actors, true, joint);
}

void bay__cell_country(bay__row *row, const char *code)
{
    bay__cell(row, code && row->ex->country_name ? row->ex->country_name(row->ex->context, code) : code);
}

void bay__cells_empty(bay__row *row, int count)
{
    for (int i = 0; i < count; i++) bay__cell(row, NULL);
}

/* ---- the run ------------------------------------------------------------------------ */

bay_status bay_export_begin(bay_export *ex, const char *name, bay_buf *out, bay_error *err)
{
    ex->layout = NULL;
    ex->rows = 0;
    for (size_t i = 0; i < sizeof layouts / sizeof *layouts; i++)
        if (!strcmp(layouts[i]->name, name)) ex->layout = layouts[i];
    if (!ex->layout) return bay_fail(err, BAY_NOT_FOUND, "no layout '%s'", name);
    if (ex->layout->begin) ex->layout->begin(out);
    bay__row header = {.ex = ex, .out = out};
    for (const char *const *c = ex->layout->columns; ex->layout->header && *c; c++) bay__cell(&header, *c);
    if (ex->layout->header) bay_buf_char(out, '\n');
    return bay_buf_check(out, err);
}

static bool is_wanted(const bay_export *ex, const cJSON *event)
{
    const char *status = bay__text(event, "status");
    bool reported = status && (!strcmp(status, "happened") || !strcmp(status, "claimed"));
    if (ex->layout->columns && !ex->every_status && !reported) return false;
    return !ex->layout->wants || ex->layout->wants(event);
}

struct given {
    const cJSON *event;
    bay_str line;
};

static void write_row(bay_export *ex, const struct given *given, const cJSON *actor, const cJSON *recipient, bay_buf *out)
{
    bay__row row = {.ex = ex, .event = given->event, .line = given->line, .actor = actor, .recipient = recipient, .out = out};
    ex->layout->row(&row);
    ex->rows++;
    if (ex->layout->columns) bay_buf_char(out, '\n');
}

static void write_pairs(bay_export *ex, const struct given *given, bay_buf *out)
{
    const cJSON *actors = bay__get(given->event, "actors"), *recipients = bay__get(given->event, "recipients");
    const cJSON *a = actors ? actors->child : NULL;
    do {
        const cJSON *r = recipients ? recipients->child : NULL;
        do {
            write_row(ex, given, a, r, out);
            r = r ? r->next : NULL;
        } while (r);
        a = a ? a->next : NULL;
    } while (a);
}

bay_status bay_export_event(bay_export *ex, bay_str line, bay_buf *out, bay_error *err)
{
    cJSON *event = cJSON_ParseWithLength(line.bytes, line.size);
    if (!event) return bay_fail(err, BAY_BAD_INPUT, "export: an event that is not JSON");
    if (is_wanted(ex, event)) {
        struct given given = {event, line};
        if (ex->layout->pairs) write_pairs(ex, &given, out);
        else write_row(ex, &given, cJSON_GetArrayItem(bay__get(event, "actors"), 0), cJSON_GetArrayItem(bay__get(event, "recipients"), 0), out);
    }
    cJSON_Delete(event);
    return bay_buf_check(out, err);
}

void bay_export_end(bay_export *ex, bay_buf *out)
{
    if (ex->layout->end) ex->layout->end(out);
}
