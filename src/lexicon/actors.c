#include "lexicon/actors.h"

struct source {
    const char *table;
    uint8_t kind;
    const char *id, *name, *role, *what;   /* columns */
};

static const struct source SOURCES[] = {
    {"actors/countries", BAY_ACTOR_COUNTRY, "code", "name", "", ""},
    {"actors/groups", BAY_ACTOR_GROUP, "id", "name", "", ""},
    {"actors/organisations", BAY_ACTOR_ORGANISATION, "id", "name", "", ""},
    {"actors/parties", BAY_ACTOR_PARTY, "id", "name", "", ""},
    {"actors/ethnic", BAY_ACTOR_ETHNIC, "id", "name", "", ""},
    {"actors/institutions", BAY_ACTOR_INSTITUTION, "pattern", "name", "", ""},
    {"actors/agents", BAY_ACTOR_AGENT, "phrase", "", "", "kind"},
    {"actors/titles", BAY_ACTOR_TITLE, "title", "", "role", "kind"},
    {"actors/people", BAY_ACTOR_PERSON, "id", "name", "role", "org"},
};

static bay_date date_of(bay_str cell)
{
    bay_date date = {0};
    if (!bay_date_parse(cell, &date)) date = (bay_date){0};
    return date;
}

struct builder {
    bay_lexicon *lexicon;
    bay_actor_index *index;
    const bay_table *table;
    uint32_t row, record;
    bool failed;
};

static bay_str cell(const struct builder *b, const char *column)
{
    return bay_table_cell(b->table, b->row, bay_table_column(b->table, column));
}

/* Titles stand in small letters too: "the Afghan president". */
static bay_str spelling(struct builder *b, bay_str name, uint8_t kind)
{
    if (kind != BAY_ACTOR_TITLE || name.size < 4) return name;
    bay_str lower = bay_str_lower_ascii(&b->lexicon->arena, name);
    if (!lower.bytes) b->failed = true;
    return lower.bytes ? lower : name;
}

static void add_names(struct builder *b, bay_str names, uint8_t kind)
{
    bay_str name;
    while (names.size && bay_str_next(&names, '|', &name)) {
        name = spelling(b, bay_str_trim(name), kind);
        if (name.size && !bay_str_ends(name, BAY_STR("?")) && !bay_phrases_add(&b->lexicon->arena, &b->index->phrases, name, kind, b->record)) b->failed = true;
    }
}

static void remember(struct builder *b, bay_map *map, bay_str key)
{
    if (key.size == 0) return;
    uint32_t *slot = bay_map_put(&b->lexicon->arena, map, key);
    if (slot) *slot = b->record;
    else b->failed = true;
}

static void remember_office(struct builder *b, bay_actor_record *record)
{
    if (record->country.size == 0 || record->role.size == 0) return;
    bay_str key = bay_str_format(&b->lexicon->arena, "%.*s|%.*s", BAY_STR_ARG(record->country), BAY_STR_ARG(record->role));
    uint32_t *slot = key.bytes ? bay_map_put(&b->lexicon->arena, &b->index->offices, key) : NULL;
    if (!slot) { b->failed = true; return; }
    record->next_office = *slot;
    *slot = b->record;
}

/* "Georgia?", "Dominican?": the country's only where the text tells so. Each is a record of its own, named as it is written. */
static void add_told(struct builder *b, bay_str names, bool regional)
{
    bay_actor_record country = b->index->records.items[b->record];
    uint32_t of = b->record;
    bay_str name;
    while (names.size && bay_str_next(&names, '|', &name)) {
        if (!bay_str_ends(name, BAY_STR("?"))) continue;
        bay_actor_record *record = bay_push(&b->lexicon->arena, &b->index->records);
        if (!record) { b->failed = true; return; }
        *record = country;
        record->what = BAY_STR("told");
        record->note = bay_str_slice(name, 0, name.size - 1);
        if (regional) record->role = (bay_str){0};
        b->record = b->index->records.count - 1;
        add_names(b, record->note, BAY_ACTOR_DEMONYM);
    }
    b->record = of;
}

/* "Texas lawmakers", "Bavarian police": parts of a country say the country too, but "the Bavarian capital" is not the country's: a
 * record of their own without one. */
static void add_regional(struct builder *b)
{
    bay_str names = cell(b, "regional");
    if (names.size == 0) return;
    add_told(b, names, true);
    bay_actor_record part = b->index->records.items[b->record], *record = bay_push(&b->lexicon->arena, &b->index->records);
    if (!record) { b->failed = true; return; }
    *record = part;
    record->role = (bay_str){0};
    b->record = b->index->records.count - 1;
    add_names(b, names, BAY_ACTOR_DEMONYM);
}

