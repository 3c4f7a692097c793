#include "resolve/time_reader.h"

/* On a weekday "the weekend" is the one just past, and so is the last one; "next" counts from the coming one. */
static bay_when weekend_moved(struct bay__reader *r, int by)
{
    int day = bay_date_weekday(r->now);
    bool within = day == 0 || day == 6;
    int weeks = within ? by : bay__ahead(r) || by > 0 ? (by > 0 ? by - 1 : 0) : -1;
    return bay_when_weekend(bay_calendar_add(r->now, 0, 0, weeks * 7));
}

void bay__unit_moved(struct bay__reader *r, bay_str unit, int by, bay_when *w)
{
    bay_date now = r->now;
    if (!has_now(r)) {
        set(w, "DATE", bay_str_is(unit, "Y") ? "XXXX" : bay_str_is(unit, "M") ? "XXXX-XX" : bay_str_is(unit, "W") ? "XXXX-WXX" : "XXXX-XX-XX");
        return;
    }
    if (bay_str_is(unit, "D")) *w = bay_when_day(bay_calendar_add(now, 0, 0, by));
    else if (bay_str_is(unit, "W")) *w = bay_when_week(bay_calendar_add(now, 0, 0, by * 7));
    else if (bay_str_is(unit, "2W")) *w = bay_when_week(bay_calendar_add(now, 0, 0, by * 14));
    else if (bay_str_is(unit, "WE")) *w = weekend_moved(r, by);
    else if (bay_str_is(unit, "M")) { bay_date d = bay_calendar_add((bay_date){now.year, now.month, 1}, 0, by, 0); *w = bay_when_month(d.year, d.month); }
    else if (bay_str_is(unit, "Q")) { bay_date d = bay_calendar_add((bay_date){now.year, now.month, 1}, 0, by * 3, 0); *w = bay_when_quarter(d.year, (d.month + 2) / 3); }
    else if (bay_str_is(unit, "Y")) *w = bay_when_year(bay_calendar_add(now, by, 0, 0).year);
    else if (bay_str_is(unit, "DE")) *w = bay_when_decade((now.year + by * 10) / 10 * 10);
    else if (bay_str_is(unit, "CE")) *w = bay_when_century((now.year + by * 100) / 100 * 100);
    else if (bay_str_starts(unit, BAY_STR("T")) || bay_str_is(unit, "S")) { *w = bay_when_day(now); bay_when_daypart(w, BAY_STR("XX")); }
    else set(w, "DATE", "XXXX");
    from_now(w);
}

void bay__duration(double count, double upper, bay_str unit, bay_when *w)
{
    *w = (bay_when){.type = "DURATION"};
    const char *letter = bay_str_is(unit, "W") || bay_str_is(unit, "2W") ? "W" : bay_str_is(unit, "M") ? "M" : bay_str_is(unit, "Q") ? "M" :
                         bay_str_is(unit, "D") || bay_str_is(unit, "WE") ? "D" : "Y";
    double factor = bay_str_is(unit, "DE") ? 10 : bay_str_is(unit, "CE") ? 100 : bay_str_is(unit, "ML") ? 1000 :
                    bay_str_is(unit, "Q") ? 3 : bay_str_is(unit, "2W") || bay_str_is(unit, "WE") ? 2 : 1;
    const char *time = "";
    if (bay_str_is(unit, "TH")) { letter = "H"; time = "T"; }
    if (bay_str_is(unit, "TM")) { letter = "M"; time = "T"; }
    if (bay_str_is(unit, "S")) { letter = "S"; time = "T"; }
    if (count != upper || count <= 0) snprintf(w->value, sizeof w->value, "P%sX%s", time, letter);
    else snprintf(w->value, sizeof w->value, "P%s%g%s", time, count * factor, letter);
}

/* "and a half", "1/2" behind a number: the token after it, 0: none. */
static uint32_t half_after(struct bay__reader *r, uint32_t i)
{
    if (is(r, i, "1/2") || is(r, i, "\xc2\xbd")) return i + 1;
    uint32_t at = i + is_hyphen(r, i);
    if (!is(r, at, "and")) return 0;
    at += 1 + is_hyphen(r, at + 1);
    if (!is(r, at, "a")) return 0;
    at += 1 + is_hyphen(r, at + 1);
    return is(r, at, "half") ? at + 1 : 0;
}

