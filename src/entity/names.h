/* entity/names.h - names of persons, organisations and places. */
#ifndef BAY_ENTITY_NAMES_H
#define BAY_ENTITY_NAMES_H

#include "base/work.h"
#include "doc/doc.h"
#include "nn/model.h"

BAY_MUST_CHECK bay_status bay__find_names(const bay_model *model, bay_work *work, bay_doc *doc, bay_error *err);

#endif
