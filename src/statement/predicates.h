/* statement/predicates.h - what bay__state is made of: the predicates of a sentence, their links and their arguments.
 *
 *   reads   the view, doc->attributions (through cover)
 *   writes  doc->statements without status, and for each token the statement that it heads
 */
#ifndef BAY_STATEMENT_PREDICATES_H
#define BAY_STATEMENT_PREDICATES_H

#include "statement/quotes.h"
#include "statement/view.h"

enum { BAY_STATEMENTS_PER_SENTENCE_MAX = 120, BAY_ARGS_MAX = 24 };

typedef struct bay_stater {
    bay_view view;
    bay_quotes quotes;
    uint32_t *cover;          /* by token: innermost attribution                                       */
    uint32_t *of_tok;         /* by token: its statement; a light verb and its noun share one          */
    bool failed;              /* memory ended                                                          */
} bay_stater;

/* Predicates of a sentence, parents first; fills all but args and status. */
void bay__find_predicates(bay_stater *st, const bay_sent *sent);
/* Arguments of a statement; those that govern it have theirs already. */
void bay__find_args(bay_stater *st, uint32_t statement);
/* Token that stands highest in the tree: the verb of a light pair, or the noun with its verb in a relative clause. */
uint32_t bay__top(const bay_stater *st, const bay_statement *s);
/* What kind of complement a clause is: "to", "ing", "bare", "that", or the preposition before a gerund. */
bay_str bay__complement(const bay_view *view, uint32_t clause);
bool bay__is_past_participle(const bay_tok *tok);
bool bay__is_reduced_relative(const bay_view *view, uint32_t verb);   /* "men held by police" */
bool bay__is_hidden_gerund(const bay_view *view, uint32_t tok);   /* "accused France of training terrorists", as a compound */
bool bay__is_gerund(const bay_tok *tok);
char bay__pos_letter(const bay_view *view, uint32_t tok);   /* v n a, or 0 */

#endif
