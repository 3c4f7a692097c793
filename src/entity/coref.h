/* entity/coref.h - chains of mentions that refer to the same person, group or place. */
#ifndef BAY_ENTITY_COREF_H
#define BAY_ENTITY_COREF_H

#include "base/work.h"
#include "doc/doc.h"
#include "lexicon/lexicon.h"

BAY_MUST_CHECK bay_status bay__corefer(const bay_lexicon *lexicon, bay_work *work, bay_doc *doc, bay_error *err);

#endif
