/* Numbers in words and digits: "nine", "two and a half million", "1 crore 20 lakh", "40-odd", "between 10 and 15", "a third of",
 * "US$1.2bn", "3,000-strong". */
#include "lexicon/actors.h"
#include "resolve/counting.h"

typedef const bay_word_record record;

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

static bool has_digit(bay_str s)
{
    for (uint32_t i = 0; i < s.size; i++)
        if (is_digit(s.bytes[i])) return true;
    return false;
}

static bool is_dash(const bay__counting *r, uint32_t i) { return bay__is(r, i, "-") || bay__is(r, i, "–") || bay__is(r, i, "—"); }

/* A number can begin at i: a word that the dictionary knows, a digit, a sign. */
static bool may_begin(const bay__counting *r, uint32_t i)
{
    bay_str norm = bay__tok(r, i)->norm;
    if (has_digit(norm) || bay__is(r, i, "between") || bay__is(r, i + 1, "$") || (i + 1 < r->end && has_digit(bay__tok(r, i + 1)->norm)) || (norm.size && ((unsigned char)norm.bytes[0] & 0x80)) || memchr(norm.bytes, '$', norm.size)) return true;
    uint32_t at = r->text->begin[i];
    const bay_phrase_word *w = at == r->text->begin[i + 1] ? NULL : &r->text->words[at];
    if (!w || !norm.size || !(w->form || w->lemma || w->stem)) return false;
    bay_phrase_match match;
    const uint64_t one = 1;
    uint64_t first = one << BAY_WORD_NUMBER | one << BAY_WORD_VAGUE | one << BAY_WORD_BOUND | one << BAY_WORD_MULTIPLE;
    uint64_t second = one << BAY_WORD_SCALE | one << BAY_WORD_FRACTION | one << BAY_WORD_NUMBER;
    bool article = norm.bytes[0] == 'a' && norm.size <= 2;   /* "a hundred", "a third", "a half" */
    if (bay_phrases_match(&r->words->phrases, r->text, i, r->end, first, &match)) return true;
    return article && i + 1 < r->end && bay_phrases_match(&r->words->phrases, r->text, i + 1, r->end, second, &match);
}

/* ---- one number ---- */

/* "1,660", "3.5", "15m": digits with commas between groups, an optional point and a scale letter. */
static bool read_digits(bay_str s, double *out)
{
    char digits[24];
    uint32_t n = 0, i = 0;
    double scale = 1;
    if (s.size > 2 && bay_str_ends(s, BAY_STR("bn"))) { scale = 1e9; s.size -= 2; }
    else if (s.size > 1 && s.bytes[s.size - 1] == 'm') { scale = 1e6; s.size--; }
    else if (s.size > 1 && s.bytes[s.size - 1] == 'k') { scale = 1e3; s.size--; }
    for (; i < s.size && n + 1 < sizeof digits; i++) {
        char c = s.bytes[i];
        if (c == ',' && i > 0 && i + 2 < s.size) continue;
        if (!(is_digit(c) || (c == '.' && i > 0 && i + 1 < s.size))) return false;
        digits[n++] = c;
    }
    if (n == 0 || i < s.size || digits[0] == '.') return false;
    if (!bay_str_to_double((bay_str){digits, n}, out)) return false;
    *out *= scale;
    return true;
}

/* "€390" in one token: what stands before the digits. */
static bay_str sign_glued(bay_str norm)
{
    uint32_t i = 0;
    while (i < norm.size && !is_digit(norm.bytes[i])) i++;
    if (i == norm.size) i = 0;
    return bay_str_slice(norm, 0, i);
}

