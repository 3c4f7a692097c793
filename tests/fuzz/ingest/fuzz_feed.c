/* Any bytes as a feed or sitemap. */
#include <stdlib.h>

#include "fuzz_ingest.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) { return fuzz_ingest(data, size, "feed"); }
