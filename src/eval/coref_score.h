/* eval/coref_score.h - MUC, B3 and CEAFe of chains of mentions, as the CoNLL 2012 scorer defines them (Pradhan et al. 2014).
 *
 * Mentions are token spans and count when both ends are equal; chains of one mention do not count. Sums run over all documents, so
 * that a long document weighs more. CEAFe aligns chains one to one by the Hungarian method (Kuhn 1955, Munkres 1957) with
 * phi4 = 2 |K and R| / (|K| + |R|).
 *
 *     bay_coref_score score = {0};
 *     BAY_TRY(bay_coref_compare(scratch, key, key_count, response, response_count, &score, err));   // once a document
 *     printf("%.2f", 100 * bay_coref_average(&score));
 *
 * Cost: linear but for the alignment, cubic in the chains of one document.
 */
#ifndef BAY_EVAL_COREF_SCORE_H
#define BAY_EVAL_COREF_SCORE_H

#include "base/arena.h"
#include "base/status.h"
#include "eval/conll18.h"

typedef struct bay_coref_span {
    uint32_t begin, end, chain;   /* tokens; BAY_NONE: of no chain */
} bay_coref_span;

typedef struct bay_coref_ratio {
    double recall, recall_of, precision, precision_of;
} bay_coref_ratio;

typedef struct bay_coref_score {
    bay_coref_ratio muc, b3, ceafe;
    bay_count mentions;
} bay_coref_score;

double bay_coref_f1(bay_coref_ratio ratio);
/* The CoNLL average: the mean of the three F1. */
double bay_coref_average(const bay_coref_score *score);
/* Adds one document to the sums. */
BAY_MUST_CHECK bay_status bay_coref_compare(bay_arena *scratch, const bay_coref_span *key, uint32_t key_count, const bay_coref_span *response,
                                            uint32_t response_count, bay_coref_score *score, bay_error *err);

#endif
