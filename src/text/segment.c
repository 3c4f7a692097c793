#include "text/segment.h"

bay_status bay__segment(const bay_model *model, bay_work *work, bay_doc *doc, bay_error *err)
{
    (void)model, (void)work, (void)doc, (void)err;
    return BAY_OK;
}
