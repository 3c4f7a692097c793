/* nn/kernel_body.h - the loops of kernel.h in GCC's vector notation; included once for each kind of processor, after the
 * target was set. SUFFIX names the set, LANES the floats in a vector, ROWS the rows taken together (sums in registers). */

enum { PARTS = 16 / LANES };
typedef float floats __attribute__((vector_size(LANES * 4)));
typedef int32_t ints __attribute__((vector_size(LANES * 4)));
typedef int8_t bytes __attribute__((vector_size(LANES), aligned(1)));
typedef float floats_anywhere __attribute__((vector_size(LANES * 4), aligned(4)));

#define LOAD(p) (*(const floats_anywhere *)(const void *)(p))
#define STORE(p, v) (*(floats_anywhere *)(void *)(p) = (v))
#ifndef WIDEN
#define WIDEN(p) __builtin_convertvector(__builtin_convertvector(*(const bytes *)(const void *)(p), ints), floats)
#endif

/* Fused or not is said, not left to the compiler: else a row's last bits would hang on the loop it went through. */
#ifndef MULADD
#define MULADD(a, b, c) ((a) * (b) + (c))
#endif
#define SPREAD(x) ((x) - (floats){0})

/* sum * scale + bias, over or onto what stands in y. */
static inline __attribute__((always_inline)) void finish(const bay_matrix *m, uint32_t column, const floats *sum, float *y, int add)
{
    for (int v = 0; v < PARTS; v++) {
        floats value = sum[v] * LOAD(m->scale + column + v * LANES);
        if (m->bias) value += LOAD(m->bias + column + v * LANES);
        if (add) value += LOAD(y + column + v * LANES);
        STORE(y + column + v * LANES, value);
    }
}

/* n rows of x by one panel of 16 columns. */
static inline __attribute__((always_inline)) void rows_by_panel(const bay_matrix *m, uint32_t panel, int n, const float *x,
                                                                size_t x_step, float *y, size_t y_step, int add)
{
    const int8_t *w = m->weights + (size_t)panel * m->rows * 16;
    floats sum[ROWS][PARTS];
    for (int r = 0; r < n; r++)
        for (int v = 0; v < PARTS; v++) sum[r][v] = (floats){0};
    for (uint32_t k = 0; k < m->rows; k++, w += 16)
        for (int v = 0; v < PARTS; v++) {
            floats weight = WIDEN(w + v * LANES);
            for (int r = 0; r < n; r++) sum[r][v] = MULADD(SPREAD(x[(size_t)r * x_step + k]), weight, sum[r][v]);
        }
    for (int r = 0; r < n; r++) finish(m, panel * 16, sum[r], y + (size_t)r * y_step, add);
}

enum { ABREAST = 4 };

/* One row by some panels: enough sums in flight to hide the latency of adding. */
static inline __attribute__((always_inline)) void row_by_panels(const bay_matrix *m, uint32_t panel, const float *x, float *y, int add)
{
    const size_t step = (size_t)m->rows * 16;
    const int8_t *w = m->weights + panel * step;
    floats sum[ABREAST][PARTS];
    for (int p = 0; p < ABREAST; p++)
        for (int v = 0; v < PARTS; v++) sum[p][v] = (floats){0};
    for (uint32_t k = 0; k < m->rows; k++, w += 16)
        for (int p = 0; p < ABREAST; p++)
            for (int v = 0; v < PARTS; v++) sum[p][v] = MULADD(SPREAD(x[k]), WIDEN(w + (size_t)p * step + v * LANES), sum[p][v]);
    for (int p = 0; p < ABREAST; p++) finish(m, (panel + (uint32_t)p) * 16, sum[p], y, add);
}

static void multiply(const bay_matrix *m, const float *x, size_t x_step, size_t count, float *y, size_t y_step, int add)
{
    uint32_t panels = m->columns / 16;
    size_t row = 0;
    for (; row + ROWS <= count; row += ROWS)
        for (uint32_t p = 0; p < panels; p++) rows_by_panel(m, p, ROWS, x + row * x_step, x_step, y + row * y_step, y_step, add);
    for (; row + 4 <= count; row += 4)
        for (uint32_t p = 0; p < panels; p++) rows_by_panel(m, p, 4, x + row * x_step, x_step, y + row * y_step, y_step, add);
    for (; row < count; row++) {
        uint32_t p = 0;
        for (; p + ABREAST <= panels; p += ABREAST) row_by_panels(m, p, x + row * x_step, y + row * y_step, add);
        for (; p < panels; p++) rows_by_panel(m, p, 1, x + row * x_step, x_step, y + row * y_step, y_step, add);
    }
}

/* e^x by 2^n and a polynomial of degree 5 for the rest (Cephes' expf); relative error under 1e-6 in [-87, 87]. */
#define CHOOSE(test, a, b) ((floats)(((ints)(a) & (test)) | ((ints)(b) & ~(test))))
#define EXP(out, in)                                                                            \
    do {                                                                                        \
        floats x_ = (in), limit_ = (floats){0} + 87.0f;                                         \
        x_ = CHOOSE(x_ < limit_, x_, limit_);                                                   \
        x_ = CHOOSE(x_ > -limit_, x_, -limit_);                                                 \
        floats t_ = x_ * 1.44269504f;                                                           \
        ints n_ = __builtin_convertvector(t_ + (floats)(((ints)t_ & INT32_MIN) | 0x3F000000), ints); \
        floats f_ = __builtin_convertvector(n_, floats);                                        \
        x_ = x_ - f_ * 0.693359375f + f_ * 2.12194440e-4f;                                      \
        floats p_ = x_ * 1.9875691500e-4f + 1.3981999507e-3f;                                   \
        p_ = p_ * x_ + 8.3334519073e-3f;                                                        \
        p_ = p_ * x_ + 4.1665795894e-2f;                                                        \
        p_ = p_ * x_ + 1.6666665459e-1f;                                                        \
        p_ = p_ * x_ + 5.0000001201e-1f;                                                        \
        p_ = p_ * x_ * x_ + x_ + 1.0f;                                                          \
        (out) = p_ * (floats)((n_ + 127) << 23);                                                \
    } while (0)

#define SIGMOID(out, in) do { floats e_; EXP(e_, -(in)); (out) = 1.0f / (1.0f + e_); } while (0)
#define TANH(out, in) do { floats s_; SIGMOID(s_, 2.0f * (in)); (out) = 2.0f * s_ - 1.0f; } while (0)

static void lstm_cell(const float *z, float *c, float *h, size_t n)
{
    for (size_t i = 0; i < n; i += LANES) {
        floats in, keep, fresh, out, cell = LOAD(c + i);
        SIGMOID(in, LOAD(z + i));
        SIGMOID(keep, LOAD(z + n + i));
        TANH(fresh, LOAD(z + 2 * n + i));
        SIGMOID(out, LOAD(z + 3 * n + i));
        cell = keep * cell + in * fresh;
        STORE(c + i, cell);
        TANH(fresh, cell);
        STORE(h + i, out * fresh);
    }
}

const bay_kernels SUFFIX = {KERNEL_NAME, multiply, lstm_cell};
