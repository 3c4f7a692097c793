/* Any bytes as an archive or packed file, and whatever lies in it. */
#include <stdlib.h>

#include "fuzz_ingest.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) { return fuzz_ingest(data, size, "zip"); }
