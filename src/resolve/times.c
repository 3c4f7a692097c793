#include "resolve/times.h"

#include <stdio.h>

#include "lexicon/words.h"
#include "resolve/calendar.h"

/* TIMEX3 after Pustejovsky et al. (TimeML 1.2.1); the defaults for weekdays and bare months after what HeidelTime
 * does for news (Stroetgen and Gertz 2010): the past one, but the future one under "will". */

enum { WEEKS_AHEAD = 60 };   /* days */

struct reader {
    const bay_word_index *words;
    const bay_phrase_text *text;
    bay_doc *doc;
    bay_date now;
    bay_date anchor;       /* the day told of last: "the next day" is the one after it */
    bay_date told;         /* the last date of any precision, for "that year" */
    uint32_t told_sent;    /* its sentence */
    bool told_year;        /* its year stood in the text */
    uint32_t begin, end;   /* of the sentence */
    bool future;           /* of the token now read */
};

typedef const bay_word_record record;

/* "thus", "mars": the phrase index takes them for plurals of "Thu", "Mar". */
static bool false_plural(const struct reader *r, uint32_t i, enum bay_word_class c)
{
    if ((c != BAY_WORD_MONTH && c != BAY_WORD_WEEKDAY) || i >= r->end) return false;
    bay_str norm = r->doc->toks.items[i].norm;
    if (bay_str_is(norm, "jules") || bay_str_is(norm, "maya") || bay_str_is(norm, "mayas") || bay_str_is(norm, "julies")) return true;
    return norm.size <= 4 && bay_str_ends(norm, BAY_STR("s")) && !bay_str_is(norm, "tues");
}

static record *word(const struct reader *r, uint32_t i, enum bay_word_class c, uint32_t *end)
{
    return false_plural(r, i, c) ? NULL : bay_words_match(r->words, r->text, i, r->end, c, end);
}

static const bay_tok *tok(const struct reader *r, uint32_t i) { return &r->doc->toks.items[i]; }

static bool is(const struct reader *r, uint32_t i, const char *norm)
{
    return i >= r->begin && i < r->end && bay_str_is(tok(r, i)->norm, norm);
}

static bool is_hyphen(const struct reader *r, uint32_t i) { return is(r, i, "-") || is(r, i, "--") || is(r, i, "\xe2\x80\x93"); }

/* The full stop of "Aug. 15" where the tokenizer parted it; not that of the sentence. */
static bool is_dot_inside(const struct reader *r, uint32_t i) { return is(r, i, ".") && i + 1 < r->end; }

static bool one_of(const struct reader *r, uint32_t i, const char *const *list)
{
    for (; *list; list++)
        if (is(r, i, *list)) return true;
    return false;
}

/* Digits only, at most 4 of them; -1 otherwise. */
static int plain_number(const struct reader *r, uint32_t i)
{
    if (i < r->begin || i >= r->end) return -1;
    bay_str s = tok(r, i)->norm;
    int64_t value;
    return s.size >= 1 && s.size <= 4 && s.bytes[0] != '-' && s.bytes[0] != '+' && bay_str_to_int(s, &value) ? (int)value : -1;
}

static int day_number(const struct reader *r, uint32_t i)
{
    if (i < r->begin || i >= r->end) return -1;
    bay_str s = tok(r, i)->norm;
    bool ordinal = s.size > 2 && (bay_str_ends(s, BAY_STR("st")) || bay_str_ends(s, BAY_STR("nd")) ||
                                  bay_str_ends(s, BAY_STR("rd")) || bay_str_ends(s, BAY_STR("th")));
    int64_t value;
    if (ordinal) s.size -= 2;
    return s.size <= 2 && s.size && bay_str_to_int(s, &value) && value >= 1 && value <= 31 ? (int)value : -1;
}

static int year_number(const struct reader *r, uint32_t i)
{
    int value = plain_number(r, i);
    return value >= 1000 && value <= 2100 && tok(r, i)->norm.size == 4 ? value : -1;
}

static bool has_now(const struct reader *r) { return bay_date_is_set(r->now); }

static void set(bay_when *w, const char *type, const char *value)
{
    *w = (bay_when){.type = type};
    snprintf(w->value, sizeof w->value, "%s", value);
}

/* ---- future or past ---- */

/* The verb that governs tok speaks of the future: "will", "is to", "plans to". */
static bool verb_in_future(const bay_doc *doc, uint32_t i)
{
    const bay_tok *toks = doc->toks.items;
    for (int steps = 0; i != BAY_NONE && steps < 8; i = toks[i].head, steps++) {
        if (toks[i].upos != BAY_VERB && toks[i].upos != BAY_AUX && toks[i].deprel != BAY_DEP_ROOT) continue;
        const bay_sent *sent = &doc->sents.items[toks[i].sent];
        for (uint32_t k = sent->tok_begin; k < sent->tok_end; k++) {
            if (toks[k].head != i) continue;
            if (toks[k].deprel == BAY_DEP_AUX && (bay_str_is(toks[k].norm, "will") || bay_str_is(toks[k].norm, "'ll") ||
                                                  bay_str_is(toks[k].norm, "shall") || bay_str_is(toks[k].norm, "wo"))) return true;
            if (toks[k].deprel == BAY_DEP_AUX || toks[k].deprel == BAY_DEP_AUX_PASS)
                if (toks[k].feats.tense == BAY_TENSE_PAST && toks[k].feats.verb_form == BAY_VERB_FIN) return false;
        }
        bool to = false, is_to = false;
        for (uint32_t k = sent->tok_begin; k < i; k++) {
            if (toks[k].head != i) continue;
            to = to || (toks[k].deprel == BAY_DEP_MARK && bay_str_is(toks[k].norm, "to"));
            is_to = is_to || (toks[k].deprel == BAY_DEP_COP && bay_str_is(toks[k].lemma, "be"));
        }
        if (to && is_to) return true;   /* "was to meet officials on Friday" */
        bool infinitive = (to || toks[i].feats.verb_form == BAY_VERB_INF) &&
                          (toks[i].deprel == BAY_DEP_XCOMP || toks[i].deprel == BAY_DEP_ACL || toks[i].deprel == BAY_DEP_ADVCL);
        if (infinitive && toks[i].head != BAY_NONE) {
            bay_str above = toks[toks[i].head].lemma;
            static const char *const ahead[] = {"plan", "expect", "schedule", "set", "due", "prepare", "intend", "agree", "vow",
                                                "promise", "pledge", "want", "hope", "decide", "threaten", "propose", "be", "call", "ask", "urge",
                                                "offer", "accord", "deal", "agreement", "need", "refuse", NULL};
            for (int k = 0; ahead[k]; k++)
                if (bay_str_is(above, ahead[k])) return true;
        }
        if (toks[i].upos == BAY_VERB) return false;
    }
    return false;
}

