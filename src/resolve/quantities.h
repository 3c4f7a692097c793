/* resolve/quantities.h - numbers to counts with bounds, kinds and what is counted. */
#ifndef BAY_RESOLVE_QUANTITIES_H
#define BAY_RESOLVE_QUANTITIES_H

#include "base/work.h"
#include "doc/doc.h"
#include "lexicon/lexicon.h"

BAY_MUST_CHECK bay_status bay__resolve_quantities(const bay_lexicon *lexicon, bay_work *work, bay_doc *doc, bay_error *err);

#endif
