/* nn/kernel_body.h - the loops of kernel.h that are in GCC's vector notation; included once for each kind of processor,
 * after the target was set and `value` (a packed number) and multiply() were defined. SUFFIX names the set, LANES the floats
 * in a vector. All that sums floats keeps sixteen sums, whatever LANES, so that each set gives the same bits. */

#include <math.h>

enum { PARTS = 16 / LANES };
typedef float floats __attribute__((vector_size(LANES * 4)));
typedef int32_t ints __attribute__((vector_size(LANES * 4)));
typedef float floats_anywhere __attribute__((vector_size(LANES * 4), aligned(4)));

#define LOAD(p) (*(const floats_anywhere *)(const void *)(p))
#define STORE(p, v) (*(floats_anywhere *)(void *)(p) = (v))
#define CHOOSE(test, a, b) ((floats)(((ints)(a) & (test)) | ((ints)(b) & ~(test))))
#define SPREAD(x) ((floats){0} + (x))
#if !defined(LESSER)                                       /* the processor's own, where it has them: b where one is no number */
#define LESSER(a, b) CHOOSE((a) < (b), a, b)
#define GREATER(a, b) CHOOSE((a) > (b), a, b)
#endif

/* ---- packing ------------------------------------------------------------------------- */

static float greatest(const float *x, size_t n)
{
    float most = 0;
    floats m = {0};
    size_t i = 0;
    for (; i + LANES <= n; i += LANES) {
        floats v = (floats)((ints)LOAD(x + i) & INT32_MAX);
        m = GREATER(v, m);
    }
    for (int j = 0; j < LANES; j++) if (m[j] > most) most = m[j];
    for (; i < n; i++) {
        float v = x[i] < 0 ? -x[i] : x[i];
        if (v > most) most = v;
    }
    return most;
}

/* Adding and taking off 1.5 * 2^23 rounds to the nearest whole number, to the even one between two. */
#define ROUNDER 12582912.0f

static int32_t pack_row(const float *x, size_t n, float by, value *out)
{
    int32_t sum = 0;
    ints sums = {0};
    size_t i = 0;
    for (; i + LANES <= n; i += LANES) {
        floats v = LOAD(x + i) * SPREAD(by), most = SPREAD(127.0f);
        v = LESSER(v, most);
        v = GREATER(v, -most);
        ints whole = __builtin_convertvector(v + SPREAD(ROUNDER) - SPREAD(ROUNDER), ints);
        sums += whole;
        PUT_VALUES(out + i, whole);
    }
    for (int j = 0; j < LANES; j++) sum += sums[j];
    for (; i < n; i++) {
        float v = x[i] * by;
        v = v < 127.0f ? v : 127.0f;
        v = (v > -127.0f ? v : -127.0f) + ROUNDER;
        out[i] = (value)(v - ROUNDER);
        sum += out[i];
    }
    return sum;
}

static void pack(const float *x, size_t x_step, size_t count, bay_packed to)
{
    for (size_t r = 0; r < count; r++, x += x_step) {
        float most = greatest(x, to.width);
        if (!(most > 1e-30f && most < 1e30f)) most = 1e-30f;
        to.scale[r] = most / 127.0f;
        to.sum[r] = pack_row(x, to.width, 127.0f / most, (value *)(void *)to.values + r * to.width);
    }
}

/* ---- sums ---------------------------------------------------------------------------- */

static float fold(const floats *sum)
{
    float s[16];
    for (int v = 0; v < PARTS; v++) STORE(s + v * LANES, sum[v]);
    for (int half = 8; half; half /= 2)
        for (int j = 0; j < half; j++) s[j] += s[j + half];
    return s[0];
}

