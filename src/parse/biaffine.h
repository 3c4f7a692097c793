/* parse/biaffine.h - scores of arcs and of their relations (Dozat and Manning 2017).
 *
 * with_root is [n + 1][encoder->out]: the root's vector, then the words'. NULL when memory ended.
 */
#ifndef BAY_PARSE_BIAFFINE_H
#define BAY_PARSE_BIAFFINE_H

#include "nn/nets.h"

/* The root's vector before n encoded words. */
float *bay__with_root(const bay_model *model, bay_arena *scratch, const float *x, uint32_t n);
/* [n][n + 1]: how well word i hangs below head h; head 0 is the root, h the word h - 1. */
float *bay__arc_scores(const bay_model *model, bay_arena *scratch, const float *with_root, uint32_t n);
/* [n][model->deprels.count]: the relation of each word to its head; heads as in bay__arc_scores. */
float *bay__label_scores(const bay_model *model, bay_arena *scratch, const float *with_root, uint32_t n, const uint32_t *heads);

#endif
