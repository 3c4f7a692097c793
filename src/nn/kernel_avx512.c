/* nn/kernel_avx512.c - the loops of kernel.h for x86 with AVX-512 and VNNI. */
#include "nn/kernel.h"

#if defined(__x86_64__)
#include <immintrin.h>

#if defined(__clang__)
#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,avx512vnni,avx2,fma"))), apply_to = function)
#else
#pragma GCC target("avx512f,avx512bw,avx512dq,avx512vl,avx512vnni,avx2,fma,prefer-vector-width=512")
#endif
#if defined(__clang__)
#pragma clang fp contract(off)
#else
#pragma GCC optimize("O3", "fp-contract=off")
#pragma GCC diagnostic ignored "-Wpsabi"
#endif

#define LANES 16
#define SUFFIX bay__kernels_avx512
#define KERNEL_NAME "avx512"
typedef int8_t value;
#define LESSER(a, b) ((floats)_mm512_min_ps((__m512)(a), (__m512)(b)))
#define GREATER(a, b) ((floats)_mm512_max_ps((__m512)(a), (__m512)(b)))
#define PUT_VALUES(to, whole) _mm_storeu_si128((__m128i *)(void *)(to), _mm512_cvtepi32_epi8((__m512i)(whole)))

/* Four rows of a panel, 16 bytes each, as 16 columns of four bytes, with 128 added: vpdpbusd wants one side without signs.
 * What this adds to a sum is 128 times the sum of the packed row, taken off at the end. */
static inline __attribute__((always_inline)) __m512i four_rows(const int8_t *w)
{
    const __m512i gather = _mm512_setr_epi32(0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15);
    const __m512i turn = _mm512_broadcast_i32x4(_mm_setr_epi8(0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15));
    __m512i by_column = _mm512_shuffle_epi8(_mm512_permutexvar_epi32(gather, _mm512_loadu_si512(w)), turn);
    return _mm512_xor_si512(by_column, _mm512_set1_epi8(-128));
}

enum { TILE_ROWS = 6, TILE_PANELS = 4 };
typedef int32_t sums_of_row[TILE_PANELS * 16];

/* Whole sums to floats, n rows by some panels. Not inlined: else gcc 12 keeps the sums of tile()'s loop in memory for this loop's sake. */
static __attribute__((noinline)) void finish(const bay_matrix *m, uint32_t column, int panels, sums_of_row *sums, int n, bay_packed x,
                                             size_t row, float *y, size_t y_step, int add)
{
    for (int r = 0; r < n; r++) {
        const __m512i extra = _mm512_set1_epi32(128 * x.sum[row + (size_t)r]);
        const __m512 scale = _mm512_set1_ps(x.scale[row + (size_t)r]);
        float *to = y + (row + (size_t)r) * y_step + column;
        for (int p = 0; p < panels; p++, to += 16) {
            __m512 z = _mm512_cvtepi32_ps(_mm512_sub_epi32(_mm512_loadu_si512(sums[r] + 16 * p), extra));
            z = _mm512_mul_ps(_mm512_mul_ps(z, _mm512_loadu_ps(m->scale + column + 16 * p)), scale);
            if (m->bias) z = _mm512_add_ps(z, _mm512_loadu_ps(m->bias + column + 16 * p));
            if (add) z = _mm512_add_ps(z, _mm512_loadu_ps(to));
            _mm512_storeu_ps(to, z);
        }
    }
}

static inline int32_t four_values(const value *x)
{
    int32_t four;
    __builtin_memcpy(&four, x, sizeof four);
    return four;
}

/* n packed rows by some panels side by side: sums stay in registers. */
static inline __attribute__((always_inline)) void tile(const bay_matrix *m, uint32_t panel, int panels, bay_packed x, size_t row, int n,
                                                       float *y, size_t y_step, int add)
{
    const value *values = (const value *)(const void *)x.values + row * x.width;
    const int8_t *w = m->weights + (size_t)panel * m->rows * 16;
    const size_t next_panel = (size_t)m->rows * 16, next_row = x.width;
    __m512i sum[TILE_ROWS][TILE_PANELS];
#pragma GCC unroll 8
    for (int r = 0; r < n; r++)
#pragma GCC unroll 4
        for (int p = 0; p < panels; p++) sum[r][p] = _mm512_setzero_si512();
    for (uint32_t k = 0; k < m->rows; k += 4, w += 64, values += 4) {
        __m512i weights[TILE_PANELS];
#pragma GCC unroll 4
        for (int p = 0; p < panels; p++) weights[p] = four_rows(w + (size_t)p * next_panel);
#pragma GCC unroll 8
        for (int r = 0; r < n; r++) {
            __m512i four = _mm512_set1_epi32(four_values(values + (size_t)r * next_row));
#pragma GCC unroll 4
            for (int p = 0; p < panels; p++) sum[r][p] = _mm512_dpbusd_epi32(sum[r][p], weights[p], four);
        }
    }
    sums_of_row sums[TILE_ROWS];
#pragma GCC unroll 8
    for (int r = 0; r < n; r++)
#pragma GCC unroll 4
        for (int p = 0; p < panels; p++) _mm512_storeu_si512(sums[r] + 16 * p, sum[r][p]);
    finish(m, panel * 16, panels, sums, n, x, row, y, y_step, add);
}

/* All rows by some panels, which stay in the nearest cache meanwhile. */
static inline __attribute__((always_inline)) void all_rows(const bay_matrix *m, uint32_t panel, int panels, bay_packed x, size_t count,
                                                           float *y, size_t y_step, int add)
{
    size_t row = 0;
    for (; row + TILE_ROWS <= count; row += TILE_ROWS) tile(m, panel, panels, x, row, TILE_ROWS, y, y_step, add);
    switch (count - row) {
#define CASE(n) case n: tile(m, panel, panels, x, row, n, y, y_step, add); break
    CASE(1); CASE(2); CASE(3); CASE(4); CASE(5);
#undef CASE
    default: break;
    }
}

static void multiply(const bay_matrix *m, bay_packed x, size_t count, float *y, size_t y_step, int add)
{
    uint32_t p = 0, panels = m->columns / 16;
    for (; p + TILE_PANELS <= panels; p += TILE_PANELS) all_rows(m, p, TILE_PANELS, x, count, y, y_step, add);
    for (; p < panels; p++) all_rows(m, p, 1, x, count, y, y_step, add);
}

#include "nn/kernel_body.h"

#if defined(__clang__)
#pragma clang attribute pop
#endif
#endif
