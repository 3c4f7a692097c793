#include "ingest/fields.h"

#include <stdio.h>
#include <strings.h>

/* Our own names and those that exports use. */
static enum bay__field known_name(bay_str name)
{
    static const struct { const char *name; enum bay__field field; } names[] = {
        {"id", BAY__FIELD_ID}, {"text", BAY__FIELD_TEXT}, {"html", BAY__FIELD_HTML}, {"title", BAY__FIELD_TITLE},
        {"published", BAY__FIELD_PUBLISHED}, {"outlet", BAY__FIELD_OUTLET}, {"url", BAY__FIELD_URL}, {"lang", BAY__FIELD_LANG},
        {"doc", BAY__FIELD_ID}, {"body", BAY__FIELD_TEXT}, {"content", BAY__FIELD_TEXT}, {"headline", BAY__FIELD_TITLE},
        {"date", BAY__FIELD_PUBLISHED}, {"source", BAY__FIELD_OUTLET}, {"link", BAY__FIELD_URL}, {"language", BAY__FIELD_LANG},
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strlen(names[i].name) == name.size && !strncasecmp(names[i].name, name.bytes, name.size)) return names[i].field;
    }
    return BAY__FIELD_NONE;
}

/* "ours=theirs" off the front of a map. */
static bool next_pair(bay_str *map, bay_str *ours, bay_str *theirs)
{
    bay_str pair;
    if (!bay_str_next(map, ',', &pair)) return false;
    const char *sign = memchr(pair.bytes, '=', pair.size);
    *ours = bay_str_trim((bay_str){pair.bytes, sign ? (uint32_t)(sign - pair.bytes) : pair.size});
    *theirs = sign ? bay_str_trim(bay_str_slice(pair, (uint32_t)(sign + 1 - pair.bytes), pair.size)) : (bay_str){0};
    return true;
}

enum bay__field bay__field_named(const char *map, const char *name, size_t size)
{
    bay_str rest = bay_str_from(map ? map : ""), asked = {name, (uint32_t)size}, ours, theirs;
    enum bay__field field = known_name(asked);
    while (next_pair(&rest, &ours, &theirs)) {
        if (bay_str_eq(theirs, asked)) return known_name(ours);
        if (known_name(ours) == field) field = BAY__FIELD_NONE;   /* it has another name here */
    }
    return field;
}

bay_status bay__check_fields(const char *fields, bay_error *err)
{
    bay_str rest = bay_str_from(fields ? fields : ""), ours, theirs;
    while (next_pair(&rest, &ours, &theirs)) {
        if (known_name(ours) != BAY__FIELD_NONE && theirs.size) continue;
        return bay_fail(err, BAY_BAD_INPUT, "fields '%.*s': give ours=theirs, ours one of id text html title published outlet url lang",
                        BAY_STR_ARG(ours));
    }
    return BAY_OK;
}

static const char *or_else(const char *value, const char *otherwise) { return value && *value ? value : otherwise; }

static bool blank(const char *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        if ((unsigned char)bytes[i] > ' ') return false;
    }
    return true;
}

bay_status bay__hand_on(const bay__record *record, const bay__source *source, uint64_t line, bay_error *err)
{
    char made[BAY__NAME_ROOM + 32], origin[BAY__ORIGIN_ROOM + 32];
    const char *const *v = record->values;
    bool html = v[BAY__FIELD_HTML] && record->sizes[BAY__FIELD_HTML];
    enum bay__field body = html ? BAY__FIELD_HTML : BAY__FIELD_TEXT;
    if (!v[body] || blank(v[body], record->sizes[body])) { bay__source_tell(source, line, "neither \"text\" nor \"html\""); return BAY_OK; }
    if (record->sizes[body] > BAY__ARTICLE_MAX) { bay__source_tell(source, line, "article above 64 MiB"); return BAY_OK; }
    bay_read_options options = source->defaults;
    snprintf(made, sizeof made, "%s:%llu", source->name, (unsigned long long)line);
    snprintf(origin, sizeof origin, "%s:%llu", *source->origin ? source->origin : source->name, (unsigned long long)line);
    options.id = or_else(v[BAY__FIELD_ID], made);
    options.origin = origin;
    options.title = or_else(v[BAY__FIELD_TITLE], options.title);
    options.published = or_else(v[BAY__FIELD_PUBLISHED], options.published);
    options.outlet = or_else(v[BAY__FIELD_OUTLET], options.outlet);
    options.url = or_else(v[BAY__FIELD_URL], options.url);
    options.lang = or_else(v[BAY__FIELD_LANG], options.lang);
    options.format = html ? "html" : "text";
    options.charset = NULL;
    return source->sink->article(source->sink->arg, v[body], record->sizes[body], &options, err);
}
