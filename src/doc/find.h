/* doc/find.h - where a token is, and what it was resolved to.
 *
 *   reads   toks, actors, frames (in the order of tok), places (in text order)
 *
 *     uint32_t who = bay_doc_actor_at(doc, arg->tok);     // index in doc->actors, BAY_NONE
 *     // "Afghan and U.S. officials" gives two rows for one token: who, who + 1, ...
 *     for (uint32_t n = bay_doc_actors_at(doc, arg->tok, &who); n; n--, who++) use(&doc->actors.items[who]);
 *
 * All by halving.
 */
#ifndef BAY_DOC_FIND_H
#define BAY_DOC_FIND_H

#include "doc/doc.h"

/* The first actor of the phrase whose head is tok. */
uint32_t bay_doc_actor_at(const bay_doc *doc, uint32_t tok);
/* How many actors that phrase stands for; the first of them in *first. */
uint32_t bay_doc_actors_at(const bay_doc *doc, uint32_t tok, uint32_t *first);
/* The place whose name covers tok. */
uint32_t bay_doc_place_at(const bay_doc *doc, uint32_t tok);
/* The first token that begins at a byte of the text or after it; toks.count: none. */
uint32_t bay_doc_tok_from(const bay_doc *doc, uint32_t byte);
/* The frame of a predicate; NULL: none. */
const bay_pb_frame *bay_doc_frame_at(const bay_doc *doc, uint32_t tok);

#endif
