/* resolve/times.h - time expressions to TIMEX3 values and dates. */
#ifndef BAY_RESOLVE_TIMES_H
#define BAY_RESOLVE_TIMES_H

#include "base/work.h"
#include "doc/doc.h"
#include "lexicon/lexicon.h"

BAY_MUST_CHECK bay_status bay__resolve_times(const bay_lexicon *lexicon, bay_work *work, bay_doc *doc, bay_error *err);

#endif
