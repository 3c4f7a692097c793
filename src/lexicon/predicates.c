#include "lexicon/predicates.h"

#include "doc/doc.h"
#include "doc/ud.h"

enum { CLASSES_MAX = 64, HALF = 32 };

typedef struct compose_row {
    bay_str op, embedded, cameo;
} compose_row;

struct bay_predicate_index {
    bay_map by_anchor;                 /* lemma -> entry + 1 (first of its chain) */
    BAY_ARRAY(bay_predicate *) entries;
    bay_map codes;                     /* cameo -> row + 1                        */
    BAY_ARRAY(bay_code) code_rows;
    BAY_ARRAY(compose_row) compose;
    double evidence[BAY_EV_COUNT];
    bay_map words, more_words;         /* lemma -> bits of the first 32 classes, of the others */
    bay_str class_names[CLASSES_MAX];
    uint32_t class_count;
    bay_map contexts;                  /* lemma(s) -> context_names + 1           */
    BAY_ARRAY(bay_str) context_names;
    bay_map irregular;                 /* form -> bases + 1                       */
    BAY_ARRAY(bay_str) bases;
    bay_map apolitical;                /* lemma -> weight                         */
};

typedef struct builder {
    bay_lexicon *lexicon;
    bay_arena *arena;
    bay_predicate_index *index;
} builder;

static void complain(builder *b, const bay_table_row *row, const char *what, bay_str about)
{
    bay_str message = bay_str_format(b->arena, "%s: \"%.*s\"", what, BAY_STR_ARG(about));
    bay_tables_problem(&b->lexicon->tables, b->arena, row->file, row->line, message);
}

static bay_str cell(const bay_table *table, uint32_t row, const char *column)
{
    return bay_str_trim(bay_table_cell(table, row, bay_table_column(table, column)));
}

/* ---- slots and conditions ------------------------------------------------ */

static bay_slot slot_from(bay_str name)
{
    static const struct { const char *name; uint8_t kind; } known[] = {
        {"subj", BAY_SLOT_SUBJ}, {"obj", BAY_SLOT_OBJ}, {"iobj", BAY_SLOT_IOBJ}, {"poss", BAY_SLOT_POSS},
        {"compound", BAY_SLOT_COMPOUND}, {"any", BAY_SLOT_ANY}, {"=", BAY_SLOT_SAME}, {"inner", BAY_SLOT_INNER},
        {"-", BAY_SLOT_NOBODY},
    };
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (bay_str_is(name, known[i].name)) return (bay_slot){known[i].kind, {0}};
    return (bay_slot){BAY_SLOT_PREP, name};
}

static uint32_t slots_from(bay_str list, bay_slot *slots)
{
    uint32_t count = 0;
    bay_str piece;
    while (count < BAY_PREDICATE_SLOTS_MAX && bay_str_next(&list, '|', &piece)) {
        piece = bay_str_trim(piece);
        if (piece.size) slots[count++] = slot_from(piece);
    }
    return count;
}

static uint32_t count_pieces(bay_str list)
{
    uint32_t n = 0;
    bay_str piece;
    while (bay_str_next(&list, '|', &piece)) n++;
    return n;
}

static bool condition_from(builder *b, bay_str text, bay_condition *out)
{
    if (text.size && text.bytes[0] == '!') out->negated = true, text = bay_str_slice(text, 1, text.size);
    uint32_t at = 0;
    while (at < text.size && text.bytes[at] != ':' && text.bytes[at] != '=') at++;
    if (at == 0 || at + 1 >= text.size) return false;
    out->slot = slot_from(bay_str_trim(bay_str_slice(text, 0, at)));
    out->by_class = text.bytes[at] == ':';
    bay_str list = bay_str_slice(text, at + 1, text.size), piece;
    out->values = bay_arena_calloc(b->arena, count_pieces(list), sizeof *out->values);
    if (!out->values) return false;
    while (bay_str_next(&list, '|', &piece)) out->values[out->value_count++] = bay_str_trim(piece);
    return true;
}

static void read_conditions(builder *b, const bay_table_row *row, bay_str list, bay_predicate *p)
{
    bay_str piece;
    while (bay_str_next(&list, ';', &piece)) {
        piece = bay_str_trim(piece);
        if (!piece.size) continue;
        bool room = p->condition_count < BAY_PREDICATE_CONDITIONS_MAX;
        if (!room || !condition_from(b, piece, &p->conditions[p->condition_count])) {
            complain(b, row, "condition not understood", piece);
            continue;
        }
        p->condition_count++;
    }
}

/* ---- entries ------------------------------------------------------------- */

