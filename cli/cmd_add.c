/* bayhaqi add - articles into the ledger. Threads code, this one writes; what a line of output names is on the disk. */
#include <time.h>
#include <unistd.h>

#include "engine.h"
#include "input.h"
#include "ledger.h"

enum { BATCH_DOCUMENTS = 32, BATCH_MS = 1000, PROGRESS_MS = 200 };

struct adder {
    const struct flags *flags;
    const bay_engine *engine;
    bay_made_by made_by;
    bay_store *store;
    bay_batch *batch;
    long fresh, changed, same, failed, events;
    int pending;                /* documents of the open transaction */
    long long opened, shown;    /* milliseconds                      */
    bay_buf lines;              /* said once they are committed      */
    int code;
};

static long long now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (long long)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void show_progress(struct adder *a, bool last)
{
    if (a->flags->quiet || !isatty(STDERR_FILENO)) return;
    if (!last && now_ms() - a->shown < PROGRESS_MS) return;
    a->shown = now_ms();
    fprintf(stderr, "\r%ld documents, %ld events, %ld known before, %ld failed%s", a->fresh + a->changed, a->events, a->same,
            a->failed, last ? "\n" : "");
}

static bay_status commit(struct adder *a, bay_error *err)
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

static bay_status keep(struct adder *a, bay_doc *doc, bay_error *err)
{
    static const char *const words[] = {"new", "version", "same"};
    bay_added outcome;
    if (!a->pending) { BAY_TRY(bay_store_begin(a->store, err)); a->opened = now_ms(); }
    a->pending++;
    BAY_TRY(bay_store_add(a->store, &a->made_by, doc, bay_batch_options(a->batch), &outcome, err));
    long *counts[] = {&a->fresh, &a->changed, &a->same};
    ++*counts[outcome];
    if (outcome != BAY_ADDED_SAME) a->events += doc->events.count;
    say(a, doc, words[outcome]);
    show_progress(a, false);
    return a->pending >= BATCH_DOCUMENTS || now_ms() - a->opened > BATCH_MS ? commit(a, err) : BAY_OK;
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
    show_progress(a, false);
    return true;
}

static bay_status add_all(struct adder *a, struct input_result *result, bay_error *err)
{
    BAY_TRY(bay_batch_new(a->engine, a->flags->threads, take_document, a, &a->batch, err));
    bay_batch_on_push(a->batch, known_before, a);
    bay_status status = push_inputs(a->flags, a->batch, result, err);
    if (!status) status = bay_batch_finish(a->batch, err);
    if (!status) status = commit(a, err);
    bay_batch_free(a->batch);
    if (status) { bay_store_rollback(a->store); return status; }
    return bay_store_weigh(a->store, err);
}

static int add_with(struct adder *a)
{
    struct input_result result = {0};
    bay_error err = {0};
    bay_buf_init(&a->lines, (size_t)64 << 20);
    bay_status status = add_all(a, &result, &err);
    bay_buf_release(&a->lines);
    show_progress(a, true);
    if (status && !a->code) complain(a->flags, NULL, &err);
    if (status) return EXIT_CANNOT;
    if (!a->flags->quiet && !isatty(STDERR_FILENO))
        fprintf(stderr, "%ld new, %ld changed, %ld known before, %ld failed; %ld events\n", a->fresh, a->changed, a->same,
                a->failed + result.failed, a->events);
    return a->failed || result.failed ? EXIT_SOME_FAILED : EXIT_DONE;
}

int cmd_add(struct flags *flags)
{
    if (flags->format && rows_format(flags) != ROWS_JSONL) { complain_text(flags, "add prints --format jsonl only"); return EXIT_USAGE; }
    bay_engine *engine = open_engine(flags);
    bay_store *store = engine ? open_ledger(flags, BAY_STORE_WRITE) : NULL;
    struct adder a = {.flags = flags, .engine = engine, .store = store};
    if (store) a.made_by = bay_engine_made_by(engine);
    int code = store ? add_with(&a) : EXIT_CANNOT;
    bay_store_close(store);
    bay_engine_free(engine);
    return code;
}
