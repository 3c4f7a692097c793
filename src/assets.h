/* assets.h - what is built into the program: model, dictionaries, gazetteer, web page (build/assets.S). */
#ifndef BAY_ASSETS_H
#define BAY_ASSETS_H

#include "base/str.h"

typedef struct bay_asset {
    const void *bytes;
    size_t size;      /* 0: not built in */
} bay_asset;

bay_asset bay__asset_model(void);
bay_asset bay__asset_coref(void);      /* the ranker of antecedents, a model file of its own */
bay_asset bay__asset_lexicon(void);
bay_asset bay__asset_gazetteer(void);
bay_asset bay__asset_migrations(void); /* SQL, each file after a line --@migration NAME */
bay_asset bay__asset_web(void);      /* a bundle: see serve/ */

#endif
