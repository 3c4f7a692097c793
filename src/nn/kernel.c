#include "nn/kernel.h"

#include <string.h>

const bay_kernels *bay__kernels(void)
{
#if defined(__x86_64__)
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq") &&
        __builtin_cpu_supports("avx512vnni"))
        return &bay__kernels_avx512;
    if (__builtin_cpu_supports("avx2")) return &bay__kernels_avx2;
#endif
    return &bay__kernels_plain;
}

bool bay__packed_alloc(bay_arena *scratch, size_t count, uint32_t width, bay_packed *out)
{
    out->values = bay_arena_alloc(scratch, count * width * sizeof *out->values + 64);
    out->scale = bay_arena_alloc(scratch, count * sizeof *out->scale + 64);
    out->sum = bay_arena_alloc(scratch, count * sizeof *out->sum + 64);
    out->width = width;
    return out->values && out->scale && out->sum;
}

bay_packed bay__packed_from(const bay_kernels *k, bay_packed p, size_t first)
{
    char *values = (char *)p.values + first * p.width * k->value_size;
    return (bay_packed){(int16_t *)(void *)values, p.scale + first, p.sum + first, p.width};
}

void bay__packed_copy(const bay_kernels *k, bay_packed source, size_t from, bay_packed target, size_t to)
{
    size_t row = source.width * k->value_size;
    memcpy((char *)target.values + to * row, (const char *)source.values + from * row, row);
    target.scale[to] = source.scale[from];
    target.sum[to] = source.sum[from];
}
