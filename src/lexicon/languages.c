#include "lexicon/languages.h"

static bool add_word(bay_lexicon *lexicon, bay_languages *l, bay_str word, uint32_t language)
{
    uint32_t *slot = bay_map_put(&lexicon->arena, &l->words, word);
    if (!slot) return false;
    if (!*slot) {
        uint64_t *mask = bay_push(&lexicon->arena, &l->masks);
        if (!mask) return false;
        *mask = 0;
        *slot = l->masks.count;
    }
    l->masks.items[*slot - 1] |= (uint64_t)1 << language;
    return true;
}

/* Rows of one language and script, ours and an overlay's, add up. */
static uint32_t language_at(bay_languages *l, bay_str code, bool cyrillic)
{
    for (uint32_t i = 0; i < l->count; i++) {
        if (bay_str_eq(l->codes[i], code) && l->cyrillic[i] == cyrillic) return i;
    }
    if (l->count == BAY_LANGUAGES_MAX) return BAY_LANGUAGES_MAX;
    l->codes[l->count] = code;
    l->cyrillic[l->count] = cyrillic;
    return l->count++;
}

static bool add_row(bay_lexicon *lexicon, bay_languages *l, const bay_table *table, uint32_t row)
{
    bay_str code = bay_table_cell(table, row, bay_table_column(table, "language"));
    bay_str script = bay_table_cell(table, row, bay_table_column(table, "script")), word;
    bay_str words = bay_table_cell(table, row, bay_table_column(table, "words"));
    bool cyrillic = bay_str_is(script, "cyrillic");
    uint32_t language = code.size >= 2 && (cyrillic || bay_str_is(script, "latin")) ? language_at(l, code, cyrillic) : BAY_LANGUAGES_MAX;
    if (language == BAY_LANGUAGES_MAX) {
        bay_tables_problem(&lexicon->tables, &lexicon->arena, table->rows.items[row].file, table->rows.items[row].line,
                           BAY_STR("a language has a code and the script latin or cyrillic; at most 64"));
        return true;
    }
    while (words.size && bay_str_next(&words, '|', &word)) {
        word = bay_str_trim(word);
        if (word.size && !add_word(lexicon, l, word, language)) return false;
    }
    return true;
}

bay_status bay__languages_build(bay_lexicon *lexicon, bay_error *err)
{
    bay_languages *l = bay_arena_calloc(&lexicon->arena, 1, sizeof *l);
    if (!l) return bay_fail_memory(err);
    const bay_table *table = bay_tables_find(&lexicon->tables, "pages/languages");
    for (uint32_t row = 0; table && row < table->rows.count; row++) {
        if (!add_row(lexicon, l, table, row)) return bay_fail_memory(err);
    }
    lexicon->languages = l;
    return BAY_OK;
}

uint64_t bay_languages_of(const bay_languages *l, bay_str word)
{
    const uint32_t *found = l ? bay_map_get(&l->words, word) : NULL;
    return found ? l->masks.items[*found - 1] : 0;
}
