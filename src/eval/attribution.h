/* eval/attribution.h - scores who says what against gold of our own.
 *
 *   reads   JSON lines {id, split, marked}: the text with its attributions in it, "[s The army] [c said] [t it held the town]."
 *           s source, c cue, t content; a number tells several of a text apart, [t12 ...] is the content of both
 *   writes  precision, recall and F1 of sources, cues and contents by overlap; a line for each attribution that is wrong
 *
 * Overlap as the makers of Citron count it (Newell, Cowlishaw, Man 2018): the words that found and gold spans share, against
 * all words found and all words of the gold, summed over the texts. Here an attribution found is first paired with the gold
 * one that shares most with it (cue before content before source), so that the right words of the wrong speaker do not count.
 * Punctuation is no word.
 *
 *     bay_attribution_score score;
 *     BAY_TRY(bay_eval_attribution(engine, work, lines, NULL, NULL, &score, err));
 *     printf("%.1f", 100 * bay_f1(score.cue));
 */
#ifndef BAY_EVAL_ATTRIBUTION_H
#define BAY_EVAL_ATTRIBUTION_H

#include "eval/conll18.h"
#include "eval/misses.h"

typedef struct bay_attribution_score {
    uint32_t texts;
    bay_count attributions;            /* right: paired */
    bay_count source, cue, content;    /* words         */
} bay_attribution_score;

bool bay_attribution_looks_like(bay_str bytes);
/* split: "dev", "test", or NULL for all. misses may be NULL. */
BAY_MUST_CHECK bay_status bay_eval_attribution(const bay_engine *engine, bay_work *work, bay_str lines, const char *split,
                                               const bay_misses *misses, bay_attribution_score *out, bay_error *err);

#endif
