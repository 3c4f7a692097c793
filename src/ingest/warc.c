/* ingest/warc.c - web archives: ISO 28500 (WARC 1.0 and 1.1), records of responses, resources and conversions (WET).
 * A page that tells no date gets that of its response: Last-Modified, else the day it was captured, unless its address has one. */
#include <stdio.h>
#include <strings.h>

#include "ingest/http.h"
#include "ingest/source.h"
#include "ingest/when.h"

enum { HEAD_MAX = 64 * 1024, VALUE_ROOM = 2048, RECORD_MAX = BAY__ARTICLE_MAX + HEAD_MAX };

typedef struct record {
    uint64_t offset, length, number;
    char type[32], url[VALUE_ROOM], id[256], date[64], mime[128];
    bool has_length;
} record;

typedef struct reader {
    bay__stream *in;
    const bay__source *source;
    bay_buf unpacked, chunks;
    uint64_t records, passed, failed_status, other_kinds;
} reader;

static void copy_value(char *to, size_t room, bay_str value)
{
    size_t n = 0;
    for (uint32_t i = 0; i < value.size && n + 1 < room; i++)
        if ((unsigned char)value.bytes[i] > ' ' || value.bytes[i] == ' ') to[n++] = value.bytes[i];
    to[n] = 0;
}

/* WARC/1.0 examples put the address in angle brackets. */
static bay_str without_brackets(bay_str s)
{
    return s.size > 2 && *s.bytes == '<' && s.bytes[s.size - 1] == '>' ? bay_str_slice(s, 1, s.size - 1) : s;
}

