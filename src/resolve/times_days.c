#include "resolve/time_reader.h"

enum { WEEKS_AHEAD = 60 };   /* days */

/* "In 1831 he left; in July he was back": a month without a year in a story of another time. */
static int year_of_story(const struct bay__reader *r, int month)
{
    uint32_t here = r->begin < r->end ? tok(r, r->begin)->sent : 0;
    if (!r->told_year || !bay_date_is_set(r->told) || here > r->told_sent + 1) return 0;
    bool near = has_now(r) && r->told.year + 1 >= r->now.year;
    if (near || (here > r->told_sent && !r->told.month)) return 0;
    return r->told.year + (r->told.month && month + 6 < r->told.month ? 1 : 0);
}

/* The year of a month (and day) that stands without one. */
int bay__year_of(const struct bay__reader *r, int month, int day)
{
    int story = year_of_story(r, month);
    if (story) return story;
    if (!has_now(r)) return 0;
    int at = month * 100 + day, now = r->now.month * 100 + (day ? r->now.day : 0);
    if (r->future) return r->now.year + (at < now);
    if (at <= now) return r->now.year;
    /* Weeks ahead is more likely an announcement than a day of last year, which would be told with its year. */
    if (day) {
        bay_date soon = {r->now.year, (uint8_t)month, (uint8_t)day};
        if (bay_date_is_valid(soon) && bay_date_to_days(soon) - bay_date_to_days(r->now) <= WEEKS_AHEAD) return r->now.year;
    }
    return r->now.year - 1;
}

bool bay__month_day(const struct bay__reader *r, int year, int month, int day, bay_when *w)
{
    if (day > bay_days_in_month(year ? year : 2000, month)) return false;
    if (year == 0) year = bay__year_of(r, month, day);
    if (year) {
        if (day > bay_days_in_month(year, month)) day = bay_days_in_month(year, month);
        *w = bay_when_day((bay_date){(int16_t)year, (uint8_t)month, (uint8_t)day});
        return true;
    }
    *w = (bay_when){.type = "DATE", .precision = BAY_PRECISION_DAY};
    snprintf(w->value, sizeof w->value, "XXXX-%02d-%02d", month, day);
    return true;
}

/* A year after a date: "2021", ", 2021". */
int bay__trailing_year(const struct bay__reader *r, uint32_t *at)
{
    uint32_t i = *at + (is(r, *at, ",") || is_hyphen(r, *at) ? 1 : 0);
    int year = bay__year_number(r, i);
    if (year < 0) return 0;
    *at = i + 1;
    return year;
}

/* "August 15", "Aug. 15, 2021", "June 2022", "July": month first. */
uint32_t bay__read_month(const struct bay__reader *r, uint32_t i, bay_when *w)
{
    uint32_t at;
    record *month = bay__word(r, i, BAY_WORD_MONTH, &at);
    if (!month) return 0;
    if (is_dot_inside(r, at)) at++;
    int number = (int)month->number, day = bay__day_number(r, at);
    if (day > 0 && !(bay__plain_number(r, at) >= 0 && is(r, at + 1, ":"))) {
        uint32_t after = at + 1;
        int year = bay__trailing_year(r, &after);
        return bay__month_day(r, year, number, day, w) ? after : 0;
    }
    uint32_t after = at + (is(r, at, "of") ? 1 : 0);
    int year = bay__trailing_year(r, &after);
    if (year) { *w = bay_when_month(year, number); return after; }
    *w = bay_when_month(bay__year_of(r, number, 0), number);
    return at;
}

/* "2 January", "15th of August 2021", "the 15th of August". */
uint32_t bay__read_day_month(const struct bay__reader *r, uint32_t i, bay_when *w)
{
    uint32_t at = i + 1, after;
    int day = bay__day_number(r, i);
    if (day < 0) return 0;
    if (is(r, at, "of") || is_hyphen(r, at)) at++;
    record *month = bay__word(r, at, BAY_WORD_MONTH, &after);
    if (!month) return 0;
    if (is_dot_inside(r, after)) after++;
    int year = bay__trailing_year(r, &after);
    return bay__month_day(r, year, (int)month->number, day, w) ? after : 0;
}

static bool month_may_stand(const struct bay__reader *r, uint32_t i, uint32_t end)
{
    /* "May" and "March" open sentences as other words do; a month alone wants a preposition or a comma before it. */
    static const char *const before[] = {"in", "since", "by", "until", "till", "from", "to", "of", "during", "before", "after", "early",
                                         "late", "mid", "between", "and", "through", "last", "this", "next", "for", ",", "-", "(",
                                         "throughout", "or", "every", NULL};
    (void)end;
    bay_str norm = tok(r, i)->norm;
    if (bay_str_is(norm, "may") || bay_str_is(norm, "march") || norm.size <= 3) return bay__one_of(r, i - 1, before);
    return tok(r, i)->deprel != BAY_DEP_FLAT;
}

