#include "rows.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <utf8proc.h>

#include "base/array.h"
#include "base/mem.h"
#include "base/utf8.h"

enum { CELL_MIB = 16, TABLE_MIB = 1024, PLAIN_WIDTH = 120, COLUMNS_MOST = 40, NARROWEST = 8, WIDE_FROM = 110, BELOW_LINES = 3, DAY_SIZE = 10 };

struct rows {
    const struct flags *flags;
    const struct column *columns;
    enum row_format format;
    bay_arena arena;                /* cells of a table, which is printed when its widths are known */
    BAY_ARRAY(bay_str) cells;
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
        if (name.size && name.bytes[0] == '=') { bay_buf_add(out, name.bytes + 1, name.size - 1); return; }
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
    if (!path.size || cJSON_IsString(item)) { value_print(item, out); return; }
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

static void flatten(bay_buf *cell)
{
    for (size_t i = 0; i < cell->size; i++)
        if (cell->bytes[i] == '\t' || cell->bytes[i] == '\r' || cell->bytes[i] == '\n') cell->bytes[i] = ' ';
}

/* Columns that the terminal gives one character; control characters none. */
static int char_width(bay_str s, uint32_t at, uint32_t *size)
{
    uint32_t code;
    *size = bay_utf8_decode(s, at, &code);
    return code == BAY_UTF8_BAD ? 1 : utf8proc_charwidth((utf8proc_int32_t)code);
}

static int text_width(bay_str s)
{
    int width = 0;
    uint32_t size;
    for (uint32_t at = 0; at < s.size; at += size) width += char_width(s, at, &size);
    return width;
}

/* The bytes of s that fit into width; at_space: up to the last space there, if any. */
static uint32_t piece_that_fits(bay_str s, int width, bool at_space)
{
    int used = 0;
    uint32_t size = 0, space = 0, at = 0;
    while (at < s.size) {
        int wide = char_width(s, at, &size);
        if (used + wide > width) break;
        if (s.bytes[at] == ' ') space = at;
        used += wide;
        at += size;
    }
    return at_space && at < s.size && s.bytes[at] != ' ' && space ? space : at ? at : size;
}

static bool table_row(struct rows *rows, const cJSON *item)
{
    for (const struct column *c = rows->columns; c->header; c++) {
        if (!in_table(c)) continue;
        if (item) json_path_print(item, c->path, &rows->cell);
        else { bay_buf_clear(&rows->cell); bay_buf_text(&rows->cell, c->header); }
        flatten(&rows->cell);
        if (item && (c->flags & COLUMN_DAY) && rows->cell.size > DAY_SIZE) rows->cell.size = DAY_SIZE;
        bay_str *slot = rows->cell.failed ? NULL : bay_push(&rows->arena, &rows->cells);
        if (!slot) return false;
        *slot = bay_str_copy(&rows->arena, (bay_str){rows->cell.bytes, (uint32_t)rows->cell.size});
        if (!slot->bytes) return false;
    }
    return true;
}

/* The columns that stand in the line, with their widths, and those whose values stand below it. */
struct shown {
    const struct column *columns[COLUMNS_MOST], *below[COLUMNS_MOST];
    uint32_t cells[COLUMNS_MOST], below_cells[COLUMNS_MOST], stride;    /* which cell of a row */
    int widths[COLUMNS_MOST], count, below_count, room;
};

static bay_str cell_of(const struct rows *rows, const struct shown *shown, uint32_t row, uint32_t cell)
{
    return rows->cells.items[row * shown->stride + cell];
}

static void choose_columns(const struct rows *rows, struct shown *shown)
{
    shown->room = terminal_width();
    for (const struct column *c = rows->columns; c->header && shown->stride < COLUMNS_MOST; c++) {
        if (!in_table(c)) continue;
        uint32_t cell = shown->stride++;
        bool below = (c->flags & COLUMN_BELOW) || ((c->flags & COLUMN_WIDE) && shown->room < WIDE_FROM);
        if (below) { shown->below[shown->below_count] = c; shown->below_cells[shown->below_count++] = cell; }
        else { shown->columns[shown->count] = c; shown->cells[shown->count++] = cell; }
    }
}

/* As wide as the widest cell; what does not fit the terminal is taken from the columns that may be cut or wrapped, from
 * the widest of them against its share first. */
static void find_widths(const struct rows *rows, struct shown *shown)
{
    int *widths = shown->widths, all = 2 * (shown->count - 1);
    for (uint32_t row = 0; row < rows->cells.count / shown->stride; row++)
        for (int k = 0; k < shown->count; k++) {
            int wide = text_width(cell_of(rows, shown, row, shown->cells[k]));
            if (wide > widths[k]) widths[k] = wide;
        }
    for (int k = 0; k < shown->count; k++) all += widths[k];
    while (all > shown->room) {
        int most = -1;
        double worst = 0;
        for (int k = 0; k < shown->count; k++) {
            const struct column *c = shown->columns[k];
            double share = c->width < 1 ? c->width * shown->room : c->width;
            if (!(c->flags & (COLUMN_CUT | COLUMN_WRAP)) || widths[k] <= NARROWEST || widths[k] / share <= worst) continue;
            worst = widths[k] / share;
            most = k;
        }
        if (most < 0) return;
        widths[most]--;
        all--;
    }
}

static void pad(bay_buf *line, int count)
{
    for (int i = 0; i < count; i++) bay_buf_char(line, ' ');
}

static void print_piece(bay_buf *line, const struct column *c, bay_str piece, int width, bool cut, bool last)
{
    int gap = width - text_width(piece) - cut;
    if (c->flags & COLUMN_RIGHT) pad(line, gap);
    bay_buf_str(line, piece);
    if (cut) bay_buf_text(line, "\xE2\x80\xA6");
    if (!(c->flags & COLUMN_RIGHT) && !last) pad(line, gap);
    if (!last) bay_buf_text(line, "  ");
}

/* One row takes as many lines as its longest wrapped cell; rest holds what is still to print of each. */
static bool print_line(bay_buf *line, const struct shown *shown, bay_str *rest)
{
    bool more = false;
    for (int k = 0; k < shown->count; k++) {
        int width = shown->widths[k];
        bool wraps = shown->columns[k]->flags & COLUMN_WRAP, fits = text_width(rest[k]) <= width;
        uint32_t size = fits ? rest[k].size : piece_that_fits(rest[k], width - !wraps, wraps);
        print_piece(line, shown->columns[k], bay_str_slice(rest[k], 0, size), width, !fits && !wraps, k + 1 == shown->count);
        rest[k] = wraps ? bay_str_trim(bay_str_slice(rest[k], size, rest[k].size)) : (bay_str){"", 0};
        more |= rest[k].size > 0;
    }
    while (line->size && line->bytes[line->size - 1] == ' ') line->size--;
    bay_buf_char(line, '\n');
    return more;
}

/* What found no place in the line, indented: "place: Goma   says: residents". */
static void print_below(struct rows *rows, const struct shown *shown, uint32_t row)
{
    bay_buf_clear(&rows->cell);
    for (int k = 0; k < shown->below_count; k++) {
        bay_str value = cell_of(rows, shown, row, shown->below_cells[k]);
        if (!value.size) continue;
        bay_buf_printf(&rows->cell, "%s%s: ", rows->cell.size ? "   " : "", shown->below[k]->header);
        bay_buf_str(&rows->cell, value);
    }
    bay_str rest = {rows->cell.bytes, (uint32_t)rows->cell.size};
    int indent = shown->count ? shown->widths[0] + 2 : 2, width = shown->room - indent > 20 ? shown->room - indent : 20;
    for (int lines = 0; rest.size && lines < BELOW_LINES; lines++) {
        bool cut = lines + 1 == BELOW_LINES && text_width(rest) > width;
        uint32_t size = piece_that_fits(rest, width - cut, true);
        pad(&rows->line, indent);
        bay_buf_str(&rows->line, bay_str_trim(bay_str_slice(rest, 0, size)));
        bay_buf_text(&rows->line, cut ? "\xE2\x80\xA6\n" : "\n");
        rest = bay_str_trim(bay_str_slice(rest, size, rest.size));
    }
}

static int print_table(struct rows *rows)
{
    struct shown shown = {0};
    bay_str rest[COLUMNS_MOST];
    choose_columns(rows, &shown);
    find_widths(rows, &shown);
    for (uint32_t row = 0; row < rows->cells.count / shown.stride; row++) {
        for (int k = 0; k < shown.count; k++) rest[k] = cell_of(rows, &shown, row, shown.cells[k]);
        bay_buf_clear(&rows->line);
        while (print_line(&rows->line, &shown, rest)) continue;
        if (row) print_below(rows, &shown, row);
        if (rows->line.failed || write_out(rows->flags, rows->line.bytes, rows->line.size)) return EXIT_CANNOT;
    }
    return EXIT_DONE;
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
    bay_arena_release(&rows->arena);
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
    bay_arena_init(&rows->arena, (size_t)TABLE_MIB << 20);
    bool fine = rows->format == ROWS_TABLE ? table_row(rows, NULL) : rows->format == ROWS_JSONL || flat_row(rows, NULL);
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
    if (!code && rows->format == ROWS_TABLE && rows->count) code = print_table(rows);
    if (!code && rows->format == ROWS_TABLE && !rows->count && !rows->flags->quiet) fprintf(stderr, "nothing found\n");
    rows_free(rows);
    return code;
}
