#include "resolve/feasts.h"
#include "resolve/time_reader.h"

/* ---- what makes a number a year ---- */

static const char *const BEFORE_YEAR[] = {"in", "since", "by", "until", "till", "from", "to", "of", "during", "before", "after",
                                          "early", "late", "mid", "between", "and", "the", "(", "through", "for", "around",
                                          "about", "circa", "as", "-", "year", "throughout", "pre", "post", "over", "c.", "c", "ca", "ca.",
                                          "born", "reigned", "died", "his", "her", "their", "\xe2\x80\x93", ";", NULL};

static const char *const NEAR[] = {"about", "around", "circa", "c.", "c", "ca", "ca.", "roughly", NULL};

/* The number of a rule, a road, a sum: "Resolution 1973", "Highway 1950", "$2020". */
static bool is_numbered(struct bay__reader *r, uint32_t i)
{
    static const char *const before[] = {"rule", "section", "article", "resolution", "highway", "route", "flight", "room", "page", "p.", "pp.", "number",
                                         "no.", "nos.", "#", "chapter", "paragraph", "line", "bus", "model", "unit", "suite", "box", "psalm", "windows",
                                         "channel", "directive", "regulation", "type", "level", "apartment", "platform", "gate", "motorway", "interstate",
                                         "$", "\xe2\x82\xac", "\xc2\xa3", "\xc2\xa5", "us$", "rs", "rs.", "usd", "eur", "x", "*", "/", NULL};
    return bay__one_of(r, i - 1, before);
}

/* "2100 Cedar Street" */
static bool is_house(struct bay__reader *r, uint32_t i)
{
    static const char *const streets[] = {"street", "st.", "road", "rd", "rd.", "avenue", "ave", "ave.", "boulevard", "blvd", "lane", "drive", "parkway", NULL};
    for (uint32_t k = i + 1; k < r->end && k < i + 5 && tok(r, k)->upos == BAY_PROPN; k++)
        if (k > i + 1 && bay__one_of(r, k, streets)) return true;
    return false;
}

/* "2000 soldiers", "1500 km", "1000+". "The 2008 elections" are of a year, and so are "2016 elections". */
static bool is_count(struct bay__reader *r, uint32_t i)
{
    static const char *const units[] = {"km", "m", "kg", "mm", "cm", "ft", "feet", "miles", "percent", "%", "+", "\xc2\xb0", "mw", "kw", "gw", "mb", "gb",
                                        "pm", "am", "hours", "hrs", "dollars", "euros", "people", "men", "women", "copies", "books", "hectares", "tons",
                                        "tonnes", "acres", "barrels", NULL};
    if (bay__one_of(r, i + 1, units)) return true;
    const bay_tok *t = tok(r, i);
    if (is(r, i - 1, "the")) return false;
    bool counts = t->deprel == BAY_DEP_NUMMOD && t->head != BAY_NONE && tok(r, t->head)->feats.number == BAY_NUMBER_PLUR &&
                  t->head > i && tok(r, t->head)->upos != BAY_PROPN;
    bool plural = i + 1 < r->end && tok(r, i + 1)->upos == BAY_NOUN && tok(r, i + 1)->feats.number == BAY_NUMBER_PLUR;
    return counts || (plural && bay__year_number(r, i) % 50 == 0);
}

/* "Aberdeen, 1859.", "1596, dating from ..", "the government's 1829 abolition", "this 1833 map". */
static bool stands_as_year(struct bay__reader *r, uint32_t i)
{
    static const char *const owners[] = {"'s", "\xe2\x80\x99s", "this", "that", "a", "an", NULL};
    if (bay__year_number(r, i) < 1500) return false;
    bool closed = i + 1 >= r->end || tok(r, i + 1)->upos == BAY_PUNCT;
    if (i == r->begin) return is(r, i + 1, ",") || is(r, i + 1, ":");
    if (is(r, i - 1, ",") && closed) return i >= r->begin + 2 && tok(r, i - 2)->upos == BAY_PROPN;
    bool noun = i + 1 < r->end && tok(r, i + 1)->upos == BAY_NOUN && tok(r, i + 1)->feats.number != BAY_NUMBER_PLUR;
    return noun && bay__one_of(r, i - 1, owners);
}

