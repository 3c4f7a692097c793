/* Of which whole a count is a part, over which stretch of time it runs, whether it is new or the sum so far, and how often. */
#include "resolve/counting.h"

typedef const bay_word_record record;

static bay_quantity *at(const bay__counting *r, uint32_t n) { return &r->doc->quantities.items[n]; }

struct place { uint32_t begin, end, noun; };   /* tokens of the number, and the last one of it and its noun */

static struct place place_of(const bay__counting *r, const bay_quantity *q)
{
    uint32_t begin = q->tok, end = q->tok + 1;   /* the head lies within the number */
    while (begin > r->begin && bay__tok(r, begin - 1)->span.begin >= q->span.begin) begin--;
    while (end < r->end && bay__tok(r, end)->span.begin < q->span.end) end++;
    uint32_t last = end > begin ? end - 1 : begin;
    bool near = q->of != BAY_NONE && q->of >= end && q->of < r->end && q->of < end + 8;
    return (struct place){begin, end, near ? q->of : last};
}

static bool extent_is(const bay__counting *r, uint32_t i, const char *value, uint32_t *end)
{
    record *extent = i >= r->begin && i < r->end ? bay__word(r, i, BAY_WORD_EXTENT, end) : NULL;
    return extent && bay_str_is(extent->value, value);
}

/* ---- a part of a whole ---- */

static bool is_pronoun(const bay__counting *r, uint32_t i)
{
    return bay__is(r, i, "them") || bay__is(r, i, "whom") || bay__is(r, i, "those") || bay__is(r, i, "which") || bay__is(r, i, "these");
}

static bool is_led_as_part(const bay__counting *r, struct place p)
{
    if (bay__is_led(r, p.begin, "part")) return true;
    bool among = p.begin >= r->begin + 2 && is_pronoun(r, p.begin - 1) && (bay__is(r, p.begin - 2, "among") || bay__is(r, p.begin - 2, "of"));
    return among || (bay__is(r, p.noun + 1, "among") && is_pronoun(r, p.noun + 2));   /* "two children among them" */
}

/* The whole before: of its kind if there is one, and no smaller. */
static uint32_t whole_before(const bay__counting *r, uint32_t first, uint32_t n)
{
    const bay_quantity *q = at(r, n);
    uint32_t best = BAY_NONE;
    for (uint32_t k = first; k < n; k++) {
        const bay_quantity *w = at(r, k);
        bool share = bay_str_is(w->kind, "percent"), same = bay_str_eq(w->kind, q->kind) || bay_str_is(q->kind, "other") || bay_str_is(w->kind, "other");
        bool holds = w->max < 0 || w->max >= q->min;
        if (!share && same && holds && w->whole == BAY_NONE) best = k;
    }
    return best;
}

/* "three of the 14 pupils", "104 of an estimated 750": the number inside the of-phrase, or its noun. */
static void find_part_of_phrase(const bay__counting *r, uint32_t n, uint32_t last, struct place p)
{
    bay_quantity *q = at(r, n);
    if (!bay__is(r, p.end, "of") || bay_str_is(q->kind, "money")) return;
    if (n + 1 < last) {
        const bay_quantity *next = at(r, n + 1);
        struct place w = place_of(r, next);
        if (w.begin <= p.end + 3 && next->of == q->of && !bay_str_is(next->kind, "percent")) { q->whole = n + 1; return; }
    }
    const bay_tok *t = p.end + 1 < r->end ? bay__tok(r, p.end + 1) : NULL;
    bool known = t && (bay__is(r, p.end + 1, "the") || bay__is(r, p.end + 1, "its") || bay__is(r, p.end + 1, "their") || bay__is(r, p.end + 1, "his"));
    bool mine = q->unit.size && !bay__is(r, p.end + 1, "the");   /* "20 of its soldiers" counts soldiers */
    if (known && !mine && q->of != BAY_NONE) q->whole_tok = q->of;
}

static void find_part(const bay__counting *r, uint32_t first, uint32_t n, uint32_t last)
{
    bay_quantity *q = at(r, n);
    struct place p = place_of(r, q);
    if (bay_str_is(q->kind, "percent")) return;
    bool pronoun = bay__is(r, p.end, "of") && (is_pronoun(r, p.end + 1) || bay__is(r, p.end + 1, "it"));
    if (pronoun || is_led_as_part(r, p)) q->whole = whole_before(r, first, n);
    else if (bay__is(r, p.begin, "the") && bay__is(r, p.begin + 1, "other") && n > first) q->whole = whole_before(r, first, n);
    else find_part_of_phrase(r, n, last, p);
    if (pronoun && q->whole == BAY_NONE) q->whole_tok = p.end + 1;
    if (q->whole == BAY_NONE || q->whole >= n || q->pred != BAY_NONE || !bay_str_is(q->kind, "other")) return;
    q->kind = at(r, q->whole)->kind;   /* "Twelve people were killed, two children among them" */
    q->pred = at(r, q->whole)->pred;
}

