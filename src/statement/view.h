/* statement/view.h - the trees of a document, made safe to walk.
 *
 *   reads   doc->sents, doc->toks
 *   writes  in scratch: children in text order, a parent that is never in a cycle or outside its sentence,
 *           an order in which parents come before children, and the token range under each token
 *
 *     EACH_KID(view, verb, kid) if (toks[kid].deprel == BAY_DEP_OBJ) ...
 *
 * Slips that parsers often make are put right in the view (doc->toks stay as they are): a particle on the noun after its
 * verb (carried | out strikes), "reports that he fled" as a relative clause, "claimed in Oslo that" as coordination, the
 * of-phrase of accuse, blame and their like on the accused, "killing at least four" as a place, a gerund as an adjective.
 * Cost: linear in the tokens; nothing here recurses, so a sentence may be as deep as it is long.
 */
#ifndef BAY_STATEMENT_VIEW_H
#define BAY_STATEMENT_VIEW_H

#include "doc/doc.h"
#include "lexicon/attribution.h"

typedef struct bay_view {
    bay_doc *doc;
    const bay_tok *toks;
    const bay_attribution_index *words;
    bay_arena *scratch;
    uint32_t *parent, *first, *next;   /* by token; BAY_NONE ends */
    uint32_t *low, *high;              /* [low, high) covers the subtree, which may have gaps */
    uint32_t *place, *size;            /* position in order; tokens in the subtree, itself too */
    uint8_t *rel;                      /* enum bay_deprel, with the repairs below */
    uint32_t *order;                   /* tokens, sentence by sentence, parents first */
    bay_str *lemma;                    /* folded; the form where the parser gave none */
} bay_view;

/* A longer one is a table or a list without stops; nobody says or does anything in it. Keeps a flat tree from costing
 * the square of its width. */
enum { BAY_SENTENCE_TOKENS_MAX = 1000 };

static inline bool bay__is_readable(const bay_sent *sent)
{
    return sent->parsed && sent->tok_end > sent->tok_begin && sent->tok_end - sent->tok_begin <= BAY_SENTENCE_TOKENS_MAX;
}

#define EACH_KID(view, head, kid) \
    for (uint32_t kid = (view)->first[head]; kid != BAY_NONE; kid = (view)->next[kid])

BAY_MUST_CHECK bay_status bay__view_init(bay_view *view, bay_doc *doc, const bay_lexicon *lexicon, bay_arena *scratch,
                                         bay_error *err);
uint32_t bay__kid(const bay_view *view, uint32_t head, uint8_t deprel);       /* first with the relation, BAY_NONE */
/* In constant time: the subtree of a token lies together in order. */
static inline bool bay__under(const bay_view *view, uint32_t above, uint32_t below)
{
    return view->place[below] >= view->place[above] && view->place[below] < view->place[above] + view->size[above];
}
/* Bytes of the noun phrase without its clauses, appositions, conjuncts and prepositions. */
bay_span bay__phrase_span(const bay_view *view, uint32_t head);
bay_span bay__trim_punct(const bay_view *view, uint32_t tok_begin, uint32_t tok_end);
/* Preposition or marker of a phrase, with its fixed and stacked parts: "because of", "on behalf of"; into arena. */
bay_str bay__marker(const bay_view *view, uint32_t head, uint8_t deprel);
bay_str bay__particle(const bay_view *view, uint32_t verb);                   /* "out" of "carry out", or empty */
bool bay__is_yet_to(const bay_view *view, uint32_t verb);                        /* "has yet to" on the verb itself */
uint32_t bay__nearest_subject(const bay_view *view, uint32_t verb);           /* BAY_NONE */
/* The first token after "KANDAHAR, Afghanistan - ", or the first of the sentence. */
uint32_t bay__after_dateline(const bay_view *view, const bay_sent *sent);
void bay__repair(bay_view *view, const bay_sent *sent);                       /* before the children are linked */
bool bay__is_verb(const bay_view *view, uint32_t tok);
bool bay__is_time(const bay_view *view, uint32_t tok);                         /* a day of the week, a month, year */
bool bay__is_nominal(const bay_view *view, uint32_t tok);
bool bay__is_passive(const bay_view *view, uint32_t verb);
bool bay__is_negated(const bay_view *view, uint32_t pred);                    /* not, never, no longer on the predicate itself */

#endif
