#include "lexicon/table.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/io.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/utf8.h"

enum { FILE_LIMIT = 64 << 20, FOLDER_FILES_MAX = 1000 };

const bay_table *bay_tables_find(const bay_tables *tables, const char *name)
{
    for (uint32_t i = 0; i < tables->tables.count; i++)
        if (bay_str_is(tables->tables.items[i]->name, name)) return tables->tables.items[i];
    return NULL;
}

int bay_table_column(const bay_table *table, const char *name)
{
    for (uint32_t i = 0; table && i < table->column_count; i++)
        if (bay_str_is(table->columns[i], name)) return (int)i;
    return -1;
}

bay_str bay_table_cell(const bay_table *table, uint32_t row, int column)
{
    return column < 0 ? BAY_STR("") : table->rows.items[row].cells[column];
}

void bay_tables_problem(bay_tables *tables, bay_arena *arena, bay_str file, uint32_t line, bay_str message)
{
    bay_problem *problem = bay_push(arena, &tables->problems);
    if (problem) *problem = (bay_problem){file, line, message};
}

static bay_table *table_for(bay_tables *tables, bay_arena *arena, bay_str name)
{
    for (uint32_t i = 0; i < tables->tables.count; i++)
        if (bay_str_eq(tables->tables.items[i]->name, name)) return tables->tables.items[i];
    bay_table *table = bay_arena_calloc(arena, 1, sizeof *table);
    bay_table **slot = table ? bay_push(arena, &tables->tables) : NULL;
    if (!slot) return NULL;
    table->name = name;
    return *slot = table;
}

struct reader {
    bay_tables *tables;
    bay_arena *arena;
    bay_table *table;
    bay_str file;
    uint32_t line;
    int columns[BAY_COLUMNS_MAX];   /* of this file, in columns of the table; -1 ignored */
    uint32_t column_count;
};

/* The overlay's columns may stand in another order, and new ones are added at the end. */
static void read_header(struct reader *r, bay_str text)
{
    bay_str cell;
    r->column_count = 0;
    while (r->column_count < BAY_COLUMNS_MAX && bay_str_next(&text, '\t', &cell)) {
        cell = bay_str_trim(cell);
        int column = -1;
        for (uint32_t i = 0; i < r->table->column_count; i++)
            if (bay_str_eq(r->table->columns[i], cell)) column = (int)i;
        if (column < 0 && cell.size && r->table->column_count < BAY_COLUMNS_MAX) {
            column = (int)r->table->column_count;
            r->table->columns[r->table->column_count++] = cell;
            if (r->table->rows.count) bay_tables_problem(r->tables, r->arena, r->file, r->line, BAY_STR("a column that the built-in table lacks"));
        }
        r->columns[r->column_count++] = column;
    }
}

static bool read_row(struct reader *r, bay_str text)
{
    bay_table_row row = {.file = r->file, .line = r->line};
    for (uint32_t i = 0; i < BAY_COLUMNS_MAX; i++) row.cells[i] = BAY_STR("");
    bay_str cell;
    uint32_t at = 0;
    while (bay_str_next(&text, '\t', &cell)) {
        cell = bay_str_trim(cell);
        if (at >= r->column_count) {
            if (cell.size == 0) continue;
            bay_tables_problem(r->tables, r->arena, r->file, r->line, BAY_STR("more cells than the header has columns"));
            return true;
        }
        if (r->columns[at] >= 0) row.cells[r->columns[at]] = cell;
        at++;
    }
    bay_table_row *slot = bay_push(r->arena, &r->table->rows);
    if (!slot) return false;
    *slot = row;
    return true;
}

static bool read_line(struct reader *r, bay_str line)
{
    if (line.size && line.bytes[line.size - 1] == '\r') line.size--;
    bay_str trimmed = bay_str_trim(line);
    if (trimmed.size == 0 || trimmed.bytes[0] == '#') return true;
    if (!bay_utf8_is_valid(line)) {
        bay_tables_problem(r->tables, r->arena, r->file, r->line, BAY_STR("not UTF-8"));
        return true;
    }
    if (r->column_count == 0) {
        read_header(r, line);
        return true;
    }
    return read_row(r, line);
}

