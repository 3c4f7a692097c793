#include <stdlib.h>
#include <unistd.h>

#include "assets.h"
#include "base/mem.h"
#include "store/sql.h"

enum { BUSY_MS = 10000, SCRATCH_MIB = 4096 };

static const char MARK[] = "--@migration ";

/* Cuts the next migration off *rest: its number (of the file name's first digits) and its statements. */
static bool next_migration(bay_str *rest, int *number, bay_str *sql)
{
    const char *at = rest->size ? memmem(rest->bytes, rest->size, MARK, sizeof MARK - 1) : NULL;
    if (!at) return false;
    at += sizeof MARK - 1;
    *number = atoi(at);
    const char *end = rest->bytes + rest->size;
    const char *next = memmem(at, (size_t)(end - at), MARK, sizeof MARK - 1);
    const char *begin = memchr(at, '\n', (size_t)(end - at));
    if (!next) next = end;
    if (!begin || begin > next) begin = next;
    *sql = (bay_str){begin, (uint32_t)(next - begin)};
    *rest = (bay_str){next, (uint32_t)(end - next)};
    return true;
}

static bay_status apply(bay_store *store, int number, bay_str sql, bay_error *err)
{
    bay_str script = bay_str_format(&store->scratch, "BEGIN IMMEDIATE; %.*s; PRAGMA user_version = %d; COMMIT;",
                                    BAY_STR_ARG(sql), number);
    if (!script.bytes) return bay_fail_memory(err);
    bay_status status = bay__sql_script(store, script.bytes, err);
    if (status) sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
    return status;
}

/* Takes the file from whatever version it has to the newest, one transaction for each step. */
static bay_status migrate(bay_store *store, bay_error *err)
{
    int64_t have;
    BAY_TRY(bay__sql_int(store, SQL_ONCE, "PRAGMA user_version", 0, &have, err, ""));
    bay_asset asset = bay__asset_migrations();
    bay_str rest = {asset.bytes, (uint32_t)asset.size}, sql;
    int number = 0;
    while (next_migration(&rest, &number, &sql)) {
        if (number <= have) continue;
        if (store->mode == BAY_STORE_READ) return bay_fail(err, BAY_STORE, "ledger: made by an older version: open it for writing once");
        BAY_TRY(apply(store, number, sql, err));
        have = number;
    }
    if (have > number) return bay_fail(err, BAY_STORE, "ledger: made by a newer version (%d, we know %d)", (int)have, number);
    return BAY_OK;
}

static bay_status open_file(bay_store *store, const char *path, bay_error *err)
{
    int flags = store->mode == BAY_STORE_WRITE ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READWRITE;
    int code = sqlite3_open_v2(path, &store->db, flags, NULL);
    if (code != SQLITE_OK) {
        return bay_fail(err, BAY_STORE, "ledger: %s: %s", path, store->db ? sqlite3_errmsg(store->db) : "out of memory");
    }
    sqlite3_extended_result_codes(store->db, 0);
    sqlite3_busy_timeout(store->db, BUSY_MS);
    if (sqlite3_exec(store->db, "PRAGMA schema_version", NULL, NULL, NULL) == SQLITE_NOTADB)
        return bay_fail(err, BAY_STORE, "ledger: %s is no ledger (another kind of file)", path);
    /* A synced write-ahead log: what is committed is on the disk. */
    BAY_TRY(bay__sql_script(store, "PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536;"
                                   "PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF;", err));
    if (store->mode == BAY_STORE_WRITE) BAY_TRY(bay__sql_script(store, "PRAGMA journal_mode = WAL", err));
    return migrate(store, err);
}

bay_status bay_store_open(const char *path, int mode, bay_store **out, bay_error *err)
{
    if (mode == BAY_STORE_READ && access(path, F_OK)) return bay_fail(err, BAY_NOT_FOUND, "ledger: no file %s (bayhaqi add --db %s makes it)", path, path);
    bay_store *store = bay_calloc(1, sizeof *store);
    if (!store) return bay_fail_memory(err);
    store->mode = mode;
    bay_arena_init(&store->scratch, (size_t)SCRATCH_MIB << 20);
    bay_status status = open_file(store, path, err);
    if (status) bay_store_close(store);
    else *out = store;
    return status;
}

void bay_store_close(bay_store *store)
{
    if (!store) return;
    for (int i = 0; i < SQL_SLOTS; i++) sqlite3_finalize(store->kept[i]);
    sqlite3_close(store->db);
    bay_arena_release(&store->scratch);
    bay_free(store);
}
