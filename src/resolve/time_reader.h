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
    bay_date told;         /* the last date of any precision, for "that year" */
    uint32_t told_sent;    /* its sentence */
    bool told_year;        /* its year stood in the text */
    uint32_t begin, end;   /* of the sentence */
    bool future;           /* of the token now read */
};

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

static inline void set(bay_when *w, const char *type, const char *value)
{
    *w = (bay_when){.type = type};
    snprintf(w->value, sizeof w->value, "%s", value);
}

/* times_words.c */
record *bay__word(const struct bay__reader *r, uint32_t i, enum bay_word_class c, uint32_t *end);
bool bay__one_of(const struct bay__reader *r, uint32_t i, const char *const *list);
int bay__plain_number(const struct bay__reader *r, uint32_t i);
int bay__day_number(const struct bay__reader *r, uint32_t i);
int bay__year_number(const struct bay__reader *r, uint32_t i);
/* times_tense.c */
bool bay__in_future(const bay_doc *doc, uint32_t i);
/* times_days.c */
int bay__year_of(const struct bay__reader *r, int month, int day);
bool bay__month_day(const struct bay__reader *r, int year, int month, int day, bay_when *w);
int bay__trailing_year(const struct bay__reader *r, uint32_t *at);
uint32_t bay__read_month(const struct bay__reader *r, uint32_t i, bay_when *w);
uint32_t bay__read_day_month(const struct bay__reader *r, uint32_t i, bay_when *w);
uint32_t bay__read_bare_month(const struct bay__reader *r, uint32_t i, bay_when *w);
uint32_t bay__read_weekday(const struct bay__reader *r, uint32_t i, int shift, bay_when *w);
uint32_t bay__read_day_word(const struct bay__reader *r, uint32_t i, bay_when *w);
uint32_t bay__read_daypart(const struct bay__reader *r, uint32_t i, bay_when *w);
uint32_t bay__read_digits(const struct bay__reader *r, uint32_t i, bay_when *w);
/* times_units.c */
void bay__unit_moved(const struct bay__reader *r, bay_str unit, int by, bay_when *w);
void bay__duration(double count, double upper, bay_str unit, bay_when *w);
uint32_t bay__read_count(const struct bay__reader *r, uint32_t i, double *count, double *upper);
uint32_t bay__read_counted(const struct bay__reader *r, uint32_t i, bay_when *w);
uint32_t bay__read_shifted(struct bay__reader *r, uint32_t i, bay_when *w);
uint32_t bay__read_part_of_shifted(struct bay__reader *r, uint32_t i, bay_when *w);
uint32_t bay__read_weekend(const struct bay__reader *r, uint32_t i, bay_when *w);
/* times_years.c */
uint32_t bay__read_year(const struct bay__reader *r, uint32_t i, bay_when *w);
uint32_t bay__read_century(const struct bay__reader *r, uint32_t i, bay_when *w);
uint32_t bay__read_season_year(const struct bay__reader *r, uint32_t i, bay_when *w);
uint32_t bay__read_feast(const struct bay__reader *r, uint32_t i, bay_when *w);
uint32_t bay__read_period(const struct bay__reader *r, uint32_t i, bay_when *w);
/* times_eras.c */
uint32_t bay__read_fiscal(const struct bay__reader *r, uint32_t i, bay_when *w);
uint32_t bay__read_era(const struct bay__reader *r, uint32_t i, bay_when *w);
/* times_clocks.c */
uint32_t bay__read_zoned(const struct bay__reader *r, uint32_t i, bay_when *w);
uint32_t bay__read_clock(const struct bay__reader *r, uint32_t i, bay_when *w);
uint32_t bay__read_hour(const struct bay__reader *r, uint32_t i, bay_when *w);
/* times_told.c */
uint32_t bay__read_from_anchor(struct bay__reader *r, uint32_t i, bay_when *w);
uint32_t bay__read_weekday_before(const struct bay__reader *r, uint32_t i, bay_when *w);
uint32_t bay__read_steps(struct bay__reader *r, uint32_t i, bay_when *w);

#endif
