/* Any text, each line a block: sentences, words, tags, trees and names keep the invariants; with and without nets. */
#include "../../check_invariants.h"
#include "base/io.h"
#include "base/work.h"
#include "bayhaqi.h"
#include "entity/names.h"
#include "parse/parse.h"
#include "text/segment.h"

static void lay_blocks(bay_doc *doc, bay_str text)
{
    doc->text = bay_utf8_repair(&doc->arena, text);
    for (uint32_t at = 0; at < doc->text.size;) {
        const char *line = memchr(doc->text.bytes + at, '\n', doc->text.size - at);
        uint32_t end = line ? (uint32_t)(line - doc->text.bytes) : doc->text.size;
        bay_block *block = end > at ? bay_doc_push(doc, blocks) : NULL;
        if (block) *block = (bay_block){.role = at % 5 ? BAY_ROLE_BODY : BAY_ROLE_RELATED, .span = {at, end}};
        at = end + 1;
    }
}

static void run(const bay_model *model, bay_work *work, bay_doc *doc, bay_str text, bool pre_split)
{
    bay_error err;
    bay_doc_clear(doc);
    doc->pre_split = pre_split;
    lay_blocks(doc, text);
    assert(bay__segment(model, work, doc, &err) == BAY_OK);
    assert(bay__parse(model, work, doc, &err) == BAY_OK);
    assert(bay__find_names(model, work, doc, &err) == BAY_OK);
    check_invariants(doc);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static bay_mapped file;
    static bay_model *nets, *rules;
    static bay_work work;
    static bay_doc *doc;
    bay_error err;
    if (!doc) {
        assert(bay_file_map("tests/unit/nn/tiny.bayhaqi", &file, &err) == BAY_OK);
        assert(bay_model_open(file.bytes, file.size, &nets, &err) == BAY_OK);
        assert(bay_model_open(NULL, 0, &rules, &err) == BAY_OK);
        assert(bay_doc_new(&doc, &err) == BAY_OK);
        bay_arena_init(&work.scratch, (size_t)1 << 30);
    }
    bay_str text = {(const char *)data, (uint32_t)size};
    run(nets, &work, doc, text, size % 2);
    run(rules, &work, doc, text, false);
    return 0;
}
