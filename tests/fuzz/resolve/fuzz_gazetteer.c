/* Any bytes as a compiled gazetteer: opening refuses or the lookups stay inside the file.
 * The first bytes may be a header that lies; a valid magic and size are put in half of the time so that the fuzzer gets past them. */
#include <stdlib.h>
#include <string.h>

#include "resolve/gazetteer.h"
#include "resolve/gazetteer_file.h"

static volatile uint64_t sink;   /* so that the reads are not optimised away */

static void touch(bay_str s)
{
    for (uint32_t i = 0; i < s.size; i++) sink += (unsigned char)s.bytes[i];
}

static void look_up(const bay_gazetteer *gazetteer, const uint8_t *data, size_t size)
{
    static const char *const keys[] = {"kabul", "a", "zzz", "herat", ""};
    bay_gazetteer_hit hits[16];
    bay_str own = {(const char *)data, (uint32_t)(size < 12 ? size : 12)};
    for (size_t k = 0; k <= sizeof keys / sizeof *keys; k++) {
        bay_str key = k < sizeof keys / sizeof *keys ? bay_str_from(keys[k]) : own;
        uint32_t n = bay_gazetteer_find(gazetteer, key, hits, 16);
        if (n > 16) abort();
        for (uint32_t i = 0; i < n; i++) {
            touch(hits[i].name), touch(hits[i].country), touch(hits[i].feature), touch(hits[i].precision);
            touch(hits[i].admin1.bytes ? hits[i].admin1 : BAY_STR("")), touch(hits[i].admin2.bytes ? hits[i].admin2 : BAY_STR(""));
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 1) return 0;
    bool help = data[0] & 1;
    size--;
    uint8_t *copy = aligned_alloc(16, (size + 31) & ~(size_t)15);
    if (!copy) return 0;
    memcpy(copy, data + 1, size);
    if (help && size >= sizeof(bay_gazetteer_header)) {
        bay_gazetteer_header *header = (bay_gazetteer_header *)copy;
        memcpy(header->magic, BAY_GAZETTEER_MAGIC, sizeof header->magic);
        header->file_size = size;
        header->place_count %= 8, header->key_count %= 8, header->posting_count %= 16, header->country_count %= 4;
        header->string_size %= 64;
    }
    bay_gazetteer *gazetteer;
    bay_error err = {0};
    if (bay_gazetteer_open(copy, size, NULL, &gazetteer, &err) == BAY_OK) {
        look_up(gazetteer, copy, size);
        bay_gazetteer_free(gazetteer);
    }
    free(copy);
    return 0;
}
