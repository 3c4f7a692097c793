/* text/boundary.h - what stands between two pieces: the net's word, then rules for what rules know better. */
#ifndef BAY_TEXT_BOUNDARY_H
#define BAY_TEXT_BOUNDARY_H

#include "nn/nets.h"
#include "text/pieces.h"

enum bay_boundary { BAY_JOIN, BAY_NEW_WORD /* in the same token: do|n't */, BAY_NEW_TOKEN, BAY_NEW_SENTENCE };

/* boundary[i] is of what follows piece i; the last is BAY_NEW_SENTENCE. text is the whole that spans point into. */
BAY_MUST_CHECK bay_status bay__boundaries(const bay_model *model, bay_arena *scratch, bay_str text, const bay_pieces *pieces,
                                          bool pre_split, uint8_t **boundary, bay_error *err);

#endif
