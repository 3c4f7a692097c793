/* resolve/gazetteer.h - place names with coordinates and admin units: a compiled file, mapped, const. */
#ifndef BAY_RESOLVE_GAZETTEER_H
#define BAY_RESOLVE_GAZETTEER_H

#include "base/status.h"
#include "lexicon/lexicon.h"

typedef struct bay_gazetteer bay_gazetteer;

/* bytes stay the caller's; size 0: only the places of the dictionaries are known. */
BAY_MUST_CHECK bay_status bay_gazetteer_open(const void *bytes, size_t size, const bay_lexicon *lexicon,
                                             bay_gazetteer **out, bay_error *err);
void bay_gazetteer_free(bay_gazetteer *gazetteer);

#endif
