#include "base/date.h"

#include <stdlib.h>

/* Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms": days_from_civil. */
int32_t bay_date_to_days(bay_date d)
{
    int year = d.year, month = d.month ? d.month : 1, day = d.day ? d.day : 1;
    year -= month <= 2;
    int era = (year >= 0 ? year : year - 399) / 400;
    unsigned year_of_era = (unsigned)(year - era * 400);
    unsigned day_of_year = (unsigned)((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1);
    unsigned day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + (int32_t)day_of_era - 719468;
}

bay_date bay_date_from_days(int32_t days)
{
    days += 719468;
    int era = (days >= 0 ? days : days - 146096) / 146097;
    unsigned day_of_era = (unsigned)(days - era * 146097);
    unsigned year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    unsigned day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    unsigned shifted_month = (5 * day_of_year + 2) / 153;
    bay_date d;
    d.day = (uint8_t)(day_of_year - (153 * shifted_month + 2) / 5 + 1);
    d.month = (uint8_t)(shifted_month < 10 ? shifted_month + 3 : shifted_month - 9);
    d.year = (int16_t)((int)year_of_era + era * 400 + (d.month <= 2));
    return d;
}

int bay_date_weekday(bay_date d)
{
    int32_t days = bay_date_to_days(d);
    return (int)(((days + 4) % 7 + 7) % 7);
}

int bay_days_in_month(int year, int month)
{
    static const uint8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (month < 1 || month > 12) return 0;
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return days[month - 1] + (month == 2 && leap);
}

bool bay_date_is_valid(bay_date d)
{
    if (d.year < 1 || d.year > 9999) return false;
    if (d.month == 0) return d.day == 0;
    return d.month <= 12 && d.day <= bay_days_in_month(d.year, d.month);
}

static bool digits(bay_str s, uint32_t at, uint32_t n, int *out)
{
    if (at + n > s.size) return false;
    int value = 0;
    for (uint32_t i = at; i < at + n; i++) {
        if (s.bytes[i] < '0' || s.bytes[i] > '9') return false;
        value = value * 10 + (s.bytes[i] - '0');
    }
    *out = value;
    return true;
}

bool bay_date_parse(bay_str s, bay_date *out)
{
    int year, month = 0, day = 0;
    s = bay_str_trim(s);
    if (!digits(s, 0, 4, &year)) return false;
    if (s.size == 4) {
        ;
    } else if (s.bytes[4] == '-' || s.bytes[4] == '/') {
        if (!digits(s, 5, 2, &month)) return false;
        if (s.size > 7) {
            if (s.bytes[7] != s.bytes[4] || !digits(s, 8, 2, &day)) return false;
            if (s.size > 10 && s.bytes[10] >= '0' && s.bytes[10] <= '9') return false;
        }
    } else if (!digits(s, 4, 2, &month) || !digits(s, 6, 2, &day) ||
               (s.size > 8 && s.bytes[8] != 'T' && s.bytes[8] != ' ')) {
        return false;
    }
    bay_date d = {(int16_t)year, (uint8_t)month, (uint8_t)day};
    if (!bay_date_is_valid(d)) return false;
    *out = d;
    return true;
}

bay_str bay_date_print(bay_arena *arena, bay_date d)
{
    if (!bay_date_is_set(d)) return (bay_str){0};
    if (!d.month) return bay_str_format(arena, "%04d", d.year);
    if (!d.day) return bay_str_format(arena, "%04d-%02d", d.year, d.month);
    return bay_str_format(arena, "%04d-%02d-%02d", d.year, d.month, d.day);
}

bay_date bay_date_first(bay_date d)
{
    if (bay_date_is_set(d) && !d.month) d.month = 1;
    if (bay_date_is_set(d) && !d.day) d.day = 1;
    return d;
}

bay_date bay_date_last(bay_date d)
{
    if (bay_date_is_set(d) && !d.month) d.month = 12;
    if (bay_date_is_set(d) && !d.day) d.day = (uint8_t)bay_days_in_month(d.year, d.month);
    return d;
}

int bay_date_compare(bay_date a, bay_date b)
{
    int32_t left = bay_date_to_days(a), right = bay_date_to_days(b);
    return left < right ? -1 : left > right;
}

const char *bay_precision_name(bay_precision p)
{
    static const char *const names[] = {"unknown", "day", "week", "month", "year"};
    return names[p <= BAY_PRECISION_YEAR ? p : 0];
}