/* "a hundred", "half a million", "a quarter of a million", "three quarters of a million": what the next scale word multiplies. */
static uint32_t read_factor(const bay__counting *r, uint32_t i, double *value)
{
    uint32_t at = i, end;
    bool half = bay__is(r, i, "half") || (bay__is(r, i, "a") && bay__is(r, i + 1, "half"));
    record *part = NULL, *times = NULL;
    *value = half ? 0.5 : 1;
    if (half) {
        at += bay__is(r, i, "half") ? 1 : 2;
    } else {
        times = bay__word(r, i, BAY_WORD_NUMBER, &end);
        if (!times && !bay__is(r, i, "a") && !bay__is(r, i, "an")) return 0;
        at = times ? end : i + 1;
        if (is_dash(r, at)) at++;
        part = bay__word(r, at, BAY_WORD_FRACTION, &end);
        if (part && (!bay__is(r, end, "of") || (!bay__is(r, end + 1, "a") && !bay__is(r, end + 1, "one")))) return 0;
        if (part) { *value = (times ? times->number : 1) * part->number; at = end + 1; }
        if (times && !part) return 0;
    }
    if (bay__is(r, at, "a") || bay__is(r, at, "an") || (part && bay__is(r, at, "one"))) at++;
    record *scale = bay__word(r, at, BAY_WORD_SCALE, &end);
    bool good = scale && bay__tok(r, at)->feats.number != BAY_NUMBER_PLUR && (scale->number != 20 || bay__is(r, end, "of"));
    return good && !r->taken[at] ? at : 0;
}

/* "200-odd", "100-plus" in one token. */
static bay_str suffix_of(bay_str norm)
{
    static const char *const suffixes[] = {"-odd", "-plus", "-some", "+"};
    for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++)
        if (norm.size > strlen(suffixes[i]) && bay_str_ends(norm, bay_str_from(suffixes[i]))) return bay_str_from(suffixes[i]);
    return BAY_STR("");
}

/* "nine", "twenty-five", "145"; no scale. */
static uint32_t read_small(const bay__counting *r, uint32_t i, double *value, bool *in_words)
{
    uint32_t at = i + 1, next;
    if (i >= r->end || r->taken[i]) return 0;
    record *number = bay__word(r, i, BAY_WORD_NUMBER, &at);
    *in_words = number != NULL;
    if (!number) {
        bay_str norm = bay__tok(r, i)->norm;
        uint32_t sign = norm.size && !is_digit(norm.bytes[0]) ? sign_glued(norm).size : 0;
        if (sign && !bay_words_sign(r->words, sign_glued(norm)).size) return 0;   /* "G7" */
        return read_digits(bay_str_slice(norm, sign, norm.size - suffix_of(norm).size), value) ? at : 0;
    }
    *value = number->number;
    if (number->number < 20) return at;
    uint32_t unit_at = at + (is_dash(r, at) ? 1 : 0);
    record *unit = bay__word(r, unit_at, BAY_WORD_NUMBER, &next);
    if (unit && unit->number < 10 && unit->number >= 1) { *value += unit->number; at = next; }
    return at;
}

/* "and a half", "-and-a-half", "and a quarter" after a number or a scale word. */
static uint32_t read_and_a_half(const bay__counting *r, uint32_t at, double unit, double *value)
{
    uint32_t i = at + (is_dash(r, at) ? 1 : 0), end;
    if (!bay__is(r, i, "and")) return at;
    i += is_dash(r, i + 1) ? 2 : 1;
    if (!bay__is(r, i, "a")) return at;
    i += is_dash(r, i + 1) ? 2 : 1;
    record *part = bay__is(r, i, "half") ? NULL : bay__word(r, i, BAY_WORD_FRACTION, &end);
    if (!part && !bay__is(r, i, "half")) return at;
    *value += unit * (part ? part->number : 0.5);
    return i + 1;
}

