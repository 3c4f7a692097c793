/* parse/biaffine.h - scores of arcs and of relations (Dozat & Manning 2017) from encoded words.
 *
 * Words of many sentences lie one after another; both sides of their arcs are computed at once. Row `words` of the heads' sides
 * is the root's.
 *
 *     bay_sides sides;
 *     if (!bay__sides(model, scratch, x, words, &sides)) ...                 // x: [words][model->reader.out]
 *     bay__arc_scores(model, &sides, first, n, scores);                      // [n][n + 1]: dependent, head (0 is the root)
 *     bay__label_scores(model, scratch, &sides, heads, first, n, scores);    // [n][deprels]; heads: rows, `words` for the root
 *
 * Cost: n * (n + 1) * width multiplications for the arcs of a sentence; for relations the same for each word.
 */
#ifndef BAY_PARSE_BIAFFINE_H
#define BAY_PARSE_BIAFFINE_H

#include "nn/nets.h"

typedef struct bay_sides {
    float *arc_heads, *asked;        /* [words + 1][arc], [words][arc]: the dependents' side times the bilinear form */
    float *rel_heads, *rel_deps;     /* [words + 1][rel], [words][rel] */
    uint32_t words;
} bay_sides;

/* x: packed rows, the root's after the last. */
bool bay__sides(const bay_model *model, bay_arena *scratch, bay_packed x, uint32_t words, bay_sides *out);
void bay__arc_scores(const bay_model *model, const bay_sides *sides, uint32_t first, uint32_t n, float *scores);
bool bay__label_scores(const bay_model *model, bay_arena *scratch, const bay_sides *sides, const uint32_t *heads, uint32_t first,
                       uint32_t n, float *scores);

/* Encoded words packed for the heads, and after them the root. */
bool bay__pack_with_root(const bay_model *model, bay_arena *scratch, const float *x, uint32_t words, bay_packed *out);

#endif
