/* ingest/when.h - dates as feeds, mail and HTTP print them, to ISO 8601.
 *
 *     char iso[BAY__WHEN_ROOM];
 *     bay__when(bay_str_from("Tue, 3 Aug 2021 10:05:00 +0430"), iso);    // "2021-08-03T10:05"
 */
#ifndef BAY_INGEST_WHEN_H
#define BAY_INGEST_WHEN_H

#include "base/str.h"

enum { BAY__WHEN_ROOM = 24 };

/* RFC 5322, RFC 9110 and what passes for them; ISO 8601. The day as printed, in whatever zone. False, and "", where it is none,
 * or one before the web (1990) or after 2199. */
bool bay__when(bay_str printed, char iso[BAY__WHEN_ROOM]);

#endif
