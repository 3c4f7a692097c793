/* merge/near.h - is one text a reprint of another? MinHash over word shingles (Broder 1997), banded for look-up.
 *
 *   reads   the coded blocks of a document
 *   writes  63 minima; two texts share the share of shingles that they share of minima, give or take 6 points
 *
 *     bay_near a;
 *     if (bay__near_sign(doc, &a) && bay__near_alike(&a, &b) >= BAY_NEAR_REPRINT) ...
 *
 * Reprints share one of 21 bands of three minima with 97 % probability at 0.55, so that a table of bands finds them
 * without reading every signature. Cost: 63 multiplications a word.
 */
#ifndef BAY_MERGE_NEAR_H
#define BAY_MERGE_NEAR_H

#include "doc/doc.h"

enum { BAY_NEAR_SIZE = 63, BAY_NEAR_BANDS = 21, BAY_NEAR_SHINGLE = 3, BAY_NEAR_WORDS_MIN = 25 };

#define BAY_NEAR_REPRINT 0.5    /* from here on a reprint, lightly edited or cut */
#define BAY_NEAR_RELATED 0.15   /* another state of the same page               */

typedef struct bay_near {
    uint32_t minima[BAY_NEAR_SIZE];
} bay_near;

/* False when the text is too short to tell (fewer than BAY_NEAR_WORDS_MIN words). */
bool bay__near_sign(const bay_doc *doc, bay_near *out);
double bay__near_alike(const bay_near *a, const bay_near *b);
/* The value to look up for one band, 0 <= band < BAY_NEAR_BANDS. */
int64_t bay__near_band(const bay_near *near, uint32_t band);

#endif