/* "put off until Friday", "the vote of 8 January", "a summit for 16 November": what is set for a day lies ahead. */
static bool noun_in_future(const bay_doc *doc, uint32_t i)
{
    static const char *const set_for[] = {"call", "schedule", "set", "plan", "slate", "due", "announce", "fix", "summon", "invite", "convene",
                                          "expect", "name", "arrange", "summit", "vote", "election", "poll", "meeting", "hearing", NULL};
    static const char *const appointed[] = {"vote", "election", "poll", "referendum", "runoff", "ballot", "summit", "deadline", "hearing",
                                            "inauguration", "conference", "plebiscite", NULL};
    const bay_tok *toks = doc->toks.items;
    const bay_sent *sent = &doc->sents.items[toks[i].sent];
    uint32_t before = i;
    while (before > sent->tok_begin && (toks[before - 1].upos == BAY_DET || bay_str_is(toks[before - 1].norm, "late") ||
                                        bay_str_is(toks[before - 1].norm, "early"))) before--;
    if (before == sent->tok_begin) return false;
    const bay_tok *led = &toks[before - 1];
    if (bay_str_is(led->norm, "until") || bay_str_is(led->norm, "till")) {
        for (uint32_t k = sent->tok_begin; k + 1 < before; k++)
            if (bay_str_is(toks[k].norm, "from")) return false;   /* "from Monday until Friday" */
        return true;
    }
    uint32_t above = toks[i].head;
    for (int steps = 0; above != BAY_NONE && steps < 2; steps++, above = toks[above].head) {
        bay_str lemma = toks[above].lemma;
        for (int k = 0; bay_str_is(led->norm, "for") && set_for[k]; k++)
            if (bay_str_is(lemma, set_for[k])) return true;
        for (int k = 0; (bay_str_is(led->norm, "of") || bay_str_is(led->norm, "on")) && appointed[k]; k++)
            if (toks[above].upos == BAY_NOUN && bay_str_is(lemma, appointed[k])) return true;
    }
    return false;
}

static bool in_future(const bay_doc *doc, uint32_t i) { return verb_in_future(doc, i) || noun_in_future(doc, i); }

/* ---- dates with a month ---- */

/* "In 1831 he left; in July he was back": a month without a year in a story of another time. */
static int year_of_story(const struct reader *r, int month)
{
    uint32_t here = r->begin < r->end ? tok(r, r->begin)->sent : 0;
    if (!r->told_year || !bay_date_is_set(r->told) || here > r->told_sent + 1) return 0;
    bool near = has_now(r) && r->told.year + 1 >= r->now.year;
    if (near || (here > r->told_sent && !r->told.month)) return 0;
    return r->told.year + (r->told.month && month + 6 < r->told.month ? 1 : 0);
}

/* The year of a month (and day) that stands without one. */
static int year_of(const struct reader *r, int month, int day)
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

static bool month_day(const struct reader *r, int year, int month, int day, bay_when *w)
{
    if (day > bay_days_in_month(year ? year : 2000, month)) return false;
    if (year == 0) year = year_of(r, month, day);
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
static int trailing_year(const struct reader *r, uint32_t *at)
{
    uint32_t i = *at + (is(r, *at, ",") || is_hyphen(r, *at) ? 1 : 0);
    int year = year_number(r, i);
    if (year < 0) return 0;
    *at = i + 1;
    return year;
}

/* "August 15", "Aug. 15, 2021", "June 2022", "July": month first. */
static uint32_t read_month(const struct reader *r, uint32_t i, bay_when *w)
{
    uint32_t at;
    record *month = word(r, i, BAY_WORD_MONTH, &at);
    if (!month) return 0;
    if (is_dot_inside(r, at)) at++;
    int number = (int)month->number, day = day_number(r, at);
    if (day > 0 && !(plain_number(r, at) >= 0 && is(r, at + 1, ":"))) {
        uint32_t after = at + 1;
        int year = trailing_year(r, &after);
        return month_day(r, year, number, day, w) ? after : 0;
    }
    uint32_t after = at + (is(r, at, "of") ? 1 : 0);
    int year = trailing_year(r, &after);
    if (year) { *w = bay_when_month(year, number); return after; }
    *w = bay_when_month(year_of(r, number, 0), number);
    return at;
}

/* "2 January", "15th of August 2021", "the 15th of August". */
static uint32_t read_day_month(const struct reader *r, uint32_t i, bay_when *w)
{
    uint32_t at = i + 1, after;
    int day = day_number(r, i);
    if (day < 0) return 0;
    if (is(r, at, "of") || is_hyphen(r, at)) at++;
    record *month = word(r, at, BAY_WORD_MONTH, &after);
    if (!month) return 0;
    if (is_dot_inside(r, after)) after++;
    int year = trailing_year(r, &after);
    return month_day(r, year, (int)month->number, day, w) ? after : 0;
}

/* ---- weekdays and days from now ---- */

static void weekday(const struct reader *r, int day, int shift, bay_when *w)
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
static uint32_t read_weekday(const struct reader *r, uint32_t i, int shift, bay_when *w)
{
    uint32_t at, after;
    record *day = word(r, i, BAY_WORD_WEEKDAY, &at);
    if (!day) return 0;
    if (is_dot_inside(r, at)) at++;
    uint32_t date = at + (is(r, at, ",") ? 1 : 0) + (is(r, at + 1, "the") && is(r, at, ",") ? 1 : 0);
    if (is(r, at, "the")) date = at + 1;
    after = read_month(r, date, w);
    if (after && w->precision == BAY_PRECISION_DAY) return after;
    after = read_day_month(r, date, w);
    if (after) return after;
    weekday(r, (int)day->number, shift, w);
    return at;
}

static uint32_t read_day_word(const struct reader *r, uint32_t i, bay_when *w)
{
    uint32_t at;
    record *day = word(r, i, BAY_WORD_DAY, &at);
    if (!day) return 0;
    if (has_now(r)) *w = bay_when_day(bay_calendar_add(r->now, 0, 0, (int)day->number));
    else { set(w, "DATE", "XXXX-XX-XX"); w->precision = BAY_PRECISION_DAY; }
    if (is(r, i, "tonight")) bay_when_daypart(w, BAY_STR("NI"));
    return at;
}

/* ---- units: "last month", "three days ago", "the past decade" ---- */

/* On a weekday "the weekend" is the one just past, and so is the last one; "next" counts from the coming one. */
static bay_when weekend_moved(const struct reader *r, int by)
{
    int day = bay_date_weekday(r->now);
    bool within = day == 0 || day == 6;
    int weeks = within ? by : r->future || by > 0 ? (by > 0 ? by - 1 : 0) : -1;
    return bay_when_weekend(bay_calendar_add(r->now, 0, 0, weeks * 7));
}

static void unit_moved(const struct reader *r, bay_str unit, int by, bay_when *w)
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
    else if (bay_str_starts(unit, BAY_STR("T")) || bay_str_is(unit, "S")) { *w = bay_when_day(now); w->type = "TIME"; }
    else set(w, "DATE", "XXXX");
}

