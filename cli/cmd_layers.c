/* bayhaqi layers, bayhaqi code - articles in, lines out, nothing kept. */
#include <string.h>

#include "common.h"
#include "doc/layers.h"
#include "input.h"

struct printer {
    const struct flags *flags;
    const bay_engine *engine;
    const char *layer;
    long failed;
    int exit_code;
};

static bay_status print_doc(void *arg, bay_doc *doc, bay_status status, const bay_error *doc_error, bay_error *err)
{
    struct printer *p = arg;
    if (status) {
        p->failed++;
        complain(p->flags, doc->id.bytes, doc_error);
        return status == BAY_NO_MEMORY ? bay_fail(err, status, "%s", doc_error->message) : BAY_OK;
    }
    bay_text text;
    BAY_TRY(bay_doc_layer(doc, p->engine, p->layer, &text, err));
    p->exit_code = write_out(p->flags, text.bytes, text.size);
    return p->exit_code ? bay_fail(err, BAY_IO, "output closed") : BAY_OK;
}

static int run_batch(struct printer *p, struct input_result *result)
{
    bay_error err = {0};
    bay_batch *batch;
    bay_status status = bay_batch_new(p->engine, p->flags->threads, print_doc, p, &batch, &err);
    if (!status) {
        if (!strcmp(p->layer, "article")) bay_batch_read_only(batch);
        status = push_inputs(p->flags, batch, result, &err);
        if (!status) status = bay_batch_finish(batch, &err);
        bay_batch_free(batch);
    }
    if (p->exit_code) return p->exit_code;
    if (status) { complain(p->flags, NULL, &err); return EXIT_CANNOT; }
    return result->failed || p->failed ? EXIT_SOME_FAILED : EXIT_DONE;
}

static int print_layer(struct flags *flags, const char *layer)
{
    bay_engine *engine = open_engine(flags);
    if (!engine) return EXIT_CANNOT;
    struct printer p = {.flags = flags, .engine = engine, .layer = layer};
    struct input_result result = {0};
    int code = run_batch(&p, &result);
    bay_engine_free(engine);
    return code;
}

int cmd_code(struct flags *flags) { return print_layer(flags, "events"); }

int cmd_layers(struct flags *flags)
{
    for (const char *const *name = bay_layer_names(); flags->layer && *name; name++)
        if (bay_str_is(bay_str_from(flags->layer), *name)) return print_layer(flags, *name);
    complain_text(flags, flags->layer ? "no layer '%s'" : "layers needs --layer NAME%s", flags->layer ? flags->layer : "");
    for (const char *const *name = bay_layer_names(); *name; name++) fprintf(stderr, " %s", *name);
    fputc('\n', stderr);
    return EXIT_USAGE;
}
