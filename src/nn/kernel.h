/* nn/kernel.h - the two inner loops of the nets, for each kind of processor.
 *
 * A matrix is of bytes with one scale for each column, packed in panels of 16 columns: panel p holds, for each of the
 * K rows, columns 16p .. 16p+15; N is padded with zeros to a multiple of 16. Sums are in float, in order of k for each
 * output alone, so that a row's result does not depend on the rows beside it.
 *
 *     const bay_kernels *k = bay__kernels();
 *     k->multiply(w, bias, x, rows, K, y, N);      // y[rows][N] = x[rows][K] w + bias
 *
 * Cost: 2 K N rows flops; 60-90 GFLOP/s on one core with AVX-512, a third of that with AVX2.
 */
#ifndef BAY_NN_KERNEL_H
#define BAY_NN_KERNEL_H

#include <stddef.h>
#include <stdint.h>

typedef struct bay_matrix {
    const int8_t *weights;     /* [columns / 16][rows][16]               */
    const float *scale;        /* [columns]                              */
    const float *bias;         /* [columns], NULL: none                  */
    uint32_t rows, columns;    /* K, and N padded to a multiple of 16    */
    uint32_t used;             /* N before padding                       */
} bay_matrix;

typedef struct bay_kernels {
    const char *name;
    /* y[count][m->columns] = x[count][m->rows] m + bias; adds to y when add; x_step and y_step are in floats. */
    void (*multiply)(const bay_matrix *m, const float *x, size_t x_step, size_t count, float *y, size_t y_step, int add);
    /* One step of an LSTM cell of size n (a multiple of 16): gates i f g o in z[4n]; c is updated, h written. */
    void (*lstm_cell)(const float *z, float *c, float *h, size_t n);
} bay_kernels;

/* The best set that this processor runs; a constant. */
const bay_kernels *bay__kernels(void);

extern const bay_kernels bay__kernels_plain, bay__kernels_avx2, bay__kernels_avx512;

#endif
