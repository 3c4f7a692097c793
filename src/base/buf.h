/* base/buf.h - a growing byte buffer with a cap, and a writer of JSON into it.
 *
 * A failed write marks the buffer (buf.failed) and later writes do nothing, so
 * a whole line is written first and checked once:
 *
 *     bay_buf out; bay_buf_init(&out, 1 << 30);
 *     bay_json_open(&out, '{');
 *     bay_json_key(&out, "doc");  bay_json_str(&out, doc->id);
 *     bay_json_key(&out, "span"); bay_json_span(&out, span);
 *     bay_json_close(&out, '}');
 *     bay_buf_char(&out, '\n');
 *
 * Commas are put in by the writer. Strings are written as UTF-8; bytes that
 * are not UTF-8 become U+FFFD. Numbers print the same on every machine.
 */
#ifndef BAY_BASE_BUF_H
#define BAY_BASE_BUF_H

#include "base/status.h"
#include "base/str.h"

typedef struct bay_buf {
    char *bytes;        /* zero-terminated when size > 0 */
    size_t size, room, cap;
    bool failed;
    bool comma;         /* JSON: the next value needs a comma before it */
} bay_buf;

void bay_buf_init(bay_buf *buf, size_t cap);
void bay_buf_clear(bay_buf *buf);
void bay_buf_release(bay_buf *buf);
void bay_buf_add(bay_buf *buf, const void *bytes, size_t size);
void bay_buf_str(bay_buf *buf, bay_str s);
void bay_buf_text(bay_buf *buf, const char *zero_terminated);
void bay_buf_char(bay_buf *buf, char c);
void bay_buf_printf(bay_buf *buf, const char *format, ...) BAY_PRINTF(2, 3);
BAY_MUST_CHECK bay_status bay_buf_check(const bay_buf *buf, bay_error *err);

void bay_json_open(bay_buf *buf, char bracket);     /* '{' or '[' */
void bay_json_close(bay_buf *buf, char bracket);    /* '}' or ']' */
void bay_json_key(bay_buf *buf, const char *key);
void bay_json_str(bay_buf *buf, bay_str s);         /* null when s.bytes is NULL  */
void bay_json_text(bay_buf *buf, const char *s);    /* null when s is NULL        */
void bay_json_int(bay_buf *buf, int64_t value);
void bay_json_double(bay_buf *buf, double value, int decimals);   /* trailing zeros cut; null when not finite */
void bay_json_bool(bay_buf *buf, bool value);
void bay_json_null(bay_buf *buf);
void bay_json_span(bay_buf *buf, bay_span span);    /* [begin,end]; null when empty */
void bay_json_raw(bay_buf *buf, bay_str json);      /* already JSON                */

/* A key and its value. */
void bay_key_str(bay_buf *buf, const char *key, bay_str s);
void bay_key_text(bay_buf *buf, const char *key, const char *s);
void bay_key_int(bay_buf *buf, const char *key, int64_t value);
void bay_key_double(bay_buf *buf, const char *key, double value, int decimals);
void bay_key_bool(bay_buf *buf, const char *key, bool value);
void bay_key_span(bay_buf *buf, const char *key, bay_span span);
void bay_key_open(bay_buf *buf, const char *key, char bracket);

#endif
