/* bayhaqi recode - the ledger's own pages coded again with other dictionaries; what changed, cell by cell. */
#include <string.h>
#include <unistd.h>

#include "engine.h"
#include "batch.h"
#include "ledger.h"
#include "store/recode.h"

enum { BATCH_DOCUMENTS = 32, WAITING_MAX = 4 * 256 + 1 /* what a batch may hold, and one more */ };

static const struct column columns[] = {
    {"change", "change", 8, 0}, {"doc", "doc", 0.2, COLUMN_CUT}, {"id", "id", 17, COLUMN_FLAT}, {"type", "type", 10, 0},
    {"trigger", "trigger", 0.15, COLUMN_CUT}, {"what", "text|sentence", 0.5, COLUMN_WRAP}, {0}};

struct recoder {
    const struct flags *flags;
    const bay_engine *engine;
    bay_made_by made_by;
    bay_store *store;
    bay_batch *batch;
    struct rows *rows;
    int64_t waiting[WAITING_MAX];   /* rows of the documents in the batch, in order */
    unsigned pushed, taken;
    long documents, failed;
    int pending;
    bay_changes changes;
};

static bay_status print_change(void *context, bay_str line, bay_error *err)
{
    struct recoder *r = context;
    return rows_add(r->rows, line) ? BAY_OK : bay_fail(err, BAY_IO, "output closed");
}

static bay_status commit(struct recoder *r, bay_error *err)
{
    if (!r->pending) return BAY_OK;
    r->pending = 0;
    return bay_store_commit(r->store, err);
}

static bay_status keep(struct recoder *r, int64_t row, bay_doc *doc, bay_error *err)
{
    BAY_TRY(bay_store_compare(r->store, &r->made_by, row, doc, print_change, r, &r->changes, err));
    r->documents++;
    if (r->flags->dry_run) return BAY_OK;
    if (!r->pending) BAY_TRY(bay_store_begin(r->store, err));
    r->pending++;
    BAY_TRY(bay_store_recode(r->store, &r->made_by, row, doc, err));
    return r->pending >= BATCH_DOCUMENTS ? commit(r, err) : BAY_OK;
}

static bay_status take_document(void *arg, bay_doc *doc, bay_status status, const bay_error *doc_error, bay_error *err)
{
    struct recoder *r = arg;
    int64_t row = r->waiting[r->taken++ % WAITING_MAX];
    if (!status) return keep(r, row, doc, err);
    r->failed++;
    complain(r->flags, bay_batch_options(r->batch)->id, doc_error);
    return status == BAY_NO_MEMORY ? bay_fail(err, status, "%s", doc_error->message) : BAY_OK;
}

static bay_status push_pages(struct recoder *r, bay_error *err)
{
    bay_stale page = {0};
    for (;;) {
        BAY_TRY(bay_store_stale(r->store, &r->made_by, page.row, &page, err));
        if (!page.row) return bay_batch_finish(r->batch, err);
        cJSON *item;
        bay_read_options options = kept_options(page.options, &item);
        r->waiting[r->pushed++ % WAITING_MAX] = page.row;
        bay_status status = bay_batch_push(r->batch, page.raw.bytes, page.raw.size, &options, err);
        cJSON_Delete(item);
        if (status) return status;
    }
}

static bay_status recode_all(struct recoder *r, bay_error *err)
{
    BAY_TRY(bay_batch_new(r->engine, r->flags->threads, take_document, r, &r->batch, err));
    bay_status status = push_pages(r, err);
    if (!status) status = commit(r, err);
    bay_batch_free(r->batch);
    if (status) { bay_store_rollback(r->store); return status; }
    if (r->flags->dry_run || !r->documents) return BAY_OK;
    BAY_TRY(bay_store_sweep(r->store, err));
    return bay_store_weigh(r->store, err);
}

static int recode_with(struct recoder *r)
{
    bay_error err = {0};
    r->rows = rows_new(r->flags, columns);
    if (!r->rows) return EXIT_USAGE;
    bay_status status = recode_all(r, &err);
    int code = rows_end(r->rows);
    if (status) { complain(r->flags, NULL, &err); return EXIT_CANNOT; }
    const bay_changes *c = &r->changes;
    if (!r->flags->quiet)
        fprintf(stderr, "%ld documents coded again%s: %lld events changed, %lld new, %lld gone, %lld as before\n", r->documents,
                r->flags->dry_run ? " (nothing written)" : "", (long long)c->changed, (long long)c->fresh, (long long)c->gone,
                (long long)c->same);
    return code != EXIT_DONE ? code : r->failed ? EXIT_SOME_FAILED : EXIT_DONE;
}

int cmd_recode(struct flags *flags)
{
    if (flags->arg_count) { complain_text(flags, "recode takes no input: it reads the pages of the ledger"); return EXIT_USAGE; }
    if (access(flags->db, F_OK)) { complain_text(flags, "no ledger %s (bayhaqi add --db %s makes it)", flags->db, flags->db); return EXIT_CANNOT; }
    bay_store *store = open_ledger(flags, BAY_STORE_WRITE);
    bay_engine *engine = store ? open_engine_of(flags, store) : NULL;
    struct recoder r = {.flags = flags, .engine = engine, .store = store};
    if (engine) r.made_by = bay_engine_made_by(engine);
    int code = engine ? recode_with(&r) : EXIT_CANNOT;
    bay_store_close(store);
    bay_engine_free(engine);
    return code;
}
