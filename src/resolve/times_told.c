#include "resolve/time_reader.h"

static bool unit_from_anchor(struct bay__reader *r, bay_str unit, int by, bay_when *w)
{
    bool coarse = bay_str_is(unit, "M") || bay_str_is(unit, "Y");
    bay_date a = coarse && bay_date_is_set(r->told) && (!bay_str_is(unit, "M") || r->told.month) ? r->told : r->anchor;
    if (!has_anchor(r)) return false;
    if (bay_str_is(unit, "D")) *w = bay_when_day(bay_calendar_add(a, 0, 0, by));
    else if (bay_str_is(unit, "W")) *w = bay_when_week(bay_calendar_add(a, 0, 0, by * 7));
    else if (bay_str_is(unit, "WE")) *w = bay_when_weekend(bay_calendar_add(a, 0, 0, by * 7));
    else if (bay_str_is(unit, "M")) { bay_date d = bay_calendar_add((bay_date){a.year, a.month ? a.month : 1, 1}, 0, by, 0); *w = bay_when_month(d.year, d.month); }
    else if (bay_str_is(unit, "Y")) *w = bay_when_year(a.year + by);
    else return false;
    from_told(w);
    return true;
}

/* "the day before the battle", "the night before he died": the day of what is told, not of what was told before. */
static bool is_before_thing(struct bay__reader *r, uint32_t at)
{
    if (at >= r->end) return false;
    uint8_t upos = tok(r, at)->upos;
    return upos == BAY_PROPN || upos == BAY_DET || upos == BAY_NOUN || upos == BAY_NUM || (upos == BAY_PRON && at + 1 < r->end && tok(r, at + 1)->upos != BAY_AUX);
}

/* "the massacre", "that vote": the deed that the text is about, whose day is the first that it tells; the token after it, 0: none. */
static uint32_t the_deed(struct bay__reader *r, uint32_t i)
{
    static const char *const deeds[] = {"attack", "massacre", "vote", "election", "poll", "fire", "bombing", "raid", "killing", "clash", "shooting", "blast",
                                        "explosion", "coup", "earthquake", "quake", "crash", "ambush", "assault", "battle", "murder", "assassination",
                                        "protest", "riot", "invasion", "siege", "verdict", "ruling", "summit", "storm", "flood", "landslide", "disaster",
                                        "incident", "takeover", "handover", "arrest", "rescue", "violence", "strike", NULL};
    if (!bay_date_is_set(r->main) || !(is(r, i, "the") || is(r, i, "that") || is(r, i, "this")) || i + 1 >= r->end) return 0;
    if (tok(r, i + 1)->upos != BAY_NOUN || (i + 2 < r->end && (tok(r, i + 2)->upos == BAY_NOUN || is(r, i + 2, "of") || is(r, i + 2, "on") || is(r, i + 2, "in")))) return 0;
    for (int k = 0; deeds[k]; k++)
        if (bay_str_is(tok(r, i + 1)->lemma, deeds[k])) return i + 2;
    return 0;
}

/* "the day of the attack", "the night before the vote". */
static uint32_t read_day_of_deed(struct bay__reader *r, uint32_t i, bay_when *w)
{
    uint32_t after;
    uint32_t eve = is(r, i, "the") && is(r, i + 1, "eve") && is(r, i + 2, "of") ? the_deed(r, i + 3) : 0;
    if (eve) {
        *w = bay_when_day(bay_calendar_add(r->main, 0, 0, -1));
        from_told(w);
        w->doubt = 20;
        return eve;
    }
    record *unit = bay__word(r, i + 1, BAY_WORD_UNIT, &after), *part = unit ? NULL : bay__word(r, i + 1, BAY_WORD_DAYPART, &after);
    if (!is(r, i, "the") || (!part && !(unit && bay_str_is(unit->value, "D")))) return 0;
    bool before = is(r, after, "before"), next = is(r, after, "after");
    uint32_t end = before || next || is(r, after, "of") ? the_deed(r, after + 1) : 0;
    if (!end) return 0;
    *w = bay_when_day(bay_calendar_add(r->main, 0, 0, before ? -1 : next ? 1 : 0));
    if (part) bay_when_daypart(w, part->value);
    from_told(w);
    w->doubt = 20;
    return end;
}

