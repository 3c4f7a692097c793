/* Any bytes as a mailbox or message. */
#include <stdlib.h>

#include "fuzz_ingest.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) { return fuzz_ingest(data, size, "mbox"); }
