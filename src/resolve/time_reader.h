/* resolve/time_reader.h - what the files times*.c share: one sentence at a time, readers that try one kind of expression each.
 *
 *   times.c          the order in which the readers are tried; what is kept of an expression
 *   times_words.c    words and numbers at a token
 *   times_tense.c    whether a token is told of as ahead or behind
 *   times_days.c     days and months: "August 15", "Sunday", "yesterday", "the morning of 2 May"
 *   times_units.c    counts of units: "three days ago", "last month", "the past decade"
 *   times_years.c    years, decades, centuries, seasons, feasts, named stretches
 *   times_eras.c     fiscal years, Hijri and Persian dates
 *   times_clocks.c   clocks and zones
 *   times_today.c    whether "today" is the day or these days
 *   times_yearly.c   what comes back every year: "in the summer", "from July to September"
 *   times_told.c     from the day told of last: "that day", "two days later"
 *
 * A reader looks at token i and returns the token after what it read, with the value in *w; 0: nothing of its kind is there.
 * Only times*.c include this.
 */
#ifndef BAY_RESOLVE_TIME_READER_H
#define BAY_RESOLVE_TIME_READER_H

#include <stdio.h>

#include "doc/doc.h"
#include "lexicon/words.h"
#include "resolve/calendar.h"

struct bay__reader {
    const bay_word_index *words;
    const bay_phrase_text *text;
    bay_doc *doc;
    bay_date now;
    bay_date anchor;       /* the day told of last: "the next day" is the one after it */
    bay_date main;         /* the first day told of a deed: that of "the attack" */
    uint32_t anchor_sent;  /* the sentence of anchor */
    bool anchor_firm;      /* anchor is the day of a deed, not of its telling */
    bay_date told;         /* the last date of any precision, for "that year" */
    uint32_t told_sent;    /* its sentence */
    bool told_year;        /* its year stood in the text */
    bool early;            /* the text tells of years below 1000 */
    uint16_t far, near;    /* years in full more than a year off, days told from publication: a story of other times has many of the first */
    uint32_t begin, end;   /* of the sentence */
    uint32_t at;           /* the token now read */
    bool known;            /* a phrase of the dictionary begins there */
    int8_t tense;          /* of that token: 0 not asked yet, 1 ahead, -1 not */
    uint8_t manner;        /* of the text, asked once: BAY__SPEAKS .. */
    int8_t forced;         /* -1, 1: "last" or "next" says it */
};

/* Where in a sentence a day is told: of its deed, in a relative clause, by the way. */
enum bay__place { BAY__MAIN, BAY__BESIDE, BAY__ASIDE };
enum { BAY__ASKED = 1, BAY__SPEAKS = 2, BAY__COUNTS_DAYS = 4 };

typedef const bay_word_record record;

static inline const bay_tok *tok(const struct bay__reader *r, uint32_t i) { return &r->doc->toks.items[i]; }

static inline bool is(const struct bay__reader *r, uint32_t i, const char *norm)
{
    return i >= r->begin && i < r->end && bay_str_is(tok(r, i)->norm, norm);
}

static inline bool is_hyphen(const struct bay__reader *r, uint32_t i) { return is(r, i, "-") || is(r, i, "--") || is(r, i, "\xe2\x80\x93"); }

/* The full stop of "Aug. 15" where the tokenizer parted it; not that of the sentence. */
static inline bool is_dot_inside(const struct bay__reader *r, uint32_t i) { return is(r, i, ".") && i + 1 < r->end; }

static inline bool has_now(const struct bay__reader *r) { return bay_date_is_set(r->now); }
static inline bool has_anchor(const struct bay__reader *r) { return bay_date_is_set(r->anchor); }

/* The value is reckoned from the day of publication, or from a day told before. */
static inline void from_now(bay_when *w) { w->from = BAY_FROM_PUBLISHED; }
static inline void from_told(bay_when *w) { w->from = BAY_FROM_TOLD; }

static inline void set(bay_when *w, const char *type, const char *value)
{
    *w = (bay_when){.type = type};
    snprintf(w->value, sizeof w->value, "%s", value);
}

