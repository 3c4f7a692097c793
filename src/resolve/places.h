/* resolve/places.h - place names to coordinates and admin units. */
#ifndef BAY_RESOLVE_PLACES_H
#define BAY_RESOLVE_PLACES_H

#include "base/work.h"
#include "doc/doc.h"
#include "lexicon/lexicon.h"
#include "resolve/gazetteer.h"

BAY_MUST_CHECK bay_status bay__resolve_places(const bay_lexicon *lexicon, const bay_gazetteer *gazetteer, bay_work *work, bay_doc *doc, bay_error *err);

#endif
