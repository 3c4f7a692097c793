/* resolve/places.h - place names to coordinates and admin units.
 *
 *   reads   toks, tree, mentions (LOC and FAC names), country names of the dictionaries, the gazetteer
 *   writes  places, in text order, never overlapping
 *
 *   "the Afghan town of Wesh" -> Wesh, AFG, Kandahar, town; "Herat province" -> the province, not the city
 *
 * Among places of one name the score adds: size, rank (capital, seat of a province), how often the document names
 * the country, what the words around say ("the Afghan town of", "..., Uzbekistan", "province"), and whether its province is
 * named as well. A name in the place of an actor ("Islamabad denied", "strikes on Pakistan") has literal = false.
 * Linear in the tokens, with at most 48 candidates a name.
 */
#ifndef BAY_RESOLVE_PLACES_H
#define BAY_RESOLVE_PLACES_H

#include "base/work.h"
#include "doc/doc.h"
#include "lexicon/lexicon.h"
#include "resolve/gazetteer.h"

BAY_MUST_CHECK bay_status bay__resolve_places(const bay_lexicon *lexicon, const bay_gazetteer *gazetteer, bay_work *work,
                                              bay_doc *doc, bay_error *err);

#endif
