/* export/export.h - events of the ledger in the columns that other people's scripts expect.
 *
 *   reads   event lines (docs/formats/ledger.md)
 *   writes  rows of a layout (docs/formats/exports.md): plover cameo gdelt icews acled geojson jsonl
 *
 *     bay_export ex = {0};
 *     BAY_TRY(bay_export_begin(&ex, "acled", &out, err));        // writes the header, if the layout has one
 *     for each line: BAY_TRY(bay_export_event(&ex, line, &out, err));  // none, one or several rows
 *     bay_export_end(&ex, &out);
 *
 * The layouts of event data know no "did not happen": except for geojson and jsonl they leave out what is not reported as
 * happened or claimed, unless ex.every_status is set.
 */
#ifndef BAY_EXPORT_EXPORT_H
#define BAY_EXPORT_EXPORT_H

#include "base/buf.h"

typedef struct bay_export bay_export;

/* English name of a country (ISO alpha-3), or the code itself; NULL: codes are written. */
typedef const char *bay_country_name(void *context, const char *code);

struct bay_export {
    const struct bay_layout *layout;
    bay_country_name *country_name;
    void *context;
    bool every_status;
    uint64_t rows;
};

const char *const *bay_export_names(void);       /* NULL-terminated */
/* BAY_NOT_FOUND for an unknown layout. */
BAY_MUST_CHECK bay_status bay_export_begin(bay_export *ex, const char *layout, bay_buf *out, bay_error *err);
BAY_MUST_CHECK bay_status bay_export_event(bay_export *ex, bay_str line, bay_buf *out, bay_error *err);
void bay_export_end(bay_export *ex, bay_buf *out);

#endif