static record *scale_at(const bay__counting *r, uint32_t at, bool in_words, uint32_t *end)
{
    record *scale = at < r->end && !r->taken[at] ? bay__word(r, at, BAY_WORD_SCALE, end) : NULL;
    bool plural = scale && bay__tok(r, at)->feats.number == BAY_NUMBER_PLUR && bay_str_ends(bay__tok(r, at)->norm, BAY_STR("s"));
    return plural && (in_words || scale->number < 1e5) ? NULL : scale;   /* "5 lakhs", "2 millions"; not "two hundreds" */
}

/* "145", "nine", "three hundred and fifty thousand", "two dozen", "1 crore 20 lakh". Returns its end, 0 when there is none. */
static uint32_t read_one(const bay__counting *r, uint32_t i, double *value)
{
    enum { PARTS_MAX = 8 };
    bool in_words = true, any = false;
    double total = 0, now = 0, last = 1e18, rest;
    uint32_t end, at = i < r->end && !r->taken[i] ? read_factor(r, i, &now) : 0;
    if (!at) at = read_small(r, i, &now, &in_words);
    if (!at) return 0;
    at = read_and_a_half(r, at, 1, &now);
    for (int n = 0; n < PARTS_MAX; n++) {
        record *scale = scale_at(r, at, in_words, &end);
        if (scale && scale->number < last) {
            any = true;
            at = end;
            if (scale->number == 100) now *= 100;
            else { total += now * scale->number; now = 0; last = scale->number; }
            at = read_and_a_half(r, at, scale->number, &total);
            continue;
        }
        if (!any) break;
        bool joined = bay__is(r, at, "and"), small_words, indian = last == 1e5 || last == 1e7;
        uint32_t next = read_small(r, at + joined, &rest, &small_words);
        record *scaled = next ? scale_at(r, next, small_words, &end) : NULL;
        bool fits = next && small_words == in_words && rest > 0 && (now >= 100 ? rest < 100 : now == 0 && rest < last && (joined || scaled || indian));
        if (!fits || (joined && !in_words) || (joined && now == 0 && !scaled && rest >= 100)) break;
        now += rest;
        at = next;
    }
    *value = total + now;
    return at;
}

/* ---- bounds ---- */

struct bound { bool min, max, about, any; };

static void add_bound(struct bound *b, bay_str value)
{
    b->any = true;
    if (bay_str_starts(value, BAY_STR("min"))) b->min = true;
    else if (bay_str_starts(value, BAY_STR("max"))) b->max = true;
    else if (bay_str_is(value, "about")) b->about = true;
}

static uint32_t read_bounds(const bay__counting *r, uint32_t i, struct bound *b)
{
    uint32_t end;
    for (int n = 0; n < 3; n++) {
        record *bound = bay__word(r, i, BAY_WORD_BOUND, &end);
        if (!bound || bay_str_starts(bound->value, BAY_STR("after:"))) return i;
        add_bound(b, bound->value);
        i = end;
    }
    return i;
}

/* "40-odd", "30-some", "200-plus", "100+", "fifteen or so", "50 or more". */
static uint32_t read_bound_after(const bay__counting *r, uint32_t at, struct bound *b)
{
    uint32_t end, i = at + (is_dash(r, at) ? 1 : 0);
    bay_str suffix = at > r->begin ? suffix_of(bay__tok(r, at - 1)->norm) : BAY_STR("");
    if (suffix.size) { *(suffix.bytes[suffix.size - 1] == 's' || suffix.bytes[0] == '+' ? &b->min : &b->about) = true; return at; }
    if (bay__is(r, at, "+")) { b->min = true; return at + 1; }
    record *bound = i < r->end ? bay__word(r, i, BAY_WORD_BOUND, &end) : NULL;
    bool some = bound && i > at && bay__is(r, i, "some");
    if (!some && (!bound || !bay_str_starts(bound->value, BAY_STR("after:")))) return at;
    add_bound(b, some ? BAY_STR("about") : bay_str_slice(bound->value, 6, bound->value.size));
    return end;
}

