#include "nn/features.h"
#include "nn/nets.h"
#include "nn/transformer.h"

static void add_row(const bay_kernels *k, const bay_table *t, uint32_t row, float *x)
{
    size_t at = (size_t)row * t->width;
    if (t->nibbles) k->add_nibbles(t->values + at / 2, t->scales[row], t->width, x);
    else k->add_bytes(t->values + at, t->scales[row], t->width, x);
}

/* [sum of rows ; static vectors] for each word. */
static void embed(const bay_kernels *k, const bay_encoder *e, const uint32_t *rows, const uint32_t *known, uint32_t count, float *x)
{
    memset(x, 0, (size_t)count * e->in * sizeof *x);
    for (uint32_t i = 0; i < count; i++, x += e->in) {
        for (uint32_t r = 0; r < e->rows_per_word; r++) add_row(k, &e->table, rows[(size_t)i * e->rows_per_word + r], x);
        if (!e->known.rows || known[i] == BAY_NOT_KNOWN) continue;
        add_row(k, &e->known, known[i], x + e->table.width);
        if (e->context.rows) add_row(k, &e->context, known[i], x + e->table.width + e->known.width);
    }
}

/* ---- one step for all sequences that are long enough -------------------------------- */

/* Sequences from the longest to the shortest: step t is of the first of them. */
struct order {
    uint32_t *first, *size;      /* of each: where its words begin, how many */
    uint32_t count, longest;
};

/* Keys hold the size above, and below how far from the end, so that equal ones keep their order. Never many: by insertion. */
static void sort_falling(uint64_t *keys, uint32_t count)
{
    for (uint32_t i = 1; i < count; i++) {
        uint64_t key = keys[i];
        uint32_t j = i;
        for (; j > 0 && keys[j - 1] < key; j--) keys[j] = keys[j - 1];
        keys[j] = key;
    }
}

static bool put_in_order(bay_arena *scratch, bay_sequences s, struct order *o)
{
    uint64_t *keys = bay_arena_alloc(scratch, s.count * sizeof *keys);
    uint32_t *begin = bay_arena_alloc(scratch, s.count * sizeof *begin), at = 0;
    o->first = bay_arena_alloc(scratch, s.count * sizeof *o->first);
    o->size = bay_arena_alloc(scratch, s.count * sizeof *o->size);
    if (!keys || !begin || !o->first || !o->size) return false;
    for (uint32_t i = 0; i < s.count; at += s.sizes[i++]) {
        keys[i] = (uint64_t)s.sizes[i] << 32 | (UINT32_MAX - i);
        begin[i] = at;
    }
    sort_falling(keys, s.count);
    for (uint32_t i = 0; i < s.count; i++) {
        uint32_t which = UINT32_MAX - (uint32_t)keys[i];
        o->first[i] = begin[which];
        o->size[i] = s.sizes[which];
    }
    o->count = s.count;
    o->longest = o->size[0];
    return true;
}

/* Scratch of one layer: what one step needs, for the sequences side by side. */
struct steps {
    bay_packed in, before;       /* the words of this step, what came out of the last */
    float *gates, *cells;
};

static bool alloc_steps(bay_arena *scratch, uint32_t in, uint32_t n, uint32_t count, struct steps *s)
{
    s->gates = bay_arena_alloc(scratch, (size_t)count * 4 * n * sizeof *s->gates + 64);
    s->cells = bay_arena_alloc(scratch, (size_t)count * n * sizeof *s->cells + 64);
    return bay__packed_alloc(scratch, count, in, &s->in) && bay__packed_alloc(scratch, count, n, &s->before) && s->gates && s->cells;
}

