/* In which field, and how sure. */
#include "code/coder.h"

enum { BACKGROUND_DAYS = 60, FIELDS_MAX = 16 };

/* ---- fields -------------------------------------------------------------------- */

static void add_context(bay_event *event, bay_str name)
{
    if (!name.size || event->context_count == BAY_EVENT_CONTEXTS_MAX) return;
    for (uint32_t i = 0; i < event->context_count; i++)
        if (bay_str_eq(event->contexts[i], name)) return;
    event->contexts[event->context_count++] = name;
}

static void context_of_token(const bay__coder *c, uint32_t tok, uint32_t end, bay_event *event)
{
    const bay_tok *t = &c->doc->toks.items[tok];
    if (tok + 1 < end) {
        const bay_tok *after = &c->doc->toks.items[tok + 1];
        char pair[96];
        uint32_t size = t->norm.size + 1 + after->norm.size;
        if (size < sizeof pair) {
            memcpy(pair, t->norm.bytes, t->norm.size);
            pair[t->norm.size] = ' ';
            memcpy(pair + t->norm.size + 1, after->norm.bytes, after->norm.size);
            add_context(event, bay_word_context(c->index, (bay_str){pair, size}));
        }
    }
    bay_str found = bay_word_context(c->index, t->lemma);
    add_context(event, found.size ? found : bay_word_context(c->index, t->norm));
}

void bay__find_contexts(const bay__coder *c, const bay_statement *st, const bay_code *code, bay_event *event)
{
    for (uint32_t i = 0; i < code->context_count; i++) add_context(event, code->contexts[i]);
    const bay_sent *sent = &c->doc->sents.items[st->sent];
    for (uint32_t i = sent->tok_begin; i < sent->tok_end; i++) context_of_token(c, i, sent->tok_end, event);
}

/* "The amnesty was announced": by the word itself it is in force; a withdrawal that is announced is still to come. */
static bool is_declared(const bay__coder *c, const bay_statement *st, const bay_event *event)
{
    static const char *const verbs[] = {"announce", "declare", "proclaim", NULL};
    static const char *const codes[] = {"081", "0871", "172", "163", "1724"};
    if (st->status != BAY_PLANNED || st->kind != BAY_PRED_NOUN || st->link != BAY_LINK_OBJ || st->parent == BAY_NONE) return false;
    const bay_statement *above = &c->doc->statements.items[st->parent];
    bool verb = false, code = false;
    verb = verb || bay_str_in(c->doc->toks.items[above->tok].lemma, verbs);
    for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++) code = code || bay_str_starts(event->cameo, bay_str_from(codes[i]));
    return verb && code && above->status == BAY_HAPPENED;
}

/* ---- did it happen ---------------------------------------------------------------- */

static bool is_long_ago(const bay__coder *c, const bay_event *event)
{
    if (event->time == BAY_NONE || !bay_date_is_set(c->doc->published) || !bay_date_is_set(event->end)) return false;
    return bay_date_to_days(bay_date_last(event->end)) + BACKGROUND_DAYS < bay_date_to_days(c->doc->published);
}

static uint8_t status_of_type(const bay_event *event, const bay__hit *hit, uint8_t status)
{
    if (status != BAY_HAPPENED && status != BAY_CLAIMED && status != BAY_PLANNED && status != BAY_DEMANDED && status != BAY_THREATENED)
        return status;
    if (bay_str_is(event->type, "THREATEN")) return BAY_THREATENED;
    if (bay_str_is(event->type, "REQUEST")) return BAY_DEMANDED;
    bool announced = hit->entry->op.size && (bay_str_is(hit->entry->op, "agree") || bay_str_is(hit->entry->op, "decide") || bay_str_is(hit->entry->op, "intend"));
    if (announced || (hit->composed && bay_str_is(event->type, "AGREE"))) return BAY_PLANNED;
    return status;
}

/* "announced a ceasefire": the announcing is the event, unless it is itself to come. */
static bool announced_now(const bay__coder *c, const bay_statement *st, const bay__hit *hit)
{
    if (st->status != BAY_PLANNED || st->light == BAY_NONE || hit->used_count == 0 || hit->used[0] != st->light) return false;
    const bay_tok *light = &c->doc->toks.items[st->light];
    if (light->feats.verb_form == BAY_VERB_INF) return false;
    BAY__EACH_CHILD(c, st->light, child)
        if (c->doc->toks.items[child].deprel == BAY_DEP_AUX && !bay_str_is(c->doc->toks.items[child].lemma, "have")) return false;
    return true;
}