/* A count before a unit: "three", "3", "a", "several", "two dozen"; vague ones have upper > count. */
uint32_t bay__read_count(struct bay__reader *r, uint32_t i, double *count, double *upper)
{
    uint32_t at;
    record *vague = bay__word(r, i, BAY_WORD_VAGUE, &at);
    if (vague && vague->number > 0) { *count = vague->number; *upper = vague->upper; return at; }
    record *number = bay__word(r, i, BAY_WORD_NUMBER, &at);
    int digits = bay__plain_number(r, i);
    if (number) *count = *upper = number->number;
    else if (digits >= 0) { *count = *upper = digits; at = i + 1; }
    else if (is(r, i, "a") || is(r, i, "an")) { *count = *upper = 1; at = i + 1; }
    else return 0;
    uint32_t next = at + (is_hyphen(r, at) ? 1 : 0);
    record *unit = bay__word(r, next, BAY_WORD_NUMBER, &next);
    if (unit && number && number->number >= 20 && unit->number < 10) { *count += unit->number; *upper = *count; at = next; }
    uint32_t half = half_after(r, at);
    if (half) *count += 0.5, *upper = *count;
    return half ? half : at;
}

/* "Over the next five years he taught": counted from the year told of, for what is told is over. */
static bool next_of_story(struct bay__reader *r, int sign)
{
    uint32_t here = tok(r, r->begin)->sent;
    return sign > 0 && r->told_year && bay_date_is_set(r->told) && here <= r->told_sent + 2 && has_now(r) && r->told.year < r->now.year &&
           bay__behind(r);
}

/* The stretch of count units up to (or from) now: begin and end of a duration, or the day of "ago". */
static void place_before(struct bay__reader *r, double count, bay_str unit, bool ago, int sign, bay_when *w)
{
    bay_date base = next_of_story(r, sign) ? bay_date_first(r->told) : r->now;
    bool on = sign > 0 && !ago && r->anchor_firm && has_now(r) && tok(r, r->begin)->sent <= r->anchor_sent + 1 && bay__behind(r) &&
              bay_str_is(unit, "D") && bay_date_compare(r->anchor, r->now) < 0;
    if (on) {   /* "and, over the next two days, 56 houses" */
        w->begin = bay_calendar_add(r->anchor, 0, 0, 1), w->end = bay_calendar_add(r->anchor, 0, 0, (int)(count > 1000 ? 1000 : count));
        w->precision = BAY_PRECISION_DAY;
        from_told(w);
        return;
    }
    if (!bay_date_is_set(base)) return;
    bool half = count - (int)count > 0.4 && count < 1000;
    if (half && bay_str_is(unit, "Y")) count *= 12, unit = BAY_STR("M");
    if (half && bay_str_is(unit, "DE")) count *= 10, unit = BAY_STR("Y");
    if (half && bay_str_is(unit, "W")) count *= 7, unit = BAY_STR("D");
    int n = (int)(count > 10000 ? 10000 : count) * sign;
    bay_date far = base;
    if (bay_str_is(unit, "D")) far = bay_calendar_add(base, 0, 0, n);
    else if (bay_str_is(unit, "W")) far = bay_calendar_add(base, 0, 0, n * 7);
    else if (bay_str_is(unit, "2W")) far = bay_calendar_add(base, 0, 0, n * 14);
    else if (bay_str_is(unit, "M")) far = bay_calendar_add(base, 0, n, 0);
    else if (bay_str_is(unit, "Y")) far = bay_calendar_add(base, n, 0, 0);
    else if (bay_str_is(unit, "DE")) far = bay_calendar_add(base, n * 10, 0, 0);
    else if (bay_str_is(unit, "CE")) far = bay_calendar_add(base, n * 100, 0, 0);
    if (!ago) {
        w->begin = sign < 0 ? far : base;
        w->end = sign < 0 ? base : far;
        if (base.year != r->now.year && !r->told.month) w->end = (bay_date){far.year, 12, 31};   /* from a year told: to the end of a year */
        w->precision = bay_str_is(unit, "D") ? BAY_PRECISION_DAY : bay_str_is(unit, "W") ? BAY_PRECISION_WEEK :
                       bay_str_is(unit, "M") ? BAY_PRECISION_MONTH : BAY_PRECISION_YEAR;
        w->from = base.year == r->now.year && base.month == r->now.month ? BAY_FROM_PUBLISHED : BAY_FROM_TOLD;
        return;
    }
    if (bay_str_is(unit, "W") || bay_str_is(unit, "2W")) *w = bay_when_week(far);
    else if (bay_str_is(unit, "M")) *w = bay_when_month(far.year, far.month);
    else if (bay_str_is(unit, "Y")) *w = bay_when_year(far.year);
    else if (bay_str_is(unit, "DE")) *w = bay_when_year(far.year);
    else if (bay_str_is(unit, "CE")) *w = bay_when_century(far.year / 100 * 100);
    else *w = bay_when_day(far);
    from_now(w);
}

