/* Any CoNLL-U through every stage after the parser, and every layer printed. */
#include "../../check_invariants.h"
#include "bayhaqi.h"
#include "fuzz_run.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const bay_read_options trees = {.format = "conllu", .published = "2021-08-02"};
    return fuzz_run(data, size, &trees);
}
