#include "nn/features.h"
#include "nn/nets.h"

static void add_row(const bay_table *table, uint32_t row, float *x)
{
    const int8_t *values = table->values + (size_t)row * table->width;
    float scale = table->scales[row];
    for (uint32_t i = 0; i < table->width; i++) x[i] += scale * values[i];
}

static void add_nibbles(const bay_table *table, uint32_t row, float *x)
{
    const int8_t *values = table->values + (size_t)row * (table->width / 2);
    float scale = table->scales[row];
    for (uint32_t i = 0; i < table->width / 2; i++) {
        x[2 * i] += scale * (float)((int)(values[i] & 15) - ((values[i] & 8) << 1));
        x[2 * i + 1] += scale * (float)((values[i] & 240) / 16 - ((values[i] & 128) >> 3));
    }
}

/* [sum of rows ; static vector] for each word. */
static void embed(const bay_encoder *e, const uint32_t *rows, const uint32_t *known, uint32_t count, float *x)
{
    memset(x, 0, (size_t)count * e->in * sizeof *x);
    for (uint32_t i = 0; i < count; i++, x += e->in) {
        for (uint32_t r = 0; r < e->rows_per_word; r++) add_row(&e->table, rows[i * e->rows_per_word + r], x);
        if (!e->known.rows || known[i] == BAY_NOT_KNOWN) continue;
        if (e->known.nibbles) add_nibbles(&e->known, known[i], x + e->table.width);
        else add_row(&e->known, known[i], x + e->table.width);
    }
}

/* One direction of one layer; z holds the inputs' share of the gates. y: [count][step], from column 0. */
static void run_lstm(const bay_kernels *k, const bay_matrix *again, uint32_t n, float *z, uint32_t count, bool backwards,
                     float *cell, float *y, size_t step)
{
    const float *before = NULL;
    memset(cell, 0, n * sizeof *cell);
    for (uint32_t t = 0; t < count; t++) {
        size_t i = backwards ? count - 1 - t : t;
        float *gates = z + i * 4 * n;
        if (before) k->multiply(again, before, n, 1, gates, 4 * n, 1);
        k->lstm_cell(gates, cell, y + i * step, n);
        before = y + i * step;
    }
}

bay_status bay__encode(const bay_model *model, const bay_encoder *e, bay_arena *scratch, const uint32_t *rows,
                       const uint32_t *known, uint32_t count, float **out, bay_error *err)
{
    uint32_t widest = e->in > e->out ? e->in : e->out, n = e->lstms[0].size;
    float *x = bay_arena_alloc(scratch, (size_t)count * widest * sizeof *x + 64);
    float *y = bay_arena_alloc(scratch, (size_t)count * widest * sizeof *y + 64);
    float *z = bay_arena_alloc(scratch, ((size_t)count * 4 * n + n) * sizeof *z + 64);
    if (!x || !y || !z) return bay_fail_memory(err);
    embed(e, rows, known, count, x);
    uint32_t in = e->in;
    for (uint32_t layer = 0; layer < e->layers; layer++) {
        const bay_lstm *lstm = &e->lstms[layer];
        for (int way = 0; way < 2; way++) {
            model->kernels->multiply(&lstm->input[way], x, in, count, z, 4 * n, 0);
            run_lstm(model->kernels, &lstm->again[way], n, z, count, way, z + (size_t)count * 4 * n, y + way * n, 2 * n);
        }
        float *swap = x;
        x = y, y = swap, in = 2 * n;
    }
    *out = x;
    return BAY_OK;
}

bay_status bay__encode_words(const bay_model *model, const bay_encoder *e, bay_arena *scratch, const bay_str *forms,
                             const bay_str *norms, uint32_t count, float **out, bay_error *err)
{
    uint32_t *rows = bay_arena_alloc(scratch, (size_t)count * e->rows_per_word * sizeof *rows);
    uint32_t *known = bay_arena_alloc(scratch, (size_t)count * sizeof *known);
    if (!rows || !known) return bay_fail_memory(err);
    for (uint32_t i = 0; i < count; i++) {
        bay__word_rows(forms[i], norms[i], e->table.rows, rows + (size_t)i * e->rows_per_word);
        known[i] = bay__known_word(e, norms[i]);
    }
    if (e->rows_per_word > BAY_WORD_ROWS) bay__list_rows(&model->name_lists, forms, norms, count, e->table.rows, e->rows_per_word, rows);
    return bay__encode(model, e, scratch, rows, known, count, out, err);
}

float *bay__head(const bay_model *model, const bay_matrix *m, bay_arena *scratch, const float *x, uint32_t count)
{
    float *y = bay_arena_alloc(scratch, (size_t)count * m->columns * sizeof *y + 64);
    if (y) model->kernels->multiply(m, x, m->rows, count, y, m->columns, 0);
    return y;
}

void bay__relu(float *x, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (x[i] < 0) x[i] = 0;
}

uint32_t bay__best(const float *x, uint32_t n)
{
    uint32_t best = 0;
    for (uint32_t i = 1; i < n; i++)
        if (x[i] > x[best]) best = i;
    return best;
}