/* "several years ago": somewhere between three and nine. */
static void place_vaguely(struct bay__reader *r, double count, double upper, bay_str unit, bay_when *w)
{
    bay_when near = {0}, far = {0};
    set(w, "DATE", "PAST_REF");
    if (!has_now(r) || upper < count || upper > 400) return;
    place_before(r, count, unit, true, -1, &near);
    place_before(r, upper, unit, true, -1, &far);
    w->begin = far.begin, w->end = near.end;
    if (bay_date_compare(w->end, r->now) > 0) w->end = r->now;
    w->precision = near.precision == BAY_PRECISION_DAY ? BAY_PRECISION_WEEK : near.precision;
    w->from = BAY_FROM_PUBLISHED, w->doubt = 40;
}


static bool is_of_clock(bay_str unit) { return bay_str_is(unit, "TM") || bay_str_is(unit, "S"); }

/* "a week ago Monday": that week's. */
static uint32_t weekday_of(struct bay__reader *r, uint32_t at, bay_when *w)
{
    uint32_t end;
    bool on = is(r, at, "on");
    record *day = w->precision == BAY_PRECISION_WEEK && bay_date_is_set(w->begin) ? bay__word(r, at + on, BAY_WORD_WEEKDAY, &end) : NULL;
    if (!day || bay_str_is(BAY_STR("PAST_REF"), w->value)) return at;
    *w = bay_when_day(bay_calendar_add(w->begin, 0, 0, ((int)day->number + 6) % 7));
    from_now(w);
    return end;
}

/* "three days ago", "two weeks earlier", "a month later", "five years" (a duration). */
uint32_t bay__read_counted(struct bay__reader *r, uint32_t i, bay_when *w)
{
    double count, upper;
    uint32_t at = bay__read_count(r, i, &count, &upper), after;
    if (!at) return 0;
    if (is_hyphen(r, at)) at++;
    record *unit = bay__word(r, at, BAY_WORD_UNIT, &after);
    if (!unit) return 0;
    uint32_t half = half_after(r, after);
    if (half) { count += 0.5, upper = count; after = half; }
    /* "a second attack", "the third quarter" are no times; "a day" alone is a rate. */
    if (bay_str_is(unit->value, "S") && (is(r, i, "a") || r->doc->toks.items[at].upos == BAY_ADJ)) return 0;
    bool article = is(r, i, "a") || is(r, i, "an");
    bool ago = is(r, after, "ago") || (is(r, after, "back") && (after + 1 >= r->end || tok(r, after + 1)->upos != BAY_ADP));
    if (ago && is(r, after, "back") && !bay_str_is(unit->value, "Y") && !bay_str_is(unit->value, "M") && !bay_str_is(unit->value, "W")) ago = false;
    bool back = ago || is(r, after, "earlier") || (is(r, after, "before") && !article);
    bool ahead = is(r, after, "later") || (is(r, after, "from") && is(r, after + 1, "now"));
    if (ago) {
        bay__duration(count, upper, unit->value, w);
        if (!has_now(r) || is_of_clock(unit->value)) bay__unit_moved(r, unit->value, 0, w);
        else if (count == upper) place_before(r, count, unit->value, true, -1, w);
        else place_vaguely(r, count, upper, unit->value, w);
        return weekday_of(r, after + 1, w);
    }
    if (article && !back && !ahead) return 0;
    bay__duration(count, upper, unit->value, w);
    return after + (is(r, after, "earlier") || is(r, after, "later") ? 1 : 0);
}

/* "our last day", "her last years", "it lasts hours": no days before now. */
static bool is_of_somebody(struct bay__reader *r, uint32_t i, int by)
{
    static const char *const owners[] = {"my", "your", "his", "her", "its", "our", "their", "'s", NULL};
    return by && (tok(r, i)->upos == BAY_VERB || bay__one_of(r, i - 1, owners));
}

