/* resolve/places.h - place names to coordinates and admin units.
 *
 *   reads   toks, tree, mentions (LOC and FAC names), country names of the dictionaries, the gazetteer
 *   writes  places, in text order, never overlapping
 *
 *   "the Afghan town of Wesh" -> Wesh, AFG, Kandahar, town; "Herat province" -> the province, not the city
 *
 * All names of a document are weighed together (places_choose.c): size, rank, what the words around say ("the Afghan town of",
 * ", Uzbekistan", "province"), and the votes of the other names for country, province and the map around; weights in
 * lexicon/ranking/places.tsv. A name that the model of names takes for something else, or does not see, is a place where the others lie
 * near by. A name in no table takes the point of a place told beside it (confidence 0.3), or has none. A name in the place of an
 * actor ("Islamabad denied", "strikes on Pakistan"), within the name of an office ("Fargo City Commission") or a byword ("the
 * Dayton accords") has literal = false. Linear in the tokens, with at most 64 candidates a name.
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
