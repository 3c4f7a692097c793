#include "resolve/time_reader.h"

enum { WEEKS_AHEAD = 60, STORY_YEARS = 3 };   /* days; years told of before a text is a story of other times */

/* "In 1831 he left; in July he was back": a month without a year in a story of another time. In a text that is all about other times
 * the year told of last holds until the next; in news only to the end of the next sentence. */
static int year_of_story(struct bay__reader *r, int month)
{
    uint32_t here = r->begin < r->end ? tok(r, r->begin)->sent : 0;
    if (!r->told_year || !bay_date_is_set(r->told)) return 0;
    bool story = r->far >= STORY_YEARS && r->far >= 3 * r->near;
    if (!story && here > r->told_sent + 1) return 0;
    bool near = has_now(r) && r->told.year + 1 >= r->now.year && r->told.year <= r->now.year + 1;
    if (near || (!story && has_now(r) && here > r->told_sent && !r->told.month)) return 0;
    return r->told.year + (r->told.month && month + 6 < r->told.month ? 1 : 0);
}

/* The year of a month (and day) that stands without one. */
int bay__year_of(struct bay__reader *r, int month, int day)
{
    if (!has_now(r)) return 0;
    int at = month * 100 + day, now = r->now.month * 100 + (day ? r->now.day : 0);
    if (bay__ahead(r)) return r->now.year + (at < now);
    if (at <= now) return r->now.year;
    /* Weeks ahead is more likely an announcement than a day of last year, which would be told with its year. */
    if (day && r->forced >= 0) {
        bay_date soon = {r->now.year, (uint8_t)month, (uint8_t)day};
        if (bay_date_is_valid(soon) && bay_date_to_days(soon) - bay_date_to_days(r->now) <= WEEKS_AHEAD) return r->now.year;
    }
    return r->now.year - 1;
}

/* ---- the year after a month ---- */

static bool ends_here(struct bay__reader *r, uint32_t i) { return i >= r->end || tok(r, i)->upos == BAY_PUNCT; }

/* "of that year", "the same year", "last year", "the following year": the token after it, 0: none. */
static uint32_t year_by_word(struct bay__reader *r, uint32_t i, int *year)
{
    uint32_t at = i + (is(r, i, "of") || is(r, i, "in") || is(r, i, ",") ? 1 : 0);
    bool the = is(r, at, "the");
    int by = 0;
    if (is(r, at, "that") || the) {
        at++;
        if (is(r, at, "same") || is(r, at, "very")) at++;
        else if (the && (is(r, at, "following") || is(r, at, "next"))) at++, by = 1;
        else if (the && (is(r, at, "previous") || is(r, at, "preceding"))) at++, by = -1;
        else if (the) return 0;
        if (!is(r, at, "year") || !bay_date_is_set(r->told)) return 0;
        *year = r->told.year + by;
        return at + 1;
    }
    bool last = is(r, at, "last"), this = is(r, at, "this"), next = is(r, at, "next");
    if ((!last && !this && !next) || !is(r, at + 1, "year") || !has_now(r)) return 0;
    *year = r->now.year + (last ? -1 : next ? 1 : 0);
    return at + 2;
}

/* A year after a date: "2021", ", 2021", "of 384", "that year", "of fifteen eighteen". */
int bay__trailing_year(struct bay__reader *r, uint32_t *at)
{
    uint32_t i = *at + (is(r, *at, ",") || is_hyphen(r, *at) ? 1 : 0), end;
    int year = bay__year_number(r, i);
    if (year > 0) { *at = i + 1; return year; }
    uint32_t of = is(r, *at, "of") ? *at + 1 : is(r, *at - 1, "of") ? *at : 0;
    end = of ? bay__spoken_year(r, of, &year) : 0;
    if (end) { *at = end; return year; }
    uint32_t three = of ? of : *at;
    year = three < r->end && tok(r, three)->norm.size == 3 ? bay__plain_number(r, three) : -1;
    if (year >= 100 && (of || is(r, three + 1, ")")) && ends_here(r, three + 1)) { *at = three + 1; return year; }
    end = year_by_word(r, *at, &year);
    if (!end) return 0;
    *at = end;
    return year;
}