static void add_row(struct builder *b, const struct source *source)
{
    bay_actor_record *record = bay_push(&b->lexicon->arena, &b->index->records);
    if (!record) { b->failed = true; return; }
    const bay_table_row *row = &b->table->rows.items[b->row];
    /* The first column is the key whatever its name is. */
    bay_str id = cell(b, source->id);
    if (id.size == 0) id = row->cells[0];
    *record = (bay_actor_record){
        .kind = source->kind, .id = id, .name = cell(b, source->name), .code = cell(b, "code"),
        .country = source->kind == BAY_ACTOR_COUNTRY ? id : cell(b, "country"), .sectors = cell(b, "sectors"),
        .role = cell(b, source->role), .what = cell(b, source->what), .note = cell(b, source->kind == BAY_ACTOR_AGENT ? "plural-only" : "note"), .from = date_of(cell(b, "from")),
        .to = date_of(cell(b, "to")), .file = row->file, .line = row->line};
    b->record = b->index->records.count - 1;
    bool by_pattern = source->kind == BAY_ACTOR_INSTITUTION || source->kind == BAY_ACTOR_AGENT ||
                      source->kind == BAY_ACTOR_TITLE;
    if (record->name.size == 0) {
        bay_str rest = id, first = id;
        if (bay_str_next(&rest, '|', &first)) record->name = first;
    }
    add_names(b, by_pattern ? id : cell(b, source->name), source->kind);
    if (!bay_str_eq(cell(b, "aliases"), id)) add_names(b, cell(b, "aliases"), source->kind);
    if (source->kind == BAY_ACTOR_COUNTRY) {
        add_names(b, cell(b, "demonyms"), BAY_ACTOR_DEMONYM);
        add_names(b, cell(b, "capital"), BAY_ACTOR_CAPITAL);
        bay_str capitals = cell(b, "capital"), first;
        if (capitals.size && bay_str_next(&capitals, '|', &first)) b->index->records.items[b->record].role = first;
        add_told(b, cell(b, "demonyms"), false);
        add_names(b, cell(b, "seats"), BAY_ACTOR_SEAT);
        remember(b, &b->index->countries, id);
    }
    if (!by_pattern) remember(b, &b->index->ids, id);
    record = &b->index->records.items[b->record];
    if (source->kind == BAY_ACTOR_PERSON && !bay_actor_is_learned(record)) remember_office(b, record);
    if (source->kind == BAY_ACTOR_COUNTRY) add_regional(b);
}

const char *bay_guess_name(int evidence)
{
    static const char *const names[BAY_GUESS_COUNT] = {"before", "after", "one-back", "two-back", "article", "top", "first", "dateline",
                                                       "place-here", "place-near", "body", "last", "people-here", "people-near", "armed-here",
                                                       "armed-rebels"};
    return evidence >= 0 && evidence < BAY_GUESS_COUNT ? names[evidence] : "";
}

static void read_guess(struct builder *b)
{
    b->table = bay_tables_find(&b->lexicon->tables, "actors/guess");
    for (b->row = 0; b->table && b->row < b->table->rows.count; b->row++) {
        int k = 0;
        while (k < BAY_GUESS_COUNT && !bay_str_is(cell(b, "evidence"), bay_guess_name(k))) k++;
        if (k == BAY_GUESS_COUNT || !bay_str_to_double(cell(b, "weight"), &b->index->guess[k]))
            bay_tables_problem(&b->lexicon->tables, &b->lexicon->arena, b->table->rows.items[b->row].file, b->table->rows.items[b->row].line,
                               k == BAY_GUESS_COUNT ? BAY_STR("unknown evidence") : BAY_STR("weight is no number"));
        else b->index->can_guess = true;
    }
}

bay_status bay__actors_build(bay_lexicon *lexicon, bay_error *err)
{
    bay_actor_index *index = bay_arena_calloc(&lexicon->arena, 1, sizeof *index);
    bay_actor_record *blank = index ? bay_push(&lexicon->arena, &index->records) : NULL;
    if (!blank) return bay_fail_memory(err);
    lexicon->actors = index;
    struct builder b = {.lexicon = lexicon, .index = index};
    for (size_t i = 0; i < sizeof SOURCES / sizeof *SOURCES; i++) {
        b.table = bay_tables_find(&lexicon->tables, SOURCES[i].table);
        for (b.row = 0; b.table && b.row < b.table->rows.count; b.row++) add_row(&b, &SOURCES[i]);
    }
    read_guess(&b);
    return b.failed ? bay_fail_memory(err) : BAY_OK;
}

static const bay_actor_record *lookup(const bay_actor_index *index, const bay_map *map, bay_str key)
{
    const uint32_t *record = index && key.size ? bay_map_get(map, key) : NULL;
    return record ? &index->records.items[*record] : NULL;
}

const bay_actor_record *bay_actors_country(const bay_actor_index *index, bay_str code)
{
    return lookup(index, &index->countries, code);
}

const bay_actor_record *bay_actors_by_id(const bay_actor_index *index, bay_str id)
{
    return lookup(index, &index->ids, id);
}

const bay_actor_record *bay_actors_holder(const bay_actor_index *index, bay_arena *scratch, bay_str country, bay_str office, bay_date day)
{
    const bay_actor_record *found = NULL;
    bay_str key = bay_str_format(scratch, "%.*s|%.*s", BAY_STR_ARG(country), BAY_STR_ARG(office));
    const uint32_t *first = bay_date_is_set(day) && key.bytes ? bay_map_get(&index->offices, key) : NULL;
    for (uint32_t i = first ? *first : 0; i; i = index->records.items[i].next_office) {
        const bay_actor_record *record = &index->records.items[i];
        if (!bay_actor_valid_on(record, day)) continue;
        if (found && !bay_str_eq(found->id, record->id)) return NULL;
        found = record;
    }
    return found;
}

bool bay_actor_valid_on(const bay_actor_record *record, bay_date day)
{
    if (!bay_date_is_set(day)) return true;
    int32_t at = bay_date_to_days(day);
    if (bay_date_is_set(record->from) && at < bay_date_to_days(bay_date_first(record->from))) return false;
    return !bay_date_is_set(record->to) || at <= bay_date_to_days(bay_date_last(record->to));
}

bool bay_actor_is_told(const bay_actor_record *record) { return record->kind == BAY_ACTOR_COUNTRY && bay_str_is(record->what, "told"); }

bool bay_actor_is_learned(const bay_actor_record *record) { return bay_str_starts(record->id, BAY_STR("learned:")); }
