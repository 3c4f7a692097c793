/* base/date.h - civil dates of the proleptic Gregorian calendar, with precision.
 *
 * "2021-08-02" is a day, "2021-08" a month, "2021" a year. A range is
 * [begin, end], both ends included. Day numbers count from 1970-01-01.
 */
#ifndef BAY_BASE_DATE_H
#define BAY_BASE_DATE_H

#include "base/str.h"

typedef enum bay_precision {
    BAY_PRECISION_UNKNOWN, BAY_PRECISION_DAY, BAY_PRECISION_WEEK, BAY_PRECISION_MONTH, BAY_PRECISION_YEAR
} bay_precision;

typedef struct bay_date {
    int16_t year;           /* 0: no date */
    uint8_t month, day;     /* 0: not given (precision month or year) */
} bay_date;

static inline bool bay_date_is_set(bay_date d) { return d.year != 0; }
int32_t bay_date_to_days(bay_date d);       /* a missing month or day counts as the first */
bay_date bay_date_from_days(int32_t days);
int bay_date_weekday(bay_date d);           /* 0 Sunday .. 6 Saturday */
int bay_days_in_month(int year, int month);
bool bay_date_is_valid(bay_date d);
/* Reads an ISO 8601 date (YYYY[-MM[-DD]]) at the start of s, also YYYYMMDD; what follows a day (time) is ignored. */
bool bay_date_parse(bay_str s, bay_date *out);
bay_str bay_date_print(bay_arena *arena, bay_date d);   /* bytes NULL when no date */
/* The last day that d stands for: 2021-08 -> 2021-08-31. */
bay_date bay_date_last(bay_date d);
bay_date bay_date_first(bay_date d);
int bay_date_compare(bay_date a, bay_date b);           /* by first day */
const char *bay_precision_name(bay_precision p);        /* "day" .. "unknown" */

#endif
