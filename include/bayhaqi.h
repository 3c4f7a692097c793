/* bayhaqi.h - the only public header of libbayhaqi, and its manual.
 *
 * Bayhaqi reads news and codes who did what to whom, where, when, with how
 * many dead, according to whom. A program opens one engine (models and
 * dictionaries, const, shared by all its threads), makes one work per thread
 * and one document per article, and reads layers of the document as JSON lines:
 *
 *     bay_error err = {0};
 *     bay_engine *eng; bay_work *work; bay_doc *doc; bay_text out;
 *     if (bay_engine_open(NULL, &eng, &err)) die(err.message);
 *     bay_work_new(eng, &work, &err);
 *     bay_doc_new(&doc, &err);
 *     bay_doc_read(doc, eng, work, bytes, size, NULL, &err);
 *     bay_run(eng, work, doc, &err);
 *     bay_doc_layer(doc, eng, "events", &out, &err);   // out.bytes, out.size
 *
 * Errors: every call that can fail returns a bay_status (0 is fine) and, where
 * it takes a bay_error, leaves a message for people in it. Strange input is no
 * error: it leaves a note on the document and the run goes on.
 *
 * Threads: a const bay_engine may be shared freely; a bay_work and a bay_doc
 * belong to one thread at a time.
 *
 * The library never prints and never exits.
 */
#ifndef BAYHAQI_H
#define BAYHAQI_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define BAYHAQI_VERSION "0.1.0"

#if defined(__GNUC__)
#define BAY_MUST_CHECK __attribute__((warn_unused_result))
#else
#define BAY_MUST_CHECK
#endif

typedef enum bay_status {
    BAY_OK = 0,
    BAY_NO_MEMORY,   /* an allocation failed or a cap was reached            */
    BAY_BAD_INPUT,   /* a file of ours (lexicon, model, gold) is malformed   */
    BAY_NOT_FOUND,   /* a file, a layer, an id that does not exist           */
    BAY_IO,          /* the system refused to read or write                  */
    BAY_STORE,       /* the ledger refused                                   */
    BAY_LIMIT        /* an input is larger or deeper than allowed            */
} bay_status;

typedef struct bay_error {
    bay_status status;
    char message[512];
} bay_error;

typedef struct bay_engine bay_engine;
typedef struct bay_work bay_work;
typedef struct bay_doc bay_doc;

/* Bytes that the document owns; valid until it is cleared or freed. */
typedef struct bay_text {
    const char *bytes;
    size_t size;
} bay_text;

/* Where the engine's parts come from; all may be NULL for what is built in. */
typedef struct bay_engine_options {
    const char *lexicon_dir;   /* overlay: its rows are added to, and win over, the built-in ones */
    int lexicon_only;          /* 1: the overlay replaces the built-in dictionaries (tests)       */
    const char *model_file;    /* another model file                                              */
    const char *gazetteer_file;
    const char *people;        /* more rows of actors/people.tsv, as text with a header: persons that a
                                  ledger has learned. Copied; no part of the dictionaries' version      */
} bay_engine_options;

/* What is known about an article before it is read; all may be NULL. */
typedef struct bay_read_options {
    const char *id;             /* name of the document, else derived from content  */
    const char *format;         /* html | text, else told by content                */
    const char *published;      /* ISO date, when the page tells none               */
    const char *outlet;
    const char *url;
    const char *lang;
    const char *charset;        /* from a transport header, weaker than a BOM       */
    const char *title;
    const char *origin;         /* where the bytes lay: "pages.zip!/a.html"; kept beside them, no part of the content */
    int one_sentence_per_line;  /* text is pre-split: each line is one sentence     */
} bay_read_options;

const char *bay_version(void);

/* Opens models and dictionaries. Cost: tens of milliseconds; weights and
 * gazetteer are mapped, not copied. The caller frees the engine. */
BAY_MUST_CHECK bay_status bay_engine_open(const bay_engine_options *options, bay_engine **out, bay_error *err);
void bay_engine_free(bay_engine *engine);

BAY_MUST_CHECK bay_status bay_work_new(const bay_engine *engine, bay_work **out, bay_error *err);
void bay_work_free(bay_work *work);

BAY_MUST_CHECK bay_status bay_doc_new(bay_doc **out, bay_error *err);
void bay_doc_clear(bay_doc *doc);   /* forgets the article, keeps the memory */
void bay_doc_free(bay_doc *doc);

/* Takes one article in: decodes it, finds title, byline, date and blocks.
 * The bytes are copied. */
BAY_MUST_CHECK bay_status bay_doc_read(bay_doc *doc, const bay_engine *engine, bay_work *work,
                                       const void *bytes, size_t size,
                                       const bay_read_options *options, bay_error *err);

/* Runs every later stage, in the order of src/pipeline.c. */
BAY_MUST_CHECK bay_status bay_run(const bay_engine *engine, bay_work *work, bay_doc *doc, bay_error *err);

/* One layer as text: article conllu entities coref frames quotes times places
 * quantities statements events. JSON lines (conllu: CoNLL-U). */
BAY_MUST_CHECK bay_status bay_doc_layer(bay_doc *doc, const bay_engine *engine, const char *layer,
                                        bay_text *out, bay_error *err);

#ifdef __cplusplus
}
#endif
#endif