static void dots(const float *a, const float *b, size_t b_step, size_t count, size_t n, float *out)
{
    for (size_t r = 0; r < count; r++, b += b_step) {
        floats sum[PARTS];
        for (int v = 0; v < PARTS; v++) sum[v] = (floats){0};
        for (size_t i = 0; i < n; i += 16)
            for (int v = 0; v < PARTS; v++) sum[v] += LOAD(a + i + v * LANES) * LOAD(b + i + v * LANES);
        out[r] = fold(sum);
    }
}

/* ---- element by element ---------------------------------------------------------------- */

static void relu(float *x, size_t n)
{
    size_t i = 0;
    for (; i + LANES <= n; i += LANES) {
        floats v = LOAD(x + i);
        STORE(x + i, GREATER(v, (floats){0}));
    }
    for (; i < n; i++) if (!(x[i] > 0)) x[i] = 0;
}

static void add_bytes(const int8_t *values, float scale, size_t n, float *x)
{
    for (size_t i = 0; i < n; i++) x[i] += scale * (float)values[i];
}

static void add_nibbles(const int8_t *values, float scale, size_t n, float *x)
{
    for (size_t i = 0; i < n / 2; i++) {
        x[2 * i] += scale * (float)(((values[i] & 15) ^ 8) - 8);
        x[2 * i + 1] += scale * (float)(values[i] >> 4);
    }
}

static void add_rows(const float *table, const uint8_t *rows, uint32_t count, size_t n, float *x)
{
    for (size_t i = 0; i < n; i += 16) {
        floats sum[PARTS];
        for (int v = 0; v < PARTS; v++) sum[v] = LOAD(x + i + v * LANES);
        for (uint32_t r = 0; r < count; r++)
            for (int v = 0; v < PARTS; v++) sum[v] += LOAD(table + rows[r] * n + i + v * LANES);
        for (int v = 0; v < PARTS; v++) STORE(x + i + v * LANES, sum[v]);
    }
}

static uint32_t best(const float *x, uint32_t n)
{
    float most = x[0];
    floats m = SPREAD(most);
    uint32_t i = 0;
    for (; i + LANES <= n; i += LANES) m = GREATER(LOAD(x + i), m);
    for (int j = 0; j < LANES; j++) if (m[j] > most) most = m[j];
    for (; i < n; i++) if (x[i] > most) most = x[i];
    for (i = 0; i < n; i++) if (x[i] == most) return i;
    return 0;
}

/* e^x by 2^n and a polynomial of degree 5 for the rest (Cephes' expf); relative error under 1e-6; x is held within +-most (87 or less). */
#define EXP(out, in, most)                                                                      \
    do {                                                                                        \
        floats x_ = (in), limit_ = SPREAD(most);                                                \
        x_ = LESSER(x_, limit_);                                                                \
        x_ = GREATER(x_, -limit_);                                                              \
        floats t_ = x_ * 1.44269504f;                                                           \
        floats f_ = t_ + ROUNDER - ROUNDER;                                                     \
        ints n_ = __builtin_convertvector(f_, ints);                                            \
        x_ = x_ - f_ * 0.693359375f + f_ * 2.12194440e-4f;                                      \
        floats p_ = x_ * 1.9875691500e-4f + 1.3981999507e-3f;                                   \
        p_ = p_ * x_ + 8.3334519073e-3f;                                                        \
        p_ = p_ * x_ + 4.1665795894e-2f;                                                        \
        p_ = p_ * x_ + 1.6666665459e-1f;                                                        \
        p_ = p_ * x_ + 5.0000001201e-1f;                                                        \
        p_ = p_ * x_ * x_ + x_ + 1.0f;                                                          \
        (out) = p_ * (floats)((n_ + 127) << 23);                                                \
    } while (0)

/* sigmoid x = 1 / (1 + e^-x), tanh x = (1 - e^-2x) / (1 + e^-2x): over one denominator for the cell and one for what leaves it,
 * since divisions cost most here. e^25 three times over, times a cell, still is a float; what lies beyond 25 is 0 or 1 to 1e-11. */
