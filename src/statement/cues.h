/* statement/cues.h - cues inside one sentence: the verb, noun, adverb or preposition, who speaks, and what is said.
 *
 *   reads   the view, the quotes, lexicon attribution/cues
 *   writes  a list of finds in scratch; bay__attribute orders them and gives them to the document
 */
#ifndef BAY_STATEMENT_CUES_H
#define BAY_STATEMENT_CUES_H

#include "statement/quotes.h"
#include "statement/view.h"

typedef struct bay_find {
    const bay_cue *cue;
    uint32_t cue_tok, source;         /* BAY_NONE */
    uint32_t source_low;              /* the speaker's phrase begins here where the head's own phrase does not say */
    BAY_ARRAY(bay_span) content;
    bool negated, answer;
    bool pending;                     /* a verb of speech with a speaker and no content in its own sentence */
    bool direct;                      /* was found by its quotation marks                                  */
    uint8_t stance;
    uint32_t citing;                  /* find that this one is cited by (index), BAY_NONE                   */
    uint32_t sent;
} bay_find;

typedef struct bay_finds {
    BAY_ARRAY(bay_find) list;
    bool failed;                      /* memory ended */
} bay_finds;

void bay__find_cues(const bay_view *view, const bay_sent *sent, bay_finds *finds);
/* Who does the verb: its subject, or the one it has by control, coordination or a relative clause; BAY_NONE. */
uint32_t bay__doer(const bay_view *view, uint32_t verb);
/* The speaker inside a phrase that speaks for somebody: "a statement from the ministry" -> ministry. */
uint32_t bay__speaker_in(const bay_view *view, uint32_t tok);
bay_find *bay__find_add(const bay_view *view, bay_finds *finds, const bay_cue *cue, uint32_t cue_tok, uint32_t source);
/* Adds the tokens under head that are not under `without` as one span for each run. */
void bay__add_content(const bay_view *view, bay_finds *finds, bay_find *find, uint32_t head, uint32_t without);

#endif
