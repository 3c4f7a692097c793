#include "parse/biaffine.h"

/* Eight sums abreast; n is a multiple of 16. */
static float dot(const float *a, const float *b, uint32_t n)
{
    float sum[8] = {0};
    for (uint32_t i = 0; i < n; i += 8)
        for (uint32_t j = 0; j < 8; j++) sum[j] += a[i + j] * b[i + j];
    return ((sum[0] + sum[4]) + (sum[1] + sum[5])) + ((sum[2] + sum[6]) + (sum[3] + sum[7]));
}

/* A dense layer and what is above zero of it. */
static float *dense(const bay_model *model, const bay_matrix *m, bay_arena *scratch, const float *x, uint32_t count)
{
    float *y = bay__head(model, m, scratch, x, count);
    if (y) bay__relu(y, (size_t)count * m->columns);
    return y;
}

float *bay__with_root(const bay_model *model, bay_arena *scratch, const float *x, uint32_t n)
{
    size_t width = model->reader.out;
    float *out = bay_arena_alloc(scratch, ((size_t)n + 1) * width * sizeof *out);
    if (!out) return NULL;
    memcpy(out, model->root, width * sizeof *out);
    memcpy(out + width, x, n * width * sizeof *out);
    return out;
}

float *bay__arc_scores(const bay_model *model, bay_arena *scratch, const float *with_root, uint32_t n)
{
    float *heads = dense(model, &model->arc_head, scratch, with_root, n + 1);
    float *deps = dense(model, &model->arc_dep, scratch, with_root + model->reader.out, n);
    float *scores = bay_arena_alloc(scratch, (size_t)n * (n + 1) * sizeof *scores);
    float *asked = deps ? bay__head(model, &model->arc, scratch, deps, n) : NULL;
    if (!heads || !scores || !asked) return NULL;
    uint32_t size = model->arc.columns;
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t h = 0; h <= n; h++)
            scores[(size_t)i * (n + 1) + h] = dot(asked + (size_t)i * size, heads + (size_t)h * size, size);
    return scores;
}

/* [head ; dependent] for each word. */
static float *pairs(bay_arena *scratch, const float *heads_side, const float *deps_side, uint32_t n, uint32_t size,
                    const uint32_t *heads)
{
    float *both = bay_arena_alloc(scratch, (size_t)n * 2 * size * sizeof *both);
    for (uint32_t i = 0; both && i < n; i++) {
        memcpy(both + (size_t)i * 2 * size, heads_side + (size_t)heads[i] * size, size * sizeof *both);
        memcpy(both + ((size_t)i * 2 + 1) * size, deps_side + (size_t)i * size, size * sizeof *both);
    }
    return both;
}

float *bay__label_scores(const bay_model *model, bay_arena *scratch, const float *with_root, uint32_t n, const uint32_t *heads)
{
    uint32_t size = model->rel_dep.columns, count = model->deprels.count;
    float *h = dense(model, &model->rel_head, scratch, with_root, n + 1);
    float *d = dense(model, &model->rel_dep, scratch, with_root + model->reader.out, n);
    float *scores = bay_arena_alloc(scratch, (size_t)n * count * sizeof *scores);
    if (!h || !d || !scores) return NULL;
    float *both = pairs(scratch, h, d, n, size, heads);
    float *mixed = bay__head(model, &model->rel, scratch, d, n);
    float *summed = both ? bay__head(model, &model->rel_sum, scratch, both, n) : NULL;
    if (!mixed || !summed) return NULL;
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t l = 0; l < count; l++)
            scores[(size_t)i * count + l] = summed[(size_t)i * model->rel_sum.columns + l] +
                dot(mixed + (size_t)i * model->rel.columns + (size_t)l * size, h + (size_t)heads[i] * size, size);
    return scores;
}
