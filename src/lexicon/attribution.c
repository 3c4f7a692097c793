#include "lexicon/attribution.h"

#include <stdarg.h>
#include <stdio.h>

enum { KEY_MAX = 96 };

static const char *const effect_names[BAY_EFFECT_COUNT] = {
    [BAY_EFFECT_UNKNOWN] = "",           [BAY_EFFECT_FOLLOWS] = "happened",       [BAY_EFFECT_FACTIVE] = "factive",
    [BAY_EFFECT_ASSERTED] = "asserted",  [BAY_EFFECT_CLAIMED] = "claimed",        [BAY_EFFECT_DENIED] = "denied",
    [BAY_EFFECT_NEGATED] = "negated",    [BAY_EFFECT_THREATENED] = "threatened",  [BAY_EFFECT_DEMANDED] = "demanded",
    [BAY_EFFECT_PLANNED] = "planned",    [BAY_EFFECT_HYPOTHETICAL] = "hypothetical",
};

static const char *const stance_names[BAY_STANCE_COUNT] = {
    "asserts", "denies", "confirms", "doubts", "claims_responsibility", "denies_responsibility",
};

struct name_bit { const char *name; uint16_t bit; };
static const struct name_bit frame_names[] = {
    {"that", BAY_FRAME_THAT}, {"quote", BAY_FRAME_QUOTE}, {"obj", BAY_FRAME_OBJ}, {"to", BAY_FRAME_TO},
    {"ing", BAY_FRAME_ING}, {"prep", BAY_FRAME_PREP}, {"passive", BAY_FRAME_PASSIVE}, {"source", BAY_FRAME_OBJ_SOURCE},
};

struct loader {
    bay_lexicon *lexicon;
    bay_attribution_index *index;
    const bay_table *table;
    uint32_t row;
    bool failed;             /* memory ended */
};

static bay_str cell(const struct loader *l, const char *column)
{
    return bay_table_cell(l->table, l->row, bay_table_column(l->table, column));
}

static void problem(struct loader *l, bay_str message)
{
    const bay_table_row *row = &l->table->rows.items[l->row];
    bay_tables_problem(&l->lexicon->tables, &l->lexicon->arena, row->file, row->line, message);
}

static int name_index(const char *const *names, int count, bay_str name)
{
    for (int i = 0; i < count; i++)
        if (bay_str_is(name, names[i])) return i;
    return -1;
}

static uint8_t read_effect(struct loader *l, const char *column)
{
    int effect = name_index(effect_names, BAY_EFFECT_COUNT, cell(l, column));
    if (effect < 0) problem(l, BAY_STR("unknown effect"));
    return effect < 0 ? BAY_EFFECT_UNKNOWN : (uint8_t)effect;
}

static void put(struct loader *l, bay_map *map, bay_str key, uint32_t value)
{
    uint32_t *slot = key.bytes ? bay_map_put(&l->lexicon->arena, map, key) : NULL;
    if (slot) *slot = value;
    else l->failed = true;
}

static void put_verb(struct loader *l, bay_str pos, bay_str entry)
{
    bay_str verb;
    if (!bay_str_is(pos, "v") || entry.size == 0 || !bay_str_next(&entry, ' ', &verb)) return;
    uint32_t *slot = bay_map_put(&l->lexicon->arena, &l->index->verb_map, verb);
    if (!slot) l->failed = true;
    else if (*slot == 0) *slot = l->index->verb_map.entries.count;   /* new: its place in entries, plus one */
}

static uint16_t read_frames(struct loader *l)
{
    bay_str rest = cell(l, "frame"), name;
    uint16_t frames = 0;
    while (rest.bytes && bay_str_next(&rest, '|', &name)) {
        size_t i = 0, n = sizeof frame_names / sizeof *frame_names;
        while (i < n && !bay_str_is(name, frame_names[i].name)) i++;
        if (i < n) frames |= frame_names[i].bit;
        else if (name.size) problem(l, BAY_STR("unknown frame"));
    }
    return frames;
}

