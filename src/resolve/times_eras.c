#include "resolve/feasts.h"
#include "resolve/time_reader.h"

enum { WEEKS_AHEAD = 60 };   /* days */

/* "2024", "2021-22", "1999/2000" from byte at on, in one token or several; the end of its last token, 0: none. */
static uint32_t read_years_at(struct bay__reader *r, uint32_t i, uint32_t at, int *from, int *to)
{
    char head[12] = {0};
    bay_str rest = bay_str_slice(r->doc->text, at, r->doc->text.size);
    int used = 0, second = 0, more = 0;
    memcpy(head, rest.bytes, rest.size < 11 ? rest.size : 11);
    if (strspn(head, "0123456789") != 4 || sscanf(head, "%4d%n", from, &used) != 1) return 0;
    *to = *from;
    bool dash = rest.size > 7 && memcmp(head + 4, "\xe2\x80\x93", 3) == 0;
    int sign = dash ? 3 : head[4] == '-' || head[4] == '/' ? 1 : 0;
    size_t digits = sign ? strspn(head + 4 + sign, "0123456789") : 0;
    if ((digits == 2 || digits == 4) && sscanf(head + 4 + sign, "%4d%n", &second, &more) == 1) {
        if (digits == 2) second += *from / 100 * 100 + (second < *from % 100 ? 100 : 0);
        *to = second, used += sign + more;
    }
    if (*from < 1900 || *to < *from || *to > *from + 1 || *to > 2100) return 0;
    uint32_t stop = at + (uint32_t)used;
    while (i < r->end && tok(r, i)->span.end < stop) i++;
    return i < r->end && tok(r, i)->span.end == stop ? i + 1 : 0;
}

/* "fiscal year 2023", "FY2024", "the 2021-22 fiscal year". Countries begin it in different months and the text seldom says
 * which: one year stands for that calendar year, two for both. */
uint32_t bay__read_fiscal(struct bay__reader *r, uint32_t i, bay_when *w)
{
    uint32_t at, after, end;
    int from, to;
    const bay_tok *t = tok(r, i);
    record *fiscal = bay__word(r, i, BAY_WORD_FISCAL, &at);
    if (fiscal) {
        end = at < r->end ? read_years_at(r, at, tok(r, at)->span.begin, &from, &to) : 0;
    } else if (t->norm.size >= 6 && memcmp(t->norm.bytes, "fy", 2) == 0) {
        end = read_years_at(r, i, t->span.begin + 2, &from, &to);
    } else {
        if (t->norm.size < 4 || t->norm.bytes[0] < '0' || t->norm.bytes[0] > '9') return 0;
        after = read_years_at(r, i, t->span.begin, &from, &to);
        fiscal = after ? bay__word(r, after, BAY_WORD_FISCAL, &end) : NULL;
        if (!fiscal || !bay_str_is(fiscal->value, "EITHER")) return 0;
    }
    if (!end) return 0;
    *w = bay_when_year(from);
    if (to == from) return end;
    w->end = bay_when_year(to).end;
    snprintf(w->value, sizeof w->value, "%d/%d", from, to);
    return end;
}

static record *month_of_era(struct bay__reader *r, uint32_t i, enum bay_era *era, uint32_t *end)
{
    record *month = bay__word(r, i, BAY_WORD_HIJRI_MONTH, end);
    *era = month ? BAY_ERA_HIJRI : BAY_ERA_PERSIAN;
    return month ? month : bay__word(r, i, BAY_WORD_PERSIAN_MONTH, end);
}

static int year_of_era(struct bay__reader *r, uint32_t i)
{
    int year = bay__year_number(r, i);
    return year >= 1000 && year <= 1500 ? year : -1;
}

/* "1340 AH", "the Persian year 1400", "AH 1443". */
static uint32_t read_year_of_era(struct bay__reader *r, uint32_t i, bay_when *w)
{
    uint32_t end;
    record *name = bay__word(r, i, BAY_WORD_ERA, &end);
    int year = name ? year_of_era(r, end) : year_of_era(r, i);
    if (year < 0) return 0;
    if (name) end++;
    else name = bay__word(r, i + 1, BAY_WORD_ERA, &end);
    if (!name) return 0;
    *w = bay_when_of_era(bay_str_is(name->value, "HIJRI") ? BAY_ERA_HIJRI : BAY_ERA_PERSIAN, year, 0, 0);
    return end;
}

/* "22 Bahman": the last such day, or one some weeks ahead. */
static bool persian_day(struct bay__reader *r, int month, int day, bay_when *w)
{
    bay_when one;
    bool found = false;
    for (int year = r->now.year - 623; year <= r->now.year - 620; year++) {
        one = bay_when_of_era(BAY_ERA_PERSIAN, year, month, day);
        if (!bay_date_is_set(one.begin)) continue;
        int32_t ahead = bay_date_to_days(one.begin) - bay_date_to_days(r->now);
        if (bay__ahead(r) ? ahead >= 0 && !found : ahead <= WEEKS_AHEAD) *w = one, found = true;
    }
    if (found) from_now(w);
    return found;
}

/* Without a year of its own: with its day, beside a year of our era, or after "during" and "the month of". Other Persian months are names. */
static uint32_t month_without_year(struct bay__reader *r, uint32_t i, uint32_t at, enum bay_era era, int month, int day, bay_when *w)
{
    char rule[24];
    bool led = is(r, i - 1, "during") || (is(r, i - 1, "of") && is(r, i - 2, "month")), named = at < r->end && tok(r, at)->upos == BAY_PROPN;
    int year = bay__year_number(r, at);
    if (named || (at < r->end && day > 0 && tok(r, at)->upos == BAY_NOUN)) return 0;
    if (era == BAY_ERA_PERSIAN) return day > 0 && has_now(r) && persian_day(r, month, day, w) ? at : 0;
    snprintf(rule, sizeof rule, day > 0 ? "hijri-%02d-%02d" : "hijri-%02d", month, day);
    if (year >= 1900) return bay_feast(bay_str_from(rule), year, 0, w) ? at + 1 : 0;
    if ((day < 0 && !led) || !has_now(r)) return 0;
    return bay__feast_meant(r, bay_str_from(rule), w) ? at : 0;
}

/* "22 Bahman 1357", "Muharram 1, 1443 AH", "Ramadan 1442"; the months are names of people too. */
uint32_t bay__read_era(struct bay__reader *r, uint32_t i, bay_when *w)
{
    enum bay_era era;
    uint32_t at, after;
    int day = bay__day_number(r, i);
    record *month = month_of_era(r, day > 0 ? i + 1 + is(r, i + 1, "of") : i, &era, &at);
    if (!month) return read_year_of_era(r, i, w);
    if (day < 0) {
        if (bay__day_number(r, i - 1) > 0) return 0;   /* "31 Bahman", a day that was not to be */
        day = bay__day_number(r, at);
        at += day > 0;
    }
    uint32_t bare = at;
    at += is(r, at, ",") || is(r, at, "of");
    int year = year_of_era(r, at++);
    if (year < 0) return month_without_year(r, i, bare, era, (int)month->number, day, w);
    if (bay__word(r, at, BAY_WORD_ERA, &after)) at = after;
    *w = bay_when_of_era(era, year, (int)month->number, day > 0 ? day : 0);
    return bay_date_is_set(w->begin) ? at : 0;
}