/* "March to August 2011", "Sept. 3 to Oct. 9, 2020", "May and June in 1981": the year after the second holds for the first; 0: none. */
static int year_of_range(struct bay__reader *r, uint32_t at, int month)
{
    static const char *const joins[] = {"to", "and", "or", "until", "till", "through", "-", "--", "\xe2\x80\x93", NULL};
    uint32_t end;
    if (!bay__one_of(r, at, joins)) return 0;
    at++;
    record *edge = bay__word(r, at, BAY_WORD_EDGE, &end);
    if (edge) at = end + (is_hyphen(r, end) ? 1 : 0);
    if (is(r, at, "the")) at++;
    bool led = bay__day_number(r, at) > 0;
    if (led) at += 1 + is(r, at + 1, "of");
    record *second = bay__word(r, at, BAY_WORD_MONTH, &end);
    if (!second) return 0;
    at = end + (is_dot_inside(r, end) ? 1 : 0);
    if (!led && bay__day_number(r, at) > 0) at++;
    at += is(r, at, ",") || is(r, at, "in") || is(r, at, "of");
    int year = bay__year_number(r, at);
    return year < 0 ? 0 : year - ((int)second->number < month);
}

/* The dates of a stretch whose end lies ahead and whose beginning is not long ago are of one year: "is to run from 23 January to 9 March". */
static bool began_lately(struct bay__reader *r, int month, int day)
{
    if (!has_now(r) || !is(r, r->at - 1, "from") || r->forced) return false;
    bay_date begun = {r->now.year, (uint8_t)month, (uint8_t)(day ? day : 1)};
    int32_t age = bay_date_is_valid(begun) ? bay_date_to_days(r->now) - bay_date_to_days(begun) : -1;
    return age >= 0 && age <= WEEKS_AHEAD / 2;
}

/* The year of a month that has none of its own, and what it was told by. */
static int year_found(struct bay__reader *r, uint32_t at, int month, int day, enum bay_time_from *from)
{
    int year = year_of_range(r, at, month);
    *from = BAY_FROM_WORDS;
    if (year) return year;
    *from = BAY_FROM_TOLD;
    year = r->forced ? 0 : year_of_story(r, month);
    if (year) return year;
    *from = BAY_FROM_PUBLISHED;
    return began_lately(r, month, day) ? r->now.year : bay__year_of(r, month, day);
}

/* "12 October last", "the 1st of February next": which one it is; the end moves over the word. */
static int8_t which_one(struct bay__reader *r, uint32_t *at)
{
    bool last = is(r, *at, "last"), next = is(r, *at, "next");
    uint8_t after = *at + 1 < r->end ? tok(r, *at + 1)->upos : BAY_PUNCT;
    if ((!last && !next) || after == BAY_NOUN || after == BAY_PROPN || after == BAY_ADJ || after == BAY_NUM || (next && after == BAY_ADP)) return 0;
    ++*at;
    return last ? -1 : 1;
}

/* ---- dates with a month ---- */

static bool day_of(int year, int month, int day, bay_when *w)
{
    if (day > bay_days_in_month(year ? year : 2000, month)) return false;
    if (year) { *w = bay_when_day((bay_date){(int16_t)year, (uint8_t)month, (uint8_t)day}); return true; }
    *w = (bay_when){.type = "DATE", .precision = BAY_PRECISION_DAY};
    snprintf(w->value, sizeof w->value, "XXXX-%02d-%02d", month, day);
    return true;
}

/* One day, or the days up to another of the month: "5-6 September". */
static bool days_of(int year, int month, int day, int last, bay_when *w)
{
    bay_when second;
    if (!day_of(year, month, day, w)) return false;
    if (!last) return true;
    if (last <= day || !day_of(year, month, last, &second)) return false;
    char value[sizeof w->value];
    snprintf(value, sizeof value, "%.18s/%.18s", w->value, second.value);
    memcpy(w->value, value, sizeof value);
    w->end = second.end;
    return true;
}

