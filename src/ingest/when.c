#include "ingest/when.h"

#include <stdio.h>
#include <strings.h>

#include "base/date.h"

/* 1 to 12 for "Jan", "January"; 0 for another word. */
static int month_named(bay_str word)
{
    static const char names[] = "janfebmaraprmayjunjulaugsepoctnovdec";
    for (int i = 0; word.size >= 3 && i < 12; i++)
        if (!strncasecmp(names + (size_t)i * 3, word.bytes, 3)) return i + 1;
    return 0;
}

/* The words and numbers of "Tue, 3 Aug 2021 10:05:00 GMT" in whatever order up to the year. */
static bool read_words(bay_str s, bay_date *date, uint32_t *after)
{
    int64_t number;
    int day = 0, month = 0;
    for (uint32_t at = 0; at < s.size && at < 60;) {
        uint32_t begin = at;
        while (at < s.size && !strchr(" ,\t-/", s.bytes[at])) at++;
        bay_str word = bay_str_slice(s, begin, at);
        if (at < s.size) at++;
        if (!word.size) continue;
        if (!month && month_named(word)) month = month_named(word);
        else if (!bay_str_to_int(word, &number)) continue;
        else if (!day && word.size <= 2) day = (int)number;
        else if (month && day && (word.size == 4 || word.size == 2)) {
            int year = word.size == 4 ? (int)number : (int)number + (number < 70 ? 2000 : 1900);
            *date = (bay_date){(int16_t)year, (uint8_t)month, (uint8_t)day};
            *after = at;
            return true;
        }
    }
    return false;
}

static bool two_digits(const char *p, int most, int *out)
{
    if (p[0] < '0' || p[0] > '9' || p[1] < '0' || p[1] > '9') return false;
    *out = (p[0] - '0') * 10 + p[1] - '0';
    return *out <= most;
}

bool bay__when(bay_str printed, char iso[BAY__WHEN_ROOM])
{
    bay_date date = {0};
    bay_str s = bay_str_trim(printed);
    uint32_t after = 11;
    int hour, minute;
    iso[0] = 0;
    if (!bay_date_parse(s, &date) && !read_words(s, &date, &after)) return false;
    if (!bay_date_is_valid(date) || date.year < 1990 || date.year > 2199) return false;
    if (!date.day) { snprintf(iso, BAY__WHEN_ROOM, date.month ? "%04d-%02d" : "%04d", date.year, date.month); return true; }
    snprintf(iso, BAY__WHEN_ROOM, "%04d-%02d-%02d", date.year, date.month, date.day);
    bool time = after + 5 <= s.size && s.bytes[after + 2] == ':' && two_digits(s.bytes + after, 23, &hour)
                && two_digits(s.bytes + after + 3, 59, &minute);
    if (time) snprintf(iso + 10, BAY__WHEN_ROOM - 10, "T%02d:%02d", hour, minute);
    return true;
}
