/* nn/kernel_body.h - the loops of kernel.h that are in GCC's vector notation; included once for each kind of processor,
 * after the target was set and `value` (a packed number) and multiply() were defined. SUFFIX names the set, LANES the floats
 * in a vector. All that sums floats keeps sixteen sums, whatever LANES, so that each set gives the same bits. */

enum { PARTS = 16 / LANES };
typedef float floats __attribute__((vector_size(LANES * 4)));
typedef int32_t ints __attribute__((vector_size(LANES * 4)));
typedef float floats_anywhere __attribute__((vector_size(LANES * 4), aligned(4)));

#define LOAD(p) (*(const floats_anywhere *)(const void *)(p))
#define STORE(p, v) (*(floats_anywhere *)(void *)(p) = (v))
#define CHOOSE(test, a, b) ((floats)(((ints)(a) & (test)) | ((ints)(b) & ~(test))))
#define SPREAD(x) ((floats){0} + (x))

/* ---- packing ------------------------------------------------------------------------- */

static float greatest(const float *x, size_t n)
{
    float most = 0;
    floats m = {0};
    size_t i = 0;
    for (; i + LANES <= n; i += LANES) {
        floats v = (floats)((ints)LOAD(x + i) & INT32_MAX);
        m = CHOOSE(v > m, v, m);
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
        v = CHOOSE(v < most, v, most);
        v = CHOOSE(v > -most, v, -most);
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
        STORE(x + i, CHOOSE(v > (floats){0}, v, (floats){0}));
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

static uint32_t best(const float *x, uint32_t n)
{
    float most = x[0];
    floats m = SPREAD(most);
    uint32_t i = 0;
    for (; i + LANES <= n; i += LANES) m = CHOOSE(LOAD(x + i) > m, LOAD(x + i), m);
    for (int j = 0; j < LANES; j++) if (m[j] > most) most = m[j];
    for (; i < n; i++) if (x[i] > most) most = x[i];
    for (i = 0; i < n; i++) if (x[i] == most) return i;
    return 0;
}

/* e^x by 2^n and a polynomial of degree 5 for the rest (Cephes' expf); relative error under 1e-6 in [-87, 87]. */
#define EXP(out, in)                                                                            \
    do {                                                                                        \
        floats x_ = (in), limit_ = SPREAD(87.0f);                                               \
        x_ = CHOOSE(x_ < limit_, x_, limit_);                                                   \
        x_ = CHOOSE(x_ > -limit_, x_, -limit_);                                                 \
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

const bay_kernels SUFFIX = {KERNEL_NAME, sizeof(value), pack, multiply, lstm_cell, dots, relu, add_bytes, add_nibbles, best};
