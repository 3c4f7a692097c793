#include "ingest/stream.h"

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

enum { PIECE = 64 * 1024 };

void bay__stream_init(bay__stream *s, bay__read_fn *read, void *arg, size_t most)
{
    *s = (bay__stream){.read = read, .arg = arg, .most = most};
    bay_buf_init(&s->held, most * 2 + PIECE * 2);
}

void bay__stream_release(bay__stream *s) { bay_buf_release(&s->held); }

static void fail(bay__stream *s, const char *why)
{
    s->ended = s->failed = true;
    snprintf(s->why, sizeof s->why, "%s", why);
}

/* Drops what was left out for good, when that is worth the copying. */
static void compact(bay__stream *s)
{
    if (s->at < PIECE || s->at < s->held.size / 2) return;
    memmove(s->held.bytes, s->held.bytes + s->at, s->held.size - s->at);
    s->held.size -= s->at;
    s->at = 0;
}

static void fill(bay__stream *s)
{
    char piece[PIECE];
    bay_error err = {0};
    if (s->at == s->held.size) s->at = s->held.size = 0;
    compact(s);
    ptrdiff_t got = s->read(s->arg, piece, sizeof piece, &err);
    if (got < 0) { fail(s, err.message[0] ? err.message : "cannot be read"); return; }
    if (got == 0) { s->ended = true; return; }
    bay_buf_add(&s->held, piece, (size_t)got);
    if (s->held.failed) fail(s, "out of memory");
}

bay_str bay__stream_held(const bay__stream *s)
{
    size_t size = s->held.size - s->at;
    return size ? (bay_str){s->held.bytes + s->at, (uint32_t)size} : BAY_STR("");
}

bool bay__stream_have(bay__stream *s, size_t want)
{
    if (want > s->most) { s->too_long = true; want = s->most; }
    while (!s->ended && s->held.size - s->at < want) fill(s);
    return s->held.size - s->at >= want && !s->too_long;
}

bool bay__stream_drop(bay__stream *s, uint64_t n)
{
    for (;;) {
        size_t held = s->held.size - s->at, now = n < held ? (size_t)n : held;
        s->at += now;
        s->offset += now;
        n -= now;
        if (!n || s->ended) return n == 0;
        fill(s);
    }
}

/* Past the rest of a line whose beginning is all that is wanted. */
static void drop_line(bay__stream *s)
{
    for (;;) {
        bay_str held = bay__stream_held(s);
        const char *stop = memchr(held.bytes, '\n', held.size);
        (void)bay__stream_drop(s, stop ? (size_t)(stop - held.bytes) + 1 : held.size);
        if (stop || s->ended) return;
        fill(s);
    }
}

bool bay__stream_line(bay__stream *s, bay_str *line)
{
    size_t looked = 0;
    s->too_long = false;
    for (;;) {
        bay_str held = bay__stream_held(s);
        const char *stop = held.size > looked ? memchr(held.bytes + looked, '\n', held.size - looked) : NULL;
        if (stop || (s->ended && held.size)) {
            *line = (bay_str){held.bytes, stop ? (uint32_t)(stop - held.bytes) : held.size};
            s->at += line->size + (stop != NULL);
            s->offset += line->size + (stop != NULL);
            return true;
        }
        if (s->ended) return false;
        if (held.size > s->most) { drop_line(s); *line = BAY_STR(""); s->too_long = true; return true; }
        looked = held.size;
        fill(s);
    }
}

bay_str bay__stream_rest(bay__stream *s)
{
    while (!s->ended && s->held.size - s->at <= s->most) fill(s);
    s->too_long = s->held.size - s->at > s->most;
    return bay__stream_held(s);
}

ptrdiff_t bay__read_file_piece(void *arg, char *into, size_t room, bay_error *err)
{
    ssize_t got;
    do got = read(*(const int *)arg, into, room); while (got < 0 && errno == EINTR);
    if (got < 0) (void)!bay_fail(err, BAY_IO, "cannot be read: %s", strerror(errno));
    return got;
}

ptrdiff_t bay__read_memory_piece(void *arg, char *into, size_t room, bay_error *err)
{
    bay__piece *piece = arg;
    (void)err;
    size_t left = (size_t)(piece->end - piece->at), now = left < room ? left : room;
    if (now) memcpy(into, piece->at, now);
    piece->at += now;
    return (ptrdiff_t)now;
}
