#include "resolve/times.h"

#include "resolve/time_reader.h"

/* TIMEX3 after Pustejovsky et al. (TimeML 1.2.1); the defaults for weekdays and bare months after what HeidelTime
 * does for news (Stroetgen and Gertz 2010): the past one, but the future one under "will". */

/* ---- words that are values by themselves ---- */

static uint32_t read_set(struct bay__reader *r, uint32_t i, bay_when *w)
{
    uint32_t at;
    record *found = bay__word(r, i, BAY_WORD_SET, &at);
    if (!found || tok(r, i)->upos == BAY_PROPN) return 0;
    set(w, "SET", "");
    snprintf(w->value, sizeof w->value, "%.*s", BAY_STR_ARG(found->value));
    return at;
}

static uint32_t read_reference(struct bay__reader *r, uint32_t i, bay_when *w)
{
    uint32_t at, unit;
    record *found = bay__word(r, i, BAY_WORD_REFERENCE, &at);
    double count, upper;
    bool past = found && bay_str_starts(found->value, BAY_STR("PAST"));
    if (past && (bay__word(r, at, BAY_WORD_UNIT, &unit) || bay__read_count(r, at, &count, &upper))) return 0;   /* "in the past decade" */
    if (!found || (is(r, i, "now") && is(r, at, "that")) || (is(r, i, "once") && tok(r, i)->upos != BAY_ADV)) return 0;
    set(w, "DATE", "");
    snprintf(w->value, sizeof w->value, "%.*s", BAY_STR_ARG(found->value));
    if (is(r, i, "now") && has_now(r)) { w->begin = w->end = r->now; w->precision = BAY_PRECISION_DAY; from_now(w); }
    return at;
}

/* ---- the order in which readings are tried ---- */

struct reading {
    const char *rule;
    uint32_t (*read)(struct bay__reader *r, uint32_t i, bay_when *w);
};

static uint32_t read_weekday(struct bay__reader *r, uint32_t i, bay_when *w) { return bay__read_weekday(r, i, 0, w); }

static const struct reading BASE[] = {
    {"figures", bay__read_digits}, {"fiscal year", bay__read_fiscal}, {"other calendar", bay__read_era}, {"clock with a zone", bay__read_zoned},
    {"weekday", read_weekday}, {"day word", bay__read_day_word}, {"day and month", bay__read_day_month}, {"month", bay__read_bare_month}, {"day of the month", bay__read_day_of_month},
    {"part of a year", bay__read_part_of_year}, {"reference", read_reference}, {"last, this or next", bay__read_shifted},
    {"earlier or later in", bay__read_part_of_shifted}, {"feast", bay__read_feast}, {"century", bay__read_century}, {"clock", bay__read_clock},
    {"counted units", bay__read_counted}, {"year", bay__read_year}, {"season", bay__read_season_year}, {"any such season", bay__read_yearly_season}, {"part of the day", bay__read_daypart},
    {"named stretch", bay__read_period}, {"habit", read_set},
};

static uint32_t read_base(struct bay__reader *r, uint32_t i, bay_when *w, const char **rule)
{
    if (i >= r->end) return 0;
    for (size_t k = 0; k < sizeof BASE / sizeof *BASE; k++) {
        uint32_t end = BASE[k].read(r, i, w);
        if (end) { *rule = BASE[k].rule; return end; }
        w->from = w->doubt = 0;
    }
    return 0;
}

static enum bay_edge edge_of(record *edge)
{
    return bay_str_is(edge->value, "START") ? BAY_EDGE_START : bay_str_is(edge->value, "MID") ? BAY_EDGE_MID : BAY_EDGE_END;
}

