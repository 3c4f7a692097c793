#include "store/sql.h"

#include <stdarg.h>

bay_status bay__sql_fail(bay_store *store, const char *doing, bay_error *err)
{
    int code = sqlite3_errcode(store->db);
    if (code == SQLITE_NOMEM) return bay_fail_memory(err);
    return bay_fail(err, BAY_STORE, "ledger: %s: %s", doing, sqlite3_errmsg(store->db));
}

bay_status bay__sql_script(bay_store *store, const char *sql, bay_error *err)
{
    return sqlite3_exec(store->db, sql, NULL, NULL, NULL) == SQLITE_OK ? BAY_OK : bay__sql_fail(store, "script", err);
}

bay_status bay__sql_prepare(bay_store *store, int slot, const char *sql, sqlite3_stmt **out, bay_error *err)
{
    if (slot < SQL_SLOTS && store->kept[slot]) {
        *out = store->kept[slot];
        sqlite3_reset(*out);
        return BAY_OK;
    }
    unsigned flags = slot < SQL_SLOTS ? SQLITE_PREPARE_PERSISTENT : 0;
    if (sqlite3_prepare_v3(store->db, sql, -1, flags, out, NULL) != SQLITE_OK) return bay__sql_fail(store, "statement", err);
    if (slot < SQL_SLOTS) store->kept[slot] = *out;
    return BAY_OK;
}

static void bind_str(sqlite3_stmt *stmt, int at, bay_str s, bool blob)
{
    if (!s.bytes) sqlite3_bind_null(stmt, at);
    else if (blob) sqlite3_bind_blob(stmt, at, s.bytes, (int)s.size, SQLITE_STATIC);
    else sqlite3_bind_text(stmt, at, s.bytes, (int)s.size, SQLITE_STATIC);
}

static void bind_all(sqlite3_stmt *stmt, const char *letters, va_list args)
{
    for (int at = 1; *letters; letters++, at++) {
        switch (*letters) {
        case 'i': sqlite3_bind_int64(stmt, at, va_arg(args, int64_t)); break;
        case 'd': sqlite3_bind_double(stmt, at, va_arg(args, double)); break;
        case 's': bind_str(stmt, at, va_arg(args, bay_str), false); break;
        case 'b': bind_str(stmt, at, va_arg(args, bay_str), true); break;
        case 't': bind_str(stmt, at, bay_str_from(va_arg(args, const char *)), false); break;
        default: sqlite3_bind_null(stmt, at);
        }
    }
}

void bay__sql_bind(sqlite3_stmt *stmt, const char *letters, ...)
{
    va_list args;
    va_start(args, letters);
    bind_all(stmt, letters, args);
    va_end(args);
}

bay_status bay__sql_next(bay_store *store, sqlite3_stmt *stmt, bool *more, bay_error *err)
{
    int code = sqlite3_step(stmt);
    *more = code == SQLITE_ROW;
    if (code == SQLITE_ROW) return BAY_OK;
    bay_status status = code == SQLITE_DONE ? BAY_OK : bay__sql_fail(store, "query", err);
    sqlite3_reset(stmt);
    return status;
}

static void leave(int slot, sqlite3_stmt *stmt)
{
    if (slot >= SQL_SLOTS) { sqlite3_finalize(stmt); return; }
    sqlite3_reset(stmt);
    sqlite3_clear_bindings(stmt);   /* they point at the caller's bytes */
}

/* Prepares, binds and takes the first step. BAY_OK also when there was no row; then *stmt is to be left. */
static bay_status first_step(bay_store *store, int slot, const char *sql, const char *letters, va_list args, sqlite3_stmt **stmt, int *code,
                             bay_error *err)
{
    BAY_TRY(bay__sql_prepare(store, slot, sql, stmt, err));
    bind_all(*stmt, letters, args);
    *code = sqlite3_step(*stmt);
    bay_status status = *code == SQLITE_DONE || *code == SQLITE_ROW ? BAY_OK : bay__sql_fail(store, "statement", err);
    if (status) leave(slot, *stmt);
    return status;
}

bay_status bay__sql_run(bay_store *store, int slot, const char *sql, bay_error *err, const char *letters, ...)
{
    sqlite3_stmt *stmt;
    int code;
    va_list args;
    va_start(args, letters);
    bay_status status = first_step(store, slot, sql, letters, args, &stmt, &code, err);
    va_end(args);
    if (!status) leave(slot, stmt);
    return status;
}

bay_status bay__sql_int(bay_store *store, int slot, const char *sql, int64_t otherwise, int64_t *out, bay_error *err,
                        const char *letters, ...)
{
    sqlite3_stmt *stmt;
    int code;
    va_list args;
    va_start(args, letters);
    bay_status status = first_step(store, slot, sql, letters, args, &stmt, &code, err);
    va_end(args);
    *out = otherwise;
    if (status) return status;
    if (code == SQLITE_ROW && sqlite3_column_type(stmt, 0) != SQLITE_NULL) *out = sqlite3_column_int64(stmt, 0);
    leave(slot, stmt);
    return BAY_OK;
}

bay_str bay__sql_str(sqlite3_stmt *stmt, int column)
{
    const void *bytes = sqlite3_column_type(stmt, column) == SQLITE_BLOB ? sqlite3_column_blob(stmt, column)
                                                                          : sqlite3_column_text(stmt, column);
    return (bay_str){bytes, (uint32_t)sqlite3_column_bytes(stmt, column)};
}
