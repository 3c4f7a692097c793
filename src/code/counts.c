/* How many: numbers go with the deed whose predicate they hang on; then, when all deeds are told, with the one of the sentences before
 * where their own has none ("Gunmen attacked a village. Twelve people died."), each with the voice that tells it. */
#include "code/coder.h"

/* ---- the numbers of one statement -------------------------------------------------- */

static bool is_below(const bay__coder *c, uint32_t inner, uint32_t outer)
{
    const bay_statement *st = &c->doc->statements.items[inner];
    return st->parent == outer && (st->link == BAY_LINK_ADVCL || st->link == BAY_LINK_SUBJ || st->link == BAY_LINK_CONJ || st->link == BAY_LINK_RELCL);
}

/* "killed 12 in Gao and wounded five in Kidal": each deed has its own place and so its own number. */
static bool told_elsewhere(const bay__coder *c, uint32_t other, uint32_t statement, const bay_event *event)
{
    const bay_statement *a = &c->doc->statements.items[other], *b = &c->doc->statements.items[statement];
    bool joined = (a->parent == statement && a->link == BAY_LINK_CONJ) || (b->parent == other && b->link == BAY_LINK_CONJ);
    uint32_t place = joined && event->place != BAY_NONE ? bay__place_below(c, a) : BAY_NONE;
    return place != BAY_NONE && place != event->place && bay__place_below(c, b) == event->place;
}

static bool counts_for(const bay__coder *c, const bay_quantity *q, uint32_t statement, const bay_event *event)
{
    const bay_statement *st = &c->doc->statements.items[statement];
    if (bay_str_is(q->kind, "other") && q->unit.size && !bay_str_is(q->unit, "people")) return false;   /* kilometres, "doubled" */
    if (bay_str_is(q->kind, "percent") || bay_str_is(q->kind, "other")) {
        /* What is counted must itself be a party or the thing given. */
        if (q->of == BAY_NONE || q->of >= c->token_count) return false;
        return bay__steps_up(c, q->of, st) >= 0 && bay__steps_up(c, q->of, st) <= 2;
    }
    uint32_t pred = q->pred != BAY_NONE ? q->pred : q->of;
    if (pred == BAY_NONE || pred >= c->token_count) return false;
    if (pred == st->tok || pred == st->light) return true;
    uint32_t other = c->statement_at[pred];
    if (other != BAY_NONE && other != statement && told_elsewhere(c, other, statement, event)) return false;
    const bay_statement *named = other != BAY_NONE && bay_str_is(q->kind, "attacks") ? &c->doc->statements.items[other] : NULL;
    if (named && named->parent == statement && (named->link == BAY_LINK_PREP || named->link == BAY_LINK_OBJ)) return true;   /* "is behind 150 attacks" */
    if (other != BAY_NONE && q->pred != BAY_NONE) return is_below(c, other, statement) || is_below(c, statement, other);
    int steps = bay__steps_up(c, q->tok < c->token_count ? q->tok : pred, st);
    return steps >= 0 && steps <= 3;
}

void bay__find_counts(const bay__coder *c, uint32_t statement, bay_event *event)
{
    uint32_t sent = c->doc->statements.items[statement].sent;
    BAY__EACH_IN(c->quantities, sent, i)
        if (event->count_count < BAY_EVENT_COUNTS_MAX && counts_for(c, &c->doc->quantities.items[i], statement, event))
            event->counts[event->count_count++] = i;
}

/* ---- each number to its own deed ---------------------------------------------------- */

static bool lists(const bay_event *event, uint32_t quantity)
{
    for (uint32_t i = 0; i < event->count_count; i++)
        if (event->counts[i] == quantity) return true;
    return false;
}

static bool is_predicate_of(const bay_doc *doc, const bay_event *event, uint32_t tok)
{
    const bay_statement *st = &doc->statements.items[event->statement];
    return tok != BAY_NONE && (st->tok == tok || st->light == tok);
}

/* "an attack that killed nine" is one deed in two words. */
static bool is_same_deed(const bay__coder *c, uint32_t a, uint32_t b)
{
    const bay_statement *st = c->doc->statements.items;
    return (is_below(c, a, b) && st[a].link != BAY_LINK_CONJ) || (is_below(c, b, a) && st[b].link != BAY_LINK_CONJ);
}

static bool has_it(const bay__coder *c, const bay_event *other, const bay_event *event, uint32_t quantity)
{
    return is_predicate_of(c->doc, other, c->doc->quantities.items[quantity].pred) && lists(other, quantity) &&
           !is_same_deed(c, other->statement, event->statement);
}

