#include "clean/clean.h"

#include "base/utf8.h"

/* Text as it stands, a block for each line. */
bay_status bay__clean(bay_work *work, bay_doc *doc, const bay_read_options *options, bay_error *err)
{
    (void)work, (void)options;
    doc->text = bay_utf8_repair(&doc->arena, doc->raw);
    if (!doc->text.bytes) return bay_fail_memory(err);
    bay_str rest = doc->text, line;
    while (bay_str_next(&rest, '\n', &line)) {
        bay_str trimmed = bay_str_trim(line);
        if (!trimmed.size) continue;
        bay_block *block = bay_doc_push(doc, blocks);
        if (!block) return bay_fail_memory(err);
        uint32_t begin = (uint32_t)(trimmed.bytes - doc->text.bytes);
        *block = (bay_block){BAY_ROLE_BODY, {begin, begin + trimmed.size}, {begin, begin + trimmed.size}};
    }
    return BAY_OK;
}
