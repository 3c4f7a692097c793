/* clean/dates.h - publication dates as pages print them.
 *
 * Reads ISO 8601, "August 2, 2021", "2 Aug 2021", "Mon, 02 Aug 2021 09:01:00 GMT", "02.08.2021", "8/14/2021" where only
 * one reading is possible, and a clock time after it. A day without a year is no date.
 *
 *     bay__printed_date d;  bay__find_printed_date(BAY_STR("Posted on August 2, 2021 9:01 am"), &d)  -> 2021-08-02, 09:01
 */
#ifndef BAY_CLEAN_DATES_H
#define BAY_CLEAN_DATES_H

#include "base/date.h"

typedef struct bay__printed_date {
    bay_date date;
    int hour, minute;        /* hour -1: no clock time */
    uint32_t begin, end;     /* where in the text      */
} bay__printed_date;

bool bay__find_printed_date(bay_str text, bay__printed_date *out);
/* "3/4/2023", which is one of two days: false where one reading only is a day. */
bool bay__find_either_date(bay_str text, bay_date *day_first, bay_date *month_first);
/* A day in the path of an address: /2021/08/02/, /2021/aug/02/, /2021-08-02-, -20210802. */
bool bay__date_in_url(bay_str url, bay_date *out);
/* "January", "Jan", "Jan.", "janvier" is none: 1..12, or 0; *size bytes of it. */
int bay__month_at(bay_str text, uint32_t at, uint32_t *size);

#endif
