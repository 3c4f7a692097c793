/* parse/parse.h - tags, features, lemmas and the dependency tree. */
#ifndef BAY_PARSE_PARSE_H
#define BAY_PARSE_PARSE_H

#include "base/work.h"
#include "doc/doc.h"
#include "nn/model.h"

BAY_MUST_CHECK bay_status bay__parse(const bay_model *model, bay_work *work, bay_doc *doc, bay_error *err);

#endif