/* "late July", "the end of August", "mid-2014"; hyphens between are passed over. */
static uint32_t read_edged(struct bay__reader *r, uint32_t i, bay_when *w, const char **rule)
{
    uint32_t at;
    record *edge = bay__word(r, i, BAY_WORD_EDGE, &at);
    if (!edge) return 0;
    if (is_hyphen(r, at)) at++;
    uint32_t end = read_base(r, at, w, rule);
    if (!end && is(r, at, "the")) end = read_base(r, at + 1, w, rule);
    uint32_t after;
    record *unit = !end && is(r, at, "the") && at > i + 1 ? bay__word(r, at + 1, BAY_WORD_UNIT, &after) : NULL;
    if (unit && has_now(r)) { bay__unit_moved(r, unit->value, 0, w); end = after; *rule = "edge of now's unit"; }   /* "the end of the year" */
    if (!end || (strcmp(w->type, "DATE") != 0 && strcmp(w->type, "TIME") != 0)) return 0;
    if (w->precision == BAY_PRECISION_DAY && edge_of(edge) != BAY_EDGE_NONE) return end;
    bool whole = !is(r, i, "late") && !is(r, i, "early") && w->precision == BAY_PRECISION_YEAR && w->begin.year == w->end.year;
    if (whole && edge_of(edge) == BAY_EDGE_END) w->begin.month = 12, w->precision = BAY_PRECISION_MONTH;         /* "by the end of the year" */
    else if (whole && edge_of(edge) == BAY_EDGE_START) w->end = (bay_date){w->end.year, 1, 31}, w->precision = BAY_PRECISION_MONTH;
    else bay_when_narrow(w, edge_of(edge));
    return end;
}

static const struct reading FIRST[] = {
    {"earlier or later in", bay__read_part_of_shifted}, {"the day told of last", bay__read_from_anchor}, {"the weekday before the day told", bay__read_weekday_before},
    {"steps from the day told", bay__read_steps}, {"since then", bay__read_then}, {"weekend", bay__read_weekend}, {"hour of the day told", bay__read_hour},
};

static uint32_t read_one(struct bay__reader *r, uint32_t i, bay_when *w, const char **rule)
{
    for (size_t k = 0; k < sizeof FIRST / sizeof *FIRST; k++) {
        uint32_t end = FIRST[k].read(r, i, w);
        if (end) { *rule = FIRST[k].rule; return end; }
        w->from = w->doubt = 0;
    }
    uint32_t end = read_edged(r, i, w, rule);
    if (end) return end;
    w->from = w->doubt = 0;
    return read_base(r, i, w, rule);
}

/* "the deadliest since June 8, 1998": up to that day, which is told for its own sake. */
static bool is_measure(struct bay__reader *r, uint32_t since)
{
    enum { SUPERLATIVE = 3, NEAR = 8 };
    for (uint32_t k = since; k-- > r->begin && since - k <= NEAR;)
        if (tok(r, k)->feats.degree == SUPERLATIVE) return true;
    return false;
}

/* What may follow a day: "Monday morning", "Sunday at 3 p.m.", and for "since" the stretch up to now. */
static uint32_t read_tail(struct bay__reader *r, uint32_t i, uint32_t end, bay_when *w)
{
    uint32_t at;
    bool day = w->precision == BAY_PRECISION_DAY && strcmp(w->type, "DATE") == 0;
    uint32_t from = end + (is(r, end, "early") || is(r, end, "late") ? 1 : 0);
    record *part = day && from < r->end ? bay__word(r, from, BAY_WORD_DAYPART, &at) : NULL;
    if (part && !is(r, from, "overnight")) { bay_when_daypart(w, part->value); end = at; }
    bool since = is(r, i - 1, "since") || (i >= r->begin + 2 && is(r, i - 2, "since"));
    if (since && day && is_measure(r, is(r, i - 1, "since") ? i - 1 : i - 2)) since = false;
    if (since && bay_date_is_set(w->begin) && has_now(r) && bay_date_compare(w->begin, r->now) <= 0) w->end = r->now;
    return end;
}

/* ---- what is kept ---- */

static bay_date anchor_of(struct bay__reader *r, const bay_when *w)
{
    if (w->from == BAY_FROM_PUBLISHED) return r->now;
    if (w->from == BAY_FROM_TOLD) return w->precision == BAY_PRECISION_DAY && has_anchor(r) ? r->anchor : bay_date_is_set(r->told) ? r->told : r->anchor;
    return (bay_date){0};
}

