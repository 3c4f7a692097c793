#include "rows.h"

#include <libsmartcols/libsmartcols.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/mem.h"

enum { CELL_MIB = 16, PLAIN_WIDTH = 120, COLUMNS_MOST = 40 };

struct rows {
    const struct flags *flags;
    const struct column *columns;
    enum row_format format;
    struct libscols_table *table;
    bay_buf cell, line;
    long count;
    int code;
};

enum row_format rows_format(const struct flags *flags)
{
    static const char *const names[] = {"table", "jsonl", "csv", "tsv"};
    if (!flags->format) return ROWS_TABLE;
    for (int i = 0; i < ROWS_UNKNOWN; i++)
        if (!strcmp(flags->format, names[i])) return (enum row_format)i;
    complain_text(flags, "--format %s: not one of table, jsonl, csv, tsv", flags->format);
    return ROWS_UNKNOWN;
}

int terminal_width(void)
{
    struct winsize size;
    const char *said = getenv("COLUMNS");
    int width = said ? atoi(said) : 0;
    if (width > 20) return width;
    if (isatty(STDOUT_FILENO) && !ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) && size.ws_col > 20) return size.ws_col;
    return PLAIN_WIDTH;
}

/* ---- values ------------------------------------------------------------------ */

static void number_print(double value, bay_buf *out)
{
    if (value == floor(value) && fabs(value) < 1e15) bay_buf_printf(out, "%.0f", value);
    else bay_buf_printf(out, "%.6g", value);
}

static bool is_span(const cJSON *item)
{
    return cJSON_IsArray(item) && cJSON_GetArraySize(item) == 2 && cJSON_IsNumber(item->child) && cJSON_IsNumber(item->child->next);
}

static void value_print(const cJSON *item, bay_buf *out)
{
    if (cJSON_IsString(item)) bay_buf_text(out, item->valuestring);
    else if (cJSON_IsNumber(item)) number_print(item->valuedouble, out);
    else if (cJSON_IsBool(item)) bay_buf_text(out, cJSON_IsTrue(item) ? "yes" : "no");
    else if (is_span(item)) bay_buf_printf(out, "%.0f-%.0f", item->child->valuedouble, item->child->next->valuedouble);
    else if (cJSON_IsArray(item)) {
        for (const cJSON *x = item->child; x; x = x->next) {
            if (x != item->child) bay_buf_text(out, "; ");
            value_print(x, out);
        }
    }
}

static bool nothing(const cJSON *item) { return !item || cJSON_IsNull(item) || (cJSON_IsArray(item) && !item->child); }

static void path_print(const cJSON *item, bay_str path, bay_buf *out);

/* One step of a path, with its alternatives: "name|text". */
static void step_print(const cJSON *item, bay_str names, bay_str rest, bay_buf *out)
{
    bay_str name;
    while (bay_str_next(&names, '|', &name)) {
        char key[64];
        snprintf(key, sizeof key, "%.*s", BAY_STR_ARG(name));
        const cJSON *inner = cJSON_GetObjectItemCaseSensitive(item, key);
        if (nothing(inner)) continue;
        path_print(inner, rest, out);
        return;
    }
}

static void path_print(const cJSON *item, bay_str path, bay_buf *out)
{
    bay_str step;
    if (nothing(item)) return;
    if (!path.size) { value_print(item, out); return; }
    if (cJSON_IsArray(item) && path.bytes[0] >= '0' && path.bytes[0] <= '9') {
        (void)!bay_str_next(&path, '.', &step);
        path_print(cJSON_GetArrayItem(item, step.bytes[0] - '0'), path, out);
        return;
    }
    if (cJSON_IsArray(item)) {
        size_t begin = out->size;
        for (const cJSON *x = item->child; x; x = x->next) {
            if (out->size > begin && bay_str_ends((bay_str){out->bytes, (uint32_t)out->size}, BAY_STR("; ")) == 0) bay_buf_text(out, "; ");
            path_print(x, path, out);
        }
        return;
    }
    if (bay_str_next(&path, '.', &step)) step_print(item, step, path, out);
}

void json_path_print(const cJSON *item, const char *path, bay_buf *out)
{
    bay_buf_clear(out);
    path_print(item, bay_str_from(path), out);
    if (!out->size) bay_buf_text(out, "");
}

/* ---- table --------------------------------------------------------------------- */

static bool in_table(const struct column *c) { return !(c->flags & COLUMN_FLAT); }
static bool in_flat(const struct column *c) { return !(c->flags & COLUMN_TABLE); }

static int add_columns(struct rows *rows)
{
    for (const struct column *c = rows->columns; c->header; c++) {
        if (!in_table(c)) continue;
        int flags = (c->flags & COLUMN_CUT ? SCOLS_FL_TRUNC : 0) | (c->flags & COLUMN_RIGHT ? SCOLS_FL_RIGHT : 0) |
                    (c->flags & COLUMN_WRAP ? SCOLS_FL_WRAP : 0);
        struct libscols_column *column = scols_table_new_column(rows->table, c->header, c->width, flags);
        if (!column) return -1;
        if (c->flags & COLUMN_WRAP && scols_column_set_wrapfunc(column, scols_wrapnl_chunksize, scols_wrapnl_nextchunk, NULL)) return -1;
        if (c->flags & COLUMN_WRAP && scols_column_set_safechars(column, "\n")) return -1;
    }
    return 0;
}

