/* export/layout.h - what a layout is, and the cells they share. */
#ifndef BAY_EXPORT_LAYOUT_H
#define BAY_EXPORT_LAYOUT_H

#include <cjson/cJSON.h>

#include "export/export.h"

/* One row of an event in the making: layouts with one actor and one target get a row for each pair. */
typedef struct bay__row {
    bay_export *ex;
    const cJSON *event, *actor, *recipient;     /* actor, recipient: NULL when there is none */
    bay_str line;               /* the event as it was given */
    bay_buf *out;
    bool begun;
} bay__row;

typedef struct bay_layout {
    const char *name;
    const char *const *columns;     /* NULL: the layout is no table                   */
    char separator;                 /* ',' quotes as RFC 4180; '\t' blanks tabs       */
    bool header, pairs;
    bool (*wants)(const cJSON *event);      /* NULL: all */
    void (*row)(bay__row *row);
    void (*begin)(bay_buf *out);
    void (*end)(bay_buf *out);
} bay_layout;

extern const bay_layout bay__layout_plover, bay__layout_cameo, bay__layout_gdelt, bay__layout_icews, bay__layout_acled,
    bay__layout_geojson, bay__layout_jsonl;

/* Reading; each takes NULL. */
const cJSON *bay__get(const cJSON *item, const char *key);
const char *bay__text(const cJSON *item, const char *key);               /* NULL when absent */
bool bay__number(const cJSON *item, const char *key, double *out);
const char *bay__actor_name(const cJSON *actor);                         /* name, else as written */
const char *bay__sector(const cJSON *actor, int n);

/* Writing: one cell after another. */
void bay__cell(bay__row *row, const char *text);                         /* NULL: empty */
void bay__cell_printf(bay__row *row, const char *format, ...) BAY_PRINTF(2, 3);
void bay__cell_number(bay__row *row, const cJSON *item, const char *key, int decimals);
void bay__cell_list(bay__row *row, const cJSON *list, const char *joint);
void bay__cell_names(bay__row *row, const cJSON *actors, const char *joint);
void bay__cell_country(bay__row *row, const char *code);
void bay__cells_empty(bay__row *row, int count);
uint64_t bay__id_number(const char *id);                                 /* 53 bits of an id, for layouts that want numbers */

#endif
