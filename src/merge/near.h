/* merge/near.h - is one text a reprint of another? MinHash over word shingles (Broder 1997), banded for look-up.
 *
 *   reads   the coded blocks of a document
 *   writes  126 minima and the number of shingles; the share of minima that two texts have in common is that of their
 *           shingles, give or take 4 points
 *
 *     bay_near a;
 *     if (bay__near_sign(doc, &a) && bay__near_within(&a, &b) >= BAY_NEAR_REPRINT) ...
 *
 * A table of bands of three minima finds reprints without reading every signature: texts with 0.4 of their shingles in
 * common share one of 42 with 94 % probability, with 0.02 with 0.03 %. Cost: 126 multiplications a word.
 */
#ifndef BAY_MERGE_NEAR_H
#define BAY_MERGE_NEAR_H

#include "doc/doc.h"

enum { BAY_NEAR_SIZE = 126, BAY_NEAR_BANDS = 42, BAY_NEAR_SHINGLE = 3, BAY_NEAR_WORDS_MIN = 25 };

#define BAY_NEAR_REPRINT 0.45   /* of the shorter text lies within the longer: a reprint, edited or cut */
#define BAY_NEAR_RELATED 0.15   /* alike: another state of the same page                                */

typedef struct bay_near {
    uint32_t minima[BAY_NEAR_SIZE];
    uint32_t shingles;
} bay_near;

/* False when the text is too short to tell (fewer than BAY_NEAR_WORDS_MIN words). */
bool bay__near_sign(const bay_doc *doc, bay_near *out);
double bay__near_alike(const bay_near *a, const bay_near *b);      /* share of all shingles in common            */
double bay__near_within(const bay_near *a, const bay_near *b);     /* of the shorter text's, as far as told by that */
/* The value to look up for one band, 0 <= band < BAY_NEAR_BANDS. */
int64_t bay__near_band(const bay_near *near, uint32_t band);

#endif
