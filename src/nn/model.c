#include "nn/model.h"

#include "base/mem.h"

struct bay_model { int unused; };

bay_status bay_model_open(const void *bytes, size_t size, bay_model **out, bay_error *err)
{
    (void)bytes, (void)size;
    *out = bay_calloc(1, sizeof **out);
    return *out ? BAY_OK : bay_fail_memory(err);
}

void bay_model_free(bay_model *model) { bay_free(model); }
const char *bay_model_version(const bay_model *model) { (void)model; return "none"; }
