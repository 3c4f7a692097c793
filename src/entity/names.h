/* entity/names.h - names of persons, organisations and places.
 *
 * Reads toks of parsed sentences; writes doc->mentions: PER, ORG, LOC with kind BAY_MENTION_NAME, head token and confidence
 * (mean probability of the type over its words). A net of its own reads spelling, static vectors and lists of known names
 * (all in the model file); the best sequence of begin, inside and outside is found by Viterbi. "Zahid Hafeez Chaudri" is one
 * mention; titles stand outside.
 *
 * Cost: linear; about 10 microseconds a word on one core with AVX-512.
 */
#ifndef BAY_ENTITY_NAMES_H
#define BAY_ENTITY_NAMES_H

#include "base/work.h"
#include "doc/doc.h"
#include "nn/model.h"

BAY_MUST_CHECK bay_status bay__find_names(const bay_model *model, bay_work *work, bay_doc *doc, bay_error *err);

#endif
