/* nn/kernel_avx512.c - the loops of kernel.h for x86 with AVX-512. */
#include "nn/kernel.h"

#if defined(__x86_64__)
#include <immintrin.h>

#if defined(__clang__)
#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,avx2,fma"))), apply_to = function)
#else
#pragma GCC target("avx512f,avx512bw,avx512dq,avx512vl,avx2,fma,prefer-vector-width=512")
#endif
#if defined(__clang__)
#pragma clang fp contract(off)
#else
#pragma GCC optimize("O3", "fp-contract=off")
#pragma GCC diagnostic ignored "-Wpsabi"
#endif

/* Sixteen small whole numbers as floats; gcc 12 does it one by one when asked in its own notation. */
#define WIDEN(p) ((floats)_mm512_cvtepi32_ps(_mm512_cvtepi8_epi32(_mm_loadu_si128((const __m128i *)(const void *)(p)))))
#define MULADD(a, b, c) ((floats)_mm512_fmadd_ps((a), (b), (c)))
#define ROWS 12
#define LANES 16
#define SUFFIX bay__kernels_avx512
#define KERNEL_NAME "avx512"
#include "nn/kernel_body.h"

#if defined(__clang__)
#pragma clang attribute pop
#endif
#endif
