/* eval/coref.h - chains against gold ones: CoNLL-U with OntoGUM's brackets as `Coref=(1(2)` in MISC (train/coref_gold.py makes it).
 *
 * Gold words, sentences and paragraphs are taken from the file; tags, trees and names are the model's. Phrases are compared as
 * annotators mark them (entity/phrases.h), not as names alone.
 *
 *     bay_coref_result r;
 *     BAY_TRY(bay_eval_coref(&parts, work, gold_bytes, "GUM_news", &r, err));      // NULL: all documents
 *     printf("%.2f", 100 * bay_coref_average(&r.score));
 */
#ifndef BAY_EVAL_COREF_H
#define BAY_EVAL_COREF_H

#include "base/buf.h"
#include "eval/coref_score.h"

struct bay_lexicon;

typedef struct bay_coref_parts {
    const bay_model *model, *coref;      /* reader and names; the ranker */
    const struct bay_lexicon *lexicon;
    bool own_clusters;                   /* bay_coref_dump: clusters so far are those that the ranker makes, not gold ones */
} bay_coref_parts;

typedef struct bay_coref_result {
    bay_coref_score score;
    bay_count phrases;        /* gold mentions, phrases looked at, and gold mentions among them */
    uint32_t words;
    double seconds;           /* of processor time, for names to chains; reading not counted */
} bay_coref_result;

bool bay_coref_looks_like(bay_str bytes);
BAY_MUST_CHECK bay_status bay_eval_coref(const bay_coref_parts *parts, bay_work *work, bay_str gold, const char *only, bay_coref_result *out,
                                         bay_error *err);
/* What the ranker is trained on, for train/fit_coref.py, which tells the form. noise: in so many of a thousand words two letters change
 * places before they are read, for the trees of texts that the reader was trained on are better than those of others. */
BAY_MUST_CHECK bay_status bay_coref_dump(const bay_coref_parts *parts, bay_work *work, bay_str gold, uint32_t noise, bay_buf *out, bay_error *err);

#endif
