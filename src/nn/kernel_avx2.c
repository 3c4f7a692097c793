/* nn/kernel_avx2.c - the loops of kernel.h for x86 with AVX2 and FMA. */
#include "nn/kernel.h"

#if defined(__x86_64__)
#if defined(__clang__)
#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#else
#pragma GCC target("avx2,fma")
#endif
#endif
#if defined(__clang__)
#pragma clang fp contract(fast)
#else
#pragma GCC optimize("O3", "fp-contract=fast")
#pragma GCC diagnostic ignored "-Wpsabi"
#endif

#define ROWS 4
#define SUFFIX bay__kernels_avx2
#define KERNEL_NAME "avx2"
#include "nn/kernel_body.h"

#if defined(__clang__) && defined(__x86_64__)
#pragma clang attribute pop
#endif
