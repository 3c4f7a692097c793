#include "ingest/mime.h"

#include <iconv.h>
#include <strings.h>

#include "base/utf8.h"

enum { HEADER_MAX = 16 * 1024, CHARSET_ROOM = 64 };

bay_str bay__mail_header_raw(bay_arena *arena, bay_str head, const char *name)
{
    size_t size = strlen(name);
    bay_str line, rest = head;
    while (bay_str_next(&rest, '\n', &line)) {
        if (line.size <= size || line.bytes[size] != ':' || strncasecmp(line.bytes, name, size)) continue;
        const char *begin = line.bytes + size + 1, *end = line.bytes + line.size;
        while (rest.size && (*rest.bytes == ' ' || *rest.bytes == '\t') && bay_str_next(&rest, '\n', &line)) end = line.bytes + line.size;
        if (end - begin > HEADER_MAX) end = begin + HEADER_MAX;
        bay_str copy = bay_str_copy(arena, bay_str_trim((bay_str){begin, (uint32_t)(end - begin)}));
        if (!copy.bytes) return BAY_STR("");
        char *bytes = (char *)(uintptr_t)copy.bytes;
        uint32_t n = 0;
        for (uint32_t i = 0; i < copy.size; i++)
            if (bytes[i] != '\r' && bytes[i] != '\n') bytes[n++] = bytes[i] == '\t' ? ' ' : bytes[i];
        bytes[n] = 0;
        return (bay_str){bytes, n};
    }
    return BAY_STR("");
}

/* ---- transfer encodings ----------------------------------------------------- */

static int base64_value(char c)
{
    if (c >= 'A' && c <= 'Z') return c - 'A';
    if (c >= 'a' && c <= 'z') return c - 'a' + 26;
    if (c >= '0' && c <= '9') return c - '0' + 52;
    return c == '+' || c == '-' ? 62 : c == '/' || c == '_' ? 63 : -1;
}

static void base64(bay_str in, bay_buf *out)
{
    uint32_t bits = 0, have = 0;
    for (uint32_t i = 0; i < in.size && in.bytes[i] != '='; i++) {
        int value = base64_value(in.bytes[i]);
        if (value < 0) continue;
        bits = (bits << 6 | (uint32_t)value) & 0xFFFFFF;
        have += 6;
        if (have >= 8) { have -= 8; bay_buf_char(out, (char)(bits >> have & 0xFF)); }
    }
}

