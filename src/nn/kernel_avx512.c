/* nn/kernel_avx512.c - the loops of kernel.h for x86 with AVX-512. */
#include "nn/kernel.h"

#if defined(__x86_64__)
#if defined(__clang__)
#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,avx2,fma"))), apply_to = function)
#else
#pragma GCC target("avx512f,avx512bw,avx512dq,avx512vl,avx2,fma,prefer-vector-width=512")
#endif
#endif
#if defined(__clang__)
#pragma clang fp contract(fast)
#else
#pragma GCC optimize("O3", "fp-contract=fast")
#pragma GCC diagnostic ignored "-Wpsabi"
#endif

#define ROWS 12
#define SUFFIX bay__kernels_avx512
#define KERNEL_NAME "avx512"
#include "nn/kernel_body.h"

#if defined(__clang__) && defined(__x86_64__)
#pragma clang attribute pop
#endif
