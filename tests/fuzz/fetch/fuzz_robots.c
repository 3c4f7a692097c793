/* Any bytes as a robots.txt; the first line is the path that is asked for. */
#include <stdlib.h>

#undef NDEBUG
#include <assert.h>

#include "fetch/robots.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *copy = malloc(size + 1);   /* exact bounds for the sanitizer */
    double delay = -1;
    memcpy(copy, data, size);
    bay_str text = {copy, (uint32_t)size}, path = BAY_STR("/");
    (void)bay_str_next(&text, '\n', &path);
    (void)bay__robots_allow(text, BAY_STR("bayhaqi"), path, &delay);
    assert(delay >= 0 && delay <= 60);
    free(copy);
    return 0;
}
