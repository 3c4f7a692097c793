#include "nn/nets.h"

#include <stdio.h>

#include "base/map.h"
#include "base/mem.h"

enum { HEADER = 32, ENTRY = 80, NAME_SIZE = 40, ENTRIES_MAX = 1000, LIST_MAX = 5000, LONG_LIST_MAX = 50000, COLUMNS_MAX = 1 << 16 };
enum tensor_type { TYPE_TEXT = 1, TYPE_INT8, TYPE_MATRIX, TYPE_FLOAT, TYPE_UINT, TYPE_NIBBLES };

struct entry {
    char name[NAME_SIZE];
    uint32_t type, dims[3];
    uint64_t offset, size;
    uint64_t spare;
};
_Static_assert(sizeof(struct entry) == ENTRY, "an entry of the index is 80 bytes");

/* The file while it is opened: what asks for a part says what shape it must have. */
struct reading {
    const unsigned char *bytes;
    size_t size;
    const struct entry *entries;
    uint32_t count;
    bay_error *err;
};

static bay_status find(const struct reading *r, const char *net, const char *part, enum tensor_type type,
                       const struct entry **out)
{
    char name[NAME_SIZE];
    int n = snprintf(name, sizeof name, "%s.%s", net, part);
    if (n < 0 || n >= NAME_SIZE) return bay_fail(r->err, BAY_BAD_INPUT, "model: name too long");
    for (uint32_t i = 0; i < r->count; i++) {
        const struct entry *e = &r->entries[i];
        if (strncmp(e->name, name, NAME_SIZE)) continue;
        if (e->type != (uint32_t)type) return bay_fail(r->err, BAY_BAD_INPUT, "model: %s is of another type", name);
        *out = e;
        return BAY_OK;
    }
    return bay_fail(r->err, BAY_BAD_INPUT, "model: %s is missing", name);
}

static bool has_part(const struct reading *r, const char *name)
{
    for (uint32_t i = 0; i < r->count; i++)
        if (!strncmp(r->entries[i].name, name, NAME_SIZE)) return true;
    return false;
}

static bay_status floats(const struct reading *r, const char *net, const char *part, uint32_t count, const float **out)
{
    const struct entry *e = NULL;
    BAY_TRY(find(r, net, part, TYPE_FLOAT, &e));
    if (e->dims[0] != count || e->size != (uint64_t)count * 4)
        return bay_fail(r->err, BAY_BAD_INPUT, "model: %s.%s has %u numbers, not %u", net, part, e->dims[0], count);
    *out = (const float *)(const void *)(r->bytes + e->offset);
    return BAY_OK;
}

/* columns 0: as the file says. */
static bay_status matrix(const struct reading *r, const char *net, const char *part, uint32_t rows, uint32_t columns,
                         bool with_bias, bay_matrix *out)
{
    const struct entry *e = NULL;
    BAY_TRY(find(r, net, part, TYPE_MATRIX, &e));
    if (e->dims[0] != rows || rows % 4 || e->dims[1] == 0 || e->dims[1] % 16 || e->dims[1] > COLUMNS_MAX ||
        (columns && e->dims[1] != columns) || !e->dims[2] || e->dims[2] > e->dims[1] || e->size != (uint64_t)rows * e->dims[1])
        return bay_fail(r->err, BAY_BAD_INPUT, "model: %s.%s is %u x %u", net, part, e->dims[0], e->dims[1]);
    char name[NAME_SIZE];
    *out = (bay_matrix){(const int8_t *)(r->bytes + e->offset), NULL, NULL, rows, e->dims[1], e->dims[2]};
    snprintf(name, sizeof name, "%.*s.scale", NAME_SIZE - 7, part);
    BAY_TRY(floats(r, net, name, out->columns, &out->scale));
    if (!with_bias) return BAY_OK;
    snprintf(name, sizeof name, "%.*s.bias", NAME_SIZE - 6, part);
    return floats(r, net, name, out->columns, &out->bias);
}

