/* resolve/story.h - which countries an article is about, as a whole and around a token.
 *
 *   reads   toks, the country names, demonyms and capitals of the dictionaries; doc->places where they are resolved already
 *   writes  its own list, in the caller's scratch
 *
 * A word that two countries share ("Dominican", "Georgia") has its second meaning where the text tells that country more than the other, a
 * part of a country where a place that lies in it is named.
 *
 * A name weighs 10, a demonym 8, a capital 5, a part of a country ("Texas") 4, a town or province 12. Linear in the tokens.
 */
#ifndef BAY_RESOLVE_STORY_H
#define BAY_RESOLVE_STORY_H

#include "base/map.h"
#include "doc/doc.h"
#include "lexicon/actors.h"

typedef struct bay_story_mention {
    uint32_t tok, sent, weight;
    bay_str country;
    bool by_place;               /* a town or province in it, not its own name, people or capital */
} bay_story_mention;

typedef struct bay_story {
    BAY_ARRAY(bay_story_mention) mentions;   /* in text order */
    bay_map votes;                           /* country -> sum of weights */
    bay_map named;                           /* countries told by more than places in them */
    uint32_t most;
    bay_str top;
    bool union_told;                         /* of the European Union, and of Belgium only by its capital */
    bay_str rebels;                          /* country of the armed group named most; empty: none */
    bay_str dateline;                        /* country of the place before the first sentence: "ALMATY, Jan 5 -" */
    uint32_t dateline_tok;                   /* BAY_NONE: no such place */
    BAY_ARRAY(const bay_actor_record *) told;   /* second meanings that this text has: "Georgia" of the United States */
} bay_story;

bool bay__story_read(const bay_actor_index *actors, const bay_phrase_text *text, const bay_doc *doc, bay_arena *scratch,
                     bay_story *out);
/* The entry of a match that the text means; BAY_NONE: a second meaning only, and the text does not tell it. */
uint32_t bay__story_entry(const bay_story *story, const bay_actor_index *actors, const bay_phrase_text *text, const bay_phrase_match *m, uint32_t kinds);
/* 0 .. 1: the country's weight as a share of the most named one's. */
double bay__story_share(const bay_story *story, bay_str country);
/* The country that words without one mean at tok: what the sentence and the two before it name most, with the
 * article's as a tie-breaker. Empty when the article names none. */
bay_str bay__story_near(const bay_story *story, const bay_doc *doc, uint32_t tok);

#endif
