/* text/boundary.h - what stands between two pieces: the net's word, then rules for what rules know better. */
#ifndef BAY_TEXT_BOUNDARY_H
#define BAY_TEXT_BOUNDARY_H

#include "nn/nets.h"
#include "text/pieces.h"

enum bay_boundary { BAY_JOIN, BAY_NEW_WORD /* in the same token: do|n't */, BAY_NEW_TOKEN, BAY_NEW_SENTENCE };

/* For each of count blocks, boundary[i][j] is of what follows its piece j; the last is BAY_NEW_SENTENCE. text is the whole that
 * spans point into. The net reads many blocks at once; what it says of one does not hang on the others. */
BAY_MUST_CHECK bay_status bay__boundaries(const bay_model *model, bay_arena *scratch, bay_str text, const bay_pieces *blocks,
                                          uint32_t count, bool pre_split, uint8_t **boundary, bay_error *err);

#endif
