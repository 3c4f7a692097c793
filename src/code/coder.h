/* code/coder.h - what the files of this stage share: the coder of one document and the hit of each statement.
 *
 *   match.c     statement   -> entry of the codebook (a hit), and the arguments that are left for its parties
 *   compose.c   hits        -> CAMEO codes, operators put together with what they embed
 *   parties.c   hit         -> actors and recipients
 *   refine.c    event       -> the exact code where the words bear it
 *   anchors.c   event       -> place and date by its own sentence
 *   counts.c    event       -> its counts; those of no event to the one before, each with its voice
 *   details.c   event       -> contexts, status
 *   carry.c     events      -> place and date by the sentences around
 *   evidence.c  events      -> what speaks for and against them, confidence
 *   split.c     event       -> one for each place that has a number of its own
 *   claims.c    events      -> who asserts or denies them
 *   code.c      calls them in this order
 *
 * All arrays lie in the scratch arena and are indexed by token or by statement.
 */
#ifndef BAY_CODE_CODER_H
#define BAY_CODE_CODER_H

#include "base/work.h"
#include "doc/doc.h"
#include "lexicon/actors.h"
#include "lexicon/predicates.h"

enum { BAY__ARGS_MAX = 32, BAY__PLAIN_ONLY = 3 /* state of a hit in the making: no operators */ };

/* Why a hit's code is not that of its own entry. */
enum bay__voice { BAY__PLAIN, BAY__INTENDS /* will, is ready to */, BAY__URGES /* X says that Y must */, BAY__REFUSES /* will not */ };

typedef struct bay__hit {
    const bay_predicate *entry;                  /* NULL: not in the codebook                        */
    uint32_t used[BAY_PREDICATE_WORDS_MAX];      /* tokens that the entry's words stand for          */
    uint32_t used_count;
    uint32_t inner;                              /* statement that the operator works on, BAY_NONE   */
    uint32_t clause;                             /* the same, or a clause that is in no table        */
    bay_str cameo;                               /* after composition; empty: no event               */
    uint32_t event;                              /* index in doc->events, BAY_NONE                   */
    uint8_t voice;                               /* enum bay__voice                                  */
    uint8_t state;                               /* of composition: 0 open, 1 being done, 2 done     */
    bool absorbed;                               /* told by the operator above it: no event of its own */
    bool composed;
} bay__hit;

typedef struct bay__args {
    bay_arg items[BAY__ARGS_MAX];
    uint32_t count;
} bay__args;

/* Items of a layer by sentence: first[sentence], then next[item]. */
typedef struct bay__by_sentence {
    uint32_t *first, *next;
} bay__by_sentence;

typedef struct bay__coder {
    const bay_predicate_index *index;
    const bay_actor_index *names;                   /* for demonyms that nobody made an actor of */
    bay_phrase_text words;
    bay_doc *doc;
    bay_arena *scratch;
    uint32_t *actor_at, *place_at, *statement_at;   /* by token, BAY_NONE             */
    uint32_t *first_child, *next_sibling;           /* the trees, by token            */
    uint32_t resolved_actors;                       /* those of resolve, in token order; ours come after */
    uint32_t token_count;                           /* of the arrays above            */
    bay__by_sentence places, times, quantities;
    bay__hit *hits;                                 /* by statement                   */
    uint64_t bit_quantity;                          /* class of words that count: "dozens of" */
    bool no_memory;
} bay__coder;

#define BAY__EACH_IN(list, sent, item) \
    for (uint32_t item = (list).first[sent]; item != BAY_NONE; item = (list).next[item])
#define BAY__EACH_CHILD(c, tok, child) \
    for (uint32_t child = (c)->first_child[tok]; child != BAY_NONE; child = (c)->next_sibling[child])

/* match.c */
void bay__match(bay__coder *c, uint32_t statement);
/* The sense of an operator that has nothing to work on ("France [assisted] the army"); false: there is none. */
bool bay__match_plain(bay__coder *c, uint32_t statement);
void bay__collect_args(const bay__coder *c, uint32_t statement, const bay__hit *hit, bay__args *out);
bool bay__slot_takes(bay_slot slot, const bay_arg *arg);
bool bay__lemma_is(const bay_tok *tok, bay_str word);

