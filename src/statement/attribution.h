/* statement/attribution.h - who says what: quotes, reported speech, according-to phrases, chains of them.
 *
 *   reads   doc->blocks, sents, toks with their tree, mentions (for names), lexicon attribution/cues and sources
 *   writes  doc->attributions, in text order
 *
 * "Officials, citing residents, said nine men were held" gives two: officials (outer), residents (inner), both over
 * "nine men were held". A quote with no cue near it goes to the speaker of the quote before it. Silence is no
 * attribution: "declined to say" and "did not say who" give none; "has yet to confirm that" gives one that doubts.
 *
 * After Pareti et al., "Automatically Detecting and Attributing Indirect Quotations" (2013), in the parts: source,
 * cue, content; the stances are those of the ledger.
 * Cost: linear in the tokens, and for each attribution in the length of its content.
 */
#ifndef BAY_STATEMENT_ATTRIBUTION_H
#define BAY_STATEMENT_ATTRIBUTION_H

#include "base/work.h"
#include "doc/doc.h"
#include "lexicon/lexicon.h"

BAY_MUST_CHECK bay_status bay__attribute(const bay_lexicon *lexicon, bay_work *work, bay_doc *doc, bay_error *err);
/* By token the innermost attribution whose content covers it, or BAY_NONE; also sets each attribution's outer when
 * asked to. In scratch; NULL when memory ends. */
uint32_t *bay__cover(bay_doc *doc, bay_arena *scratch, bool set_outer);

#endif