/* Bytes, or two numbers to a byte. */
static bay_status table(const struct reading *r, const char *net, const char *part, bool nibbles, bay_table *out)
{
    const struct entry *e = NULL;
    BAY_TRY(find(r, net, part, nibbles ? TYPE_NIBBLES : TYPE_INT8, &e));
    if (!e->dims[0] || !e->dims[1] || e->dims[0] > (1u << 24) || e->dims[1] > 4096 || (nibbles && e->dims[1] % 2) ||
        e->size != (uint64_t)e->dims[0] * e->dims[1] / (nibbles ? 2 : 1))
        return bay_fail(r->err, BAY_BAD_INPUT, "model: %s.%s is %u x %u", net, part, e->dims[0], e->dims[1]);
    *out = (bay_table){(const int8_t *)r->bytes + e->offset, NULL, e->dims[0], e->dims[1], nibbles};
    char scale[NAME_SIZE];
    snprintf(scale, sizeof scale, "%.*s.scale", NAME_SIZE - 7, part);
    return floats(r, net, scale, out->rows, &out->scales);
}

static bay_status list(const struct reading *r, const char *net, const char *part, uint32_t room, bay_text_list *out)
{
    const struct entry *e = NULL;
    BAY_TRY(find(r, net, part, TYPE_TEXT, &e));
    if (!e->dims[0] || e->dims[0] > room || e->size > (1u << 20))
        return bay_fail(r->err, BAY_BAD_INPUT, "model: %s.%s has %u lines", net, part, e->dims[0]);
    bay_str rest = {(const char *)r->bytes + e->offset, (uint32_t)e->size};
    out->items = bay_calloc(e->dims[0], sizeof *out->items);
    if (!out->items) return bay_fail_memory(r->err);
    while (out->count < e->dims[0] && bay_str_next(&rest, '\n', &out->items[out->count])) out->count++;
    return out->count == e->dims[0] ? BAY_OK : bay_fail(r->err, BAY_BAD_INPUT, "model: %s.%s is short", net, part);
}

static bay_status lstm(const struct reading *r, const char *net, uint32_t layer, uint32_t in, bay_lstm *out)
{
    for (int way = 0; way < 2; way++) {
        char part[NAME_SIZE];
        snprintf(part, sizeof part, "lstm%u.%c.input", layer, way ? 'b' : 'f');
        BAY_TRY(matrix(r, net, part, in, 0, true, &out->input[way]));
        out->size = out->input[0].columns / 4;
        if (out->size % 16 || out->input[way].columns != 4 * out->size)
            return bay_fail(r->err, BAY_BAD_INPUT, "model: %s.%s has odd gates", net, part);
        snprintf(part, sizeof part, "lstm%u.%c.again", layer, way ? 'b' : 'f');
        BAY_TRY(matrix(r, net, part, out->size, 4 * out->size, false, &out->again[way]));
    }
    return BAY_OK;
}

static bay_status numbers(const struct reading *r, const char *net, const char *part, uint32_t count, const uint32_t **out)
{
    const struct entry *e = NULL;
    BAY_TRY(find(r, net, part, TYPE_UINT, &e));
    if (e->dims[0] != count || e->size != (uint64_t)count * 4)
        return bay_fail(r->err, BAY_BAD_INPUT, "model: %s.%s has %u numbers, not %u", net, part, e->dims[0], count);
    *out = (const uint32_t *)(const void *)(r->bytes + e->offset);
    return BAY_OK;
}

static bay_status known_words(const struct reading *r, const char *net, bay_encoder *e)
{
    BAY_TRY(table(r, net, "known", true, &e->known));
    return numbers(r, net, "known.keys", e->known.rows, &e->known_keys);
}

/* The edits, and the numbers of known words' edits, each within the list. */
static bay_status lemmas(const struct reading *r, const char *net, bay_model *m)
{
    const struct entry *keys = NULL;
    BAY_TRY(list(r, net, "lemmas", LIST_MAX, &m->lemmas));
    m->lemma_classes = m->lemmas.count < m->lemma.used ? m->lemmas.count : m->lemma.used;
    BAY_TRY(find(r, net, "lemma.keys", TYPE_UINT, &keys));
    BAY_TRY(numbers(r, net, "lemma.keys", keys->dims[0], &m->lemma_keys));
    BAY_TRY(numbers(r, net, "lemma.edits", keys->dims[0], &m->lemma_edits));
    m->lemma_count = keys->dims[0];
    for (uint32_t i = 0; i < m->lemma_count; i++)
        if (m->lemma_edits[i] >= m->lemmas.count) return bay_fail(r->err, BAY_BAD_INPUT, "model: %s.lemma.edits leave the list", net);
    return BAY_OK;
}

