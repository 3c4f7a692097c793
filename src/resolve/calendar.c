#include "resolve/calendar.h"

#include <stdio.h>

bay_date bay_calendar_add(bay_date day, int years, int months, int days)
{
    int month = (day.month ? day.month : 1) - 1 + months;
    int year = day.year + years + (month >= 0 ? month / 12 : -((11 - month) / 12));
    month = ((month % 12) + 12) % 12 + 1;
    if (year < 1) year = 1;
    if (year > 9998) year = 9998;
    int last = bay_days_in_month(year, month), of_month = day.day ? day.day : 1;
    bay_date moved = {(int16_t)year, (uint8_t)month, (uint8_t)(of_month > last ? last : of_month)};
    return days ? bay_date_from_days(bay_date_to_days(moved) + days) : moved;
}

static bay_when make(bay_date begin, bay_date end, enum bay_precision precision)
{
    bay_when when = {.type = "DATE", .begin = begin, .end = end, .precision = (uint8_t)precision};
    return when;
}

bay_when bay_when_day(bay_date day)
{
    bay_when when = make(day, day, BAY_PRECISION_DAY);
    snprintf(when.value, sizeof when.value, "%04d-%02d-%02d", day.year, day.month, day.day);
    return when;
}

static bay_date monday_of(bay_date day)
{
    return bay_calendar_add(day, 0, 0, -((bay_date_weekday(day) + 6) % 7));
}

bay_when bay_when_week(bay_date day)
{
    bay_date monday = monday_of(day), thursday = bay_calendar_add(monday, 0, 0, 3);
    bay_when when = make(monday, bay_calendar_add(monday, 0, 0, 6), BAY_PRECISION_WEEK);
    bay_date new_year = {thursday.year, 1, 1};
    int week = (int)(bay_date_to_days(thursday) - bay_date_to_days(new_year)) / 7 + 1;
    snprintf(when.value, sizeof when.value, "%04d-W%02d", thursday.year, week);
    return when;
}

bay_when bay_when_weekend(bay_date day)
{
    bay_when when = bay_when_week(day);
    when.begin = bay_calendar_add(when.begin, 0, 0, 5);
    size_t used = strlen(when.value);
    snprintf(when.value + used, sizeof when.value - used, "-WE");
    return when;
}

bay_when bay_when_month(int year, int month)
{
    bay_when when = make((bay_date){0}, (bay_date){0}, BAY_PRECISION_MONTH);
    if (year == 0) {
        snprintf(when.value, sizeof when.value, "XXXX-%02d", month);
        return when;
    }
    when.begin = (bay_date){(int16_t)year, (uint8_t)month, 1};
    when.end = (bay_date){(int16_t)year, (uint8_t)month, (uint8_t)bay_days_in_month(year, month)};
    snprintf(when.value, sizeof when.value, "%04d-%02d", year, month);
    return when;
}

static bay_when years(int first, int last)
{
    bay_date begin = {(int16_t)(first < 1 ? 1 : first), 1, 1}, end = {(int16_t)last, 12, 31};
    return make(begin, end, BAY_PRECISION_YEAR);
}

bay_when bay_when_quarter(int year, int quarter)
{
    bay_date begin = {(int16_t)year, (uint8_t)(quarter * 3 - 2), 1};
    bay_when when = make(begin, bay_date_last((bay_date){(int16_t)year, (uint8_t)(quarter * 3), 0}), BAY_PRECISION_MONTH);
    snprintf(when.value, sizeof when.value, "%04d-Q%d", year, quarter);
    return when;
}

bay_when bay_when_year(int year)
{
    bay_when when = years(year, year);
    snprintf(when.value, sizeof when.value, "%04d", year);
    return when;
}

bay_when bay_when_decade(int first_year)
{
    bay_when when = years(first_year, first_year + 9);
    snprintf(when.value, sizeof when.value, "%03d", first_year / 10);
    return when;
}

bay_when bay_when_century(int first_year)
{
    bay_when when = years(first_year, first_year + 99);
    snprintf(when.value, sizeof when.value, "%02d", first_year / 100);
    return when;
}

bay_when bay_when_season(int year, bay_str season)
{
    int first = bay_str_is(season, "SP") ? 3 : bay_str_is(season, "SU") ? 6 : bay_str_is(season, "FA") ? 9 : 12;
    bay_date begin = {(int16_t)year, (uint8_t)first, 1};
    bay_when when = make(begin, bay_calendar_add(begin, 0, 3, -1), BAY_PRECISION_MONTH);
    snprintf(when.value, sizeof when.value, "%04d-%.2s", year, season.bytes);
    return when;
}

