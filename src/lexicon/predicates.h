/* lexicon/predicates.h - the codebook: predicate entries, operators, CAMEO codes and their crosswalk, word classes.
 *
 *   reads   the tables of lexicon/predicates (entries by PLOVER type, operators, classes, apolitical words) and
 *           of lexicon/codes (cameo, crosswalk, compose, contexts, evidence)
 *   writes  lexicon->predicates, const afterwards
 *
 * An entry is a phrase of lemmas with an anchor (the verb; of a noun phrase the head), conditions on the arguments,
 * and where to look for actor and recipient. Many entries may share an anchor; the coder takes the one that asks
 * for most and gets it. The columns are described in lexicon/predicates/README.md.
 *
 *     for (const bay_predicate *p = bay_predicate_first(index, lemma); p; p = p->next) try(p);
 *     const bay_code *code = bay_code_find(index, p->cameo);
 *
 * Cost: one hash look-up for each predicate of the text; built once, in about a millisecond for a thousand rows.
 */
#ifndef BAY_LEXICON_PREDICATES_H
#define BAY_LEXICON_PREDICATES_H

#include "base/map.h"
#include "lexicon/lexicon.h"

enum { BAY_PREDICATE_WORDS_MAX = 6, BAY_PREDICATE_SLOTS_MAX = 8, BAY_PREDICATE_CONDITIONS_MAX = 5, BAY_CODE_CONTEXTS_MAX = 3 };

enum bay_slot_kind {
    BAY_SLOT_SUBJ, BAY_SLOT_OBJ, BAY_SLOT_IOBJ, BAY_SLOT_POSS, BAY_SLOT_COMPOUND, BAY_SLOT_PREP, BAY_SLOT_ANY /* any argument or word */,
    BAY_SLOT_SAME /* "=": all actors are also recipients */, BAY_SLOT_INNER /* the actor of the embedded event */,
    BAY_SLOT_NOBODY /* "-": leave it empty */
};

typedef struct bay_slot {
    uint8_t kind;   /* enum bay_slot_kind          */
    bay_str prep;   /* of BAY_SLOT_PREP: "against" */
} bay_slot;

/* "obj:place|territory" (classes), "obj=town|border" (lemmas); a "!" before it turns it round. */
typedef struct bay_condition {
    bay_slot slot;
    bool negated, by_class;
    bay_str *values;
    uint32_t value_count;
} bay_condition;

typedef struct bay_predicate {
    bay_str entry;
    bay_str words[BAY_PREDICATE_WORDS_MAX];
    uint32_t word_count, anchor;
    char pos;                          /* 'v' 'n' 'a'                                             */
    bay_str type, mode, cameo;         /* type "-": no event; empty for operators                 */
    bay_str op;                        /* operators.tsv: agree threaten demand ...; else empty    */
    bay_str control;                   /* gains loses holds gives; else empty                     */
    bay_slot actors[BAY_PREDICATE_SLOTS_MAX], recipients[BAY_PREDICATE_SLOTS_MAX];
    uint32_t actor_count, recipient_count;   /* 0: the usual places of its part of speech          */
    bay_condition conditions[BAY_PREDICATE_CONDITIONS_MAX];
    uint32_t condition_count;
    bay_str example, file;
    uint32_t line, order;
    const struct bay_predicate *next;  /* with the same anchor */
} bay_predicate;

typedef struct bay_code {
    bay_str cameo;
    uint8_t quad;
    double goldstein;
    bay_str type, mode, contexts[BAY_CODE_CONTEXTS_MAX];
    uint32_t context_count;
    bay_str acled_type, acled_subtype;
} bay_code;

typedef struct bay_predicate_index bay_predicate_index;

BAY_MUST_CHECK bay_status bay__predicates_build(bay_lexicon *lexicon, bay_error *err);

const bay_predicate *bay_predicate_first(const bay_predicate_index *index, bay_str anchor);   /* NULL: no entry */
uint32_t bay_predicate_count(const bay_predicate_index *index);
const bay_predicate *bay_predicate_at(const bay_predicate_index *index, uint32_t i);
const bay_code *bay_code_find(const bay_predicate_index *index, bay_str cameo);               /* NULL: no such code */
/* The code of an operator over an embedded code: ("threaten", "190") -> "1384"; empty when the table has none. */
bay_str bay_code_compose(const bay_predicate_index *index, bay_str op, bay_str embedded);
/* Bits of the classes of classes.tsv that a lemma is in; the bit of a class, 0 when there is no such class. */
uint64_t bay_word_classes(const bay_predicate_index *index, bay_str lemma);
uint64_t bay_class_bit(const bay_predicate_index *index, bay_str name);
/* The base of an irregular form ("retook" -> "retake"); empty when it is none of irregular.tsv. */
bay_str bay_irregular_base(const bay_predicate_index *index, bay_str form);
/* PLOVER context that a lemma or "lemma lemma" speaks for; empty when none. */
bay_str bay_word_context(const bay_predicate_index *index, bay_str words);
/* Weight with which a lemma speaks for a field that is not politics (sport, weather, trade ...), and the number of that
 * field; 0 when none. */
uint32_t bay_word_apolitical(const bay_predicate_index *index, bay_str lemma, uint32_t *field);

/* Weight of a kind of evidence (enum bay_evidence) in the logarithm of the odds that an event is right. */
double bay_evidence_weight(const bay_predicate_index *index, int evidence);

#endif