/* "that day", "the same month", "the next morning", "the night before", "that Sunday". */
uint32_t bay__read_from_anchor(struct bay__reader *r, uint32_t i, bay_when *w)
{
    uint32_t at = i, after = read_day_of_deed(r, i, w);
    int by = 0;
    if (after) return after;
    if (is(r, i, "that") && tok(r, i)->upos == BAY_DET) at = i + 1 + (is(r, i + 1, "same") || is(r, i + 1, "very"));
    else if (is(r, i, "the") && (is(r, i + 1, "same") || is(r, i + 1, "very"))) at = i + 2 + (is(r, i + 2, "same") ? 1 : 0);
    else if (is(r, i, "the") && (is(r, i + 1, "next") || is(r, i + 1, "following"))) at = i + 2, by = 1;
    else if (is(r, i, "the") && (is(r, i + 1, "previous") || is(r, i + 1, "preceding"))) at = i + 2, by = -1;
    else if (is(r, i, "the")) at = i + 1;
    if (at == i || !has_anchor(r)) return 0;
    bool bare = at == i + 1 && is(r, i, "the");
    record *unit = bay__word(r, at, BAY_WORD_UNIT, &after), *part = bay__word(r, at, BAY_WORD_DAYPART, &after);
    if (!unit && !part) return 0;
    if (is(r, after, "before") && (after + 1 == r->end || tok(r, after + 1)->upos == BAY_PUNCT || tok(r, after + 1)->upos == BAY_CCONJ || bare)) {
        if (by || is_before_thing(r, after + 1)) return 0;
        by = -1, after++;
    } else if (is(r, after, "after") && bare) {
        if (is_before_thing(r, after + 1)) return 0;
        by = 1, after++;
    } else if (bare) {
        return 0;
    }
    if (by && unit && !bay_str_is(unit->value, "D") && !bare && !is(r, i + 1, "following")) return 0;   /* "the next month" is told from now */
    if (!unit_from_anchor(r, unit && !part ? unit->value : BAY_STR("D"), by, w)) return 0;
    if (part) bay_when_daypart(w, part->value);
    return after;
}

/* "the Saturday before": the one before the day told of last. */
uint32_t bay__read_weekday_before(struct bay__reader *r, uint32_t i, bay_when *w)
{
    uint32_t at;
    record *day = is(r, i, "the") || is(r, i, "that") ? bay__word(r, i + 1, BAY_WORD_WEEKDAY, &at) : NULL;
    bool before = day && is(r, at, "before");
    if (!day || !has_anchor(r) || (is(r, i, "the") && !before)) return 0;
    int back = (bay_date_weekday(r->anchor) - (int)day->number + 7) % 7;
    *w = bay_when_day(bay_calendar_add(r->anchor, 0, 0, -(back == 0 && before ? 7 : back)));
    from_told(w);
    return at + before;
}

/* The day of the main clause: told before in the sentence, or after it, else the day told of last. */
static bay_date day_of_clause(struct bay__reader *r, uint32_t from)
{
    bay_when w;
    if (r->doc->times.count) {
        const bay_time *last = &r->doc->times.items[r->doc->times.count - 1];
        if (last->tok_begin >= r->begin && last->precision == BAY_PRECISION_DAY && bay_date_is_set(last->begin)) return last->begin;
    }
    for (uint32_t i = from; i < r->end; i++)
        if (bay__read_weekday(r, i, 0, &w) && w.precision == BAY_PRECISION_DAY && bay_date_is_set(w.begin)) return w.begin;
    bool going_on = r->anchor_firm && tok(r, r->begin)->sent <= r->anchor_sent + 2;
    return has_now(r) && !going_on ? r->now : r->anchor;
}

static bay_date moved(bay_date day, double count, bay_str unit, int sign)
{
    int n = (int)(count > 10000 ? 10000 : count) * sign;
    if (bay_str_is(unit, "D")) return bay_calendar_add(day, 0, 0, n);
    if (bay_str_is(unit, "TH")) return bay_calendar_add(day, 0, 0, n / 24);   /* "48 hours after" */
    if (bay_str_is(unit, "W")) return bay_calendar_add(day, 0, 0, n * 7);
    if (bay_str_is(unit, "M")) return bay_calendar_add(day, 0, n, 0);
    if (bay_str_is(unit, "Y")) return bay_calendar_add(day, n, 0, 0);
    return day;
}

static bool is_clock_unit(bay_str unit) { return unit.size && (unit.bytes[0] == 'T' || bay_str_is(unit, "S")); }

