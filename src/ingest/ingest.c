#include "ingest/ingest.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <strings.h>
#include <unistd.h>

#include "base/io.h"
#include "ingest/digest.h"
#include "ingest/feed.h"
#include "ingest/fields.h"
#include "ingest/source.h"

enum { SNIFF_BYTES = 64 * 1024, MEMORY_MAX = 512 << 20 };

/* ---- which kind --------------------------------------------------------- */

enum bay__format bay__format_named(const char *name)
{
    static const struct { const char *name; enum bay__format format; } names[] = {
        {"auto", BAY__FORMAT_TOLD}, {"html", BAY__FORMAT_PAGE}, {"text", BAY__FORMAT_PAGE}, {"conllu", BAY__FORMAT_PAGE},
        {"jsonl", BAY__FORMAT_JSONL}, {"ndjson", BAY__FORMAT_JSONL}, {"json", BAY__FORMAT_JSONL},
        {"csv", BAY__FORMAT_CSV}, {"tsv", BAY__FORMAT_CSV}, {"feed", BAY__FORMAT_FEED}, {"rss", BAY__FORMAT_FEED},
        {"atom", BAY__FORMAT_FEED}, {"sitemap", BAY__FORMAT_FEED}, {"warc", BAY__FORMAT_WARC}, {"wet", BAY__FORMAT_WARC},
        {"mbox", BAY__FORMAT_MAIL}, {"eml", BAY__FORMAT_MAIL}, {"pdf", BAY__FORMAT_PDF}, {"zip", BAY__FORMAT_PACKED},
        {"tar", BAY__FORMAT_PACKED}, {"gzip", BAY__FORMAT_PACKED}, {"zstd", BAY__FORMAT_PACKED},
    };
    if (!name || !*name) return BAY__FORMAT_TOLD;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (!strcasecmp(names[i].name, name)) return names[i].format;
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

/* What file(1) looks at, for the kinds that we unpack. */
static bool looks_packed(bay_str s)
{
    static const struct { uint32_t at; bay_str magic; } magics[] = {
        {0, {"\x1F\x8B\x08", 3}}, {0, {"\x28\xB5\x2F\xFD", 4}}, {0, {"BZh", 3}}, {0, {"\xFD" "7zXZ\0", 6}},
        {0, {"PK\x03\x04", 4}}, {0, {"PK\x05\x06", 4}}, {0, {"7z\xBC\xAF\x27\x1C", 6}}, {257, {"ustar", 5}},
    };
    for (size_t i = 0; i < sizeof magics / sizeof *magics; i++) {
        if (s.size < magics[i].at + magics[i].magic.size) continue;
        if (!memcmp(s.bytes + magics[i].at, magics[i].magic.bytes, magics[i].magic.size)) return true;
    }
    return false;
}

static bool opens_with_tag(bay_str s)
{
    if (bay_str_starts(s, BAY_STR("\xEF\xBB\xBF"))) s = bay_str_slice(s, 3, s.size);
    s = bay_str_trim(s);
    return s.size > 2 && s.bytes[0] == '<' && (s.bytes[1] == '!' || s.bytes[1] == '?' || (s.bytes[1] | 32) >= 'a');
}

enum bay__format bay__format_of(const char *bytes, size_t size)
{
    bay_str front = {bytes, (uint32_t)(size < SNIFF_BYTES ? size : SNIFF_BYTES)};
    if (looks_packed(front)) return BAY__FORMAT_PACKED;
    if (bay_str_starts(front, BAY_STR("%PDF-"))) return BAY__FORMAT_PDF;
    if (bay_str_starts(front, BAY_STR("WARC/"))) return BAY__FORMAT_WARC;
    if (looks_like_json_lines(bytes, size)) return BAY__FORMAT_JSONL;
    if (bay__looks_like_feed(front)) return BAY__FORMAT_FEED;
    if (bay__looks_like_mail(front)) return BAY__FORMAT_MAIL;
    if (opens_with_tag(front)) return BAY__FORMAT_PAGE;        /* a page in one line may hold ",text,title," in a script */
    return bay__csv_separator(bytes, size) ? BAY__FORMAT_CSV : BAY__FORMAT_PAGE;
}

/* ---- one input and what lies in it ------------------------------------------ */

void bay__source_tell(const bay__source *source, uint64_t line, const char *format, ...)
{
    char reason[512];
    va_list args;
    va_start(args, format);
    vsnprintf(reason, sizeof reason, format, args);
    va_end(args);
    source->sink->problem(source->sink->arg, *source->origin ? source->origin : source->name, line, reason);
}

void bay__source_note(const bay__source *source, const char *format, ...)
{
    char reason[512];
    va_list args;
    if (!source->sink->note) return;
    va_start(args, format);
    vsnprintf(reason, sizeof reason, format, args);
    va_end(args);
    source->sink->note(source->sink->arg, *source->origin ? source->origin : source->name, reason);
}

bool bay__spend(bay__budget *budget, uint64_t bytes)
{
    budget->bytes += bytes;
    return budget->bytes <= BAY__BYTES_MAX;
}

/* Names come from strangers and go into messages: no control characters. */
static void copy_name(char *to, size_t room, const char *from)
{
    size_t n = 0;
    for (; *from && n + 1 < room; from++) to[n++] = (unsigned char)*from < ' ' || *from == 127 ? '?' : *from;
    to[n] = 0;
}

bool bay__source_inside(const bay__source *outer, bay__source *out, const char *member, const char *joint)
{
    if (outer->depth >= BAY__DEPTH_MAX) { bay__source_tell(outer, 0, "packed more than %d deep: not opened", BAY__DEPTH_MAX); return false; }
    if (++outer->budget->members > BAY__MEMBERS_MAX) {
        if (!outer->budget->told) bay__source_tell(outer, 0, "more than %llu members: the rest is left out", BAY__MEMBERS_MAX);
        outer->budget->told = true;
        return false;
    }
    *out = *outer;
    out->depth = outer->depth + 1;
    copy_name(out->name, sizeof out->name, member);
    snprintf(out->origin, sizeof out->origin, "%.1000s%.8s%.1000s", *outer->origin ? outer->origin : outer->name, joint, out->name);
    out->defaults.id = NULL;
    return true;
}

/* The outermost. */
static void source_init(bay__source *s, const char *name, const bay__input *how, const bay__sink *sink, bay__budget *budget)
{
    static const bay__input nothing = {0};
    *s = (bay__source){.how = how ? how : &nothing, .sink = sink, .budget = budget};
    if (s->how->defaults) s->defaults = *s->how->defaults;
    copy_name(s->name, sizeof s->name, name);
}

static const char *format_of_source(const bay__source *source) { return source->depth ? NULL : source->how->format; }

/* ---- whole inputs in memory ----------------------------------------------- */

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash && slash[1] ? slash + 1 : path;
}

