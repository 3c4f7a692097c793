#include "base/buf.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>

#include "base/mem.h"
#include "base/utf8.h"

void bay_buf_init(bay_buf *buf, size_t cap)
{
    memset(buf, 0, sizeof *buf);
    buf->cap = cap;
}

void bay_buf_clear(bay_buf *buf)
{
    buf->size = 0;
    buf->failed = buf->comma = false;
}

void bay_buf_release(bay_buf *buf)
{
    bay_free(buf->bytes);
    bay_buf_init(buf, buf->cap);
}

static bool make_room(bay_buf *buf, size_t more)
{
    if (buf->failed) return false;
    if (more >= buf->cap || buf->size > buf->cap - more - 1) { buf->failed = true; return false; }
    size_t need = buf->size + more + 1;
    if (need <= buf->room) return true;
    size_t room = buf->room ? buf->room : 256;
    while (room < need) room *= 2;
    char *fresh = bay_realloc(buf->bytes, room);
    if (!fresh) { buf->failed = true; return false; }
    buf->bytes = fresh;
    buf->room = room;
    return true;
}

void bay_buf_add(bay_buf *buf, const void *bytes, size_t size)
{
    if (!make_room(buf, size)) return;
    if (size) memcpy(buf->bytes + buf->size, bytes, size);
    buf->size += size;
    buf->bytes[buf->size] = 0;
}

void bay_buf_str(bay_buf *buf, bay_str s) { bay_buf_add(buf, s.bytes, s.size); }
void bay_buf_text(bay_buf *buf, const char *s) { bay_buf_add(buf, s, strlen(s)); }
void bay_buf_char(bay_buf *buf, char c) { bay_buf_add(buf, &c, 1); }

void bay_buf_printf(bay_buf *buf, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int size = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (size >= 0 && make_room(buf, (size_t)size)) {
        vsnprintf(buf->bytes + buf->size, (size_t)size + 1, format, again);
        buf->size += (size_t)size;
    }
    va_end(again);
}

bay_status bay_buf_check(const bay_buf *buf, bay_error *err)
{
    return buf->failed ? bay_fail_memory(err) : BAY_OK;
}

static void before_value(bay_buf *buf)
{
    if (buf->comma) bay_buf_char(buf, ',');
    buf->comma = true;
}

void bay_json_open(bay_buf *buf, char bracket)
{
    before_value(buf);
    bay_buf_char(buf, bracket);
    buf->comma = false;
}

void bay_json_close(bay_buf *buf, char bracket)
{
    bay_buf_char(buf, bracket);
    buf->comma = true;
}

static void escape_byte(bay_buf *buf, unsigned char c)
{
    switch (c) {
    case '"': bay_buf_add(buf, "\\\"", 2); break;
    case '\\': bay_buf_add(buf, "\\\\", 2); break;
    case '\n': bay_buf_add(buf, "\\n", 2); break;
    case '\r': bay_buf_add(buf, "\\r", 2); break;
    case '\t': bay_buf_add(buf, "\\t", 2); break;
    default: bay_buf_printf(buf, "\\u%04x", c);
    }
}

static void quoted(bay_buf *buf, bay_str s)
{
    bay_buf_char(buf, '"');
    uint32_t plain = 0, at = 0;
    while (at < s.size) {
        unsigned char c = (unsigned char)s.bytes[at];
        if (c >= 0x20 && c < 0x80 && c != '"' && c != '\\') { at++; continue; }
        uint32_t code, size = bay_utf8_decode(s, at, &code);
        if (c >= 0x80 && code != BAY_UTF8_BAD) { at += size; continue; }
        bay_buf_add(buf, s.bytes + plain, at - plain);
        if (c >= 0x80) bay_buf_add(buf, "\xEF\xBF\xBD", 3); else escape_byte(buf, c);
        at += size;
        plain = at;
    }
    bay_buf_add(buf, s.bytes + plain, s.size - plain);
    bay_buf_char(buf, '"');
}

void bay_json_key(bay_buf *buf, const char *key)
{
    before_value(buf);
    quoted(buf, bay_str_from(key));
    bay_buf_char(buf, ':');
    buf->comma = false;
}

void bay_json_str(bay_buf *buf, bay_str s)
{
    if (!s.bytes) { bay_json_null(buf); return; }
    before_value(buf);
    quoted(buf, s);
}

void bay_json_text(bay_buf *buf, const char *s) { bay_json_str(buf, bay_str_from(s)); }

void bay_json_int(bay_buf *buf, int64_t value)
{
    before_value(buf);
    bay_buf_printf(buf, "%lld", (long long)value);
}

void bay_json_double(bay_buf *buf, double value, int decimals)
{
    if (!isfinite(value)) { bay_json_null(buf); return; }
    before_value(buf);
    char text[64];
    int size = snprintf(text, sizeof text, "%.*f", decimals, value);
    if (size >= (int)sizeof text) size = (int)sizeof text - 1;
    if (decimals > 0) {
        while (size > 1 && text[size - 1] == '0') size--;
        if (text[size - 1] == '.') size--;
    }
    if (size == 2 && text[0] == '-' && text[1] == '0') { text[0] = '0'; size = 1; }
    bay_buf_add(buf, text, (size_t)size);
}

void bay_json_bool(bay_buf *buf, bool value)
{
    before_value(buf);
    bay_buf_text(buf, value ? "true" : "false");
}

void bay_json_null(bay_buf *buf)
{
    before_value(buf);
    bay_buf_text(buf, "null");
}

void bay_json_span(bay_buf *buf, bay_span span)
{
    if (bay_span_is_empty(span)) { bay_json_null(buf); return; }
    before_value(buf);
    bay_buf_printf(buf, "[%u,%u]", span.begin, span.end);
}

void bay_json_raw(bay_buf *buf, bay_str json)
{
    before_value(buf);
    bay_buf_str(buf, json);
}

/* ---- a key and its value ------------------------------------------------- */

void bay_key_str(bay_buf *buf, const char *key, bay_str s)
{
    bay_json_key(buf, key);
    bay_json_str(buf, s);
}

void bay_key_text(bay_buf *buf, const char *key, const char *s) { bay_key_str(buf, key, bay_str_from(s)); }

void bay_key_int(bay_buf *buf, const char *key, int64_t value)
{
    bay_json_key(buf, key);
    bay_json_int(buf, value);
}

void bay_key_double(bay_buf *buf, const char *key, double value, int decimals)
{
    bay_json_key(buf, key);
    bay_json_double(buf, value, decimals);
}

void bay_key_bool(bay_buf *buf, const char *key, bool value)
{
    bay_json_key(buf, key);
    bay_json_bool(buf, value);
}

void bay_key_span(bay_buf *buf, const char *key, bay_span span)
{
    bay_json_key(buf, key);
    bay_json_span(buf, span);
}

void bay_key_open(bay_buf *buf, const char *key, char bracket)
{
    bay_json_key(buf, key);
    bay_json_open(buf, bracket);
}
