#include "resolve/places_inner.h"

static const bay_tok *tok(const bay__places *s, uint32_t i) { return bay__place_tok(s, i); }
static bool is(const bay__places *s, uint32_t i, const char *norm) { return bay__place_is(s, i, norm); }
static bool capital(const bay__places *s, uint32_t i) { return bay__place_capital(s, i); }
static const bay_sent *sent_of(const bay__places *s, uint32_t i) { return bay__place_sent(s, i); }

/* ---- what the words around say ---- */

static void kind_hint(bay_str word, bay__place_hints *h)
{
    static const char *const provinces[] = {"province", "provinces", "region", "state", "states", "governorate", "governorates", "oblast", "oblasts", "prefecture", "prefectures", NULL};
    static const char *const districts[] = {"district", "districts", "county", "counties", "municipality", "area", "valley", "parish", "shire", "tehsil", "taluka", "borough", NULL};
    static const char *const towns[] = {"city", "cities", "town", "towns", "village", "villages", NULL};
    static const char *const sites[] = {"crossing", "airport", "base", "border", NULL};
    if (bay_str_in(word, provinces)) h->province = true;
    else if (bay_str_in(word, districts)) h->district = true;
    else if (bay_str_in(word, towns)) h->town = true;
    else if (bay_str_in(word, sites)) h->site = true;
}

/* "Herat, Farah and Kunduz provinces": the noun that the name, or the first of its list, modifies. */
static void tree_hint(const bay__places *s, const bay__place_span *span, bay__place_hints *h)
{
    uint32_t i = span->end - 1;
    for (int steps = 0; steps < 3 && tok(s, i)->head != BAY_NONE; steps++) {
        uint8_t relation = tok(s, i)->deprel;
        i = tok(s, i)->head;
        if (i < span->begin || i >= span->end) kind_hint(tok(s, i)->norm, h);
        if (relation != BAY_DEP_CONJ && relation != BAY_DEP_FLAT && relation != BAY_DEP_COMPOUND) break;
    }
}

/* "Herat province" as one name; "Herat, Farah and Kunduz provinces", whatever the tree makes of the list. */
static void kind_in_name(const bay__places *s, const bay__place_span *span, bay__place_hints *h)
{
    enum { LIST_TOKENS_MAX = 24 };
    static const char *const plurals[] = {"provinces", "states", "regions", "governorates", "oblasts", "districts", "counties", "prefectures", NULL};
    if (span->end - span->begin > 1) kind_hint(tok(s, span->end - 1)->norm, h);
    uint32_t end = sent_of(s, span->begin)->tok_end, i = span->end;
    if (span->country) return;
    while (i < end && i < span->end + LIST_TOKENS_MAX && (capital(s, i) || is(s, i, ",") || is(s, i, "and") || is(s, i, "or") || is(s, i, "-"))) i++;
    if (i > span->end && i < end && bay_str_in(tok(s, i)->norm, plurals)) kind_hint(tok(s, i)->norm, h);
}

static const bay_actor_record *country_at(const bay__places *s, uint32_t i, uint32_t end, uint32_t kinds, uint32_t *to)
{
    bay_phrase_match m;
    if (i >= end || !bay_phrases_match(&s->actors->phrases, &s->text, i, end, kinds, &m)) return NULL;
    *to = m.end;
    return bay_actors_entry(s->actors, m.entry);
}

static bay__place_hints words_around(const bay__places *s, const bay__place_span *span)
{
    bay__place_hints h = {0};
    const bay_sent *sent = sent_of(s, span->begin);
    uint32_t to;
    if (span->end < sent->tok_end) kind_hint(tok(s, span->end)->norm, &h);
    uint32_t comma = span->end;
    if (is(s, comma, ",") && comma < sent->tok_end) {
        const bay_actor_record *after = country_at(s, comma + 1, sent->tok_end, BAY_ACTOR_BIT(BAY_ACTOR_COUNTRY), &to);
        if (after) h.country = after->id;
    }
    /* back over "town of", "border", "northern" to a demonym or "Pakistan's" */
    for (uint32_t i = span->begin; i > sent->tok_begin && span->begin - i < 6; i--) {
        uint32_t at = i - 1;
        const bay_actor_record *before = country_at(s, at, span->begin, BAY_ACTOR_BIT(BAY_ACTOR_DEMONYM) | BAY_ACTOR_BIT(BAY_ACTOR_COUNTRY), &to);
        if (before) {
            /* a country's name right before another's ("Pakistan Lahore") owns nothing, unless it is a genitive */
            bool name = tok(s, at)->upos == BAY_PROPN && !is(s, to, "'s") && !is(s, to, "'") && to < span->begin &&
                        tok(s, at)->deprel != BAY_DEP_AMOD && tok(s, at)->deprel != BAY_DEP_COMPOUND;
            if (!name && h.country.size == 0) h.country = before->id;
            break;
        }
        if (is(s, at, "of")) continue;
        kind_hint(tok(s, at)->norm, &h);
        bool passes = tok(s, at)->upos == BAY_ADJ || tok(s, at)->upos == BAY_NOUN || is(s, at, "'s");
        if (!passes) break;
    }
    tree_hint(s, span, &h);
    kind_in_name(s, span, &h);
    return h;
}


