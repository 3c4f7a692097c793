/* serve/api.h - answers: a request's target to a status, a MIME type and bytes. No sockets here.
 *
 *   reads   the ledger (store/store.h), the built page (serve/bundle.h)
 *   writes  JSON of docs/formats/api.md, rows of a layout (export/export.h), or a file of the page
 *
 *     bay_api api;
 *     BAY_TRY(bay_api_open(&api, "bayhaqi.db", bundle, &err));
 *     bay_response answer;
 *     bay_api_answer(&api, BAY_STR("/api/disputes?actor=PAK"), &answer);      // answer.code 200
 *     ... answer.bytes ...
 *     bay_response_release(&answer);
 *     bay_api_close(&api);
 *
 * An answer is always given: what cannot be done is 400, 404, 413 or 500 with {"error": "..."}.
 * One thread at a time. An answer is held in memory, at most 256 MiB; lists give at most 1,000 rows.
 */
#ifndef BAY_SERVE_API_H
#define BAY_SERVE_API_H

#include "base/buf.h"
#include "store/store.h"

typedef struct bay_api {
    bay_store *store;
    bay_str page;           /* the bundle; empty: not built in */
    bay_arena scratch;      /* of one request                  */
} bay_api;

typedef struct bay_response {
    int code;
    const char *mime;
    char mime_held[64];
    const char *file_name;      /* for a download, else NULL      */
    bay_str bytes;              /* in body, or borrowed from page */
    bay_buf body;
} bay_response;

BAY_MUST_CHECK bay_status bay_api_open(bay_api *api, const char *db, bay_str page, bay_error *err);
void bay_api_close(bay_api *api);
void bay_api_answer(bay_api *api, bay_str target, bay_response *out);
void bay_response_release(bay_response *response);

#endif
