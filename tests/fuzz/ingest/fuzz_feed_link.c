/* Any bytes as a site's page that may name its feed. */
#include <stdint.h>
#include <stdlib.h>

#include "ingest/feed_link.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char url[512];
    if (size > UINT32_MAX) return 0;
    if (bay__feed_link((bay_str){(const char *)data, (uint32_t)size}, "https://example.org/a/b", url, sizeof url) && strlen(url) >= sizeof url) abort();
    return 0;
}