static bool make_table(struct rows *rows)
{
    scols_init_debug(0);
    rows->table = scols_new_table();
    if (!rows->table || add_columns(rows)) return false;
    scols_table_set_termforce(rows->table, SCOLS_TERMFORCE_ALWAYS);
    scols_table_set_termwidth(rows->table, (size_t)terminal_width());
    return true;
}

static void flatten(bay_buf *cell)
{
    for (size_t i = 0; i < cell->size; i++)
        if (cell->bytes[i] == '\t' || cell->bytes[i] == '\r' || cell->bytes[i] == '\n') cell->bytes[i] = ' ';
}

/* Breaks lines between words, where the column will end; libsmartcols by itself breaks inside them. */
static void break_lines(bay_buf *cell, const struct column *c)
{
    size_t room = c->width < 1 ? (size_t)(c->width * terminal_width()) : (size_t)c->width;
    size_t line = 0, space = 0;
    if (room > 12) room--;
    for (size_t i = 0; i < cell->size; i++) {
        if (((unsigned char)cell->bytes[i] & 0xC0) != 0x80) line++;
        if (cell->bytes[i] == ' ') space = i;
        if (line <= room || !space) continue;
        cell->bytes[space] = '\n';
        line = 0;
        for (size_t k = space + 1; k <= i; k++) line += ((unsigned char)cell->bytes[k] & 0xC0) != 0x80;
        space = 0;
    }
}

static bool table_row(struct rows *rows, const cJSON *item)
{
    struct libscols_line *line = scols_table_new_line(rows->table, NULL);
    size_t n = 0;
    for (const struct column *c = rows->columns; line && c->header; c++) {
        if (!in_table(c)) continue;
        json_path_print(item, c->path, &rows->cell);
        flatten(&rows->cell);
        if (c->flags & COLUMN_WRAP) break_lines(&rows->cell, c);
        if (rows->cell.failed || scols_line_set_data(line, n++, rows->cell.bytes)) return false;
    }
    return line != NULL;
}

/* ---- csv, tsv -------------------------------------------------------------------- */

static void csv_cell(bay_buf *line, const bay_buf *cell)
{
    if (!cell->size || !strpbrk(cell->bytes, ",\"\r\n")) { bay_buf_add(line, cell->bytes, cell->size); return; }
    bay_buf_char(line, '"');
    for (size_t i = 0; i < cell->size; i++) {
        if (cell->bytes[i] == '"') bay_buf_char(line, '"');
        bay_buf_char(line, cell->bytes[i]);
    }
    bay_buf_char(line, '"');
}

/* item NULL: the line of headers. */
static bool flat_row(struct rows *rows, const cJSON *item)
{
    char separator = rows->format == ROWS_CSV ? ',' : '\t';
    bay_buf_clear(&rows->line);
    for (const struct column *c = rows->columns; c->header; c++) {
        if (!in_flat(c)) continue;
        if (rows->line.size || c != rows->columns) bay_buf_char(&rows->line, separator);
        if (item) json_path_print(item, c->path, &rows->cell);
        else { bay_buf_clear(&rows->cell); bay_buf_text(&rows->cell, c->header); }
        if (rows->format == ROWS_CSV) csv_cell(&rows->line, &rows->cell);
        else { flatten(&rows->cell); bay_buf_add(&rows->line, rows->cell.bytes, rows->cell.size); }
    }
    bay_buf_char(&rows->line, '\n');
    if (rows->line.failed || rows->cell.failed) return false;
    rows->code = write_out(rows->flags, rows->line.bytes, rows->line.size);
    return rows->code == 0;
}

/* ---- all ------------------------------------------------------------------------- */

static void rows_free(struct rows *rows)
{
    scols_unref_table(rows->table);
    bay_buf_release(&rows->cell);
    bay_buf_release(&rows->line);
    bay_free(rows);
}

struct rows *rows_new(const struct flags *flags, const struct column *columns)
{
    struct rows *rows = bay_calloc(1, sizeof *rows);
    if (!rows) { complain_text(flags, "out of memory"); return NULL; }
    rows->flags = flags;
    rows->columns = columns;
    rows->format = rows_format(flags);
    bay_buf_init(&rows->cell, (size_t)CELL_MIB << 20);
    bay_buf_init(&rows->line, (size_t)CELL_MIB << 20);
    bool fine = rows->format == ROWS_TABLE ? make_table(rows) : rows->format == ROWS_JSONL || flat_row(rows, NULL);
    if (fine) return rows;
    complain_text(flags, "output cannot be made");
    rows_free(rows);
    return NULL;
}

bool rows_add(struct rows *rows, bay_str line)
{
    rows->count++;
    if (rows->format == ROWS_JSONL) {
        rows->code = write_out(rows->flags, line.bytes, line.size) || write_out(rows->flags, "\n", 1) ? EXIT_CANNOT : 0;
        return rows->code == 0;
    }
    cJSON *item = cJSON_ParseWithLength(line.bytes, line.size);
    bool fine = item && (rows->format == ROWS_TABLE ? table_row(rows, item) : flat_row(rows, item));
    cJSON_Delete(item);
    if (!fine && !rows->code) rows->code = EXIT_CANNOT;
    return fine;
}

int rows_end(struct rows *rows)
{
    int code = rows->code;
    if (!code && rows->format == ROWS_TABLE && rows->count) code = scols_print_table(rows->table) ? EXIT_CANNOT : 0;
    if (!code && rows->format == ROWS_TABLE && !rows->count && !rows->flags->quiet) fprintf(stderr, "nothing found\n");
    rows_free(rows);
    return code;
}
