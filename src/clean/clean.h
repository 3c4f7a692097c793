/* clean/clean.h - from the bytes of a page to an article: text, blocks with roles, title, byline, outlet, date. */
#ifndef BAY_CLEAN_CLEAN_H
#define BAY_CLEAN_CLEAN_H

#include "base/work.h"
#include "doc/doc.h"
#include "lexicon/lexicon.h"

/* lexicon may be NULL: without phrases. Reads doc->raw (set by bay_doc_read) and the options; writes text, blocks and metadata. */
BAY_MUST_CHECK bay_status bay__clean(const bay_lexicon *lexicon, bay_work *work, bay_doc *doc, const bay_read_options *options, bay_error *err);

#endif