static bool is_far_ahead(struct bay__reader *r, int year)
{
    enum { YEARS_AHEAD = 12 };
    return has_now(r) && year > r->now.year + YEARS_AHEAD;
}

/* A bare number of four digits is a year when nothing counted follows it. */
static bool year_here(struct bay__reader *r, uint32_t i)
{
    static const char *const ahead[] = {"in", "by", "until", "till", "to", "for", "of", "year", "before", "after", "since", "through", "the", NULL};
    int year = bay__year_number(r, i);
    if (year < 0 || is_numbered(r, i) || is_house(r, i)) return false;
    const bay_time *last = r->doc->times.count ? &r->doc->times.items[r->doc->times.count - 1] : NULL;
    bool range = i > r->begin && is_hyphen(r, i - 1) && last && last->tok_end == i - 1;
    if (is_count(r, i) && !range) return false;
    if (is_far_ahead(r, year)) return bay__one_of(r, i - 1, ahead) || (i > r->begin && tok(r, i - 1)->upos == BAY_PROPN);   /* "Vision 2030" */
    bool led = i > r->begin && bay__one_of(r, i - 1, BEFORE_YEAR);
    return led || range || year >= 1900 || stands_as_year(r, i);
}

/* ---- before Christ, and the first thousand years ---- */

enum era { ERA_NONE, ERA_BEFORE, ERA_OURS };

static enum era era_word(struct bay__reader *r, uint32_t i)
{
    static const char *const before[] = {"bc", "bce", "b.c.", "b.c.e.", NULL}, *const ours[] = {"ad", "ce", "a.d.", "c.e.", NULL};
    if (i < r->begin || i >= r->end) return ERA_NONE;
    char first = bay_doc_form(r->doc, tok(r, i)).bytes[0];
    if (first < 'A' || first > 'Z') return ERA_NONE;
    return bay__one_of(r, i, before) ? ERA_BEFORE : bay__one_of(r, i, ours) ? ERA_OURS : ERA_NONE;
}

/* "480", "3000", "10,000" */
static int old_number(struct bay__reader *r, uint32_t i)
{
    if (i < r->begin || i >= r->end) return -1;
    bay_str s = tok(r, i)->norm;
    int value = 0;
    for (uint32_t k = 0; k < s.size; k++) {
        if (s.bytes[k] == ',' && k > 0 && s.size - k == 4) continue;
        if (s.bytes[k] < '0' || s.bytes[k] > '9' || k > 5) return -1;
        value = value * 10 + (s.bytes[k] - '0');
    }
    return s.size && value <= 30000 ? value : -1;
}

static void year_of_era(struct bay__reader *r, int year, enum era era, bay_when *w)
{
    r->early = true;
    if (era == ERA_OURS) { *w = bay_when_year(year); return; }
    *w = (bay_when){.type = "DATE", .precision = BAY_PRECISION_YEAR};
    snprintf(w->value, sizeof w->value, "BC%04d", year);
}

/* "480 BC", "AD 636", "from about 1200 to about 400 BCE": the era told last holds for both. */
static uint32_t read_old_year(struct bay__reader *r, uint32_t i, bay_when *w)
{
    enum era era = era_word(r, i);
    if (era == ERA_OURS) {
        int year = old_number(r, i + 1);
        if (year < 1 || year > 2100) return 0;
        year_of_era(r, year, era, w);
        return i + 2;
    }
    int year = old_number(r, i);
    if (year < 1) return 0;
    era = era_word(r, i + 1);
    if (era && (era == ERA_BEFORE || year <= 2100)) { year_of_era(r, year, era, w); return i + 2; }
    uint32_t at = i + 1;
    if (!is_hyphen(r, at) && !is(r, at, "to") && !is(r, at, "and") && !is(r, at, "until") && !is(r, at, "or")) return 0;
    at++;
    while (bay__one_of(r, at, NEAR)) at++;
    int second = old_number(r, at);
    era = second > 0 ? era_word(r, at + 1) : ERA_NONE;
    if (!era || (era == ERA_BEFORE) != (year > second) || (era == ERA_OURS && year > 2100)) return 0;
    year_of_era(r, year, era, w);
    return i + 1;
}

