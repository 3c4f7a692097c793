/* One sentence, several places, each with a number of its own: "nine were killed in Mosul and four in Tikrit" tells of two
 * deeds. A number owns the place that follows it, before the next number of its kind and with no other clause between.
 * A total with its parts ("30 killed, 20 of them in Homs") stays one deed, unless the parts make up the total. */
#include "code/coder.h"

enum { REACH_FIRST = 16, REACH_NEXT = 9 };

/* One number and the place that goes with it. */
struct share {
    uint32_t quantity, place;
};

struct shares {
    struct share items[BAY_EVENT_COUNTS_MAX];
    uint32_t count;
};

static bool tells_where(const bay__coder *c, const bay_place *place)
{
    static const char *const words[] = {"in", "at", "near", "around", "outside", "inside", "across", "on", "from"};
    if (!place->literal) return false;
    BAY__EACH_CHILD(c, place->tok, child)
        for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
            if (c->doc->toks.items[child].deprel == BAY_DEP_CASE && bay_str_is(c->doc->toks.items[child].norm, words[i])) return true;
    return false;
}

/* Another clause, or a word that opens one, stands between. */
static bool is_crossed(const bay__coder *c, uint32_t from, uint32_t to, bool first, const bay_statement *st)
{
    for (uint32_t i = from; i < to; i++) {
        const bay_tok *t = &c->doc->toks.items[i];
        if (bay_str_is(t->norm, ";") || t->upos == BAY_SCONJ) return true;
        if (t->upos == BAY_VERB && !(first && (i == st->tok || i == st->light))) return true;
    }
    return false;
}

/* The first place between the number and `end` that is told by a preposition. */
static uint32_t place_after(const bay__coder *c, const bay_quantity *q, uint32_t end, bool first, const bay_statement *st)
{
    uint32_t best = BAY_NONE;
    BAY__EACH_IN(c->places, st->sent, i) {
        const bay_place *place = &c->doc->places.items[i];
        if (place->tok <= q->tok || place->tok >= end || !tells_where(c, place)) continue;
        if (best == BAY_NONE || place->tok < c->doc->places.items[best].tok) best = i;
    }
    if (best == BAY_NONE) return BAY_NONE;
    uint32_t tok = c->doc->places.items[best].tok, reach = first ? REACH_FIRST : REACH_NEXT;
    return tok - q->tok > reach || is_crossed(c, q->tok + 1, tok, first, st) ? BAY_NONE : best;
}

static bool word_is(const bay__coder *c, uint32_t tok, const char *a, const char *b)
{
    return bay_str_is(c->doc->toks.items[tok].norm, a) || bay_str_is(c->doc->toks.items[tok].norm, b);
}

/* "20 of them in Homs", "including 20 in Homs", "among them 20 in Homs": a part of what was told before. */
static bool is_part(const bay__coder *c, const bay_quantity *q, const bay_sent *sent)
{
    static const char *const of_these[] = {"them", "whom", "those", "these", "which"};
    uint32_t tok = q->tok;
    if (tok > sent->tok_begin && word_is(c, tok - 1, "including", "them")) return true;
    if (tok + 2 < sent->tok_end && word_is(c, tok + 1, "of", "of"))
        for (size_t i = 0; i < sizeof of_these / sizeof of_these[0]; i++)
            if (bay_str_is(c->doc->toks.items[tok + 2].norm, of_these[i])) return true;
    return false;
}

static void sort_by_token(const bay_doc *doc, struct shares *s)
{
    for (uint32_t i = 1; i < s->count; i++)
        for (uint32_t k = i; k > 0 && doc->quantities.items[s->items[k].quantity].tok < doc->quantities.items[s->items[k - 1].quantity].tok; k--) {
            struct share swap = s->items[k];
            s->items[k] = s->items[k - 1], s->items[k - 1] = swap;
        }
}

/* The event's numbers of one kind, in text order, each with its place or BAY_NONE. */
static void read_shares(const bay__coder *c, const bay_event *event, bay_str kind, struct shares *out)
{
    const bay_doc *doc = c->doc;
    const bay_statement *st = &doc->statements.items[event->statement];
    const bay_sent *sent = &doc->sents.items[event->sent];
    out->count = 0;
    for (uint32_t i = 0; i < event->count_count; i++)
        if (bay_str_eq(doc->quantities.items[event->counts[i]].kind, kind)) out->items[out->count++] = (struct share){event->counts[i], BAY_NONE};
    sort_by_token(doc, out);
    for (uint32_t i = 0; i < out->count; i++) {
        const bay_quantity *q = &doc->quantities.items[out->items[i].quantity];
        uint32_t end = i + 1 < out->count ? doc->quantities.items[out->items[i + 1].quantity].tok : sent->tok_end;
        if (!is_part(c, q, sent)) out->items[i].place = place_after(c, q, end, i == 0, st);
    }
}

