/* fuzz_clean.h - one page through cleaning alone, with its promises checked. */
#ifndef BAY_TESTS_FUZZ_CLEAN_H
#define BAY_TESTS_FUZZ_CLEAN_H

#include "../../check_invariants.h"
#include "assets.h"
#include "clean/clean.h"

static inline void check_facts(const bay_doc *doc)
{
    const bay_str facts[] = {doc->id, doc->title, doc->outlet, doc->url, doc->lang, doc->published_text, doc->charset};
    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++) assert(!facts[i].bytes || bay_utf8_is_valid(facts[i]));
    for (uint32_t i = 0; i < doc->byline.count; i++) assert(doc->byline.items[i].size && bay_utf8_is_valid(doc->byline.items[i]));
    assert(!bay_date_is_set(doc->published) || bay_date_is_valid(doc->published));
    assert(doc->id.size);
}

/* Text of a flat page is nothing but its own bytes: a block is never longer than what it was made from, repairs aside. */
static inline int fuzz_clean(const uint8_t *data, size_t size, const bay_read_options *options)
{
    static bay_work work;
    static bay_doc *doc;
    static bay_lexicon *lexicon;
    bay_error err = {0};
    if (!doc) {
        bay_arena_init(&work.scratch, (size_t)512 << 20);
        bay_asset words = bay__asset_lexicon();
        assert(bay_lexicon_open((bay_str){words.bytes, (uint32_t)words.size}, NULL, NULL, &lexicon, &err) == BAY_OK);
        assert(bay_doc_new(&doc, &err) == BAY_OK);
    }
    bay_doc_clear(doc);
    bay_arena_clear(&work.scratch);
    doc->raw = bay_str_copy(&doc->arena, (bay_str){(const char *)data, (uint32_t)size});
    assert(bay__clean(lexicon, &work, doc, options, &err) == BAY_OK);
    check_blocks(doc);
    check_facts(doc);
    for (uint32_t i = 0; i < doc->blocks.count; i++) assert(!bay_span_is_empty(doc->blocks.items[i].span));
    return 0;
}

#endif
