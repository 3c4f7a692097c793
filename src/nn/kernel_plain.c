/* nn/kernel_plain.c - the loops of kernel.h for any processor. */
#include "nn/kernel.h"

#if defined(__clang__)
#pragma clang fp contract(off)
#else
#pragma GCC optimize("O3", "fp-contract=off")
#pragma GCC diagnostic ignored "-Wpsabi"
#endif

#define ROWS 4
#define LANES 4
#define SUFFIX bay__kernels_plain
#define KERNEL_NAME "plain"
#include "nn/kernel_body.h"