/* Years of three digits: "c. 314", "(314 - 368)", "the year 71", and any after a preposition once the text tells of such years. */
static bool early_year_here(struct bay__reader *r, uint32_t i)
{
    static const char *const before[] = {"in", "around", "about", "until", "after", "from", "since", "by", "before", "between", "and", "to", "of", NULL};
    int year = bay__plain_number(r, i);
    if (year < 0 || year > 999) return false;
    uint16_t next = i + 1 < r->end ? tok(r, i + 1)->upos : BAY_PUNCT;
    if (is(r, i - 1, "year") && next != BAY_NOUN) return is(r, i - 2, "the") && year > 31;
    if (year < 100) return false;
    if (is(r, i - 1, "c.") || is(r, i - 1, "ca.") || is(r, i - 1, "circa")) return next != BAY_NOUN;
    int second = is_hyphen(r, i + 1) ? bay__plain_number(r, i + 2) : -1;
    if (is(r, i - 1, "(") && second > year && second < year + 120 && is(r, i + 3, ")")) return true;
    if (r->early && second > year && bay__one_of(r, i - 1, before)) return true;
    return r->early && bay__one_of(r, i - 1, before) && next != BAY_NOUN && next != BAY_ADJ && next != BAY_NUM && next != BAY_SYM;
}

static uint32_t read_early_year(struct bay__reader *r, uint32_t i, bay_when *w)
{
    if (!early_year_here(r, i)) return 0;
    int year = bay__plain_number(r, i), to = is_hyphen(r, i + 1) ? bay__plain_number(r, i + 2) : -1;
    r->early = true;
    *w = bay_when_year(year);
    w->doubt = 10;
    if (to <= year || to > 1200) return i + 1;
    w->end = bay_when_year(to).end;
    snprintf(w->value, sizeof w->value, "%04d/%04d", year, to);
    return i + 3;
}

/* ---- decades ---- */

static bool is_owner_mark(struct bay__reader *r, uint32_t i) { return is(r, i, "'s") || is(r, i, "\xe2\x80\x99s"); }

/* "1990s", "1930's", "1600s" (a century), "60s" after an apostrophe or a word; 0: none. */
static uint32_t read_decade_digits(struct bay__reader *r, uint32_t i, bay_str s, bay_when *w)
{
    int64_t year;
    if (s.size == 4 && is_owner_mark(r, i + 1) && is(r, i - 1, "the") && s.bytes[3] == '0') {   /* "the 1930's" in two tokens */
        if (!bay_str_to_int(s, &year) || year < 1000 || year > 2100 || (i + 2 < r->end && tok(r, i + 2)->upos == BAY_NOUN)) return 0;
        *w = bay_when_decade((int)year);
        return i + 2;
    }
    if (bay_str_ends(s, BAY_STR("'s"))) s.size -= 2;
    else if (bay_str_ends(s, BAY_STR("\xe2\x80\x99s"))) s.size -= 4;
    else if (bay_str_ends(s, BAY_STR("s"))) s.size--;
    else return 0;
    bool apostrophe = s.size == 3 && s.bytes[0] == '\'';
    if (apostrophe) s = bay_str_slice(s, 1, 3);
    if ((s.size != 2 && s.size != 4) || s.bytes[0] < '0' || s.bytes[0] > '9' || s.bytes[s.size - 1] != '0' || !bay_str_to_int(s, &year)) return 0;
    if (s.size == 4) {
        if (year < 1000 || year > 2100) return 0;
        *w = year % 100 == 0 && year < 2000 ? bay_when_century((int)year) : bay_when_decade((int)year);
        return i + 1;
    }
    static const char *const led[] = {"'", "\xe2\x80\x98", "\xe2\x80\x99", NULL}, *const words[] = {"the", "early", "late", "mid", NULL};
    if (!apostrophe && !bay__one_of(r, i - 1, led) && !bay__one_of(r, i - 1, words) && !(is(r, i - 1, "in") && year >= 60)) return 0;
    if (is(r, i + 1, "\xc2\xb0") || is(r, i + 1, "f") || is(r, i + 1, "c")) return 0;   /* "in the 30s F" */
    *w = bay_when_decade((int)year >= 30 ? 1900 + (int)year : 2000 + (int)year);
    return i + 1;
}