/* [begin, end) of a text that holds several articles. */
static bay_status one_of_several(const bay__digest *digest, uint32_t begin, uint32_t end, unsigned nr, const bay__source *source, bay_error *err)
{
    bay_read_options options = source->defaults;
    char id[BAY__NAME_ROOM], origin[BAY__ORIGIN_ROOM], outlet[BAY__NAME_ROOM];
    bay_str told;
    begin = bay__digest_head(digest, begin, &told);
    snprintf(outlet, sizeof outlet, "%.*s", (int)told.size, told.size ? told.bytes : "");
    snprintf(id, sizeof id, "%.1000s:%u", source->name, nr);
    snprintf(origin, sizeof origin, "%.2000s@%u", *source->origin ? source->origin : source->name, begin);
    options.id = id;
    options.origin = origin;
    options.format = "text";
    if (!options.outlet && told.size) options.outlet = outlet;
    return source->sink->article(source->sink->arg, digest->text.bytes + begin, end - begin, &options, err);
}

/* Text copied from several pages, exports of archives: *several, and each is handed on. */
static bay_status several_articles(bay_str text, const bay__source *source, bool *several, bay_error *err)
{
    bay__digest digest;
    const bay_read_options *told = &source->defaults;
    const char *format = format_of_source(source);
    if (told->id || told->title || told->one_sentence_per_line || (format && strcasecmp(format, "text"))) return BAY_OK;
    bay__digest_init(&digest, text);
    uint32_t at = 0, next = bay__digest_next(&digest, 0);
    if (next >= text.size) return BAY_OK;
    *several = true;
    at = bay__digest_cover(&digest);
    if (at) bay__source_note(source, "list of contents left out");
    for (unsigned nr = 1; at < text.size; nr++, at = next) {
        if (nr > 1) next = bay__digest_next(&digest, at);
        BAY_TRY(one_of_several(&digest, at, next, nr, source, err));
    }
    return BAY_OK;
}

