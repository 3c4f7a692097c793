#include <stdio.h>

#include "base/map.h"
#include "base/mem.h"
#include "nn/features.h"
#include "nn/model_file.h"
#include "nn/transformer.h"

enum { LIST_MAX = 5000, LONG_LIST_MAX = 50000 };

static bay_status lstm(const struct bay__reading *r, const char *net, uint32_t layer, uint32_t in, bay_lstm *out)
{
    for (int way = 0; way < 2; way++) {
        char part[BAY_PART_NAME];
        snprintf(part, sizeof part, "lstm%u.%c.input", layer, way ? 'b' : 'f');
        BAY_TRY(bay__part_matrix(r, net, part, in, 0, true, &out->input[way]));
        out->size = out->input[0].columns / 4;
        if (out->size % 16 || out->input[way].columns != 4 * out->size)
            return bay_fail(r->err, BAY_BAD_INPUT, "model: %s.%s has odd gates", net, part);
        snprintf(part, sizeof part, "lstm%u.%c.again", layer, way ? 'b' : 'f');
        BAY_TRY(bay__part_matrix(r, net, part, out->size, 4 * out->size, false, &out->again[way]));
    }
    return BAY_OK;
}

static bay_status known_words(const struct bay__reading *r, const char *net, bay_encoder *e)
{
    BAY_TRY(bay__part_table(r, net, "known", true, &e->known));
    return bay__part_numbers(r, net, "known.keys", e->known.rows, &e->known_keys);
}

static bay_status words_in_context(const struct bay__reading *r, const char *net, bay_encoder *e)
{
    char part[BAY_PART_NAME];
    snprintf(part, sizeof part, "%s.context", net);
    if (!bay__has_part(r, part)) return BAY_OK;
    BAY_TRY(bay__part_table(r, net, "context", true, &e->context));
    if (e->context.rows != e->known.rows) return bay_fail(r->err, BAY_BAD_INPUT, "model: %s has not the rows of known", part);
    return BAY_OK;
}

/* The edits, and the numbers of known words' edits, each within the list. */
static bay_status lemmas(const struct bay__reading *r, const char *net, bay_model *m)
{
    const struct bay__part *keys = NULL;
    BAY_TRY(bay__part_list(r, net, "lemmas", LIST_MAX, &m->lemmas));
    m->lemma_classes = m->lemmas.count < m->lemma.used ? m->lemmas.count : m->lemma.used;
    BAY_TRY(bay__part_find(r, net, "lemma.keys", BAY_PART_UINT, &keys));
    BAY_TRY(bay__part_numbers(r, net, "lemma.keys", keys->dims[0], &m->lemma_keys));
    BAY_TRY(bay__part_numbers(r, net, "lemma.edits", keys->dims[0], &m->lemma_edits));
    m->lemma_count = keys->dims[0];
    for (uint32_t i = 0; i < m->lemma_count; i++)
        if (m->lemma_edits[i] >= m->lemmas.count) return bay_fail(r->err, BAY_BAD_INPUT, "model: %s.lemma.edits leave the list", net);
    return BAY_OK;
}

static bay_status encoder(const struct bay__reading *r, const char *net, uint32_t rows_per_word, bay_encoder *e)
{
    e->rows_per_word = rows_per_word;
    BAY_TRY(bay__part_table(r, net, "table", false, &e->table));
    char name[BAY_PART_NAME];
    e->in = e->table.width + e->known.width + e->context.width;
    uint32_t in = e->in;
    for (e->layers = 0; e->layers < BAY_LSTMS_MAX; e->layers++) {
        snprintf(name, sizeof name, "%s.lstm%u.f.input", net, e->layers);
        if (!bay__has_part(r, name)) break;
        bay_lstm *l = &e->lstms[e->layers];
        BAY_TRY(lstm(r, net, e->layers, in, l));
        if (l->size != e->lstms[0].size) return bay_fail(r->err, BAY_BAD_INPUT, "model: layers of %s differ in size", net);
        in = 2 * l->size;
    }
    if (!e->layers) return bay_fail(r->err, BAY_BAD_INPUT, "model: %s has no layers", net);
    e->out = in;
    return BAY_OK;
}

static bay_status segmenter(const struct bay__reading *r, bay_model *m)
{
    BAY_TRY(encoder(r, "segmenter", 8, &m->segmenter));
    BAY_TRY(bay__part_matrix(r, "segmenter", "boundary", m->segmenter.out, 16, true, &m->boundary));
    m->has_segmenter = true;
    return BAY_OK;
}

