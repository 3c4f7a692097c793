#include "resolve/time_reader.h"

/* "thus", "mars": the phrase index takes them for plurals of "Thu", "Mar". */
static bool false_plural(const struct bay__reader *r, uint32_t i, enum bay_word_class c)
{
    if ((c != BAY_WORD_MONTH && c != BAY_WORD_WEEKDAY) || i >= r->end) return false;
    bay_str norm = r->doc->toks.items[i].norm;
    if (bay_str_is(norm, "jules") || bay_str_is(norm, "maya") || bay_str_is(norm, "mayas") || bay_str_is(norm, "julies")) return true;
    return norm.size <= 4 && bay_str_ends(norm, BAY_STR("s")) && !bay_str_is(norm, "tues");
}

record *bay__word(const struct bay__reader *r, uint32_t i, enum bay_word_class c, uint32_t *end)
{
    return false_plural(r, i, c) ? NULL : bay_words_match(r->words, r->text, i, r->end, c, end);
}

bool bay__one_of(const struct bay__reader *r, uint32_t i, const char *const *list)
{
    for (; *list; list++)
        if (is(r, i, *list)) return true;
    return false;
}

/* Digits only, at most 4 of them; -1 otherwise. */
int bay__plain_number(const struct bay__reader *r, uint32_t i)
{
    if (i < r->begin || i >= r->end) return -1;
    bay_str s = tok(r, i)->norm;
    int64_t value;
    return s.size >= 1 && s.size <= 4 && s.bytes[0] != '-' && s.bytes[0] != '+' && bay_str_to_int(s, &value) ? (int)value : -1;
}

int bay__day_number(const struct bay__reader *r, uint32_t i)
{
    if (i < r->begin || i >= r->end) return -1;
    bay_str s = tok(r, i)->norm;
    bool ordinal = s.size > 2 && (bay_str_ends(s, BAY_STR("st")) || bay_str_ends(s, BAY_STR("nd")) ||
                                  bay_str_ends(s, BAY_STR("rd")) || bay_str_ends(s, BAY_STR("th")));
    int64_t value;
    if (ordinal) s.size -= 2;
    return s.size <= 2 && s.size && bay_str_to_int(s, &value) && value >= 1 && value <= 31 ? (int)value : -1;
}

int bay__year_number(const struct bay__reader *r, uint32_t i)
{
    int value = bay__plain_number(r, i);
    return value >= 1000 && value <= 2100 && tok(r, i)->norm.size == 4 ? value : -1;
}
