/* Any bytes as a page through the whole way. */
#include "../../check_invariants.h"
#include "bayhaqi.h"
#include "fuzz_run.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return fuzz_run(data, size, NULL);
}
