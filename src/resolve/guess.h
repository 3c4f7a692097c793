/* resolve/guess.h - which country words without one mean: "police", "residents", "the Supreme Court".
 *
 *   reads   toks, doc->places, the story, bodies told before; the weights of actors/guess.tsv
 *   writes  the candidates in the order of their scores, into the document's arena
 *
 * Candidates are the countries told in the sentence and the two before it, and those that the article tells most, its dateline and its
 * armed group. Each gets the sum of weight x evidence (a linear model, fitted by train/fit_guess.py on articles marked by hand); the share
 * of the best in the sum of all exp(score) says how sure it is. Without the table nothing is chosen.
 *
 *   "Police" in an article of Haiti after two sentences on Kenya: HTI 2.1 (dateline, place-here), KEN 0.9 (one-back)
 *
 * Cost: the mentions of three sentences and the places of the document, for each such word.
 */
#ifndef BAY_RESOLVE_GUESS_H
#define BAY_RESOLVE_GUESS_H

#include "resolve/phrase.h"

enum { BAY__GUESS_STATE, BAY__GUESS_PEOPLE, BAY__GUESS_ARMED };

/* Returns how many candidates *out holds, best first; 0: none, or memory ended. sure: share of the best, 0 .. 1. */
uint32_t bay__guess(const bay__resolver *r, uint32_t head, uint8_t what, bay_str sector, bay_actor_candidate **out, double *sure);
/* Told to later guesses: a body of that sector and country stood at tok. */
void bay__guess_note(bay__resolver *r, uint32_t tok, bay_str sector, bay_str country, bool guessed);

#endif
