/* statement/quotes.h - stretches between quotation marks.
 *
 *   reads   doc->text, doc->blocks, doc->toks
 *   writes  quotes in text order, without overlap, and for each token the quote it stands in
 *
 * “ ” „ « » and " everywhere, ‘ ’ and ' where they open at a word and close after a stop or before a space. A quote
 * that is not closed when its block ends goes to the end of the block, as in speech over several paragraphs.
 * Cost: linear in the text.
 */
#ifndef BAY_STATEMENT_QUOTES_H
#define BAY_STATEMENT_QUOTES_H

#include "statement/view.h"

typedef struct bay_quote {
    bay_span span;                   /* with the marks                                   */
    uint32_t tok_begin, tok_end;     /* tokens that lie inside, with the marks            */
    uint32_t words;                  /* of them, not punctuation                         */
    uint32_t block;
    bool verb;                       /* one of them is a verb                            */
    bool opens_block;                /* nothing but space before it in the block         */
} bay_quote;

typedef struct bay_quotes {
    BAY_ARRAY(bay_quote) list;
    uint32_t *of_tok;                /* by token, BAY_NONE                               */
} bay_quotes;

BAY_MUST_CHECK bay_status bay__find_quotes(const bay_view *view, bay_quotes *out, bay_error *err);
/* Long enough to be speech and not a quoted word or title. */
static inline bool bay__is_speech(const bay_quote *quote) { return quote->words >= 4 || (quote->verb && quote->words >= 2); }

#endif
