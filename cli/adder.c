#include "adder.h"

#include <unistd.h>

#include "base/clock.h"
#include "engine.h"

enum { BATCH_DOCUMENTS = 32, BATCH_MS = 1000, PROGRESS_MS = 200 };

void adder_progress(struct adder *a, bool last)
{
    if (a->flags->quiet || !isatty(STDERR_FILENO)) return;
    if (!last && bay_clock_ms() - a->shown < PROGRESS_MS) return;
    a->shown = bay_clock_ms();
    fprintf(stderr, "\r%ld documents, %ld events, %ld known before, %ld failed%s", a->fresh + a->changed, a->events, a->same,
            a->failed, last ? "\n" : "");
}

bay_status adder_commit(struct adder *a, bay_error *err)
{
    if (!a->pending) return BAY_OK;
    BAY_TRY(bay_store_commit(a->store, err));
    a->pending = 0;
    a->code = write_out(a->flags, a->lines.bytes, a->lines.size);
    bay_buf_clear(&a->lines);
    if (fflush(stdout)) a->code = EXIT_CANNOT;
    return a->code ? bay_fail(err, BAY_IO, "output closed") : BAY_OK;
}

static void say(struct adder *a, const bay_doc *doc, const char *what)
{
    if (!a->flags->format) return;
    bay_json_open(&a->lines, '{');
    bay_json_key(&a->lines, "doc");
    bay_json_str(&a->lines, doc->id);
    bay_json_key(&a->lines, "added");
    bay_json_text(&a->lines, what);
    bay_json_key(&a->lines, "events");
    bay_json_int(&a->lines, doc->events.count);
    bay_json_key(&a->lines, "duplicates_of");
    bay_json_str(&a->lines, doc->duplicates_of);
    bay_json_close(&a->lines, '}');
    bay_buf_char(&a->lines, '\n');
    a->lines.comma = false;
}

bay_status adder_open(struct adder *a, bay_error *err)
{
    if (!a->pending) { BAY_TRY(bay_store_begin(a->store, err)); a->opened = bay_clock_ms(); }
    a->pending++;
    return BAY_OK;
}

static bay_status keep(struct adder *a, bay_doc *doc, bay_error *err)
{
    static const char *const words[] = {"new", "version", "same"};
    bay_added outcome;
    BAY_TRY(adder_open(a, err));
    BAY_TRY(bay_store_add(a->store, &a->made_by, doc, bay_batch_options(a->batch), &outcome, err));
    long *counts[] = {&a->fresh, &a->changed, &a->same};
    ++*counts[outcome];
    if (outcome != BAY_ADDED_SAME) a->events += doc->events.count;
    say(a, doc, words[outcome]);
    adder_progress(a, false);
    return a->pending >= BATCH_DOCUMENTS || bay_clock_ms() - a->opened > BATCH_MS ? adder_commit(a, err) : BAY_OK;
}

static bay_status take_document(void *arg, bay_doc *doc, bay_status status, const bay_error *doc_error, bay_error *err)
{
    struct adder *a = arg;
    if (!status) return keep(a, doc, err);
    a->failed++;
    complain(a->flags, bay_batch_options(a->batch)->id, doc_error);
    return status == BAY_NO_MEMORY ? bay_fail(err, status, "%s", doc_error->message) : BAY_OK;
}

/* A page that the ledger holds already need not be coded. */
static bool known_before(void *arg, bay_str bytes, const bay_read_options *options)
{
    struct adder *a = arg;
    char hash[BAY_HASH_SIZE];
    bool have = false;
    bay_store_hash(bytes, options, hash);
    if (bay_store_has(a->store, hash, &have, NULL) || !have) return false;
    a->same++;
    adder_progress(a, false);
    return true;
}

bay_status adder_init(struct adder *a, const struct flags *flags, const bay_engine *engine, bay_store *store, bay_error *err)
{
    *a = (struct adder){.flags = flags, .engine = engine, .store = store, .made_by = bay_engine_made_by(engine)};
    bay_buf_init(&a->lines, (size_t)64 << 20);
    BAY_TRY(bay_batch_new(engine, flags->threads, take_document, a, &a->batch, err));
    bay_batch_on_push(a->batch, known_before, a);
    return BAY_OK;
}

void adder_release(struct adder *a)
{
    bay_batch_free(a->batch);
    bay_buf_release(&a->lines);
}

bay_status adder_flush(struct adder *a, bay_error *err)
{
    BAY_TRY(bay_batch_finish(a->batch, err));
    return adder_commit(a, err);
}
