#include "resolve/feasts.h"

#include <math.h>
#include <stdio.h>

/* Sunday after the first full moon of spring, Gregorian (Meeus, Jones and Butcher, in Meeus, Astronomical Algorithms, ch. 8). */
static bay_date easter(int year)
{
    int a = year % 19, b = year / 100, c = year % 100, d = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    int e = (32 + 2 * (b % 4) + 2 * (c / 4) - d - c % 4) % 7, f = d + e - 7 * ((a + 11 * d + 22 * e) / 451) + 114;
    return (bay_date){(int16_t)year, (uint8_t)(f / 31), (uint8_t)(f % 31 + 1)};
}

/* The Julian reckoning (ibid.), told in the Gregorian calendar. */
static bay_date orthodox_easter(int year)
{
    int d = (19 * (year % 19) + 15) % 30, e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7, f = d + e + 114;
    bay_date julian = {(int16_t)year, (uint8_t)(f / 31), (uint8_t)(f % 31 + 1)};
    return bay_calendar_add(julian, 0, 0, year / 100 - year / 400 - 2);
}

/* Days from 1970 to 1 Tishri of a Hebrew year (Dershowitz and Reingold, Calendrical Calculations, ch. 8). */
static int32_t hebrew_delay(int year)
{
    int64_t months = (235 * (int64_t)year - 234) / 19, parts = 12084 + 13753 * months, day = 29 * months + parts / 25920;
    return (int32_t)(3 * (day + 1) % 7 < 3 ? day + 1 : day);
}

static int32_t hebrew_new_year(int year)
{
    int32_t before = hebrew_delay(year - 1), here = hebrew_delay(year), after = hebrew_delay(year + 1);
    int32_t correction = after - here == 356 ? 2 : here - before == 382 ? 1 : 0;
    return here + correction - 2092590 ;
}

/* The new moon nearest after day (days from 1970, UTC), the largest terms (Meeus, ch. 49): right to some minutes. */
static double new_moon_after(double day)
{
    double k = floor((day - 10962.6) / 29.530588861) - 1;
    for (;; k++) {
        double t = k / 1236.85, m = (2.5534 + 29.1053567 * k) * M_PI / 180, n = (201.5643 + 385.81693528 * k + 0.0107582 * t * t) * M_PI / 180;
        double f = (160.7108 + 390.67050284 * k) * M_PI / 180, node = (124.7746 - 1.56375588 * k) * M_PI / 180;
        double moon = 10962.59766 + 29.530588861 * k - 0.4072 * sin(n) + 0.17241 * sin(m) + 0.01608 * sin(2 * n) + 0.01039 * sin(2 * f) +
                      0.00739 * sin(n - m) - 0.00514 * sin(n + m) + 0.00208 * sin(2 * m) - 0.00111 * sin(n - 2 * f) - 0.00017 * sin(node);
        if (moon >= day) return moon - 0.0008;   /* from dynamical to civil time, this century */
    }
}

/* The day in China of the new moon between 21 January and 20 February. */
static bay_date lunar_new_year(int year)
{
    double from = bay_date_to_days((bay_date){(int16_t)year, 1, 21}) - 8.0 / 24;
    return bay_date_from_days((int32_t)floor(new_moon_after(from) + 8.0 / 24));
}

/* The evening of the new moon of mid October to mid November in India: the day before, when the moon is new before its dusk. */
static bay_date diwali(int year)
{
    double from = bay_date_to_days((bay_date){(int16_t)year, 10, 17}) + 13.5 / 24;
    return bay_date_from_days((int32_t)floor(new_moon_after(from) - 13.5 / 24));
}

static bool hijri(int month, int day, int year, int nth, bay_when *w)
{
    for (int h = (year - 622) * 33 / 32 - 1, seen = 0; h < (year - 622) * 33 / 32 + 3; h++) {
        *w = bay_when_of_era(BAY_ERA_HIJRI, h, month, day);
        if (!bay_date_is_set(w->begin) || w->begin.year != year) continue;
        w->doubt = 15;
        if (seen++ == nth) return true;
    }
    return false;
}

/* The nth weekday of a month; nth 5: the last. */
static bay_date nth_weekday(int year, int month, int weekday, int nth)
{
    bay_date first = {(int16_t)year, (uint8_t)month, 1};
    int day = 1 + (weekday - bay_date_weekday(first) + 7) % 7 + 7 * (nth - 1);
    while (day > bay_days_in_month(year, month)) day -= 7;
    first.day = (uint8_t)day;
    return first;
}

bool bay_feast(bay_str rule, int year, int nth, bay_when *w)
{
    char text[24] = {0};
    int a = 0, b = 0, c = 0;
    if (rule.size >= sizeof text || year < 2 || year > 2999) return false;
    memcpy(text, rule.bytes, rule.size);
    if (sscanf(text, "hijri-%2d-%2d", &a, &b) >= 1) return hijri(a, b, year, nth, w);
    if (nth) return false;
    bay_date day = {0};
    if (sscanf(text, "easter%3d", &a) == 1) day = bay_calendar_add(easter(year), 0, 0, a);
    else if (sscanf(text, "orthodox%3d", &a) == 1) day = bay_calendar_add(orthodox_easter(year), 0, 0, a);
    else if (sscanf(text, "hebrew%4d", &a) == 1) day = bay_date_from_days(hebrew_new_year(year + 3761) + a);
    else if (sscanf(text, "passover%3d", &a) == 1) day = bay_date_from_days(hebrew_new_year(year + 3761) - 163 + a);
    else if (sscanf(text, "nth-%2d-%1d-%1d", &a, &b, &c) == 3 && a >= 1 && a <= 12) day = nth_weekday(year, a, b, c);
    else if (strcmp(text, "moon-new-year") == 0) day = lunar_new_year(year);
    else if (strcmp(text, "moon-diwali") == 0) day = diwali(year);
    else if (sscanf(text, "%2d-%2d", &a, &b) == 2 && a >= 1 && a <= 12) day = (bay_date){(int16_t)year, (uint8_t)a, (uint8_t)b};
    if (!bay_date_is_set(day) || !bay_date_is_valid(day)) return false;
    *w = bay_when_day(day);
    return true;
}
