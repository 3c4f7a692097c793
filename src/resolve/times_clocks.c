#include "resolve/time_reader.h"

/* sign ':', or '.' as the British print it: then only a zone tells it from a decimal. */
static bool is_clock(bay_str s, char sign, int *hour, int *minute)
{
    char head[8] = {0};
    int used = 0;
    char between = 0;
    if (s.size < 4 || s.size > 5) return false;
    memcpy(head, s.bytes, s.size);
    return sscanf(head, "%2d%c%2d%n", hour, &between, minute, &used) == 3 && between == sign && used == (int)s.size &&
           *hour >= 0 && *hour < 24 && *minute >= 0 && *minute < 60;
}

/* "+3", "-03:30" right after "GMT": the offset as it is written in TIMEX3; the token after it, 0: none. */
static uint32_t read_offset(struct bay__reader *r, uint32_t i, char offset[8])
{
    uint32_t from = tok(r, i - 1)->span.end, stop;
    bay_str rest = bay_str_slice(r->doc->text, from, r->doc->text.size);
    char head[8] = {0}, sign;
    int hours = 0, minutes = 0, used = 0, more = 0;
    memcpy(head, rest.bytes, rest.size < 6 ? rest.size : 6);
    if ((head[0] != '+' && head[0] != '-') || head[1] < '0' || head[1] > '9') return 0;
    if (sscanf(head, "%c%2d%n:%2d%n", &sign, &hours, &used, &minutes, &more) < 2 || hours > 14 || minutes < 0 || minutes > 59) return 0;
    stop = from + (uint32_t)(more ? more : used);
    while (i < r->end && tok(r, i)->span.end < stop) i++;
    snprintf(offset, 8, "%c%02d:%02d", sign, hours % 100, minutes % 100);
    return i < r->end ? i + 1 : 0;
}

/* "IND+05:30|ISR+02:00|IRL+01:00": the offset of the country in which most places of the text lie; empty when none does. */
static bay_str offset_here(struct bay__reader *r, bay_str choices)
{
    bay_str choice, best = {0};
    uint32_t most = 0;
    while (choices.size && bay_str_next(&choices, '|', &choice)) {
        uint32_t here = 0;
        for (uint32_t i = 0; i < r->doc->places.count && i < 300; i++)
            here += choice.size > 3 && bay_str_eq(r->doc->places.items[i].country, bay_str_slice(choice, 0, 3));
        if (here > most) most = here, best = bay_str_slice(choice, 3, choice.size);
    }
    return best;
}

/* "GMT", "Moscow time", "UTC+3", "local time" (no offset); the token after it, 0: none. */
static uint32_t read_zone(struct bay__reader *r, uint32_t i, char offset[8], bool *guessed)
{
    uint32_t at, after;
    record *zone = bay__word(r, i, BAY_WORD_ZONE, &at);
    if (!zone) return 0;
    snprintf(offset, 8, "%.*s", BAY_STR_ARG(bay_str_slice(zone->value, 0, zone->value.size < 6 ? zone->value.size : 6)));
    if (bay_str_is(zone->value, "LOCAL")) offset[0] = 0;
    bool several = zone->value.size > 6;
    bay_str here = several ? offset_here(r, zone->value) : (bay_str){0};
    if (several) snprintf(offset, 8, "%.*s", BAY_STR_ARG(here));
    *guessed = several;
    after = bay_str_is(zone->value, "Z") ? read_offset(r, at, offset) : 0;
    return after ? after : at;
}

static bool is_half_day(struct bay__reader *r, uint32_t i)
{
    return is(r, i, "am") || is(r, i, "pm") || is(r, i, "a.m.") || is(r, i, "p.m.");
}

/* The day of a clock with a zone: "on Friday" or "Friday" after it, else the last day told of in the sentence, else now.
 * It is the day as the text tells it: no offset is reckoned in, the event keeps its day. */
