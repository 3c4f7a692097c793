#include "parse/biaffine.h"

/* A dense layer and what is above zero of it. */
static float *dense(const bay_model *model, const bay_matrix *m, bay_arena *scratch, bay_packed x, uint32_t count)
{
    float *y = bay__head(model, m, scratch, x, count);
    if (y) model->kernels->relu(y, (size_t)count * m->columns);
    return y;
}

bool bay__pack_with_root(const bay_model *model, bay_arena *scratch, const float *x, uint32_t words, bay_packed *out)
{
    uint32_t width = model->reader.out;
    if (!bay__packed_alloc(scratch, (size_t)words + 1, width, out)) return false;
    model->kernels->pack(x, width, words, *out);
    model->kernels->pack(model->root, width, 1, bay__packed_from(model->kernels, *out, words));
    return true;
}

bool bay__sides(const bay_model *model, bay_arena *scratch, bay_packed x, uint32_t words, bay_sides *out)
{
    bay_packed packed;
    out->words = words;
    out->arc_heads = dense(model, &model->arc_head, scratch, x, words + 1);
    out->rel_heads = dense(model, &model->rel_head, scratch, x, words + 1);
    out->rel_deps = dense(model, &model->rel_dep, scratch, x, words);
    float *deps = dense(model, &model->arc_dep, scratch, x, words);
    if (!deps || !bay__pack(model, scratch, deps, words, model->arc_dep.columns, &packed)) return false;
    out->asked = bay__head(model, &model->arc, scratch, packed, words);
    return out->arc_heads && out->rel_heads && out->rel_deps && out->asked;
}

void bay__arc_scores(const bay_model *model, const bay_sides *sides, uint32_t first, uint32_t n, float *scores)
{
    size_t size = model->arc.columns;
    const bay_kernels *k = model->kernels;
    for (uint32_t i = 0; i < n; i++, scores += n + 1) {
        const float *asked = sides->asked + (first + i) * size;
        k->dots(asked, sides->arc_heads + sides->words * size, size, 1, size, scores);
        k->dots(asked, sides->arc_heads + first * size, size, n, size, scores + 1);
    }
}

/* [head ; dependent] for each word. */
static float *pairs(bay_arena *scratch, const bay_sides *sides, const uint32_t *heads, uint32_t first, uint32_t n, size_t size)
{
    float *both = bay_arena_alloc(scratch, n * 2 * size * sizeof *both);
    for (uint32_t i = 0; both && i < n; i++) {
        memcpy(both + i * 2 * size, sides->rel_heads + heads[i] * size, size * sizeof *both);
        memcpy(both + (i * 2 + 1) * size, sides->rel_deps + (first + i) * size, size * sizeof *both);
    }
    return both;
}

bool bay__label_scores(const bay_model *model, bay_arena *scratch, const bay_sides *sides, const uint32_t *heads, uint32_t first,
                       uint32_t n, float *scores)
{
    uint32_t size = model->rel_dep.columns, count = model->deprels.count;
    bay_packed deps, twos;
    float *both = pairs(scratch, sides, heads, first, n, size);
    if (!both || !bay__pack(model, scratch, sides->rel_deps + (size_t)first * size, n, size, &deps) ||
        !bay__pack(model, scratch, both, n, 2 * size, &twos)) return false;
    float *mixed = bay__head(model, &model->rel, scratch, deps, n), *summed = bay__head(model, &model->rel_sum, scratch, twos, n);
    if (!mixed || !summed) return false;
    for (uint32_t i = 0; i < n; i++, scores += count) {
        model->kernels->dots(both + (size_t)i * 2 * size, mixed + (size_t)i * model->rel.columns, size, count, size, scores);
        for (uint32_t l = 0; l < count; l++) scores[l] += summed[(size_t)i * model->rel_sum.columns + l];
    }
    return true;
}