/* "killed 34 people and abducted 12 girls": two deeds, and each has told of both. */
static bool is_of_another(const bay__coder *c, uint32_t event, uint32_t quantity)
{
    const bay_doc *doc = c->doc;
    const bay_event *e = &doc->events.items[event];
    if (is_predicate_of(doc, e, doc->quantities.items[quantity].pred)) return false;
    for (uint32_t i = event; i > 0 && doc->events.items[i - 1].sent == e->sent; i--)
        if (has_it(c, &doc->events.items[i - 1], e, quantity)) return true;
    for (uint32_t i = event + 1; i < doc->events.count && doc->events.items[i].sent == e->sent; i++)
        if (has_it(c, &doc->events.items[i], e, quantity)) return true;
    return false;
}

static void part_counts(const bay__coder *c, uint32_t event)
{
    bay_event *e = &c->doc->events.items[event];
    uint32_t kept = 0;
    for (uint32_t i = 0; i < e->count_count; i++)
        if (!is_of_another(c, event, e->counts[i])) e->counts[kept++] = e->counts[i];
    e->count_count = kept;
}

/* ---- who tells it ------------------------------------------------------------------- */

static uint32_t first_quantity(const bay_doc *doc, uint32_t byte)
{
    uint32_t low = 0, high = doc->quantities.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (doc->quantities.items[middle].span.begin < byte) low = middle + 1;
        else high = middle;
    }
    return low;
}

/* By quantity: the innermost attribution whose words hold it, BAY_NONE. */
static uint32_t *attributions_over(bay__coder *c)
{
    const bay_doc *doc = c->doc;
    uint32_t *told = bay_arena_alloc(c->scratch, ((size_t)doc->quantities.count + 1) * 2 * sizeof *told), *size = told ? told + doc->quantities.count : NULL;
    if (!told) return NULL;
    for (uint32_t i = 0; i < doc->quantities.count; i++) told[i] = BAY_NONE, size[i] = UINT32_MAX;
    for (uint32_t i = 0; i < doc->attributions.count; i++) {
        const bay_attribution *a = &doc->attributions.items[i];
        for (uint32_t k = 0; k < a->content.count && !a->answer; k++) {
            bay_span words = a->content.items[k];
            for (uint32_t n = first_quantity(doc, words.begin); n < doc->quantities.count && doc->quantities.items[n].span.begin < words.end; n++)
                if (words.end - words.begin < size[n]) told[n] = i, size[n] = words.end - words.begin;
        }
    }
    return told;
}

/* Another than the event's own: "Police put the toll at 28; [the rebels] spoke of 50". */
static bay_count_voice voice_of(const bay__coder *c, const bay_event *event, uint32_t quantity, uint32_t told)
{
    const bay_quantity *q = &c->doc->quantities.items[quantity];
    bay_count_voice voice = {.speaker = BAY_NONE};
    for (uint32_t i = 0; i < event->chain_count; i++)
        if (event->chain[i] == told) return voice;
    if (told != BAY_NONE) {
        const bay_attribution *a = &c->doc->attributions.items[told];
        return (bay_count_voice){a->speaker, a->source_span};
    }
    if (q->teller == BAY_NONE || q->teller >= c->token_count) return voice;
    voice.speaker = c->actor_at[q->teller];
    voice.span = voice.speaker != BAY_NONE ? c->doc->actors.items[voice.speaker].span : c->doc->toks.items[q->teller].span;
    return voice;
}

/* ---- numbers without a deed of their own ---------------------------------------------- */

static bool is_told_here(const bay__coder *c, uint32_t quantity)
{
    const bay_quantity *q = &c->doc->quantities.items[quantity];
    static const char *const kinds[] = {"killed", "injured", "missing", "abducted", "detained", NULL};
    if (!bay_str_in(q->kind, kinds) || q->rate.size || (q->time != BAY_NONE && q->cumulative != 1)) return false;
    uint32_t st = q->pred < c->token_count ? c->statement_at[q->pred] : BAY_NONE;
    return st == BAY_NONE || q->max == 0 || c->doc->statements.items[st].status == BAY_HAPPENED || c->doc->statements.items[st].status == BAY_CLAIMED;
}

