/* ingest/fields.h - the fields of an article in JSON lines and CSV, and where they go in the read options. */
#ifndef BAY_INGEST_FIELDS_H
#define BAY_INGEST_FIELDS_H

#include "base/str.h"
#include "ingest/source.h"

enum bay__field {
    BAY__FIELD_ID, BAY__FIELD_TEXT, BAY__FIELD_HTML, BAY__FIELD_TITLE, BAY__FIELD_PUBLISHED, BAY__FIELD_OUTLET, BAY__FIELD_URL,
    BAY__FIELD_LANG, BAY__FIELD_NONE
};

typedef struct bay__record {
    const char *values[BAY__FIELD_NONE];   /* zero-terminated; NULL: not given */
    size_t sizes[BAY__FIELD_NONE];
} bay__record;

/* By its name; letter case and a few other names that exports use ("body", "date", "source"). map: bay__input.fields or
 * NULL; a field that the map gives another name is found under that name alone. */
enum bay__field bay__field_named(const char *map, const char *name, size_t size);
/* Hands the record to the sink, or tells why it cannot. */
BAY_MUST_CHECK bay_status bay__hand_on(const bay__record *record, const bay__source *source, uint64_t line, bay_error *err);

BAY_MUST_CHECK bay_status bay__ingest_json_line(const char *bytes, size_t size, const bay__source *source, uint64_t line,
                                                bay_error *err);
BAY_MUST_CHECK bay_status bay__ingest_csv(const char *bytes, size_t size, const bay__source *source, bay_error *err);
/* The separator of a header row that names a text or html field, or 0. */
char bay__csv_separator(const char *bytes, size_t size);

#endif