static float confidence_of(const bay_when *w)
{
    static const float by[] = {0.95f, 0.85f, 0.75f};
    float sure = by[w->from <= BAY_FROM_TOLD ? w->from : BAY_FROM_TOLD] - (float)w->doubt / 100;
    return sure < 0.1f ? 0.1f : sure;
}

/* A day told by the way does not take the place of a deed's day told not long before. */
static void move_anchor(struct bay__reader *r, uint32_t i, bay_date day, bool exact, bool told)
{
    enum { LONG_BEFORE = 6, NEWS_DAYS = 14 };
    uint32_t here = tok(r, i)->sent;
    int32_t age = has_now(r) ? bay_date_to_days(r->now) - bay_date_to_days(day) : 0;
    enum bay__place place = !exact || age < 0 ? BAY__ASIDE : bay__place_told(r, i);
    bool aside = place == BAY__ASIDE || (place == BAY__BESIDE && (told || age > NEWS_DAYS));
    if (place != BAY__MAIN && r->anchor_firm && here <= r->anchor_sent + LONG_BEFORE) return;
    r->anchor = day;
    r->anchor_sent = here;
    r->anchor_firm = !aside;
    if (!aside && !bay_date_is_set(r->main)) r->main = day;
}

/* What later expressions are reckoned from, and how much of the text is of other times. */
static void remember(struct bay__reader *r, uint32_t i, const bay_when *w)
{
    bool day = w->precision == BAY_PRECISION_DAY, clause = day && !strcmp(w->type, "DURATION") && bay_date_compare(w->begin, w->end) == 0;
    if (!bay_date_is_set(w->begin) || !strcmp(w->type, "SET") || (!strcmp(w->type, "DURATION") && !clause)) return;
    if (day || !has_anchor(r)) move_anchor(r, i, w->begin, day, w->from == BAY_FROM_TOLD);
    if (clause || is(r, i - 1, "since")) return;
    r->told = day ? w->begin : (bay_date){w->begin.year, w->precision == BAY_PRECISION_YEAR ? 0 : w->begin.month, 0};
    r->told_sent = tok(r, i)->sent;
    r->told_year = w->from == BAY_FROM_WORDS || (w->from == BAY_FROM_TOLD && r->told_year);
    if (!has_now(r)) return;
    int off = w->begin.year - r->now.year;
    bool far = w->from == BAY_FROM_WORDS && (off > 1 || off < -1);
    if (far && r->far < UINT16_MAX) r->far++;
    if (!far && w->from != BAY_FROM_TOLD && r->near < UINT16_MAX) r->near++;
}

static bool push(struct bay__reader *r, uint32_t i, uint32_t end, const bay_when *w, const char *rule)
{
    bay_time *time = bay_doc_push(r->doc, times);
    bay_str value = bay_str_copy(&r->doc->arena, bay_str_from(w->value));
    if (!time || !value.bytes) return false;
    *time = (bay_time){.span = {tok(r, i)->span.begin, tok(r, end - 1)->span.end}, .tok_begin = i, .tok_end = end,
                       .type = bay_str_from(w->type), .value = value, .begin = w->begin, .end = w->end,
                       .precision = w->precision, .from = w->from, .anchor = anchor_of(r, w), .rule = bay_str_from(rule),
                       .confidence = confidence_of(w)};
    remember(r, i, w);
    return true;
}

/* A token that begins no phrase of time and no number needs no reading but the few that begin with "the", "that", "a". */
static bool may_begin(struct bay__reader *r, uint32_t i)
{
    static const char *const openers[] = {"the", "that", "a", "an", "earlier", "later", "then", "ad", "a.d.", NULL};
    const uint64_t kinds = ((uint64_t)1 << BAY_WORD_NUMBER) - 1;
    bay_phrase_match match;
    bay_str norm = tok(r, i)->norm;
    r->at = i, r->tense = 0, r->forced = 0;
    r->known = bay_phrases_match(&r->words->phrases, r->text, i, r->end, kinds | (uint64_t)1 << BAY_WORD_NUMBER | (uint64_t)1 << BAY_WORD_VAGUE, &match);
    if (r->known || !norm.size) return r->known;
    char first = norm.bytes[0];
    return (first >= '0' && first <= '9') || first == '\'' || bay__one_of(r, i, openers) || (norm.size > 5 && memcmp(norm.bytes, "mid-", 4) == 0) ||
           (norm.size >= 2 && (first == 'q' || first == 'f') && norm.bytes[norm.size - 1] >= '0' && norm.bytes[norm.size - 1] <= '9');
}