static bay_status encoder(const struct reading *r, const char *net, uint32_t rows_per_word, bay_encoder *e)
{
    e->rows_per_word = rows_per_word;
    BAY_TRY(table(r, net, "table", false, &e->table));
    char name[NAME_SIZE];
    e->in = e->table.width + e->known.width;
    uint32_t in = e->in;
    for (e->layers = 0; e->layers < BAY_LSTMS_MAX; e->layers++) {
        snprintf(name, sizeof name, "%s.lstm%u.f.input", net, e->layers);
        if (!has_part(r, name)) break;
        bay_lstm *l = &e->lstms[e->layers];
        BAY_TRY(lstm(r, net, e->layers, in, l));
        if (l->size != e->lstms[0].size) return bay_fail(r->err, BAY_BAD_INPUT, "model: layers of %s differ in size", net);
        in = 2 * l->size;
    }
    if (!e->layers) return bay_fail(r->err, BAY_BAD_INPUT, "model: %s has no layers", net);
    e->out = in;
    return BAY_OK;
}

static bay_status segmenter(const struct reading *r, bay_model *m)
{
    BAY_TRY(encoder(r, "segmenter", 8, &m->segmenter));
    BAY_TRY(matrix(r, "segmenter", "boundary", m->segmenter.out, 16, true, &m->boundary));
    m->has_segmenter = true;
    return BAY_OK;
}

static bay_status reader(const struct reading *r, bay_model *m)
{
    const char *net = "reader";
    BAY_TRY(known_words(r, net, &m->reader));
    BAY_TRY(encoder(r, net, 10, &m->reader));
    uint32_t in = m->reader.out;
    BAY_TRY(matrix(r, net, "tag", in, 0, true, &m->tag));
    BAY_TRY(matrix(r, net, "lemma", in, 0, true, &m->lemma));
    BAY_TRY(matrix(r, net, "arc_head", in, 0, true, &m->arc_head));
    BAY_TRY(matrix(r, net, "arc_dep", in, m->arc_head.columns, true, &m->arc_dep));
    BAY_TRY(matrix(r, net, "arc", m->arc_dep.columns, m->arc_head.columns, true, &m->arc));
    BAY_TRY(matrix(r, net, "rel_head", in, 0, true, &m->rel_head));
    BAY_TRY(matrix(r, net, "rel_dep", in, m->rel_head.columns, true, &m->rel_dep));
    BAY_TRY(list(r, net, "tags", m->tag.used, &m->tags));
    BAY_TRY(lemmas(r, net, m));
    BAY_TRY(list(r, net, "deprels", 255, &m->deprels));
    BAY_TRY(matrix(r, net, "rel", m->rel_dep.columns, m->deprels.count * m->rel_dep.columns, false, &m->rel));
    BAY_TRY(matrix(r, net, "rel_sum", 2 * m->rel_dep.columns, (m->deprels.count + 15) / 16 * 16, true, &m->rel_sum));
    BAY_TRY(floats(r, net, "root", in, &m->root));
    m->has_reader = true;
    return BAY_OK;
}

/* The names net shares the reader's static vectors. */
static bay_status names(const struct reading *r, bay_model *m)
{
    const struct entry *keys = NULL;
    m->names.known = m->reader.known;
    m->names.known_keys = m->reader.known_keys;
    BAY_TRY(encoder(r, "names", 12, &m->names));
    BAY_TRY(matrix(r, "names", "name", m->names.out, 16, true, &m->name));
    BAY_TRY(find(r, "names", "lists.keys", TYPE_UINT, &keys));
    BAY_TRY(numbers(r, "names", "lists.keys", keys->dims[0], &m->name_lists.keys));
    BAY_TRY(numbers(r, "names", "lists.kinds", keys->dims[0], &m->name_lists.kinds));
    m->name_lists.count = keys->dims[0];
    m->has_names = true;
    return BAY_OK;
}