static int digit(char c)
{
    if (c >= '0' && c <= '9') return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* header: underscores are spaces (RFC 2047, 4.2). */
static void quoted_printable(bay_str in, bool header, bay_buf *out)
{
    for (uint32_t i = 0; i < in.size; i++) {
        char c = in.bytes[i];
        if (c != '=') { bay_buf_char(out, header && c == '_' ? ' ' : c); continue; }
        uint32_t next = i + 1;
        while (next < in.size && (in.bytes[next] == ' ' || in.bytes[next] == '\t' || in.bytes[next] == '\r')) next++;
        if (next < in.size && in.bytes[next] == '\n') { i = next; continue; }   /* a soft line break */
        int high = i + 1 < in.size ? digit(in.bytes[i + 1]) : -1, low = i + 2 < in.size ? digit(in.bytes[i + 2]) : -1;
        if (high < 0 || low < 0) { bay_buf_char(out, c); continue; }
        bay_buf_char(out, (char)(high * 16 + low));
        i += 2;
    }
}

void bay__mime_decode(bay_str body, bay_str encoding, bay_buf *out)
{
    if (encoding.size >= 6 && !strncasecmp(encoding.bytes, "base64", 6)) base64(body, out);
    else if (encoding.size >= 16 && !strncasecmp(encoding.bytes, "quoted-printable", 16)) quoted_printable(body, false, out);
    else bay_buf_str(out, body);
}

/* ---- encoded words ------------------------------------------------------------ */

static void add_as_utf8(bay_buf *out, bay_str bytes, bay_str charset)
{
    char name[CHARSET_ROOM], piece[256];
    iconv_t cd = (iconv_t)-1;
    if (charset.size < sizeof name) {
        memcpy(name, charset.bytes, charset.size);
        name[charset.size] = 0;
        cd = iconv_open("UTF-8", name);
    }
    if (cd == (iconv_t)-1) { bay_buf_str(out, bytes); return; }
    char *in = (char *)(uintptr_t)bytes.bytes;
    size_t left = bytes.size;
    while (left) {
        char *to = piece;
        size_t room = sizeof piece;
        size_t code = iconv(cd, &in, &left, &to, &room);
        bay_buf_add(out, piece, sizeof piece - room);
        if (code == (size_t)-1 && room == sizeof piece && left) { bay_buf_char(out, '?'); in++; left--; }   /* no character of it */
    }
    iconv_close(cd);
}

/* "=?charset?Q?text?=" at s[at]: its size, or 0. */
static uint32_t encoded_word(bay_str s, uint32_t at, bay_buf *out)
{
    uint32_t marks[3], n = 0, i = at + 2;
    for (; i < s.size && n < 3; i++)
        if (s.bytes[i] == '?') marks[n++] = i;
        else if (s.bytes[i] == ' ' && n < 2) return 0;
    if (n < 3 || i >= s.size || s.bytes[i] != '=') return 0;
    bay_str charset = bay_str_slice(s, at + 2, marks[0]), text = bay_str_slice(s, marks[1] + 1, marks[2]);
    const char *star = memchr(charset.bytes, '*', charset.size);   /* RFC 2231: a language after it */
    if (star) charset.size = (uint32_t)(star - charset.bytes);
    bay_buf bytes;
    bay_buf_init(&bytes, HEADER_MAX * 2);
    if ((s.bytes[marks[0] + 1] | 0x20) == 'b') base64(text, &bytes);
    else quoted_printable(text, true, &bytes);
    if (bytes.size && !bytes.failed) add_as_utf8(out, (bay_str){bytes.bytes, (uint32_t)bytes.size}, charset);
    bay_buf_release(&bytes);
    return i + 1 - at;
}

bay_str bay__mail_header(bay_arena *arena, bay_str head, const char *name)
{
    bay_str s = bay__mail_header_raw(arena, head, name);
    bay_buf out;
    bool after_word = false;
    bay_buf_init(&out, HEADER_MAX * 4);
    for (uint32_t i = 0; i < s.size;) {
        uint32_t size = s.bytes[i] == '=' && i + 1 < s.size && s.bytes[i + 1] == '?' ? encoded_word(s, i, &out) : 0;
        if (size) { i += size; after_word = true; continue; }
        uint32_t next = i;
        while (next < s.size && s.bytes[next] == ' ') next++;
        /* White space between two encoded words is none (RFC 2047, 6.2). */
        if (after_word && next > i && next + 1 < s.size && s.bytes[next] == '=' && s.bytes[next + 1] == '?') { i = next; after_word = false; continue; }
        after_word = false;
        bay_buf_char(&out, s.bytes[i++]);
    }
    bay_str all = out.size && !out.failed ? bay_utf8_repair(arena, (bay_str){out.bytes, (uint32_t)out.size}) : BAY_STR("");
    bay_buf_release(&out);
    return all.bytes ? bay_str_trim(all) : BAY_STR("");
}

/* ---- parts ---------------------------------------------------------------------- */

/* The next line that begins with "--boundary". last: it is the closing one. */
static bool find_boundary(bay_str s, bay_str boundary, uint32_t *begin, uint32_t *end, bool *last)
{
    for (uint32_t at = 0; at < s.size;) {
        const char *stop = memchr(s.bytes + at, '\n', s.size - at);
        uint32_t next = stop ? (uint32_t)(stop + 1 - s.bytes) : s.size;
        bay_str line = bay_str_slice(s, at, next);
        if (line.size >= boundary.size + 2 && line.bytes[0] == '-' && line.bytes[1] == '-' && !memcmp(line.bytes + 2, boundary.bytes, boundary.size)) {
            *begin = at;
            *end = next;
            *last = line.size >= boundary.size + 4 && !memcmp(line.bytes + 2 + boundary.size, "--", 2);
            return true;
        }
        at = next;
    }
    return false;
}

bool bay__mime_part(bay_str *rest, bay_str boundary, bay_str *part)
{
    uint32_t begin, end, next_begin, next_end;
    bool last;
    if (!boundary.size || !find_boundary(*rest, boundary, &begin, &end, &last) || last) return false;
    bay_str after = bay_str_slice(*rest, end, rest->size);
    if (!find_boundary(after, boundary, &next_begin, &next_end, &last)) next_begin = after.size;   /* cut off */
    *part = bay_str_slice(after, 0, next_begin);
    *rest = bay_str_slice(after, next_begin, after.size);
    return after.size > 0;
}
