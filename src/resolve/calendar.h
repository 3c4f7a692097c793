/* resolve/calendar.h - TIMEX3 values and the days they stand for.
 *
 * A value is written as in TIMEX3 (TimeML 1.2.1): 2021-08-02, 2021-W30, 2021-07, 2021, 202 (a decade), 20 (a
 * century), 2021-SU, 2021-08-02TMO, P3D. What cannot be told is X: XXXX-08-15, XXXX-WXX-1.
 */
#ifndef BAY_RESOLVE_CALENDAR_H
#define BAY_RESOLVE_CALENDAR_H

#include "base/date.h"

/* One time expression as it is read; begin unset: not placed. */
typedef struct bay_when {
    const char *type;      /* DATE TIME DURATION SET */
    char value[40];
    bay_date begin, end;
    uint8_t precision;     /* enum bay_precision */
    uint8_t from;          /* enum bay_time_from of doc.h: reckoned from what */
    uint8_t doubt;         /* hundredths off the confidence */
} bay_when;

enum bay_edge { BAY_EDGE_NONE, BAY_EDGE_START, BAY_EDGE_MID, BAY_EDGE_END };

bay_date bay_calendar_add(bay_date day, int years, int months, int days);   /* the day is cut to the month's length */
bay_when bay_when_day(bay_date day);
bay_when bay_when_week(bay_date any_day_of_it);      /* ISO 8601 week */
bay_when bay_when_weekend(bay_date any_day_of_it);
bay_when bay_when_month(int year, int month);        /* year 0: XXXX  */
bay_when bay_when_quarter(int year, int quarter);
bay_when bay_when_year(int year);
bay_when bay_when_decade(int first_year);
bay_when bay_when_century(int first_year);
bay_when bay_when_season(int year, bay_str season);  /* northern: SP 3-5, SU 6-8, FA 9-11, WI 12-2 */
/* A year, month (month 0: the year) or day (day 0: the month) of another calendar; begin unset: there is no such day. */
enum bay_era { BAY_ERA_HIJRI, BAY_ERA_PERSIAN };
bay_when bay_when_of_era(enum bay_era era, int year, int month, int day);
/* Early, mid or late: begin and end are narrowed to a third, the value stays. */
void bay_when_narrow(bay_when *when, enum bay_edge edge);
void bay_when_daypart(bay_when *when, bay_str part); /* a day becomes a TIME: ...TMO */

#endif
