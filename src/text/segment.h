/* text/segment.h - cut blocks into sentences and sentences into tokens. */
#ifndef BAY_TEXT_SEGMENT_H
#define BAY_TEXT_SEGMENT_H

#include "base/work.h"
#include "doc/doc.h"
#include "nn/model.h"

BAY_MUST_CHECK bay_status bay__segment(const bay_model *model, bay_work *work, bay_doc *doc, bay_error *err);

#endif
