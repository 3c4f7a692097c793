#include "ingest/ingest.h"

#include <cjson/cJSON.h>
#include <errno.h>
#include <fcntl.h>
#include <strings.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/io.h"
#include "ingest/fields.h"

enum { PIECE = 256 * 1024, SNIFF_BYTES = 1 << 20, STREAM_LINE_MAX = 80 << 20 };

/* ---- which kind --------------------------------------------------------- */

enum bay__format bay__format_named(const char *name)
{
    if (!name || !*name || !strcasecmp(name, "auto")) return BAY__FORMAT_TOLD;
    if (!strcasecmp(name, "html") || !strcasecmp(name, "text") || !strcasecmp(name, "conllu")) return BAY__FORMAT_PAGE;
    if (!strcasecmp(name, "jsonl") || !strcasecmp(name, "ndjson") || !strcasecmp(name, "json")) return BAY__FORMAT_JSONL;
    if (!strcasecmp(name, "csv") || !strcasecmp(name, "tsv")) return BAY__FORMAT_CSV;
    return BAY__FORMAT_UNKNOWN;
}

/* The first line that is not blank opens an object with a quoted key. */
static bool looks_like_json_lines(const char *bytes, size_t size)
{
    size_t i = 0;
    if (size >= 3 && !memcmp(bytes, "\xEF\xBB\xBF", 3)) i = 3;
    while (i < size && (unsigned char)bytes[i] <= ' ') i++;
    if (i >= size || bytes[i] != '{') return false;
    for (i++; i < size && (bytes[i] == ' ' || bytes[i] == '\t');) i++;
    return i < size && bytes[i] == '"';
}

enum bay__format bay__format_of(const char *bytes, size_t size)
{
    if (looks_like_json_lines(bytes, size)) return BAY__FORMAT_JSONL;
    return bay__csv_separator(bytes, size) ? BAY__FORMAT_CSV : BAY__FORMAT_PAGE;
}

/* ---- whole inputs in memory ----------------------------------------------- */

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash && slash[1] ? slash + 1 : path;
}

static bay_status one_page(const char *bytes, size_t size, const char *name, const char *format,
                           const bay_read_options *defaults, const bay__sink *sink, bay_error *err)
{
    bay_read_options options = defaults ? *defaults : (bay_read_options){0};
    if (size > BAY__ARTICLE_MAX) {
        sink->problem(sink->arg, name, 0, "article above 64 MiB");
        return BAY_OK;
    }
    if (!options.id) options.id = name;
    if (format && bay__format_named(format) == BAY__FORMAT_PAGE) options.format = format;
    return sink->article(sink->arg, bytes, size, &options, err);
}

static bay_status json_lines(const char *bytes, size_t size, const char *name, const bay_read_options *defaults,
                             const bay__sink *sink, bay_error *err)
{
    const char *end = bytes + size;
    if (size >= 3 && !memcmp(bytes, "\xEF\xBB\xBF", 3)) bytes += 3;
    for (uint64_t line = 1; bytes < end; line++) {
        const char *stop = memchr(bytes, '\n', (size_t)(end - bytes));
        if (!stop) stop = end;
        BAY_TRY(bay__ingest_json_line(bytes, (size_t)(stop - bytes), name, line, defaults, sink, err));
        bytes = stop < end ? stop + 1 : end;
    }
    return BAY_OK;
}

bay_status bay__ingest(const char *bytes, size_t size, const char *name, const char *format,
                       const bay_read_options *defaults, const bay__sink *sink, bay_error *err)
{
    enum bay__format kind = bay__format_named(format);
    if (kind == BAY__FORMAT_TOLD) kind = bay__format_of(bytes, size);
    switch (kind) {
    case BAY__FORMAT_JSONL: return json_lines(bytes, size, name, defaults, sink, err);
    case BAY__FORMAT_CSV: return bay__ingest_csv(bytes, size, name, defaults, sink, err);
    case BAY__FORMAT_UNKNOWN: return bay_fail(err, BAY_BAD_INPUT, "unknown input format '%s': html, text, jsonl or csv", format);
    default: return one_page(bytes, size, name, format, defaults, sink, err);
    }
}

