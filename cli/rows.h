/* rows.h - JSON lines to the reader's form: a table that fits the terminal, jsonl as they are, csv or tsv.
 *
 *     static const struct column columns[] = {{"date", "date.begin", 10, 0}, {"who", "actors.name|text", 0.2, COLUMN_CUT}, {0}};
 *     struct rows *rows = rows_new(flags, columns);
 *     ... rows_add(rows, line) ...
 *     return rows_end(rows);        // prints a table; an exit code
 *
 * A path goes through objects by name; an array gives each of its values, joined by "; ", or the one whose number the
 * path names; a|b takes the first that is there, a|=word
 * the word where nothing is; a path that goes on below a text gives the text. --format decides;
 * without it, a table, also where standard output is a pipe.
 */
#ifndef BAY_CLI_ROWS_H
#define BAY_CLI_ROWS_H

#include <cjson/cJSON.h>

#include "base/str.h"
#include "common.h"

enum { COLUMN_CUT = 1, COLUMN_RIGHT = 2, COLUMN_WRAP = 4, COLUMN_FLAT = 8 /* csv and tsv only */, COLUMN_TABLE = 16 /* table only */,
       COLUMN_WIDE = 32 /* stands below the row where the terminal is narrow */, COLUMN_BELOW = 64 /* always does */,
       COLUMN_DAY = 128 /* a table shows of a time only the day */ };

struct column {
    const char *header, *path;
    double width;       /* characters from 1 up, share of the line below 1 */
    int flags;
};

enum row_format { ROWS_TABLE, ROWS_JSONL, ROWS_CSV, ROWS_TSV, ROWS_UNKNOWN };

struct rows;

enum row_format rows_format(const struct flags *flags);      /* ROWS_UNKNOWN after a message */
struct rows *rows_new(const struct flags *flags, const struct column *columns);   /* NULL after a message */
/* Takes one line; false when output must stop. */
bool rows_add(struct rows *rows, bay_str line);
int rows_end(struct rows *rows);

/* The value at a path, as text in out; nothing when absent. */
void json_path_print(const cJSON *item, const char *path, bay_buf *out);
int terminal_width(void);

#endif