static bool is_preposition(bay_str word)
{
    static const char *const words[] = {"of", "on", "in", "to", "for", "with", "against", "from", "by", "between", "at", "into", "over", "under"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (bay_str_is(word, words[i])) return true;
    return false;
}

/* The anchor of a verb or adjective phrase is its first word; of a noun phrase the last before a preposition. */
static uint32_t anchor_of(const bay_predicate *p)
{
    if (p->pos != 'n') return 0;
    uint32_t i = 1;
    while (i < p->word_count && !is_preposition(p->words[i])) i++;
    return i - 1;
}

static bool read_words(bay_predicate *p)
{
    bay_str rest = p->entry, word;
    while (bay_str_next(&rest, ' ', &word)) {
        if (!word.size) continue;
        if (p->word_count == BAY_PREDICATE_WORDS_MAX) return false;
        p->words[p->word_count++] = word;
    }
    p->anchor = p->word_count ? anchor_of(p) : 0;
    return p->word_count > 0;
}

static bay_status add_entry(builder *b, bay_predicate *p, bay_error *err)
{
    bay_predicate **slot = bay_push(b->arena, &b->index->entries);
    uint32_t *first = bay_map_put(b->arena, &b->index->by_anchor, p->words[p->anchor]);
    if (!slot || !first) return bay_fail_memory(err);
    *slot = p;
    p->order = b->index->entries.count;
    p->next = *first ? b->index->entries.items[*first - 1] : NULL;
    *first = b->index->entries.count;
    return BAY_OK;
}

static bay_status read_entry(builder *b, const bay_table *table, uint32_t r, bay_error *err)
{
    const bay_table_row *row = &table->rows.items[r];
    bay_predicate *p = bay_arena_calloc(b->arena, 1, sizeof *p);
    if (!p) return bay_fail_memory(err);
    p->entry = cell(table, r, "entry");
    bay_str pos = cell(table, r, "pos");
    p->pos = pos.size ? pos.bytes[0] : 'v';
    p->type = cell(table, r, "type"), p->mode = cell(table, r, "mode"), p->cameo = cell(table, r, "cameo");
    p->op = cell(table, r, "op"), p->control = cell(table, r, "control");
    p->example = cell(table, r, "example");
    p->file = row->file, p->line = row->line;
    p->actor_count = slots_from(cell(table, r, "actor"), p->actors);
    p->recipient_count = slots_from(cell(table, r, "recipient"), p->recipients);
    read_conditions(b, row, cell(table, r, "when"), p);
    if (!read_words(p)) return complain(b, row, "an entry has one to six words", p->entry), BAY_OK;
    bool code_known = bay_code_find(b->index, p->cameo) != NULL;
    if (p->cameo.size && !code_known) return complain(b, row, "no such CAMEO code", p->cameo), BAY_OK;
    return add_entry(b, p, err);
}

/* Tables under predicates/ that hold no entries. */
static bool holds_entries(bay_str name)
{
    return bay_str_starts(name, BAY_STR("predicates/")) && !bay_str_is(name, "predicates/classes") &&
           !bay_str_is(name, "predicates/apolitical") && !bay_str_is(name, "predicates/irregular");
}

static bay_status read_entries(builder *b, bay_error *err)
{
    const bay_tables *tables = &b->lexicon->tables;
    for (uint32_t t = 0; t < tables->tables.count; t++) {
        const bay_table *table = tables->tables.items[t];
        if (!holds_entries(table->name)) continue;
        for (uint32_t r = 0; r < table->rows.count; r++) BAY_TRY(read_entry(b, table, r, err));
    }
    return BAY_OK;
}

/* ---- codes --------------------------------------------------------------- */

static bay_status read_cameo(builder *b, bay_error *err)
{
    const bay_table *table = bay_tables_find(&b->lexicon->tables, "codes/cameo");
    for (uint32_t r = 0; table && r < table->rows.count; r++) {
        bay_code *code = bay_push(b->arena, &b->index->code_rows);
        uint32_t *slot = bay_map_put(b->arena, &b->index->codes, cell(table, r, "code"));
        if (!code || !slot) return bay_fail_memory(err);
        int64_t quad = 0;
        bay_str_to_int(cell(table, r, "quad"), &quad);
        bay_str_to_double(cell(table, r, "goldstein"), &code->goldstein);
        code->cameo = cell(table, r, "code"), code->quad = (uint8_t)quad;
        *slot = b->index->code_rows.count;
    }
    return BAY_OK;
}

static void read_crosswalk(builder *b)
{
    const bay_table *table = bay_tables_find(&b->lexicon->tables, "codes/crosswalk");
    for (uint32_t r = 0; table && r < table->rows.count; r++) {
        const uint32_t *slot = bay_map_get(&b->index->codes, cell(table, r, "cameo"));
        if (!slot) {
            complain(b, &table->rows.items[r], "no such CAMEO code", cell(table, r, "cameo"));
            continue;
        }
        bay_code *code = &b->index->code_rows.items[*slot - 1];
        code->type = cell(table, r, "type"), code->mode = cell(table, r, "mode");
        code->acled_type = cell(table, r, "acled_type"), code->acled_subtype = cell(table, r, "acled_subtype");
        bay_str list = cell(table, r, "contexts"), piece;
        code->context_count = 0;
        while (code->context_count < BAY_CODE_CONTEXTS_MAX && bay_str_next(&list, '|', &piece))
            if (piece.size) code->contexts[code->context_count++] = piece;
    }
}

static bay_status read_compose(builder *b, bay_error *err)
{
    const bay_table *table = bay_tables_find(&b->lexicon->tables, "codes/compose");
    for (uint32_t r = 0; table && r < table->rows.count; r++) {
        compose_row *row = bay_push(b->arena, &b->index->compose);
        if (!row) return bay_fail_memory(err);
        *row = (compose_row){cell(table, r, "op"), cell(table, r, "embedded"), cell(table, r, "cameo")};
        if (!bay_code_find(b->index, row->cameo)) complain(b, &table->rows.items[r], "no such CAMEO code", row->cameo);
    }
    return BAY_OK;
}

/* ---- words --------------------------------------------------------------- */

static uint64_t class_bit(bay_predicate_index *index, bay_str name)
{
    uint64_t known = bay_class_bit(index, name);
    if (known || index->class_count == CLASSES_MAX) return known;
    index->class_names[index->class_count] = name;
    return 1ull << index->class_count++;
}

static bay_status read_classes(builder *b, bay_error *err)
{
    const bay_table *table = bay_tables_find(&b->lexicon->tables, "predicates/classes");
    for (uint32_t r = 0; table && r < table->rows.count; r++) {
        uint64_t bit = class_bit(b->index, cell(table, r, "class"));
        if (!bit) complain(b, &table->rows.items[r], "more classes than there is room for", cell(table, r, "class"));
        bay_str list = cell(table, r, "words"), word;
        while (bay_str_next(&list, '|', &word)) {
            uint32_t *slot = bay_map_put(b->arena, bit >> HALF ? &b->index->more_words : &b->index->words, bay_str_trim(word));
            if (!slot) return bay_fail_memory(err);
            *slot |= (uint32_t)(bit >> HALF ? bit >> HALF : bit);
        }
    }
    return BAY_OK;
}

static bay_status read_contexts(builder *b, bay_error *err)
{
    const bay_table *table = bay_tables_find(&b->lexicon->tables, "codes/contexts");
    for (uint32_t r = 0; table && r < table->rows.count; r++) {
        bay_str *name = bay_push(b->arena, &b->index->context_names);
        if (!name) return bay_fail_memory(err);
        *name = cell(table, r, "context");
        bay_str list = cell(table, r, "words"), word;
        while (bay_str_next(&list, '|', &word)) {
            uint32_t *slot = bay_map_put(b->arena, &b->index->contexts, bay_str_trim(word));
            if (!slot) return bay_fail_memory(err);
            if (!*slot) *slot = b->index->context_names.count;
        }
    }
    return BAY_OK;
}

static bay_status read_irregular(builder *b, bay_error *err)
{
    const bay_table *table = bay_tables_find(&b->lexicon->tables, "predicates/irregular");
    for (uint32_t r = 0; table && r < table->rows.count; r++) {
        bay_str *base = bay_push(b->arena, &b->index->bases);
        if (!base) return bay_fail_memory(err);
        *base = cell(table, r, "base");
        bay_str list = cell(table, r, "forms"), form;
        while (bay_str_next(&list, '|', &form)) {
            uint32_t *slot = bay_map_put(b->arena, &b->index->irregular, form);
            if (!slot) return bay_fail_memory(err);
            *slot = b->index->bases.count;
        }
    }
    return BAY_OK;
}

static bay_status read_apolitical(builder *b, bay_error *err)
{
    const bay_table *table = bay_tables_find(&b->lexicon->tables, "predicates/apolitical");
    for (uint32_t r = 0; table && r < table->rows.count; r++) {
        uint32_t field = 0;
        while (field < r && !bay_str_eq(cell(table, field, "field"), cell(table, r, "field"))) field++;
        int64_t weight = 1;
        bay_str_to_int(cell(table, r, "weight"), &weight);
        bay_str list = cell(table, r, "words"), word;
        while (bay_str_next(&list, '|', &word)) {
            uint32_t *slot = bay_map_put(b->arena, &b->index->apolitical, bay_str_trim(word));
            if (!slot) return bay_fail_memory(err);
            *slot = field << 8 | (uint32_t)weight;
        }
    }
    return BAY_OK;
}

static void read_evidence(builder *b)
{
    const bay_table *table = bay_tables_find(&b->lexicon->tables, "codes/evidence");
    for (uint32_t r = 0; table && r < table->rows.count; r++) {
        int k = 0;
        while (k < BAY_EV_COUNT && !bay_str_is(cell(table, r, "evidence"), bay_evidence_name(k))) k++;
        if (k == BAY_EV_COUNT || !bay_str_to_double(cell(table, r, "weight"), &b->index->evidence[k]))
            bay_tables_problem(&b->lexicon->tables, b->arena, table->rows.items[r].file, table->rows.items[r].line,
                               k == BAY_EV_COUNT ? BAY_STR("unknown evidence") : BAY_STR("weight is no number"));
    }
}

bay_status bay__predicates_build(bay_lexicon *lexicon, bay_error *err)
{
    builder b = {lexicon, &lexicon->arena, bay_arena_calloc(&lexicon->arena, 1, sizeof(bay_predicate_index))};
    if (!b.index) return bay_fail_memory(err);
    lexicon->predicates = b.index;
    BAY_TRY(read_cameo(&b, err));
    read_crosswalk(&b);
    BAY_TRY(read_compose(&b, err));
    read_evidence(&b);
    BAY_TRY(read_classes(&b, err));
    BAY_TRY(read_contexts(&b, err));
    BAY_TRY(read_irregular(&b, err));
    BAY_TRY(read_apolitical(&b, err));
    return read_entries(&b, err);
}

/* ---- look-ups ------------------------------------------------------------ */

const bay_predicate *bay_predicate_first(const bay_predicate_index *index, bay_str anchor)
{
    const uint32_t *found = bay_map_get(&index->by_anchor, anchor);
    return found ? index->entries.items[*found - 1] : NULL;
}

uint32_t bay_predicate_count(const bay_predicate_index *index) { return index->entries.count; }

const bay_predicate *bay_predicate_at(const bay_predicate_index *index, uint32_t i) { return index->entries.items[i]; }

const bay_code *bay_code_find(const bay_predicate_index *index, bay_str cameo)
{
    const uint32_t *found = bay_map_get(&index->codes, cameo);
    return found ? &index->code_rows.items[*found - 1] : NULL;
}

bay_str bay_code_compose(const bay_predicate_index *index, bay_str op, bay_str embedded)
{
    const compose_row *best = NULL;
    for (uint32_t i = 0; i < index->compose.count; i++) {
        const compose_row *row = &index->compose.items[i];
        if (!bay_str_eq(row->op, op) || !bay_str_starts(embedded, row->embedded)) continue;
        if (!best || row->embedded.size >= best->embedded.size) best = row;
    }
    return best ? best->cameo : (bay_str){0};
}

uint64_t bay_word_classes(const bay_predicate_index *index, bay_str lemma)
{
    const uint32_t *low = bay_map_get(&index->words, lemma), *high = bay_map_get(&index->more_words, lemma);
    return (low ? *low : 0u) | (high ? (uint64_t)*high << HALF : 0u);
}

uint64_t bay_class_bit(const bay_predicate_index *index, bay_str name)
{
    for (uint32_t i = 0; i < index->class_count; i++)
        if (bay_str_eq(index->class_names[i], name)) return 1ull << i;
    return 0;
}

bay_str bay_irregular_base(const bay_predicate_index *index, bay_str form)
{
    const uint32_t *found = bay_map_get(&index->irregular, form);
    return found ? index->bases.items[*found - 1] : (bay_str){0};
}

bay_str bay_word_context(const bay_predicate_index *index, bay_str words)
{
    const uint32_t *found = bay_map_get(&index->contexts, words);
    return found ? index->context_names.items[*found - 1] : (bay_str){0};
}

uint32_t bay_word_apolitical(const bay_predicate_index *index, bay_str lemma, uint32_t *field)
{
    const uint32_t *found = bay_map_get(&index->apolitical, lemma);
    *field = found ? *found >> 8 : 0;
    return found ? *found & 0xFF : 0;
}

double bay_evidence_weight(const bay_predicate_index *index, int evidence) { return index->evidence[evidence]; }