static void duration(double count, double upper, bay_str unit, bay_when *w)
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

/* A count before a unit: "three", "3", "a", "several", "two dozen"; vague ones have upper > count. */
static uint32_t read_count(const struct reader *r, uint32_t i, double *count, double *upper)
{
    uint32_t at;
    record *vague = word(r, i, BAY_WORD_VAGUE, &at);
    if (vague && vague->number > 0) { *count = vague->number; *upper = vague->upper; return at; }
    record *number = word(r, i, BAY_WORD_NUMBER, &at);
    int digits = plain_number(r, i);
    if (number) *count = *upper = number->number;
    else if (digits >= 0) { *count = *upper = digits; at = i + 1; }
    else if (is(r, i, "a") || is(r, i, "an")) { *count = *upper = 1; at = i + 1; }
    else return 0;
    uint32_t next = at + (is_hyphen(r, at) ? 1 : 0);
    record *unit = word(r, next, BAY_WORD_NUMBER, &next);
    if (unit && number && number->number >= 20 && unit->number < 10) { *count += unit->number; *upper = *count; return next; }
    return at;
}

/* The stretch of count units up to (or from) now: begin and end of a duration, or the day of "ago". */
static void place_before(const struct reader *r, double count, bay_str unit, bool ago, int sign, bay_when *w)
{
    if (!has_now(r)) return;
    int n = (int)(count > 10000 ? 10000 : count) * sign;
    bay_date far = r->now;
    if (bay_str_is(unit, "D")) far = bay_calendar_add(r->now, 0, 0, n);
    else if (bay_str_is(unit, "W")) far = bay_calendar_add(r->now, 0, 0, n * 7);
    else if (bay_str_is(unit, "2W")) far = bay_calendar_add(r->now, 0, 0, n * 14);
    else if (bay_str_is(unit, "M")) far = bay_calendar_add(r->now, 0, n, 0);
    else if (bay_str_is(unit, "Y")) far = bay_calendar_add(r->now, n, 0, 0);
    else if (bay_str_is(unit, "DE")) far = bay_calendar_add(r->now, n * 10, 0, 0);
    else if (bay_str_is(unit, "CE")) far = bay_calendar_add(r->now, n * 100, 0, 0);
    if (!ago) {
        w->begin = sign < 0 ? far : r->now;
        w->end = sign < 0 ? r->now : far;
        w->precision = bay_str_is(unit, "D") ? BAY_PRECISION_DAY : bay_str_is(unit, "W") ? BAY_PRECISION_WEEK :
                       bay_str_is(unit, "M") ? BAY_PRECISION_MONTH : BAY_PRECISION_YEAR;
        return;
    }
    if (bay_str_is(unit, "W") || bay_str_is(unit, "2W")) *w = bay_when_week(far);
    else if (bay_str_is(unit, "M")) *w = bay_when_month(far.year, far.month);
    else if (bay_str_is(unit, "Y")) *w = bay_when_year(far.year);
    else if (bay_str_is(unit, "DE")) *w = bay_when_year(far.year);
    else if (bay_str_is(unit, "CE")) *w = bay_when_century(far.year / 100 * 100);
    else *w = bay_when_day(far);
}

/* "three days ago", "two weeks earlier", "a month later", "five years" (a duration). */
static uint32_t read_counted(const struct reader *r, uint32_t i, bay_when *w)
{
    double count, upper;
    uint32_t at = read_count(r, i, &count, &upper), after;
    if (!at) return 0;
    if (is_hyphen(r, at)) at++;
    record *unit = word(r, at, BAY_WORD_UNIT, &after);
    if (!unit) return 0;
    /* "a second attack", "the third quarter" are no times; "a day" alone is a rate. */
    if (bay_str_is(unit->value, "S") && (is(r, i, "a") || r->doc->toks.items[at].upos == BAY_ADJ)) return 0;
    bool article = is(r, i, "a") || is(r, i, "an");
    bool back = is(r, after, "ago") || is(r, after, "earlier") || (is(r, after, "before") && !article);
    bool ahead = is(r, after, "later") || (is(r, after, "from") && is(r, after + 1, "now"));
    if (is(r, after, "ago")) {
        duration(count, upper, unit->value, w);
        if (count == upper) place_before(r, count, unit->value, true, -1, w);
        else { set(w, "DATE", "PAST_REF"); }
        if (!has_now(r)) unit_moved(r, unit->value, 0, w);
        return after + 1;
    }
    if (article && !back && !ahead) return 0;
    duration(count, upper, unit->value, w);
    return after + (is(r, after, "earlier") || is(r, after, "later") ? 1 : 0);
}

