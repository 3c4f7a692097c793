#include "lexicon/words.h"

#include <strings.h>

static const char *const CLASS_NAMES[BAY_WORD_CLASS_COUNT] = {
    "weekday", "month", "unit", "daypart", "season", "day", "edge", "shift", "feast", "reference", "set", "period",
    "hijri-month", "persian-month", "era", "fiscal", "zone",
    "ordinal", "decade", "no-time",
    "number", "scale", "vague", "bound", "currency", "kind-verb", "kind-noun", "kind-state", "people",
    "fraction", "multiple", "sum", "extent",
};

_Static_assert(BAY_WORD_CLASS_COUNT <= 64, "a set of classes is 64 bits");

static int class_of(bay_str name)
{
    for (int i = 0; i < BAY_WORD_CLASS_COUNT; i++)
        if (bay_str_is(name, CLASS_NAMES[i])) return i;
    return -1;
}

static void read_number(bay_word_record *record)
{
    for (uint32_t i = 0; i + 1 < record->value.size; i++) {
        if (record->value.bytes[i] != '.' || record->value.bytes[i + 1] != '.') continue;
        if (!bay_str_to_double(bay_str_slice(record->value, 0, i), &record->number)) record->number = 0;
        if (!bay_str_to_double(bay_str_slice(record->value, i + 2, record->value.size), &record->upper)) record->upper = -1;
        return;
    }
    if (!bay_str_to_double(record->value, &record->number)) record->number = 0;
    record->upper = record->number;
}

static bool add_row(bay_lexicon *lexicon, bay_word_index *index, const bay_table *table, uint32_t row)
{
    int word_class = class_of(bay_table_cell(table, row, bay_table_column(table, "class")));
    bay_str phrases = bay_table_cell(table, row, bay_table_column(table, "phrase")), phrase;
    if (word_class < 0) {
        bay_tables_problem(&lexicon->tables, &lexicon->arena, table->rows.items[row].file, table->rows.items[row].line,
                           BAY_STR("unknown class of word"));
        return true;
    }
    bay_word_record *record = bay_push(&lexicon->arena, &index->records);
    if (!record) return false;
    *record = (bay_word_record){.word_class = (uint8_t)word_class, .phrase = phrases,
                                .value = bay_table_cell(table, row, bay_table_column(table, "value"))};
    read_number(record);
    while (phrases.size && bay_str_next(&phrases, '|', &phrase))
        if (!bay_phrases_add(&lexicon->arena, &index->phrases, bay_str_trim(phrase), (uint8_t)word_class,
                             index->records.count - 1)) return false;
    return true;
}

static bool add_currency_name(bay_lexicon *lexicon, bay_word_index *index, bay_str names, bay_str value)
{
    bay_str name;
    bay_word_record *record = names.size ? bay_push(&lexicon->arena, &index->records) : NULL;
    if (!record) return names.size == 0;
    *record = (bay_word_record){.word_class = BAY_WORD_CURRENCY, .phrase = names, .value = value};
    while (names.size && bay_str_next(&names, '|', &name))
        if (!bay_phrases_add(&lexicon->arena, &index->phrases, bay_str_trim(name), BAY_WORD_CURRENCY, index->records.count - 1)) return false;
    return true;
}

static bool add_currency(bay_lexicon *lexicon, bay_word_index *index, const bay_table *table, uint32_t row)
{
    bay_currency *currency = bay_push(&lexicon->arena, &index->currencies);
    if (!currency) return false;
    *currency = (bay_currency){bay_table_cell(table, row, bay_table_column(table, "code")), bay_table_cell(table, row, bay_table_column(table, "shared")),
                               bay_table_cell(table, row, bay_table_column(table, "signs")), bay_table_cell(table, row, bay_table_column(table, "countries"))};
    bay_str shared = currency->shared, code = currency->code, name;
    if (!add_currency_name(lexicon, index, bay_table_cell(table, row, bay_table_column(table, "names")), code)) return false;
    while (shared.size && bay_str_next(&shared, '|', &name))
        if (!add_currency_name(lexicon, index, name, name)) return false;
    return true;
}

