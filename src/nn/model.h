/* nn/model.h - the trained weights: one file, mapped, const, shared by threads (docs/formats/model.md).
 *
 * bay_model_open reads the index only: weights are used where they lie. All that the nets need is checked here (names,
 * types, sizes, ranges of numbers), so that running them cannot leave the file. No bytes at all is a model without
 * nets: text is then cut by rule and not parsed.
 */
#ifndef BAY_NN_MODEL_H
#define BAY_NN_MODEL_H

#include "base/status.h"

typedef struct bay_model bay_model;

/* bytes stay the caller's, lie at a multiple of 16, and must outlive the model; weights are not copied. */
BAY_MUST_CHECK bay_status bay_model_open(const void *bytes, size_t size, bay_model **out, bay_error *err);
void bay_model_free(bay_model *model);
const char *bay_model_version(const bay_model *model);   /* hash of the file, 16 hex digits; "none" */

#endif
