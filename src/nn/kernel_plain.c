/* nn/kernel_plain.c - the loops of kernel.h for any processor. */
#include "nn/kernel.h"

#if defined(__clang__)
#pragma clang fp contract(off)
#else
#pragma GCC optimize("O3", "fp-contract=off")
#pragma GCC diagnostic ignored "-Wpsabi"
#endif

#define LANES 4
#define SUFFIX bay__kernels_plain
#define KERNEL_NAME "plain"
typedef int16_t value;
#define PUT_VALUES(to, whole) do { for (int l_ = 0; l_ < LANES; l_++) (to)[l_] = (value)(whole)[l_]; } while (0)

static void row_by_panel(const bay_matrix *m, uint32_t panel, const value *x, float row_scale, float *y, int add)
{
    const int8_t *w = m->weights + (size_t)panel * m->rows * 16;
    int32_t sum[16] = {0};
    for (uint32_t k = 0; k < m->rows; k++, w += 16)
        for (int c = 0; c < 16; c++) sum[c] += x[k] * w[c];
    for (uint32_t c = 0, column = panel * 16; c < 16; c++, column++) {
        float z = (float)sum[c] * m->scale[column] * row_scale;
        if (m->bias) z += m->bias[column];
        y[column] = add ? z + y[column] : z;
    }
}

static void multiply(const bay_matrix *m, bay_packed x, size_t count, float *y, size_t y_step, int add)
{
    const value *values = (const value *)(const void *)x.values;
    for (uint32_t p = 0; p < m->columns / 16; p++)
        for (size_t r = 0; r < count; r++) row_by_panel(m, p, values + r * x.width, x.scale[r], y + r * y_step, add);
}

#include "nn/kernel_body.h"
