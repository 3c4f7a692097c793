/* eval/plover.h - scores coded events against PLOVER's gold standard records.
 *
 *   reads   a JSON array {event, text, source: [{code}], target: [{code}]} (openeventdata/PLOVER): one event a text
 *   writes  counts of right records; a line for each miss
 *
 * Older type names are taken as today's (DEMAND is REQUEST, FIGHT is ASSAULT, DISAPPROVE and INVESTIGATE are ACCUSE). A
 * record's type is right when some event of the text has it ("any"), or when the one of the highest confidence that is not
 * background has it ("best"). All is right when that event also has a country of the record's sources among its actors and
 * one of its targets among its recipients; what the record leaves empty is not asked for. IGO, NGO and IMG stand for each
 * other.
 *
 *     bay_plover_score score;
 *     BAY_TRY(bay_eval_plover(engine, work, json, NULL, &score, err));
 *     printf("%.1f", 100.0 * score.type_any / score.records);
 *
 * Cost: that of coding the texts.
 */
#ifndef BAY_EVAL_PLOVER_H
#define BAY_EVAL_PLOVER_H

#include "eval/misses.h"

enum { BAY_PLOVER_TYPES = 16 };

typedef struct bay_plover_type_score {
    const char *type;
    uint32_t records, any, best, all;
} bay_plover_type_score;

typedef struct bay_plover_score {
    uint32_t records, type_any, type_best, all_any, all_best;
    uint32_t silent;     /* texts without any event */
    uint32_t events;
    bay_plover_type_score types[BAY_PLOVER_TYPES];
} bay_plover_score;

bool bay_plover_looks_like(bay_str bytes);
/* misses may be NULL. */
BAY_MUST_CHECK bay_status bay_eval_plover(const bay_engine *engine, bay_work *work, bay_str json, const bay_misses *misses,
                                          bay_plover_score *out, bay_error *err);

#endif
