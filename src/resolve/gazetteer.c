#include "resolve/gazetteer.h"

#include "base/mem.h"

struct bay_gazetteer { int unused; };

bay_status bay_gazetteer_open(const void *bytes, size_t size, const bay_lexicon *lexicon, bay_gazetteer **out,
                              bay_error *err)
{
    (void)bytes, (void)size, (void)lexicon;
    *out = bay_calloc(1, sizeof **out);
    return *out ? BAY_OK : bay_fail_memory(err);
}

void bay_gazetteer_free(bay_gazetteer *gazetteer) { bay_free(gazetteer); }
