#include "lexicon/lexicon.h"

#include "base/mem.h"
#include "lexicon/actors.h"
#include "lexicon/attribution.h"
#include "lexicon/furniture.h"
#include "lexicon/languages.h"
#include "lexicon/predicates.h"
#include "lexicon/words.h"

enum { LEXICON_CAP_MIB = 1024 };

static bay_status add_people(bay_lexicon *lexicon, const char *people, bay_error *err)
{
    uint64_t version = lexicon->tables.hash;
    bay_str rows = bay_str_copy(&lexicon->arena, bay_str_from(people));
    if (!rows.bytes) return bay_fail_memory(err);
    BAY_TRY(bay_tables_add_file(&lexicon->tables, &lexicon->arena, BAY_STR("actors/people"), BAY_STR("learned"), rows, err));
    lexicon->tables.hash = version;
    return BAY_OK;
}

static bay_status load(bay_lexicon *lexicon, bay_str bundle, const char *dir, const char *people, bay_error *err)
{
    BAY_TRY(bay_tables_add_bundle(&lexicon->tables, &lexicon->arena, bundle, err));
    if (dir) BAY_TRY(bay_tables_add_folder(&lexicon->tables, &lexicon->arena, dir, err));
    if (people) BAY_TRY(add_people(lexicon, people, err));
    BAY_TRY(bay__actors_build(lexicon, err));
    BAY_TRY(bay__predicates_build(lexicon, err));
    BAY_TRY(bay__attribution_index(lexicon, err));
    BAY_TRY(bay__furniture_build(lexicon, err));
    BAY_TRY(bay__languages_build(lexicon, err));
    return bay__words_build(lexicon, err);
}

bay_status bay_lexicon_open(bay_str bundle, const char *dir, const char *people, bay_lexicon **out, bay_error *err)
{
    bay_lexicon *lexicon = bay_calloc(1, sizeof *lexicon);
    if (!lexicon) return bay_fail_memory(err);
    bay_arena_init(&lexicon->arena, (size_t)LEXICON_CAP_MIB << 20);
    bay_status status = load(lexicon, bundle, dir, people, err);
    if (status) bay_lexicon_free(lexicon);
    else *out = lexicon;
    return status;
}

void bay_lexicon_free(bay_lexicon *lexicon)
{
    if (!lexicon) return;
    bay_arena_release(&lexicon->arena);
    bay_free(lexicon);
}
