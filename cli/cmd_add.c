/* bayhaqi add - articles into the ledger. Threads code, this one writes; what a line of output names is on the disk. */
#include <unistd.h>

#include "adder.h"
#include "input.h"

static bay_status add_all(struct adder *a, struct input_result *result, bay_error *err)
{
    bay_status status = push_inputs(a->flags, a->batch, result, err);
    if (!status) status = adder_flush(a, err);
    if (status) { bay_store_rollback(a->store); return status; }
    return bay_store_weigh(a->store, err);
}

static int add_with(const struct flags *flags, const bay_engine *engine, bay_store *store)
{
    struct adder a;
    struct input_result result = {0};
    bay_error err = {0};
    bay_status status = adder_init(&a, flags, engine, store, &err);
    if (!status) status = add_all(&a, &result, &err);
    adder_release(&a);
    adder_progress(&a, true);
    if (status && !a.code) complain(flags, NULL, &err);
    if (status) return EXIT_CANNOT;
    if (!flags->quiet && !isatty(STDERR_FILENO))
        fprintf(stderr, "%ld new, %ld changed, %ld known before, %ld failed; %ld events\n", a.fresh, a.changed, a.same,
                a.failed + result.failed, a.events);
    return a.failed || result.failed ? EXIT_SOME_FAILED : EXIT_DONE;
}

int cmd_add(struct flags *flags)
{
    if (flags->format && rows_format(flags) != ROWS_JSONL) { complain_text(flags, "add prints --format jsonl only"); return EXIT_USAGE; }
    bay_store *store = open_ledger(flags, BAY_STORE_WRITE);
    bay_engine *engine = store ? open_engine_of(flags, store) : NULL;
    int code = engine ? add_with(flags, engine, store) : EXIT_CANNOT;
    bay_store_close(store);
    bay_engine_free(engine);
    return code;
}