static bool read_sentence(struct bay__reader *r)
{
    for (uint32_t i = r->begin; i < r->end;) {
        bay_when w = {0};
        const char *rule = "";
        uint32_t end = 0;
        if (!may_begin(r, i)) { i++; continue; }
        if (bay__word(r, i, BAY_WORD_NO_TIME, &end)) { i = end; continue; }
        end = read_one(r, i, &w, &rule);
        if (!end || end <= i || end > r->end) { i++; continue; }
        end = read_tail(r, i, end, &w);
        if (w.from == BAY_FROM_PUBLISHED && w.precision == BAY_PRECISION_MONTH && bay__comes_yearly(r, i, end)) bay__make_yearly(&w);
        if (!push(r, i, end, &w, rule)) return false;
        i = end;
    }
    return true;
}

/* "KABUL, Aug. 2, 2021 -", "(3 March 2020)", a first line of its own: a full date that says when the page was written. */
static uint32_t read_dateline(struct bay__reader *r, uint32_t i, bay_date *day)
{
    bay_when w = {0};
    r->at = i, r->known = true, r->tense = -1;
    uint32_t end = bay__read_digits(r, i, &w);
    if (!end) end = bay__read_weekday(r, i, 0, &w);
    if (!end) end = bay__read_day_month(r, i, &w);
    if (!end) end = bay__read_month(r, i, &w);
    bool full = end && w.precision == BAY_PRECISION_DAY && w.from == BAY_FROM_WORDS && bay_date_is_set(w.begin);
    bool led = i == r->begin || is(r, i - 1, ",") || is(r, i - 1, "(") || is(r, i - 1, ":") || is_hyphen(r, i - 1);
    bool closed = end >= r->end || is_hyphen(r, end) || is(r, end, "\xe2\x80\x94") || is(r, end, ")") || is(r, end, "(") || is(r, end, ":");
    if (!full || !led || !closed) return 0;
    *day = w.begin;
    return end;
}

/* A page that tells no day of its own is anchored by its dateline, and a note says so; without one what is relative stays open. */
static void find_dateline(struct bay__reader *r)
{
    enum { SENTENCES = 3, TOKENS = 16 };
    for (uint32_t s = 0; s < r->doc->sents.count && s < SENTENCES; s++) {
        r->begin = r->doc->sents.items[s].tok_begin, r->end = r->doc->sents.items[s].tok_end;
        for (uint32_t i = r->begin; i < r->end && i < r->begin + TOKENS; i++) {
            uint32_t end = read_dateline(r, i, &r->now);
            if (!end) continue;
            bay_doc_note(r->doc, "times", "day-of-dateline", (bay_span){tok(r, i)->span.begin, tok(r, end - 1)->span.end});
            return;
        }
    }
}

bay_status bay__resolve_times(const bay_lexicon *lexicon, bay_work *work, bay_doc *doc, bay_error *err)
{
    bay_mark mark = bay_arena_mark(&work->scratch);
    bay_phrase_text text;
    BAY_TRY(bay_phrases_read(&lexicon->words->phrases, &work->scratch, doc, &text, err));
    struct bay__reader r = {.words = lexicon->words, .text = &text, .doc = doc, .now = doc->published};
    if (!has_now(&r)) find_dateline(&r);
    if (has_now(&r)) r.now = r.anchor = bay_date_first(r.now);
    bool held = true;
    for (uint32_t s = 0; held && s < doc->sents.count; s++) {
        r.begin = doc->sents.items[s].tok_begin;
        r.end = doc->sents.items[s].tok_end;
        held = read_sentence(&r);
    }
    bay_arena_reset(&work->scratch, mark);
    return held ? BAY_OK : bay_fail_memory(err);
}
