#include "ingest/fields.h"

#include <stdio.h>
#include <strings.h>

#include "base/buf.h"

enum { NAME_ROOM = 4200 };

enum bay__field bay__field_named(const char *name, size_t size)
{
    static const struct { const char *name; enum bay__field field; } names[] = {
        {"id", BAY__FIELD_ID}, {"text", BAY__FIELD_TEXT}, {"html", BAY__FIELD_HTML}, {"title", BAY__FIELD_TITLE},
        {"published", BAY__FIELD_PUBLISHED}, {"outlet", BAY__FIELD_OUTLET}, {"url", BAY__FIELD_URL}, {"lang", BAY__FIELD_LANG},
        {"doc", BAY__FIELD_ID}, {"body", BAY__FIELD_TEXT}, {"content", BAY__FIELD_TEXT}, {"headline", BAY__FIELD_TITLE},
        {"date", BAY__FIELD_PUBLISHED}, {"source", BAY__FIELD_OUTLET}, {"link", BAY__FIELD_URL}, {"language", BAY__FIELD_LANG},
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strlen(names[i].name) == size && !strncasecmp(names[i].name, name, size)) return names[i].field;
    }
    return BAY__FIELD_NONE;
}

static const char *or_else(const char *value, const char *otherwise) { return value && *value ? value : otherwise; }

static bool blank(const char *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        if ((unsigned char)bytes[i] > ' ') return false;
    }
    return true;
}

bay_status bay__hand_on(const bay__record *record, const char *name, uint64_t line, const bay_read_options *defaults,
                        const bay__sink *sink, bay_error *err)
{
    char made[NAME_ROOM];
    const char *const *v = record->values;
    bool html = v[BAY__FIELD_HTML] && record->sizes[BAY__FIELD_HTML];
    enum bay__field body = html ? BAY__FIELD_HTML : BAY__FIELD_TEXT;
    if (!v[body] || blank(v[body], record->sizes[body])) {
        sink->problem(sink->arg, name, line, "neither \"text\" nor \"html\"");
        return BAY_OK;
    }
    if (record->sizes[body] > BAY__ARTICLE_MAX) {
        sink->problem(sink->arg, name, line, "article above 64 MiB");
        return BAY_OK;
    }
    bay_read_options options = defaults ? *defaults : (bay_read_options){0};
    snprintf(made, sizeof made, "%.4096s:%llu", name, (unsigned long long)line);
    options.id = or_else(v[BAY__FIELD_ID], made);
    options.title = or_else(v[BAY__FIELD_TITLE], options.title);
    options.published = or_else(v[BAY__FIELD_PUBLISHED], options.published);
    options.outlet = or_else(v[BAY__FIELD_OUTLET], options.outlet);
    options.url = or_else(v[BAY__FIELD_URL], options.url);
    options.lang = or_else(v[BAY__FIELD_LANG], options.lang);
    options.format = html ? "html" : "text";
    options.charset = NULL;
    return sink->article(sink->arg, v[body], record->sizes[body], &options, err);
}
