/* resolve/places_inner.h - what the parts of places.c share.
 *
 *   places_spans.c    which stretches of tokens may name a place
 *   places_hints.c    what the words around each of them say
 *   places_choose.c   which place of that name it is, all names of a document together
 *   places.c          the order of these, literal or not, results
 */
#ifndef BAY_RESOLVE_PLACES_INNER_H
#define BAY_RESOLVE_PLACES_INNER_H

#include "base/map.h"
#include "doc/doc.h"
#include "lexicon/actors.h"
#include "resolve/gazetteer.h"
#include "resolve/story.h"

enum { BAY__PLACE_HITS_MAX = 64 };

/* What the words around a name say of it. */
typedef struct bay__place_hints {
    bay_str country;         /* demonym before, country after the comma                    */
    bay_str within;          /* key of the province or district told with it; empty: none  */
    bool province, district, town, site;
} bay__place_hints;

/* A stretch of tokens that may name a place. */
typedef struct bay__place_span {
    uint32_t begin, end;
    bool named;                       /* a mention says so; else it was only capitals after a preposition          */
    bool weak;                        /* only the company of other places makes it one                             */
    bool led;                         /* a preposition of place stands before it, or a place beside it             */
    bool byword;                      /* "the Dayton accords", "his Waterloo": says nothing of the article's other places */
    bool embedded;                    /* "[Fargo] City Commission"                                                 */
    const bay_actor_record *country;  /* the name of a country                                                     */
    const bay_actor_record *capital_of;   /* "the Saudi capital"; NULL otherwise                                   */
    bay_str key;
    bay_str state_of;                 /* "Ky.": the country whose province key names; empty otherwise              */
    bay__place_hints hints;
    uint32_t group;                   /* its name among the document's                                             */
} bay__place_span;

typedef struct bay__place_candidate {
    bay_gazetteer_hit hit;
    uint64_t country, province, cell; /* of the votes                                       */
    float prior, told, context, local, score, p;   /* told: what is said beside any mention of the name; local: context without the country */
} bay__place_candidate;

/* All spans of one name: they mean one place, unless the words beside one of them say otherwise. */
typedef struct bay__place_group {
    uint32_t first, count;            /* candidates                                         */
    uint32_t spans;
    bay_str country, within;          /* said beside any of them                            */
    bool strong, votes;               /* not only weak spans; nor only bywords              */
    float weight;
} bay__place_group;

typedef struct bay__places {
    const bay_actor_index *actors;
    const bay_gazetteer *gazetteer;
    bay_arena *scratch;
    bay_doc *doc;
    bay_phrase_text text;
    uint32_t *name_of;                /* by token: mention that begins there + 1            */
    uint8_t *in_name;                 /* by token: 1 in a name, 2 in one that is no place   */
    bay_map surnames;                 /* words of persons' names of several words           */
    bay_story story;
    BAY_ARRAY(bay__place_span) spans;
    BAY_ARRAY(bay__place_candidate) candidates;
    BAY_ARRAY(bay__place_group) groups;
    float focus;                      /* 0 .. 1: how much of the document lies at one spot   */
    float sway;                       /* 0 .. 1: share of the country named most             */
    bool failed;
} bay__places;

static inline const bay_tok *bay__place_tok(const bay__places *s, uint32_t i) { return &s->doc->toks.items[i]; }

static inline bool bay__place_is(const bay__places *s, uint32_t i, const char *norm)
{
    return i < s->doc->toks.count && bay_str_is(s->doc->toks.items[i].norm, norm);
}

static inline bool bay__place_capital(const bay__places *s, uint32_t i) { return (s->text.looks[i] & BAY_WORD_CAPITAL) != 0; }

static inline const bay_sent *bay__place_sent(const bay__places *s, uint32_t i) { return &s->doc->sents.items[s->doc->toks.items[i].sent]; }

bool bay__place_kind_word(bay_str norm);      /* province, district, town, crossing ... */
bool bay__place_locative(bay_str norm);       /* in, at, near ...                       */
bay_str bay__place_words(const bay__places *s, uint32_t begin, uint32_t end);

uint32_t bay__place_head(const bay__places *s, const bay__place_span *span);   /* the word that hangs on one outside */

void bay__place_find_spans(bay__places *s);
void bay__place_read_hints(bay__places *s);
/* Candidates of every name, scored together. */
void bay__place_choose(bay__places *s);
/* The best candidate of a span, with its score; NULL: no place. second: the best score elsewhere. */
const bay__place_candidate *bay__place_best(bay__places *s, const bay__place_span *span, double *scores, double *top, double *second);
bool bay__place_same_spot(const bay_gazetteer_hit *a, const bay_gazetteer_hit *b);

#endif
