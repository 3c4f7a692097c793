/* merge/near.h - is one text a reprint of another?
 *
 *   reads   the coded blocks of two texts
 *   writes  a gist of each: its runs of three words, its words, its figures with what stands around them, and at most 40 prints
 *
 *     BAY_TRY(bay__near_read(text, spans, count, arena, &a, err));
 *     if (bay__near_reprint(&a, &b) > 0) ...                // how much of the shorter one lies within the longer
 *
 * Prints are what an index keeps (store/reprint.c): hashes of three content words in a row, of which every 2^k-th stays (0 modulo 2^k,
 * Broder 1997), with k as small as 40 allow. The prints of a long text are thus among those of each piece of it, however long the text
 * around: a text is looked for by its prints, and the few that share most with it are read and compared word by word.
 *
 * A reprint has half the runs of the shorter text; or a fifth of them, when it is of like length and nearly all content words are the
 * same (words changed all over). A weather report of another day has its runs too, but other figures in the same places: no reprint.
 * Cost: linear in the words, and sorting them; 0.1 ms for 500 words.
 */
#ifndef BAY_MERGE_NEAR_H
#define BAY_MERGE_NEAR_H

#include "doc/doc.h"

enum { BAY_NEAR_PRINTS = 40, BAY_NEAR_WORDS_MIN = 25 };

#define BAY_NEAR_RELATED 0.15   /* of all runs: another state of the same page */

/* A number, by the words on both sides of it. */
typedef struct bay_near_figure { uint64_t place, number; } bay_near_figure;

typedef struct bay_near {
    uint32_t total;                                  /* words in all */
    uint64_t *runs, *words;                          /* sorted, each once */
    uint32_t run_count, word_count;
    bay_near_figure *figures;                        /* sorted by place */
    uint32_t figure_count;
    uint64_t prints[BAY_NEAR_PRINTS];                /* sorted, each once */
    uint32_t print_count;
} bay_near;

BAY_MUST_CHECK bay_status bay__near_read(bay_str text, const bay_span *spans, uint32_t count, bay_arena *arena, bay_near *out, bay_error *err);
BAY_MUST_CHECK bay_status bay__near_read_doc(const bay_doc *doc, bay_arena *arena, bay_near *out, bay_error *err);
/* Long enough to tell. */
bool bay__near_tells(const bay_near *near);
double bay__near_alike(const bay_near *a, const bay_near *b);      /* share of all runs in common                  */
double bay__near_reprint(const bay_near *a, const bay_near *b);    /* of the shorter one's runs; 0: no reprint     */

#endif
