/* nn/kernel_body.h - the loops of kernel.h in GCC's vector notation; included once for each kind of processor, after the
 * target was set. SUFFIX names the set; ROWS is the number of rows taken together (accumulators in registers). */

typedef float floats __attribute__((vector_size(64)));
typedef int32_t ints __attribute__((vector_size(64)));
typedef uint32_t words __attribute__((vector_size(64)));
typedef uint16_t halves __attribute__((vector_size(32), aligned(2)));
typedef float floats_anywhere __attribute__((vector_size(64), aligned(4)));

#define LOAD(p) (*(const floats_anywhere *)(const void *)(p))
#define STORE(p, v) (*(floats_anywhere *)(void *)(p) = (v))
#define WIDEN(p) ((floats)(__builtin_convertvector(*(const halves *)(const void *)(p), words) << 16))

/* count (at most ROWS) rows of x by one panel. */
#define PANEL(count)                                                                            \
    do {                                                                                        \
        floats sum[count];                                                                      \
        for (int r = 0; r < (count); r++) sum[r] = start;                                       \
        for (uint32_t k = 0; k < depth; k++) {                                                  \
            floats weight = WIDEN(panel + (size_t)k * 16);                                      \
            for (int r = 0; r < (count); r++) sum[r] += x[(size_t)r * x_step + k] * weight;     \
        }                                                                                       \
        for (int r = 0; r < (count); r++) {                                                     \
            float *to = y + (size_t)r * y_step;                                                 \
            STORE(to, add ? LOAD(to) + sum[r] : sum[r]);                                        \
        }                                                                                       \
    } while (0)

static inline __attribute__((always_inline)) void rows_by_panel(const uint16_t *panel, uint32_t depth, const float *bias,
                                                                const float *x, size_t x_step, size_t count, float *y,
                                                                size_t y_step, int add)
{
    floats start = {0};
    if (bias) start = LOAD(bias);
    for (; count >= ROWS; count -= ROWS, x += ROWS * x_step, y += ROWS * y_step) PANEL(ROWS);
    for (; count >= 4; count -= 4, x += 4 * x_step, y += 4 * y_step) PANEL(4);
    for (; count > 0; count--, x += x_step, y += y_step) PANEL(1);
}

/* One row by four panels: enough sums in flight to hide the latency of adding. */
static inline __attribute__((always_inline)) void row_by_panels(const bay_matrix *m, uint32_t panel, const float *x,
                                                                float *y, int add)
{
    const size_t step = (size_t)m->rows * 16;
    const uint16_t *w = m->weights + panel * step;
    floats sum[4];
    for (int p = 0; p < 4; p++) sum[p] = m->bias ? LOAD(m->bias + (panel + (uint32_t)p) * 16) : (floats){0};
    for (uint32_t k = 0; k < m->rows; k++)
        for (int p = 0; p < 4; p++) sum[p] += x[k] * WIDEN(w + (size_t)p * step + (size_t)k * 16);
    for (int p = 0; p < 4; p++) {
        float *to = y + (panel + (uint32_t)p) * 16;
        STORE(to, add ? LOAD(to) + sum[p] : sum[p]);
    }
}

static void multiply(const bay_matrix *m, const float *x, size_t x_step, size_t count, float *y, size_t y_step, int add)
{
    uint32_t panels = m->columns / 16, p = 0;
    if (count == 1)
        for (; p + 4 <= panels; p += 4) row_by_panels(m, p, x, y, add);
    for (; p < panels; p++)
        rows_by_panel(m->weights + (size_t)p * m->rows * 16, m->rows, m->bias ? m->bias + (size_t)p * 16 : NULL, x, x_step,
                      count, y + (size_t)p * 16, y_step, add);
}

/* e^x by 2^n and a polynomial of degree 5 for the rest (Cephes' expf); relative error under 1e-6 in [-87, 87]. */
#define EXP(out, in)                                                                            \
    do {                                                                                        \
        floats x_ = (in);                                                                       \
        x_ = (floats)(((ints)x_ & (x_ < 87.0f)) | ((ints)((floats){0} + 87.0f) & ~(x_ < 87.0f)));   \
        x_ = (floats)(((ints)x_ & (x_ > -87.0f)) | ((ints)((floats){0} - 87.0f) & ~(x_ > -87.0f))); \
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
    for (size_t i = 0; i < n; i += 16) {
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
