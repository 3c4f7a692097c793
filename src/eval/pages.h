/* eval/pages.h - scores what was made of saved pages: title, day, authors, body.
 *
 *     {"id":"a","page":"pages/a.html","title":"...","published":"2023-04-18","authors":["A B"],"subhead":"...","lines":[{"role":"body","text":"..."}]}
 *     {"id":"b","page":"html/b.html.gz","body":"..."}
 *
 * A line for each page; what a line does not name is not scored. bay_pages_gold makes the lines from a folder: of NAME.html and NAME.json
 * (tests/gold/pages), or of ground-truth.json and html/KEY.html.gz (the article extraction benchmark).
 *
 * Right is: a title of the same words, case and signs aside; the same day, or none where none is; the same names, all of them and no more.
 * Bodies are scored as that benchmark does (Scrapinghub 2020): multisets of runs of four words, precision and recall as means over pages,
 * and the harmonic mean of both. The body is what has the roles body and quote_block, and subheads after the first paragraph.
 *
 *     bay_pages_score s;
 *     BAY_TRY(bay_eval_pages(engine, work, lines, NULL, &s, err));
 *
 * Cost: that of cleaning the pages.
 */
#ifndef BAY_EVAL_PAGES_H
#define BAY_EVAL_PAGES_H

#include "base/buf.h"
#include "eval/misses.h"

typedef struct bay_pages_count {
    uint32_t gold, right;
} bay_pages_count;

typedef struct bay_pages_score {
    uint32_t pages, bodies, found, told;     /* found: pages with a body found; told: with one in the gold */
    bay_pages_count title, day, authors;
    double precision, recall;                /* sums over pages */
} bay_pages_score;

bool bay_pages_looks_like(bay_str gold);
/* Is the path such a folder? Then its pages as lines. */
bool bay_pages_is_folder(const char *path);
BAY_MUST_CHECK bay_status bay_pages_gold(const char *folder, bay_buf *lines, bay_error *err);
/* misses: {"id","lost":"title|day|authors|body","expected","found"} */
BAY_MUST_CHECK bay_status bay_eval_pages(const bay_engine *engine, bay_work *work, bay_str gold, const bay_misses *misses,
                                         bay_pages_score *out, bay_error *err);

#endif
