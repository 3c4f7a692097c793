/* entity/ranker.h - for each phrase the antecedent that a small net gives the highest score, or none; chains from that.
 *
 *   reads   toks, tree, doc->mentions with the chains of the rules (entity/coref.h); a model with the parts coref.*
 *   writes  clusters of phrases, in scratch
 *
 *     bay__phrase_list phrases;
 *     BAY_TRY(bay__find_phrases(lexicon, &work->scratch, doc, &phrases, err));
 *     bay__link *links;                         // one for each phrase
 *     BAY_TRY(bay__rank_antecedents(model, &work->scratch, doc, &phrases, &links, err));
 *
 * Mention ranking after Clark & Manning (2016) and Wiseman et al. (2015), with facts of the cluster so far. Looks at the 80 phrases before, and
 * at the last one of the same words or the same chain by rule. Cost: linear in phrases; beyond 50,000 none is linked.
 */
#ifndef BAY_ENTITY_RANKER_H
#define BAY_ENTITY_RANKER_H

#include "entity/phrases.h"
#include "nn/model.h"

enum { BAY__PHRASES_MAX = 50000 };

typedef struct bay__link {
    uint32_t antecedent;     /* a phrase before, BAY_NONE                             */
    uint32_t cluster;        /* the first phrase of its chain; itself when alone      */
    bool told_twice;         /* in apposition to the antecedent, a part of its span: no mention of its own */
    float margin;            /* score of the link above that of having no antecedent  */
} bay__link;

BAY_MUST_CHECK bay_status bay__rank_antecedents(const bay_model *model, bay_arena *scratch, const bay_doc *doc, const bay__phrase_list *phrases,
                                                bay__link **out, bay_error *err);

#endif