/* One direction of one layer. y: [words][step], from column 0. */
static void run_lstm(const bay_kernels *k, const bay_lstm *lstm, int way, const struct order *o, bay_packed x, struct steps *s,
                     float *y, size_t step)
{
    uint32_t n = lstm->size, live = o->count;
    memset(s->cells, 0, (size_t)o->count * n * sizeof *s->cells);
    for (uint32_t t = 0; t < o->longest; t++) {
        while (o->size[live - 1] <= t) live--;
        for (uint32_t i = 0; i < live; i++)
            bay__packed_copy(k, x, o->first[i] + (way ? o->size[i] - 1 - t : t), s->in, i);
        k->multiply(&lstm->input[way], s->in, live, s->gates, 4 * n, 0);
        if (t) k->multiply(&lstm->again[way], s->before, live, s->gates, 4 * n, 1);
        for (uint32_t i = 0; i < live; i++) {
            float *h = y + (size_t)(o->first[i] + (way ? o->size[i] - 1 - t : t)) * step;
            k->lstm_cell(s->gates + (size_t)i * 4 * n, s->cells + (size_t)i * n, h, n);
            k->pack(h, 0, 1, bay__packed_from(k, s->before, i));
        }
    }
}

static bool run_layers(const bay_kernels *k, const bay_encoder *e, bay_arena *scratch, bay_sequences s, float *x)
{
    struct order o;
    uint32_t in = e->in, widest = e->in > e->out ? e->in : e->out, n = e->lstms[0].size;
    struct steps steps;
    bay_packed packed;
    if (!put_in_order(scratch, s, &o) || !bay__packed_alloc(scratch, s.words, widest, &packed) ||
        !alloc_steps(scratch, widest, n, s.count, &steps)) return false;
    for (uint32_t layer = 0; layer < e->layers; layer++, in = 2 * n) {
        packed.width = steps.in.width = in;
        k->pack(x, in, s.words, packed);
        for (int way = 0; way < 2; way++) run_lstm(k, &e->lstms[layer], way, &o, packed, &steps, x + way * n, 2 * n);
    }
    return true;
}

bay_status bay__encode(const bay_model *model, const bay_encoder *e, bay_arena *scratch, const uint32_t *rows,
                       const uint32_t *known, bay_sequences s, float **out, bay_error *err)
{
    uint32_t widest = e->in > e->out ? e->in : e->out;
    float *x = bay_arena_alloc(scratch, (size_t)s.words * widest * sizeof *x + 64);
    if (!x) return bay_fail_memory(err);
    embed(model->kernels, e, rows, known, s.words, x);
    bay_mark mark = bay_arena_mark(scratch);
    bool done = run_layers(model->kernels, e, scratch, s, x);
    bay_arena_reset(scratch, mark);
    *out = x;
    return done ? BAY_OK : bay_fail_memory(err);
}

bay_status bay__encode_words(const bay_model *model, const bay_encoder *e, bay_arena *scratch, const bay_str *forms,
                             const bay_str *norms, bay_sequences s, float **out, bay_error *err)
{
    if (e->transformer) return bay__transform(model, e->transformer, scratch, forms, norms, s, out, err);
    uint32_t *rows = bay_arena_alloc(scratch, (size_t)s.words * e->rows_per_word * sizeof *rows);
    uint32_t *known = bay_arena_alloc(scratch, (size_t)s.words * sizeof *known);
    if (!rows || !known) return bay_fail_memory(err);
    for (uint32_t i = 0; i < s.words; i++) {
        bay__word_rows(forms[i], norms[i], e->table.rows, rows + (size_t)i * e->rows_per_word);
        known[i] = bay__known_word(e, norms[i]);
    }
    uint32_t at = 0;
    for (uint32_t i = 0; e->rows_per_word > BAY_WORD_ROWS && i < s.count; at += s.sizes[i++])
        bay__list_rows(&model->name_lists, forms + at, norms + at, s.sizes[i], e->table.rows, e->rows_per_word,
                       rows + (size_t)at * e->rows_per_word);
    return bay__encode(model, e, scratch, rows, known, s, out, err);
}

bool bay__pack(const bay_model *model, bay_arena *scratch, const float *x, uint32_t count, uint32_t width, bay_packed *out)
{
    if (!bay__packed_alloc(scratch, count, width, out)) return false;
    model->kernels->pack(x, width, count, *out);
    return true;
}

float *bay__head(const bay_model *model, const bay_matrix *m, bay_arena *scratch, bay_packed x, uint32_t count)
{
    float *y = bay_arena_alloc(scratch, (size_t)count * m->columns * sizeof *y + 64);
    if (y) model->kernels->multiply(m, x, count, y, m->columns, 0);
    return y;
}
