/* nn/model.h - the trained weights: one file, mapped, const, shared by threads (docs/formats/model.md). */
#ifndef BAY_NN_MODEL_H
#define BAY_NN_MODEL_H

#include "base/status.h"

typedef struct bay_model bay_model;

/* bytes stay the caller's and must outlive the model; weights are not copied. */
BAY_MUST_CHECK bay_status bay_model_open(const void *bytes, size_t size, bay_model **out, bay_error *err);
void bay_model_free(bay_model *model);
const char *bay_model_version(const bay_model *model);

#endif