static bool is_change(const bay__counting *r, uint32_t i)
{
    uint32_t end;
    record *extent = bay__word(r, i, BAY_WORD_EXTENT, &end);
    return extent && bay_str_is(extent->value, "change");
}

/* "rose from 12 to 15": two numbers, no range. */
static bool is_change_between(const bay__counting *r, uint32_t begin)
{
    enum { BACK_MAX = 4 };
    if (begin <= r->begin || !bay__is(r, begin - 1, "from")) return false;
    for (uint32_t i = begin - 1; i > r->begin && begin - i < BACK_MAX; i--)
        if (is_change(r, i - 1)) return true;
    return false;
}

static bay_str sign_before(bay__counting *r, uint32_t i);

/* "40 to 50", "40-50", after "between" also "40 and 50", "$3bn to $5bn", "two to three million". */
static uint32_t read_range(bay__counting *r, uint32_t at, bool between, bay__number *n)
{
    bool joins = bay__is(r, at, "to") || is_dash(r, at) || (between && bay__is(r, at, "and")) || (bay__is(r, at, "or") && n->max < 100);
    double upper, plain;
    if (!joins || at + 1 >= r->end || is_change_between(r, n->begin)) return at;
    uint32_t from = at + 1 + (n->kind && sign_before(r, at + 1).size ? 1 : 0);
    uint32_t end = read_one(r, from, &upper);
    bool words;
    if (!end || upper <= n->max) return at;
    bool bare = n->max < 1000 && upper >= 1000 && read_small(r, from, &plain, &words) && plain > n->max && plain < 1000;
    if (bare) n->min *= upper / plain;   /* "two to three million" */
    n->max = upper;
    return end;
}

static void apply(bay__number *n, const struct bound *b)
{
    n->approximate = b->about || n->vague;
    if (b->min) n->max = -1;
    if (b->max) n->min = 0;
}

/* ---- units ---- */

/* How often the article's places are of each country; read when a currency first asks. */
static void read_countries(bay__counting *r)
{
    for (uint32_t i = 0; i < r->doc->places.count; i++) {
        bay_str country = r->doc->places.items[i].country;
        uint32_t k = 0;
        while (k < r->country_count && !bay_str_eq(r->countries[k].code, country)) k++;
        if (!country.size || k == BAY__COUNTRIES_MAX) continue;
        if (k == r->country_count) r->countries[r->country_count++] = (bay__country_votes){country, 0};
        r->countries[k].votes++;
    }
    r->countries_read = true;
}

/* Places near by count four times. */
static uint32_t votes_near(const bay__counting *r, uint32_t tok, bay_str country)
{
    enum { NEAR = 60 };
    uint32_t low = 0, high = r->doc->places.count, votes = 0, from = tok > NEAR ? tok - NEAR : 0;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (r->doc->places.items[middle].tok < from) low = middle + 1;
        else high = middle;
    }
    for (; low < r->doc->places.count && r->doc->places.items[low].tok < tok + NEAR; low++) votes += bay_str_eq(r->doc->places.items[low].country, country) ? 3 : 0;
    return votes;
}

/* Of the currencies of that name the one whose country has most places in the article. */
static bay_str currency_of_places(bay__counting *r, uint32_t tok, bay_str name)
{
    bay_str best = BAY_STR("");
    uint32_t most = 0;
    if (!r->countries_read) read_countries(r);
    for (uint32_t k = 0; k < r->country_count; k++) {
        bay_str code = bay_words_currency_in(r->words, name, r->countries[k].code);
        uint32_t votes = code.size ? r->countries[k].votes + votes_near(r, tok, r->countries[k].code) : 0;
        if (votes > most) most = votes, best = code;
    }
    return best;
}

