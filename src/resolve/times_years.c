#include "resolve/time_reader.h"

static bool before_christ(const struct bay__reader *r, uint32_t i) { return is(r, i, "bc") || is(r, i, "bce") || is(r, i, "b.c."); }

static const char *const BEFORE_YEAR[] = {"in", "since", "by", "until", "till", "from", "to", "of", "during", "before", "after",
                                          "early", "late", "mid", "between", "and", "the", "(", "through", "for", "around",
                                          "about", "circa", "as", "-", "year", "throughout", "pre", "post", "over", "c.", "c", "ca", "ca.",
                                          "born", "reigned", "died", "his", "her", "their", "\xe2\x80\x93", ";", NULL};

/* A bare number of four digits is a year when nothing counted follows it. */
static bool year_here(const struct bay__reader *r, uint32_t i)
{
    if (bay__year_number(r, i) < 0 || before_christ(r, i + 1)) return false;
    const bay_tok *t = tok(r, i);
    bool range = i > r->begin && is_hyphen(r, i - 1) && bay__year_number(r, i - 2) > 0;
    bool counts = t->deprel == BAY_DEP_NUMMOD && t->head != BAY_NONE && tok(r, t->head)->feats.number == BAY_NUMBER_PLUR &&
                  t->head > i && !is(r, i - 1, "the") && tok(r, t->head)->upos != BAY_PROPN;
    if (counts && !range) return false;
    bool led = i > r->begin && bay__one_of(r, i - 1, BEFORE_YEAR);
    return led || range || bay__year_number(r, i) >= 1900;
}

uint32_t bay__read_year(const struct bay__reader *r, uint32_t i, bay_when *w)
{
    bay_str s = tok(r, i)->norm;
    uint32_t apostrophe = s.size == 4 && s.bytes[0] == '\'' ? 1 : 0;
    if (s.size == 3 + apostrophe && s.bytes[s.size - 1] == 's' && s.bytes[s.size - 2] == '0' && s.bytes[apostrophe] >= '0' && s.bytes[apostrophe] <= '9') {
        if (!apostrophe && !is(r, i - 1, "the") && !is(r, i - 1, "'") && !is(r, i - 1, "early") && !is(r, i - 1, "late") &&
            !is(r, i - 1, "mid") && !is(r, i - 1, "in") && s.bytes[0] < '6') return 0;
        int decade = (s.bytes[apostrophe] - '0') * 10;
        *w = bay_when_decade(decade >= 30 ? 1900 + decade : 2000 + decade);
        return i + 1;
    }
    /* "1990s", "2003-2005" in one token */
    if (s.size == 5 && s.bytes[4] == 's' && s.bytes[3] == '0') {
        int64_t year;
        if (!bay_str_to_int(bay_str_slice(s, 0, 4), &year) || year < 1000 || year > 2100) return 0;
        *w = bay_when_decade((int)year);
        return i + 1;
    }
    if (s.size == 9 && s.bytes[4] == '-') {
        int64_t from, to;
        if (!bay_str_to_int(bay_str_slice(s, 0, 4), &from) || !bay_str_to_int(bay_str_slice(s, 5, 9), &to)) return 0;
        if (from < 1000 || to < from || to > 2100) return 0;
        *w = bay_when_year((int)from);
        w->end = bay_when_year((int)to).end;
        snprintf(w->value, sizeof w->value, "%d/%d", (int)from, (int)to);
        return i + 1;
    }
    if (!year_here(r, i)) return 0;
    *w = bay_when_year(bay__year_number(r, i));
    int from = bay__year_number(r, i), to = is_hyphen(r, i + 1) ? bay__year_number(r, i + 2) : -1;
    if (is_hyphen(r, i + 1) && to < 0 && i + 2 < r->end && tok(r, i + 2)->norm.size == 2 && bay__plain_number(r, i + 2) > from % 100)
        to = from / 100 * 100 + bay__plain_number(r, i + 2);   /* "1871-72" */
    if (to > from) {
        w->end = bay_when_year(to).end;
        snprintf(w->value, sizeof w->value, "%d/%d", from, to);
        return i + 3;
    }
    return i + 1;
}

uint32_t bay__read_century(const struct bay__reader *r, uint32_t i, bay_when *w)
{
    if (!is(r, i + 1, "century") && !(is_hyphen(r, i + 1) && is(r, i + 2, "century"))) return 0;
    int number = bay__day_number(r, i);
    if (number < 1 || tok(r, i)->norm.size < 3 || before_christ(r, i + 2)) return 0;
    *w = bay_when_century((number - 1) * 100);
    return i + (is(r, i + 1, "century") ? 2 : 3);
}

uint32_t bay__read_season_year(const struct bay__reader *r, uint32_t i, bay_when *w)
{
    uint32_t at;
    record *season = bay__word(r, i, BAY_WORD_SEASON, &at);
    if (!season) return 0;
    uint32_t after = at + (is(r, at, "of") ? 1 : 0);
    int year = bay__trailing_year(r, &after);
    if (year) { *w = bay_when_season(year, season->value); return after; }
    /* "in the spring" of this year; "spring" elsewhere is mostly a verb or a source of water */
    if (!has_now(r) || !is(r, i - 1, "the") || is(r, at, "of")) return 0;
    *w = bay_when_season(r->now.year - (!r->future && bay_date_compare(bay_when_season(r->now.year, season->value).begin, r->now) > 0), season->value);
    return at;
}

uint32_t bay__read_feast(const struct bay__reader *r, uint32_t i, bay_when *w)
{
    uint32_t at;
    record *feast = bay__word(r, i, BAY_WORD_FEAST, &at);
    int month, day;
    char value[8] = {0};
    if (!feast || feast->value.size != 5) return 0;
    memcpy(value, feast->value.bytes, 5);
    if (sscanf(value, "%2d-%2d", &month, &day) != 2) return 0;
    int year = bay__trailing_year(r, &at);
    return bay__month_day(r, year, month, day, w) ? at : 0;
}

/* "World War II", "the Cold War": from and to stand in the table, and the value is that of a stretch of years. */
uint32_t bay__read_period(const struct bay__reader *r, uint32_t i, bay_when *w)
{
    uint32_t at;
    record *period = bay__word(r, i, BAY_WORD_PERIOD, &at);
    bay_date from, to;
    if (!period) return 0;
    bay_str rest = period->value, first;
    if (!bay_str_next(&rest, '/', &first) || !bay_date_parse(first, &from) || !bay_date_parse(rest, &to)) return 0;
    *w = (bay_when){.type = "DATE", .begin = bay_date_first(from), .end = bay_date_last(to), .precision = BAY_PRECISION_YEAR};
    snprintf(w->value, sizeof w->value, "%d/%d", from.year, to.year);
    return at;
}
