#include "engine.h"

#include <stdio.h>

#include "assets.h"
#include "base/mem.h"
#include "base/work.h"

enum { SCRATCH_CAP_MIB = 1024 };

const char *bay_version(void) { return BAYHAQI_VERSION; }

static bay_status choose(const char *path, bay_asset built_in, bay_mapped *file, bay_asset *out, bay_error *err)
{
    *out = built_in;
    if (!path) return BAY_OK;
    BAY_TRY(bay_file_map(path, file, err));
    *out = (bay_asset){file->bytes, file->size};
    return BAY_OK;
}

static bay_status open_parts(bay_engine *engine, const bay_engine_options *options, bay_error *err)
{
    bay_asset model, gazetteer, words = bay__asset_lexicon(), coref = bay__asset_coref();
    BAY_TRY(choose(options->model_file, bay__asset_model(), &engine->model_file, &model, err));
    BAY_TRY(choose(options->gazetteer_file, bay__asset_gazetteer(), &engine->gazetteer_file, &gazetteer, err));
    BAY_TRY(bay_model_open(model.bytes, model.size, &engine->model, err));
    BAY_TRY(bay_model_open(coref.bytes, coref.size, &engine->coref, err));
    bay_str bundle = {words.bytes, options->lexicon_only ? 0 : (uint32_t)words.size};
    BAY_TRY(bay_lexicon_open(bundle, options->lexicon_dir, options->people, &engine->lexicon, err));
    snprintf(engine->model_version, sizeof engine->model_version, coref.size ? "%s+%s" : "%s", bay_model_version(engine->model), bay_model_version(engine->coref));
    snprintf(engine->lexicon_version, sizeof engine->lexicon_version, "%016llx",
             (unsigned long long)engine->lexicon->tables.hash);
    return bay_gazetteer_open(gazetteer.bytes, gazetteer.size, engine->lexicon, &engine->gazetteer, err);
}

bay_status bay_engine_open(const bay_engine_options *options, bay_engine **out, bay_error *err)
{
    static const bay_engine_options built_in = {0};
    bay_engine *engine = bay_calloc(1, sizeof *engine);
    if (!engine) return bay_fail_memory(err);
    bay_status status = open_parts(engine, options ? options : &built_in, err);
    if (status) bay_engine_free(engine);
    else *out = engine;
    return status;
}

bay_made_by bay_engine_made_by(const bay_engine *engine)
{
    return (bay_made_by){bay_version(), engine->lexicon_version, engine->model_version};
}

void bay_engine_free(bay_engine *engine)
{
    if (!engine) return;
    bay_gazetteer_free(engine->gazetteer);
    bay_lexicon_free(engine->lexicon);
    bay_model_free(engine->model);
    bay_model_free(engine->coref);
    bay_file_unmap(&engine->model_file);
    bay_file_unmap(&engine->gazetteer_file);
    bay_free(engine);
}

bay_status bay_work_new(const bay_engine *engine, bay_work **out, bay_error *err)
{
    (void)engine;
    bay_work *work = bay_calloc(1, sizeof *work);
    if (!work) return bay_fail_memory(err);
    bay_arena_init(&work->scratch, (size_t)SCRATCH_CAP_MIB << 20);
    *out = work;
    return BAY_OK;
}

void bay_work_free(bay_work *work)
{
    if (!work) return;
    bay_arena_release(&work->scratch);
    bay_free(work);
}
