/* eval/conll18.h - the metric of the CoNLL 2018 shared task (Zeman et al. 2018), from raw text.
 *
 * The gold file's text is rebuilt (SpaceAfter, paragraphs), cut, tagged and parsed by the model, and compared: Tokens and
 * Sentences by their characters; Words aligned by their characters, inside multi-word tokens by the longest common
 * subsequence of their forms; then tags, universal features, lemmas, heads and relations (without subtypes) of aligned words.
 *
 *     bay_conll18 score;
 *     BAY_TRY(bay_eval_conllu(model, work, gold_bytes, "GUM_news", &score, err));    // NULL: all documents
 *     printf("%.2f", 100 * bay_f1(score.las));
 */
#ifndef BAY_EVAL_CONLL18_H
#define BAY_EVAL_CONLL18_H

#include "base/str.h"
#include "base/work.h"
#include "doc/doc.h"
#include "nn/model.h"

typedef struct bay_count {
    uint32_t gold, system, right;
} bay_count;

static inline double bay_f1(bay_count c)
{
    return c.gold + c.system ? 2.0 * c.right / ((double)c.gold + c.system) : 0.0;
}

typedef struct bay_conll18 {
    bay_count tokens, sentences, words, upos, ufeats, lemmas, uas, las;
    double seconds;           /* of processor time: cut, parsed, names and frames found */
} bay_conll18;

/* Scores bytes of a gold CoNLL-U file; only documents whose `# newdoc id` begins with `only`, if given. */
BAY_MUST_CHECK bay_status bay_eval_conllu(const bay_model *model, bay_work *work, bay_str gold, const char *only,
                                          bay_conll18 *out, bay_error *err);
/* The same for a file of somebody's output; both must have the same text but for white space. */
BAY_MUST_CHECK bay_status bay_eval_conllu_files(bay_str gold, bay_str system, bay_conll18 *out, bay_error *err);

#endif
