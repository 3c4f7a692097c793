/* ingest/ingest.h - one input (a page, a text, JSON lines, CSV) to articles, one call back for each.
 *
 * Reads bytes and what is known about them; writes nothing of its own: each article goes to sink->article with its bytes
 * (HTML or text) and a filled bay_read_options, each malformed line to sink->problem, and the run goes on.
 *
 *     static bay_status take(void *arg, const void *bytes, size_t size, const bay_read_options *options, bay_error *err);
 *     static void tell(void *arg, const char *name, uint64_t line, const char *reason);
 *     bay__sink sink = {take, tell, arg};
 *     bay__ingest_path("articles.jsonl", NULL, &defaults, &sink, &err);
 *
 * JSON lines: {"id","text"|"html","title","published","outlet","url","lang"}, an article a line. CSV: a header row with
 * the same names, RFC 4180 quotes, line breaks inside quotes, comma, semicolon or tab. What an article says about
 * itself wins over defaults. An article without an id is called NAME:LINE where the input holds several.
 *
 * Memory: files are mapped; standard input is read by pieces, and JSON lines from it are handed on as they come, so
 * that ten million articles pass through in the memory of the longest one.
 */
#ifndef BAY_INGEST_INGEST_H
#define BAY_INGEST_INGEST_H

#include <stdbool.h>

#include "base/status.h"

enum { BAY__ARTICLE_MAX = 64 << 20, BAY__FIELDS_MAX = 256 };

typedef struct bay__sink {
    /* Anything but BAY_OK stops the run and is returned. Pointers are good until it returns. */
    bay_status (*article)(void *arg, const void *bytes, size_t size, const bay_read_options *options, bay_error *err);
    /* line counts from 1; 0: the whole input. */
    void (*problem)(void *arg, const char *name, uint64_t line, const char *reason);
    void *arg;
} bay__sink;

enum bay__format { BAY__FORMAT_TOLD, BAY__FORMAT_PAGE, BAY__FORMAT_JSONL, BAY__FORMAT_CSV, BAY__FORMAT_UNKNOWN };

/* "html" and "text" are pages whose kind is known; NULL or "auto": told by content. */
enum bay__format bay__format_named(const char *name);
/* By the first bytes: whether it is JSON lines, CSV with a header that names our fields, or one page. */
enum bay__format bay__format_of(const char *bytes, size_t size);

/* name: for messages and ids. format: html | text | jsonl | csv, NULL told by content. defaults may be NULL. */
BAY_MUST_CHECK bay_status bay__ingest(const char *bytes, size_t size, const char *name, const char *format,
                                      const bay_read_options *defaults, const bay__sink *sink, bay_error *err);
/* A file, or "-" for standard input. Fails only when the file cannot be read or the sink stops. */
BAY_MUST_CHECK bay_status bay__ingest_path(const char *path, const char *format, const bay_read_options *defaults,
                                           const bay__sink *sink, bay_error *err);

#endif
