/* ingest/mail.c - mailboxes (mbox, RFC 4155) and single messages (RFC 5322 with MIME): newsletters and wire mail.
 * Of alternatives the page is read, else the plain text; attached pages, texts, PDFs and messages are articles of their own.
 * Our own reader, since Debian's GMime brings GnuPG along and news mail needs a tenth of MIME. */
#include <stdio.h>
#include <strings.h>

#include "ingest/http.h"
#include "ingest/mime.h"
#include "ingest/source.h"
#include "ingest/when.h"

enum { MESSAGE_MAX = BAY__STREAM_MAX, PARTS_MAX = 1000, NESTED_MAX = 8, ARENA_MIB = 16, FRONT_LINES = 60 };

/* ---- is it mail ----------------------------------------------------------------- */

/* "From someone@example.org Tue Aug  3 10:05:00 2021" */
static bool is_from_line(bay_str line)
{
    if (!bay_str_starts(line, BAY_STR("From ")) || line.size > 500) return false;
    for (uint32_t i = 5; i + 5 <= line.size; i++)
        if (line.bytes[i + 2] == ':' && line.bytes[i] >= '0' && line.bytes[i] <= '2' && line.bytes[i + 3] >= '0' && line.bytes[i + 3] <= '5') return true;
    return false;
}

static bool is_header_line(bay_str line)
{
    uint32_t i = 0;
    while (i < line.size && line.bytes[i] > ' ' && line.bytes[i] != ':' && (unsigned char)line.bytes[i] < 127) i++;
    return i > 0 && i < line.size && line.bytes[i] == ':';
}

