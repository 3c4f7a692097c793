/* eval/events.h - scores coded events against two kinds of gold.
 *
 *   PLOVER records   a JSON array {event, text, source: [{code}], target: [{code}]} (openeventdata/PLOVER): one event a text.
 *                    Older type names are taken as today's (DEMAND is REQUEST, FIGHT is ASSAULT, DISAPPROVE and INVESTIGATE
 *                    are ACCUSE). A record's type is right when some event of the text has it ("any"), or when the one of
 *                    the highest confidence that is not background has it ("best"). All is right when that event also has
 *                    a country of the record's sources among its actors and one of its targets among its recipients; what
 *                    the record leaves empty is not asked for. IGO, NGO and IMG stand for each other.
 *   our gold         JSON lines {id, split, text, published, events: [{type, status, actors: [code], recipients: [code]}]}:
 *                    all events of a text, maybe none. Precision and recall over whole events: type, status, actors and
 *                    recipients. A gold code matches what begins with it ("PAK" a "PAKGOV"); "*" stands for anybody or nobody
 *                    ("militants" of no known side).
 *
 *     bay_plover_score score;
 *     BAY_TRY(bay_eval_plover(engine, work, json, NULL, NULL, &score, err));
 *     printf("%.1f", 100.0 * score.type_any / score.records);
 *
 * Cost: that of coding the texts.
 */
#ifndef BAY_EVAL_EVENTS_H
#define BAY_EVAL_EVENTS_H

#include "base/status.h"
#include "base/str.h"
#include "doc/doc.h"

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

typedef struct bay_gold_score {
    uint32_t texts, gold, system;
    uint32_t right_type, right_who, right_all;    /* type; type and parties; type, parties and status */
    uint32_t empty_texts, false_events;           /* texts that have no event in the gold, and events found in them */
} bay_gold_score;

/* Called for each text with something wrong; doc is coded and valid until it returns. */
typedef void bay_eval_miss(void *arg, bay_str id, const char *what, const bay_doc *doc);

bool bay_plover_looks_like(bay_str bytes);
bool bay_gold_looks_like(bay_str bytes);
BAY_MUST_CHECK bay_status bay_eval_plover(const bay_engine *engine, bay_work *work, bay_str json, bay_eval_miss *miss, void *arg,
                                          bay_plover_score *out, bay_error *err);
/* split: "dev", "test", or NULL for all. */
BAY_MUST_CHECK bay_status bay_eval_gold(const bay_engine *engine, bay_work *work, bay_str lines, const char *split,
                                        bay_eval_miss *miss, void *arg, bay_gold_score *out, bay_error *err);

#endif
