#include "resolve/times.h"

#include "resolve/time_reader.h"

/* TIMEX3 after Pustejovsky et al. (TimeML 1.2.1); the defaults for weekdays and bare months after what HeidelTime
 * does for news (Stroetgen and Gertz 2010): the past one, but the future one under "will". */

static uint32_t read_words(const struct bay__reader *r, uint32_t i, bay_when *w)
{
    uint32_t at;
    record *found = bay__word(r, i, BAY_WORD_SET, &at);
    if (found && tok(r, i)->upos != BAY_PROPN) {
        set(w, "SET", "");
        snprintf(w->value, sizeof w->value, "%.*s", BAY_STR_ARG(found->value));
        return at;
    }
    found = bay__word(r, i, BAY_WORD_REFERENCE, &at);
    uint32_t unit;
    double count, upper;
    if (found && (bay__word(r, at, BAY_WORD_UNIT, &unit) || bay__read_count(r, at, &count, &upper))) return 0;   /* "in the past decade" */
    if (!found || (is(r, i, "now") && is(r, at, "that")) || (is(r, i, "once") && tok(r, i)->upos != BAY_ADV)) return 0;
    set(w, "DATE", "");
    snprintf(w->value, sizeof w->value, "%.*s", BAY_STR_ARG(found->value));
    if (is(r, i, "now") && has_now(r)) { w->begin = w->end = r->now; w->precision = BAY_PRECISION_DAY; }
    return at;
}

static uint32_t read_base(struct bay__reader *r, uint32_t i, bay_when *w)
{
    uint32_t end = bay__read_digits(r, i, w);
    if (!end) end = bay__read_fiscal(r, i, w);
    if (!end) end = bay__read_era(r, i, w);
    if (!end) end = bay__read_zoned(r, i, w);
    if (!end) end = bay__read_weekday(r, i, 0, w);
    if (!end) end = bay__read_day_word(r, i, w);
    if (!end) end = bay__read_day_month(r, i, w);
    if (!end) end = bay__read_bare_month(r, i, w);
    if (!end) end = bay__read_shifted(r, i, w);
    if (!end) end = bay__read_part_of_shifted(r, i, w);
    if (!end) end = bay__read_feast(r, i, w);
    if (!end) end = bay__read_century(r, i, w);
    if (!end) end = bay__read_clock(r, i, w);
    if (!end) end = bay__read_counted(r, i, w);
    if (!end) end = bay__read_year(r, i, w);
    if (!end) end = bay__read_season_year(r, i, w);
    if (!end) end = bay__read_daypart(r, i, w);
    if (!end) end = bay__read_period(r, i, w);
    if (!end) end = read_words(r, i, w);
    return end;
}

static enum bay_edge edge_of(record *edge)
{
    return bay_str_is(edge->value, "START") ? BAY_EDGE_START : bay_str_is(edge->value, "MID") ? BAY_EDGE_MID : BAY_EDGE_END;
}

/* "late July", "the end of August", "mid-2014"; hyphens between are passed over. */
static uint32_t read_edged(struct bay__reader *r, uint32_t i, bay_when *w)
{
    uint32_t at;
    record *edge = bay__word(r, i, BAY_WORD_EDGE, &at);
    if (!edge) return 0;
    if (is_hyphen(r, at)) at++;
    uint32_t end = read_base(r, at, w);
    if (!end && is(r, at, "the")) end = read_base(r, at + 1, w);
    uint32_t after;
    record *unit = !end && is(r, at, "the") && at > i + 1 ? bay__word(r, at + 1, BAY_WORD_UNIT, &after) : NULL;
    if (unit && has_now(r)) { bay__unit_moved(r, unit->value, 0, w); end = after; }   /* "the end of the year" */
    if (!end || (strcmp(w->type, "DATE") != 0 && strcmp(w->type, "TIME") != 0)) return 0;
    if (w->precision == BAY_PRECISION_DAY && edge_of(edge) != BAY_EDGE_NONE) return end;
    bay_when_narrow(w, edge_of(edge));
    return end;
}

/* What may follow a day: "Monday morning", "Sunday at 3 p.m.", and for "since" the stretch up to now. */
static uint32_t read_tail(const struct bay__reader *r, uint32_t i, uint32_t end, bay_when *w)
{
    uint32_t at;
    bool day = w->precision == BAY_PRECISION_DAY && strcmp(w->type, "DATE") == 0;
    uint32_t from = end + (is(r, end, "early") || is(r, end, "late") ? 1 : 0);
    record *part = day ? bay__word(r, from, BAY_WORD_DAYPART, &at) : NULL;
    if (part && !is(r, from, "overnight")) { bay_when_daypart(w, part->value); end = at; }
    bool since = is(r, i - 1, "since") || (i >= r->begin + 2 && is(r, i - 2, "since"));
    if (since && bay_date_is_set(w->begin) && has_now(r) && bay_date_compare(w->begin, r->now) <= 0) w->end = r->now;
    return end;
}

static bool push(struct bay__reader *r, uint32_t i, uint32_t end, const bay_when *w)
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
        for (uint32_t k = i; k < end; k++) r->told_year = r->told_year || bay__year_number(r, k) > 0;
    }
    if (day) r->anchor = w->begin;
    else if (!has_anchor(r) && bay_date_is_set(w->begin) && w->precision > BAY_PRECISION_DAY) r->anchor = w->begin;
    return true;
}

static bool read_sentence(struct bay__reader *r)
{
    for (uint32_t i = r->begin; i < r->end;) {
        bay_when w = {0};
        r->future = has_now(r) && r->doc->sents.items[tok(r, i)->sent].parsed && bay__in_future(r->doc, i);
        uint32_t end = bay__read_part_of_shifted(r, i, &w);
        if (!end) end = bay__read_from_anchor(r, i, &w);
        if (!end) end = bay__read_weekday_before(r, i, &w);
        if (!end) end = bay__read_steps(r, i, &w);
        if (!end) end = bay__read_weekend(r, i, &w);
        if (!end) end = bay__read_hour(r, i, &w);
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
    struct bay__reader r = {.words = lexicon->words, .text = &text, .doc = doc, .now = doc->published};
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