bay_status bay_tables_add_file(bay_tables *tables, bay_arena *arena, bay_str name, bay_str file, bay_str bytes,
                               bay_error *err)
{
    struct reader r = {.tables = tables, .arena = arena, .file = file};
    r.table = table_for(tables, arena, name);
    if (!r.table) return bay_fail_memory(err);
    tables->hash = bay_hash_more(bay_hash_more(tables->hash, name), bytes);
    if (bytes.size >= 3 && memcmp(bytes.bytes, "\xEF\xBB\xBF", 3) == 0) bytes = bay_str_slice(bytes, 3, bytes.size);
    bay_str line;
    while (bay_str_next(&bytes, '\n', &line)) {
        r.line++;
        if (!read_line(&r, line)) return bay_fail_memory(err);
    }
    return BAY_OK;
}

static bay_str table_name(bay_str path)
{
    return bay_str_ends(path, BAY_STR(".tsv")) ? bay_str_slice(path, 0, path.size - 4) : path;
}

bay_status bay_tables_add_bundle(bay_tables *tables, bay_arena *arena, bay_str bundle, bay_error *err)
{
    const bay_str mark = BAY_STR("#@file ");
    bay_str rest = bundle, line, path = {0};
    const char *begin = NULL;
    while (rest.bytes) {
        const char *at = rest.bytes;
        bool is_line = bay_str_next(&rest, '\n', &line);
        bool is_mark = is_line && bay_str_starts(line, mark);
        if (begin && (is_mark || !rest.bytes)) {
            const char *end = is_mark ? at : bundle.bytes + bundle.size;
            BAY_TRY(bay_tables_add_file(tables, arena, table_name(path), path,
                                        (bay_str){begin, (uint32_t)(end - begin)}, err));
        }
        if (is_mark) {
            path = bay_str_trim(bay_str_slice(line, mark.size, line.size));
            begin = rest.bytes;
        }
    }
    return BAY_OK;
}

static bay_status add_path(bay_tables *tables, bay_arena *arena, const char *dir, const char *kind, const char *name,
                           bay_error *err)
{
    bay_str path = bay_str_format(arena, "%s/%s/%s", dir, kind, name);
    bay_str relative = bay_str_format(arena, "%s/%s", kind, name);
    if (!path.bytes || !relative.bytes) return bay_fail_memory(err);
    char *bytes;
    size_t size;
    BAY_TRY(bay_file_read(path.bytes, FILE_LIMIT, &bytes, &size, err));
    bay_str copy = bay_str_copy(arena, (bay_str){bytes, (uint32_t)size});
    bay_free(bytes);
    if (!copy.bytes) return bay_fail_memory(err);
    return bay_tables_add_file(tables, arena, table_name(relative), path, copy, err);
}

static int visible(const struct dirent *entry) { return entry->d_name[0] != '.'; }

static int tsv_only(const struct dirent *entry)
{
    return visible(entry) && bay_str_ends(bay_str_from(entry->d_name), BAY_STR(".tsv"));
}

static void free_names(struct dirent **names, int count)
{
    for (int i = 0; i < count; i++) free(names[i]);
    free(names);
}

static bay_status add_kind(bay_tables *tables, bay_arena *arena, const char *dir, const char *kind, bay_error *err)
{
    struct dirent **names;
    bay_str path = bay_str_format(arena, "%s/%s", dir, kind);
    int count = path.bytes ? scandir(path.bytes, &names, tsv_only, alphasort) : -1;
    if (count < 0) return BAY_OK;   /* not a folder */
    bay_status status = BAY_OK;
    for (int i = 0; i < count && i < FOLDER_FILES_MAX && !status; i++)
        status = add_path(tables, arena, dir, kind, names[i]->d_name, err);
    free_names(names, count);
    return status;
}

bay_status bay_tables_add_folder(bay_tables *tables, bay_arena *arena, const char *dir, bay_error *err)
{
    struct dirent **kinds;
    int count = scandir(dir, &kinds, visible, alphasort);
    if (count < 0) return bay_fail(err, BAY_NOT_FOUND, "%s: no such folder of dictionaries", dir);
    bay_status status = BAY_OK;
    for (int i = 0; i < count && !status; i++) status = add_kind(tables, arena, dir, kinds[i]->d_name, err);
    free_names(kinds, count);
    return status;
}
