/* eval/articles.h - scores who, where, when and how many against articles marked by hand.
 *
 *   === d01 2023-04-18
 *   {Sudan's army|A SDNMIL} {bombed|E Bahri 2023-04-17} {Bahri|P 15.6 32.5 town} {on Monday|T 2023-04-17}; {14 people|Q killed 14+ people} died.
 *
 * A head line gives id and day of publication; then the text, with marks {words|LABEL}:
 *
 *   A CODE          an actor; CODE/CODE either will do, CODE+CODE both are asked for; a code matches what begins with it. "-": not scored
 *   P LAT LON WHAT  a place name, WHAT is the precision (for people); P alone: as before in the article
 *   T B or B..E     a time: its first and last day; T -: not scored
 *   Q KIND N WHOM   a count: 12, 12+ (at least), ..12 (at most), 3..5, ~12 (about); WHOM of money is its ISO code; then what is to
 *                   be known of it: part (of another), new, total, per:day, in:B..E; "Q none": no count at all
 *   E PLACE B..E    an event's trigger, its place as marked elsewhere ("-": not scored), its days (B.. open, "-": not scored)
 *
 * Right is: an actor whose phrase has its head in the mark and whose code fits; a place within 161 km; both days of a time; kind and
 * bounds of a count. What is not found is wrong. An event is the one whose trigger meets the mark; its place is right within
 * 161 km, its date with both days. Marks at which no event is coded count for `events` alone: whether a text holds an event
 * is measured by other gold (eval/events.h).
 *
 *     bay_articles_score s;
 *     BAY_TRY(bay_eval_articles(engine, work, gold, NULL, &s, err));
 *     printf("%.1f", 100.0 * s.actors.right / s.actors.gold);
 *
 * Cost: that of coding the texts.
 */
#ifndef BAY_EVAL_ARTICLES_H
#define BAY_EVAL_ARTICLES_H

#include "base/status.h"
#include "doc/doc.h"
#include "eval/misses.h"

typedef struct bay_articles_count {
    uint32_t gold, found, right;
} bay_articles_count;

typedef struct bay_articles_score {
    uint32_t articles, shifted;      /* shifted: marks whose words are no longer in the text that was read */
    bay_articles_count actors, places, times, counts;
    bay_articles_count extents;      /* what else is marked of a count that is right: part, new ...; and no such word where none is marked */
    uint32_t extra;                  /* counts at no mark, in the articles where all are marked */
    bay_articles_count events;       /* found: an event's trigger meets the mark; right: there is one in the sentence */
    bay_articles_count event_places, event_dates;    /* of the events found */
} bay_articles_score;

/* misses: a line {id, what, words, expected, found} for each mark that is wrong; may be NULL. */
bool bay_articles_looks_like(bay_str bytes);
BAY_MUST_CHECK bay_status bay_eval_articles(const bay_engine *engine, bay_work *work, bay_str gold, const bay_misses *misses,
                                            bay_articles_score *out, bay_error *err);

#endif
