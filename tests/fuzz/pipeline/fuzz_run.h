/* fuzz_run.h - one input through the whole way; the engine is opened once. */
#ifndef BAY_TESTS_FUZZ_RUN_H
#define BAY_TESTS_FUZZ_RUN_H

#include "doc/layers.h"

static inline int fuzz_run(const uint8_t *data, size_t size, const bay_read_options *options)
{
    static bay_engine *engine;
    static bay_work *work;
    static bay_doc *doc;
    bay_error err = {0};
    if (!engine) {
        assert(bay_engine_open(NULL, &engine, &err) == BAY_OK);
        assert(bay_work_new(engine, &work, &err) == BAY_OK);
        assert(bay_doc_new(&doc, &err) == BAY_OK);
    }
    bay_doc_clear(doc);
    if (bay_doc_read(doc, engine, work, data, size, options, &err)) return 0;
    assert(bay_run(engine, work, doc, &err) == BAY_OK);
    check_invariants(doc);
    for (const char *const *layer = bay_layer_names(); *layer; layer++) {
        bay_text text;
        assert(bay_doc_layer(doc, engine, *layer, &text, &err) == BAY_OK);
    }
    return 0;
}

#endif