/* A day of a month: the year as it is told after it, or as it follows from what is told. */
static bool month_day(struct bay__reader *r, uint32_t *at, int month, int day, int last, bay_when *w)
{
    int year = bay__trailing_year(r, at);
    if (year) return days_of(year, month, day, last, w);
    int8_t was = r->forced, which = which_one(r, at);
    enum bay_time_from from;
    if (which) r->forced = which;
    year = year_found(r, *at, month, day, &from);
    r->forced = was;
    if (month == 2 && day == 29 && year && bay_days_in_month(year, 2) < 29) day = 28;
    if (!days_of(year, month, day, last, w)) return false;
    w->from = (uint8_t)from;
    return true;
}

/* The further day of "5-7", "5 and 6", "14th or 15th" after a day; 0: none. */
static int further_day(struct bay__reader *r, uint32_t *at, bool month_follows)
{
    bool dash = is_hyphen(r, *at), to = is(r, *at, "to"), or = is(r, *at, "or"), and = is(r, *at, "and") || is(r, *at, "&");
    uint32_t month;
    if (!dash && !to && !and && !or) return 0;
    int day = bay__day_number(r, *at + 1);
    if (day < 0 || is(r, *at + 2, ":") || (bay__word(r, *at + 2, BAY_WORD_MONTH, &month) != NULL) != month_follows) return 0;
    bool counts = *at + 2 < r->end && (tok(r, *at + 2)->upos == BAY_NOUN || tok(r, *at + 2)->upos == BAY_ADJ || tok(r, *at + 2)->upos == BAY_NUM) &&
                  bay__year_number(r, *at + 2) < 0;
    if (!month_follows && !dash && counts) return 0;
    *at += 2;
    return day;
}

/* "mid-August" in one token. */
static record *mid_month(struct bay__reader *r, uint32_t i, uint32_t *end)
{
    bay_str s = tok(r, i)->norm;
    if (s.size < 7 || memcmp(s.bytes, "mid-", 4) != 0) return NULL;
    bay_str name = bay_str_slice(s, 4, s.size);
    for (uint32_t k = 0; k < r->words->records.count; k++) {
        record *month = &r->words->records.items[k];
        bay_str names = month->phrase, first;
        if (month->word_class != BAY_WORD_MONTH || !bay_str_next(&names, '|', &first) || first.size != name.size) continue;
        bool same = true;
        for (uint32_t c = 0; c < name.size; c++) same = same && (first.bytes[c] | 0x20) == name.bytes[c];
        if (same) { *end = i + 1; return month; }
    }
    return NULL;
}

/* "August 15", "Aug. 15, 2021", "June 2022", "July": month first. */
uint32_t bay__read_month(struct bay__reader *r, uint32_t i, bay_when *w)
{
    uint32_t at;
    if (i >= r->end) return 0;
    record *month = bay__word(r, i, BAY_WORD_MONTH, &at), *mid = month ? NULL : mid_month(r, i, &at);
    if (mid) month = mid;
    if (!month) return 0;
    if (is_dot_inside(r, at)) at++;
    int number = (int)month->number, day = mid ? -1 : bay__day_number(r, at);
    if (day > 0 && !(bay__plain_number(r, at) >= 0 && is(r, at + 1, ":"))) {
        uint32_t after = at + 1;
        int last = further_day(r, &after, false);
        return month_day(r, &after, number, day, last, w) ? after : 0;
    }
    uint32_t after = at + (is(r, at, "of") || (is(r, at, "in") && bay__year_number(r, at + 1) > 0) ? 1 : 0);
    int year = bay__trailing_year(r, &after);
    enum bay_time_from from = BAY_FROM_WORDS;
    if (!year) {
        int8_t was = r->forced, which = which_one(r, &at);
        if (which) r->forced = which;
        year = year_found(r, at, number, 0, &from);
        r->forced = was;
        after = at;
    }
    *w = bay_when_month(year, number);
    w->from = (uint8_t)from;
    if (mid) bay_when_narrow(w, BAY_EDGE_MID);
    return after;
}

