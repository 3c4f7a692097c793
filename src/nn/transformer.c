#include "nn/transformer.h"

#include <stdio.h>

#include "nn/features.h"
#include "nn/word_pieces.h"

/* ---- opening --------------------------------------------------------------------------------- */

enum { VOCABULARY_MAX = 200000 };

static bay_status open_norm(const struct bay__reading *r, const char *net, const char *part, uint32_t size, bay_norm *out)
{
    char name[BAY_PART_NAME];
    snprintf(name, sizeof name, "%s.weight", part);
    BAY_TRY(bay__part_floats(r, net, name, size, &out->weight));
    snprintf(name, sizeof name, "%s.bias", part);
    return bay__part_floats(r, net, name, size, &out->bias);
}

static bay_status open_layer(const struct bay__reading *r, const char *net, uint32_t number, bay_transformer *t)
{
    bay_transformer_layer *l = &t->layers[number];
    char name[BAY_PART_NAME];
#define PART(part) (snprintf(name, sizeof name, "bert.%u." part, number), name)
    BAY_TRY(bay__part_matrix(r, net, PART("qkv"), t->size, 3 * t->size, true, &l->qkv));
    BAY_TRY(bay__part_matrix(r, net, PART("out"), t->size, t->size, true, &l->out));
    BAY_TRY(bay__part_matrix(r, net, PART("wide"), t->size, t->inner, true, &l->wide));
    BAY_TRY(bay__part_matrix(r, net, PART("narrow"), l->wide.columns, t->size, true, &l->narrow));
    BAY_TRY(open_norm(r, net, PART("norm1"), t->size, &l->norm1));
    return open_norm(r, net, PART("norm2"), t->size, &l->norm2);
#undef PART
}

static bay_status open_tables(const struct bay__reading *r, const char *net, bay_transformer *t)
{
    BAY_TRY(bay__part_table(r, net, "bert.embedding", false, &t->embedding));
    BAY_TRY(bay__part_table(r, net, "bert.position", false, &t->position));
    BAY_TRY(bay__part_table(r, net, "bert.extra", false, &t->extra));
    t->size = t->embedding.width;
    t->positions = t->position.rows < BAY_TRANSFORMER_POSITIONS_MAX ? t->position.rows : BAY_TRANSFORMER_POSITIONS_MAX;
    if (t->size % 16 || t->position.width != t->size || t->extra.width != t->size || t->positions < BAY_WORD_PIECES_MAX + 2 ||
        t->embedding.rows != t->vocabulary.pieces.count)
        return bay_fail(r->err, BAY_BAD_INPUT, "model: the tables of %s do not fit together", net);
    return open_norm(r, net, "bert.norm", t->size, &t->norm);
}

bay_status bay__transformer_open(const struct bay__reading *r, const char *net, bay_transformer *t)
{
    const uint32_t *shape;
    const struct bay__part *wide = NULL;
    BAY_TRY(bay__part_list(r, net, "bert.vocabulary", VOCABULARY_MAX, &t->vocabulary.pieces));
    BAY_TRY(bay__vocabulary_index(&t->vocabulary, r->err));
    BAY_TRY(open_tables(r, net, t));
    BAY_TRY(bay__part_numbers(r, net, "bert.shape", 3, &shape));
    t->count = shape[0], t->heads = shape[1];
    if (!t->count || t->count > BAY_TRANSFORMER_LAYERS_MAX || !t->heads || t->size % t->heads || shape[2] != t->extra.rows)
        return bay_fail(r->err, BAY_BAD_INPUT, "model: %s has %u layers of %u heads", net, t->count, t->heads);
    BAY_TRY(bay__part_find(r, net, "bert.0.wide", BAY_PART_MATRIX, &wide));
    t->inner = wide->dims[1];
    for (uint32_t i = 0; i < t->count; i++) BAY_TRY(open_layer(r, net, i, t));
    return BAY_OK;
}

void bay__transformer_close(bay_transformer *t) { bay__vocabulary_free(&t->vocabulary); }

/* ---- sentences in pieces ------------------------------------------------------------------------- */

/* Words first .. end of one sentence with the marks around them, as they go through the layers. */
struct stretch {
    uint32_t first, end;
    uint32_t row, rows;          /* in the batch */
};

enum { ROWS_TOGETHER = 256, STRETCHES_TOGETHER = 128, BLOCK = 48, EXTRA = 3 };

struct batch {
    struct stretch stretches[STRETCHES_TOGETHER];
    uint32_t count, rows;
};

struct run {
    const bay_kernels *k;
    const bay_transformer *t;
    bay_arena *scratch;
    const uint32_t *pieces;      /* of all words, one after another */
    const uint32_t *begin;       /* [words + 1]: where those of a word begin */
    const uint32_t *extra;       /* [words][EXTRA]: rows of the table extra  */
    float *out;                  /* [words][size] */
};