/* The ISO code of a currency, or of the one that the story's country calls so ("rupees"). */
static bay_str currency_code(bay__counting *r, uint32_t tok, bay_str name)
{
    bay_str only = bay_words_currency_only(r->words, name);
    if (only.size) return only;
    bay_str told = currency_of_places(r, tok, name);
    if (told.size) return told;
    if (!r->story) {
        bay_phrase_text text;
        r->story = bay_arena_calloc(r->scratch, 1, sizeof *r->story);
        if (!r->story) return bay_words_currency(r->words, name, BAY_STR(""));
        bool read = !bay_phrases_read(&r->lexicon->actors->phrases, r->scratch, r->doc, &text, NULL) &&
                    bay__story_read(r->lexicon->actors, &text, r->doc, r->scratch, r->story);
        if (!read) *r->story = (bay_story){0};
    }
    return bay_words_currency(r->words, name, bay__story_near(r->story, r->doc, tok));
}

/* The currency whose sign stands at i, before a number: "$", "US$", "Rs.", or within the number's token ("€390"). */
static bay_str sign_before(bay__counting *r, uint32_t i)
{
    if (i >= r->end) return BAY_STR("");
    bay_str norm = bay__tok(r, i)->norm;
    bool glued = has_digit(norm), led = !glued && i + 1 < r->end && has_digit(bay__tok(r, i + 1)->norm);
    if ((!glued && !led) || (glued && is_digit(norm.bytes[0]))) return BAY_STR("");
    return bay_words_sign(r->words, glued ? sign_glued(norm) : norm);
}

static bool read_sign(bay__counting *r, uint32_t *at, bay__number *n)
{
    bay_str name = sign_before(r, *at);
    bool prefixed = !name.size && *at + 1 < r->end && bay__is(r, *at + 1, "$") && bay__tok(r, *at)->norm.size <= 3;   /* "US | $ | 40" */
    if (prefixed) {
        name = sign_before(r, *at + 1);
        bay_str whole = bay_str_slice(r->doc->text, bay__tok(r, *at)->span.begin, bay__tok(r, *at + 1)->span.end);
        bay_str known = bay_words_sign(r->words, whole);
        if (!name.size || !known.size) return false;
        name = known;
        ++*at;
    }
    if (!name.size) return false;
    n->kind = "money";
    n->unit = currency_code(r, *at, name);
    n->head = *at;
    if (!has_digit(bay__tok(r, *at)->norm)) ++*at;
    return true;
}

/* "per cent", "%", "percent", "percentage points", "pc"; "dollars", "Sudanese pounds" after. */
static uint32_t read_unit(bay__counting *r, uint32_t at, bay__number *n)
{
    uint32_t end, i = at + (is_dash(r, at) ? 1 : 0);
    if (i >= r->end) return at;
    record *share = bay__is(r, i, "%") ? NULL : bay__word(r, i, BAY_WORD_EXTENT, &end);
    if (bay__is(r, i, "%") || (share && bay_str_is(share->value, "percent"))) {
        if (!share) end = i + 1;
        n->kind = "percent";
        n->unit = BAY_STR("percent");
        n->head = end - 1;
        return end;
    }
    record *currency = n->kind || bay__tok(r, i)->upos == BAY_VERB ? NULL : bay__word(r, i, BAY_WORD_CURRENCY, &end);
    bool weight = currency && bay_str_is(currency->value, "pound") && (i > at || (bay__is(r, end, "of") && n->min < 1e5));   /* "a 500-pound bomb" */
    if (currency && !weight) {
        n->kind = "money";
        n->unit = currency_code(r, i, currency->value);
        n->head = end - 1;
        return end;
    }
    n->strong = i > at && bay__is(r, i, "strong");
    return n->strong ? i + 1 : at;
}

/* ---- shares and multiples ---- */

static void as_share(bay__number *n, double share)
{
    n->kind = "percent";
    n->unit = BAY_STR("percent");
    n->min = n->max = share * 100;
}