static void keep_header(record *r, bay_str line)
{
    const char *colon = memchr(line.bytes, ':', line.size);
    if (!colon) return;
    bay_str name = {line.bytes, (uint32_t)(colon - line.bytes)};
    bay_str value = bay_str_trim(bay_str_slice(line, name.size + 1, line.size));
    struct { const char *name; char *to; size_t room; bay_str value; } known[] = {
        {"WARC-Type", r->type, sizeof r->type, value}, {"WARC-Target-URI", r->url, sizeof r->url, without_brackets(value)},
        {"WARC-Record-ID", r->id, sizeof r->id, value}, {"WARC-Date", r->date, sizeof r->date, value},
        {"Content-Type", r->mime, sizeof r->mime, value},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (name.size == strlen(known[i].name) && !strncasecmp(name.bytes, known[i].name, name.size)) copy_value(known[i].to, known[i].room, known[i].value);
    int64_t length;
    if (name.size == 14 && !strncasecmp(name.bytes, "Content-Length", 14) && bay_str_to_int(value, &length) && length >= 0) {
        r->length = (uint64_t)length;
        r->has_length = true;
    }
}

/* On to the next line that opens a record. False at the end. */
static bool find_record(reader *w, record *r)
{
    bool lost = false;
    bay_str line;
    for (;;) {
        uint64_t offset = w->in->offset;
        if (!bay__stream_line(w->in, &line)) return false;
        if (bay_str_starts(line, BAY_STR("WARC/"))) {
            *r = (record){.offset = offset, .number = ++w->records};
            return true;
        }
        if (!lost && bay_str_trim(line).size) bay__source_tell(w->source, 0, "no WARC record at byte %llu: passed on to the next", (unsigned long long)offset);
        lost |= bay_str_trim(line).size > 0;
    }
}

static bool read_head(reader *w, record *r)
{
    bay_str line;
    for (size_t total = 0; total < HEAD_MAX && bay__stream_line(w->in, &line); total += line.size) {
        if (!bay_str_trim(line).size) return r->has_length;
        keep_header(r, line);
    }
    return false;
}

/* What browsers draw with and what machines talk with is no article. */
static bool is_read(bay_str mime, const char *url)
{
    static const char *const kinds[] = {"text/html", "application/xhtml+xml", "text/plain", "application/xml", "text/xml", "application/pdf",
                                        "application/rss+xml", "application/atom+xml", "application/rdf+xml", "message/rfc822"};
    size_t size = strlen(url);
    if (size > 11 && !strcmp(url + size - 11, "/robots.txt")) return false;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (mime.size == strlen(kinds[i]) && !strncasecmp(mime.bytes, kinds[i], mime.size)) return true;
    return !mime.size;
}

/* "/2021/08/" or "2021-08-02": the page's address tells its date better than the day of its capture. */
static bool has_date(const char *url)
{
    for (const char *p = strstr(url, "20"); p; p = strstr(p + 1, "20")) {
        bool year = p[2] >= '0' && p[2] <= '9' && p[3] >= '0' && p[3] <= '9';
        if (year && strchr("/-_", p[4]) && p[4] && (p[5] == '0' || p[5] == '1')) return true;
    }
    return false;
}

static bay_status hand_body(reader *w, const record *r, bay_str body, bay_str charset, bay_str modified, bay_error *err)
{
    char name[BAY__NAME_ROOM], published[BAY__WHEN_ROOM], captured[BAY__WHEN_ROOM], charset_name[64];
    bay__source page;
    snprintf(name, sizeof name, "%.900s:%llu", w->source->name, (unsigned long long)r->number);
    if (!bay__source_inside(w->source, &page, name, "#")) return BAY_OK;
    snprintf(page.origin, sizeof page.origin, "%.1400s#%.256s@%llu", *w->source->origin ? w->source->origin : w->source->name, r->id,
             (unsigned long long)r->offset);
    copy_value(charset_name, sizeof charset_name, charset);
    if (*charset_name) page.defaults.charset = charset_name;
    if (*r->url) page.defaults.url = r->url;
    bool known = bay__when(bay_str_from(r->date), captured);
    /* Most pages are made anew for each reader: a Last-Modified on the day of capture says no more than that. */
    if (!bay__when(modified, published) || (known && strcmp(published, captured) > 0)) memcpy(published, captured, sizeof published);
    if (!page.defaults.published && *published && !has_date(r->url)) page.defaults.published = published;
    return bay__read_bytes(body.bytes, body.size, &page, err);
}

static bay_status take_response(reader *w, const record *r, bay_str block, bay_error *err)
{
    bay__response response;
    if (!bay__response_read(block, &w->unpacked, &w->chunks, &response)) {
        bay__source_tell(w->source, 0, "record %llu at byte %llu: no HTTP response", (unsigned long long)r->number, (unsigned long long)r->offset);
        return BAY_OK;
    }
    if (response.status != 200) { w->failed_status++; return BAY_OK; }
    if (!is_read(response.type, r->url)) { w->other_kinds++; return BAY_OK; }
    if (response.problem) {
        bay__source_tell(w->source, 0, "record %llu (%.200s): %s", (unsigned long long)r->number, r->url, response.problem);
        return BAY_OK;
    }
    return hand_body(w, r, response.body, response.charset, response.last_modified, err);
}

static bay_status take_block(reader *w, const record *r, bay_error *err)
{
    bool whole = bay__stream_have(w->in, (size_t)r->length);
    bay_str block = bay__stream_held(w->in);
    if (!whole) bay__source_tell(w->source, 0, "record %llu at byte %llu is cut off", (unsigned long long)r->number, (unsigned long long)r->offset);
    if (block.size > r->length) block.size = (uint32_t)r->length;
    if (!strcasecmp(r->type, "response") && strncasecmp(r->url, "dns:", 4)) return take_response(w, r, block, err);
    bay_str mime = bay_str_from(r->mime);
    if (is_read(bay__without_parameters(mime), r->url)) return hand_body(w, r, block, bay__parameter(mime, "charset"), BAY_STR(""), err);
    w->other_kinds++;
    return BAY_OK;
}

static bool is_wanted(const record *r)
{
    return !strcasecmp(r->type, "response") || !strcasecmp(r->type, "resource") || !strcasecmp(r->type, "conversion");
}

static bay_status read_record(reader *w, const record *r, bay_error *err)
{
    uint64_t end = w->in->offset + r->length;
    if (!is_wanted(r)) w->passed++;
    else if (r->length > RECORD_MAX) bay__source_tell(w->source, 0, "record %llu (%.200s): above 64 MiB", (unsigned long long)r->number, r->url);
    else BAY_TRY(take_block(w, r, err));
    (void)bay__stream_drop(w->in, end - w->in->offset);
    return BAY_OK;
}

static bay_status read_records(reader *w, bay_error *err)
{
    record r;
    while (find_record(w, &r)) {
        if (read_head(w, &r)) BAY_TRY(read_record(w, &r, err));
        else bay__source_tell(w->source, 0, "record %llu at byte %llu: no length in its head", (unsigned long long)r.number, (unsigned long long)r.offset);
    }
    return BAY_OK;
}

static void say_passed(const reader *w)
{
    if (w->passed) bay__source_note(w->source, "left out: %llu records of requests, revisits, metadata", (unsigned long long)w->passed);
    if (w->failed_status) bay__source_note(w->source, "left out: %llu responses of a status other than 200", (unsigned long long)w->failed_status);
    if (w->other_kinds) bay__source_note(w->source, "left out: %llu records of pictures, scripts and the like", (unsigned long long)w->other_kinds);
}

bay_status bay__read_warc(bay__stream *in, const bay__source *source, bay_error *err)
{
    reader w = {.in = in, .source = source};
    bay_buf_init(&w.unpacked, BAY__ARTICLE_MAX);
    bay_buf_init(&w.chunks, RECORD_MAX);
    bay_status status = read_records(&w, err);
    say_passed(&w);
    bay_buf_release(&w.unpacked);
    bay_buf_release(&w.chunks);
    return status;
}
