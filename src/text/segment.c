#include "text/segment.h"

#include "base/utf8.h"
#include "text/boundary.h"

/* A word longer than this is no word: it is cut, so that later stages meet no giants. */
enum { WORD_BYTES_MAX = 2000 };
/* Nor is that a sentence which is longer than this: later stages walk a sentence for each of its words. */
enum { SENTENCE_WORDS_MAX = 1000 };

static bay_tok *add_word(bay_doc *doc, bay_span span, bool joined)
{
    bay_tok *tok = bay_doc_push(doc, toks);
    if (!tok) return NULL;
    tok->span = span;
    tok->sent = doc->sents.count - 1;
    tok->head = BAY_NONE;
    tok->joined = joined;
    tok->norm = bay_utf8_fold(&doc->arena, bay_doc_slice(doc, span));
    return tok->norm.bytes ? tok : NULL;
}

static bool open_sentence(bay_doc *doc, uint32_t block, uint32_t begin)
{
    bay_sent *sent = bay_doc_push(doc, sents);
    if (!sent) return false;
    *sent = (bay_sent){{begin, begin}, block, doc->toks.count, doc->toks.count, false};
    return true;
}

static void close_sentence(bay_doc *doc)
{
    bay_sent *sent = &doc->sents.items[doc->sents.count - 1];
    sent->tok_end = doc->toks.count;
    sent->span.end = doc->toks.items[doc->toks.count - 1].span.end;
}

static bool is_full(const bay_doc *doc)
{
    return doc->toks.count - doc->sents.items[doc->sents.count - 1].tok_begin >= SENTENCE_WORDS_MAX;
}

/* Words from pieces, as the boundaries say. */
static bool lay_words(bay_doc *doc, uint32_t block, const bay_pieces *pieces, const uint8_t *boundary)
{
    bool open = false, joined = false;
    uint32_t begin = 0;
    for (uint32_t i = 0; i < pieces->count; i++) {
        bay_span span = pieces->items[i].span;
        if (!open && !open_sentence(doc, block, span.begin)) return false;
        if (!open || i == 0 || boundary[i - 1] != BAY_JOIN) begin = span.begin;
        open = true;
        if (boundary[i] == BAY_JOIN && span.end - begin < WORD_BYTES_MAX) continue;
        bay_tok *tok = add_word(doc, (bay_span){begin, span.end}, joined);
        if (!tok) return false;
        begin = span.end;
        tok->space_after = i + 1 >= pieces->count || pieces->items[i + 1].space_before;
        joined = boundary[i] == BAY_NEW_WORD;
        if (boundary[i] != BAY_NEW_SENTENCE && !is_full(doc)) continue;
        close_sentence(doc);
        open = joined = false;
    }
    return true;
}

/* Blocks that are cut together: as many as make some thousand pieces. */
enum { PIECES_TOGETHER = 4096, BLOCKS_TOGETHER = 256 };

static bay_status segment_blocks(const bay_model *model, bay_arena *scratch, bay_doc *doc, uint32_t first, uint32_t *next, bay_error *err)
{
    bay_pieces *pieces = bay_arena_calloc(scratch, BLOCKS_TOGETHER, sizeof *pieces);
    uint8_t **boundary = bay_arena_alloc(scratch, BLOCKS_TOGETHER * sizeof *boundary);
    uint32_t count = 0, total = 0;
    if (!pieces || !boundary) return bay_fail_memory(err);
    for (; first + count < doc->blocks.count && count < BLOCKS_TOGETHER && total < PIECES_TOGETHER; count++) {
        bay_span span = doc->blocks.items[first + count].span;
        if (!bay__pieces(scratch, bay_doc_slice(doc, span), span.begin, &pieces[count])) return bay_fail_memory(err);
        total += pieces[count].count;
    }
    BAY_TRY(bay__boundaries(model, scratch, doc->text, pieces, count, doc->pre_split, boundary, err));
    for (uint32_t i = 0; i < count; i++)
        if (!lay_words(doc, first + i, &pieces[i], boundary[i])) return bay_fail_memory(err);
    *next = first + count;
    return BAY_OK;
}

bay_status bay__segment(const bay_model *model, bay_work *work, bay_doc *doc, bay_error *err)
{
    for (uint32_t block = 0; block < doc->blocks.count;) {
        bay_mark mark = bay_arena_mark(&work->scratch);
        bay_status status = segment_blocks(model, &work->scratch, doc, block, &block, err);
        bay_arena_reset(&work->scratch, mark);
        if (status) return status;
    }
    return BAY_OK;
}