/* Words have no halves here: their vectors are also compared. */
static bay_status coref(const struct reading *r, bay_model *m)
{
    bay_coref_net *c = &m->coref;
    const uint32_t three = 2 * BAY_COREF_FIRST + BAY_COREF_ALONE;
    BAY_TRY(table(r, "coref", "known", false, &c->known));
    BAY_TRY(numbers(r, "coref", "known.keys", c->known.rows, &c->known_keys));
    BAY_TRY(matrix(r, "coref", "words", BAY_COREF_SLOTS * c->known.width, three, true, &c->words));
    BAY_TRY(table(r, "coref", "marks", false, &c->marks));
    BAY_TRY(matrix(r, "coref", "hidden", BAY_COREF_FIRST, BAY_COREF_SECOND, true, &c->hidden));
    BAY_TRY(floats(r, "coref", "clues", BAY_COREF_CLUES * BAY_COREF_FIRST, &c->clues));
    BAY_TRY(floats(r, "coref", "out", BAY_COREF_SECOND + 1, &c->out));
    BAY_TRY(floats(r, "coref", "alone", BAY_COREF_ALONE + 1, &c->alone));
    if (c->known.width > 256 || c->marks.rows != BAY_COREF_MARKS || c->marks.width != three)
        return bay_fail(r->err, BAY_BAD_INPUT, "model: coref.marks is %u x %u", c->marks.rows, c->marks.width);
    m->has_coref = true;
    return BAY_OK;
}

/* ---- frames ------------------------------------------------------------------------ */

/* Numbers that point into a list of `most` things. */
static bay_status pointers(const struct reading *r, const char *part, uint32_t count, uint32_t most, const uint32_t **out)
{
    BAY_TRY(numbers(r, "frames", part, count, out));
    for (uint32_t i = 0; i < count; i++)
        if ((*out)[i] > most) return bay_fail(r->err, BAY_BAD_INPUT, "model: frames.%s leaves its list", part);
    return BAY_OK;
}

static bay_status frame_lists(const struct reading *r, bay_frames_net *f)
{
    const struct entry *keys = NULL, *options = NULL;
    BAY_TRY(list(r, "frames", "rolesets", LONG_LIST_MAX, &f->rolesets));
    BAY_TRY(list(r, "frames", "signatures", LIST_MAX, &f->signatures));
    BAY_TRY(list(r, "frames", "roles", f->role.used, &f->roles));
    BAY_TRY(pointers(r, "signature", f->rolesets.count, f->signatures.count - 1, &f->signature));
    BAY_TRY(find(r, "frames", "lemma.keys", TYPE_UINT, &keys));
    BAY_TRY(find(r, "frames", "options", TYPE_UINT, &options));
    f->lemma_count = keys->dims[0];
    f->option_count = options->dims[0];
    BAY_TRY(numbers(r, "frames", "lemma.keys", f->lemma_count, &f->lemma_keys));
    BAY_TRY(pointers(r, "options", f->option_count, f->rolesets.count - 1, &f->options));
    if (f->lemma_count == UINT32_MAX) return bay_fail(r->err, BAY_BAD_INPUT, "model: frames.lemma.keys are too many");
    return pointers(r, "lemma.first", f->lemma_count + 1, f->option_count, &f->lemma_first);
}

