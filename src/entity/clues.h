/* entity/clues.h - what the ranker of antecedents sees: yes-or-no facts of a phrase (marks) and of two phrases (clues), by number.
 *
 *     uint8_t marks[BAY__MARKS_MAX];
 *     uint32_t n = bay__marks(&facts, i, marks);            // of phrase i
 *     n = bay__clues(&facts, antecedent, i, clues);         // of the pair
 *
 * The numbers are the model's: a change of their order or meaning needs a new model (train/fit_coref.py). Cost: marks some 15, clues
 * some 25 for each; constant time.
 */
#ifndef BAY_ENTITY_CLUES_H
#define BAY_ENTITY_CLUES_H

#include "entity/phrases.h"
#include "nn/nets.h"

enum { BAY__MARKS_MAX = 40, BAY__CLUES_MAX = 64 };

/* What is known of a cluster so far. */
typedef struct bay__cluster {
    uint64_t heads;               /* a bit for each head's lemma, by its hash                */
    uint32_t pronouns;            /* bits of enum bay__pronoun                               */
    uint32_t size, last;          /* phrases; the last of them                               */
    uint8_t genders, numbers, types;   /* bits                                               */
} bay__cluster;

/* What holds for the document as a whole, made once; clusters grow as phrases are linked. */
typedef struct bay__facts {
    const bay_doc *doc;
    const bay__phrase *phrases;
    uint32_t count;
    const bay_model *model;
    uint32_t *words;              /* [count][BAY_COREF_SLOTS]: rows of the model's words, BAY_NOT_KNOWN */
    uint32_t *same_key, *same_lemma;   /* by phrase: phrases before with the same words, the same head */
    uint32_t *key_total, *lemma_total; /* in the whole document */
    bay__cluster *clusters;       /* by phrase: of the cluster that it begins                         */
    uint32_t *cluster;            /* by phrase: first phrase of its cluster so far (itself when alone) */
} bay__facts;

BAY_MUST_CHECK bay_status bay__facts_of(const bay_model *model, bay_arena *scratch, const bay_doc *doc, const bay__phrase_list *list, bay__facts *out,
                                        bay_error *err);
/* Phrase j goes to the cluster of the antecedent. */
void bay__join(bay__facts *facts, uint32_t antecedent, uint32_t j);
/* The phrase that j stands beside in apposition and that holds it: both are one thing, told twice. BAY_NONE: none. */
uint32_t bay__apposed_to(const bay__facts *facts, uint32_t j);
uint32_t bay__marks(const bay__facts *facts, uint32_t phrase, uint8_t *out);
/* fits: how many phrases between the two agree with the anaphor as well as the antecedent does. */
uint32_t bay__clues(const bay__facts *facts, uint32_t antecedent, uint32_t anaphor, uint32_t fits, uint8_t *out);
/* Number, gender and person of the two do not contradict each other. */
bool bay__agrees(const bay__phrase *antecedent, const bay__phrase *anaphor);

enum { BAY__ANTECEDENTS = 80, BAY__REACH = 240, BAY__CANDIDATES_MAX = BAY__ANTECEDENTS + 2 };

/* The phrases that may be what phrase j refers to, nearest first; fits as bay__clues wants it. */
typedef struct bay__candidates {
    uint32_t items[BAY__CANDIDATES_MAX], fits[BAY__CANDIDATES_MAX], count;
} bay__candidates;

typedef struct bay__seen bay__seen;   /* the last phrase with some words, the last of some chain */
bay__seen *bay__seen_new(bay_arena *scratch, const bay__facts *facts);
void bay__find_candidates(const bay__facts *facts, const bay__seen *seen, uint32_t j, bay__candidates *out);
void bay__see(bay__seen *seen, const bay__facts *facts, uint32_t j);

#endif
