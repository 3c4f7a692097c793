/* lexicon/words.h - the words of time and number: months, units, "at least", "dozens", "wounded".
 *
 *   reads   tables time/words and quantities/words (phrase, class, value), quantities/currencies
 *   writes  one record for each row, and a phrase index whose entries' kind is the class; a currency's value is its code, or the
 *           name that several share ("rupee")
 *
 *     bay_words_match(words, &text, i, end, BAY_WORD_MONTH, &m, &record) && record->number == 8   // "Aug."
 */
#ifndef BAY_LEXICON_WORDS_H
#define BAY_LEXICON_WORDS_H

#include "lexicon/lexicon.h"
#include "lexicon/phrases.h"

enum bay_word_class {
    /* time */
    BAY_WORD_WEEKDAY,   /* 0 Sunday .. 6 Saturday                                   */
    BAY_WORD_MONTH,     /* 1 .. 12                                                  */
    BAY_WORD_UNIT,      /* S M(inute: TM) H(TH) D W MO Q Y DE CE                    */
    BAY_WORD_DAYPART,   /* MO MI AF EV NI                                           */
    BAY_WORD_SEASON,    /* SP SU FA WI                                              */
    BAY_WORD_DAY,       /* days from the day of publication: today 0, yesterday -1  */
    BAY_WORD_EDGE,      /* START MID END                                            */
    BAY_WORD_SHIFT,     /* last -1, this 0, next 1, past -2 (a stretch up to now)   */
    BAY_WORD_FEAST,     /* a rule of resolve/feasts.h: MM-DD, easter+0              */
    BAY_WORD_REFERENCE, /* PRESENT_REF PAST_REF FUTURE_REF                          */
    BAY_WORD_SET,       /* TIMEX3 value of "daily", "annually"                      */
    BAY_WORD_PERIOD,    /* FROM/TO of a named stretch: World War II                 */
    BAY_WORD_HIJRI_MONTH,   /* 1 Muharram .. 12 Dhu al-Hijjah                       */
    BAY_WORD_PERSIAN_MONTH, /* 1 Farvardin (Hamal) .. 12 Esfand (Hut)               */
    BAY_WORD_ERA,       /* HIJRI PERSIAN: "AH", "Persian year"                      */
    BAY_WORD_FISCAL,    /* BEFORE or EITHER side of its year: "fiscal year"         */
    BAY_WORD_ZONE,      /* Z, +03:00, LOCAL; several with |: told by the country    */
    BAY_WORD_ORDINAL,   /* first 1 .. thirty-first 31                               */
    BAY_WORD_DECADE,    /* sixties 1960                                             */
    BAY_WORD_NO_TIME,   /* "Saturday Night Live", "Black Friday": no days           */
    /* quantity */
    BAY_WORD_NUMBER,    /* one 1 .. ninety 90                                       */
    BAY_WORD_SCALE,     /* hundred 100, thousand, million, dozen 12, score 20       */
    BAY_WORD_VAGUE,     /* min..max: "several" 3..9, "dozens" 24..99                */
    BAY_WORD_BOUND,     /* min min> max max< about                                  */
    BAY_WORD_CURRENCY,  /* ISO 4217                                                 */
    BAY_WORD_KIND_VERB, /* kill: what its object counts                             */
    BAY_WORD_KIND_NOUN, /* deaths, casualties, attacks: the counted noun itself     */
    BAY_WORD_KIND_STATE,/* dead, wounded, missing                                   */
    BAY_WORD_PEOPLE,    /* nouns that stand for persons: the count's unit is people */
    BAY_WORD_FRACTION,  /* third 0.3333: "a third of"                               */
    BAY_WORD_MULTIPLE,  /* doubled 2, fivefold 5                                    */
    BAY_WORD_SUM,       /* toll, number, total; value: its kind, if it has one      */
    BAY_WORD_EXTENT,    /* percent change reach tell part beside new total rate:day */
    BAY_WORD_CLASS_COUNT
};

typedef struct bay_word_record {
    uint8_t word_class;
    bay_str phrase, value;
    double number, upper;    /* of value: "3..9" is 3 and 9; a single number is both; 0 where it is no number */
} bay_word_record;

/* One row of quantities/currencies; its lists as written, parted by '|'. */
typedef struct bay_currency {
    bay_str code;            /* ISO 4217                                              */
    bay_str shared;          /* names that several currencies have: "rupee", "Rs"     */
    bay_str signs;           /* what may stand before a number: "$", "US$", "PKR"     */
    bay_str countries;       /* ISO 3166-1: where its shared names mean it            */
} bay_currency;

typedef struct bay_word_index {
    bay_phrases phrases;
    BAY_ARRAY(bay_word_record) records;
    BAY_ARRAY(bay_currency) currencies;
} bay_word_index;

BAY_MUST_CHECK bay_status bay__words_build(bay_lexicon *lexicon, bay_error *err);
/* The record of the longest phrase of that class at tok, its end in *end; NULL: none. */
const bay_word_record *bay_words_match(const bay_word_index *index, const bay_phrase_text *text, uint32_t tok,
                                       uint32_t limit, enum bay_word_class word_class, uint32_t *end);
/* The name of the currency whose sign this is ("$": USD, "rs.": rs, shared); empty: no sign. */
bay_str bay_words_sign(const bay_word_index *index, bay_str norm);
/* A code as it is; of a shared name the code where only one has it, else empty. */
bay_str bay_words_currency_only(const bay_word_index *index, bay_str name);
/* Of a shared name the code in that country; empty: it has none of that name. */
bay_str bay_words_currency_in(const bay_word_index *index, bay_str name, bay_str country);
/* The same, elsewhere the first row's. */
bay_str bay_words_currency(const bay_word_index *index, bay_str name, bay_str country);

#endif
