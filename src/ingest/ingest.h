/* ingest/ingest.h - one input (a page, a text, JSON lines, CSV, feed, mailbox, web archive, packed files) to articles.
 *
 * Reads bytes and what is known about them; writes nothing of its own: each article goes to sink->article with its bytes
 * (HTML or text) and a filled bay_read_options, each malformed part to sink->problem, what is passed over on purpose to
 * sink->note, and the run goes on.
 *
 *     static bay_status take(void *arg, const void *bytes, size_t size, const bay_read_options *options, bay_error *err);
 *     static void tell(void *arg, const char *name, uint64_t line, const char *reason);
 *     bay__sink sink = {.article = take, .problem = tell, .arg = arg};
 *     bay__input how = {.fields = "text=story_text"};
 *     bay__ingest_path("articles.jsonl.gz", &how, &sink, &err);
 *
 * JSON lines: {"id","text"|"html","title","published","outlet","url","lang"}, an article a line. CSV: a header row with
 * the same names, RFC 4180 quotes, line breaks inside quotes, comma, semicolon or tab. What an article says about
 * itself wins over defaults. An article without an id is called NAME:LINE where the input holds several, NAME:1, NAME:2 ... where
 * one text does (ingest/digest.h).
 * options->origin says where inside the input the bytes lay: "pages.zip!/a.html", "crawl.warc.gz#<urn:uuid:...>@1024".
 *
 * Memory: files are mapped; everything else is read by pieces, and lines, records, members and messages are handed on
 * as they come, so that ten million articles pass through in the memory of the longest one. What is packed is bounded in
 * depth, ratio, number of members and bytes (ingest/source.h); what is over is told and passed.
 */
#ifndef BAY_INGEST_INGEST_H
#define BAY_INGEST_INGEST_H

#include <stdbool.h>

#include "base/status.h"

enum { BAY__ARTICLE_MAX = 64 << 20, BAY__FIELDS_MAX = 256 };

struct bay__item;   /* ingest/feed.h */

typedef struct bay__sink {
    /* Anything but BAY_OK stops the run and is returned. Pointers are good until it returns. */
    bay_status (*article)(void *arg, const void *bytes, size_t size, const bay_read_options *options, bay_error *err);
    /* line counts from 1; 0: the whole input. */
    void (*problem)(void *arg, const char *name, uint64_t line, const char *reason);
    /* Left out on purpose: no failure. May be NULL. */
    void (*note)(void *arg, const char *name, const char *reason);
    /* Items of feeds and sitemaps come here instead of becoming articles, when it is not NULL. */
    bay_status (*item)(void *arg, const struct bay__item *item, bay_error *err);
    void *arg;
} bay__sink;

typedef struct bay__input {
    const char *format;                 /* see bay__format_named; NULL: told by content                   */
    const char *fields;                 /* "text=body_html,published=pub_date": other names of ours; NULL */
    const bay_read_options *defaults;   /* NULL: nothing is known                                         */
} bay__input;

enum bay__format {
    BAY__FORMAT_TOLD, BAY__FORMAT_PAGE, BAY__FORMAT_JSONL, BAY__FORMAT_CSV, BAY__FORMAT_FEED, BAY__FORMAT_WARC,
    BAY__FORMAT_MAIL, BAY__FORMAT_PDF, BAY__FORMAT_PACKED, BAY__FORMAT_UNKNOWN
};

/* html text conllu jsonl csv tsv feed sitemap warc mbox eml pdf zip tar gzip zstd; NULL or "auto": told by content. */
enum bay__format bay__format_named(const char *name);
/* By the first bytes. Whatever is none of the others is one page. */
enum bay__format bay__format_of(const char *bytes, size_t size);
/* "text=a,url=b" with field names of ours on the left: BAY_BAD_INPUT where it is not so. */
BAY_MUST_CHECK bay_status bay__check_fields(const char *fields, bay_error *err);

/* name: for messages and ids. how may be NULL. */
BAY_MUST_CHECK bay_status bay__ingest(const char *bytes, size_t size, const char *name, const bay__input *how,
                                      const bay__sink *sink, bay_error *err);
/* A file, or "-" for standard input. Fails only when the file cannot be read or the sink stops. */
BAY_MUST_CHECK bay_status bay__ingest_path(const char *path, const bay__input *how, const bay__sink *sink, bay_error *err);

#endif
