/* eval/names.h - names against a gold file in IOB2 (Universal NER): exact spans with type, micro F1.
 *
 * Gold words and sentences are taken from the file, as the published figures do. OTH and stray tags do not count.
 *
 *     bay_names_score score;
 *     BAY_TRY(bay_eval_names(model, work, iob2_bytes, &score, err));
 *     printf("%.2f", 100 * bay_f1(score.all));
 */
#ifndef BAY_EVAL_NAMES_H
#define BAY_EVAL_NAMES_H

#include "eval/conll18.h"

typedef struct bay_names_score {
    bay_count all, per, org, loc;
} bay_names_score;

BAY_MUST_CHECK bay_status bay_eval_names(const bay_model *model, bay_work *work, bay_str gold, bay_names_score *out,
                                         bay_error *err);

#endif
