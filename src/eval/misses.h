/* eval/misses.h - what an evaluation found wrong, as JSON lines for people.
 *
 *     {"id","lost":"event|type|parties|actor|recipient|status|extra","expected":{...}|null,"found":EVENT|null,"rule","text"}
 *
 * lost says the first cell that is wrong: event - the text gave none; type - it gave others; extra - one too many. found is
 * the nearest event coded, in short: type, status, codes of the parties, trigger, confidence; rule is the entry that fired.
 */
#ifndef BAY_EVAL_MISSES_H
#define BAY_EVAL_MISSES_H

#include <cjson/cJSON.h>

#include "bayhaqi.h"
#include "doc/doc.h"

typedef void bay_miss_fn(void *context, bay_str line);

typedef struct bay_misses {
    bay_miss_fn *line;
    void *context;
} bay_misses;

typedef struct bay_miss {
    const char *id, *text, *lost;
    const cJSON *expected;      /* NULL: an event too many        */
    const bay_doc *doc;
    uint32_t found;             /* in doc->events, BAY_NONE: none */
} bay_miss;

/* misses may be NULL: then nothing is told. */
void bay__eval_tell(const bay_misses *misses, const bay_miss *miss);
/* A text member of a JSON object, or NULL. */
const char *bay__eval_text(const cJSON *object, const char *key);
/* Hands each JSON line of a gold file on: those of one split ("dev", "test"), NULL all. Empty lines and comments (#) are left out. */
typedef bay_status bay__gold_line_fn(void *context, const cJSON *line, bay_error *err);
BAY_MUST_CHECK bay_status bay__eval_lines(bay_str lines, const char *split, bay__gold_line_fn *take, void *context, bay_error *err);
/* Reads and codes one text; with `lines`, each line is a sentence. */
BAY_MUST_CHECK bay_status bay__eval_code(const bay_engine *engine, bay_work *work, bay_doc *doc, const char *text,
                                         const char *published, bool lines, bay_error *err);

#endif