uint8_t bay__event_status(const bay__coder *c, uint32_t statement, const bay_event *event)
{
    const bay_statement *st = &c->doc->statements.items[statement];
    const bay__hit *hit = &c->hits[statement];
    uint8_t status = announced_now(c, st, hit) || is_declared(c, st, event) ? BAY_HAPPENED : st->status;
    /* The modal has become the type: what was announced, refused or asked for is in it. */
    if (hit->voice == BAY__REFUSES) status = BAY_HAPPENED;
    else if (hit->voice == BAY__INTENDS) status = BAY_PLANNED;
    else if (hit->voice == BAY__URGES) status = BAY_DEMANDED;
    status = status_of_type(event, hit, status);
    if (is_long_ago(c, event) && (status == BAY_HAPPENED || status == BAY_CLAIMED)) status = BAY_BACKGROUND;
    return status;
}

/* ---- politics or not ------------------------------------------------------------------- */

static bool has_armed_party(const bay__coder *c, const bay_event *event)
{
    static const char *const armed[] = {"MIL", "REB", "UAF", "COP", "SPY", "UNS", NULL};
    for (uint32_t i = 0; i < event->actor_count + event->recipient_count; i++) {
        uint32_t at = i < event->actor_count ? event->actors[i] : event->recipients[i - event->actor_count];
        const bay_actor *actor = &c->doc->actors.items[at];
        for (uint32_t s = 0; s < actor->sector_count; s++)
            if (bay_str_in(actor->sectors[s], armed)) return true;
    }
    return false;
}

static uint32_t apolitical_weight(const bay__coder *c, uint32_t tok, uint32_t *field)
{
    const bay_tok *t = &c->doc->toks.items[tok];
    uint32_t weight = bay_word_apolitical(c->index, t->lemma, field);
    return weight ? weight : bay_word_apolitical(c->index, t->norm, field);
}

static bool is_class(const bay__coder *c, uint32_t tok, const char *name)
{
    const bay_tok *t = &c->doc->toks.items[tok];
    if (t->upos == BAY_PROPN) return false;
    uint64_t bit = bay_class_bit(c->index, bay_str_from(name));
    return bit && ((bay_word_classes(c->index, t->lemma) | bay_word_classes(c->index, t->norm)) & bit);
}

/* "Bees attacked", "the virus invades", "analysts attacked the plan": the doer, or what is fought, is none of politics. */
static bool statement_is_natural(const bay__coder *c, uint32_t statement, const bay_event *event)
{
    const bay_statement *st = &c->doc->statements.items[statement];
    bool deed = bay_str_is(event->type, "ASSAULT") || bay_str_is(event->type, "COERCE") || bay_str_is(event->type, "RETREAT") || bay_str_is(event->type, "THREATEN");
    for (uint32_t i = 0; i < st->args.count; i++) {
        const bay_arg *arg = &st->args.items[i];
        if (arg->role == BAY_ARG_SUBJ && is_class(c, arg->tok, "nature")) return true;
        bool struck = arg->role == BAY_ARG_OBJ || (arg->role == BAY_ARG_PREP && bay_str_is(arg->prep, "on"));
        if (struck && deed && is_class(c, arg->tok, "ailment")) return true;
        if (arg->role == BAY_ARG_SUBJ && deed && is_class(c, arg->tok, "critic")) return true;
    }
    return false;
}

static bool has_natural_party(const bay__coder *c, const bay_event *event)
{
    uint32_t inner = c->hits[event->statement].inner;   /* "planned the assault on the record" */
    return statement_is_natural(c, event->statement, event) || (inner != BAY_NONE && c->hits[inner].entry && statement_is_natural(c, inner, event));
}

/* "A typhoon battered Luzon. ... eleven people were killed": nobody's deed when the sentence before is the storm's. */
static bool after_nature(const bay__coder *c, const bay_event *event)
{
    if (event->actor_count || event->sent == 0 || !bay_str_is(event->type, "ASSAULT")) return false;
    const bay_sent *sent = &c->doc->sents.items[event->sent - 1];
    if (sent->block != c->doc->sents.items[event->sent].block) return false;
    for (uint32_t i = sent->tok_begin; i < sent->tok_end; i++)
        if ((c->doc->toks.items[i].deprel == BAY_DEP_NSUBJ || c->doc->toks.items[i].deprel == BAY_DEP_COMPOUND) && i < sent->tok_begin + 6 &&
            (is_class(c, i, "nature") || bay_word_classes(c->index, c->doc->toks.items[i].norm) & bay_class_bit(c->index, BAY_STR("nature")))) return true;
    return false;
}