/* "killed 31: 11 at the airport and 20 on the metro": numbers of its kind that add up to it. */
static void find_sum(const bay__counting *r, uint32_t n, uint32_t last)
{
    const bay_quantity *whole = at(r, n);
    double sum = 0;
    uint32_t k = n + 1;
    if (whole->max != whole->min || whole->whole != BAY_NONE) return;
    for (; k < last && (bay_str_eq(at(r, k)->kind, whole->kind) || (at(r, k)->pred == BAY_NONE && bay__is_toll(whole->kind))) && sum < whole->min; k++) {
        if (at(r, k)->min != at(r, k)->max || (at(r, k)->whole != BAY_NONE && at(r, k)->whole != n)) return;
        sum += at(r, k)->min;
    }
    if (sum != whole->min || k < n + 3) return;
    for (uint32_t i = n + 1; i < k; i++) at(r, i)->whole = n, at(r, i)->kind = whole->kind, at(r, i)->pred = whole->pred;
}

/* ---- new, or the sum so far ---- */

static bool is_new(const bay__counting *r, struct place p)
{
    uint32_t end;
    for (uint32_t i = p.begin; i <= p.noun + 1 && i < r->end; i++) {
        if (!extent_is(r, i, "new", &end)) continue;
        bool more = bay__is(r, i, "more") || bay__is(r, i, "another");
        if (!more || !(bay__is(r, i + 1, "than") || bay__is(r, i + 1, "of") || (i > p.begin && bay__is(r, i - 1, "or")))) return i <= p.noun || more;
    }
    return false;
}

static bool is_sum_so_far(const bay__counting *r, const bay_quantity *q, struct place p, uint32_t from, uint32_t until)
{
    uint32_t end;
    bool summed = q->pred != BAY_NONE && q->pred < r->end && bay__word(r, q->pred, BAY_WORD_SUM, &end);
    bool reached = p.begin > r->begin && extent_is(r, p.begin - 1, "reach", &end);
    bool led = reached || (p.begin > r->begin && (bay__is(r, p.begin - 1, "to") || bay__is(r, p.begin - 1, "at")));
    for (uint32_t i = p.begin; led && !summed && i > from && p.begin - i < 10; i--) summed = bay__word(r, i - 1, BAY_WORD_SUM, &end) != NULL;
    if (summed || (reached && bay__is_toll(q->kind))) return true;
    for (uint32_t i = from; i < until; i++) {
        if (!extent_is(r, i, "total", &end)) continue;
        uint8_t next = end < r->end ? bay__tok(r, end)->upos : BAY_PUNCT;
        if (end == p.begin || !bay__is(r, i, "in") || next == BAY_PUNCT || next == BAY_CCONJ) return true;   /* "in all"; not "in all towns" */
    }
    return false;
}

/* ---- time ---- */

static bool is_stretch(const bay_time *t)
{
    return bay_date_is_set(t->begin) && bay_date_is_set(t->end) && bay_date_compare(bay_date_first(t->begin), bay_date_last(t->end)) != 0;
}

static bool is_since(const bay__counting *r, const bay_time *t)
{
    return bay__is(r, t->tok_begin, "since") || (t->tok_begin > r->begin && bay__is(r, t->tok_begin - 1, "since"));
}

/* The stretch of time that stands in the count's own part of the sentence. */
static uint32_t stretch_within(const bay__counting *r, uint32_t from, uint32_t until)
{
    uint32_t low = 0, high = r->doc->times.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (r->doc->times.items[middle].tok_begin < from) low = middle + 1;
        else high = middle;
    }
    for (; low < r->doc->times.count && r->doc->times.items[low].tok_begin < until; low++)
        if (is_stretch(&r->doc->times.items[low])) return low;
    return BAY_NONE;
}

