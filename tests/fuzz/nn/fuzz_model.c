/* Any bytes as a model file: refused, or run on a text without leaving the file. */
#include "../../check_invariants.h"
#include "base/work.h"
#include "bayhaqi.h"
#include "entity/names.h"
#include "parse/frames.h"
#include "parse/parse.h"
#include "text/segment.h"

#include <stdlib.h>

static void read_with(const bay_model *model)
{
    static const char text[] = "Lt. Gen. Faiz didn't say that 52 people were killed. \xE2\x80\x9CNo,\xE2\x80\x9D he said";
    bay_work work = {0};
    bay_doc *doc;
    bay_error err;
    assert(bay_doc_new(&doc, &err) == BAY_OK);
    bay_arena_init(&work.scratch, (size_t)1 << 30);
    doc->text = BAY_STR(text);
    bay_block *block = bay_doc_push(doc, blocks);
    *block = (bay_block){.role = BAY_ROLE_BODY, .span = {0, doc->text.size}};
    assert(bay__segment(model, &work, doc, &err) == BAY_OK);
    assert(bay__parse(model, &work, doc, &err) == BAY_OK);
    assert(bay__find_frames(model, &work, doc, &err) == BAY_OK);
    assert(bay__find_names(model, &work, doc, &err) == BAY_OK);
    check_invariants(doc);
    bay_doc_free(doc);
    bay_arena_release(&work.scratch);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    bay_model *model;
    bay_error err;
    void *aligned = aligned_alloc(64, size / 64 * 64 + 64);
    memcpy(aligned, data, size);
    if (bay_model_open(aligned, size, &model, &err) == BAY_OK) {
        read_with(model);
        bay_model_free(model);
    }
    free(aligned);
    return 0;
}