static void lstm_cell(const float *z, float *c, float *h, size_t n)
{
    for (size_t i = 0; i < n; i += LANES) {
        floats in, keep, fresh, out, cell = LOAD(c + i);
        EXP(in, -LOAD(z + i), 25.0f);
        EXP(keep, -LOAD(z + n + i), 25.0f);
        EXP(fresh, -2.0f * LOAD(z + 2 * n + i), 25.0f);
        EXP(out, -LOAD(z + 3 * n + i), 25.0f);
        floats both = (1.0f + in) * (1.0f + fresh);
        cell = (cell * both + (1.0f - fresh) * (1.0f + keep)) / (both * (1.0f + keep));
        STORE(c + i, cell);
        EXP(cell, -2.0f * cell, 25.0f);
        STORE(h + i, (1.0f - cell) / ((1.0f + cell) * (1.0f + out)));
    }
}

/* ---- the transformer ------------------------------------------------------------------------- */

static void norm(float *x, const float *more, const float *weight, const float *bias, size_t n)
{
    floats sum[PARTS], squares[PARTS];
    for (int v = 0; v < PARTS; v++) sum[v] = squares[v] = (floats){0};
    for (size_t i = 0; i < n; i += 16)
        for (size_t v = i; v < i + 16; v += LANES) {
            if (more) STORE(x + v, LOAD(x + v) + LOAD(more + v));
            sum[(v - i) / LANES] += LOAD(x + v);
        }
    floats mean = SPREAD(fold(sum) / (float)n);
    for (size_t i = 0; i < n; i += 16)
        for (size_t v = i; v < i + 16; v += LANES) {
            floats apart = LOAD(x + v) - mean;
            STORE(x + v, apart);
            squares[(v - i) / LANES] += apart * apart;
        }
    floats by = SPREAD(1.0f / sqrtf(fold(squares) / (float)n + 1e-12f));
    for (size_t i = 0; i < n; i += LANES) STORE(x + i, LOAD(x + i) * by * LOAD(weight + i) + LOAD(bias + i));
}

/* x/2 (1 + erf(x / sqrt 2)); erf by Abramowitz and Stegun 7.1.26, error under 2e-7. */
static void gelu(float *x, size_t n)
{
    for (size_t i = 0; i < n; i += LANES) {
        floats v = LOAD(x + i), z = (floats)((ints)v & INT32_MAX) * 0.70710678f, t = 1.0f / (z * 0.3275911f + 1.0f), e, p;
        EXP(e, -(z * z), 87.0f);
        p = t * 1.061405429f - 1.453152027f;
        p = p * t + 1.421413741f;
        p = p * t - 0.284496736f;
        p = (p * t + 0.254829592f) * t * e;                       /* 1 - erf z */
        STORE(x + i, v * 0.5f * CHOOSE(v > (floats){0}, 2.0f - p, p));
    }
}

/* Scores of r queries against sixteen keys. */
static inline __attribute__((always_inline)) void score_keys(const float *q, size_t step, int r, const float *keys, size_t keys_step, size_t depth,
                                                             float *scores)
{
    floats sum[4][PARTS];
    for (int i = 0; i < r; i++)
        for (int v = 0; v < PARTS; v++) sum[i][v] = (floats){0};
    for (size_t d = 0; d < depth; d++, keys += keys_step)
        for (int v = 0; v < PARTS; v++)
            for (int i = 0; i < r; i++) sum[i][v] += SPREAD(q[(size_t)i * step + d]) * LOAD(keys + v * LANES);
    for (int i = 0; i < r; i++)
        for (int v = 0; v < PARTS; v++) STORE(scores + (size_t)i * keys_step + v * LANES, sum[i][v]);
}