/* "the sixties", "the late sixties"; "in her sixties" is an age. */
static uint32_t read_decade_word(struct bay__reader *r, uint32_t i, bay_when *w)
{
    uint32_t at, before = i;
    record *decade = bay__word(r, i, BAY_WORD_DECADE, &at);
    if (!decade) return 0;
    while (before > r->begin && (is(r, before - 1, "late") || is(r, before - 1, "early") || is(r, before - 1, "mid") || is_hyphen(r, before - 1))) before--;
    if (!is(r, before - 1, "the")) return 0;
    *w = bay_when_decade((int)decade->number);
    w->doubt = 10;
    return at;
}

/* "mid-1990s" */
static uint32_t read_decade(struct bay__reader *r, uint32_t i, bay_when *w)
{
    bay_str s = tok(r, i)->norm;
    bool mid = s.size > 6 && memcmp(s.bytes, "mid-", 4) == 0;
    uint32_t end = read_decade_digits(r, i, mid ? bay_str_slice(s, 4, s.size) : s, w);
    if (end && mid) bay_when_narrow(w, BAY_EDGE_MID);
    return end ? end : read_decade_word(r, i, w);
}

/* ---- years ---- */

static void stretch(int from, int to, bay_when *w)
{
    *w = bay_when_year(from);
    w->end = bay_when_year(to).end;
    snprintf(w->value, sizeof w->value, "%04d/%04d", from, to);
}

/* "1871-72", "2003-2005": the last year, -1: one year. */
static int last_year(struct bay__reader *r, uint32_t i)
{
    if (!is_hyphen(r, i + 1)) return -1;
    int from = bay__year_number(r, i), to = bay__year_number(r, i + 2);
    if (to < 0 && i + 2 < r->end && tok(r, i + 2)->norm.size == 2 && bay__plain_number(r, i + 2) > from % 100)
        to = from / 100 * 100 + bay__plain_number(r, i + 2);
    return to > from && !is(r, i + 3, "%") ? to : -1;
}

/* "in fifteen sixteen": spoken, and told by what stands before. */
static uint32_t read_spoken(struct bay__reader *r, uint32_t i, bay_when *w)
{
    static const char *const before[] = {"in", "of", "since", "around", "by", "until", "from", "to", "about", "and", "after", "before", NULL};
    int year;
    uint32_t end = bay__one_of(r, i - 1, before) ? bay__spoken_year(r, i, &year) : 0;
    if (!end || (end < r->end && tok(r, end)->upos == BAY_NOUN && tok(r, end)->feats.number == BAY_NUMBER_PLUR)) return 0;
    *w = bay_when_year(year);
    w->doubt = 15;
    return end;
}

/* "'71", "'60s": the apostrophe stands close. */
static uint32_t read_short_year(struct bay__reader *r, uint32_t i, bay_when *w)
{
    bool mark = is(r, i, "'") || is(r, i, "\xe2\x80\x99") || is(r, i, "\xe2\x80\x98");
    if (!mark || i + 1 >= r->end || tok(r, i + 1)->span.begin != tok(r, i)->span.end) return 0;
    uint32_t end = read_decade_digits(r, i + 1, tok(r, i + 1)->norm, w);
    if (end) return end;
    static const char *const before[] = {"of", "in", "since", "summer", "spring", "fall", "winter", NULL};
    int year = tok(r, i + 1)->norm.size == 2 ? bay__plain_number(r, i + 1) : -1;
    if (year < 0 || !bay__one_of(r, i - 1, before)) return 0;
    *w = bay_when_year(year >= 30 ? 1900 + year : 2000 + year);
    w->doubt = 15;
    return i + 2;
}