/* "the first half", "the other half", "the third quarter" are no shares. */
static bool is_ordered(const bay__counting *r, uint32_t i)
{
    static const char *const before[] = {"first", "second", "other", "latter", "last", "second-", "better", "fourth", NULL};
    for (int k = 0; i > r->begin && before[k]; k++)
        if (bay__is(r, i - 1, before[k])) return true;
    return i > r->begin && bay__is(r, i - 1, "the") && !bay__is(r, i, "half");
}

/* "a third of", "two-thirds of", "half of", "half the". */
static uint32_t read_fraction(const bay__counting *r, uint32_t i, bay__number *n)
{
    static const char *const after_half[] = {"of", "the", "its", "their", "his", "her", "those", "these", NULL};
    uint32_t at = i, end;
    record *times = bay__word(r, i, BAY_WORD_NUMBER, &end);
    double count = times && times->number >= 1 ? times->number : 1;
    bool half = bay__is(r, i, "half");
    if (!half && times) at = end;
    else if (!half && (bay__is(r, i, "a") || bay__is(r, i, "an"))) at = i + 1;
    else if (!half) return 0;
    if (at > i && is_dash(r, at)) at++;
    half = bay__is(r, at, "half");
    record *part = half ? NULL : bay__word(r, at, BAY_WORD_FRACTION, &end);
    if ((!half && !part) || r->taken[at] || is_ordered(r, i)) return 0;
    if (half) end = at + 1;
    bool of = bay__is(r, end, "of");
    for (int k = 0; half && !of && after_half[k]; k++) of = bay__is(r, end, after_half[k]);
    double share = count * (half ? 0.5 : part->number);
    if (!of || end >= r->end || r->taken[end] || share >= 1) return 0;
    n->head = end - 1;
    as_share(n, share);
    return end;
}

/* "one in five children", "nine out of ten". */
static uint32_t read_one_in(const bay__counting *r, uint32_t i, bay__number *n)
{
    double a, b;
    bool words;
    uint32_t at = read_small(r, i, &a, &words);
    if (!at || a >= 10 || a < 1 || (i > r->begin && bay__tok(r, i - 1)->upos == BAY_VERB && a > 1)) return 0;
    bool out_of = bay__is(r, at, "out") && bay__is(r, at + 1, "of"), in = bay__is(r, at, "in") || (bay__is(r, at, "of") && bay__is(r, at + 1, "every"));
    if (!out_of && !in) return 0;
    at += out_of ? 2 : 1;
    if (bay__is(r, at, "every")) at++;
    uint32_t end = read_one(r, at, &b);
    bool round = b == 2 || b == 3 || b == 4 || b == 5 || b == 6 || b == 7 || b == 8 || b == 9 || b == 10 || b == 20 || b == 25 || b == 50 || b == 100 || b == 1000;
    if (!end || b <= a || !round || (!out_of && a > 1 && b != 10 && b != 5 && b != 3 && b != 4)) return 0;
    bool noun = end < r->end && (bay__tok(r, end)->upos == BAY_NOUN || bay__tok(r, end)->upos == BAY_PROPN || bay__tok(r, end)->upos == BAY_ADJ ||
                                 bay__is(r, end, "of") || (out_of && bay__is_be(r, end)));
    if (!noun) return 0;
    n->head = end - 1;
    as_share(n, a / b);
    return end;
}

/* "doubled", "fivefold", "five times as many", "ten times more". */
static uint32_t read_multiple(const bay__counting *r, uint32_t i, bay__number *n)
{
    static const char *const after[] = {"as", "more", "higher", "larger", "bigger", "greater", "the", "that", NULL};
    uint32_t end;
    bool words, more = false;
    record *multiple = bay__word(r, i, BAY_WORD_MULTIPLE, &end);
    if (multiple) {
        bool verb = bay_str_is(multiple->value, "fold") || bay__tok(r, i)->upos == BAY_VERB || bay_str_ends(bay__tok(r, i)->norm, BAY_STR("fold"));
        if (!verb || r->taken[i]) return 0;
        n->min = multiple->number;
        n->head = end - 1;
    } else {
        uint32_t at = read_small(r, i, &n->min, &words);
        if (!at) return 0;
        bool fold = is_dash(r, at) && bay__is(r, at + 1, "fold");
        for (int k = 0; after[k]; k++) more = more || bay__is(r, at + 1, after[k]);
        if (!fold && (!bay__is(r, at, "times") || !more)) return 0;
        end = at + (fold ? 2 : 1);
        n->head = end - 1;
    }
    n->max = n->min;
    n->kind = "other";
    n->unit = BAY_STR("times");
    return end;
}