static bool has_mail_header(bay_str head)
{
    static const char *const names[] = {"Message-ID", "Received", "MIME-Version", "Return-Path"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (bay__header(head, names[i]).size) return true;
    return false;
}

bool bay__looks_like_mail(bay_str front)
{
    bay_str rest = front, line;
    uint32_t headers = 0;
    if (!bay_str_next(&rest, '\n', &line)) return false;
    if (is_from_line(line)) return bay_str_next(&rest, '\n', &line) && is_header_line(line);
    uint32_t size = bay__head_size(front);
    bay_str head = bay_str_slice(front, 0, size ? size : front.size);
    rest = head;
    while (headers < FRONT_LINES && bay_str_next(&rest, '\n', &line)) {
        if (!bay_str_trim(line).size) break;
        if (headers && (*line.bytes == ' ' || *line.bytes == '\t')) continue;
        if (!is_header_line(line)) return false;
        headers++;
    }
    return headers >= 3 && has_mail_header(head) && bay__header(head, "From").size;
}

/* ---- one message ----------------------------------------------------------------- */

typedef struct message {
    const bay__source *source;
    bay_arena arena;
    bay_str head;
    uint32_t parts, left_out;
    bool has_body;
    char id[256], title[1024], outlet[256], url[1024], published[BAY__WHEN_ROOM];
} message;

static void copy_line(char *to, size_t room, bay_str s)
{
    size_t n = 0;
    for (uint32_t i = 0; i < s.size && n + 1 < room; i++) to[n++] = (unsigned char)s.bytes[i] < ' ' ? ' ' : s.bytes[i];
    while (n && ((unsigned char)to[n - 1] & 0xC0) == 0x80 && s.size >= room) n--;   /* no half character at a cut */
    if (n && s.size >= room && (unsigned char)to[n - 1] >= 0xC0) n--;
    to[n] = 0;
}

static bay_str without_brackets(bay_str s)
{
    if (s.size && *s.bytes == '<') s = bay_str_slice(s, 1, s.size);
    const char *end = memchr(s.bytes, '>', s.size);
    return end ? bay_str_slice(s, 0, (uint32_t)(end - s.bytes)) : s;
}

/* "Example Post <news@example.org>": the name. */
static bay_str sender_name(bay_str from)
{
    const char *bracket = memchr(from.bytes, '<', from.size);
    bay_str name = bay_str_trim(bay_str_slice(from, 0, bracket ? (uint32_t)(bracket - from.bytes) : 0));
    if (name.size >= 2 && *name.bytes == '"' && name.bytes[name.size - 1] == '"') name = bay_str_slice(name, 1, name.size - 1);
    return name;
}

static void read_facts(message *m)
{
    copy_line(m->id, sizeof m->id, without_brackets(bay__mail_header_raw(&m->arena, m->head, "Message-ID")));
    copy_line(m->title, sizeof m->title, bay__mail_header(&m->arena, m->head, "Subject"));
    copy_line(m->outlet, sizeof m->outlet, sender_name(bay__mail_header(&m->arena, m->head, "From")));
    copy_line(m->url, sizeof m->url, without_brackets(bay__mail_header_raw(&m->arena, m->head, "Archived-At")));
    bay__when(bay__mail_header_raw(&m->arena, m->head, "Date"), m->published);
}

typedef struct part {
    bay_str head, body, type, charset, encoding, boundary, file;
    bool attached;
} part;

static bool is_type(const part *p, const char *type) { return p->type.size == strlen(type) && !strncasecmp(p->type.bytes, type, p->type.size); }

static bool is_multipart(const part *p) { return p->type.size > 10 && !strncasecmp(p->type.bytes, "multipart/", 10); }

static part open_part(message *m, bay_str bytes)
{
    uint32_t head = bay__head_size(bytes);
    if (bytes.size && *bytes.bytes == '\n') head = 1;                                        /* no head at all */
    else if (bytes.size > 1 && bytes.bytes[0] == '\r' && bytes.bytes[1] == '\n') head = 2;
    part p = {.head = bay_str_slice(bytes, 0, head), .body = bay_str_slice(bytes, head, bytes.size)};
    bay_str type = bay__mail_header_raw(&m->arena, p.head, "Content-Type");
    bay_str disposition = bay__mail_header_raw(&m->arena, p.head, "Content-Disposition");
    p.type = bay__without_parameters(type);
    if (!p.type.size) p.type = BAY_STR("text/plain");
    p.charset = bay__parameter(type, "charset");
    p.boundary = bay__parameter(type, "boundary");
    p.file = bay__parameter(disposition, "filename");
    if (!p.file.size) p.file = bay__parameter(type, "name");
    p.attached = disposition.size >= 10 && !strncasecmp(disposition.bytes, "attachment", 10);
    p.encoding = bay__mail_header_raw(&m->arena, p.head, "Content-Transfer-Encoding");
    return p;
}

static bay_status hand_body(message *m, const part *p, bay_str bytes, bay_error *err)
{
    char charset[64];
    bay_read_options o = m->source->defaults;
    m->has_body = true;
    copy_line(charset, sizeof charset, p->charset);
    o.id = *m->id ? m->id : m->source->name;
    o.origin = *m->source->origin ? m->source->origin : m->source->name;
    o.format = is_type(p, "text/html") ? "html" : "text";
    if (*charset) o.charset = charset;
    if (*m->title) o.title = m->title;
    if (*m->url) o.url = m->url;
    if (*m->outlet && !o.outlet) o.outlet = m->outlet;
    if (*m->published) o.published = m->published;
    return m->source->sink->article(m->source->sink->arg, bytes.bytes, bytes.size, &o, err);
}

static bay_status hand_attached(message *m, const part *p, bay_str bytes, bay_error *err)
{
    char name[256], charset[64];
    bay__source inside;
    copy_line(name, sizeof name, p->file.size ? p->file : BAY_STR("attachment"));
    if (!bay__source_inside(m->source, &inside, name, "!/")) return BAY_OK;
    snprintf(inside.name, sizeof inside.name, "%.600s/%s", *m->id ? m->id : m->source->name, name);
    copy_line(charset, sizeof charset, p->charset);
    if (*charset) inside.defaults.charset = charset;
    if (*m->outlet && !inside.defaults.outlet) inside.defaults.outlet = m->outlet;
    if (*m->published) inside.defaults.published = m->published;
    return bay__read_bytes(bytes.bytes, bytes.size, &inside, err);
}

static bay_status take_leaf(message *m, const part *p, bay_error *err)
{
    bool words = is_type(p, "text/html") || is_type(p, "text/plain");
    bool other = is_type(p, "application/pdf") || is_type(p, "message/rfc822");
    if ((!words && !other) || (words && m->has_body && !p->attached)) { m->left_out += !words; return BAY_OK; }
    bay_buf decoded;
    bay_buf_init(&decoded, MESSAGE_MAX);
    bay__mime_decode(p->body, p->encoding, &decoded);
    bay_str bytes = {decoded.bytes ? decoded.bytes : "", (uint32_t)decoded.size};
    bay_status status = BAY_OK;
    if (decoded.failed) bay__source_tell(m->source, 0, "part too large");
    else if (!bay_str_trim(bytes).size) ;
    else if (bytes.size > BAY__ARTICLE_MAX) bay__source_tell(m->source, 0, "part above 64 MiB");
    else if (words && !p->attached) status = hand_body(m, p, bytes, err);
    else status = hand_attached(m, p, bytes, err);
    bay_buf_release(&decoded);
    return status;
}

static bay_status walk(message *m, bay_str bytes, int depth, bay_error *err);

/* Whether words of one of the kinds lie somewhere in a part: alternatives are weighed by what they hold. */
static bool holds_page(message *m, bay_str bytes, int depth)
{
    bay_mark mark = bay_arena_mark(&m->arena);
    part p = open_part(m, bytes);
    bool found = is_type(&p, "text/html") && bay_str_trim(p.body).size > 0;
    bay_str rest = p.body, inner;
    for (uint32_t i = 0; !found && is_multipart(&p) && depth < NESTED_MAX && i < 20 && bay__mime_part(&rest, p.boundary, &inner); i++)
        found = holds_page(m, inner, depth + 1);
    bay_arena_reset(&m->arena, mark);
    return found;
}

/* RFC 2046, 5.1.4: the same words in several forms. */
static bay_status walk_alternatives(message *m, const part *p, int depth, bay_error *err)
{
    bay_str rest = p->body, inner, chosen = {0};
    bool page = false;
    for (uint32_t i = 0; i < 20 && bay__mime_part(&rest, p->boundary, &inner); i++) {
        bool holds = holds_page(m, inner, depth);
        if (chosen.bytes && (page || !holds)) continue;
        chosen = inner;
        page = holds;
    }
    return chosen.bytes ? walk(m, chosen, depth + 1, err) : BAY_OK;
}

static bay_status walk(message *m, bay_str bytes, int depth, bay_error *err)
{
    if (depth > NESTED_MAX || ++m->parts > PARTS_MAX) { m->left_out++; return BAY_OK; }
    bay_mark mark = bay_arena_mark(&m->arena);
    part p = open_part(m, bytes);
    bay_str rest = p.body, inner;
    bay_status status = BAY_OK;
    if (is_type(&p, "multipart/alternative")) status = walk_alternatives(m, &p, depth, err);
    else if (is_multipart(&p)) {
        while (!status && m->parts < PARTS_MAX && bay__mime_part(&rest, p.boundary, &inner)) status = walk(m, inner, depth + 1, err);
    } else status = take_leaf(m, &p, err);
    bay_arena_reset(&m->arena, mark);
    return status;
}

static bay_status read_message(bay_str bytes, const bay__source *source, bay_error *err)
{
    message m = {.source = source};
    bay_arena_init(&m.arena, (size_t)ARENA_MIB << 20);
    m.head = bay_str_slice(bytes, 0, bay__head_size(bytes));
    read_facts(&m);
    bay_status status = walk(&m, bytes, 0, err);
    if (!status && !m.has_body && m.parts) bay__source_note(source, "left out: a message without words%s%s", *m.id ? ": " : "", m.id);
    if (m.left_out) bay__source_note(source, "left out: %u parts of a message that are neither page nor text", m.left_out);
    bay_arena_release(&m.arena);
    return status;
}

/* ---- mailboxes -------------------------------------------------------------------- */

static bay_status hand_message(bay_buf *bytes, const bay__source *box, uint64_t number, uint64_t offset, bay_error *err)
{
    char name[BAY__NAME_ROOM];
    bay__source inside;
    if (bytes->failed) bay__source_tell(box, 0, "message %llu: above 80 MiB", (unsigned long long)number);
    if (bytes->failed || !bytes->size) return BAY_OK;
    snprintf(name, sizeof name, "%.900s:%llu", box->name, (unsigned long long)number);
    if (!bay__source_inside(box, &inside, name, "#")) return BAY_OK;
    snprintf(inside.origin, sizeof inside.origin, "%.1900s@%llu", *box->origin ? box->origin : box->name, (unsigned long long)offset);
    return read_message((bay_str){bytes->bytes, (uint32_t)bytes->size}, &inside, err);
}

/* A line ">From " was "From " before it was put into the box (RFC 4155, mboxrd). */
static void add_line(bay_buf *out, bay_str line)
{
    uint32_t signs = 0;
    while (signs < line.size && line.bytes[signs] == '>') signs++;
    if (signs && bay_str_starts(bay_str_slice(line, signs, line.size), BAY_STR("From "))) line = bay_str_slice(line, 1, line.size);
    bay_buf_str(out, line);
    bay_buf_char(out, '\n');
}

static bay_status read_box(bay__stream *in, const bay__source *source, bay_error *err)
{
    bay_buf bytes;
    bay_str line;
    bool blank = true;
    uint64_t number = 0, offset = 0, at = in->offset;
    bay_status status = BAY_OK;
    bay_buf_init(&bytes, MESSAGE_MAX);
    for (; !status && bay__stream_line(in, &line); at = in->offset) {
        if (blank && is_from_line(line)) {
            if (number) status = hand_message(&bytes, source, number, offset, err);
            bay_buf_clear(&bytes);
            number++;
            offset = at;
        } else add_line(&bytes, line);
        blank = !bay_str_trim(line).size;
    }
    if (!status) status = hand_message(&bytes, source, number ? number : 1, offset, err);
    bay_buf_release(&bytes);
    return status;
}

bay_status bay__read_mail(bay__stream *in, const bay__source *source, bay_error *err)
{
    (void)bay__stream_have(in, 6);
    if (bay_str_starts(bay__stream_held(in), BAY_STR("From "))) return read_box(in, source, err);
    bay_str bytes = bay__stream_rest(in);
    if (in->too_long) { bay__source_tell(source, 0, "message above 80 MiB"); return BAY_OK; }
    return read_message(bytes, source, err);
}