uint32_t bay__read_year(struct bay__reader *r, uint32_t i, bay_when *w)
{
    bay_str s = tok(r, i)->norm;
    uint32_t end = read_old_year(r, i, w);
    if (!end) end = read_short_year(r, i, w);
    if (!end) end = read_decade(r, i, w);
    if (end) return end;
    if (s.size == 9 && s.bytes[4] == '-') {
        int64_t from, to;
        if (!bay_str_to_int(bay_str_slice(s, 0, 4), &from) || !bay_str_to_int(bay_str_slice(s, 5, 9), &to)) return 0;
        if (from < 1000 || to < from || to > 2100) return 0;
        stretch((int)from, (int)to, w);
        return i + 1;
    }
    if (!year_here(r, i)) {
        end = read_early_year(r, i, w);
        return end ? end : read_spoken(r, i, w);
    }
    int to = last_year(r, i);
    if (to > 0) { stretch(bay__year_number(r, i), to, w); return i + 3; }
    *w = bay_when_year(bay__year_number(r, i));
    return i + 1;
}

/* ---- centuries ---- */

static uint32_t century_word(struct bay__reader *r, uint32_t i)
{
    if (is_hyphen(r, i)) i++;
    return is(r, i, "century") || is(r, i, "centuries") ? i + 1 : 0;
}

/* "from the 15th to the 19th century", "the late 19th and early 20th centuries": the word stands once. */
static bool century_follows(struct bay__reader *r, uint32_t at)
{
    uint32_t end;
    if (!is_hyphen(r, at) && !is(r, at, "to") && !is(r, at, "and") && !is(r, at, "or") && !is(r, at, "until")) return false;
    at++;
    if (is(r, at, "the")) at++;
    if (is(r, at, "early") || is(r, at, "late") || is(r, at, "mid")) at += 1 + is_hyphen(r, at + 1);
    return bay__ordinal(r, at, &end) > 0 && century_word(r, end);
}

/* "the 19th century", "the nineteenth century", "the 7th century BC". */
uint32_t bay__read_century(struct bay__reader *r, uint32_t i, bay_when *w)
{
    uint32_t at;
    int number = bay__ordinal(r, i, &at);
    if (number < 1 || number > 22) return 0;
    uint32_t end = century_word(r, at);
    if (!end && !century_follows(r, at)) return 0;
    if (!end) end = at;
    enum era era = era_word(r, end);
    *w = bay_when_century((number - 1) * 100);
    if (era == ERA_BEFORE) { set(w, "DATE", ""); snprintf(w->value, sizeof w->value, "BC%02d", number - 1); }
    return end + (era != ERA_NONE);
}

/* ---- parts of years ---- */

static void half(int year, int number, bay_when *w)
{
    *w = bay_when_year(year);
    w->precision = BAY_PRECISION_MONTH;
    if (number == 1) w->end = (bay_date){(int16_t)year, 6, 30};
    else w->begin = (bay_date){(int16_t)year, 7, 1};
    snprintf(w->value, sizeof w->value, "%04d-H%d", year, number);
}

/* "by year end" */
static uint32_t read_year_end(struct bay__reader *r, uint32_t i, bay_when *w)
{
    static const char *const before[] = {"by", "at", "before", "until", "of", NULL};
    uint32_t at = is(r, i, "year-end") ? i : i + 1 + is_hyphen(r, i + 1);
    bool word = at == i || is(r, at, "end");
    if (!word || !has_now(r) || !bay__one_of(r, i - 1, before)) return 0;
    *w = bay_when_day((bay_date){r->now.year, 12, 31});
    from_now(w);
    return at + 1;
}

