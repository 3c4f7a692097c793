/* store/weigh.h - findings as JSON lines (docs/formats/ledger.md). */
#ifndef BAY_STORE_WEIGH_H
#define BAY_STORE_WEIGH_H

#include "base/buf.h"
#include "merge/merge.h"
#include "store/sql.h"

/* Actors and places of the reports as JSON, by their index. */
typedef struct bay__json_of {
    bay_str *actors, *places;
} bay__json_of;

void bay__finding_print(const bay_reports *r, const bay__json_of *json, const bay_finding *finding, bay_arena *arena, bay_buf *out);

#endif