/* After "last", "this", "next", "the past": a unit, weekday, month, season or a count of units. */
static uint32_t read_shifted(struct reader *r, uint32_t i, bay_when *w)
{
    uint32_t at, after;
    record *shift = word(r, i, BAY_WORD_SHIFT, &at);
    if (!shift) return 0;
    int by = (int)shift->number;
    double count, upper;
    uint32_t counted = read_count(r, at, &count, &upper);
    record *unit = counted ? word(r, counted, BAY_WORD_UNIT, &after) : NULL;
    if (unit) {
        duration(count, upper, unit->value, w);
        place_before(r, upper > 0 ? upper : count, unit->value, false, by > 0 ? 1 : -1, w);
        return after;
    }
    bool was_future = r->future;
    if (by < 0) r->future = false;
    if (by > 0) r->future = true;
    uint32_t end = read_weekday(r, at, by == -2 ? -1 : by, w);
    record *month = end ? NULL : word(r, at, BAY_WORD_MONTH, &after);
    if (month) {
        int year = year_of(r, (int)month->number, 0);
        if (has_now(r) && by < 0 && month->number == r->now.month) year--;
        if (has_now(r) && by > 0 && month->number == r->now.month) year++;
        if (has_now(r) && by == 0) year = r->now.year;
        *w = bay_when_month(year, (int)month->number);
        end = after;
    }
    r->future = was_future;
    if (end) return end;
    record *part = word(r, at, BAY_WORD_DAYPART, &after);
    if (part && by >= -1 && !is(r, at, "early")) {
        unit_moved(r, BAY_STR("D"), by == -1 ? -1 : 0, w);
        bay_when_daypart(w, part->value);
        return after;
    }
    record *season = word(r, at, BAY_WORD_SEASON, &after);
    if (season && has_now(r)) {
        *w = bay_when_season(r->now.year + (by == -2 ? -1 : by), season->value);
        /* "last summer" said in autumn is this year's. */
        bay_when this_year = bay_when_season(r->now.year, season->value);
        if (by < 0 && bay_date_compare(this_year.end, r->now) < 0) *w = this_year;
        return after;
    }
    unit = word(r, at, BAY_WORD_UNIT, &after);
    if (!unit || r->doc->toks.items[at].upos == BAY_ADJ) return 0;
    if (by == -2 && !is(r, i, "the")) by = -2;
    if (by == -2 || (is(r, i, "the") && by == -2)) {
        bool stretch = bay_str_is(unit->value, "DE") || bay_str_is(unit->value, "CE") || is(r, at - 1, "past");
        if (!stretch) { unit_moved(r, unit->value, -1, w); return after; }
        duration(1, 1, unit->value, w);
        place_before(r, 1, unit->value, false, -1, w);
        return after;
    }
    unit_moved(r, unit->value, by, w);
    return after;
}

/* "earlier this month", "later this year": the part up to, or from, the day of writing. */
static uint32_t read_part_of_shifted(struct reader *r, uint32_t i, bay_when *w)
{
    bool earlier = is(r, i, "earlier"), later = is(r, i, "later");
    if (!earlier && !later) return 0;
    uint32_t end = read_shifted(r, i + 1, w);
    if (!end) end = read_day_word(r, i + 1, w);
    if (end && bay_date_is_set(w->begin) && has_now(r) && bay_date_compare(w->begin, r->now) <= 0 &&
        bay_date_compare(r->now, w->end) <= 0) {
        if (earlier) w->end = r->now;
        else w->begin = r->now;
    }
    return end;
}

/* ---- years ---- */

static const char *const BEFORE_YEAR[] = {"in", "since", "by", "until", "till", "from", "to", "of", "during", "before", "after",
                                          "early", "late", "mid", "between", "and", "the", "(", "through", "for", "around",
                                          "about", "circa", "as", "-", "year", "throughout", "pre", "post", "over", "c.", "c", "ca", "ca.",
                                          "born", "reigned", "died", "his", "her", "their", "\xe2\x80\x93", ";", NULL};

static bool before_christ(const struct reader *r, uint32_t i) { return is(r, i, "bc") || is(r, i, "bce") || is(r, i, "b.c."); }

/* A bare number of four digits is a year when nothing counted follows it. */
static bool year_here(const struct reader *r, uint32_t i)
{
    if (year_number(r, i) < 0 || before_christ(r, i + 1)) return false;
    const bay_tok *t = tok(r, i);
    bool range = i > r->begin && is_hyphen(r, i - 1) && year_number(r, i - 2) > 0;
    bool counts = t->deprel == BAY_DEP_NUMMOD && t->head != BAY_NONE && tok(r, t->head)->feats.number == BAY_NUMBER_PLUR &&
                  t->head > i && !is(r, i - 1, "the") && tok(r, t->head)->upos != BAY_PROPN;
    if (counts && !range) return false;
    bool led = i > r->begin && one_of(r, i - 1, BEFORE_YEAR);
    return led || range || year_number(r, i) >= 1900;
}

static uint32_t read_year(const struct reader *r, uint32_t i, bay_when *w)
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
    *w = bay_when_year(year_number(r, i));
    int from = year_number(r, i), to = is_hyphen(r, i + 1) ? year_number(r, i + 2) : -1;
    if (is_hyphen(r, i + 1) && to < 0 && i + 2 < r->end && tok(r, i + 2)->norm.size == 2 && plain_number(r, i + 2) > from % 100)
        to = from / 100 * 100 + plain_number(r, i + 2);   /* "1871-72" */
    if (to > from) {
        w->end = bay_when_year(to).end;
        snprintf(w->value, sizeof w->value, "%d/%d", from, to);
        return i + 3;
    }
    return i + 1;
}

static uint32_t read_century(const struct reader *r, uint32_t i, bay_when *w)
{
    if (!is(r, i + 1, "century") && !(is_hyphen(r, i + 1) && is(r, i + 2, "century"))) return 0;
    int number = day_number(r, i);
    if (number < 1 || tok(r, i)->norm.size < 3 || before_christ(r, i + 2)) return 0;
    *w = bay_when_century((number - 1) * 100);
    return i + (is(r, i + 1, "century") ? 2 : 3);
}

/* ---- fiscal years, years of other calendars ---- */

/* "2024", "2021-22", "1999/2000" from byte at on, in one token or several; the end of its last token, 0: none. */
static uint32_t read_years_at(const struct reader *r, uint32_t i, uint32_t at, int *from, int *to)
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
static uint32_t read_fiscal(const struct reader *r, uint32_t i, bay_when *w)
{
    uint32_t at, after, end;
    int from, to;
    const bay_tok *t = tok(r, i);
    record *fiscal = word(r, i, BAY_WORD_FISCAL, &at);
    if (fiscal) {
        end = at < r->end ? read_years_at(r, at, tok(r, at)->span.begin, &from, &to) : 0;
    } else if (t->norm.size >= 6 && memcmp(t->norm.bytes, "fy", 2) == 0) {
        end = read_years_at(r, i, t->span.begin + 2, &from, &to);
    } else {
        if (t->norm.size < 4 || t->norm.bytes[0] < '0' || t->norm.bytes[0] > '9') return 0;
        after = read_years_at(r, i, t->span.begin, &from, &to);
        fiscal = after ? word(r, after, BAY_WORD_FISCAL, &end) : NULL;
        if (!fiscal || !bay_str_is(fiscal->value, "EITHER")) return 0;
    }
    if (!end) return 0;
    *w = bay_when_year(from);
    if (to == from) return end;
    w->end = bay_when_year(to).end;
    snprintf(w->value, sizeof w->value, "%d/%d", from, to);
    return end;
}