/* Days from 1970-01-01 to a day of another calendar.
 * Hijri: the tabular calendar, civil epoch (622-07-16 Julian), leap years 2 5 7 10 13 16 18 21 24 26 29 of 30 (type IIc), as in
 * Dershowitz and Reingold, Calendrical Calculations; the month begun by the sight of the moon may differ by a day or two.
 * Persian: leap years 1 5 9 13 17 22 26 30 of 33 (Borkowski, The Persian calendar for 3000 years, 1996); the rule and the
 * equinox agree from 1178 to 1501, which is all that news tells of. */
static int32_t era_days(enum bay_era era, int year, int month, int day)
{
    if (era == BAY_ERA_HIJRI) return -492148 + 354 * (year - 1) + (3 + 11 * year) / 30 + 29 * (month - 1) + month / 2 + day - 1;
    int of_year = month <= 7 ? 31 * (month - 1) : 30 * (month - 1) + 6;
    return -492268 + 365 * (year - 1) + (8 * year + 21) / 33 + of_year + day - 1;
}

static int32_t era_month(enum bay_era era, int year, int month)   /* its first day */
{
    return month == 13 ? era_days(era, year + 1, 1, 1) : era_days(era, year, month, 1);
}

bay_when bay_when_of_era(enum bay_era era, int year, int month, int day)
{
    bay_when when = {.type = "DATE"};
    if (year < 1 || year > 1600 || month < 0 || month > 12 || day < 0) return when;
    int32_t first = era_month(era, year, month ? month : 1), next = era_month(era, year, month ? month + 1 : 13);
    if (day > next - first) return when;
    if (day) return bay_when_day(bay_date_from_days(first + day - 1));
    when = make(bay_date_from_days(first), bay_date_from_days(next - 1), month ? BAY_PRECISION_MONTH : BAY_PRECISION_YEAR);
    bay_date from = when.begin, to = when.end;
    snprintf(when.value, sizeof when.value, "%04d-%02d-%02d/%04d-%02d-%02d", from.year, from.month, from.day, to.year, to.month, to.day);
    return when;
}

/* Whole years: of a decade the first, middle or last five, of a century a third. */
static void narrow_years(bay_when *when, enum bay_edge edge, int count)
{
    int from = count == 10 ? (edge == BAY_EDGE_START ? 0 : edge == BAY_EDGE_MID ? 3 : 5) : (edge == BAY_EDGE_START ? 0 : edge == BAY_EDGE_MID ? 33 : 67);
    int to = count == 10 ? (edge == BAY_EDGE_START ? 4 : edge == BAY_EDGE_MID ? 7 : 9) : (edge == BAY_EDGE_START ? 33 : edge == BAY_EDGE_MID ? 66 : 99);
    when->end.year = (int16_t)(when->begin.year + to);
    when->begin.year = (int16_t)(when->begin.year + from);
}

void bay_when_narrow(bay_when *when, enum bay_edge edge)
{
    if (edge == BAY_EDGE_NONE || !bay_date_is_set(when->begin)) return;
    int count = when->end.year - when->begin.year + 1;
    if (when->precision == BAY_PRECISION_YEAR && (count == 10 || count == 100)) { narrow_years(when, edge, count); return; }
    int32_t first = bay_date_to_days(when->begin), last = bay_date_to_days(when->end), third = (last - first + 1) / 3;
    if (third == 0) return;
    if (when->precision == BAY_PRECISION_MONTH && last - first < 31) third = edge == BAY_EDGE_END ? last - first - 18 : 10;   /* late in a month: from the 20th, as both writers of our gold had it */
    if (edge != BAY_EDGE_START) when->begin = bay_date_from_days(edge == BAY_EDGE_MID ? first + third : last - third + 1);
    if (edge != BAY_EDGE_END) when->end = bay_date_from_days(edge == BAY_EDGE_MID ? last - third : first + third - 1);
    if (when->precision == BAY_PRECISION_YEAR) when->precision = BAY_PRECISION_MONTH;
}

void bay_when_daypart(bay_when *when, bay_str part)
{
    size_t used = strlen(when->value);
    when->type = "TIME";
    snprintf(when->value + used, sizeof when->value - used, "T%.*s", BAY_STR_ARG(part));
}
