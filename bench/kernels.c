/* kernels.c - how near the nets' products come to what the processor can do: make bench-kernels */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/mem.h"
#include "nn/kernel.h"

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

#if defined(__x86_64__)
#include <immintrin.h>
/* Products alone, twelve sums in flight: the most that a core can do. */
__attribute__((target("avx512f,avx512vnni"))) static double peak(void)
{
    __m512i sum[12], a = _mm512_set1_epi8(3), b = _mm512_set1_epi8(5);
    for (int i = 0; i < 12; i++) sum[i] = _mm512_setzero_si512();
    double start = now();
    enum { TIMES = 20000000 };
    for (int t = 0; t < TIMES; t++) {
#pragma GCC unroll 12
        for (int i = 0; i < 12; i++) sum[i] = _mm512_dpbusd_epi32(sum[i], a, b);
        __asm__ volatile("" : "+v"(a), "+v"(b));
    }
    for (int i = 1; i < 12; i++) sum[0] = _mm512_add_epi32(sum[0], sum[i]);
    __asm__ volatile("" : : "v"(sum[0]));
    return 64.0 * 12 * TIMES / (now() - start) / 1e9;
}
#endif

static void measure(const bay_kernels *k, uint32_t depth, uint32_t columns, uint32_t rows)
{
    bay_arena arena;
    bay_packed packed;
    bay_arena_init(&arena, 1 << 28);
    int8_t *w = bay_arena_calloc(&arena, depth, columns);
    float *scale = bay_arena_calloc(&arena, columns, sizeof *scale), *x = bay_arena_calloc(&arena, (size_t)rows * depth, sizeof *x);
    float *y = bay_arena_calloc(&arena, (size_t)rows * columns, sizeof *y);
    if (!w || !scale || !x || !y || !bay__packed_alloc(&arena, rows, depth, &packed)) return;
    bay_matrix m = {w, scale, NULL, depth, columns, columns};
    k->pack(x, depth, rows, packed);
    double best = 1e9, once = (double)depth * columns * rows;
    int times = (int)(2e8 / once) + 1;
    for (int run = 0; run < 7; run++) {
        double start = now();
        for (int t = 0; t < times; t++) k->multiply(&m, packed, rows, y, columns, 0);
        double took = (now() - start) / times;
        if (took < best) best = took;
    }
    printf("%-8s %5u x %-5u %4u rows  %7.1f\n", k->name, depth, columns, rows, once / best / 1e9);
    bay_arena_release(&arena);
}

int main(void)
{
    static const uint32_t shapes[][2] = {{196, 768}, {192, 768}, {384, 768}, {384, 320}, {64, 3264}, {384, 384}, {384, 1152}, {384, 1536}, {1536, 384}};
    printf("10^9 multiplications a second\n");
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx512vnni")) printf("peak (vpdpbusd alone) %.1f\n", peak());
#endif
    for (size_t s = 0; s < sizeof shapes / sizeof *shapes; s++)
        for (uint32_t rows = 1; rows <= 192; rows = rows == 1 ? 4 : rows == 4 ? 12 : rows * 4) measure(bay__kernels(), shapes[s][0], shapes[s][1], rows);
    measure(&bay__kernels_plain, 384, 768, 48);
#if defined(__x86_64__)
    measure(&bay__kernels_avx2, 384, 768, 48);
#endif
    return 0;
}
