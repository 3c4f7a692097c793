/* ingest/source.h - what the readers of this folder share: one input, what it lies in, and what is left to spend.
 *
 *     bay__source member;
 *     if (bay__source_inside(outer, &member, "a.html", "!/")) BAY_TRY(bay__read_stream(&stream, &member, err));
 *
 * One budget is shared by all that lies inside an input named by the user: a small file that unpacks to a lake, or to
 * itself, ends with a message.
 */
#ifndef BAY_INGEST_SOURCE_H
#define BAY_INGEST_SOURCE_H

#include "ingest/ingest.h"
#include "ingest/stream.h"

enum {
    BAY__DEPTH_MAX = 4,                        /* packed in packed in ...                            */
    BAY__NAME_ROOM = 1024,
    BAY__ORIGIN_ROOM = 2048,
    BAY__RATIO_MAX = 200,                      /* unpacked to packed, looked at above BAY__RATIO_FROM */
    BAY__RATIO_FROM = 100 << 20,
    BAY__STREAM_MAX = 80 << 20                 /* one line, record, message                          */
};
#define BAY__MEMBERS_MAX 20000000ull
#define BAY__BYTES_MAX (1ull << 40)

typedef struct bay__budget {
    uint64_t members, bytes;
    bool told;                                 /* that it is spent */
} bay__budget;

typedef struct bay__source {
    const bay__input *how;                     /* how->format holds for the outermost only */
    const bay__sink *sink;
    bay__budget *budget;
    bay_read_options defaults;                 /* with the origin, charset, url ... of this member */
    int depth;
    char name[BAY__NAME_ROOM];                 /* for messages, and ids that are made from it */
    char origin[BAY__ORIGIN_ROOM];             /* "" for what lies in nothing                 */
} bay__source;

void bay__source_tell(const bay__source *source, uint64_t line, const char *format, ...) BAY_PRINTF(3, 4);
void bay__source_note(const bay__source *source, const char *format, ...) BAY_PRINTF(2, 3);
/* A member of outer: its name, its origin (outer's origin or name, joint, member). False, and told, when members are spent
 * or it is nested too deep. */
bool bay__source_inside(const bay__source *outer, bay__source *out, const char *member, const char *joint);
/* Counts unpacked bytes; false when they are spent. */
bool bay__spend(bay__budget *budget, uint64_t bytes);

/* Of a kind told by content (or how->format at depth 0). */
BAY_MUST_CHECK bay_status bay__read_stream(bay__stream *in, const bay__source *source, bay_error *err);
BAY_MUST_CHECK bay_status bay__read_bytes(const char *bytes, size_t size, const bay__source *source, bay_error *err);

/* Tar, zip, 7z; gzip, zstd, bzip2, xz. whole: all the bytes where they are in memory, so that a zip's directory at its end is
 * read; else NULL and the stream is. */
BAY_MUST_CHECK bay_status bay__read_packed(bay__stream *in, const bay_str *whole, const bay__source *source, bay_error *err);
BAY_MUST_CHECK bay_status bay__read_warc(bay__stream *in, const bay__source *source, bay_error *err);
BAY_MUST_CHECK bay_status bay__read_mail(bay__stream *in, const bay__source *source, bay_error *err);
BAY_MUST_CHECK bay_status bay__read_feed_articles(bay_str bytes, const bay__source *source, bay_error *err);
BAY_MUST_CHECK bay_status bay__read_pdf(bay_str bytes, const bay__source *source, bay_error *err);
bool bay__looks_like_mail(bay_str bytes);

#endif