/* Scores to shares, not yet divided by their sum, whose inverse is returned. Past n there are zeros. */
static float shares(float *scores, size_t n, size_t padded)
{
    float most = scores[0];
    floats m = SPREAD(most), sum[PARTS];
    for (size_t j = n; j < padded; j++) scores[j] = scores[0];
    for (size_t j = 0; j < padded; j += LANES) m = GREATER(LOAD(scores + j), m);
    for (int l = 0; l < LANES; l++) if (m[l] > most) most = m[l];
    for (size_t j = 0; j < padded; j += LANES) {
        floats e;
        EXP(e, LOAD(scores + j) - most, 87.0f);
        STORE(scores + j, e);
    }
    for (size_t j = n; j < padded; j++) scores[j] = 0;
    for (int v = 0; v < PARTS; v++) sum[v] = (floats){0};
    for (size_t j = 0; j < padded; j += 16)
        for (int v = 0; v < PARTS; v++) sum[v] += LOAD(scores + j + v * LANES);
    return 1.0f / fold(sum);
}

/* Sixteen columns of the values, weighted, for r queries. */
static inline __attribute__((always_inline)) void mix_values(const float *weights, size_t weights_step, int r, const float *values, size_t step,
                                                             size_t n, const float *by, float *out, size_t out_step)
{
    floats sum[4][PARTS];
    for (int i = 0; i < r; i++)
        for (int v = 0; v < PARTS; v++) sum[i][v] = (floats){0};
    for (size_t j = 0; j < n; j++, values += step)
        for (int v = 0; v < PARTS; v++)
            for (int i = 0; i < r; i++) sum[i][v] += SPREAD(weights[(size_t)i * weights_step + j]) * LOAD(values + v * LANES);
    for (int i = 0; i < r; i++)
        for (int v = 0; v < PARTS; v++) STORE(out + (size_t)i * out_step + v * LANES, sum[i][v] * by[i]);
}

/* r queries in one head; qkv begins at the head's columns of the first of them, values at those of the sentence's first. */
static inline __attribute__((always_inline)) void attend_rows(const float *q, const float *values, size_t size, int r, size_t n, size_t depth,
                                                              const float *keys, size_t padded, float *scores, float *out)
{
    float by[4];
    size_t c = 0;
    for (size_t j = 0; j < padded; j += 16) score_keys(q, 3 * size, r, keys + j, padded, depth, scores + j);
    for (int i = 0; i < r; i++) by[i] = shares(scores + (size_t)i * padded, n, padded);
    for (; c + 16 <= depth; c += 16) mix_values(scores, padded, r, values + c, 3 * size, n, by, out + c, size);
    for (; c < depth; c++)
        for (int i = 0; i < r; i++) {
            float sum = 0;
            for (size_t j = 0; j < n; j++) sum += scores[(size_t)i * padded + j] * values[j * 3 * size + c];
            out[(size_t)i * size + c] = sum * by[i];
        }
}

static void attend(const float *qkv, size_t n, size_t size, size_t heads, float *keys, float *out)
{
    size_t depth = size / heads, padded = (n + 15) / 16 * 16;
    float *scores = keys + depth * padded, by = 1.0f / sqrtf((float)depth);
    for (size_t h = 0; h < heads; h++, qkv += depth, out += depth) {
        for (size_t d = 0; d < depth; d++)
            for (size_t j = 0; j < padded; j++) keys[d * padded + j] = j < n ? qkv[j * 3 * size + size + d] * by : 0;
        const float *values = qkv + 2 * size;
        size_t i = 0;
        for (; i + 4 <= n; i += 4) attend_rows(qkv + i * 3 * size, values, size, 4, n, depth, keys, padded, scores, out + i * size);
        for (; i < n; i++) attend_rows(qkv + i * 3 * size, values, size, 1, n, depth, keys, padded, scores, out + i * size);
    }
}

const bay_kernels SUFFIX = {KERNEL_NAME, sizeof(value), pack, multiply, lstm_cell, dots, relu, add_bytes, add_nibbles, add_rows, norm, gelu, attend, best};