static record *month_of_era(const struct reader *r, uint32_t i, enum bay_era *era, uint32_t *end)
{
    record *month = word(r, i, BAY_WORD_HIJRI_MONTH, end);
    *era = month ? BAY_ERA_HIJRI : BAY_ERA_PERSIAN;
    return month ? month : word(r, i, BAY_WORD_PERSIAN_MONTH, end);
}

static int year_of_era(const struct reader *r, uint32_t i)
{
    int year = year_number(r, i);
    return year >= 1000 && year <= 1500 ? year : -1;
}

/* "1340 AH", "the Persian year 1400", "AH 1443". */
static uint32_t read_year_of_era(const struct reader *r, uint32_t i, bay_when *w)
{
    uint32_t end;
    record *name = word(r, i, BAY_WORD_ERA, &end);
    int year = name ? year_of_era(r, end) : year_of_era(r, i);
    if (year < 0) return 0;
    if (name) end++;
    else name = word(r, i + 1, BAY_WORD_ERA, &end);
    if (!name) return 0;
    *w = bay_when_of_era(bay_str_is(name->value, "HIJRI") ? BAY_ERA_HIJRI : BAY_ERA_PERSIAN, year, 0, 0);
    return end;
}

/* "22 Bahman 1357", "Muharram 1, 1443 AH", "Ramadan 1442"; only with the year: the months are names of people too. */
static uint32_t read_era(const struct reader *r, uint32_t i, bay_when *w)
{
    enum bay_era era;
    uint32_t at, after;
    int day = day_number(r, i);
    record *month = month_of_era(r, day > 0 ? i + 1 + is(r, i + 1, "of") : i, &era, &at);
    if (!month) return read_year_of_era(r, i, w);
    if (day < 0) {
        if (day_number(r, i - 1) > 0) return 0;   /* "31 Bahman", a day that was not to be */
        day = day_number(r, at);
        at += day > 0;
    }
    at += is(r, at, ",") || is(r, at, "of");
    int year = year_of_era(r, at++);
    if (year < 0) return 0;
    if (word(r, at, BAY_WORD_ERA, &after)) at = after;
    *w = bay_when_of_era(era, year, (int)month->number, day > 0 ? day : 0);
    return bay_date_is_set(w->begin) ? at : 0;
}

/* ISO and slashed dates lie in one token or several: they are read from the bytes. */
static uint32_t read_digits(const struct reader *r, uint32_t i, bay_when *w)
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

/* ---- clock times ---- */

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
static uint32_t read_offset(const struct reader *r, uint32_t i, char offset[8])
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

/* "GMT", "Moscow time", "UTC+3", "local time" (no offset); the token after it, 0: none. */
static uint32_t read_zone(const struct reader *r, uint32_t i, char offset[8])
{
    uint32_t at, after;
    record *zone = word(r, i, BAY_WORD_ZONE, &at);
    if (!zone) return 0;
    snprintf(offset, 8, "%.*s", BAY_STR_ARG(bay_str_slice(zone->value, 0, zone->value.size < 6 ? zone->value.size : 6)));
    if (bay_str_is(zone->value, "LOCAL")) offset[0] = 0;
    after = bay_str_is(zone->value, "Z") ? read_offset(r, at, offset) : 0;
    return after ? after : at;
}

static bool is_half_day(const struct reader *r, uint32_t i)
{
    return is(r, i, "am") || is(r, i, "pm") || is(r, i, "a.m.") || is(r, i, "p.m.");
}

/* The day of a clock with a zone: "on Friday" or "Friday" after it, else the last day told of in the sentence, else now.
 * It is the day as the text tells it: no offset is reckoned in, the event keeps its day. */
static uint32_t day_of_zoned(const struct reader *r, uint32_t i, bay_when *w)
{
    bay_when told;
    uint32_t from = i + is(r, i, "on"), end = read_weekday(r, from, 0, &told);
    if (!end) end = read_day_word(r, from, &told);
    if (!end) end = read_month(r, from, &told);
    if (!end) end = read_day_month(r, from, &told);
    if (end && told.precision == BAY_PRECISION_DAY) { *w = told; return end; }
    const bay_time *last = r->doc->times.count ? &r->doc->times.items[r->doc->times.count - 1] : NULL;
    bool here = last && last->tok_begin >= r->begin && last->precision == BAY_PRECISION_DAY && bay_date_is_set(last->begin);
    if (here) *w = bay_when_day(last->begin);
    else if (has_now(r)) *w = bay_when_day(r->now);
    else set(w, "TIME", "XXXX-XX-XX");
    return i;
}

/* "10:30 GMT", "0300 UTC", "6 p.m. local time": clocks that only a zone makes one are read too. */
static uint32_t read_zoned(const struct reader *r, uint32_t i, bay_when *w)
{
    int hour = 0, minute = 0;
    uint32_t at = i + 1;
    bay_str s = tok(r, i)->norm;
    int digits = plain_number(r, i);
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
    at = hour < 24 && minute < 60 ? read_zone(r, at, offset) : 0;
    if (!at) return 0;
    uint32_t end = day_of_zoned(r, at, w);
    char value[16];
    snprintf(value, sizeof value, "%02d:%02d%s", hour % 24, minute % 60, offset);
    bay_when_daypart(w, bay_str_from(value));
    return end;
}

static uint32_t read_clock(const struct reader *r, uint32_t i, bay_when *w)
{
    int hour = 0, minute = 0;
    uint32_t at = i + 1;
    bay_str s = tok(r, i)->norm;
    if (!is_clock(s, ':', &hour, &minute)) {
        hour = plain_number(r, i);
        minute = 0;
        if (hour < 1 || hour > 12) return 0;
        if (!is(r, at, "am") && !is(r, at, "pm") && !is(r, at, "a.m.") && !is(r, at, "p.m.") && !is(r, at, "o'clock")) return 0;
    }
    if ((is(r, at, "pm") || is(r, at, "p.m.")) && hour < 12) hour += 12;
    if (is(r, at, "am") || is(r, at, "pm") || is(r, at, "a.m.") || is(r, at, "p.m.") || is(r, at, "o'clock")) at++;
    if (has_now(r)) *w = bay_when_day(r->now);
    else set(w, "TIME", "XXXX-XX-XX");
    char value[12];
    snprintf(value, sizeof value, "%02d:%02d", hour % 24, minute);
    bay_when_daypart(w, bay_str_from(value));
    return at;
}