/* ---- which of two names holds the other ---- */

/* "Paducah, Ky.", "Coffee County in Alabama", "Sanga Local Government Area of Kaduna State", "Alabama's Coffee County" */
static bool joins(const bay__places *s, const bay__place_span *inner, const bay__place_span *outer)
{
    enum { WORDS_MAX = 5 };
    uint32_t from = inner->end, to = outer->begin;
    if (to <= from || to - from > WORDS_MAX || tok(s, from)->sent != tok(s, to)->sent) return false;
    if (to - from == 1 && is(s, from, ",")) return true;
    while (to > from + 1 && tok(s, to - 1)->upos == BAY_ADJ) to--;   /* "in northern Iraq" */
    if (!is(s, to - 1, "in") && !is(s, to - 1, "of") && !(is(s, to - 1, "the") && (is(s, to - 2, "in") || is(s, to - 2, "of")))) return false;
    for (uint32_t i = from; i + 1 < to; i++) {
        bool word = is(s, i, ",") || is(s, i, "in") || is(s, i, "of") || bay__place_kind_word(tok(s, i)->norm) || is(s, i, "local") || is(s, i, "government") || is(s, i, "the") || tok(s, i)->upos == BAY_ADJ;
        if (!word) return false;
    }
    return true;
}

static bool owns(const bay__places *s, const bay__place_span *outer, const bay__place_span *inner)
{
    uint32_t at = outer->end;
    if (at >= inner->begin || inner->begin > at + 3 || !(is(s, at, "'s") || is(s, at, "'"))) return false;
    for (uint32_t i = at + 1; i < inner->begin; i++)
        if (!bay__place_kind_word(tok(s, i)->norm) && tok(s, i)->upos != BAY_ADJ) return false;
    return true;
}

static void put_within(bay__place_span *inner, const bay__place_span *outer)
{
    if (outer->country && inner->hints.country.size == 0) inner->hints.country = outer->country->id;
    if (!outer->capital_of && inner->hints.within.size == 0 && !bay_str_eq(inner->key, outer->key)) inner->hints.within = outer->key;
    if (outer->state_of.size && inner->hints.country.size == 0) inner->hints.country = outer->state_of;
}

uint32_t bay__place_head(const bay__places *s, const bay__place_span *span)
{
    for (uint32_t i = span->begin; i < span->end; i++) {
        uint32_t head = tok(s, i)->head;
        if (head == BAY_NONE || head < span->begin || head >= span->end) return i;
    }
    return span->end - 1;
}

/* ---- names that stand for something else ---- */

/* "his Waterloo", "another Vietnam", "a Guantanamo-style camp", "the Dayton accords", "the Treaty of Versailles", "the Duke of Sussex" */
static bool is_byword(const bay__places *s, const bay__place_span *span)
{
    static const char *const papers[] = {"accord", "accords", "agreement", "agreements", "treaty", "process", "convention", "conventions", "deal", "pact", "protocol", "protocols",
                                         "declaration", "communique", "consensus", "scandal", "syndrome", "formula", "principles", NULL};
    static const char *const dignities[] = {"treaty", "archbishop", "bishop", "duke", "duchess", "prince", "princess", "earl", "university", "bank", "cardinal", "patriarch", "peace", NULL};
    static const char *const manners[] = {"style", "like", "type", "esque", "born", "based", "backed", "trained", "educated", "linked", NULL};
    static const char *const owners[] = {"his", "her", "my", "our", "their", "your", "another", NULL};
    uint32_t begin = span->begin, end = span->end, head = bay__place_head(s, span);
    const bay_sent *sent = bay__place_sent(s, begin);
    if (begin > sent->tok_begin && bay_str_in(tok(s, begin - 1)->norm, owners)) return true;
    if (end + 1 < sent->tok_end && bay__place_is(s, end, "-") && bay_str_in(tok(s, end + 1)->norm, manners)) return true;
    if (begin > sent->tok_begin + 1 && bay__place_is(s, begin - 1, "of") && bay_str_in(tok(s, begin - 2)->norm, dignities)) return capital(s, begin - 2);
    uint32_t above = tok(s, head)->head;
    return tok(s, head)->deprel == BAY_DEP_COMPOUND && above != BAY_NONE && above >= end && bay_str_in(tok(s, above)->norm, papers);
}

void bay__place_read_hints(bay__places *s)
{
    for (uint32_t i = 0; i < s->spans.count; i++) {
        bay__place_span *span = &s->spans.items[i];
        if (!span->capital_of) span->hints = words_around(s, span);
        span->byword = is_byword(s, span);
        if (span->state_of.size) { span->hints.province = true; span->hints.country = span->state_of; }
    }
    for (uint32_t i = 0; i + 1 < s->spans.count; i++) {
        bay__place_span *a = &s->spans.items[i], *b = &s->spans.items[i + 1];
        bay__place_span *c = i + 2 < s->spans.count ? &s->spans.items[i + 2] : NULL;
        if (c && joins(s, a, b) && owns(s, b, c)) put_within(a, c);   /* "Hindi, in Kenya's Lamu County" */
        if (joins(s, a, b)) put_within(a, b);
        else if (owns(s, a, b)) put_within(b, a);
    }
}
