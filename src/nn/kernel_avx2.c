/* nn/kernel_avx2.c - the loops of kernel.h for x86 with AVX2 and FMA. */
#include "nn/kernel.h"

#if defined(__x86_64__)
#include <immintrin.h>

#if defined(__clang__)
#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#else
#pragma GCC target("avx2,fma")
#endif
#if defined(__clang__)
#pragma clang fp contract(off)
#else
#pragma GCC optimize("O3", "fp-contract=off")
#pragma GCC diagnostic ignored "-Wpsabi"
#endif

/* Eight small whole numbers as floats; gcc 12 does it one by one when asked in its own notation. */
#define WIDEN(p) ((floats)_mm256_cvtepi32_ps(_mm256_cvtepi8_epi32(_mm_loadl_epi64((const __m128i *)(const void *)(p)))))
#define MULADD(a, b, c) ((floats)_mm256_fmadd_ps((a), (b), (c)))
#define ROWS 4
#define LANES 8
#define SUFFIX bay__kernels_avx2
#define KERNEL_NAME "avx2"
#include "nn/kernel_body.h"

#if defined(__clang__)
#pragma clang attribute pop
#endif
#endif