uint32_t bay__read_bare_month(const struct bay__reader *r, uint32_t i, bay_when *w)
{
    uint32_t end = bay__read_month(r, i, w);
    if (!end) return 0;
    bool alone = w->precision == BAY_PRECISION_MONTH && end == i + 1;
    return alone && !month_may_stand(r, i, end) ? 0 : end;
}

static void weekday(const struct bay__reader *r, int day, int shift, bay_when *w)
{
    if (!has_now(r)) {
        set(w, "DATE", "");
        snprintf(w->value, sizeof w->value, "XXXX-WXX-%d", day ? day : 7);
        w->precision = BAY_PRECISION_DAY;
        return;
    }
    int back = (bay_date_weekday(r->now) - day + 7) % 7;
    bool ahead = shift > 0 || (shift == 0 && r->future);
    int days = ahead ? (back ? 7 - back : (shift > 0 ? 7 : 0)) : (shift < 0 && back == 0 ? -7 : -back);
    *w = bay_when_day(bay_calendar_add(r->now, 0, 0, days));
}

/* "Sunday", "Sunday, August 1", "Monday morning" (the part of day is read by the caller). */
uint32_t bay__read_weekday(const struct bay__reader *r, uint32_t i, int shift, bay_when *w)
{
    uint32_t at, after;
    record *day = bay__word(r, i, BAY_WORD_WEEKDAY, &at);
    if (!day) return 0;
    if (is_dot_inside(r, at)) at++;
    uint32_t date = at + (is(r, at, ",") ? 1 : 0) + (is(r, at + 1, "the") && is(r, at, ",") ? 1 : 0);
    if (is(r, at, "the")) date = at + 1;
    after = bay__read_month(r, date, w);
    if (after && w->precision == BAY_PRECISION_DAY) return after;
    after = bay__read_day_month(r, date, w);
    if (after) return after;
    weekday(r, (int)day->number, shift, w);
    return at;
}

uint32_t bay__read_day_word(const struct bay__reader *r, uint32_t i, bay_when *w)
{
    uint32_t at;
    record *day = bay__word(r, i, BAY_WORD_DAY, &at);
    if (!day) return 0;
    if (has_now(r)) *w = bay_when_day(bay_calendar_add(r->now, 0, 0, (int)day->number));
    else { set(w, "DATE", "XXXX-XX-XX"); w->precision = BAY_PRECISION_DAY; }
    if (is(r, i, "tonight")) bay_when_daypart(w, BAY_STR("NI"));
    return at;
}

/* "the morning of August 2", "overnight". */
uint32_t bay__read_daypart(const struct bay__reader *r, uint32_t i, bay_when *w)
{
    uint32_t at;
    record *part = bay__word(r, i, BAY_WORD_DAYPART, &at);
    if (!part) return 0;
    uint32_t after = is(r, at, "of") ? at + 1 : is(r, at, "on") ? at + 1 : at;
    uint32_t end = after > at ? bay__read_weekday(r, after, 0, w) : 0;
    if (!end && after > at) end = bay__read_month(r, after, w);
    if (!end && after > at) end = bay__read_day_month(r, after, w);
    if (end && w->precision == BAY_PRECISION_DAY) { bay_when_daypart(w, part->value); return end; }
    if (!is(r, i, "overnight") || tok(r, i)->deprel == BAY_DEP_AMOD) return 0;
    if (has_now(r)) *w = bay_when_day(bay_calendar_add(r->now, 0, 0, -1));
    else set(w, "TIME", "XXXX-XX-XX");
    bay_when_daypart(w, part->value);
    return at;
}

/* ISO and slashed dates lie in one token or several: they are read from the bytes. */
uint32_t bay__read_digits(const struct bay__reader *r, uint32_t i, bay_when *w)
{
    bay_str rest = bay_str_slice(r->doc->text, tok(r, i)->span.begin, r->doc->text.size);
    bay_date date;
    if (rest.size < 8 || rest.bytes[0] < '0' || rest.bytes[0] > '9') return 0;
    uint32_t size = 10;
    int month, day, year, used = 0;
    char head[16] = {0};
    memcpy(head, rest.bytes, rest.size < 15 ? rest.size : 15);
    if (rest.size >= 10 && rest.bytes[4] == '-' && rest.bytes[7] == '-') {
        if (!bay_date_parse(bay_str_slice(rest, 0, 10), &date)) return 0;
    } else if (sscanf(head, "%2d/%2d/%4d%n", &month, &day, &year, &used) == 3 && year >= 1900) {
        if (month > 12) { int swap = month; month = day; day = swap; }   /* the American order unless impossible */
        date = (bay_date){(int16_t)year, (uint8_t)month, (uint8_t)day};
        size = (uint32_t)used;
    } else {
        return 0;
    }
    if (!bay_date_is_valid(date) || !date.day) return 0;
    *w = bay_when_day(date);
    uint32_t end = i, stop = tok(r, i)->span.begin + size;
    while (end < r->end && tok(r, end)->span.begin < stop) end++;
    return end;
}
