/* entity/names.h - names of persons, organisations and places.
 *
 * Reads toks of parsed sentences and doc->name_scores (left by parse; made here when the trees came from elsewhere); writes
 * doc->mentions: PER, ORG, LOC with kind BAY_MENTION_NAME, head token and confidence (mean probability of the type over its
 * words). "Zahid Hafeez Chaudri" is one mention; titles stand outside. The best sequence of begin/inside/outside labels is
 * found by Viterbi; cost: linear, far below the parser's.
 */
#ifndef BAY_ENTITY_NAMES_H
#define BAY_ENTITY_NAMES_H

#include "base/work.h"
#include "doc/doc.h"
#include "nn/model.h"

BAY_MUST_CHECK bay_status bay__find_names(const bay_model *model, bay_work *work, bay_doc *doc, bay_error *err);

#endif
