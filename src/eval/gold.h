/* eval/gold.h - scores coded events against gold of our own (tests/gold), or of a desk's.
 *
 *   reads   JSON lines {id, split, text, published, tags, events: [{type, status, actors: [code], recipients: [code]}]}:
 *           all events of a text, maybe none
 *   writes  precision and recall over whole events, in all and by type, status, tag and confidence; a line for each miss
 *
 * An event is right when type, parties and status are. A gold code matches what begins with it ("PAK" a "PAKGOV"); there are
 * as many parties as codes; "*" stands for anybody or nobody ("militants" of no known side). Gold events take their coded
 * event in order, the most alike first.
 *
 *     bay_gold_score score;
 *     BAY_TRY(bay_eval_gold(engine, work, lines, NULL, NULL, &score, err));
 *     printf("%.1f", 200.0 * score.all.all / (score.all.gold + score.all.system));
 *
 * Cost: that of coding the texts.
 */
#ifndef BAY_EVAL_GOLD_H
#define BAY_EVAL_GOLD_H

#include "eval/misses.h"

enum { BAY_GOLD_PARTS_MAX = 48, BAY_GOLD_NAME_MAX = 24 };

/* One line of a breakdown. type, who, all: gold events found with the right type; parties too; status too. */
typedef struct bay_gold_part {
    char name[BAY_GOLD_NAME_MAX];
    uint32_t gold, system, type, who, all;
    double confidence;      /* sum over the coded events of the part */
} bay_gold_part;

typedef struct bay_gold_parts {
    bay_gold_part items[BAY_GOLD_PARTS_MAX];
    uint32_t count;
} bay_gold_parts;

/* By type and status: gold events by the gold's, coded ones by their own. By tag: all events of the texts that bear it. By
 * role: gold events of the right type, and of those with the right actors or recipients. By confidence, in steps of a tenth:
 * coded events, and those all right. */
enum bay_gold_by { BAY_BY_TYPE, BAY_BY_STATUS, BAY_BY_ROLE, BAY_BY_TAG, BAY_BY_CONFIDENCE, BAY_BY_COUNT };

typedef struct bay_gold_score {
    bay_gold_part all;
    uint32_t texts;
    uint32_t empty_texts, false_events;           /* texts that have no event in the gold, and events found in them */
    bay_gold_parts by[BAY_BY_COUNT];
} bay_gold_score;

/* BAY_BY_COUNT for another word than type, status, role, tag, confidence. */
enum bay_gold_by bay_gold_by_find(const char *word);
bool bay_gold_looks_like(bay_str bytes);
/* split: "dev", "test", or NULL for all. misses and events may be NULL; events takes a line for each coded event:
 * {"id","right":bool,"evidence":{NAME: number}}, what train/fit_confidence.py learns from. */
BAY_MUST_CHECK bay_status bay_eval_gold(const bay_engine *engine, bay_work *work, bay_str lines, const char *split,
                                        const bay_misses *misses, const bay_misses *events, bay_gold_score *out, bay_error *err);

#endif
