/* nn/kernel_avx2.c - the loops of kernel.h for x86 with AVX2: products of 16-bit numbers, two to a sum (vpmaddwd). */
#include "nn/kernel.h"

#if defined(__x86_64__)
#include <immintrin.h>

#if defined(__clang__)
#pragma clang attribute push(__attribute__((target("avx2"))), apply_to = function)
#else
#pragma GCC target("avx2")
#endif
#if defined(__clang__)
#pragma clang fp contract(off)
#else
#pragma GCC optimize("O3", "fp-contract=off")
#pragma GCC diagnostic ignored "-Wpsabi"
#endif

#define LANES 8
#define SUFFIX bay__kernels_avx2
#define KERNEL_NAME "avx2"
typedef int16_t value;
#define LESSER(a, b) ((floats)_mm256_min_ps((__m256)(a), (__m256)(b)))
#define GREATER(a, b) ((floats)_mm256_max_ps((__m256)(a), (__m256)(b)))
#define PUT_VALUES(to, whole)                                                                                          \
    do {                                                                                                               \
        __m256i packed_ = _mm256_packs_epi32((__m256i)(whole), (__m256i)(whole));                                      \
        _mm_storeu_si128((__m128i *)(void *)(to), _mm256_castsi256_si128(_mm256_permute4x64_epi64(packed_, 0x88)));    \
    } while (0)

static inline __attribute__((always_inline)) void finish(const bay_matrix *m, uint32_t column, __m256i sum, float row_scale, float *y,
                                                         int add)
{
    __m256 z = _mm256_mul_ps(_mm256_mul_ps(_mm256_cvtepi32_ps(sum), _mm256_loadu_ps(m->scale + column)), _mm256_set1_ps(row_scale));
    if (m->bias) z = _mm256_add_ps(z, _mm256_loadu_ps(m->bias + column));
    if (add) z = _mm256_add_ps(z, _mm256_loadu_ps(y + column));
    _mm256_storeu_ps(y + column, z);
}

static inline int32_t two_values(const value *x)
{
    int32_t two;
    __builtin_memcpy(&two, x, sizeof two);
    return two;
}

/* n packed rows by one panel; two rows of the panel are taken together, column by column. */
static inline __attribute__((always_inline)) void tile(const bay_matrix *m, uint32_t panel, bay_packed x, size_t row, int n, float *y,
                                                       size_t y_step, int add)
{
    const value *values = (const value *)(const void *)x.values + row * x.width;
    const int8_t *w = m->weights + (size_t)panel * m->rows * 16;
    __m256i sum[6][2];
#pragma GCC unroll 6
    for (int r = 0; r < n; r++) sum[r][0] = sum[r][1] = _mm256_setzero_si256();
    for (uint32_t k = 0; k < m->rows; k += 2, w += 32) {
        __m128i even = _mm_loadu_si128((const __m128i *)(const void *)w), odd = _mm_loadu_si128((const __m128i *)(const void *)(w + 16));
        __m256i left = _mm256_cvtepi8_epi16(_mm_unpacklo_epi8(even, odd)), right = _mm256_cvtepi8_epi16(_mm_unpackhi_epi8(even, odd));
#pragma GCC unroll 6
        for (int r = 0; r < n; r++) {
            __m256i two = _mm256_set1_epi32(two_values(values + (size_t)r * x.width + k));
            sum[r][0] = _mm256_add_epi32(sum[r][0], _mm256_madd_epi16(left, two));
            sum[r][1] = _mm256_add_epi32(sum[r][1], _mm256_madd_epi16(right, two));
        }
    }
#pragma GCC unroll 6
    for (int r = 0; r < n; r++)
        for (uint32_t half = 0; half < 2; half++)
            finish(m, panel * 16 + half * 8, sum[r][half], x.scale[row + (size_t)r], y + (row + (size_t)r) * y_step, add);
}

static void multiply(const bay_matrix *m, bay_packed x, size_t count, float *y, size_t y_step, int add)
{
    for (uint32_t p = 0; p < m->columns / 16; p++) {
        size_t row = 0;
        for (; row + 6 <= count; row += 6) tile(m, p, x, row, 6, y, y_step, add);
        switch (count - row) {
#define CASE(n) case n: tile(m, p, x, row, n, y, y_step, add); break
        CASE(1); CASE(2); CASE(3); CASE(4); CASE(5);
#undef CASE
        default: break;
        }
    }
}

#include "nn/kernel_body.h"

#if defined(__clang__)
#pragma clang attribute pop
#endif
#endif