static bay_status one_page(bay_str bytes, const bay__source *source, bay_error *err)
{
    bay_read_options options = source->defaults;
    bool several = false;
    const char *format = format_of_source(source);
    if (bytes.size > BAY__ARTICLE_MAX) { bay__source_tell(source, 0, "article above 64 MiB"); return BAY_OK; }
    BAY_TRY(several_articles(bytes, source, &several, err));
    if (several) return BAY_OK;
    if (!options.id) options.id = source->name;
    if (*source->origin) options.origin = source->origin;
    if (format && bay__format_named(format) == BAY__FORMAT_PAGE) options.format = format;
    return source->sink->article(source->sink->arg, bytes.bytes, bytes.size, &options, err);
}

static bay_status json_lines(bay__stream *in, const bay__source *source, bay_error *err)
{
    bay_str text;
    for (uint64_t line = 1; bay__stream_line(in, &text); line++) {
        if (line == 1 && bay_str_starts(text, BAY_STR("\xEF\xBB\xBF"))) text = bay_str_slice(text, 3, text.size);
        if (in->too_long) bay__source_tell(source, line, "line above 80 MiB");
        else BAY_TRY(bay__ingest_json_line(text.bytes, text.size, source, line, err));
    }
    return BAY_OK;
}

/* The kinds that are read piece by piece. */
static bay_status read_pieces(enum bay__format kind, bay__stream *in, const bay_str *whole, const bay__source *source, bay_error *err)
{
    switch (kind) {
    case BAY__FORMAT_PACKED: return bay__read_packed(in, whole, source, err);
    case BAY__FORMAT_WARC: return bay__read_warc(in, source, err);
    case BAY__FORMAT_MAIL: return bay__read_mail(in, source, err);
    default: return json_lines(in, source, err);
    }
}

static bool is_read_by_pieces(enum bay__format kind)
{
    return kind == BAY__FORMAT_PACKED || kind == BAY__FORMAT_WARC || kind == BAY__FORMAT_MAIL || kind == BAY__FORMAT_JSONL;
}

static bay_status read_whole(enum bay__format kind, bay_str bytes, const bay__source *source, bay_error *err)
{
    switch (kind) {
    case BAY__FORMAT_CSV: return bay__ingest_csv(bytes.bytes, bytes.size, source, err);
    case BAY__FORMAT_FEED: return bay__read_feed_articles(bytes, source, err);
    case BAY__FORMAT_PDF: return bay__read_pdf(bytes, source, err);
    default: return one_page(bytes, source, err);
    }
}

static bay_status unknown(const char *format, bay_error *err)
{
    return bay_fail(err, BAY_BAD_INPUT, "unknown input format '%s': html text jsonl csv tsv feed sitemap warc mbox eml pdf zip tar gzip "
                    "zstd", format);
}

