/* store/sql.h - short ways to SQLite, for the files of this folder.
 *
 *     BAY_TRY(bay__sql_run(store, SQL_NOTE, "INSERT INTO notes VALUES (?,?,?,?,?,?)", err, "iittii", doc, n, ...));
 *
 *     sqlite3_stmt *stmt;
 *     BAY_TRY(bay__sql_prepare(store, slot, sql, &stmt, err));      // cached by slot, or SQL_ONCE: finalize it
 *     bay__sql_bind(stmt, "s", id);
 *     while ((status = bay__sql_next(store, stmt, &more, err)) == BAY_OK && more) ...
 *
 * Letters of a binding: i int64_t, d double, s bay_str (NULL bytes: NULL), t zero-terminated text or NULL,
 * b bay_str as a blob, n NULL (takes no argument). Bytes must live until the statement is stepped.
 */
#ifndef BAY_STORE_SQL_H
#define BAY_STORE_SQL_H

#include <sqlite3.h>

#include "base/arena.h"
#include "store/store.h"

/* One for each statement that is worth keeping prepared. */
enum bay_sql_slot {
    SQL_HAS, SQL_MAKER, SQL_MAKER_FIND, SQL_PREVIOUS, SQL_DOCUMENT, SQL_TEXT, SQL_SUPERSEDE, SQL_OLD_EVENTS, SQL_BLOCK,
    SQL_SENTENCE, SQL_NOTE, SQL_PRINT, SQL_PRINT_FIND, SQL_GIST, SQL_ORIGINAL, SQL_ACTOR_FIND, SQL_ACTOR,
    SQL_PLACE_FIND, SQL_PLACE, SQL_POINT, SQL_EVENT, SQL_EVENT_ACTOR, SQL_COUNT, SQL_ATTRIBUTION, SQL_CLAIM,
    SQL_EVIDENCE, SQL_STATE, SQL_FINDING, SQL_FINDING_EVENT, SQL_LEARNED, SQL_STALE, SQL_OLD_DOCUMENT, SQL_OLD_LINES,
    SQL_RECODED, SQL_OLD_TEXT, SQL_OLD_PRINT, SQL_UNPRINTED, SQL_FORGET, SQL_FORGET_LAST = SQL_FORGET + 10, SQL_SEEN, SQL_SEE, SQL_UNWEIGHED, SQL_LOAD_ACTOR, SQL_LOAD_PLACE, SQL_LOAD_DOC,
    SQL_LOAD_EVENT, SQL_LOAD_ACTORS, SQL_LOAD_COUNTS, SQL_LOAD_CHAIN, SQL_LOAD_CLAIMS, SQL_LOAD_HEAD, SQL_LOAD_WORDS, SQL_LOAD_BUCKET,
    SQL_LOAD_WHOLE, SQL_LOAD_MEMBERS, SQL_LOAD_ABOUT, SQL_REACH, SQL_TOPIC, SQL_UTTERANCE, SQL_UTTERANCE_NEW, SQL_NO_UTTERANCE, SQL_REPLIES, SQL_REPLY_FIND,
    SQL_REPLY, SQL_NO_REPLY, SQL_ANSWER, SQL_NO_ANSWER, SQL_ANCHORED, SQL_REHEAD, SQL_OF_HEAD, SQL_ANSWERS, SQL_SPOT_FIND, SQL_SPOT, SQL_NO_SPOT,
    SQL_SPOT_EVENTS, SQL_UNSURVEYED, SQL_SURVEYED, SQL_UNIT_EVENTS, SQL_UNIT, SQL_WEIGHED, SQL_SLOTS, SQL_ONCE
};

struct bay_store {
    sqlite3 *db;
    int mode;
    bay_arena scratch;
    bool printed;           /* every original of the file is in the table of prints */
    sqlite3_stmt *kept[SQL_SLOTS];
};

BAY_MUST_CHECK bay_status bay__sql_fail(bay_store *store, const char *doing, bay_error *err);
BAY_MUST_CHECK bay_status bay__sql_script(bay_store *store, const char *sql, bay_error *err);
BAY_MUST_CHECK bay_status bay__sql_prepare(bay_store *store, int slot, const char *sql, sqlite3_stmt **out,
                                           bay_error *err);
void bay__sql_bind(sqlite3_stmt *stmt, const char *letters, ...);
/* Steps a query; at its end the statement is reset. */
BAY_MUST_CHECK bay_status bay__sql_next(bay_store *store, sqlite3_stmt *stmt, bool *more, bay_error *err);
/* Prepares, binds, runs to the end: for what returns no rows. */
BAY_MUST_CHECK bay_status bay__sql_run(bay_store *store, int slot, const char *sql, bay_error *err,
                                       const char *letters, ...);
/* The first column of the first row as a number; otherwise if there is no row. */
BAY_MUST_CHECK bay_status bay__sql_int(bay_store *store, int slot, const char *sql, int64_t otherwise, int64_t *out,
                                       bay_error *err, const char *letters, ...);
/* A column as bytes that live until the next step; NULL bytes for NULL. */
bay_str bay__sql_str(sqlite3_stmt *stmt, int column);

#endif
