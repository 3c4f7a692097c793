/* nn/kernel.h - the inner loops of the nets, for each kind of processor.
 *
 * A matrix is of bytes with one scale for each column, packed in panels of 16 columns: panel p holds, for each of the
 * K rows, columns 16p .. 16p+15; N is padded with zeros to a multiple of 16, K is a multiple of 4. What it is multiplied
 * with is packed first: each row to bytes with a scale of its own (the greatest of it is 127). Products of bytes are summed in
 * whole numbers, so that a sum is the same in any order: a row's result hangs neither on the rows beside it nor on the
 * processor. Other loops work element by element, or sum in one order that all processors keep; none fuses an addition.
 *
 *     bay_packed p;
 *     if (!bay__packed_alloc(scratch, count, m->rows, &p)) ...
 *     k->pack(x, m->rows, count, p);
 *     k->multiply(m, p, count, y, m->columns, 0);           // y[count][N] = x[count][K] m + bias
 *
 * Cost: K N multiplications a row; docs/notes/language.md has the speeds.
 */
#ifndef BAY_NN_KERNEL_H
#define BAY_NN_KERNEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

typedef struct bay_matrix {
    const int8_t *weights;     /* [columns / 16][rows][16]               */
    const float *scale;        /* [columns]                              */
    const float *bias;         /* [columns], NULL: none                  */
    uint32_t rows, columns;    /* K, and N padded to a multiple of 16    */
    uint32_t used;             /* N before padding                       */
} bay_matrix;

/* Rows as bytes; some processors keep them as 16-bit numbers. */
typedef struct bay_packed {
    int16_t *values;           /* [count][width], a byte or two each; the kernels know */
    float *scale;              /* [count]                                              */
    int32_t *sum;              /* [count], of the bytes of a row                       */
    uint32_t width;            /* a multiple of 4                                      */
} bay_packed;

typedef struct bay_kernels {
    const char *name;
    size_t value_size;         /* bytes of one packed value */
    /* count rows of x, x_step floats apart, to packed rows; `to` begins at the first of them. */
    void (*pack)(const float *x, size_t x_step, size_t count, bay_packed to);
    /* y[count][m->columns] = x m + bias; adds to y when add; y_step is in floats. */
    void (*multiply)(const bay_matrix *m, bay_packed x, size_t count, float *y, size_t y_step, int add);
    /* One step of an LSTM cell of size n (a multiple of 16): gates i f g o in z[4n]; c is updated, h written. */
    void (*lstm_cell)(const float *z, float *c, float *h, size_t n);
    /* out[j] = a . b[j] for count rows of n numbers (a multiple of 16), b_step apart. */
    void (*dots)(const float *a, const float *b, size_t b_step, size_t count, size_t n, float *out);
    void (*relu)(float *x, size_t n);
    void (*add_bytes)(const int8_t *values, float scale, size_t n, float *x);      /* x += scale values            */
    void (*add_nibbles)(const int8_t *values, float scale, size_t n, float *x);    /* two to a byte, the lower first */
    void (*add_rows)(const float *table, const uint8_t *rows, uint32_t count, size_t n, float *x);    /* x += rows of n numbers, a multiple of 16 */
    /* x = weight (x + more - mean) / deviation + bias over n numbers (a multiple of 16); more may be NULL. */
    void (*norm)(float *x, const float *more, const float *weight, const float *bias, size_t n);
    void (*gelu)(float *x, size_t n);                                              /* n a multiple of 16 */
    /* Attention within one sentence: qkv[n][3 size], out[n][size]; keys is room for (size / heads + 4)(n + 16) floats. */
    void (*attend)(const float *qkv, size_t n, size_t size, size_t heads, float *keys, float *out);
    /* The greatest of n >= 1, the first on ties. */
    uint32_t (*best)(const float *x, uint32_t n);
} bay_kernels;

/* The best set that this processor runs; a constant. */
const bay_kernels *bay__kernels(void);

bool bay__packed_alloc(bay_arena *scratch, size_t count, uint32_t width, bay_packed *out);
/* The same from its row `first` on. */
bay_packed bay__packed_from(const bay_kernels *k, bay_packed p, size_t first);
/* Row `from` of one as row `to` of another of the same width. */
void bay__packed_copy(const bay_kernels *k, bay_packed source, size_t from, bay_packed target, size_t to);

extern const bay_kernels bay__kernels_plain, bay__kernels_avx2, bay__kernels_avx512;

#endif
