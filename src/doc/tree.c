#include "doc/tree.h"

uint32_t bay_tree_next_child(const bay_doc *doc, uint32_t head, uint32_t after)
{
    const bay_sent *sent = &doc->sents.items[doc->toks.items[head].sent];
    uint32_t from = after == BAY_NONE ? sent->tok_begin : after + 1;
    for (uint32_t i = from; i < sent->tok_end; i++)
        if (doc->toks.items[i].head == head) return i;
    return BAY_NONE;
}

uint32_t bay_tree_child(const bay_doc *doc, uint32_t head, bay_deprel deprel)
{
    BAY_EACH_CHILD(doc, head, child)
        if (doc->toks.items[child].deprel == deprel) return child;
    return BAY_NONE;
}

static bool leaves_phrase(const bay_tok *tok)
{
    switch (tok->deprel) {
    case BAY_DEP_ACL: case BAY_DEP_ACL_RELCL: case BAY_DEP_ADVCL: case BAY_DEP_ADVCL_RELCL: case BAY_DEP_CONJ:
    case BAY_DEP_CC: case BAY_DEP_APPOS: case BAY_DEP_PUNCT: case BAY_DEP_PARATAXIS: case BAY_DEP_CASE:
    case BAY_DEP_NSUBJ: case BAY_DEP_COP: case BAY_DEP_AUX: case BAY_DEP_MARK: case BAY_DEP_CCOMP:
        return true;
    default:
        return false;
    }
}

/* Walks outwards from head; a token belongs when the path to head meets no relation that `leaves`. */
static bool belongs(const bay_doc *doc, uint32_t head, uint32_t tok)
{
    const bay_tok *toks = doc->toks.items;
    uint32_t steps = 200;
    for (uint32_t i = tok; i != BAY_NONE && steps; i = toks[i].head, steps--) {
        if (i == head) return true;
        bool genitive = toks[i].deprel == BAY_DEP_CASE && toks[i].head != head;
        bool inner_punct = toks[i].deprel == BAY_DEP_PUNCT && toks[i].head != head;
        if (leaves_phrase(&toks[i]) && !genitive && !inner_punct) return false;
    }
    return false;
}

static bay_span around(const bay_doc *doc, uint32_t head)
{
    const bay_sent *sent = &doc->sents.items[doc->toks.items[head].sent];
    uint32_t begin = head, end = head + 1;
    while (begin > sent->tok_begin && belongs(doc, head, begin - 1)) begin--;
    while (end < sent->tok_end && belongs(doc, head, end)) end++;
    return (bay_span){begin, end};
}

bay_span bay_tree_phrase(const bay_doc *doc, uint32_t head)
{
    bay_span toks = around(doc, head);
    while (toks.begin < head && doc->toks.items[toks.begin].upos == BAY_PUNCT) toks.begin++;
    while (toks.end > head + 1 && doc->toks.items[toks.end - 1].upos == BAY_PUNCT) toks.end--;
    return (bay_span){doc->toks.items[toks.begin].span.begin, doc->toks.items[toks.end - 1].span.end};
}