static void add_row(const struct run *r, const bay_table *table, uint32_t row, float *x)
{
    r->k->add_bytes(table->values + (size_t)row * table->width, table->scales[row], table->width, x);
}

/* One piece at its place in the sentence; word BAY_NOT_KNOWN: a mark, whose rows are all 0. */
static void embed(const struct run *r, uint32_t piece, uint32_t place, uint32_t word, float *x)
{
    memset(x, 0, r->t->size * sizeof *x);
    add_row(r, &r->t->embedding, piece, x);
    add_row(r, &r->t->position, place, x);
    for (uint32_t i = 0; i < EXTRA; i++) add_row(r, &r->t->extra, word == BAY_NOT_KNOWN ? 0 : r->extra[word * EXTRA + i], x);
    r->k->norm(x, NULL, r->t->norm.weight, r->t->norm.bias, r->t->size);
}

static void embed_stretch(const struct run *r, const struct stretch *s, float *x)
{
    uint32_t place = 0, size = r->t->size;
    embed(r, r->t->vocabulary.begin, place++, BAY_NOT_KNOWN, x);
    for (uint32_t w = s->first; w < s->end; w++)
        for (uint32_t p = r->begin[w]; p < r->begin[w + 1]; p++, place++) embed(r, r->pieces[p], place, w, x + (size_t)place * size);
    embed(r, r->t->vocabulary.end, place, BAY_NOT_KNOWN, x + (size_t)place * size);
}

static void mean_of_pieces(const struct run *r, const struct stretch *s, const float *x)
{
    uint32_t size = r->t->size;
    x += size;
    for (uint32_t w = s->first; w < s->end; w++) {
        float *out = r->out + (size_t)w * size, share = 1.0f / (float)(r->begin[w + 1] - r->begin[w]);
        memset(out, 0, size * sizeof *out);
        for (uint32_t p = r->begin[w]; p < r->begin[w + 1]; p++, x += size)
            for (uint32_t i = 0; i < size; i++) out[i] += x[i] * share;
    }
}

/* ---- layers ------------------------------------------------------------------------------------- */

struct rooms {
    float *x, *qkv, *mixed, *block, *keys;
    bay_packed packed, wide;
};

static bool alloc_rooms(const struct run *r, uint32_t rows, struct rooms *m)
{
    const bay_transformer *t = r->t;
    size_t size = t->size * sizeof(float), keys = (size_t)(t->size / t->heads + 4) * (BAY_TRANSFORMER_POSITIONS_MAX + 16);
    m->x = bay_arena_alloc(r->scratch, rows * size + 64);
    m->qkv = bay_arena_alloc(r->scratch, 3 * rows * size + 64);
    m->mixed = bay_arena_alloc(r->scratch, rows * size + 64);
    m->block = bay_arena_alloc(r->scratch, (size_t)BLOCK * (t->inner > t->size ? t->inner : t->size) * sizeof(float) + 64);
    m->keys = bay_arena_alloc(r->scratch, keys * sizeof(float) + 64);
    return m->x && m->qkv && m->mixed && m->block && m->keys && bay__packed_alloc(r->scratch, rows, t->size, &m->packed) &&
           bay__packed_alloc(r->scratch, BLOCK, t->inner, &m->wide);
}

/* What follows attention, for some rows: its way out, and the feed-forward part. */
static void finish_rows(const struct run *r, const bay_transformer_layer *l, struct rooms *m, uint32_t first, uint32_t n)
{
    uint32_t size = r->t->size, inner = r->t->inner;
    bay_packed packed = bay__packed_from(r->k, m->packed, first);
    float *x = m->x + (size_t)first * size;
    r->k->pack(m->mixed + (size_t)first * size, size, n, packed);
    r->k->multiply(&l->out, packed, n, m->block, size, 0);
    for (uint32_t i = 0; i < n; i++) r->k->norm(x + (size_t)i * size, m->block + (size_t)i * size, l->norm1.weight, l->norm1.bias, size);
    r->k->pack(x, size, n, packed);
    r->k->multiply(&l->wide, packed, n, m->block, inner, 0);
    r->k->gelu(m->block, (size_t)n * inner);
    r->k->pack(m->block, inner, n, m->wide);
    r->k->multiply(&l->narrow, m->wide, n, m->block, size, 0);
    for (uint32_t i = 0; i < n; i++) r->k->norm(x + (size_t)i * size, m->block + (size_t)i * size, l->norm2.weight, l->norm2.bias, size);
}

static void run_layer(const struct run *r, const bay_transformer_layer *l, const struct batch *b, struct rooms *m)
{
    uint32_t size = r->t->size;
    r->k->pack(m->x, size, b->rows, m->packed);
    r->k->multiply(&l->qkv, m->packed, b->rows, m->qkv, 3 * size, 0);
    for (uint32_t i = 0; i < b->count; i++) {
        const struct stretch *s = &b->stretches[i];
        r->k->attend(m->qkv + (size_t)s->row * 3 * size, s->rows, size, r->t->heads, m->keys, m->mixed + (size_t)s->row * size);
    }
    for (uint32_t first = 0; first < b->rows; first += BLOCK) finish_rows(r, l, m, first, b->rows - first < BLOCK ? b->rows - first : BLOCK);
}