/* compose.c */
void bay__compose(bay__coder *c, uint32_t statement);

/* parties.c */
bool bay__is_political(const bay_actor *actor);
bool bay__same_actor(const bay_doc *doc, uint32_t a, uint32_t b);
/* The actor that a phrase stands for: itself, or one within it (Israeli [bulldozers]); BAY_NONE. */
uint32_t bay__actor_of(bay__coder *c, uint32_t tok);
/* The actor who speaks in the innermost attribution of a statement; BAY_NONE. */
uint32_t bay__speaker_of(bay__coder *c, uint32_t statement);
/* Who is spoken to: the object of the innermost cue ("told [Moscow]"); BAY_NONE. */
uint32_t bay__listener_of(bay__coder *c, uint32_t statement);
uint32_t bay__subject_actor(bay__coder *c, uint32_t statement);
/* All of them ("both Havana and Washington"), at most BAY_EVENT_ACTORS_MAX; how many. */
uint32_t bay__subject_actors(bay__coder *c, uint32_t statement, uint32_t *out);
bay_status bay__find_parties(bay__coder *c, uint32_t statement, bay_event *event, bay_error *err);

/* refine.c: the finer code that the words bear ("marched for the resignation of": 1411), else the same. */
bay_str bay__finer_code(const bay__coder *c, uint32_t statement, bay_str cameo);
bay_str bay__meeting_code(const bay__coder *c, const bay_event *event);   /* met in the country of a third: 044 */

/* anchors.c */
/* Steps from a token up to the predicate, without passing another clause; -1: not below it. */
int bay__steps_up(const bay__coder *c, uint32_t tok, const bay_statement *st);
void bay__find_place(const bay__coder *c, const bay_statement *st, bay_event *event);
uint32_t bay__place_below(const bay__coder *c, const bay_statement *st);   /* a place that hangs on the predicate, BAY_NONE */
void bay__find_date(const bay__coder *c, const bay_statement *st, bay_event *event);
/* How surely a time of the sentence is the event's: 80 and more in its own clause, few where it is another's (that of the saying). */
int bay__time_points(const bay__coder *c, const bay_event *event);
bool bay__is_clock(const bay__coder *c, const bay_time *time);   /* an hour without a day */
bool bay__is_past_semicolon(const bay__coder *c, uint32_t tok, uint32_t deed);
bool bay__in_dateline(const bay__coder *c, uint32_t tok);

/* carry.c: day and place told of a deed elsewhere in the article, for those whose own sentence tells none. */
void bay__carry_over(const bay__coder *c);

/* details.c */
void bay__find_contexts(const bay__coder *c, const bay_statement *st, const bay_code *code, bay_event *event);
uint8_t bay__event_status(const bay__coder *c, uint32_t statement, const bay_event *event);
bool bay__is_apolitical(const bay__coder *c, const bay_event *event);

/* evidence.c: gathered as an event is coded; weighed when all are there and each knows its status. */
void bay__gather_evidence(const bay__coder *c, uint32_t statement, bay_event *event);
void bay__weigh_evidence(bay__coder *c);

/* split.c: writes up to BAY_EVENT_COUNTS_MAX events that differ in place, counts and trigger; 0: it stays one. */
uint32_t bay__split_by_place(const bay__coder *c, const bay_event *whole, bay_event *out);

/* counts.c */
void bay__find_counts(const bay__coder *c, uint32_t statement, bay_event *event);
/* When all events are told: counts that are another's leave, those of no event join one, voices are told apart. */
bay_status bay__settle_counts(bay__coder *c, bay_error *err);

bay_str bay__event_id(bay_doc *doc, const bay_event *event);   /* code.c */

/* code.c: "denied arming the rebels", "rejected accusations that it arms the rebels" */
bool bay__denies(const bay__hit *hit);

/* claims.c */
bay_status bay__make_claims(bay__coder *c, bay_error *err);

#endif