static uint32_t day_of_zoned(struct bay__reader *r, uint32_t i, bay_when *w)
{
    bay_when told;
    uint32_t from = i + is(r, i, "on"), end = bay__read_weekday(r, from, 0, &told);
    if (!end) end = bay__read_day_word(r, from, &told);
    if (!end) end = bay__read_month(r, from, &told);
    if (!end) end = bay__read_day_month(r, from, &told);
    if (end && told.precision == BAY_PRECISION_DAY && strcmp(told.type, "SET")) { *w = told; return end; }
    const bay_time *last = r->doc->times.count ? &r->doc->times.items[r->doc->times.count - 1] : NULL;
    bool here = last && last->tok_begin >= r->begin && last->precision == BAY_PRECISION_DAY && bay_date_is_set(last->begin);
    if (here) { *w = bay_when_day(last->begin); from_told(w); }
    else if (has_now(r)) { *w = bay_when_day(r->now); from_now(w); }
    else set(w, "TIME", "XXXX-XX-XX");
    return i;
}

/* "10:30 GMT", "0300 UTC", "6 p.m. local time": clocks that only a zone makes one are read too. */
uint32_t bay__read_zoned(struct bay__reader *r, uint32_t i, bay_when *w)
{
    int hour = 0, minute = 0;
    uint32_t at = i + 1;
    bay_str s = tok(r, i)->norm;
    int digits = bay__plain_number(r, i);
    if (digits >= 0 && s.size == 3) return 0;
    if (digits >= 0 && s.size == 4) hour = digits / 100, minute = digits % 100;
    else if (digits >= 0) hour = digits;
    else if (!is_clock(s, ':', &hour, &minute) && !is_clock(s, '.', &hour, &minute)) return 0;
    bool half = is_half_day(r, at);
    if (half) {
        if (hour < 1 || hour > 12) return 0;
        hour = hour % 12 + (is(r, at, "pm") || is(r, at, "p.m.") ? 12 : 0);
        at++;
    } else if (is(r, at, "hours") || is(r, at, "hrs")) {
        at++;
    }
    char offset[8] = {0};
    bool guessed = false;
    at = hour < 24 && minute < 60 ? read_zone(r, at, offset, &guessed) : 0;
    if (!at) return 0;
    uint32_t end = day_of_zoned(r, at, w);
    char value[16];
    snprintf(value, sizeof value, "%02d:%02d%s", hour % 24, minute % 60, offset);
    bay_when_daypart(w, bay_str_from(value));
    if (guessed) w->doubt = 20;
    return end;
}

uint32_t bay__read_clock(struct bay__reader *r, uint32_t i, bay_when *w)
{
    int hour = 0, minute = 0;
    uint32_t at = i + 1;
    bay_str s = tok(r, i)->norm;
    if (!is_clock(s, ':', &hour, &minute)) {
        hour = bay__plain_number(r, i);
        minute = 0;
        if (hour < 1 || hour > 12) return 0;
        if (!is(r, at, "am") && !is(r, at, "pm") && !is(r, at, "a.m.") && !is(r, at, "p.m.") && !is(r, at, "o'clock")) return 0;
    }
    if ((is(r, at, "pm") || is(r, at, "p.m.")) && hour < 12) hour += 12;
    if (is(r, at, "am") || is(r, at, "pm") || is(r, at, "a.m.") || is(r, at, "p.m.") || is(r, at, "o'clock")) at++;
    at = day_of_zoned(r, at, w);
    char value[12];
    snprintf(value, sizeof value, "%02d:%02d", hour % 24, minute);
    bay_when_daypart(w, bay_str_from(value));
    return at;
}

/* "by noon", "at midnight": of the day told of last. */
uint32_t bay__read_hour(struct bay__reader *r, uint32_t i, bay_when *w)
{
    bool led = is(r, i - 1, "by") || is(r, i - 1, "at") || is(r, i - 1, "before") || is(r, i - 1, "after") || is(r, i - 1, "around");
    if (!led || !has_anchor(r) || (!is(r, i, "noon") && !is(r, i, "midday") && !is(r, i, "midnight") && !is(r, i, "dawn") && !is(r, i, "dusk"))) return 0;
    uint32_t at;
    record *part = bay__word(r, i, BAY_WORD_DAYPART, &at);
    if (!part || bay__word(r, at, BAY_WORD_WEEKDAY, &at) || (is(r, at, "on"))) return 0;
    *w = bay_when_day(r->anchor);
    bay_when_daypart(w, part->value);
    from_told(w);
    return at;
}
