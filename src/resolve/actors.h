/* resolve/actors.h - phrases to actors: countries, governments, groups, persons with dated roles. */
#ifndef BAY_RESOLVE_ACTORS_H
#define BAY_RESOLVE_ACTORS_H

#include "base/work.h"
#include "doc/doc.h"
#include "lexicon/lexicon.h"

BAY_MUST_CHECK bay_status bay__resolve_actors(const bay_lexicon *lexicon, bay_work *work, bay_doc *doc, bay_error *err);

#endif
