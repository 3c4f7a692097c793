/* code/code.h - statements to PLOVER events with CAMEO and ACLED codes, and claims about them. */
#ifndef BAY_CODE_CODE_H
#define BAY_CODE_CODE_H

#include "base/work.h"
#include "doc/doc.h"
#include "lexicon/lexicon.h"

BAY_MUST_CHECK bay_status bay__code(const bay_lexicon *lexicon, bay_work *work, bay_doc *doc, bay_error *err);

#endif