static bay_status heads(const struct bay__reading *r, const char *net, bay_model *m)
{
    uint32_t in = m->reader.out;
    BAY_TRY(bay__part_matrix(r, net, "tag", in, 0, true, &m->tag));
    BAY_TRY(bay__part_matrix(r, net, "lemma", in, 0, true, &m->lemma));
    BAY_TRY(bay__part_matrix(r, net, "arc_head", in, 0, true, &m->arc_head));
    BAY_TRY(bay__part_matrix(r, net, "arc_dep", in, m->arc_head.columns, true, &m->arc_dep));
    BAY_TRY(bay__part_matrix(r, net, "arc", m->arc_dep.columns, m->arc_head.columns, true, &m->arc));
    BAY_TRY(bay__part_matrix(r, net, "rel_head", in, 0, true, &m->rel_head));
    BAY_TRY(bay__part_matrix(r, net, "rel_dep", in, m->rel_head.columns, true, &m->rel_dep));
    BAY_TRY(bay__part_list(r, net, "tags", m->tag.used, &m->tags));
    BAY_TRY(lemmas(r, net, m));
    BAY_TRY(bay__part_list(r, net, "deprels", 255, &m->deprels));
    BAY_TRY(bay__part_matrix(r, net, "rel", m->rel_dep.columns, m->deprels.count * m->rel_dep.columns, false, &m->rel));
    BAY_TRY(bay__part_matrix(r, net, "rel_sum", 2 * m->rel_dep.columns, (m->deprels.count + 15) / 16 * 16, true, &m->rel_sum));
    BAY_TRY(bay__part_floats(r, net, "root", in, &m->root));
    m->has_reader = true;
    return BAY_OK;
}

static bay_status name_lists(const struct bay__reading *r, bay_model *m)
{
    const struct bay__part *keys = NULL;
    BAY_TRY(bay__part_find(r, "names", "lists.keys", BAY_PART_UINT, &keys));
    BAY_TRY(bay__part_numbers(r, "names", "lists.keys", keys->dims[0], &m->name_lists.keys));
    BAY_TRY(bay__part_numbers(r, "names", "lists.kinds", keys->dims[0], &m->name_lists.kinds));
    m->name_lists.count = keys->dims[0];
    return BAY_OK;
}

/* The names net shares the reader's static vectors. */
static bay_status names(const struct bay__reading *r, bay_model *m)
{
    m->names.known = m->reader.known;
    m->names.known_keys = m->reader.known_keys;
    BAY_TRY(encoder(r, "names", 12, &m->names));
    BAY_TRY(bay__part_matrix(r, "names", "name", m->names.out, 16, true, &m->name));
    m->has_names = true;
    m->name_encoder = &m->names;
    return name_lists(r, m);
}

/* One encoding for trees and names. */
static bay_status names_on_reader(const struct bay__reading *r, bay_model *m)
{
    BAY_TRY(bay__part_matrix(r, "reader", "name", m->reader.out, 16, true, &m->name));
    m->has_names = true;
    m->name_encoder = &m->reader;
    return name_lists(r, m);
}

/* Words have no halves here: their vectors are also compared. */
static bay_status coref(const struct bay__reading *r, bay_model *m)
{
    bay_coref_net *c = &m->coref;
    const uint32_t three = 2 * BAY_COREF_FIRST + BAY_COREF_ALONE;
    BAY_TRY(bay__part_table(r, "coref", "known", false, &c->known));
    BAY_TRY(bay__part_numbers(r, "coref", "known.keys", c->known.rows, &c->known_keys));
    BAY_TRY(bay__part_matrix(r, "coref", "words", BAY_COREF_SLOTS * c->known.width, three, true, &c->words));
    BAY_TRY(bay__part_table(r, "coref", "marks", false, &c->marks));
    BAY_TRY(bay__part_matrix(r, "coref", "hidden", BAY_COREF_FIRST, BAY_COREF_SECOND, true, &c->hidden));
    BAY_TRY(bay__part_floats(r, "coref", "clues", BAY_COREF_CLUES * BAY_COREF_FIRST, &c->clues));
    BAY_TRY(bay__part_floats(r, "coref", "out", BAY_COREF_SECOND + 1, &c->out));
    BAY_TRY(bay__part_floats(r, "coref", "alone", BAY_COREF_ALONE + 1, &c->alone));
    if (c->known.width > 256 || c->marks.rows != BAY_COREF_MARKS || c->marks.width != three)
        return bay_fail(r->err, BAY_BAD_INPUT, "model: coref.marks is %u x %u", c->marks.rows, c->marks.width);
    m->has_coref = true;
    return BAY_OK;
}

/* ---- frames ------------------------------------------------------------------------ */

/* Numbers that point into a list of `most` things. */
static bay_status pointers(const struct bay__reading *r, const char *part, uint32_t count, uint32_t most, const uint32_t **out)
{
    BAY_TRY(bay__part_numbers(r, "frames", part, count, out));
    for (uint32_t i = 0; i < count; i++)
        if ((*out)[i] > most) return bay_fail(r->err, BAY_BAD_INPUT, "model: frames.%s leaves its list", part);
    return BAY_OK;
}

