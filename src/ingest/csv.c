/* ingest/csv.c - RFC 4180 with a header row: quotes, line breaks and doubled quotes inside them; , ; or tab between. */
#include "base/arena.h"
#include "base/str.h"
#include "ingest/fields.h"

enum { HEADER_BYTES_MAX = 64 * 1024, ARENA_MIB = 256 };

typedef struct reader {
    const char *at, *end;
    char separator;
    uint64_t line;           /* of the next byte */
    bay_arena arena;         /* values of the open record */
    bool ended;              /* the record's last value was read */
} reader;

/* Reads one value; zero-terminated in the arena. NULL when memory ended. */
static char *read_value(reader *r, size_t *size)
{
    const char *p = r->at, *stop = p;
    bool quoted = p < r->end && *p == '"';
    if (quoted) {
        for (stop = ++p; stop < r->end && !(*stop == '"' && (stop + 1 >= r->end || stop[1] != '"')); stop++) stop += *stop == '"';
        if (stop > r->end) stop = r->end;
    } else {
        while (stop < r->end && *stop != r->separator && *stop != '\n' && *stop != '\r') stop++;
    }
    char *value = bay_arena_alloc(&r->arena, (size_t)(stop - p) + 1);
    if (!value) return NULL;
    size_t n = 0;
    for (; p < stop; p++) {
        r->line += *p == '\n';
        value[n++] = *p;
        if (quoted && *p == '"') p++;
    }
    value[n] = 0;
    *size = n;
    r->at = quoted && stop < r->end ? stop + 1 : stop;
    while (quoted && r->at < r->end && *r->at != r->separator && *r->at != '\n' && *r->at != '\r') r->at++;   /* junk after a quote */
    return value;
}

/* Past the separator or the end of the row. */
static void step(reader *r)
{
    r->ended = true;
    if (r->at >= r->end) return;
    if (*r->at == r->separator) { r->at++; r->ended = false; return; }
    if (*r->at == '\r') r->at++;
    if (r->at < r->end && *r->at == '\n') r->at++;
    r->line++;
}

static size_t read_header(reader *r, const char *map, enum bay__field *columns)
{
    size_t count = 0, size;
    for (r->ended = false; !r->ended;) {
        char *value = read_value(r, &size);
        if (!value) return 0;
        bay_str name = bay_str_trim((bay_str){value, (uint32_t)size});
        if (count < BAY__FIELDS_MAX) columns[count++] = bay__field_named(map, name.bytes, name.size);
        step(r);
    }
    return count;
}

/* A row into a record. False when memory ended. */
static bool read_row(reader *r, const enum bay__field *columns, size_t count, bay__record *record, size_t *values)
{
    size_t column = 0;
    for (r->ended = false; !r->ended; column++) {
        size_t size;
        char *value = read_value(r, &size);
        if (!value) return false;
        enum bay__field field = column < count ? columns[column] : BAY__FIELD_NONE;
        if (field != BAY__FIELD_NONE && !record->values[field]) { record->values[field] = value; record->sizes[field] = size; }
        step(r);
    }
    *values = column;
    return true;
}

static bay_status read_rows(reader *r, const enum bay__field *columns, size_t count, const bay__source *source, bay_error *err)
{
    while (r->at < r->end) {
        uint64_t line = r->line;
        bay__record record = {0};
        size_t values = 0;
        bay_arena_clear(&r->arena);
        if (*r->at == '\n' || *r->at == '\r') { step(r); continue; }
        if (!read_row(r, columns, count, &record, &values)) {
            bay__source_tell(source, line, "row too long");
            return BAY_OK;
        }
        if (values != count) bay__source_tell(source, line, "number of values differs from the header");
        else BAY_TRY(bay__hand_on(&record, source, line, err));
    }
    return BAY_OK;
}

char bay__csv_separator(const char *bytes, size_t size)
{
    static const char separators[] = ",;\t";
    enum bay__field columns[BAY__FIELDS_MAX];
    if (size >= 3 && !memcmp(bytes, "\xEF\xBB\xBF", 3)) { bytes += 3; size -= 3; }
    const char *stop = memchr(bytes, '\n', size < HEADER_BYTES_MAX ? size : HEADER_BYTES_MAX);
    if (!stop) return 0;
    char found = 0;
    for (const char *s = separators; *s && !found; s++) {
        reader r = {.at = bytes, .end = stop, .separator = *s};
        bay_arena_init(&r.arena, (size_t)ARENA_MIB << 20);
        size_t count = read_header(&r, NULL, columns), known = 0, body = 0;
        for (size_t i = 0; i < count; i++) {
            known += columns[i] != BAY__FIELD_NONE;
            body += columns[i] == BAY__FIELD_TEXT || columns[i] == BAY__FIELD_HTML;
        }
        if (body == 1 && (known >= 2 || count == 1)) found = count > 1 ? *s : 0;
        bay_arena_release(&r.arena);
    }
    return found;
}

/* Where the names in the header are not ours. */
static char commonest_separator(const char *bytes, size_t size)
{
    static const char separators[] = ",;\t";
    const char *stop = memchr(bytes, '\n', size < HEADER_BYTES_MAX ? size : HEADER_BYTES_MAX);
    size_t most = 0;
    char best = ',';
    for (const char *s = separators; stop && *s; s++) {
        size_t count = 0;
        for (const char *p = bytes; p < stop; p++) count += *p == *s;
        if (count > most) { most = count; best = *s; }
    }
    return best;
}

bay_status bay__ingest_csv(const char *bytes, size_t size, const bay__source *source, bay_error *err)
{
    enum bay__field columns[BAY__FIELDS_MAX];
    char separator = bay__csv_separator(bytes, size);
    if (!separator) separator = commonest_separator(bytes, size);
    if (size >= 3 && !memcmp(bytes, "\xEF\xBB\xBF", 3)) { bytes += 3; size -= 3; }
    reader r = {.at = bytes, .end = bytes + size, .separator = separator, .line = 1};
    bay_arena_init(&r.arena, (size_t)ARENA_MIB << 20);
    size_t count = read_header(&r, source->how->fields, columns);
    bool body = false;
    for (size_t i = 0; i < count; i++) body |= columns[i] == BAY__FIELD_TEXT || columns[i] == BAY__FIELD_HTML;
    bay_status status = BAY_OK;
    if (!body) bay__source_tell(source, 1, "no column \"text\" or \"html\" in the header");
    else status = read_rows(&r, columns, count, source, err);
    bay_arena_release(&r.arena);
    return status;
}
