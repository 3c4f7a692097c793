/* eval/frames.h - predicates with rolesets and roles, and factuality, against gold lines.
 *
 * A line is a sentence: {"tokens": [...], "frames": [{"predicate": 4, "roleset": "come.03", "args": [{"role", "start", "end"}]}],
 * "factuality": {"4": 1.2}}, words from 1, ends included, as in the PropBank EWT files; factuality (bench/factuality.py) or frames may lack.
 * Words are taken from the file, tags and trees are ours.
 *
 * Right are: a word, when it is a predicate in both; a predicate, when its roleset is right too; an argument, when predicate word, role and
 * all of its words are right (as CoNLL-2005 counts; R- and C- roles are roles of their own). `all` sums predicates and arguments. Factuality:
 * Pearson's r over the words with a value that we hold for predicates; with all, over all words with a value (0 for the rest).
 */
#ifndef BAY_EVAL_FRAMES_H
#define BAY_EVAL_FRAMES_H

#include "eval/conll18.h"

typedef struct bay_frames_score {
    bay_count words, predicates, arguments, all;
    uint32_t rated, found;                 /* words with a gold value; those of them that are predicates of ours */
    double r, r_all;
    double seconds;                        /* in bay__find_frames */
    uint32_t tokens;
} bay_frames_score;

bool bay_frames_looks_like(bay_str bytes);
BAY_MUST_CHECK bay_status bay_eval_frames(const bay_model *model, bay_work *work, bay_str gold, bay_frames_score *out, bay_error *err);

#endif
