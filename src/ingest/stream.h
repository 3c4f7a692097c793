/* ingest/stream.h - bytes that come piece by piece (a file, a pipe, the member of an archive), with a look ahead.
 *
 *   reads   what s->read gives
 *   writes  s->held: what was read and not dropped yet
 *
 *     bay__stream s;
 *     bay__stream_init(&s, read_member, archive, 80 << 20);
 *     while (bay__stream_line(&s, &line)) ...
 *     if (s.failed) tell(s.why);
 *     bay__stream_release(&s);
 *
 * A failed read ends the stream as its end would, and leaves the reason in s.why; so what came before it is used.
 * Costs: each byte is copied twice; at most `most` bytes are held.
 */
#ifndef BAY_INGEST_STREAM_H
#define BAY_INGEST_STREAM_H

#include "base/buf.h"

/* Bytes read into room; 0 at the end; below 0 when it failed, with a message in err. */
typedef ptrdiff_t bay__read_fn(void *arg, char *into, size_t room, bay_error *err);

typedef struct bay__stream {
    bay__read_fn *read;
    void *arg;
    bay_buf held;
    size_t at;               /* dropped bytes at the front of held */
    uint64_t offset;         /* of the byte at `at` in the whole   */
    size_t most;
    bool ended, failed, too_long;   /* too_long: a line or a want above `most` */
    char why[512];
} bay__stream;

void bay__stream_init(bay__stream *s, bay__read_fn *read, void *arg, size_t most);
void bay__stream_release(bay__stream *s);
/* Reads until `want` bytes are held, or the end. True when they are. */
bool bay__stream_have(bay__stream *s, size_t want);
/* What is held now. */
bay_str bay__stream_held(const bay__stream *s);
/* Leaves out n bytes, held or still to come. False when the input ended before. */
bool bay__stream_drop(bay__stream *s, uint64_t n);
/* The next line without its line feed; good until the next call. Of a line above `most`, the beginning. */
bool bay__stream_line(bay__stream *s, bay_str *line);
/* Reads all that is left, up to `most`; too_long is set where there is more. */
bay_str bay__stream_rest(bay__stream *s);

/* Readers over an open file (arg: int *) and over bytes in memory. */
bay__read_fn bay__read_file_piece;
typedef struct bay__piece { const char *at, *end; } bay__piece;
bay__read_fn bay__read_memory_piece;   /* arg: bay__piece * */

#endif
