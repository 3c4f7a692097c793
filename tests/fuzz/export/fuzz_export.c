/* Lines of any bytes as event lines, into every layout. A row ends its line, and none has more or fewer cells than its header. */
#include <stdlib.h>

#undef NDEBUG
#include <assert.h>
#include <string.h>

#include "export/export.h"

static void check_tab_rows(bay_str rows)
{
    bay_str line;
    uint32_t cells = 0;
    while (bay_str_next(&rows, '\n', &line)) {
        if (!line.size) continue;   /* after the last */
        uint32_t here = 1;
        for (uint32_t i = 0; i < line.size; i++) here += line.bytes[i] == '\t';
        assert(!cells || here == cells);
        cells = here;
    }
}

static void export_as(const char *layout, bay_str lines)
{
    bay_export ex = {0};
    bay_error err = {0};
    bay_buf out;
    bay_str line;
    bay_buf_init(&out, 1 << 26);
    assert(!bay_export_begin(&ex, layout, &out, &err));
    while (bay_str_next(&lines, '\n', &line)) {
        bay_status status = bay_export_event(&ex, line, &out, &err);
        assert(!status || (err.message[0] && !out.failed));
    }
    bay_export_end(&ex, &out);
    bool tabs = !strcmp(layout, "plover") || !strcmp(layout, "cameo") || !strcmp(layout, "gdelt") || !strcmp(layout, "icews");
    if (out.size) assert(out.bytes[out.size - 1] == '\n');
    if (tabs && out.size) check_tab_rows((bay_str){out.bytes, (uint32_t)out.size});
    bay_buf_release(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *copy = malloc(size + 1);      /* exact bounds for the sanitizer */
    memcpy(copy, data, size);
    for (const char *const *name = bay_export_names(); *name; name++) export_as(*name, (bay_str){copy, (uint32_t)size});
    free(copy);
    return 0;
}
