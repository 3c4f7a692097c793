/* resolve/counting.h - what the files that read counts share.
 *
 *   numbers.c     words and digits  -> number with bounds, range, currency or share
 *   kinds.c       number, tree      -> what is counted, and what befell it: killed, injured ...
 *   extent.c      counts            -> of which whole, over which time, new or in all, how often
 *   quantities.c  calls them, sentence by sentence
 *
 * Which words say so stands in lexicon/quantities. Nothing here looks further than its sentence, save for what a number
 * without a noun takes from the count before it.
 */
#ifndef BAY_RESOLVE_COUNTING_H
#define BAY_RESOLVE_COUNTING_H

#include "doc/tree.h"
#include "lexicon/words.h"
#include "resolve/story.h"

enum { BAY__COUNTRIES_MAX = 32 };

typedef struct bay__country_votes {
    bay_str code;
    uint32_t votes;
} bay__country_votes;

typedef struct bay__counting {
    const bay_lexicon *lexicon;
    const bay_word_index *words;
    const bay_phrase_text *text;
    bay_doc *doc;
    bay_arena *scratch;
    bay_story *story;        /* read when a currency first asks for it; NULL before */
    bay__country_votes countries[BAY__COUNTRIES_MAX];   /* the same */
    uint32_t country_count;
    bool countries_read;
    const uint8_t *taken;    /* by token: belongs to a time or a name */
    uint32_t begin, end;     /* of the sentence */
    uint32_t listed;         /* the toll whose parts are being listed, in doc->quantities; BAY_NONE: none */
} bay__counting;

/* A number as it stands in the text, before it is known what it counts. */
typedef struct bay__number {
    uint32_t begin, end;     /* tokens, with bounds and unit    */
    uint32_t head;           /* the token that the tree hangs on */
    double min, max;
    bool approximate, vague;
    bool strong;             /* "3,000-strong"                   */
    const char *kind;        /* money or percent; NULL otherwise */
    bay_str unit;
} bay__number;

/* pred BAY_NONE: nothing says what befell those counted. */
typedef struct bay__found {
    bay_str kind;
    uint32_t pred;
} bay__found;

/* ---- small looks at the sentence ---- */

static inline const bay_tok *bay__tok(const bay__counting *r, uint32_t i) { return &r->doc->toks.items[i]; }

static inline bool bay__is(const bay__counting *r, uint32_t i, const char *norm)
{
    return i >= r->begin && i < r->end && bay_str_is(bay__tok(r, i)->norm, norm);
}

static inline const bay_word_record *bay__word(const bay__counting *r, uint32_t i, enum bay_word_class c, uint32_t *end)
{
    return bay_words_match(r->words, r->text, i, r->end, c, end);
}

static inline bool bay__has(const bay__counting *r, uint32_t i, enum bay_word_class c)
{
    uint32_t end;
    return bay__word(r, i, c, &end) && end == i + 1;
}

static inline bool bay__is_be(const bay__counting *r, uint32_t i)
{
    return i >= r->begin && i < r->end && (bay_str_is(bay__tok(r, i)->lemma, "be") || bay__is(r, i, "been") || bay__is(r, i, "were") ||
                                           bay__is(r, i, "was") || bay__is(r, i, "are"));
}

static inline bool bay__is_toll(bay_str kind) { return !bay_str_is(kind, "other") && !bay_str_is(kind, "money") && !bay_str_is(kind, "percent"); }

/* Words of that extent end right before token i: "including [five]", "on top of [1,700]"; not "not counting" for "counting". */
static inline bool bay__is_led(const bay__counting *r, uint32_t i, const char *value)
{
    uint32_t end;
    for (uint32_t back = 3; back > 0; back--) {
        const bay_word_record *extent = i >= r->begin + back ? bay__word(r, i - back, BAY_WORD_EXTENT, &end) : NULL;
        if (extent && end == i) return bay_str_is(extent->value, value);
    }
    return false;
}

/* The last count before `n` that a number alone may take its noun from: no share, no "five times". NULL: none. */
static inline const bay_quantity *bay__count_before(const bay__counting *r, uint32_t n)
{
    for (int back = 0; n > 0 && back < 3; back++) {
        const bay_quantity *q = &r->doc->quantities.items[--n];
        if (!bay_str_is(q->kind, "money") && !bay_str_is(q->kind, "percent") && !bay_str_is(q->unit, "times")) return q;
    }
    return NULL;
}

/* numbers.c: the number that begins at token i, with its bounds and unit. */
bool bay__read_number(bay__counting *r, uint32_t i, bay__number *n);

/* kinds.c */
uint32_t bay__counted_noun(const bay__counting *r, const bay__number *n);
/* The kind of the count; may tell a better noun in *of. */
bay__found bay__find_kind(const bay__counting *r, const bay__number *n, uint32_t *of);
/* What befell the one person at the noun of, whose article stands at i; false: nothing that is counted. */
bool bay__kind_of_one(const bay__counting *r, uint32_t i, uint32_t of, bay__found *out);
/* kind of a verb for a phrase in that relation; "killed:subj" counts subjects, "detained:people" persons only. */
bool bay__verb_kind(const bay__counting *r, uint32_t verb, uint32_t of, bool object, bool subject, bay__found *out);
/* "two earthquakes killed 5,000 people": who is killed comes behind the verb. */
bool bay__has_victim(const bay__counting *r, uint32_t verb);
bool bay__state_kind(const bay__counting *r, uint32_t at, bay__found *out);

/* extent.c: the counts of the sentence, from `first` on. */
void bay__find_extent(const bay__counting *r, uint32_t first);

#endif
