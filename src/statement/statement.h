/* statement/statement.h - predicates with their arguments, polarity and status. */
#ifndef BAY_STATEMENT_STATEMENT_H
#define BAY_STATEMENT_STATEMENT_H

#include "base/work.h"
#include "doc/doc.h"
#include "lexicon/lexicon.h"

BAY_MUST_CHECK bay_status bay__state(const bay_lexicon *lexicon, bay_work *work, bay_doc *doc, bay_error *err);

#endif