/* "first half of 2023", "the second quarter of last year", "Q3 2023". */
uint32_t bay__read_part_of_year(struct bay__reader *r, uint32_t i, bay_when *w)
{
    uint32_t at = i + 1;
    if (is(r, i, "year") || is(r, i, "year-end")) return read_year_end(r, i, w);
    bay_str s = tok(r, i)->norm;
    bool letter = s.size == 2 && s.bytes[0] == 'q' && s.bytes[1] >= '1' && s.bytes[1] <= '4';
    int number = letter ? s.bytes[1] - '0' : bay__ordinal(r, i, &at);
    if (number < 1 || number > 4) return 0;
    if (!letter && is_hyphen(r, at)) at++;
    bool halves = !letter && is(r, at, "half");
    if (!letter && !is(r, at, "quarter") && !(halves && number <= 2)) return 0;
    at += !letter;
    uint32_t after = at + is(r, at, "of");
    int year = bay__trailing_year(r, &after);
    if (!year && has_now(r) && is(r, at, "of") && (is(r, at + 1, "the") || is(r, at + 1, "this")) && is(r, at + 2, "year")) year = r->now.year, after = at + 3;
    if (!year) return 0;
    if (halves) half(year, number, w);
    else *w = bay_when_quarter(year, number);
    return after;
}

/* "fall" is autumn beside a year or after "last" and the like only. */
static record *season_at(struct bay__reader *r, uint32_t i, uint32_t *at)
{
    record *season = bay__word(r, i, BAY_WORD_SEASON, at);
    return season && tok(r, i)->upos == BAY_VERB ? NULL : season;
}

static bay_when season_past(struct bay__reader *r, bay_str season, bool ahead)
{
    bay_when w = bay_when_season(r->now.year, season);
    if (!ahead && bay_date_compare(w.begin, r->now) > 0) w = bay_when_season(r->now.year - 1, season);
    if (ahead && bay_date_compare(w.end, r->now) < 0) w = bay_when_season(r->now.year + 1, season);
    from_now(&w);
    return w;
}

uint32_t bay__read_season_year(struct bay__reader *r, uint32_t i, bay_when *w)
{
    uint32_t at;
    record *season = season_at(r, i, &at);
    if (!season) return 0;
    uint32_t after = at + (is(r, at, "of") || is(r, at, ",") ? 1 : 0);
    int year = bay__year_number(r, after), to = year > 0 ? last_year(r, after) : -1;
    if (year > 0) {
        *w = bay_when_season(year, season->value);
        return after + (to > 0 ? 3 : 1);
    }
    after = at;
    year = bay__trailing_year(r, &after);
    if (year) { *w = bay_when_season(year, season->value); return after; }
    /* "in the spring" of this year; "spring" elsewhere is mostly a verb or a source of water */
    if (!has_now(r) || !is(r, i - 1, "the") || is(r, at, "of") || is(r, i, "fall")) return 0;
    if (tok(r, i)->feats.number == BAY_NUMBER_PLUR || tok(r, i)->deprel == BAY_DEP_COMPOUND) return 0;
    *w = season_past(r, season->value, bay__ahead(r));
    return at;
}

/* ---- feasts and named stretches ---- */

/* "Vice President Ramadan met envoys": who does more than begin and end is a person. */
static bool acts(struct bay__reader *r, uint32_t i)
{
    static const char *const of_months[] = {"begin", "start", "end", "fall", "come", "approach", "last", "finish", "bring", "mark", NULL};
    uint32_t verb = tok(r, i)->head;
    if (tok(r, i)->deprel != BAY_DEP_NSUBJ || verb == BAY_NONE || tok(r, verb)->upos != BAY_VERB) return false;
    for (int k = 0; of_months[k]; k++)
        if (bay_str_is(tok(r, verb)->lemma, of_months[k])) return false;
    return true;
}

/* "the Christmas market", "Johnnie Christmas": no day. */
static bool is_part_of_name(struct bay__reader *r, uint32_t i, uint32_t end)
{
    static const char *const deeds[] = {"truce", "ceasefire", "mass", "attack", "bombing", "massacre", "vigil", "message", "address", NULL};
    const bay_tok *last = tok(r, end - 1);
    if (end == i + 1 && bay_str_starts(last->norm, BAY_STR("rama")) && acts(r, i)) return true;
    if (i > r->begin && tok(r, i - 1)->upos == BAY_PROPN && tok(r, i)->head == i - 1) return true;
    if (last->head != BAY_NONE && tok(r, i)->deprel == BAY_DEP_FLAT && tok(r, i)->head < i) return true;
    if (last->deprel != BAY_DEP_COMPOUND || last->head == BAY_NONE || last->head < end) return false;
    for (int k = 0; deeds[k]; k++)
        if (bay_str_is(tok(r, last->head)->lemma, deeds[k])) return false;
    return true;
}

