/* engine.h - everything const that the stages need: model, dictionaries, gazetteer. */
#ifndef BAY_ENGINE_H
#define BAY_ENGINE_H

#include "base/io.h"
#include "doc/layers.h"
#include "lexicon/lexicon.h"
#include "nn/model.h"
#include "resolve/gazetteer.h"

struct bay_engine {
    bay_model *model, *coref;            /* coref: the ranker of antecedents */
    bay_lexicon *lexicon;
    bay_gazetteer *gazetteer;
    bay_mapped model_file, gazetteer_file;   /* when not built in */
    char lexicon_version[20], model_version[44];   /* of both models, + between */
};

/* The versions that every stored row names. */
bay_made_by bay_engine_made_by(const bay_engine *engine);

#endif