static bay_status frame_lists(const struct bay__reading *r, bay_frames_net *f)
{
    const struct bay__part *keys = NULL, *options = NULL;
    BAY_TRY(bay__part_list(r, "frames", "rolesets", LONG_LIST_MAX, &f->rolesets));
    BAY_TRY(bay__part_list(r, "frames", "signatures", LIST_MAX, &f->signatures));
    BAY_TRY(bay__part_list(r, "frames", "roles", f->role.used, &f->roles));
    BAY_TRY(pointers(r, "signature", f->rolesets.count, f->signatures.count - 1, &f->signature));
    BAY_TRY(bay__part_find(r, "frames", "lemma.keys", BAY_PART_UINT, &keys));
    BAY_TRY(bay__part_find(r, "frames", "options", BAY_PART_UINT, &options));
    f->lemma_count = keys->dims[0];
    f->option_count = options->dims[0];
    BAY_TRY(bay__part_numbers(r, "frames", "lemma.keys", f->lemma_count, &f->lemma_keys));
    BAY_TRY(pointers(r, "options", f->option_count, f->rolesets.count - 1, &f->options));
    if (f->lemma_count == UINT32_MAX) return bay_fail(r->err, BAY_BAD_INPUT, "model: frames.lemma.keys are too many");
    return pointers(r, "lemma.first", f->lemma_count + 1, f->option_count, &f->lemma_first);
}

static bay_status frames(const struct bay__reading *r, bay_model *m)
{
    const char *net = "frames";
    bay_frames_net *f = &m->frames;
    f->encoder.known = m->reader.known;
    f->encoder.known_keys = m->reader.known_keys;
    if (bay__has_part(r, "frames.known")) BAY_TRY(known_words(r, net, &f->encoder));
    BAY_TRY(encoder(r, net, 14, &f->encoder));
    uint32_t in = f->encoder.out;
    BAY_TRY(bay__part_matrix(r, net, "predicate", in, 16, true, &f->predicate));
    BAY_TRY(bay__part_matrix(r, net, "ask", in, 0, true, &f->ask));
    BAY_TRY(bay__part_matrix(r, net, "of_predicate", in, 0, true, &f->of_predicate));
    BAY_TRY(bay__part_matrix(r, net, "of_word", in, f->of_predicate.columns, false, &f->of_word));
    BAY_TRY(bay__part_matrix(r, net, "role", f->of_predicate.columns, 0, true, &f->role));
    BAY_TRY(bay__part_matrix(r, net, "fact1", in, 0, true, &f->fact1));
    BAY_TRY(bay__part_matrix(r, net, "fact2", f->fact1.columns, 16, true, &f->fact2));
    BAY_TRY(frame_lists(r, f));
    BAY_TRY(bay__part_table(r, net, "senses", false, &f->senses));
    BAY_TRY(bay__part_table(r, net, "pairs", false, &f->pairs));
    BAY_TRY(bay__part_floats(r, net, "sense_bias", f->rolesets.count, &f->sense_bias));
    if (f->senses.rows != f->rolesets.count || f->senses.width != f->ask.columns || f->pairs.width != f->of_predicate.columns)
        return bay_fail(r->err, BAY_BAD_INPUT, "model: tables of frames do not fit");
    m->has_frames = true;
    return BAY_OK;
}

static bay_status read_file(const void *bytes, size_t size, bay_model *m, bay_error *err)
{
    struct bay__reading reading, *r = &reading;
    BAY_TRY(bay__model_file_open(bytes, size, r, err));
    bay_str all = {(const char *)r->bytes, (uint32_t)r->size};
    snprintf(m->version, sizeof m->version, "%016llx", (unsigned long long)bay_hash(all));
    if (bay__has_part(r, "segmenter.table")) BAY_TRY(segmenter(r, m));
    if (bay__has_part(r, "reader.bert.vocabulary")) {
        BAY_TRY(bay__transformer_open(r, "reader", &m->transformer));
        m->reader.transformer = &m->transformer;
        m->reader.out = m->transformer.size;
    } else if (bay__has_part(r, "reader.table")) {
        BAY_TRY(known_words(r, "reader", &m->reader));
        BAY_TRY(words_in_context(r, "reader", &m->reader));
        BAY_TRY(encoder(r, "reader", bay__has_part(r, "reader.name") ? BAY_WORD_ROWS + BAY_LIST_ROWS : BAY_WORD_ROWS, &m->reader));
    }
    if (m->reader.out && bay__has_part(r, "reader.name")) BAY_TRY(names_on_reader(r, m));
    if (m->reader.out) BAY_TRY(heads(r, "reader", m));
    if (m->has_reader && !m->has_names && bay__has_part(r, "names.table")) BAY_TRY(names(r, m));
    if (bay__has_part(r, "coref.known")) BAY_TRY(coref(r, m));
    if (m->has_reader && bay__has_part(r, "frames.table")) BAY_TRY(frames(r, m));
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
    bay_status status = size ? read_file(bytes, size, m, err) : BAY_OK;
    if (status) bay_model_free(m);
    else *out = m;
    return status;
}

void bay_model_free(bay_model *m)
{
    if (!m) return;
    bay__transformer_close(&m->transformer);
    bay_free(m->tags.items);
    bay_free(m->lemmas.items);
    bay_free(m->deprels.items);
    bay_free(m->frames.rolesets.items);
    bay_free(m->frames.signatures.items);
    bay_free(m->frames.roles.items);
    bay_free(m);
}

const char *bay_model_version(const bay_model *m) { return m->version; }