static void add_cue(struct loader *l)
{
    bay_str lemma = cell(l, "lemma"), pos = cell(l, "pos");
    int stance = name_index(stance_names, BAY_STANCE_COUNT, cell(l, "stance"));
    if (lemma.size == 0 || pos.size != 1 || stance < 0) {
        problem(l, BAY_STR("a cue needs lemma, pos (v n a r p) and stance"));
        return;
    }
    bay_cue *cue = bay_push(&l->lexicon->arena, &l->index->cues);
    if (!cue) {
        l->failed = true;
        return;
    }
    *cue = (bay_cue){.lemma = lemma, .pos = pos.bytes[0], .frames = read_frames(l), .prep = cell(l, "prep"),
                     .stance = (uint8_t)stance, .effect = read_effect(l, "status")};
    bay_str key = bay_str_format(&l->lexicon->arena, "%c:%.*s", cue->pos, BAY_STR_ARG(lemma));
    put(l, &l->index->cue_map, key, l->index->cues.count - 1);
    put_verb(l, pos, lemma);
}

static void add_embedder(struct loader *l)
{
    bay_str lemma = cell(l, "lemma"), pos = cell(l, "pos"), rest = cell(l, "complement"), complement;
    if (lemma.size == 0 || pos.size != 1 || rest.size == 0) {
        problem(l, BAY_STR("an embedder needs lemma, pos and complement"));
        return;
    }
    bay_embedder *embedder = bay_push(&l->lexicon->arena, &l->index->embedders);
    if (!embedder) {
        l->failed = true;
        return;
    }
    put_verb(l, pos, lemma);
    embedder->effect = read_effect(l, "effect");
    embedder->object_control = bay_str_is(cell(l, "control"), "obj");
    while (rest.bytes && bay_str_next(&rest, '|', &complement)) {
        bay_str key = bay_str_format(&l->lexicon->arena, "%c:%.*s>%.*s", pos.bytes[0], BAY_STR_ARG(lemma),
                                     BAY_STR_ARG(complement));
        put(l, &l->index->embed_map, key, l->index->embedders.count - 1);
    }
}

static void add_light(struct loader *l)
{
    bay_light *light = bay_push(&l->lexicon->arena, &l->index->lights);
    if (!light) {
        l->failed = true;
        return;
    }
    *light = (bay_light){.nouns = cell(l, "nouns"), .prep = cell(l, "prep")};
    put(l, &l->index->light_map, cell(l, "verb"), l->index->lights.count - 1);
    put_verb(l, BAY_STR("v"), cell(l, "verb"));
}

static void add_marker(struct loader *l)
{
    bay_str kind = cell(l, "class"), word = cell(l, "word");
    bay_str key = bay_str_format(&l->lexicon->arena, "%.*s:%.*s", BAY_STR_ARG(kind), BAY_STR_ARG(word));
    put(l, &l->index->marker_map, key, read_effect(l, "effect"));
}

static void add_noun(struct loader *l)
{
    static const char *const kinds[] = {"", "event", "container", "thing"};
    int kind = name_index(kinds, 4, cell(l, "kind"));
    if (kind <= 0) problem(l, BAY_STR("kind is event, container or thing"));
    else put(l, &l->index->noun_map, cell(l, "noun"), (uint32_t)kind);
}

static void add_contested(struct loader *l) { put(l, &l->index->contested_map, cell(l, "lemma"), 1); }

static void add_source(struct loader *l)
{
    put(l, &l->index->source_map, cell(l, "word"), bay_str_is(cell(l, "unnamed"), "yes") ? 2 : 1);
}

/* A noun of one word in the codebook is an event noun without being listed twice. */
static void add_predicate(struct loader *l)
{
    bay_str entry = cell(l, "entry");
    put_verb(l, cell(l, "pos"), entry);
    if (!bay_str_is(cell(l, "pos"), "n") || entry.size == 0 || memchr(entry.bytes, ' ', entry.size)) return;
    uint32_t *slot = bay_map_put(&l->lexicon->arena, &l->index->noun_map, entry);
    if (!slot) l->failed = true;
    else if (!*slot) *slot = BAY_NOUN_EVENT;
}

static void each_row(struct loader *l, const char *table, void (*add)(struct loader *))
{
    l->table = bay_tables_find(&l->lexicon->tables, table);
    for (l->row = 0; l->table && l->row < l->table->rows.count && !l->failed; l->row++) add(l);
}

