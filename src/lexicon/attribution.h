/* lexicon/attribution.h - words that say who says it, and words that say whether it happened.
 *
 *   reads   attribution/cues, attribution/sources, statement/embedders, statement/markers, statement/nouns,
 *           statement/light_verbs, statement/contested (columns: the README of each folder), and the nouns of
 *           predicates/..., which count as event nouns too
 *   writes  maps from lemma to entry; const after the lexicon is opened
 *
 *     const bay_cue *cue = bay_cue_find(index, 'v', BAY_STR("say"), BAY_STR(""));
 *     bay_effect e = bay_embed_find(index, 'v', BAY_STR("threaten"), BAY_STR("to"))->effect;   // BAY_EFFECT_THREATENED
 *
 * Cost: one hash of a short key for each look-up. Parts of speech are letters: v n a r (adverb) p (preposition).
 */
#ifndef BAY_LEXICON_ATTRIBUTION_H
#define BAY_LEXICON_ATTRIBUTION_H

#include "base/map.h"
#include "doc/doc.h"
#include "lexicon/lexicon.h"

/* What a governing word or a marker does to the event under it. */
typedef enum bay_effect {
    BAY_EFFECT_UNKNOWN,
    BAY_EFFECT_FOLLOWS,        /* as its governor: manage to, force to            */
    BAY_EFFECT_FACTIVE,        /* happened whatever the governor: condemn, after  */
    BAY_EFFECT_ASSERTED,       /* as the speaker says it                          */
    BAY_EFFECT_CLAIMED, BAY_EFFECT_DENIED, BAY_EFFECT_NEGATED, BAY_EFFECT_THREATENED, BAY_EFFECT_DEMANDED,
    BAY_EFFECT_PLANNED, BAY_EFFECT_HYPOTHETICAL,
    BAY_EFFECT_COUNT
} bay_effect;

/* Where the content of a cue stands. */
enum bay_frame {
    BAY_FRAME_THAT = 1,        /* finite clause, before or after                  */
    BAY_FRAME_QUOTE = 2,       /* direct speech                                   */
    BAY_FRAME_OBJ = 4,         /* the object: confirmed the deaths                */
    BAY_FRAME_TO = 8,          /* infinitive: claims to have shot down            */
    BAY_FRAME_ING = 16,        /* gerund: denied killing                          */
    BAY_FRAME_PREP = 32,       /* of, for, about, to (bay_cue.prep): accuse X of  */
    BAY_FRAME_PASSIVE = 64,    /* is said, believed, reported to have             */
    BAY_FRAME_OBJ_SOURCE = 128 /* the object speaks: quote Y as saying, cite Y    */
};

typedef struct bay_cue {
    bay_str lemma;
    char pos;
    uint16_t frames;
    bay_str prep;              /* the preposition of BAY_FRAME_PREP, "|"-separated */
    uint8_t stance;            /* enum bay_stance */
    uint8_t effect;            /* enum bay_effect */
} bay_cue;

typedef struct bay_embedder {
    uint8_t effect;            /* enum bay_effect                                      */
    bool object_control;       /* the object, not the subject, does it: urge X to      */
} bay_embedder;

typedef struct bay_light {
    bay_str nouns;             /* "|"-separated; empty: any event noun                 */
    bay_str prep;              /* the noun stands under it: come under attack; or ""   */
} bay_light;

enum bay_noun_kind { BAY_NOUN_NONE, BAY_NOUN_EVENT, BAY_NOUN_CONTAINER /* wave of, round of */,
                     BAY_NOUN_THING /* looks like an event by its ending: government, building */ };

typedef struct bay_attribution_index {
    BAY_ARRAY(bay_cue) cues;
    BAY_ARRAY(bay_embedder) embedders;
    BAY_ARRAY(bay_light) lights;
    bay_map cue_map;           /* "v:point out"        */
    bay_map embed_map;         /* "v:threaten>to"      */
    bay_map light_map;         /* "carry out"          */
    bay_map marker_map;        /* "mark:if" to effect  */
    bay_map noun_map;          /* lemma to noun kind   */
    bay_map contested_map;     /* lemma                */
    bay_map verb_map;          /* every verb of these tables and of the codebook */
    bay_map source_map;        /* lemma: 1 a source, 2 an unnamed one */
} bay_attribution_index;

BAY_MUST_CHECK bay_status bay__attribution_index(bay_lexicon *lexicon, bay_error *err);

const bay_cue *bay_cue_find(const bay_attribution_index *index, char pos, bay_str lemma, bay_str particle);
/* complement: to that ing obj subj or a preposition; NULL when not listed. */
const bay_embedder *bay_embed_find(const bay_attribution_index *index, char pos, bay_str lemma, bay_str complement);
/* kind: mark aux adv adj det prep. */
bay_effect bay_marker_find(const bay_attribution_index *index, const char *kind, bay_str word);
const bay_light *bay_light_find(const bay_attribution_index *index, bay_str verb, bay_str particle);
bool bay_light_takes(const bay_light *light, bay_str noun);
enum bay_noun_kind bay_noun_kind_of(const bay_attribution_index *index, bay_str lemma);
bool bay_is_contested(const bay_attribution_index *index, bay_str lemma);
bay_str bay_verb_known(const bay_attribution_index *index, bay_str lemma);     /* the dictionary's own copy; empty */
uint32_t bay_source_kind(const bay_attribution_index *index, bay_str lemma);   /* 0 none, 1 source, 2 unnamed source */
bool bay_list_has(bay_str list, bay_str item);                                 /* "a|b|c" has "b" */

#endif