static bool is_wider(const bay_place *wide, const bay_place *narrow)
{
    if (!bay_str_eq(wide->country, narrow->country)) return false;
    if (bay_str_is(wide->precision, "country")) return !bay_str_is(narrow->precision, "country");
    bool province = bay_str_is(wide->precision, "province") && !bay_str_is(narrow->precision, "province");
    return province && wide->admin1.size && bay_str_eq(wide->admin1, narrow->admin1);
}

/* A total first: it has no place, or one that holds the others. */
static bool begins_with_total(const bay_doc *doc, const struct shares *s)
{
    if (s->items[0].place == BAY_NONE) return true;
    for (uint32_t i = 1; i < s->count; i++)
        if (s->items[i].place != BAY_NONE && is_wider(&doc->places.items[s->items[0].place], &doc->places.items[s->items[i].place])) return true;
    return false;
}

static void drop_total(const bay_doc *doc, struct shares *s)
{
    double sum = 0;
    for (uint32_t i = 1; i < s->count; i++) sum += doc->quantities.items[s->items[i].quantity].min;
    if (s->count > 2 && sum == doc->quantities.items[s->items[0].quantity].min) {
        memmove(s->items, s->items + 1, (s->count - 1) * sizeof *s->items);
        s->count--;
    } else {
        s->count = 0;
    }
}

static bool all_apart(const bay_doc *doc, const struct shares *s)
{
    for (uint32_t i = 0; i < s->count; i++) {
        if (s->items[i].place == BAY_NONE) return false;
        for (uint32_t k = 0; k < i; k++)
            if (bay_str_eq(doc->places.items[s->items[i].place].name, doc->places.items[s->items[k].place].name)) return false;
    }
    return s->count > 1;
}

/* Numbers of the first kind that is told by places; none: nothing is to be split. A total's own place ("40 in Mali, 12 of
 * them in Gao") is where the one deed is. */
static void find_shares(const bay__coder *c, const bay_event *event, struct shares *out, uint32_t *held_in)
{
    for (uint32_t i = 0; i < event->count_count; i++) {
        bay_str kind = c->doc->quantities.items[event->counts[i]].kind;
        if (bay_str_is(kind, "percent")) continue;
        read_shares(c, event, kind, out);
        uint32_t first = out->items[0].place;
        if (out->count > 1 && begins_with_total(c->doc, out)) drop_total(c->doc, out);
        if (out->count == 0 && *held_in == BAY_NONE) *held_in = first;
        if (all_apart(c->doc, out)) return;
    }
    out->count = 0;
}

/* Numbers of other kinds go where they stand: with the last share before them. */
static uint32_t owner_of(const bay_doc *doc, const struct shares *s, uint32_t quantity)
{
    uint32_t owner = 0;
    for (uint32_t i = 0; i < s->count; i++)
        if (doc->quantities.items[s->items[i].quantity].tok <= doc->quantities.items[quantity].tok) owner = i;
    return owner;
}

static void take_share(const bay_doc *doc, const struct shares *s, uint32_t number, const bay_event *whole, bay_event *event)
{
    bay_str kind = doc->quantities.items[s->items[number].quantity].kind;
    *event = *whole;
    event->place = s->items[number].place;
    event->count_count = 0;
    event->counts[event->count_count++] = s->items[number].quantity;
    for (uint32_t i = 0; i < whole->count_count; i++)
        if (!bay_str_eq(doc->quantities.items[whole->counts[i]].kind, kind) && owner_of(doc, s, whole->counts[i]) == number)
            event->counts[event->count_count++] = whole->counts[i];
    if (number > 0) event->trigger = (bay_span){doc->quantities.items[s->items[number].quantity].span.begin, doc->places.items[event->place].span.end};
}

uint32_t bay__split_by_place(const bay__coder *c, const bay_event *whole, bay_event *out)
{
    struct shares s = {.count = 0};
    uint32_t held_in = BAY_NONE;
    find_shares(c, whole, &s, &held_in);
    if (s.count == 0 && held_in != BAY_NONE) {
        out[0] = *whole, out[0].place = held_in;
        return 1;
    }
    for (uint32_t i = 0; i < s.count; i++) take_share(c->doc, &s, i, whole, &out[i]);
    return s.count;
}