/* "on the 18th": the last such day, or the next where the verb looks ahead. */
uint32_t bay__read_day_of_month(struct bay__reader *r, uint32_t i, bay_when *w)
{
    int day = bay__day_number(r, i);
    bool led = is(r, i - 1, "the") && (is(r, i - 2, "on") || is(r, i - 2, "by") || is(r, i - 2, "until"));
    if (!led || !has_now(r) || day < 1 || tok(r, i)->norm.size < 3) return 0;
    uint8_t next = i + 1 < r->end ? tok(r, i + 1)->upos : BAY_PUNCT;
    if (next == BAY_NOUN || next == BAY_PROPN || next == BAY_ADJ || next == BAY_NUM || is_hyphen(r, i + 1)) return 0;
    int step = bay__ahead(r) ? 1 : -1;
    bay_date first = {r->now.year, r->now.month, 1};
    if ((step > 0 && day < r->now.day) || (step < 0 && day > r->now.day)) first = bay_calendar_add(first, 0, step, 0);
    if (day > bay_days_in_month(first.year, first.month)) return 0;
    first.day = (uint8_t)day;
    *w = bay_when_day(first);
    from_now(w);
    w->doubt = 10;
    return i + 1;
}

/* A day before its month: "2", "15th", "fifth", "first day". */
static uint32_t day_before_month(struct bay__reader *r, uint32_t i, int *day)
{
    uint32_t at = i + 1;
    *day = bay__day_number(r, i);
    if (*day < 0) {
        *day = bay__ordinal(r, i, &at);
        if (!*day || !(is(r, at, "of") || (is(r, at, "day") && is(r, at + 1, "of")))) return 0;
    }
    if (is(r, at, "day") && is(r, at + 1, "of")) at++;
    return at;
}

/* "2 January", "15th of August 2021", "5-6 September", "the fifth of January". */
uint32_t bay__read_day_month(struct bay__reader *r, uint32_t i, bay_when *w)
{
    uint32_t after;
    int day;
    if (i >= r->end) return 0;
    uint32_t at = day_before_month(r, i, &day);
    if (!at) return 0;
    int last = further_day(r, &at, true);
    if (is(r, at, "of") || is_hyphen(r, at)) at++;
    record *month = bay__word(r, at, BAY_WORD_MONTH, &after);
    if (!month) return 0;
    if (is_dot_inside(r, after)) after++;
    return month_day(r, &after, (int)month->number, day, last, w) ? after : 0;
}

static bool month_may_stand(struct bay__reader *r, uint32_t i, uint32_t end)
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

uint32_t bay__read_bare_month(struct bay__reader *r, uint32_t i, bay_when *w)
{
    uint32_t end = bay__read_month(r, i, w);
    if (!end) return 0;
    bool alone = w->precision == BAY_PRECISION_MONTH && end == i + 1;
    return alone && !month_may_stand(r, i, end) ? 0 : end;
}

/* ---- weekdays ---- */

static void open_weekday(int day, const char *type, bay_when *w)
{
    *w = (bay_when){.type = type, .precision = strcmp(type, "SET") ? BAY_PRECISION_DAY : BAY_PRECISION_UNKNOWN};
    snprintf(w->value, sizeof w->value, "XXXX-WXX-%d", day ? day : 7);
}

static void weekday(struct bay__reader *r, int day, int shift, bay_when *w)
{
    if (!has_now(r)) { open_weekday(day, "DATE", w); return; }
    int back = (bay_date_weekday(r->now) - day + 7) % 7;
    bool ahead = shift > 0 || (shift == 0 && bay__ahead(r));
    /* "last Wednesday" said on a Friday is that of the week before: two days ago is "Wednesday"; "last Monday" said on a Saturday may well be this week's */
    int of_week = bay_date_weekday(r->now), whole = shift < 0 && is(r, r->at, "last") && back && back <= 2 && of_week && back < of_week ? 7 : 0;
    int days = ahead ? (back ? 7 - back : (shift > 0 ? 7 : 0)) : (shift < 0 && back == 0 ? -7 : -back - whole);
    *w = bay_when_day(bay_calendar_add(r->now, 0, 0, days));
    from_now(w);
}

