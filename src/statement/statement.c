#include "statement/statement.h"

#include "statement/attribution.h"
#include "statement/status.h"

/* Subject, object, indirect object, then phrases in the order of the text: the same however the parser got there. */
static void sort_args(bay_statement *s)
{
    for (uint32_t i = 1; i < s->args.count; i++) {
        bay_arg arg = s->args.items[i];
        uint32_t at = i;
        for (; at && (s->args.items[at - 1].role > arg.role || (s->args.items[at - 1].role == arg.role && s->args.items[at - 1].tok > arg.tok)); at--)
            s->args.items[at] = s->args.items[at - 1];
        s->args.items[at] = arg;
    }
}

static bay_status state_sentence(bay_stater *st, const bay_sent *sent, bay_error *err)
{
    uint32_t first = st->view.doc->statements.count;
    bay__find_predicates(st, sent);
    for (uint32_t i = first; i < st->view.doc->statements.count && !st->failed; i++) bay__find_args(st, i);
    for (uint32_t i = first; i < st->view.doc->statements.count; i++) sort_args(&st->view.doc->statements.items[i]);
    if (st->failed || !bay__set_status(st, sent, first)) return bay_fail_memory(err);
    return BAY_OK;
}

static bay_status state_document(bay_stater *st, bay_error *err)
{
    bay_doc *doc = st->view.doc;
    BAY_TRY(bay__find_quotes(&st->view, &st->quotes, err));
    st->cover = bay__cover(doc, st->view.scratch, false);
    st->of_tok = bay_arena_alloc(st->view.scratch, (size_t)(doc->toks.count + 1) * sizeof *st->of_tok);
    if (!st->cover || !st->of_tok) return bay_fail_memory(err);
    for (uint32_t i = 0; i < doc->toks.count; i++) st->of_tok[i] = BAY_NONE;
    for (uint32_t s = 0; s < doc->sents.count; s++)
        if (bay__is_readable(&doc->sents.items[s])) BAY_TRY(state_sentence(st, &doc->sents.items[s], err));
    return BAY_OK;
}

bay_status bay__state(const bay_lexicon *lexicon, bay_work *work, bay_doc *doc, bay_error *err)
{
    bay_mark mark = bay_arena_mark(&work->scratch);
    bay_stater st = {0};
    bay_status status = bay__view_init(&st.view, doc, lexicon, &work->scratch, err);
    if (!status) status = state_document(&st, err);
    bay_arena_reset(&work->scratch, mark);
    return status;
}
