/* parse/lemma.h - a lemma as an edit of the form (train/lemmas.py). */
#ifndef BAY_PARSE_LEMMA_H
#define BAY_PARSE_LEMMA_H

#include "base/str.h"

/* edit: c (as it is), l (lower case) or t (Title), how many characters to take off the end, what to put on: "l3y" makes
 * "Countries" country. An edit that does not fit leaves the form. bytes NULL when memory ended. */
bay_str bay__lemma(bay_arena *arena, bay_str form, bay_str edit);

#endif
