/* doc/layers.h - the layers of a document as text: what `bayhaqi layers` and `bayhaqi code` print (contract: JSON lines).
 *
 * events: one line for each event; statements and the others: one line for each document; conllu: CoNLL-U.
 */
#ifndef BAY_DOC_LAYERS_H
#define BAY_DOC_LAYERS_H

#include "base/buf.h"
#include "doc/doc.h"

typedef struct bay_made_by {
    const char *version, *lexicon, *model;
} bay_made_by;

/* BAY_NOT_FOUND for an unknown layer name. */
BAY_MUST_CHECK bay_status bay_layer_print(const bay_doc *doc, bay_str layer, const bay_made_by *made_by, bay_buf *out,
                                          bay_error *err);
const char *const *bay_layer_names(void);                               /* NULL-terminated */
void bay_event_print(const bay_doc *doc, const bay_event *event, const bay_made_by *made_by, bay_buf *out);   /* one JSON object */
void bay_actor_print(const bay_doc *doc, const bay_actor *actor, bay_buf *out);   /* null when actor is NULL */
void bay_place_print(const bay_doc *doc, const bay_place *place, bay_buf *out);
void bay_json_strs(bay_buf *out, const char *key, const bay_str *items, uint32_t count);
void bay_json_date(bay_buf *out, bay_date date);                        /* "2021-08" or null */
void bay_json_bound(bay_buf *out, double bound);                        /* null below zero (open above) */

#endif