/* times_words.c */
record *bay__word(struct bay__reader *r, uint32_t i, enum bay_word_class c, uint32_t *end);
bool bay__one_of(struct bay__reader *r, uint32_t i, const char *const *list);
int bay__plain_number(struct bay__reader *r, uint32_t i);
int bay__day_number(struct bay__reader *r, uint32_t i);
int bay__year_number(struct bay__reader *r, uint32_t i);
int bay__ordinal(struct bay__reader *r, uint32_t i, uint32_t *end);
uint32_t bay__spoken_year(struct bay__reader *r, uint32_t i, int *year);
/* times_tense.c */
bool bay__ahead(struct bay__reader *r);
bool bay__behind(struct bay__reader *r);
enum bay__place bay__place_told(struct bay__reader *r, uint32_t i);
/* times_days.c */
int bay__year_of(struct bay__reader *r, int month, int day);
int bay__trailing_year(struct bay__reader *r, uint32_t *at);
uint32_t bay__read_month(struct bay__reader *r, uint32_t i, bay_when *w);
uint32_t bay__read_day_month(struct bay__reader *r, uint32_t i, bay_when *w);
uint32_t bay__read_day_of_month(struct bay__reader *r, uint32_t i, bay_when *w);
uint32_t bay__read_bare_month(struct bay__reader *r, uint32_t i, bay_when *w);
uint32_t bay__read_weekday(struct bay__reader *r, uint32_t i, int shift, bay_when *w);
uint32_t bay__read_day_word(struct bay__reader *r, uint32_t i, bay_when *w);
uint32_t bay__read_daypart(struct bay__reader *r, uint32_t i, bay_when *w);
uint32_t bay__read_digits(struct bay__reader *r, uint32_t i, bay_when *w);
/* times_units.c */
void bay__unit_moved(struct bay__reader *r, bay_str unit, int by, bay_when *w);
void bay__duration(double count, double upper, bay_str unit, bay_when *w);
uint32_t bay__read_count(struct bay__reader *r, uint32_t i, double *count, double *upper);
uint32_t bay__read_counted(struct bay__reader *r, uint32_t i, bay_when *w);
uint32_t bay__read_shifted(struct bay__reader *r, uint32_t i, bay_when *w);
uint32_t bay__read_part_of_shifted(struct bay__reader *r, uint32_t i, bay_when *w);
uint32_t bay__read_weekend(struct bay__reader *r, uint32_t i, bay_when *w);
/* times_years.c */
uint32_t bay__read_year(struct bay__reader *r, uint32_t i, bay_when *w);
uint32_t bay__read_century(struct bay__reader *r, uint32_t i, bay_when *w);
uint32_t bay__read_season_year(struct bay__reader *r, uint32_t i, bay_when *w);
bool bay__feast_meant(struct bay__reader *r, bay_str rule, bay_when *w);
uint32_t bay__read_feast(struct bay__reader *r, uint32_t i, bay_when *w);
uint32_t bay__read_part_of_year(struct bay__reader *r, uint32_t i, bay_when *w);
uint32_t bay__read_period(struct bay__reader *r, uint32_t i, bay_when *w);
/* times_eras.c */
uint32_t bay__read_fiscal(struct bay__reader *r, uint32_t i, bay_when *w);
uint32_t bay__read_era(struct bay__reader *r, uint32_t i, bay_when *w);
/* times_clocks.c */
uint32_t bay__read_zoned(struct bay__reader *r, uint32_t i, bay_when *w);
uint32_t bay__read_clock(struct bay__reader *r, uint32_t i, bay_when *w);
uint32_t bay__read_hour(struct bay__reader *r, uint32_t i, bay_when *w);
/* times_today.c */
bool bay__is_nowadays(struct bay__reader *r, uint32_t i);
/* times_yearly.c */
bool bay__comes_yearly(struct bay__reader *r, uint32_t i, uint32_t end);
uint32_t bay__read_yearly_season(struct bay__reader *r, uint32_t i, bay_when *w);
void bay__make_yearly(bay_when *w);
/* times_told.c */
uint32_t bay__read_from_anchor(struct bay__reader *r, uint32_t i, bay_when *w);
uint32_t bay__read_weekday_before(struct bay__reader *r, uint32_t i, bay_when *w);
uint32_t bay__read_then(struct bay__reader *r, uint32_t i, bay_when *w);
uint32_t bay__read_steps(struct bay__reader *r, uint32_t i, bay_when *w);

#endif
