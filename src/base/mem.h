/* base/mem.h - the only place that calls malloc, so that a test can fail the n-th allocation. */
#ifndef BAY_BASE_MEM_H
#define BAY_BASE_MEM_H

#include <stddef.h>

void *bay_malloc(size_t size);
void *bay_calloc(size_t count, size_t size);
void *bay_realloc(void *old, size_t size);
void bay_free(void *block);

#ifdef BAY_TEST_ALLOC
/* Makes the n-th allocation from now (1 = the next) of this thread fail, and every later one too
 * when sticky; n = 0 switches it off. Returns how many were asked for since the last call. */
long bay__fail_allocation(long n, int sticky);
#endif

#endif