bay_status bay__attribution_index(bay_lexicon *lexicon, bay_error *err)
{
    struct loader l = {.lexicon = lexicon};
    l.index = lexicon->attribution = bay_arena_calloc(&lexicon->arena, 1, sizeof *lexicon->attribution);
    if (!l.index) return bay_fail_memory(err);
    each_row(&l, "attribution/cues", add_cue);
    each_row(&l, "attribution/sources", add_source);
    each_row(&l, "statement/embedders", add_embedder);
    each_row(&l, "statement/light_verbs", add_light);
    each_row(&l, "statement/markers", add_marker);
    each_row(&l, "statement/nouns", add_noun);
    each_row(&l, "statement/contested", add_contested);
    for (uint32_t i = 0; i < lexicon->tables.tables.count; i++) {
        bay_str name = lexicon->tables.tables.items[i]->name;
        if (!bay_str_starts(name, BAY_STR("predicates/"))) continue;
        l.table = lexicon->tables.tables.items[i];
        for (l.row = 0; l.row < l.table->rows.count && !l.failed; l.row++) add_predicate(&l);
    }
    return l.failed ? bay_fail_memory(err) : BAY_OK;
}

/* ---- looking up ------------------------------------------------------- */

static const uint32_t *find(const bay_map *map, const char *format, ...) __attribute__((format(printf, 2, 3)));

static const uint32_t *find(const bay_map *map, const char *format, ...)
{
    char key[KEY_MAX];
    va_list list;
    va_start(list, format);
    int size = vsnprintf(key, sizeof key, format, list);
    va_end(list);
    if (size < 0 || size >= (int)sizeof key) return NULL;   /* no entry is that long */
    return bay_map_get(map, (bay_str){key, (uint32_t)size});
}

const bay_cue *bay_cue_find(const bay_attribution_index *index, char pos, bay_str lemma, bay_str particle)
{
    const uint32_t *at = particle.size ? find(&index->cue_map, "%c:%.*s %.*s", pos, BAY_STR_ARG(lemma), BAY_STR_ARG(particle))
                                       : find(&index->cue_map, "%c:%.*s", pos, BAY_STR_ARG(lemma));
    return at ? &index->cues.items[*at] : NULL;
}

const bay_embedder *bay_embed_find(const bay_attribution_index *index, char pos, bay_str lemma, bay_str complement)
{
    const uint32_t *at = find(&index->embed_map, "%c:%.*s>%.*s", pos, BAY_STR_ARG(lemma), BAY_STR_ARG(complement));
    return at ? &index->embedders.items[*at] : NULL;
}

bay_effect bay_marker_find(const bay_attribution_index *index, const char *kind, bay_str word)
{
    const uint32_t *at = find(&index->marker_map, "%s:%.*s", kind, BAY_STR_ARG(word));
    return at ? (bay_effect)*at : BAY_EFFECT_UNKNOWN;
}

const bay_light *bay_light_find(const bay_attribution_index *index, bay_str verb, bay_str particle)
{
    const uint32_t *at = particle.size ? find(&index->light_map, "%.*s %.*s", BAY_STR_ARG(verb), BAY_STR_ARG(particle))
                                       : bay_map_get(&index->light_map, verb);
    return at ? &index->lights.items[*at] : NULL;
}

bool bay_list_has(bay_str list, bay_str item)
{
    bay_str piece;
    while (list.bytes && bay_str_next(&list, '|', &piece))
        if (bay_str_eq(piece, item)) return true;
    return false;
}

bool bay_light_takes(const bay_light *light, bay_str noun) { return light->nouns.size == 0 || bay_list_has(light->nouns, noun); }

enum bay_noun_kind bay_noun_kind_of(const bay_attribution_index *index, bay_str lemma)
{
    const uint32_t *at = bay_map_get(&index->noun_map, lemma);
    return at ? (enum bay_noun_kind)*at : BAY_NOUN_NONE;
}

bool bay_is_contested(const bay_attribution_index *index, bay_str lemma)
{
    return bay_map_get(&index->contested_map, lemma) != NULL;
}

bay_str bay_verb_known(const bay_attribution_index *index, bay_str lemma)
{
    const uint32_t *at = bay_map_get(&index->verb_map, lemma);
    return at ? index->verb_map.entries.items[*at - 1].key : BAY_STR("");
}

uint32_t bay_source_kind(const bay_attribution_index *index, bay_str lemma)
{
    const uint32_t *at = bay_map_get(&index->source_map, lemma);
    return at ? *at : 0;
}
