/* pipeline.c - the way of an article, in one screen. What each stage reads and writes stands in doc/doc.h. */
#include "base/utf8.h"
#include "clean/clean.h"
#include "code/code.h"
#include "doc/conllu.h"
#include "doc/layers.h"
#include "engine.h"
#include "entity/coref.h"
#include "entity/names.h"
#include "parse/frames.h"
#include "parse/parse.h"
#include "resolve/actors.h"
#include "resolve/places.h"
#include "resolve/quantities.h"
#include "resolve/times.h"
#include "statement/attribution.h"
#include "statement/statement.h"
#include "text/segment.h"

/* Gold trees in place of the first stages, for tests and figures. */
static bay_status read_trees(bay_doc *doc, const bay_read_options *options, bay_error *err)
{
    doc->raw_format = BAY_STR("conllu");
    doc->id = bay_str_copy(&doc->arena, bay_str_from(options->id ? options->id : "trees"));
    if (options->published && bay_date_parse(bay_str_from(options->published), &doc->published))
        doc->published_text = bay_date_print(&doc->arena, doc->published);
    return bay_conllu_read(doc, doc->raw, err);
}

bay_status bay_doc_read(bay_doc *doc, const bay_engine *engine, bay_work *work, const void *bytes, size_t size,
                        const bay_read_options *options, bay_error *err)
{
    static const bay_read_options nothing_known = {0};
    if (!options) options = &nothing_known;
    if (size > (64u << 20)) return bay_fail(err, BAY_LIMIT, "article of %zu bytes: the limit is 64 MiB", size);
    doc->raw = bay_str_copy(&doc->arena, (bay_str){bytes, (uint32_t)size});
    if (!doc->raw.bytes) return bay_fail_memory(err);
    if (options->origin) doc->origin = bay_utf8_repair(&doc->arena, bay_str_from(options->origin));
    if (options->format && strcmp(options->format, "conllu") == 0) return read_trees(doc, options, err);
    return bay__clean(engine->lexicon, work, doc, options, err);                       /* bytes  -> text, blocks, metadata  */
}

bay_status bay_run(const bay_engine *eng, bay_work *work, bay_doc *doc, bay_error *err)
{
    if (!bay_str_is(doc->raw_format, "conllu")) {
        BAY_TRY(bay__segment(eng->model, work, doc, err));            /* blocks -> sentences, tokens       */
        BAY_TRY(bay__parse(eng->model, work, doc, err));              /* tokens -> tags, lemmas, tree      */
    }
    BAY_TRY(bay__find_frames(eng->model, work, doc, err));            /* tree   -> rolesets, roles         */
    BAY_TRY(bay__find_names(eng->model, work, doc, err));             /*        -> names                   */
    BAY_TRY(bay__corefer(eng->coref, eng->lexicon, work, doc, err));              /* names  -> chains                  */
    BAY_TRY(bay__attribute(eng->lexicon, work, doc, err));            /* tree   -> who says what           */
    BAY_TRY(bay__state(eng->lexicon, work, doc, err));                /* tree   -> who did what, in words  */
    BAY_TRY(bay__resolve_places(eng->lexicon, eng->gazetteer, work, doc, err));
    BAY_TRY(bay__resolve_times(eng->lexicon, work, doc, err));
    BAY_TRY(bay__resolve_quantities(eng->lexicon, work, doc, err));
    BAY_TRY(bay__resolve_actors(eng->lexicon, work, doc, err));       /* words  -> actors of the world     */
    return bay__code(eng->lexicon, work, doc, err);                   /* all    -> events, claims          */
}

bay_status bay_doc_layer(bay_doc *doc, const bay_engine *engine, const char *layer, bay_text *out, bay_error *err)
{
    bay_made_by made_by = bay_engine_made_by(engine);
    bay_buf buf;
    bay_buf_init(&buf, (size_t)1 << 30);
    bay_status status = bay_layer_print(doc, bay_str_from(layer), &made_by, &buf, err);
    bay_str text = status ? (bay_str){0} : bay_str_copy(&doc->arena, (bay_str){buf.bytes, (uint32_t)buf.size});
    bay_buf_release(&buf);
    if (status) return status;
    *out = (bay_text){text.bytes, text.size};
    return text.bytes ? BAY_OK : bay_fail_memory(err);
}