/* Persons by the dictionaries of actors: agents of kind person, peoples; single words, for only the counted noun itself is asked. */
static bool add_people(bay_lexicon *lexicon, bay_word_index *index, const char *name, const char *column, const char *kind)
{
    const bay_table *table = bay_tables_find(&lexicon->tables, name);
    bay_word_record *record = bay_push(&lexicon->arena, &index->records);
    if (!record) return false;
    *record = (bay_word_record){.word_class = BAY_WORD_PEOPLE, .phrase = bay_str_from(name), .value = BAY_STR("people")};
    uint32_t number = index->records.count - 1;
    int words = table ? bay_table_column(table, column) : 0, what = table && kind ? bay_table_column(table, "kind") : 0;
    for (uint32_t row = 0; table && row < table->rows.count; row++) {
        bay_str all = bay_table_cell(table, row, words), word;
        if (kind && !bay_str_is(bay_table_cell(table, row, what), kind)) continue;
        while (all.size && bay_str_next(&all, '|', &word))
            if (word.size && !memchr(word.bytes, ' ', word.size) && !bay_phrases_add(&lexicon->arena, &index->phrases, word, BAY_WORD_PEOPLE, number)) return false;
    }
    return true;
}

bay_status bay__words_build(bay_lexicon *lexicon, bay_error *err)
{
    static const char *const tables[] = {"time/words", "quantities/words"};
    bay_word_index *index = bay_arena_calloc(&lexicon->arena, 1, sizeof *index);
    if (!index) return bay_fail_memory(err);
    lexicon->words = index;
    for (size_t t = 0; t < sizeof tables / sizeof *tables; t++) {
        const bay_table *table = bay_tables_find(&lexicon->tables, tables[t]);
        for (uint32_t row = 0; table && row < table->rows.count; row++)
            if (!add_row(lexicon, index, table, row)) return bay_fail_memory(err);
    }
    if (!add_people(lexicon, index, "actors/agents", "word", "person") || !add_people(lexicon, index, "actors/countries", "demonyms", NULL) ||
        !add_people(lexicon, index, "actors/ethnic", "name", NULL) || !add_people(lexicon, index, "actors/ethnic", "aliases", NULL))
        return bay_fail_memory(err);
    const bay_table *currencies = bay_tables_find(&lexicon->tables, "quantities/currencies");
    for (uint32_t row = 0; currencies && row < currencies->rows.count; row++)
        if (!add_currency(lexicon, index, currencies, row)) return bay_fail_memory(err);
    return BAY_OK;
}

const bay_word_record *bay_words_match(const bay_word_index *index, const bay_phrase_text *text, uint32_t tok,
                                       uint32_t limit, enum bay_word_class word_class, uint32_t *end)
{
    bay_phrase_match match;
    if (tok >= limit || !bay_phrases_match(&index->phrases, text, tok, limit, (uint64_t)1 << word_class, &match)) return NULL;
    *end = match.end;
    return &index->records.items[index->phrases.entries.items[match.entry].record];
}

/* ---- currencies ---- */

static bool list_has(bay_str list, bay_str word)
{
    bay_str one;
    while (list.size && bay_str_next(&list, '|', &one))
        if (one.size == word.size && strncasecmp(one.bytes, word.bytes, one.size) == 0) return true;
    return false;
}

bay_str bay_words_sign(const bay_word_index *index, bay_str norm)
{
    if (norm.size > 1 && norm.bytes[norm.size - 1] == '.') norm.size--;
    for (uint32_t i = 0; norm.size && norm.size < 8 && i < index->currencies.count; i++) {
        const bay_currency *c = &index->currencies.items[i];
        if (list_has(c->signs, norm)) return list_has(c->shared, norm) ? norm : c->code;
    }
    return BAY_STR("");
}

bay_str bay_words_currency_only(const bay_word_index *index, bay_str name)
{
    const bay_currency *only = NULL;
    for (uint32_t i = 0; i < index->currencies.count; i++) {
        const bay_currency *c = &index->currencies.items[i];
        if (bay_str_eq(c->code, name)) return c->code;
        if (!list_has(c->shared, name)) continue;
        if (only) return BAY_STR("");
        only = c;
    }
    return only ? only->code : BAY_STR("");
}

bay_str bay_words_currency_in(const bay_word_index *index, bay_str name, bay_str country)
{
    for (uint32_t i = 0; i < index->currencies.count; i++) {
        const bay_currency *c = &index->currencies.items[i];
        if (list_has(c->countries, country) && list_has(c->shared, name)) return c->code;
    }
    return BAY_STR("");
}

bay_str bay_words_currency(const bay_word_index *index, bay_str name, bay_str country)
{
    bay_str code = country.size ? bay_words_currency_in(index, name, country) : BAY_STR("");
    for (uint32_t i = 0; !code.size && i < index->currencies.count; i++)
        if (list_has(index->currencies.items[i].shared, name)) code = index->currencies.items[i].code;
    return code;
}
