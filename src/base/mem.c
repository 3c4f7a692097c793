#include "base/mem.h"

#include <stdlib.h>

#ifdef BAY_TEST_ALLOC
static _Thread_local long asked, fail_at;
static _Thread_local int fail_sticky;

long bay__fail_allocation(long n, int sticky)
{
    long before = asked;
    asked = 0;
    fail_at = n;
    fail_sticky = sticky;
    return before;
}

static int must_fail(void)
{
    asked++;
    return fail_at && (asked == fail_at || (fail_sticky && asked > fail_at));
}
#else
#define must_fail() 0
#endif

void *bay_malloc(size_t size)
{
    return must_fail() ? NULL : malloc(size ? size : 1);
}

void *bay_calloc(size_t count, size_t size)
{
    return must_fail() ? NULL : calloc(count ? count : 1, size ? size : 1);
}

void *bay_realloc(void *old, size_t size)
{
    return must_fail() ? NULL : realloc(old, size ? size : 1);
}

void bay_free(void *block)
{
    free(block);
}