/* A siege of 1687 is history. */
static bool is_history(const bay__coder *c, const bay_event *event)
{
    enum { FIRST_YEAR = 1900 };
    return event->time != BAY_NONE && bay_date_is_set(event->end) && event->end.year < FIRST_YEAR && c->doc->published.year >= FIRST_YEAR;
}

static bool has_business(const bay__coder *c, const bay_event *event)
{
    for (uint32_t i = 0; i < event->actor_count + event->recipient_count; i++) {
        const bay_actor *actor = &c->doc->actors.items[i < event->actor_count ? event->actors[i] : event->recipients[i - event->actor_count]];
        if (actor->sector_count && bay_str_is(actor->sectors[0], "BUS")) return true;
    }
    return false;
}

/* "In the novel the king invades", "the thriller's hero kidnaps": what a work tells, up to two sentences on. */
static bool sentence_is_fiction(const bay__coder *c, uint32_t sent_index)
{
    const bay_sent *sent = &c->doc->sents.items[sent_index];
    for (uint32_t i = sent->tok_begin; i < sent->tok_end && i < sent->tok_begin + 12; i++) {
        if (!is_class(c, i, "fiction")) continue;
        const bay_tok *t = &c->doc->toks.items[i];
        if (t->deprel == BAY_DEP_NSUBJ || t->deprel == BAY_DEP_NMOD_POSS) return true;
        if (i > sent->tok_begin + 5) continue;
        BAY__EACH_CHILD(c, i, child)
            if (c->doc->toks.items[child].deprel == BAY_DEP_CASE && bay_str_is(c->doc->toks.items[child].norm, "in")) return true;
    }
    return false;
}

static bool is_fiction(const bay__coder *c, const bay_event *event)
{
    uint32_t block = c->doc->sents.items[event->sent].block;
    for (uint32_t back = 0; back <= 2 && back <= event->sent; back++) {
        uint32_t sent = event->sent - back;
        if (c->doc->sents.items[sent].block == block && sentence_is_fiction(c, sent)) return true;
    }
    return false;
}

/* Points of a sentence for each field; a persons's trade is none where he is the one arrested ("the singer was jailed"). */
static void add_weights(const bay__coder *c, const bay_sent *sent, const bay_event *event, uint32_t *sums)
{
    const bay_statement *st = &c->doc->statements.items[event->statement];
    for (uint32_t i = sent->tok_begin; i < sent->tok_end; i++) {
        uint32_t field;
        bool verb = c->doc->toks.items[i].upos == BAY_VERB;   /* "was filmed by a passer-by", "gunmen stormed a hotel" */
        if (verb && (bay_str_is(c->doc->toks.items[i].lemma, "film") || bay_str_is(c->doc->toks.items[i].lemma, "storm"))) continue;
        bool party = false;
        for (uint32_t k = 0; event->actor_count && k < st->args.count; k++) party = party || (st->args.items[k].tok == i && st->args.items[k].role == BAY_ARG_OBJ);
        if (party && bay_str_is(event->type, "COERCE")) continue;
        uint32_t weight = apolitical_weight(c, i, &field);
        if (weight) sums[field % FIELDS_MAX] += weight;
    }
}

/* Words of sport, weather or trade in the sentence: "Pakistan beat Australia by five wickets"; or, with two points
 * for what has one side only and three else, in those beside it. */
bool bay__is_apolitical(const bay__coder *c, const bay_event *event)
{
    if (has_natural_party(c, event) || is_fiction(c, event) || after_nature(c, event) || is_history(c, event)) return true;
    if (has_armed_party(c, event)) return false;
    uint32_t sums[FIELDS_MAX] = {0}, enough = event->actor_count ? 2 : 1;   /* a storm that kills is nobody */
    add_weights(c, &c->doc->sents.items[event->sent], event, sums);
    for (uint32_t f = 0; f < FIELDS_MAX; f++)
        if (sums[f] >= enough) return true;
    uint32_t block = c->doc->sents.items[event->sent].block;
    if (event->sent > 0 && c->doc->sents.items[event->sent - 1].block == block) add_weights(c, &c->doc->sents.items[event->sent - 1], event, sums);
    if (event->sent + 1 < c->doc->sents.count && c->doc->sents.items[event->sent + 1].block == block) add_weights(c, &c->doc->sents.items[event->sent + 1], event, sums);
    enough = event->recipient_count == 0 || has_business(c, event) ? 2 : 3;
    for (uint32_t f = 0; f < FIELDS_MAX; f++)
        if (sums[f] >= enough) return true;
    return false;
}
