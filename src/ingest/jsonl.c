/* ingest/jsonl.c - one article as a JSON object on a line. */
#include <cjson/cJSON.h>
#include <math.h>
#include <stdio.h>

#include "base/mem.h"
#include "ingest/fields.h"

enum { LINE_MAX_BYTES = 80 << 20, NUMBER_ROOM = 40 };

/* Ids and years may be numbers. */
static const char *value_text(const cJSON *item, char *room)
{
    if (cJSON_IsString(item)) return item->valuestring;
    if (!cJSON_IsNumber(item) || !isfinite(item->valuedouble)) return NULL;
    snprintf(room, NUMBER_ROOM, "%.15g", item->valuedouble);
    return room;
}

static bay_status hand_object(const cJSON *object, const bay__source *source, uint64_t line, bay_error *err)
{
    bay__record record = {0};
    char numbers[BAY__FIELD_NONE][NUMBER_ROOM];
    const cJSON *item;
    cJSON_ArrayForEach(item, object) {
        enum bay__field field = item->string ? bay__field_named(source->how->fields, item->string, strlen(item->string)) : BAY__FIELD_NONE;
        if (field == BAY__FIELD_NONE || record.values[field]) continue;
        record.values[field] = value_text(item, numbers[field]);
        record.sizes[field] = record.values[field] ? strlen(record.values[field]) : 0;
    }
    return bay__hand_on(&record, source, line, err);
}

bay_status bay__ingest_json_line(const char *bytes, size_t size, const bay__source *source, uint64_t line, bay_error *err)
{
    while (size && (unsigned char)bytes[size - 1] <= ' ') size--;
    while (size && (unsigned char)*bytes <= ' ') bytes++, size--;
    if (!size) return BAY_OK;
    if (size > LINE_MAX_BYTES) {
        bay__source_tell(source, line, "line above 80 MiB");
        return BAY_OK;
    }
    const char *end = NULL;
    cJSON *object = cJSON_ParseWithLengthOpts(bytes, size, &end, 0);   /* cJSON bounds the nesting (1,000) */
    bay_status status = BAY_OK;
    if (!cJSON_IsObject(object)) bay__source_tell(source, line, object ? "not a JSON object" : "not JSON");
    else if (end && end < bytes + size) bay__source_tell(source, line, "more after the JSON object");
    else status = hand_object(object, source, line, err);
    cJSON_Delete(object);
    return status;
}