/* "30 a day", "killed each month"; not "a day later", "for a month". */
static bay_str rate_within(const bay__counting *r, uint32_t from, uint32_t until)
{
    static const char *const shifts[] = {"after", "later", "before", "earlier", "ago", "old", "or", "and", NULL};
    uint32_t end;
    for (uint32_t i = from; i < until; i++) {
        record *extent = bay__word(r, i, BAY_WORD_EXTENT, &end);
        if (!extent || !bay_str_starts(extent->value, BAY_STR("rate:"))) continue;
        bool shifted = i > r->begin && bay__tok(r, i - 1)->upos == BAY_ADP;
        for (int k = 0; shifts[k]; k++) shifted = shifted || bay__is(r, end, shifts[k]);
        if (!shifted && (end >= r->end || bay__tok(r, end)->upos != BAY_NOUN)) return bay_str_slice(extent->value, 5, extent->value.size);
    }
    return (bay_str){0};
}

/* "[Police] put the toll at 28", "[the rebels] spoke of 50", "[the army] admits to nine dead". */
static uint32_t find_teller(const bay__counting *r, struct place p, uint32_t from)
{
    enum { BACK_MAX = 8 };
    uint32_t end;
    for (uint32_t i = p.begin; i > from && p.begin - i < BACK_MAX; i--) {
        const bay_tok *t = bay__tok(r, i - 1);
        if (t->upos == BAY_PUNCT && !bay__is(r, i - 1, "\"")) return BAY_NONE;
        record *tells = t->upos == BAY_VERB ? bay__word(r, i - 1, BAY_WORD_EXTENT, &end) : NULL;
        if (!tells || !(bay_str_is(tells->value, "tell") || bay_str_is(tells->value, "put"))) continue;
        uint32_t teller = bay_tree_child(r->doc, i - 1, BAY_DEP_NSUBJ);
        return teller != BAY_NONE && teller < i - 1 && !bay__word(r, teller, BAY_WORD_SUM, &end) ? teller : BAY_NONE;
    }
    return BAY_NONE;
}

/* Where the words about a count begin and end: from the count before it, or the clause's start, to the next one or a semicolon. */
static void reach_of(const bay__counting *r, uint32_t first, uint32_t n, uint32_t last, struct place p, uint32_t *from, uint32_t *until)
{
    *from = n > first ? place_of(r, at(r, n - 1)).noun + 1 : r->begin;
    *until = n + 1 < last ? place_of(r, at(r, n + 1)).begin : r->end;
    for (uint32_t i = p.begin; i > *from; i--)
        if (bay__is(r, i - 1, ";") || bay__is(r, i - 1, ":")) { *from = i; break; }
    for (uint32_t i = p.end; i < *until; i++) {
        bool aside = bay__is(r, i, ",") && i + 1 < *until && bay__tok(r, i + 1)->feats.verb_form == BAY_VERB_GER;   /* ", making it the worst since" */
        if (bay__is(r, i, ";") || bay__is(r, i, ":") || aside) { *until = i; break; }
    }
}

/* "In 2022 it counted 376 attacks": before the count only at the head of its clause. */
static uint32_t find_stretch(const bay__counting *r, const bay_quantity *q, struct place p, uint32_t from, uint32_t until)
{
    uint32_t after = stretch_within(r, p.end, until);
    if (after != BAY_NONE) return after;
    uint32_t before = stretch_within(r, from, p.begin);
    if (before == BAY_NONE || bay_str_is(q->kind, "money")) return BAY_NONE;
    bool leads = r->doc->times.items[before].tok_begin <= from + 2;
    return leads || is_since(r, &r->doc->times.items[before]) ? before : BAY_NONE;
}

void bay__find_extent(const bay__counting *r, uint32_t first)
{
    uint32_t last = r->doc->quantities.count;
    for (uint32_t n = first; n < last; n++) find_part(r, first, n, last);
    for (uint32_t n = first; n + 2 < last; n++) find_sum(r, n, last);
    for (uint32_t n = first; n < last; n++) {
        bay_quantity *q = at(r, n);
        struct place p = place_of(r, q);
        uint32_t from, until;
        reach_of(r, first, n, last, p, &from, &until);
        q->rate = rate_within(r, p.end, until);
        q->teller = bay__is_toll(q->kind) ? find_teller(r, p, from) : BAY_NONE;
        q->time = q->rate.size ? BAY_NONE : find_stretch(r, q, p, from, until);
        if (is_new(r, p)) q->cumulative = 0;
        else if (is_sum_so_far(r, q, p, from, until) || (q->time != BAY_NONE && is_since(r, &r->doc->times.items[q->time]))) q->cumulative = 1;
    }
}