/* The one that is meant: the last that has begun, or the next one where the verb looks ahead or it is weeks away. */
bool bay__feast_meant(struct bay__reader *r, bay_str rule, bay_when *w)
{
    enum { SOON = 60 };
    bay_when one;
    bool found = false;
    for (int year = r->now.year - 1; year <= r->now.year + 1; year++) {
        for (int nth = 0; nth < 2 && bay_feast(rule, year, nth, &one); nth++) {
            bool begun = bay_date_compare(one.begin, r->now) <= 0;
            bool wanted = bay__ahead(r) ? bay_date_compare(one.end, r->now) >= 0 :
                          begun || bay_date_to_days(one.begin) - bay_date_to_days(r->now) <= (r->forced < 0 ? 0 : SOON);
            if (!wanted || (bay__ahead(r) && found)) continue;
            *w = one, found = true;
        }
    }
    if (found) from_now(w);
    return found;
}

uint32_t bay__read_feast(struct bay__reader *r, uint32_t i, bay_when *w)
{
    uint32_t at;
    record *feast = bay__word(r, i, BAY_WORD_FEAST, &at);
    if (!feast || is_part_of_name(r, i, at)) return 0;
    int year = bay__trailing_year(r, &at);
    if (year) return bay_feast(feast->value, year, 0, w) ? at : 0;
    if (has_now(r)) return bay__feast_meant(r, feast->value, w) ? at : 0;
    if (feast->value.size != 5 || feast->value.bytes[2] != '-') return 0;
    *w = (bay_when){.type = "DATE", .precision = BAY_PRECISION_DAY};
    snprintf(w->value, sizeof w->value, "XXXX-%.5s", feast->value.bytes);
    return at;
}

/* "during", "after", "the outbreak of" it; "opponents of the Vietnam War", "to serve in" it name the war, not its time. */
static bool tells_when(struct bay__reader *r, uint32_t i, uint32_t end)
{
    static const char *const before[] = {"during", "after", "before", "until", "till", "since", "following", "throughout", "by", "in", "from", "to", NULL};
    static const char *const edges[] = {"outbreak", "end", "start", "beginning", "height", "eve", "aftermath", "years", "days", "months", NULL};
    static const char *const joining[] = {"enlist", "serve", "fight", "enrol", NULL};
    uint32_t led = i > r->begin && is(r, i - 1, "the") ? i - 1 : i;
    if (is(r, led - 1, "of")) return bay__one_of(r, led - 2, edges);
    uint32_t head = tok(r, end - 1)->head;
    for (int k = 0; is(r, led - 1, "in") && head != BAY_NONE && joining[k]; k++)
        if (bay_str_is(tok(r, head)->lemma, joining[k])) return false;
    return led == r->begin || bay__one_of(r, led - 1, before) || tok(r, end - 1)->deprel == BAY_DEP_COMPOUND;
}

/* "World War II", "the Cold War": from and to stand in the table, and the value is that of a stretch of years. */
uint32_t bay__read_period(struct bay__reader *r, uint32_t i, bay_when *w)
{
    uint32_t at;
    record *period = bay__word(r, i, BAY_WORD_PERIOD, &at);
    bay_date from, to;
    if (!period || !tells_when(r, i, at)) return 0;
    bay_str rest = period->value, first;
    if (!bay_str_next(&rest, '/', &first) || !bay_date_parse(first, &from) || !bay_date_parse(rest, &to)) return 0;
    *w = (bay_when){.type = "DATE", .begin = bay_date_first(from), .end = bay_date_last(to), .precision = BAY_PRECISION_YEAR};
    snprintf(w->value, sizeof w->value, "%d/%d", from.year, to.year);
    return at;
}