static bool has_kind(const bay__coder *c, const bay_event *event, bay_str kind)
{
    for (uint32_t i = 0; i < event->count_count; i++)
        if (bay_str_eq(c->doc->quantities.items[event->counts[i]].kind, kind)) return true;
    return false;
}

/* One place may be the other, or a part of it; where both have a number of their own ("12 in Gao and three in Menaka") only the name counts. */
static bool is_within(const bay_place *a, const bay_place *b, bool numbered)
{
    if (bay_str_eq(a->name, b->name) || numbered) return bay_str_eq(a->name, b->name);
    bool country = bay_str_is(a->precision, "country") || bay_str_is(b->precision, "country");
    bool province = bay_str_is(a->precision, "province") || bay_str_is(b->precision, "province");
    bool same = a->country.size && bay_str_eq(a->country, b->country);
    return same && (country || (province && bay_str_eq(a->admin1, b->admin1)));
}

/* The first place told in the number's clause, behind it: "36 died in [Lashkar Gah]". */
static uint32_t place_of_count(const bay__coder *c, const bay_quantity *q, uint32_t sent)
{
    enum { REACH = 10 };
    uint32_t best = BAY_NONE;
    BAY__EACH_IN(c->places, sent, i) {
        const bay_place *p = &c->doc->places.items[i];
        bool near = p->literal && p->tok > q->tok && p->tok < q->tok + REACH;
        if (near && (best == BAY_NONE || p->tok < c->doc->places.items[best].tok)) best = i;
    }
    for (uint32_t i = q->tok; best != BAY_NONE && i < c->doc->places.items[best].tok; i++)
        if (bay_str_is(c->doc->toks.items[i].norm, ";")) return BAY_NONE;
    return best;
}

/* Another day is told than the event's. */
static bool is_other_day(const bay__coder *c, const bay_event *event, uint32_t sent)
{
    if (sent == event->sent || !bay_date_is_set(event->begin)) return false;
    BAY__EACH_IN(c->times, sent, i) {
        const bay_time *t = &c->doc->times.items[i];
        bool day = t->precision == BAY_PRECISION_DAY && bay_date_is_set(t->begin);
        bay_date last = bay_date_is_set(event->end) ? event->end : event->begin;
        if (day && (bay_date_compare(t->begin, bay_date_first(event->begin)) < 0 || bay_date_compare(t->begin, bay_date_last(last)) > 0)) return true;
    }
    return false;
}

static bool is_open_deed(const bay_event *event, bay_str kind)
{
    bool jailed = bay_str_is(kind, "detained");
    bool real = event->status == BAY_HAPPENED || event->status == BAY_CLAIMED || event->status == BAY_BACKGROUND;
    return real && event->quad == 4 && bay_str_is(event->type, jailed ? "COERCE" : "ASSAULT");
}

static bool is_near(const bay__coder *c, const bay_event *event, uint32_t sent)
{
    enum { SENTENCES = 2 };
    const bay_sent *sents = c->doc->sents.items;
    return event->sent <= sent && sent - event->sent <= SENTENCES && sents[sent].block - sents[event->sent].block <= 1;
}

static bool same_voice(const bay__coder *c, const bay_event *event, uint32_t at, bay_count_voice voice)
{
    bay_count_voice told = event->voices[at];
    if (told.speaker != BAY_NONE && voice.speaker != BAY_NONE) return bay__same_actor(c->doc, told.speaker, voice.speaker);
    return told.span.begin == voice.span.begin && told.span.end == voice.span.end;
}

/* A number of the kind that this voice has told: a second one is of another deed, unless it is the sum so far. */
static bool has_told(const bay__coder *c, const bay_event *event, const bay_quantity *q, bay_count_voice voice)
{
    for (uint32_t i = 0; i < event->count_count; i++) {
        const bay_quantity *other = &c->doc->quantities.items[event->counts[i]];
        if (bay_str_eq(other->kind, q->kind) && same_voice(c, event, i, voice)) return q->cumulative != 1 && q->whole == BAY_NONE;
    }
    return false;
}

static void add_count(bay_event *event, uint32_t quantity, bay_count_voice voice)
{
    if (event->count_count == BAY_EVENT_COUNTS_MAX) return;
    event->voices[event->count_count] = voice;
    event->counts[event->count_count++] = quantity;
}

