/* Any bytes as flattened text; the first byte chooses the options. */
#include "fuzz_clean.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const bay_read_options plain = {.format = "text"};
    static const bay_read_options titled = {.format = "text", .title = "Rebels take the crossing", .published = "2021-08-02"};
    static const bay_read_options split = {.format = "text", .one_sentence_per_line = 1};
    static const bay_read_options western = {.format = "text", .charset = "iso-8859-1"};
    const bay_read_options *choices[] = {&plain, &titled, &split, &western};
    if (!size) return 0;
    return fuzz_clean(data + 1, size - 1, choices[data[0] % 4]);
}
