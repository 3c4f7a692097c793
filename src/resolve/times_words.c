#include "resolve/time_reader.h"

/* "thus", "mars": the phrase index takes them for plurals of "Thu", "Mar". */
static bool false_plural(struct bay__reader *r, uint32_t i, enum bay_word_class c)
{
    if ((c != BAY_WORD_MONTH && c != BAY_WORD_WEEKDAY) || i >= r->end) return false;
    bay_str norm = r->doc->toks.items[i].norm;
    if (bay_str_is(norm, "jules") || bay_str_is(norm, "maya") || bay_str_is(norm, "mayas") || bay_str_is(norm, "julies")) return true;
    return norm.size <= 4 && bay_str_ends(norm, BAY_STR("s")) && !bay_str_is(norm, "tues");
}

/* "Sat.", "Sun.", "Wed.": the stop or a word of time before them tells the day from "the Sun" and "they wed". */
static bool false_short_day(struct bay__reader *r, uint32_t i)
{
    static const char *const days[] = {"sun", "mon", "wed", "sat", "sun.", "mon.", "wed.", "sat.", NULL};
    static const char *const before[] = {"last", "next", "this", "on", "every", NULL};
    if (!bay__one_of(r, i, days)) return false;
    bay_str form = bay_doc_form(r->doc, tok(r, i));
    bool stop = bay_str_ends(form, BAY_STR(".")) || is_dot_inside(r, i + 1);
    bool led = bay__one_of(r, i - 1, before) && !is(r, i - 1, "the");
    return form.bytes[0] < 'A' || form.bytes[0] > 'Z' || (!stop && !led);
}

record *bay__word(struct bay__reader *r, uint32_t i, enum bay_word_class c, uint32_t *end)
{
    if (i == r->at && !r->known) return NULL;
    if (false_plural(r, i, c)) return NULL;
    record *found = bay_words_match(r->words, r->text, i, r->end, c, end);
    return found && c == BAY_WORD_WEEKDAY && false_short_day(r, i) ? NULL : found;
}

bool bay__one_of(struct bay__reader *r, uint32_t i, const char *const *list)
{
    for (; *list; list++)
        if (is(r, i, *list)) return true;
    return false;
}

/* Digits only, at most 4 of them; -1 otherwise. */
int bay__plain_number(struct bay__reader *r, uint32_t i)
{
    if (i < r->begin || i >= r->end) return -1;
    bay_str s = tok(r, i)->norm;
    int64_t value;
    return s.size >= 1 && s.size <= 4 && s.bytes[0] != '-' && s.bytes[0] != '+' && bay_str_to_int(s, &value) ? (int)value : -1;
}

int bay__day_number(struct bay__reader *r, uint32_t i)
{
    if (i < r->begin || i >= r->end) return -1;
    bay_str s = tok(r, i)->norm;
    bool ordinal = s.size > 2 && (bay_str_ends(s, BAY_STR("st")) || bay_str_ends(s, BAY_STR("nd")) ||
                                  bay_str_ends(s, BAY_STR("rd")) || bay_str_ends(s, BAY_STR("th")));
    int64_t value;
    if (ordinal) s.size -= 2;
    return s.size <= 2 && s.size && bay_str_to_int(s, &value) && value >= 1 && value <= 31 ? (int)value : -1;
}

/* "19th", "nineteenth", "twenty-first"; 0: none. */
int bay__ordinal(struct bay__reader *r, uint32_t i, uint32_t *end)
{
    int number = bay__day_number(r, i);
    if (number > 0 && tok(r, i)->norm.size > 2) { *end = i + 1; return number; }
    record *word = bay__word(r, i, BAY_WORD_ORDINAL, end);
    return word ? (int)word->number : 0;
}

int bay__year_number(struct bay__reader *r, uint32_t i)
{
    int value = bay__plain_number(r, i);
    return value >= 1000 && value <= 2100 && tok(r, i)->norm.size == 4 ? value : -1;
}

/* "fifteen sixteen", "nineteen eighty-four": a year as it is spoken; the token after it, 0: none. */
uint32_t bay__spoken_year(struct bay__reader *r, uint32_t i, int *year)
{
    uint32_t at, after;
    record *high = i < r->end ? bay__word(r, i, BAY_WORD_NUMBER, &at) : NULL;
    if (!high || high->number < 11 || high->number > 20 || is_hyphen(r, at)) return 0;
    record *low = bay__word(r, at, BAY_WORD_NUMBER, &after);
    if (!low || low->number < 10 || low->number > 90) return 0;
    *year = (int)high->number * 100 + (int)low->number;
    uint32_t next = after + (is_hyphen(r, after) ? 1 : 0), end;
    record *one = low->number >= 20 ? bay__word(r, next, BAY_WORD_NUMBER, &end) : NULL;
    if (!one || one->number < 1 || one->number > 9) return after;
    *year += (int)one->number;
    return end;
}