/* ---- from the day told of last ---- */

static bool has_anchor(const struct reader *r) { return bay_date_is_set(r->anchor); }

static bool unit_from_anchor(const struct reader *r, bay_str unit, int by, bay_when *w)
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
    return true;
}

/* "that day", "the same month", "the next morning", "the night before", "that Sunday". */
static uint32_t read_from_anchor(struct reader *r, uint32_t i, bay_when *w)
{
    uint32_t at = i, after;
    int by = 0;
    if (is(r, i, "that") && tok(r, i)->upos == BAY_DET) at = i + 1;
    else if (is(r, i, "the") && (is(r, i + 1, "same") || is(r, i + 1, "very"))) at = i + 2 + (is(r, i + 2, "same") ? 1 : 0);
    else if (is(r, i, "the") && (is(r, i + 1, "next") || is(r, i + 1, "following"))) at = i + 2, by = 1;
    else if (is(r, i, "the") && (is(r, i + 1, "previous") || is(r, i + 1, "preceding"))) at = i + 2, by = -1;
    else if (is(r, i, "the")) at = i + 1;
    if (at == i || !has_anchor(r)) return 0;
    bool bare = at == i + 1 && is(r, i, "the");
    record *unit = word(r, at, BAY_WORD_UNIT, &after), *part = word(r, at, BAY_WORD_DAYPART, &after);
    if (!unit && !part) return 0;
    if (is(r, after, "before") && (after + 1 == r->end || tok(r, after + 1)->upos == BAY_PUNCT || tok(r, after + 1)->upos == BAY_CCONJ || bare)) {
        if (by || (after + 1 < r->end && tok(r, after + 1)->upos == BAY_PROPN)) return 0;
        by = -1, after++;
    } else if (is(r, after, "after") && bare) {
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
static uint32_t read_weekday_before(const struct reader *r, uint32_t i, bay_when *w)
{
    uint32_t at;
    record *day = is(r, i, "the") || is(r, i, "that") ? word(r, i + 1, BAY_WORD_WEEKDAY, &at) : NULL;
    bool before = day && is(r, at, "before");
    if (!day || !has_anchor(r) || (is(r, i, "the") && !before)) return 0;
    int back = (bay_date_weekday(r->anchor) - (int)day->number + 7) % 7;
    *w = bay_when_day(bay_calendar_add(r->anchor, 0, 0, -(back == 0 && before ? 7 : back)));
    return at + before;
}

/* The day of the main clause: told before in the sentence, or after it, else the day told of last. */
static bay_date day_of_clause(struct reader *r, uint32_t from)
{
    bay_when w;
    if (r->doc->times.count) {
        const bay_time *last = &r->doc->times.items[r->doc->times.count - 1];
        if (last->tok_begin >= r->begin && last->precision == BAY_PRECISION_DAY && bay_date_is_set(last->begin)) return last->begin;
    }
    for (uint32_t i = from; i < r->end; i++)
        if (read_weekday(r, i, 0, &w) && w.precision == BAY_PRECISION_DAY) return w.begin;
    return has_now(r) ? r->now : r->anchor;
}

static bay_date moved(bay_date day, double count, bay_str unit, int sign)
{
    int n = (int)(count > 10000 ? 10000 : count) * sign;
    if (bay_str_is(unit, "D")) return bay_calendar_add(day, 0, 0, n);
    if (bay_str_is(unit, "W")) return bay_calendar_add(day, 0, 0, n * 7);
    if (bay_str_is(unit, "M")) return bay_calendar_add(day, 0, n, 0);
    if (bay_str_is(unit, "Y")) return bay_calendar_add(day, n, 0, 0);
    return day;
}

static bool is_clock_unit(bay_str unit) { return unit.size && (unit.bytes[0] == 'T' || bay_str_is(unit, "S")); }

/* "two days later", "a week earlier", "hours later": from the day told of last. "A day after the army left": the day on which
 * the army left, that of the main clause less a day. 0: no such thing. */
static uint32_t read_steps(struct reader *r, uint32_t i, bay_when *w)
{
    double count = 1, upper = 1;
    uint32_t at = read_count(r, i, &count, &upper), after;
    bool counted = at != 0;
    if (!counted) at = i;
    if (is_hyphen(r, at)) return 0;
    record *unit = word(r, at, BAY_WORD_UNIT, &after);
    if (!unit || tok(r, at)->upos != BAY_NOUN || (!counted && !is_clock_unit(unit->value))) return 0;
    if (!counted && tok(r, at)->feats.number != BAY_NUMBER_PLUR) return 0;
    bool later = is(r, after, "later"), earlier = is(r, after, "earlier"), before = is(r, after, "before"), next = is(r, after, "after");
    bool ends = after + 1 == r->end || tok(r, after + 1)->upos == BAY_PUNCT;
    if (!later && !earlier && !before && !next) return 0;
    if ((count != upper && !is_clock_unit(unit->value)) || is(r, after + 1, "than")) return 0;
    bool of_clause = (before || next) && !ends;
    bool coarse = bay_str_is(unit->value, "M") || bay_str_is(unit->value, "Y");
    bay_date from = of_clause ? day_of_clause(r, after + 1) : coarse && bay_date_is_set(r->told) ? r->told : r->anchor;
    if (coarse && !of_clause && bay_date_is_set(from)) from = bay_date_first(from);
    if (!bay_date_is_set(from)) return 0;
    int sign = later || (next && !of_clause) || (before && of_clause) ? 1 : -1;
    bay_date day = moved(from, count, unit->value, sign);
    bool weeks = bay_str_is(unit->value, "W"), months = bay_str_is(unit->value, "M"), years = bay_str_is(unit->value, "Y");
    if (of_clause && (weeks || months || years)) return 0;      /* "two years after X": too vague for X's day */
    if (of_clause) {
        duration(count, upper, unit->value, w);
        w->begin = w->end = day, w->precision = BAY_PRECISION_DAY;
        return after;
    }
    *w = weeks ? bay_when_week(day) : months ? bay_when_month(day.year, day.month) : years ? bay_when_year(day.year) : bay_when_day(day);
    if (is_clock_unit(unit->value)) w->type = "TIME";
    return after + 1;
}

/* "by noon", "at midnight": of the day told of last. */
static uint32_t read_hour(const struct reader *r, uint32_t i, bay_when *w)
{
    bool led = is(r, i - 1, "by") || is(r, i - 1, "at") || is(r, i - 1, "before") || is(r, i - 1, "after") || is(r, i - 1, "around");
    if (!led || !has_anchor(r) || (!is(r, i, "noon") && !is(r, i, "midday") && !is(r, i, "midnight") && !is(r, i, "dawn") && !is(r, i, "dusk"))) return 0;
    uint32_t at;
    record *part = word(r, i, BAY_WORD_DAYPART, &at);
    if (!part || word(r, at, BAY_WORD_WEEKDAY, &at) || (is(r, at, "on"))) return 0;
    *w = bay_when_day(r->anchor);
    bay_when_daypart(w, part->value);
    return at;
}

/* "at the weekend", "over the weekend". */
static uint32_t read_weekend(const struct reader *r, uint32_t i, bay_when *w)
{
    bool led = is(r, i - 1, "at") || is(r, i - 1, "over") || is(r, i - 1, "on") || is(r, i - 1, "during");
    if (!led || !has_now(r) || !is(r, i, "the") || !is(r, i + 1, "weekend")) return 0;
    unit_moved(r, BAY_STR("WE"), 0, w);
    return i + 2;
}

/* ---- one expression ---- */

static enum bay_edge edge_of(record *edge)
{
    return bay_str_is(edge->value, "START") ? BAY_EDGE_START : bay_str_is(edge->value, "MID") ? BAY_EDGE_MID : BAY_EDGE_END;
}

static bool month_may_stand(const struct reader *r, uint32_t i, uint32_t end)
{
    /* "May" and "March" open sentences as other words do; a month alone wants a preposition or a comma before it. */
    static const char *const before[] = {"in", "since", "by", "until", "till", "from", "to", "of", "during", "before", "after", "early",
                                         "late", "mid", "between", "and", "through", "last", "this", "next", "for", ",", "-", "(",
                                         "throughout", "or", "every", NULL};
    (void)end;
    bay_str norm = tok(r, i)->norm;
    if (bay_str_is(norm, "may") || bay_str_is(norm, "march") || norm.size <= 3) return one_of(r, i - 1, before);
    return tok(r, i)->deprel != BAY_DEP_FLAT;
}

static uint32_t read_bare_month(const struct reader *r, uint32_t i, bay_when *w)
{
    uint32_t end = read_month(r, i, w);
    if (!end) return 0;
    bool alone = w->precision == BAY_PRECISION_MONTH && end == i + 1;
    return alone && !month_may_stand(r, i, end) ? 0 : end;
}

static uint32_t read_feast(const struct reader *r, uint32_t i, bay_when *w)
{
    uint32_t at;
    record *feast = word(r, i, BAY_WORD_FEAST, &at);
    int month, day;
    char value[8] = {0};
    if (!feast || feast->value.size != 5) return 0;
    memcpy(value, feast->value.bytes, 5);
    if (sscanf(value, "%2d-%2d", &month, &day) != 2) return 0;
    int year = trailing_year(r, &at);
    return month_day(r, year, month, day, w) ? at : 0;
}

/* "World War II", "the Cold War": from and to stand in the table, and the value is that of a stretch of years. */
static uint32_t read_period(const struct reader *r, uint32_t i, bay_when *w)
{
    uint32_t at;
    record *period = word(r, i, BAY_WORD_PERIOD, &at);
    bay_date from, to;
    if (!period) return 0;
    bay_str rest = period->value, first;
    if (!bay_str_next(&rest, '/', &first) || !bay_date_parse(first, &from) || !bay_date_parse(rest, &to)) return 0;
    *w = (bay_when){.type = "DATE", .begin = bay_date_first(from), .end = bay_date_last(to), .precision = BAY_PRECISION_YEAR};
    snprintf(w->value, sizeof w->value, "%d/%d", from.year, to.year);
    return at;
}

static uint32_t read_words(const struct reader *r, uint32_t i, bay_when *w)
{
    uint32_t at;
    record *found = word(r, i, BAY_WORD_SET, &at);
    if (found && tok(r, i)->upos != BAY_PROPN) {
        set(w, "SET", "");
        snprintf(w->value, sizeof w->value, "%.*s", BAY_STR_ARG(found->value));
        return at;
    }
    found = word(r, i, BAY_WORD_REFERENCE, &at);
    uint32_t unit;
    double count, upper;
    if (found && (word(r, at, BAY_WORD_UNIT, &unit) || read_count(r, at, &count, &upper))) return 0;   /* "in the past decade" */
    if (!found || (is(r, i, "now") && is(r, at, "that")) || (is(r, i, "once") && tok(r, i)->upos != BAY_ADV)) return 0;
    set(w, "DATE", "");
    snprintf(w->value, sizeof w->value, "%.*s", BAY_STR_ARG(found->value));
    if (is(r, i, "now") && has_now(r)) { w->begin = w->end = r->now; w->precision = BAY_PRECISION_DAY; }
    return at;
}

static uint32_t read_season_year(const struct reader *r, uint32_t i, bay_when *w)
{
    uint32_t at;
    record *season = word(r, i, BAY_WORD_SEASON, &at);
    if (!season) return 0;
    uint32_t after = at + (is(r, at, "of") ? 1 : 0);
    int year = trailing_year(r, &after);
    if (year) { *w = bay_when_season(year, season->value); return after; }
    /* "in the spring" of this year; "spring" elsewhere is mostly a verb or a source of water */
    if (!has_now(r) || !is(r, i - 1, "the") || is(r, at, "of")) return 0;
    *w = bay_when_season(r->now.year - (!r->future && bay_date_compare(bay_when_season(r->now.year, season->value).begin, r->now) > 0), season->value);
    return at;
}

/* "the morning of August 2", "overnight". */
static uint32_t read_daypart(const struct reader *r, uint32_t i, bay_when *w)
{
    uint32_t at;
    record *part = word(r, i, BAY_WORD_DAYPART, &at);
    if (!part) return 0;
    uint32_t after = is(r, at, "of") ? at + 1 : is(r, at, "on") ? at + 1 : at;
    uint32_t end = after > at ? read_weekday(r, after, 0, w) : 0;
    if (!end && after > at) end = read_month(r, after, w);
    if (!end && after > at) end = read_day_month(r, after, w);
    if (end && w->precision == BAY_PRECISION_DAY) { bay_when_daypart(w, part->value); return end; }
    if (!is(r, i, "overnight") || tok(r, i)->deprel == BAY_DEP_AMOD) return 0;
    if (has_now(r)) *w = bay_when_day(bay_calendar_add(r->now, 0, 0, -1));
    else set(w, "TIME", "XXXX-XX-XX");
    bay_when_daypart(w, part->value);
    return at;
}

static uint32_t read_base(struct reader *r, uint32_t i, bay_when *w)
{
    uint32_t end = read_digits(r, i, w);
    if (!end) end = read_fiscal(r, i, w);
    if (!end) end = read_era(r, i, w);
    if (!end) end = read_zoned(r, i, w);
    if (!end) end = read_weekday(r, i, 0, w);
    if (!end) end = read_day_word(r, i, w);
    if (!end) end = read_day_month(r, i, w);
    if (!end) end = read_bare_month(r, i, w);
    if (!end) end = read_shifted(r, i, w);
    if (!end) end = read_part_of_shifted(r, i, w);
    if (!end) end = read_feast(r, i, w);
    if (!end) end = read_century(r, i, w);
    if (!end) end = read_clock(r, i, w);
    if (!end) end = read_counted(r, i, w);
    if (!end) end = read_year(r, i, w);
    if (!end) end = read_season_year(r, i, w);
    if (!end) end = read_daypart(r, i, w);
    if (!end) end = read_period(r, i, w);
    if (!end) end = read_words(r, i, w);
    return end;
}

/* "late July", "the end of August", "mid-2014"; hyphens between are passed over. */
static uint32_t read_edged(struct reader *r, uint32_t i, bay_when *w)
{
    uint32_t at;
    record *edge = word(r, i, BAY_WORD_EDGE, &at);
    if (!edge) return 0;
    if (is_hyphen(r, at)) at++;
    uint32_t end = read_base(r, at, w);
    if (!end && is(r, at, "the")) end = read_base(r, at + 1, w);
    uint32_t after;
    record *unit = !end && is(r, at, "the") && at > i + 1 ? word(r, at + 1, BAY_WORD_UNIT, &after) : NULL;
    if (unit && has_now(r)) { unit_moved(r, unit->value, 0, w); end = after; }   /* "the end of the year" */
    if (!end || (strcmp(w->type, "DATE") != 0 && strcmp(w->type, "TIME") != 0)) return 0;
    if (w->precision == BAY_PRECISION_DAY && edge_of(edge) != BAY_EDGE_NONE) return end;
    bay_when_narrow(w, edge_of(edge));
    return end;
}

/* What may follow a day: "Monday morning", "Sunday at 3 p.m.", and for "since" the stretch up to now. */
static uint32_t read_tail(const struct reader *r, uint32_t i, uint32_t end, bay_when *w)
{
    uint32_t at;
    bool day = w->precision == BAY_PRECISION_DAY && strcmp(w->type, "DATE") == 0;
    uint32_t from = end + (is(r, end, "early") || is(r, end, "late") ? 1 : 0);
    record *part = day ? word(r, from, BAY_WORD_DAYPART, &at) : NULL;
    if (part && !is(r, from, "overnight")) { bay_when_daypart(w, part->value); end = at; }
    bool since = is(r, i - 1, "since") || (i >= r->begin + 2 && is(r, i - 2, "since"));
    if (since && bay_date_is_set(w->begin) && has_now(r) && bay_date_compare(w->begin, r->now) <= 0) w->end = r->now;
    return end;
}

static bool push(struct reader *r, uint32_t i, uint32_t end, const bay_when *w)
{
    bay_time *time = bay_doc_push(r->doc, times);
    bay_str value = bay_str_copy(&r->doc->arena, bay_str_from(w->value));
    if (!time || !value.bytes) return false;
    *time = (bay_time){.span = {tok(r, i)->span.begin, tok(r, end - 1)->span.end}, .tok_begin = i, .tok_end = end,
                       .type = bay_str_from(w->type), .value = value, .begin = w->begin, .end = w->end,
                       .precision = w->precision};
    bool day = w->precision == BAY_PRECISION_DAY && bay_date_is_set(w->begin) && strcmp(w->type, "DURATION") && strcmp(w->type, "SET");
    if (bay_date_is_set(w->begin) && strcmp(w->type, "SET") && strcmp(w->type, "DURATION")) {
        r->told = w->precision == BAY_PRECISION_DAY ? w->begin : (bay_date){w->begin.year, w->precision == BAY_PRECISION_YEAR ? 0 : w->begin.month, 0};
        r->told_sent = tok(r, i)->sent;
        r->told_year = false;
        for (uint32_t k = i; k < end; k++) r->told_year = r->told_year || year_number(r, k) > 0;
    }
    if (day) r->anchor = w->begin;
    else if (!has_anchor(r) && bay_date_is_set(w->begin) && w->precision > BAY_PRECISION_DAY) r->anchor = w->begin;
    return true;
}

static bool read_sentence(struct reader *r)
{
    for (uint32_t i = r->begin; i < r->end;) {
        bay_when w = {0};
        r->future = has_now(r) && r->doc->sents.items[tok(r, i)->sent].parsed && in_future(r->doc, i);
        uint32_t end = read_part_of_shifted(r, i, &w);
        if (!end) end = read_from_anchor(r, i, &w);
        if (!end) end = read_weekday_before(r, i, &w);
        if (!end) end = read_steps(r, i, &w);
        if (!end) end = read_weekend(r, i, &w);
        if (!end) end = read_hour(r, i, &w);
        if (!end) end = read_edged(r, i, &w);
        if (!end) end = read_base(r, i, &w);
        if (!end || end <= i || end > r->end) { i++; continue; }
        end = read_tail(r, i, end, &w);
        if (!push(r, i, end, &w)) return false;
        i = end;
    }
    return true;
}

bay_status bay__resolve_times(const bay_lexicon *lexicon, bay_work *work, bay_doc *doc, bay_error *err)
{
    bay_mark mark = bay_arena_mark(&work->scratch);
    bay_phrase_text text;
    BAY_TRY(bay_phrases_read(&lexicon->words->phrases, &work->scratch, doc, &text, err));
    struct reader r = {.words = lexicon->words, .text = &text, .doc = doc, .now = doc->published};
    if (bay_date_is_set(r.now)) { r.now = r.anchor = bay_date_first(r.now); }
    bool held = true;
    for (uint32_t s = 0; held && s < doc->sents.count; s++) {
        r.begin = doc->sents.items[s].tok_begin;
        r.end = doc->sents.items[s].tok_end;
        held = read_sentence(&r);
    }
    bay_arena_reset(&work->scratch, mark);
    return held ? BAY_OK : bay_fail_memory(err);
}