/* "on a Sunday", "one Friday": any such day. "a Sunday attack" is one of this week. */
static bool is_any_day(struct bay__reader *r, uint32_t i)
{
    static const char *const any[] = {"a", "any", "some", NULL};
    return bay__one_of(r, i - 1, any) && tok(r, i - 1)->head == i;
}

/* "two flights per week on Thursday morning" */
static bool is_weekly(struct bay__reader *r)
{
    for (uint32_t k = r->begin; k + 1 < r->end; k++)
        if (is(r, k, "per") && is(r, k + 1, "week")) return true;
    return false;
}

static bool is_every(struct bay__reader *r, uint32_t i)
{
    if (is_weekly(r)) return true;
    if (is(r, i - 1, "every") || is(r, i - 1, "each")) return true;
    bool joined = is(r, i - 1, "and") || is(r, i - 1, "or") || is(r, i - 1, "/");
    const bay_time *last = r->doc->times.count ? &r->doc->times.items[r->doc->times.count - 1] : NULL;
    return joined && last && last->tok_end == i - 1 && bay_str_is(last->type, "SET");
}

/* "on Fridays", "Friday nights", "every Wednesday or Thursday": a habit, no day; the token after it, 0: a day. */
static uint32_t read_habit(struct bay__reader *r, uint32_t i, uint32_t at, int day, bay_when *w)
{
    static const char *const parts[] = {"mornings", "afternoons", "evenings", "nights", NULL};
    uint32_t after;
    bool plural = bay_str_ends(tok(r, i)->norm, BAY_STR("days")), by_part = bay__one_of(r, at, parts);
    if (!plural && !by_part && !is_every(r, i)) {
        if (!is_any_day(r, i)) return 0;
        open_weekday(day, "DATE", w);
        return at;
    }
    open_weekday(day, "SET", w);
    record *part = by_part ? bay__word(r, at, BAY_WORD_DAYPART, &after) : NULL;
    if (!part) return at;
    size_t used = strlen(w->value);
    snprintf(w->value + used, sizeof w->value - used, "T%.*s", BAY_STR_ARG(part->value));
    return after;
}

/* "Wednesday to Friday", "between Monday and Thursday": one stretch. */
static uint32_t read_days_between(struct bay__reader *r, uint32_t i, uint32_t at, int first, bay_when *w)
{
    uint32_t end, date;
    bool joined = is(r, at, "to") || is(r, at, "through") || is(r, at, "until") || is_hyphen(r, at) || (is(r, at, "and") && is(r, i - 1, "between"));
    record *day = joined && at + 1 < r->end ? bay__word(r, at + 1, BAY_WORD_WEEKDAY, &end) : NULL;
    if (!day || (int)day->number == first) return 0;
    date = end + is(r, end, ",");
    bay_when last, dated;
    if (date < r->end && (bay__read_month(r, date, &dated) || bay__read_day_month(r, date, &dated))) return 0;
    weekday(r, (int)day->number, 0, &last);
    weekday(r, first, 0, w);
    if (bay_date_is_set(last.begin)) {
        int back = ((int)day->number - first + 7) % 7;
        *w = bay_when_day(bay_calendar_add(last.begin, 0, 0, -back));
        from_now(w);
    }
    char value[sizeof w->value];
    snprintf(value, sizeof value, "%.18s/%.18s", w->value, last.value);
    memcpy(w->value, value, sizeof value);
    w->end = last.begin;
    return end;
}

/* "Sunday", "Sunday, August 1", "Monday morning" (the part of day is read by the caller). */
uint32_t bay__read_weekday(struct bay__reader *r, uint32_t i, int shift, bay_when *w)
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
    after = shift ? 0 : read_habit(r, i, at, (int)day->number, w);
    if (!after && !shift) after = read_days_between(r, i, at, (int)day->number, w);
    if (after) return after;
    weekday(r, (int)day->number, shift, w);
    return at;
}