/* "Fighting killed nine in Herat; 36 died in Lashkar Gah": a deed of its own. */
static bay_status tell_apart(bay__coder *c, uint32_t event, uint32_t quantity, uint32_t place, bay_error *err)
{
    const bay_quantity *q = &c->doc->quantities.items[quantity];
    bay_event apart = c->doc->events.items[event];
    bay_span trigger = c->doc->toks.items[q->pred].span;
    apart.place = place, apart.count_count = 0, apart.recipient_count = 0;
    apart.trigger = trigger.begin < q->span.begin ? (bay_span){q->span.begin, c->doc->places.items[place].span.end} : trigger;
    apart.id = bay__event_id(c->doc, &apart);
    if (q->of < c->token_count && c->actor_at[q->of] != BAY_NONE) apart.recipients[apart.recipient_count++] = c->actor_at[q->of];
    add_count(&apart, quantity, (bay_count_voice){.speaker = BAY_NONE});
    bay_event *slot = bay_doc_push(c->doc, events);
    if (!slot) return bay_fail_memory(err);
    *slot = apart;
    return BAY_OK;
}

/* The last deed near by that the number may be of; *apart: it has another place in the deed's own sentence. */
static uint32_t deed_of(const bay__coder *c, uint32_t quantity, uint32_t sent, uint32_t end, uint32_t *apart)
{
    const bay_quantity *q = &c->doc->quantities.items[quantity];
    uint32_t place = place_of_count(c, q, sent);
    *apart = BAY_NONE;
    for (uint32_t i = end; i > 0; i--) {
        const bay_event *e = &c->doc->events.items[i - 1];
        if (e->sent > sent || !is_open_deed(e, q->kind)) continue;
        if (!is_near(c, e, sent) || (e->sent == sent && is_predicate_of(c->doc, e, q->pred))) break;   /* a total whose parts are told */
        bool elsewhere = place != BAY_NONE && e->place != BAY_NONE && !is_within(&c->doc->places.items[place], &c->doc->places.items[e->place], e->sent == sent && has_kind(c, e, q->kind));
        if (elsewhere && e->sent == sent && q->pred < c->token_count) *apart = place;
        if (elsewhere && e->sent != sent) continue;
        return is_other_day(c, e, sent) && q->cumulative != 1 ? BAY_NONE : i - 1;
    }
    return BAY_NONE;
}

static bay_status place_count(bay__coder *c, uint32_t quantity, uint32_t told, uint32_t end, bay_error *err)
{
    const bay_quantity *q = &c->doc->quantities.items[quantity];
    uint32_t sent = c->doc->toks.items[q->tok].sent, apart;
    uint32_t at = deed_of(c, quantity, sent, end, &apart);
    if (at == BAY_NONE) return BAY_OK;
    if (apart != BAY_NONE) return tell_apart(c, at, quantity, apart, err);
    bay_event *event = &c->doc->events.items[at];
    bool split = (at > 0 && event[-1].statement == event->statement) || (at + 1 < end && event[1].statement == event->statement);
    if (split && sent != event->sent) return BAY_OK;   /* of several places together */
    bay_count_voice voice = voice_of(c, event, quantity, told);
    if (!has_told(c, event, q, voice)) add_count(event, quantity, voice);
    return BAY_OK;
}

static void tell_voices(const bay__coder *c, const uint32_t *told, uint8_t *listed)
{
    for (uint32_t e = 0; e < c->doc->events.count; e++) {
        bay_event *event = &c->doc->events.items[e];
        for (uint32_t i = 0; i < event->count_count; i++) {
            listed[event->counts[i]] = 1;
            event->voices[i] = voice_of(c, event, event->counts[i], told[event->counts[i]]);
        }
    }
}

bay_status bay__settle_counts(bay__coder *c, bay_error *err)
{
    bay_doc *doc = c->doc;
    uint32_t events = doc->events.count, end = 0;   /* those that are told apart come behind */
    if (!events || !doc->quantities.count) return BAY_OK;
    uint8_t *listed = bay_arena_calloc(c->scratch, (size_t)doc->quantities.count + 1, 1);
    uint32_t *told = attributions_over(c);
    if (!listed || !told) return bay_fail_memory(err);
    for (uint32_t e = 0; e < events; e++) part_counts(c, e);
    tell_voices(c, told, listed);
    for (uint32_t i = 0; i < doc->quantities.count; i++) {
        uint32_t sent = doc->toks.items[doc->quantities.items[i].tok].sent;
        while (end < events && doc->events.items[end].sent <= sent) end++;
        if (!listed[i] && is_told_here(c, i)) BAY_TRY(place_count(c, i, told[i], end, err));
    }
    return BAY_OK;
}
