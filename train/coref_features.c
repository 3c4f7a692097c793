/* coref_features MODEL GOLD.conllu [OUT [NOISE [own]]] - writes what the ranker of antecedents sees of a gold file (train/fit_coref.py reads it);
 * without OUT, prints how MODEL does on it. NOISE and own: see bay_coref_dump. */
#include <stdio.h>
#include <stdlib.h>

#include "assets.h"
#include "base/io.h"
#include "base/mem.h"
#include "engine.h"
#include "eval/coref.h"

static bay_status figures(const bay_coref_parts *parts, bay_work *work, bay_str gold, bay_error *err)
{
    bay_coref_result r;
    BAY_TRY(bay_eval_coref(parts, work, gold, NULL, &r, err));
    printf("mentions %.2f MUC %.2f B3 %.2f CEAFe %.2f CoNLL %.2f us/word %.2f\n", 100 * bay_f1(r.score.mentions), 100 * bay_coref_f1(r.score.muc),
           100 * bay_coref_f1(r.score.b3), 100 * bay_coref_f1(r.score.ceafe), 100 * bay_coref_average(&r.score), 1e6 * r.seconds / (r.words + !r.words));
    return BAY_OK;
}

static bay_status features(const char *model, const char *gold_path, const char *out_path, uint32_t noise, bool own, bay_error *err)
{
    bay_engine_options options = {0};
    bay_engine *engine;
    bay_work *work;
    bay_mapped file;
    bay_model *coref;
    char *bytes;
    size_t size;
    bay_buf out;
    bay_buf_init(&out, (size_t)4 << 30);
    BAY_TRY(bay_engine_open(&options, &engine, err));
    BAY_TRY(bay_work_new(engine, &work, err));
    BAY_TRY(bay_file_map(model, &file, err));
    BAY_TRY(bay_model_open(file.bytes, file.size, &coref, err));
    BAY_TRY(bay_file_read(gold_path, 256 << 20, &bytes, &size, err));
    bay_coref_parts parts = {engine->model, coref, engine->lexicon, own};
    if (!out_path) return figures(&parts, work, (bay_str){bytes, (uint32_t)size}, err);
    BAY_TRY(bay_coref_dump(&parts, work, (bay_str){bytes, (uint32_t)size}, noise, &out, err));
    FILE *f = fopen(out_path, "wb");
    bool written = f && fwrite(out.bytes, 1, out.size, f) == out.size;
    if (f && fclose(f)) written = false;
    return written ? BAY_OK : bay_fail(err, BAY_BAD_INPUT, "cannot write %s", out_path);
}

int main(int argc, char **argv)
{
    bay_error err = {0};
    if (argc < 3 || argc > 6) { fprintf(stderr, "coref_features MODEL GOLD.conllu [OUT [NOISE [own]]]\n"); return 2; }
    if (!features(argv[1], argv[2], argc > 3 ? argv[3] : NULL, argc > 4 ? (uint32_t)atoi(argv[4]) : 0, argc > 5, &err)) return 0;
    fprintf(stderr, "coref_features: %s\n", err.message);
    return 1;
}