/* ---- files and streams ------------------------------------------------------ */

typedef struct stream {
    int fd;
    bay_buf held;            /* read and not handed on yet */
    bool ended;
} stream;

static bay_status fill(stream *s, bay_error *err)
{
    char piece[16 * 1024];
    ssize_t got;
    do got = read(s->fd, piece, sizeof piece); while (got < 0 && errno == EINTR);
    if (got < 0) return bay_fail(err, BAY_IO, "cannot be read: %s", strerror(errno));
    if (got == 0) s->ended = true;
    else bay_buf_add(&s->held, piece, (size_t)got);
    return bay_buf_check(&s->held, err);
}

/* Enough to tell the kind: a line and some more. */
static bay_status fill_first(stream *s, bay_error *err)
{
    while (!s->ended && s->held.size < SNIFF_BYTES && !(s->held.size && memchr(s->held.bytes, '\n', s->held.size))) BAY_TRY(fill(s, err));
    return BAY_OK;
}

/* Hands on every whole line that is held, and drops it. */
static bay_status drain_lines(stream *s, uint64_t *line, const char *name, const bay_read_options *defaults,
                              const bay__sink *sink, bay_error *err)
{
    size_t at = *line == 0 && s->held.size >= 3 && !memcmp(s->held.bytes, "\xEF\xBB\xBF", 3) ? 3 : 0;
    while (at < s->held.size) {
        const char *begin = s->held.bytes + at, *stop = memchr(begin, '\n', s->held.size - at);
        if (!stop && !s->ended) break;
        size_t size = stop ? (size_t)(stop - begin) : s->held.size - at;
        BAY_TRY(bay__ingest_json_line(begin, size, name, ++*line, defaults, sink, err));
        at += size + (stop != NULL);
    }
    memmove(s->held.bytes, s->held.bytes + at, s->held.size - at);
    s->held.size -= at;
    return BAY_OK;
}

static bay_status stream_json_lines(stream *s, const char *name, const bay_read_options *defaults, const bay__sink *sink,
                                    bay_error *err)
{
    uint64_t line = 0;
    for (;;) {
        if (s->held.size) BAY_TRY(drain_lines(s, &line, name, defaults, sink, err));
        if (s->ended) return BAY_OK;
        size_t before = s->held.size;   /* no line break in these: read on until there is one */
        do BAY_TRY(fill(s, err)); while (!s->ended && s->held.size - before < PIECE && !memchr(s->held.bytes + before, '\n', s->held.size - before));
    }
}

static bay_status ingest_stream(stream *s, const char *name, const char *format, const bay_read_options *defaults,
                                const bay__sink *sink, bay_error *err)
{
    BAY_TRY(fill_first(s, err));
    enum bay__format kind = bay__format_named(format);
    if (kind == BAY__FORMAT_TOLD && s->held.size && looks_like_json_lines(s->held.bytes, s->held.size)) kind = BAY__FORMAT_JSONL;
    if (kind == BAY__FORMAT_JSONL) return stream_json_lines(s, name, defaults, sink, err);
    while (!s->ended) BAY_TRY(fill(s, err));
    return bay__ingest(s->held.size ? s->held.bytes : "", s->held.size, name, format, defaults, sink, err);
}

bay_status bay__ingest_path(const char *path, const char *format, const bay_read_options *defaults, const bay__sink *sink,
                            bay_error *err)
{
    bool standard = strcmp(path, "-") == 0;
    bay_mapped file;
    if (!standard && bay_file_map(path, &file, NULL) == BAY_OK) {
        bay_status status = bay__ingest(file.bytes ? file.bytes : "", file.size, base_name(path), format, defaults, sink, err);
        bay_file_unmap(&file);
        return status;
    }
    stream s = {.fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)};
    if (s.fd < 0) return bay_fail(err, BAY_NOT_FOUND, "%s", strerror(errno));
    bay_buf_init(&s.held, (size_t)STREAM_LINE_MAX * 4);
    bay_status status = ingest_stream(&s, standard ? "stdin" : base_name(path), format, defaults, sink, err);
    bay_buf_release(&s.held);
    if (!standard) close(s.fd);
    return status;
}
