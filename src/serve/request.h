/* serve/request.h - what a browser asks for: a path and a filter on the ledger.
 *
 *   reads   the target of a request line: /api/events?type=ASSAULT&since=2021-07-01
 *   writes  a bay_request; its strings lie in the arena
 *
 *     bay_request request;
 *     status = bay_request_read(&arena, BAY_STR("/api/events?actor=AFG&limit=20"), &request, &err);
 *     // request.path "/api/events", request.filter.actor "AFG", request.filter.limit 20
 *
 * Anybody on the machine can send anything: a target is at most 8 KiB, a value 512 bytes of UTF-8 without control
 * characters, and a parameter that is unknown, twice there or not of its form is BAY_BAD_INPUT, with a message for people.
 * Parameters: since until actor recipient type place status search doc outlet speaker limit offset sort bbox as.
 */
#ifndef BAY_SERVE_REQUEST_H
#define BAY_SERVE_REQUEST_H

#include "base/status.h"
#include "store/store.h"

enum { BAY_TARGET_MAX = 8192, BAY_VALUE_MAX = 512, BAY_ROWS_MAX = 1000, BAY_ROWS_DEFAULT = 50 };

typedef struct bay_request {
    bay_str path;           /* decoded                     */
    bay_filter filter;      /* limit is 1 .. BAY_ROWS_MAX  */
    const char *as;         /* layout of an export or NULL */
} bay_request;

BAY_MUST_CHECK bay_status bay_request_read(bay_arena *arena, bay_str target, bay_request *out, bay_error *err);

#endif