/* After "last", "this", "next", "the past": a unit, weekday, month, season or a count of units. */
uint32_t bay__read_shifted(struct bay__reader *r, uint32_t i, bay_when *w)
{
    uint32_t at, after;
    record *shift = bay__word(r, i, BAY_WORD_SHIFT, &at);
    if (!shift) return 0;
    int by = (int)shift->number;
    if (is_of_somebody(r, i, by)) return 0;
    double count, upper;
    uint32_t counted = bay__read_count(r, at, &count, &upper);
    record *unit = counted ? bay__word(r, counted, BAY_WORD_UNIT, &after) : NULL;
    if (unit) {
        bay__duration(count, upper, unit->value, w);
        place_before(r, upper > 0 ? upper : count, unit->value, false, by > 0 ? 1 : -1, w);
        return after;
    }
    int8_t was = r->forced;
    if (by) r->forced = by < 0 ? -1 : 1;
    /* "this Saturday" lies ahead unless its verb is past */
    if (by == 0 && is(r, i, "this") && has_now(r) && bay__word(r, at, BAY_WORD_WEEKDAY, &after) && !bay__behind(r)) r->forced = 1;
    uint32_t end = bay__read_weekday(r, at, by == -2 ? -1 : by, w);
    record *month = end ? NULL : bay__word(r, at, BAY_WORD_MONTH, &after);
    if (month) {
        int year = bay__year_of(r, (int)month->number, 0);
        if (has_now(r) && by < 0 && month->number == r->now.month) year--;
        if (has_now(r) && by > 0 && month->number == r->now.month) year++;
        if (has_now(r) && by == 0) year = r->now.year;
        *w = bay_when_month(year, (int)month->number);
        from_now(w);
        end = after;
    }
    r->forced = was;
    if (end) return end;
    record *part = bay__word(r, at, BAY_WORD_DAYPART, &after);
    if (part && by >= -1 && !is(r, at, "early")) {
        bay__unit_moved(r, BAY_STR("D"), by == -1 ? -1 : 0, w);
        bay_when_daypart(w, part->value);
        return after;
    }
    record *season = bay__word(r, at, BAY_WORD_SEASON, &after);
    if (season && has_now(r)) {
        *w = bay_when_season(r->now.year + (by == -2 ? -1 : by), season->value);
        /* "last summer" said in autumn is this year's. */
        bay_when this_year = bay_when_season(r->now.year, season->value);
        if (by < 0 && bay_date_compare(this_year.end, r->now) < 0) *w = this_year;
        /* "what we did this summer", told in January */
        if (by == 0 && bay_date_to_days(this_year.begin) - bay_date_to_days(r->now) > 90 && bay__behind(r)) *w = bay_when_season(r->now.year - 1, season->value);
        from_now(w);
        return after;
    }
    unit = bay__word(r, at, BAY_WORD_UNIT, &after);
    if (!unit || r->doc->toks.items[at].upos == BAY_ADJ) return 0;
    if (tok(r, at)->feats.number == BAY_NUMBER_PLUR) {
        /* "the past decades"; "his last years", "these years" are not counted */
        if (by != -2 || !is(r, at - 1, "past")) return 0;
        bay__duration(1, 2, unit->value, w);
        return after;
    }
    if (by == -2) {
        bool day = bay_str_is(unit->value, "D") || bay_str_is(unit->value, "WE");
        if (day && is(r, at - 1, "last")) return 0;   /* "the last day of the festival" */
        bool stretch = is(r, at - 1, "past") || is(r, at - 1, "last");
        if (!stretch) { bay__unit_moved(r, unit->value, -1, w); return after; }
        bay__duration(1, 1, unit->value, w);
        place_before(r, 1, unit->value, false, -1, w);
        return after;
    }
    bay__unit_moved(r, unit->value, by, w);
    return after;
}

/* "earlier this month", "later this year": the part up to, or from, the day of writing. */
uint32_t bay__read_part_of_shifted(struct bay__reader *r, uint32_t i, bay_when *w)
{
    bool earlier = is(r, i, "earlier"), later = is(r, i, "later");
    if (!earlier && !later) return 0;
    uint32_t end = bay__read_shifted(r, i + 1, w), after;
    if (!end) end = bay__read_day_word(r, i + 1, w);
    record *unit = !end && is(r, i + 1, "in") && is(r, i + 2, "the") ? bay__word(r, i + 3, BAY_WORD_UNIT, &after) : NULL;
    if (unit && has_now(r) && !is(r, after, "of") && !bay_str_starts(unit->value, BAY_STR("T"))) { bay__unit_moved(r, unit->value, 0, w); end = after; }
    if (end && bay_date_is_set(w->begin) && has_now(r) && bay_date_compare(w->begin, r->now) <= 0 &&
        bay_date_compare(r->now, w->end) <= 0) {
        if (earlier) w->end = r->now;
        else w->begin = r->now;
    }
    return end;
}

/* "at the weekend", "over the weekend". */
uint32_t bay__read_weekend(struct bay__reader *r, uint32_t i, bay_when *w)
{
    bool led = is(r, i - 1, "at") || is(r, i - 1, "over") || is(r, i - 1, "on") || is(r, i - 1, "during") || is(r, i - 1, "throughout");
    if (!led || !has_now(r) || !is(r, i, "the") || !is(r, i + 1, "weekend")) return 0;
    bay__unit_moved(r, BAY_STR("WE"), 0, w);
    return i + 2;
}
