/* lexicon/table.h - the dictionaries as people write them: TSV tables, from the bundle built into the
 * program and from an overlay folder.
 *
 *   reads   the bundle (every lexicon TSV, each after a line "#@file actors/groups.tsv"), a folder
 *   writes  tables: header, rows, cells; each row knows its file and line
 *
 * A table is named by its path without ".tsv": "actors/groups". Overlay rows come after the built-in rows of the
 * same table: who builds an index lets later rows win. A malformed row is left out and reported in
 * tables->problems; the others stay.
 *
 *     const bay_table *groups = bay_tables_find(&tables, "actors/groups");
 *     int name = bay_table_column(groups, "name");
 *     for (uint32_t r = 0; r < groups->rows.count; r++) use(bay_table_cell(groups, r, name));
 */
#ifndef BAY_LEXICON_TABLE_H
#define BAY_LEXICON_TABLE_H

#include "base/array.h"
#include "base/status.h"
#include "base/str.h"

enum { BAY_COLUMNS_MAX = 24 };

typedef struct bay_table_row {
    bay_str cells[BAY_COLUMNS_MAX];   /* by column of the table; empty where the row has none */
    bay_str file;
    uint32_t line;
} bay_table_row;

typedef struct bay_table {
    bay_str name;
    bay_str columns[BAY_COLUMNS_MAX];
    uint32_t column_count;
    BAY_ARRAY(bay_table_row) rows;
} bay_table;

typedef struct bay_problem {
    bay_str file;
    uint32_t line;
    bay_str message;
} bay_problem;

typedef struct bay_tables {
    BAY_ARRAY(bay_table *) tables;
    BAY_ARRAY(bay_problem) problems;
    uint64_t hash;                    /* of all bytes read, in order: the lexicon's version */
} bay_tables;

/* Both keep slices of bytes: they must outlive the tables. */
BAY_MUST_CHECK bay_status bay_tables_add_bundle(bay_tables *tables, bay_arena *arena, bay_str bundle, bay_error *err);
BAY_MUST_CHECK bay_status bay_tables_add_file(bay_tables *tables, bay_arena *arena, bay_str name, bay_str file,
                                              bay_str bytes, bay_error *err);
/* Reads every DIR/KIND/NAME.tsv, in name order; the bytes are copied into the arena. */
BAY_MUST_CHECK bay_status bay_tables_add_folder(bay_tables *tables, bay_arena *arena, const char *dir, bay_error *err);

const bay_table *bay_tables_find(const bay_tables *tables, const char *name);   /* NULL when absent */
int bay_table_column(const bay_table *table, const char *name);                 /* -1 when absent   */
/* Empty string for column -1. */
bay_str bay_table_cell(const bay_table *table, uint32_t row, int column);
void bay_tables_problem(bay_tables *tables, bay_arena *arena, bay_str file, uint32_t line, bay_str message);

#endif
