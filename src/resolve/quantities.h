/* resolve/quantities.h - numbers to counts with bounds, a kind, and what is counted.
 *
 *   reads   toks, tree, mentions (numbers inside names are none), times (nor are those of dates)
 *   writes  quantities, in text order
 *
 *   "at least 145 people" killed ..      -> killed 145.. (open above), of people, pred killed
 *   "52 fighters had been killed in Herat, 36 in Lashkar Gah, and nine in Kandahar"
 *                                        -> three of kind killed; the later two count fighters as well
 *
 *   "the toll rose from 12 to 15"        -> two, each the sum so far (cumulative 1)
 *   "34 people, among them eight nurses" -> the second has the first as its whole
 *   "17 attacks in June", "30 a day"     -> time (in doc->times), rate "day"
 *
 * Words are in lexicon/quantities, the parts in resolve/counting.h. max < 0 says "open above"; "up to 50" has min 0. Linear in the tokens; a count looks at most a few heads up.
 */
#ifndef BAY_RESOLVE_QUANTITIES_H
#define BAY_RESOLVE_QUANTITIES_H

#include "base/work.h"
#include "doc/doc.h"
#include "lexicon/lexicon.h"

BAY_MUST_CHECK bay_status bay__resolve_quantities(const bay_lexicon *lexicon, bay_work *work, bay_doc *doc, bay_error *err);

#endif
