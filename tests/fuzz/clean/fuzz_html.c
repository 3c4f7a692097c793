/* Any bytes as an HTML page. */
#include "fuzz_clean.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const bay_read_options html = {.format = "html", .id = "page"};
    return fuzz_clean(data, size, &html);
}
