/* statement/attribution.h - who says what: quotes, reported speech, according-to phrases, chains of them. */
#ifndef BAY_STATEMENT_ATTRIBUTION_H
#define BAY_STATEMENT_ATTRIBUTION_H

#include "base/work.h"
#include "doc/doc.h"
#include "lexicon/lexicon.h"

BAY_MUST_CHECK bay_status bay__attribute(const bay_lexicon *lexicon, bay_work *work, bay_doc *doc, bay_error *err);

#endif
