#include "resolve/places.h"

bay_status bay__resolve_places(const bay_lexicon *lexicon, const bay_gazetteer *gazetteer, bay_work *work, bay_doc *doc, bay_error *err)
{
    (void)lexicon, (void)gazetteer, (void)work, (void)doc, (void)err;
    return BAY_OK;
}