/* "since then": the day told of last; the tail runs it on to publication. */
uint32_t bay__read_then(struct bay__reader *r, uint32_t i, bay_when *w)
{
    if (!is(r, i, "then") || !is(r, i - 1, "since") || !bay_date_is_set(r->told) || r->told_sent + 2 < tok(r, i)->sent) return 0;
    bay_date told = r->told;
    *w = told.day ? bay_when_day(told) : told.month ? bay_when_month(told.year, told.month) : bay_when_year(told.year);
    w->doubt = 10;
    from_told(w);
    return i + 1;
}

/* "Three days before a plane was shot down there": no comma, and the verb that follows is the sentence's own. */
static bool opens_main_clause(struct bay__reader *r, uint32_t i, uint32_t at)
{
    if (i != r->begin) return false;
    while (at < r->end && tok(r, at)->upos != BAY_VERB && !is(r, at, ",")) at++;
    return at < r->end && tok(r, at)->upos == BAY_VERB && tok(r, at)->deprel == BAY_DEP_ROOT;
}

/* "two days later", "a week earlier", "hours later": from the day told of last. "A day after the army left": the day on which
 * the army left, that of the main clause less a day. 0: no such thing. */
uint32_t bay__read_steps(struct bay__reader *r, uint32_t i, bay_when *w)
{
    double count = 1, upper = 1;
    uint32_t at = bay__read_count(r, i, &count, &upper), after, end;
    bool counted = at != 0;
    if (!counted) at = i + is(r, i, "the");
    if (is_hyphen(r, at)) return 0;
    record *unit = bay__word(r, at, BAY_WORD_UNIT, &after);
    if (!unit || tok(r, at)->upos != BAY_NOUN || (!counted && !is(r, i, "the") && !is_clock_unit(unit->value))) return 0;
    bool the_day = at > i && !counted;   /* "the day after soldiers fired" */
    if (the_day && !(bay_str_is(unit->value, "D") && (is(r, after, "after") || is(r, after, "before")) && is_before_thing(r, after + 1) &&
                     !bay__word(r, after + 1, BAY_WORD_DAY, &end))) return 0;
    if (!counted && !the_day && tok(r, at)->feats.number != BAY_NUMBER_PLUR) return 0;
    bool later = is(r, after, "later"), earlier = is(r, after, "earlier") || (is(r, after, "prior") && !is(r, after + 1, "to")), before = is(r, after, "before"), next = is(r, after, "after");
    uint32_t deed = (before || next) && counted && bay_str_is(unit->value, "D") ? the_deed(r, after + 1) : 0;
    bool ends = after + 1 == r->end || tok(r, after + 1)->upos == BAY_PUNCT || (!deed && opens_main_clause(r, i, after + 1));
    if (!later && !earlier && !before && !next) return 0;
    if ((count != upper && !is_clock_unit(unit->value)) || is(r, after + 1, "than")) return 0;
    bool of_clause = (before || next) && !ends;
    if (deed && count == upper) {
        *w = bay_when_day(bay_calendar_add(r->main, 0, 0, before ? -(int)count : (int)count));
        from_told(w);
        w->doubt = 20;
        return deed;
    }
    bool coarse = bay_str_is(unit->value, "M") || bay_str_is(unit->value, "Y");
    bay_date from = of_clause ? day_of_clause(r, after + 1) : coarse && bay_date_is_set(r->told) ? r->told : r->anchor;
    if (coarse && !of_clause && bay_date_is_set(from)) from = bay_date_first(from);
    if (!bay_date_is_set(from)) return 0;
    int sign = later || (next && !of_clause) || (before && of_clause) ? 1 : -1;
    bay_date day = moved(from, count, unit->value, sign);
    bool weeks = bay_str_is(unit->value, "W"), months = bay_str_is(unit->value, "M"), years = bay_str_is(unit->value, "Y");
    if (of_clause && (weeks || months || years)) return 0;      /* "two years after X": too vague for X's day */
    if (of_clause) {
        bay__duration(count, upper, unit->value, w);
        w->begin = w->end = day, w->precision = BAY_PRECISION_DAY;
        from_told(w);
        return after;
    }
    *w = weeks ? bay_when_week(day) : months ? bay_when_month(day.year, day.month) : years ? bay_when_year(day.year) : bay_when_day(day);
    if (is_clock_unit(unit->value)) bay_when_daypart(w, BAY_STR("XX"));
    from_told(w);
    return after + 1;
}