/* ---- the whole ---- */

/* "dozens", "several hundred", "a couple of dozen". */
static uint32_t read_vague(const bay__counting *r, uint32_t i, bay__number *n)
{
    uint32_t end, next;
    if (i >= r->end || r->taken[i]) return 0;
    record *vague = bay__word(r, i, BAY_WORD_VAGUE, &end);
    if (!vague) return 0;
    n->min = vague->number;
    n->max = vague->upper;
    n->vague = vague->number != vague->upper;
    for (record *scale; n->max > 0 && n->max <= 12 && (scale = scale_at(r, end, true, &next)) != NULL; end = next) {
        n->min *= scale->number;
        n->max *= scale->number;
    }
    n->head = end - 1;
    while (n->head > i && bay__is(r, n->head, "of")) n->head--;
    return end;
}

/* A plain number with its range and unit, from `at` on. */
static uint32_t read_plain(bay__counting *r, uint32_t at, bool between, bay__number *n)
{
    uint32_t end = read_one(r, at, &n->min);
    if (!end) return 0;
    n->max = n->min;
    if (!n->kind) n->head = end - 1;
    uint32_t range = read_range(r, end, between, n);
    if (between && range == end) n->begin = at;
    if (range != end && !n->kind) n->head = range - 1;
    return read_unit(r, range, n);
}

/* "An-26", "Su-25", "MS-13": the digits of a name. */
static bool is_of_name(const bay__counting *r, uint32_t i)
{
    if (i > r->begin && !bay__tok(r, i - 1)->space_after && bay__tok(r, i - 1)->norm.size > 1 && bay_str_ends(bay__tok(r, i - 1)->norm, BAY_STR("-"))) return true;
    if (i < r->begin + 2 || !is_dash(r, i - 1) || bay__tok(r, i - 1)->space_after || bay__tok(r, i - 2)->space_after) return false;
    bay_str before = bay__tok(r, i - 2)->norm;
    return before.size && !is_digit(before.bytes[before.size - 1]) && bay__tok(r, i - 2)->upos != BAY_NUM && is_digit(bay__tok(r, i)->norm.bytes[0]);
}

bool bay__read_number(bay__counting *r, uint32_t i, bay__number *n)
{
    if (!may_begin(r, i) || is_of_name(r, i)) return false;
    *n = (bay__number){.begin = i};
    struct bound bound = {0};
    bool between = bay__is(r, i, "between");
    uint32_t at = between ? i + 1 : read_bounds(r, i, &bound), end = 0;
    if (at >= r->end || r->taken[at]) return false;
    if (!between) end = read_multiple(r, at, n);
    if (!end && !between) end = read_fraction(r, at, n);
    if (!end && !between) end = read_one_in(r, at, n);
    if (!end && !read_sign(r, &at, n)) end = read_vague(r, at, n);
    if (!end) end = read_plain(r, at, between, n);
    if (!end) return false;
    uint32_t after = read_bound_after(r, end, &bound);
    if (!n->kind && after > end) { uint32_t unit = read_unit(r, after, n); after = unit; }
    apply(n, &bound);
    n->end = after;
    while (n->end > n->begin + 1 && (bay__is(r, n->end - 1, "of") || is_dash(r, n->end - 1))) n->end--;
    return true;
}
