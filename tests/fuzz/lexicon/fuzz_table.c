/* Any bytes as a dictionary bundle: every index built on it must stand. */
#undef NDEBUG
#include <assert.h>

#include "lexicon/lexicon.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    bay_lexicon *lexicon;
    bay_error err = {0};
    if (bay_lexicon_open((bay_str){(const char *)data, (uint32_t)size}, NULL, NULL, &lexicon, &err) == BAY_OK) {
        for (uint32_t t = 0; t < lexicon->tables.tables.count; t++) {
            const bay_table *table = lexicon->tables.tables.items[t];
            for (uint32_t r = 0; r < table->rows.count; r++)
                for (uint32_t c = 0; c < table->column_count; c++) assert(table->rows.items[r].cells[c].bytes);
        }
        bay_lexicon_free(lexicon);
    }
    return 0;
}