bay_status bay__read_bytes(const char *bytes, size_t size, const bay__source *source, bay_error *err)
{
    enum bay__format kind = bay__format_named(format_of_source(source));
    if (kind == BAY__FORMAT_UNKNOWN) return unknown(source->how->format, err);
    if (kind == BAY__FORMAT_TOLD) kind = bay__format_of(bytes, size);
    if (!is_read_by_pieces(kind)) {
        if (size >= UINT32_MAX) { bay__source_tell(source, 0, "above 4 GiB"); return BAY_OK; }
        return read_whole(kind, (bay_str){bytes, (uint32_t)size}, source, err);
    }
    bay__piece piece = {bytes, bytes + size};
    bay__stream in;
    bay_str whole = {bytes, (uint32_t)size};
    bay__stream_init(&in, bay__read_memory_piece, &piece, BAY__STREAM_MAX);
    bay_status status = read_pieces(kind, &in, size < UINT32_MAX ? &whole : NULL, source, err);
    if (!status && in.failed) bay__source_tell(source, 0, "%s", in.why);
    bay__stream_release(&in);
    return status;
}

bay_status bay__ingest(const char *bytes, size_t size, const char *name, const bay__input *how, const bay__sink *sink, bay_error *err)
{
    bay__budget budget = {0};
    bay__source source;
    source_init(&source, name, how, sink, &budget);
    return bay__read_bytes(bytes, size, &source, err);
}

/* ---- streams and files ------------------------------------------------------ */

/* Enough to tell the kind: a line, and some more where it costs no waiting. */
static void have_front(bay__stream *in)
{
    while (!in->ended) {
        bay_str held = bay__stream_held(in);
        if (held.size >= SNIFF_BYTES || (looks_like_json_lines(held.bytes, held.size) && memchr(held.bytes, '\n', held.size))) return;
        (void)bay__stream_have(in, held.size + 1);
    }
}

bay_status bay__read_stream(bay__stream *in, const bay__source *source, bay_error *err)
{
    enum bay__format kind = bay__format_named(format_of_source(source));
    if (kind == BAY__FORMAT_UNKNOWN) return unknown(source->how->format, err);
    have_front(in);
    bay_str front = bay__stream_held(in);
    if (kind == BAY__FORMAT_TOLD) kind = bay__format_of(front.bytes, front.size);
    bay_status status = BAY_OK;
    if (is_read_by_pieces(kind)) {
        status = read_pieces(kind, in, NULL, source, err);
    } else {
        in->most = kind == BAY__FORMAT_PAGE ? BAY__ARTICLE_MAX : MEMORY_MAX;
        in->held.cap = (size_t)in->most * 2;
        bay_str bytes = bay__stream_rest(in);
        if (in->too_long) bay__source_tell(source, 0, kind == BAY__FORMAT_PAGE ? "article above 64 MiB" : "above %d MiB", MEMORY_MAX >> 20);
        else if (!in->failed) status = read_whole(kind, bytes, source, err);
    }
    if (!status && in->failed) bay__source_tell(source, 0, "%s", in->why);
    return status;
}

static bay_status read_open_file(int fd, const char *name, const bay__input *how, const bay__sink *sink, bay_error *err)
{
    bay__budget budget = {0};
    bay__source source;
    bay__stream in;
    source_init(&source, name, how, sink, &budget);
    bay__stream_init(&in, bay__read_file_piece, &fd, BAY__STREAM_MAX);
    bay_status status = bay__read_stream(&in, &source, err);
    bay__stream_release(&in);
    return status;
}

bay_status bay__ingest_path(const char *path, const bay__input *how, const bay__sink *sink, bay_error *err)
{
    bool standard = strcmp(path, "-") == 0;
    bay_mapped file;
    if (!standard && bay_file_map(path, &file, NULL) == BAY_OK) {
        bay_status status = bay__ingest(file.bytes ? file.bytes : "", file.size, base_name(path), how, sink, err);
        bay_file_unmap(&file);
        return status;
    }
    int fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return bay_fail(err, BAY_NOT_FOUND, "%s", strerror(errno));
    bay_status status = read_open_file(fd, standard ? "stdin" : base_name(path), how, sink, err);
    if (!standard) close(fd);
    return status;
}