static bay_status frames(const struct reading *r, bay_model *m)
{
    const char *net = "frames";
    bay_frames_net *f = &m->frames;
    f->encoder.known = m->reader.known;
    f->encoder.known_keys = m->reader.known_keys;
    if (has_part(r, "frames.known")) BAY_TRY(known_words(r, net, &f->encoder));
    BAY_TRY(encoder(r, net, 14, &f->encoder));
    uint32_t in = f->encoder.out;
    BAY_TRY(matrix(r, net, "predicate", in, 16, true, &f->predicate));
    BAY_TRY(matrix(r, net, "ask", in, 0, true, &f->ask));
    BAY_TRY(matrix(r, net, "of_predicate", in, 0, true, &f->of_predicate));
    BAY_TRY(matrix(r, net, "of_word", in, f->of_predicate.columns, false, &f->of_word));
    BAY_TRY(matrix(r, net, "role", f->of_predicate.columns, 0, true, &f->role));
    BAY_TRY(matrix(r, net, "fact1", in, 0, true, &f->fact1));
    BAY_TRY(matrix(r, net, "fact2", f->fact1.columns, 16, true, &f->fact2));
    BAY_TRY(frame_lists(r, f));
    BAY_TRY(table(r, net, "senses", false, &f->senses));
    BAY_TRY(table(r, net, "pairs", false, &f->pairs));
    BAY_TRY(floats(r, net, "sense_bias", f->rolesets.count, &f->sense_bias));
    if (f->senses.rows != f->rolesets.count || f->senses.width != f->ask.columns || f->pairs.width != f->of_predicate.columns)
        return bay_fail(r->err, BAY_BAD_INPUT, "model: tables of frames do not fit");
    m->has_frames = true;
    return BAY_OK;
}

static bay_status open_index(struct reading *r)
{
    uint32_t format, count;
    uint64_t size;
    if (r->size < HEADER || memcmp(r->bytes, "BAYMODEL", 8)) return bay_fail(r->err, BAY_BAD_INPUT, "not a model file");
    memcpy(&format, r->bytes + 8, 4);
    memcpy(&count, r->bytes + 12, 4);
    memcpy(&size, r->bytes + 16, 8);
    if (format != 1) return bay_fail(r->err, BAY_BAD_INPUT, "model file of format %u: this program reads 1", format);
    if (size != r->size || count > ENTRIES_MAX || HEADER + (size_t)count * ENTRY > r->size)
        return bay_fail(r->err, BAY_BAD_INPUT, "model file is cut short");
    r->entries = (const struct entry *)(const void *)(r->bytes + HEADER);
    r->count = count;
    for (uint32_t i = 0; i < count; i++) {
        const struct entry *e = &r->entries[i];
        if (e->offset > r->size || e->size > r->size - e->offset || e->offset % 64)
            return bay_fail(r->err, BAY_BAD_INPUT, "model: part %u lies outside the file", i);
    }
    return BAY_OK;
}

static bay_status read_file(struct reading *r, bay_model *m)
{
    BAY_TRY(open_index(r));
    bay_str all = {(const char *)r->bytes, (uint32_t)r->size};
    snprintf(m->version, sizeof m->version, "%016llx", (unsigned long long)bay_hash(all));
    if (has_part(r, "segmenter.table")) BAY_TRY(segmenter(r, m));
    if (has_part(r, "reader.table")) BAY_TRY(reader(r, m));
    if (m->has_reader && has_part(r, "names.table")) BAY_TRY(names(r, m));
    if (has_part(r, "coref.known")) BAY_TRY(coref(r, m));
    if (m->has_reader && has_part(r, "frames.table")) BAY_TRY(frames(r, m));
    return BAY_OK;
}

bay_status bay_model_open(const void *bytes, size_t size, bay_model **out, bay_error *err)
{
    *out = NULL;
    if (size && ((uintptr_t)bytes % 16 || size > UINT32_MAX)) return bay_fail(err, BAY_BAD_INPUT, "model: not aligned");
    bay_model *m = bay_calloc(1, sizeof *m);
    if (!m) return bay_fail_memory(err);
    m->kernels = bay__kernels();
    snprintf(m->version, sizeof m->version, "none");
    struct reading r = {bytes, size, NULL, 0, err};
    bay_status status = size ? read_file(&r, m) : BAY_OK;
    if (status) bay_model_free(m);
    else *out = m;
    return status;
}

void bay_model_free(bay_model *m)
{
    if (!m) return;
    bay_free(m->tags.items);
    bay_free(m->lemmas.items);
    bay_free(m->deprels.items);
    bay_free(m->frames.rolesets.items);
    bay_free(m->frames.signatures.items);
    bay_free(m->frames.roles.items);
    bay_free(m);
}

const char *bay_model_version(const bay_model *m) { return m->version; }
