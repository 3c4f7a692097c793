#include "store/watch.h"

#include <stdio.h>

#include "store/sql.h"

static void copy_column(char *to, size_t room, sqlite3_stmt *stmt, int column)
{
    bay_str s = bay__sql_str(stmt, column);
    snprintf(to, room, "%.*s", s.bytes ? (int)s.size : 0, s.bytes ? s.bytes : "");
}

bay_status bay_store_feed(bay_store *store, const char *url, bay_feed *out, bay_error *err)
{
    sqlite3_stmt *stmt;
    bool more;
    BAY_TRY(bay__sql_run(store, SQL_ONCE, "INSERT OR IGNORE INTO feeds (url) VALUES (?)", err, "t", url));
    BAY_TRY(bay__sql_prepare(store, SQL_ONCE, "SELECT feed, etag, modified, trouble, checked, due, failures, pages FROM feeds WHERE url = ?",
                             &stmt, err));
    bay__sql_bind(stmt, "t", url);
    bay_status status = bay__sql_next(store, stmt, &more, err);
    if (!status && more) {
        *out = (bay_feed){.row = sqlite3_column_int64(stmt, 0), .checked = sqlite3_column_int64(stmt, 4), .due = sqlite3_column_int64(stmt, 5),
                          .failures = sqlite3_column_int64(stmt, 6), .pages = sqlite3_column_int64(stmt, 7)};
        snprintf(out->url, sizeof out->url, "%s", url);
        copy_column(out->etag, sizeof out->etag, stmt, 1);
        copy_column(out->modified, sizeof out->modified, stmt, 2);
        copy_column(out->trouble, sizeof out->trouble, stmt, 3);
    }
    sqlite3_finalize(stmt);
    return status || more ? status : bay_fail(err, BAY_STORE, "ledger: a feed vanished");
}

static const char *said(const char *text) { return *text ? text : NULL; }

bay_status bay_store_feed_put(bay_store *store, const bay_feed *f, bay_error *err)
{
    return bay__sql_run(store, SQL_ONCE,
        "UPDATE feeds SET etag = ?, modified = ?, trouble = ?, checked = ?, due = ?, failures = ?, pages = ? WHERE feed = ?", err,
        "tttiiiii", said(f->etag), said(f->modified), said(f->trouble), f->checked, f->due, f->failures, f->pages, f->row);
}

bay_status bay_store_feed_forget(bay_store *store, const char *url, bay_error *err)
{
    BAY_TRY(bay__sql_run(store, SQL_ONCE, "DELETE FROM feeds WHERE url = ?", err, "t", url));
    return sqlite3_changes(store->db) ? BAY_OK : bay_fail(err, BAY_NOT_FOUND, "no feed or folder '%s' is followed", url);
}

bay_status bay_store_feeds(bay_store *store, bay_row_fn *row, void *context, bay_error *err)
{
    sqlite3_stmt *stmt;
    bool more;
    BAY_TRY(bay__sql_prepare(store, SQL_ONCE,
        "SELECT json_object('url', url, 'checked', iif(checked, strftime('%Y-%m-%dT%H:%M:%SZ', checked, 'unixepoch'), NULL),"
        " 'due', iif(due, strftime('%Y-%m-%dT%H:%M:%SZ', due, 'unixepoch'), NULL), 'pages', pages, 'failures', failures, 'trouble', trouble)"
        " FROM feeds ORDER BY feed", &stmt, err));
    bay_status status;
    while (!(status = bay__sql_next(store, stmt, &more, err)) && more && !(status = row(context, bay__sql_str(stmt, 0), err))) continue;
    sqlite3_finalize(stmt);
    return status;
}

bay_status bay_store_seen(bay_store *store, int64_t feed, int64_t key, int64_t mark, bay_seen *out, int64_t *at, bay_error *err)
{
    sqlite3_stmt *stmt;
    bool more;
    *out = BAY_SEEN_NEVER;
    *at = 0;
    BAY_TRY(bay__sql_prepare(store, SQL_SEEN, "SELECT mark, at FROM seen WHERE feed = ? AND key = ?", &stmt, err));
    bay__sql_bind(stmt, "ii", feed, key);
    BAY_TRY(bay__sql_next(store, stmt, &more, err));
    if (!more) return BAY_OK;
    *out = sqlite3_column_int64(stmt, 0) == mark ? BAY_SEEN_SAME : BAY_SEEN_CHANGED;
    *at = sqlite3_column_int64(stmt, 1);
    sqlite3_reset(stmt);
    return BAY_OK;
}

bay_status bay_store_see(bay_store *store, int64_t feed, int64_t key, int64_t mark, int64_t now, bay_error *err)
{
    return bay__sql_run(store, SQL_SEE, "INSERT INTO seen VALUES (?,?,?,?) ON CONFLICT DO UPDATE SET mark = excluded.mark, at = excluded.at",
                        err, "iiii", feed, key, mark, now);
}
