/* pipeline.c - the way of an article, in one screen. What each stage reads and writes stands in doc/doc.h. */
#include "clean/clean.h"
#include "code/code.h"
#include "engine.h"
#include "entity/coref.h"
#include "entity/names.h"
#include "parse/parse.h"
#include "resolve/actors.h"
#include "resolve/places.h"
#include "resolve/quantities.h"
#include "resolve/times.h"
#include "statement/attribution.h"
#include "statement/statement.h"
#include "text/segment.h"

bay_status bay_doc_read(bay_doc *doc, const bay_engine *engine, bay_work *work, const void *bytes, size_t size,
                        const bay_read_options *options, bay_error *err)
{
    static const bay_read_options nothing_known = {0};
    (void)engine;
    if (!options) options = &nothing_known;
    if (size > (64u << 20)) return bay_fail(err, BAY_LIMIT, "article of %zu bytes: the limit is 64 MiB", size);
    doc->raw = bay_str_copy(&doc->arena, (bay_str){bytes, (uint32_t)size});
    if (!doc->raw.bytes) return bay_fail_memory(err);
    return bay__clean(work, doc, options, err);                       /* bytes  -> text, blocks, metadata  */
}

bay_status bay_run(const bay_engine *eng, bay_work *work, bay_doc *doc, bay_error *err)
{
    BAY_TRY(bay__segment(eng->model, work, doc, err));                /* blocks -> sentences, tokens       */
    BAY_TRY(bay__parse(eng->model, work, doc, err));                  /* tokens -> tags, lemmas, tree      */
    BAY_TRY(bay__find_names(eng->model, work, doc, err));             /*        -> names                   */
    BAY_TRY(bay__corefer(eng->lexicon, work, doc, err));              /* names  -> chains                  */
    BAY_TRY(bay__attribute(eng->lexicon, work, doc, err));            /* tree   -> who says what           */
    BAY_TRY(bay__state(eng->lexicon, work, doc, err));                /* tree   -> who did what, in words  */
    BAY_TRY(bay__resolve_places(eng->lexicon, eng->gazetteer, work, doc, err));
    BAY_TRY(bay__resolve_times(eng->lexicon, work, doc, err));
    BAY_TRY(bay__resolve_quantities(eng->lexicon, work, doc, err));
    BAY_TRY(bay__resolve_actors(eng->lexicon, work, doc, err));       /* words  -> actors of the world     */
    return bay__code(eng->lexicon, work, doc, err);                   /* all    -> events, claims          */
}