static bool run_batch(const struct run *r, struct batch *b)
{
    struct rooms m;
    bay_mark mark = bay_arena_mark(r->scratch);
    if (b->count && alloc_rooms(r, b->rows, &m)) {
        for (uint32_t i = 0; i < b->count; i++) embed_stretch(r, &b->stretches[i], m.x + (size_t)b->stretches[i].row * r->t->size);
        for (uint32_t i = 0; i < r->t->count; i++) run_layer(r, &r->t->layers[i], b, &m);
        for (uint32_t i = 0; i < b->count; i++) mean_of_pieces(r, &b->stretches[i], m.x + (size_t)b->stretches[i].row * r->t->size);
        b->count = b->rows = 0;
    }
    bay_arena_reset(r->scratch, mark);
    return b->count == 0;
}

/* ---- all ------------------------------------------------------------------------------------------- */

/* As many words from `first` on as there are positions for; at least one. */
static uint32_t stretch_end(const struct run *r, uint32_t first, uint32_t end)
{
    uint32_t w = first + 1;
    while (w < end && r->begin[w + 1] - r->begin[first] + 2 <= r->t->positions) w++;
    return w;
}

static bool run_all(const struct run *r, bay_sequences s)
{
    struct batch b;
    b.count = b.rows = 0;
    for (uint32_t i = 0, at = 0; i < s.count; at += s.sizes[i++])
        for (uint32_t first = at, end; first < at + s.sizes[i]; first = end) {
            end = stretch_end(r, first, at + s.sizes[i]);
            uint32_t rows = r->begin[end] - r->begin[first] + 2;
            b.stretches[b.count++] = (struct stretch){first, end, b.rows, rows};
            b.rows += rows;
            if ((b.rows >= ROWS_TOGETHER || b.count == STRETCHES_TOGETHER) && !run_batch(r, &b)) return false;
        }
    return run_batch(r, &b);
}

/* Rows of the table extra: the word's shape, the listed name it stands in, what it is alone. */
static bool extra_rows(const bay_model *model, const bay_transformer *t, bay_arena *scratch, const bay_str *forms, const bay_str *norms,
                       bay_sequences s, uint32_t *out)
{
    enum { ALL = BAY_WORD_ROWS + BAY_LIST_ROWS, SHAPE = 8 };
    bay_mark mark = bay_arena_mark(scratch);
    uint32_t *rows = bay_arena_alloc(scratch, (size_t)s.words * ALL * sizeof *rows), at = 0;
    if (!rows) return false;
    for (uint32_t i = 0; i < s.count; at += s.sizes[i++])
        bay__list_rows(&model->name_lists, forms + at, norms + at, s.sizes[i], t->extra.rows, ALL, rows + (size_t)at * ALL);
    for (uint32_t i = 0; i < s.words; i++, rows += ALL) {
        out[i * EXTRA + 1] = rows[BAY_WORD_ROWS], out[i * EXTRA + 2] = rows[BAY_WORD_ROWS + 1];
        bay__word_rows(forms[i], norms[i], t->extra.rows, rows);
        out[i * EXTRA] = rows[SHAPE];
    }
    bay_arena_reset(scratch, mark);
    return true;
}

bay_status bay__transform(const bay_model *model, const bay_transformer *t, bay_arena *scratch, const bay_str *forms, const bay_str *norms,
                          bay_sequences s, float **out, bay_error *err)
{
    float *x = bay_arena_alloc(scratch, (size_t)s.words * t->size * sizeof *x + 64);
    bay_mark mark = bay_arena_mark(scratch);
    uint32_t *begin = bay_arena_alloc(scratch, ((size_t)s.words + 1) * sizeof *begin);
    uint32_t *pieces = bay_arena_alloc(scratch, (size_t)s.words * BAY_WORD_PIECES_MAX * sizeof *pieces);
    uint32_t *extra = bay_arena_alloc(scratch, (size_t)s.words * EXTRA * sizeof *extra);
    if (!x || !begin || !pieces || !extra || !extra_rows(model, t, scratch, forms, norms, s, extra)) return bay_fail_memory(err);
    begin[0] = 0;
    for (uint32_t i = 0; i < s.words; i++) begin[i + 1] = begin[i] + bay__word_pieces(&t->vocabulary, norms[i], pieces + begin[i]);
    struct run r = {model->kernels, t, scratch, pieces, begin, extra, x};
    bool done = run_all(&r, s);
    bay_arena_reset(scratch, mark);
    *out = x;
    return done ? BAY_OK : bay_fail_memory(err);
}