/* ---- days from now ---- */

uint32_t bay__read_day_word(struct bay__reader *r, uint32_t i, bay_when *w)
{
    uint32_t at;
    record *day = bay__word(r, i, BAY_WORD_DAY, &at);
    if (!day) return 0;
    if (is(r, i, "today") && bay__is_nowadays(r, i)) { set(w, "DATE", "PRESENT_REF"); return at; }
    if (has_now(r)) { *w = bay_when_day(bay_calendar_add(r->now, 0, 0, (int)day->number)); from_now(w); }
    else { set(w, "DATE", "XXXX-XX-XX"); w->precision = BAY_PRECISION_DAY; }
    if (is(r, i, "tonight")) bay_when_daypart(w, BAY_STR("NI"));
    return at;
}

/* "Leave it overnight", "to stay overnight": any night. */
static bool is_order(struct bay__reader *r, uint32_t verb)
{
    if (verb == BAY_NONE || tok(r, verb)->upos != BAY_VERB) return false;
    return tok(r, verb)->feats.verb_form == BAY_VERB_INF || tok(r, verb)->feats.mood == BAY_MOOD_IMP;
}

/* "the morning of August 2", "overnight". */
uint32_t bay__read_daypart(struct bay__reader *r, uint32_t i, bay_when *w)
{
    uint32_t at;
    record *part = bay__word(r, i, BAY_WORD_DAYPART, &at);
    if (!part) return 0;
    uint32_t after = is(r, at, "of") ? at + 1 : is(r, at, "on") ? at + 1 : at;
    uint32_t end = after > at ? bay__read_weekday(r, after, 0, w) : 0;
    if (!end && after > at) end = bay__read_month(r, after, w);
    if (!end && after > at) end = bay__read_day_month(r, after, w);
    if (end && w->precision == BAY_PRECISION_DAY) { bay_when_daypart(w, part->value); return end; }
    if (!is(r, i, "overnight") || tok(r, i)->deprel == BAY_DEP_AMOD || is_order(r, tok(r, i)->head)) return 0;
    for (uint32_t k = r->begin; k < r->end; k++)
        if (is(r, k, "you")) return 0;   /* advice, of any night */
    if (has_now(r)) { *w = bay_when_day(bay_calendar_add(r->now, 0, 0, -1)); from_now(w); }
    else set(w, "TIME", "XXXX-XX-XX");
    bay_when_daypart(w, part->value);
    return at;
}

/* "8-May-2006" */
static bool log_day(const char *head, bay_date *date, int *used)
{
    static const char months[] = "janfebmaraprmayjunjulaugsepoctnovdec";
    char name[4] = {0};
    int day, year;
    if (sscanf(head, "%2d-%3[A-Za-z]-%4d%n", &day, name, &year, used) != 3 || year < 1900 || strlen(name) != 3) return false;
    for (int k = 0; k < 3; k++) name[k] |= 0x20;
    const char *at = strstr(months, name);
    if (!at || (at - months) % 3) return false;
    *date = (bay_date){(int16_t)year, (uint8_t)((at - months) / 3 + 1), (uint8_t)day};
    return true;
}

/* ISO and slashed dates lie in one token or several: they are read from the bytes. */
uint32_t bay__read_digits(struct bay__reader *r, uint32_t i, bay_when *w)
{
    bay_str rest = bay_str_slice(r->doc->text, tok(r, i)->span.begin, r->doc->text.size);
    bay_date date;
    if (is(r, i, "9/11")) { *w = bay_when_day((bay_date){2001, 9, 11}); return i + 1; }
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
    } else if (log_day(head, &date, &used)) {
        size = (uint32_t)used;
    } else if (sscanf(head, "%2d.%2d.%4d%n", &day, &month, &year, &used) == 3 && year >= 1900) {
        date = (bay_date){(int16_t)year, (uint8_t)month, (uint8_t)day};   /* the order of those who write stops */
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
