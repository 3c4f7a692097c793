#include "code/code.h"

#include "code/coder.h"

/* ---- the coder of one document ------------------------------------------------ */

static uint32_t *table(bay_arena *arena, uint32_t count)
{
    uint32_t *items = bay_arena_alloc(arena, (size_t)(count ? count : 1) * sizeof *items);
    if (items) memset(items, 0xFF, (size_t)(count ? count : 1) * sizeof *items);
    return items;
}

static void link_children(bay__coder *c)
{
    for (uint32_t i = c->token_count; i-- > 0;) {
        const bay_tok *tok = &c->doc->toks.items[i];
        if (tok->head == BAY_NONE || tok->head >= c->token_count || tok->head == i) continue;
        c->next_sibling[i] = c->first_child[tok->head];
        c->first_child[tok->head] = i;
    }
}

static void index_layers(bay__coder *c)
{
    const bay_doc *doc = c->doc;
    c->resolved_actors = doc->actors.count;
    for (uint32_t i = doc->actors.count; i-- > 0;)
        if (doc->actors.items[i].tok < c->token_count) c->actor_at[doc->actors.items[i].tok] = i;
    for (uint32_t i = doc->places.count; i-- > 0;)
        if (doc->places.items[i].tok < c->token_count) c->place_at[doc->places.items[i].tok] = i;
    for (uint32_t i = doc->statements.count; i-- > 0;)
        if (doc->statements.items[i].tok < c->token_count) c->statement_at[doc->statements.items[i].tok] = i;
}

static bool by_sentence(bay__by_sentence *list, bay_arena *arena, uint32_t sents, uint32_t items)
{
    list->first = table(arena, sents), list->next = table(arena, items);
    return list->first && list->next;
}

static void put_in_sentence(const bay__coder *c, bay__by_sentence *list, uint32_t tok, uint32_t item)
{
    if (tok >= c->token_count) return;
    uint32_t sent = c->doc->toks.items[tok].sent;
    list->next[item] = list->first[sent];
    list->first[sent] = item;
}

static bool list_by_sentence(bay__coder *c)
{
    const bay_doc *doc = c->doc;
    uint32_t sents = doc->sents.count;
    if (!by_sentence(&c->places, c->scratch, sents, doc->places.count) || !by_sentence(&c->times, c->scratch, sents, doc->times.count) ||
        !by_sentence(&c->quantities, c->scratch, sents, doc->quantities.count))
        return false;
    for (uint32_t i = doc->places.count; i-- > 0;) put_in_sentence(c, &c->places, doc->places.items[i].tok, i);
    for (uint32_t i = doc->times.count; i-- > 0;) put_in_sentence(c, &c->times, doc->times.items[i].tok_begin, i);
    for (uint32_t i = doc->quantities.count; i-- > 0;) put_in_sentence(c, &c->quantities, doc->quantities.items[i].tok, i);
    return true;
}

static bay_status set_up(bay__coder *c, bay_error *err)
{
    uint32_t n = c->token_count = c->doc->toks.count;
    c->actor_at = table(c->scratch, n), c->place_at = table(c->scratch, n), c->statement_at = table(c->scratch, n);
    c->first_child = table(c->scratch, n), c->next_sibling = table(c->scratch, n);
    c->hits = bay_arena_calloc(c->scratch, c->doc->statements.count + 1, sizeof *c->hits);
    if (!c->actor_at || !c->place_at || !c->statement_at || !c->first_child || !c->next_sibling || !c->hits)
        return bay_fail_memory(err);
    if (!list_by_sentence(c)) return bay_fail_memory(err);
    link_children(c);
    index_layers(c);
    c->bit_quantity = bay_class_bit(c->index, BAY_STR("quantity"));
    return c->names ? bay_phrases_read(&c->names->phrases, c->scratch, c->doc, &c->words, err) : BAY_OK;
}

/* ---- one event ------------------------------------------------------------------ */

static void fill_codes(const bay__coder *c, const bay__hit *hit, const bay_code *code, bay_event *event)
{
    bool own = !hit->composed && hit->entry->type.size;
    event->type = own ? hit->entry->type : code->type;
    event->mode = own && hit->entry->mode.size ? hit->entry->mode : code->mode;
    if (!event->mode.size) event->mode = (bay_str){0};
    event->cameo = code->cameo, event->quad = code->quad, event->goldstein = code->goldstein;
    event->acled_type = code->acled_type.size ? code->acled_type : (bay_str){0};
    event->acled_subtype = code->acled_subtype.size ? code->acled_subtype : (bay_str){0};
    event->control = hit->entry->control.size && !hit->composed ? hit->entry->control : (bay_str){0};
    event->rule = bay_str_format(&c->doc->arena, "%.*s:%u %.*s", BAY_STR_ARG(hit->entry->file), hit->entry->line, BAY_STR_ARG(hit->entry->entry));
}

/* ACLED knows by the parties what CAMEO knows not: violence against civilians, and who takes territory. */
static bool all_civilian(const bay_doc *doc, const bay_event *event)
{
    static const char *const civil[] = {"CVL", "REF", "EDU", "HLH", "MED", "NGO", "AGR", "REL"};
    for (uint32_t i = 0; i < event->recipient_count; i++) {
        const bay_actor *actor = &doc->actors.items[event->recipients[i]];
        bool is = false;
        for (size_t k = 0; k < sizeof civil / sizeof civil[0]; k++) is = is || (actor->sector_count && bay_str_is(actor->sectors[0], civil[k]));
        if (!is) return false;
    }
    return event->recipient_count > 0;
}

static bool has_state_force(const bay_doc *doc, const bay_event *event)
{
    for (uint32_t i = 0; i < event->actor_count; i++) {
        const bay_actor *actor = &doc->actors.items[event->actors[i]];
        if (actor->sector_count == 0 && actor->country.size) return true;
        for (uint32_t s = 0; s < actor->sector_count; s++)
            if (bay_str_is(actor->sectors[s], "MIL") || bay_str_is(actor->sectors[s], "GOV") || bay_str_is(actor->sectors[s], "COP")) return true;
    }
    return false;
}

static void refine_acled(const bay_doc *doc, bay_event *event)
{
    if (!bay_str_is(event->acled_type, "Battles")) return;
    if (event->control.size && bay_str_is(event->control, "gains"))
        event->acled_subtype = has_state_force(doc, event) ? BAY_STR("Government regains territory") : BAY_STR("Non-state actor overtakes territory");
    else if (all_civilian(doc, event))
        event->acled_type = BAY_STR("Violence against civilians"), event->acled_subtype = BAY_STR("Attack");
}

static void fill_chain(const bay_doc *doc, const bay_statement *st, bay_event *event)
{
    uint32_t inward[BAY_CHAIN_MAX], count = 0;
    for (uint32_t at = st->attribution; at != BAY_NONE && at < doc->attributions.count && count < BAY_CHAIN_MAX; at = doc->attributions.items[at].outer)
        inward[count++] = at;
    for (uint32_t i = 0; i < count; i++) event->chain[i] = inward[count - 1 - i];
    event->chain_count = count;
}

bay_str bay__event_id(bay_doc *doc, const bay_event *event)
{
    uint64_t hash = bay_hash(doc->id.size ? doc->id : doc->text);
    hash = bay_hash_more(hash, event->type);
    hash = bay_hash_more(hash, (bay_str){(const char *)&event->trigger, sizeof event->trigger});
    return bay_str_format(&doc->arena, "e%016llx", (unsigned long long)hash);
}

/* ---- is it politics? -------------------------------------------------------------- */

/* Those who act in politics by what they are; students, patients, firms and "people" do so only against or with these. */
static bool is_strong(const bay_actor *actor)
{
    static const char *const strong[] = {"GOV", "MIL", "REB", "UAF", "COP", "JUD", "LEG", "SPY", "PTY", "OPP", "IGO", "NGO", "UNS", "INS", "SEP", "REF", NULL};
    if (actor->confidence > 0 && actor->confidence < 0.35f) return false;
    if (actor->sector_count == 0) return true;   /* a country, or a body known by its code */
    return bay_str_in(actor->sectors[0], strong);
}

static bool any_strong(const bay_doc *doc, const uint32_t *actors, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        if (is_strong(&doc->actors.items[actors[i]])) return true;
    return false;
}

static bool is_deed(const bay_event *event)
{
    bool strike = bay_str_starts(event->cameo, BAY_STR("133")) || bay_str_starts(event->cameo, BAY_STR("082"));   /* announced, called off */
    return strike || bay_str_is(event->type, "ASSAULT") || bay_str_is(event->type, "PROTEST") || bay_str_is(event->type, "COERCE");
}

static bool op_is(const bay__hit *hit, const char *a, const char *b)
{
    return bay_str_is(hit->entry->op, a) || bay_str_is(hit->entry->op, b);
}

/* Somebody of weight takes part; bare asking ("asked me about it") has two sides; violence may lack one. */
static bool is_politics(const bay__coder *c, const bay__hit *hit, const bay_event *event)
{
    const bay_doc *doc = c->doc;
    if (event->actor_count == 0 && event->recipient_count == 0) return false;
    bool strong = any_strong(doc, event->actors, event->actor_count), other = any_strong(doc, event->recipients, event->recipient_count);
    if (!strong && !other) return is_deed(event) && (event->actor_count == 0 || event->recipient_count > 0);
    bool bare = hit->entry->op.size && !hit->composed;
    bool verbal = bay_str_is(event->type, "REJECT") || bay_str_is(event->type, "SUPPORT");   /* "was praised", "went ignored": by nobody */
    if (verbal && event->actor_count == 0 && c->doc->statements.items[event->statement].passive) return false;
    if (bare && op_is(hit, "appeal", "demand")) return event->actor_count && event->recipient_count;
    if (bare) return strong || (other && event->actor_count == 0 && op_is(hit, "accuse", "accuse"));   /* "has been blamed" */
    return true;
}

/* "[killed] ... in Sunday's [fighting]": the fighting is the same deed when nobody else takes part in it. */
static bool retells_parent(const bay__coder *c, const bay_statement *st, const bay_event *event)
{
    if (st->kind != BAY_PRED_NOUN || st->link != BAY_LINK_PREP || st->parent == BAY_NONE || event->actor_count) return false;
    uint32_t told = c->hits[st->parent].event;
    if (told == BAY_NONE || !bay_str_eq(c->doc->events.items[told].type, event->type)) return false;
    for (uint32_t i = 0; i < event->recipient_count; i++)
        if (!bay_str_starts(c->doc->actors.items[event->recipients[i]].id, BAY_STR("place:"))) return false;
    return is_deed(event);
}

static bool same_parties(const bay_doc *doc, const uint32_t *a, uint32_t a_count, const uint32_t *b, uint32_t b_count);

/* Those struck are of one country, as far as it is known: a strike on Damascus that kills Iranians is told twice. */
static bool struck_alike(const bay_doc *doc, const bay_event *a, const bay_event *b)
{
    for (uint32_t i = 0; i < a->recipient_count; i++)
        for (uint32_t k = 0; k < b->recipient_count; k++) {
            const bay_actor *x = &doc->actors.items[a->recipients[i]], *y = &doc->actors.items[b->recipients[k]];
            if (x->country.size ? y->country.size && !bay_str_eq(x->country, y->country) : y->country.size && x->code.size && !bay_str_ends(y->code, x->code)) return false;
        }
    return true;
}

/* "An [attack] on the post killed four", "opened fire on a convoy, [wounding] three": one deed and what came of it. */
static bool is_of_same_deed(const bay__coder *c, const bay_statement *st, const bay_event *event)
{
    if (st->parent == BAY_NONE || !bay_str_is(event->type, "ASSAULT")) return false;
    uint32_t told = c->hits[st->parent].event;
    if (told == BAY_NONE) return false;
    const bay_event *main = &c->doc->events.items[told];
    if (!bay_str_eq(main->type, event->type) || main->status != event->status) return false;
    bool alike = struck_alike(c->doc, main, event);
    bool doers = event->actor_count == 0 || same_parties(c->doc, event->actors, event->actor_count, main->actors, main->actor_count);
    if (st->kind == BAY_PRED_NOUN && st->link == BAY_LINK_SUBJ) return doers && alike;
    bool during = bay_str_is(st->link_word, "during") || bay_str_is(st->link_word, "in");   /* "shot a boy during a raid on the camp" */
    if (st->kind == BAY_PRED_NOUN && st->link == BAY_LINK_PREP && during) return event->actor_count == 0 && alike;
    bool result = st->link == BAY_LINK_ADVCL && st->kind == BAY_PRED_VERB && !st->link_word.size && bay_str_ends(c->doc->toks.items[st->tok].norm, BAY_STR("ing"));
    return result && (doers || alike) && event->count_count;
}

/* "visited the [wounded]": people, whatever the tagger calls the word. */
static bool names_people(const bay__coder *c, uint32_t tok)
{
    const bay_tok *toks = c->doc->toks.items;
    if (tok == 0 || !bay_str_is(toks[tok - 1].norm, "the") || toks[tok - 1].head != tok) return false;
    return toks[tok].feats.verb_form == BAY_VERB_PART || toks[tok].feats.tense == BAY_TENSE_PAST;
}

static bool same_parties(const bay_doc *doc, const uint32_t *a, uint32_t a_count, const uint32_t *b, uint32_t b_count)
{
    bool same = a_count == b_count;
    for (uint32_t i = 0; same && i < a_count; i++) same = bay__same_actor(doc, a[i], b[i]);
    return same;
}

/* "[killed] 12 soldiers and [wounded] five": one deed with two counts, not two with the same counts each. The event that has
 * told it already, BAY_NONE. */
static uint32_t told_by_neighbour(const bay__coder *c, const bay_statement *st, const bay_event *event)
{
    const bay_doc *doc = c->doc;
    uint32_t at = st->link == BAY_LINK_CONJ && st->parent != BAY_NONE ? c->hits[st->parent].event : BAY_NONE;
    if (at == BAY_NONE || event->count_count == 0) return BAY_NONE;
    const bay_event *told = &doc->events.items[at];
    bool same = bay_str_eq(told->cameo, event->cameo) && bay_str_is(event->type, "ASSAULT") && told->status == event->status &&
                told->count_count == event->count_count && told->place == event->place && told->time == event->time && !event->mode.size;
    for (uint32_t i = 0; same && i < event->count_count; i++) same = told->counts[i] == event->counts[i];
    if (!same || !same_parties(doc, told->actors, told->actor_count, event->actors, event->actor_count)) return BAY_NONE;
    bool nobody_new = event->recipient_count == 0 || bay_str_starts(doc->actors.items[event->recipients[0]].id, BAY_STR("place:"));
    return nobody_new || same_parties(doc, told->recipients, told->recipient_count, event->recipients, event->recipient_count) ? at : BAY_NONE;
}

/* What the one told of the dead and wounded, and of the side that was not named, holds for the whole deed. */
static void take_counts(bay_event *whole, const bay_event *part)
{
    for (uint32_t i = 0; i < part->count_count; i++) {
        bool known = false;
        for (uint32_t k = 0; k < whole->count_count; k++) known = known || whole->counts[k] == part->counts[i];
        if (!known && whole->count_count < BAY_EVENT_COUNTS_MAX) whole->counts[whole->count_count++] = part->counts[i];
    }
    if (whole->recipient_count == 0)
        for (uint32_t i = 0; i < part->recipient_count; i++) whole->recipients[whole->recipient_count++] = part->recipients[i];
}

static bay_status add_events(bay__coder *c, const bay_event *whole, bay_error *err)
{
    bay_event parts[BAY_EVENT_COUNTS_MAX];
    uint32_t count = bay__split_by_place(c, whole, parts);
    if (count == 0) parts[count++] = *whole;
    for (uint32_t i = 0; i < count; i++) {
        parts[i].id = bay__event_id(c->doc, &parts[i]);
        bay_event *slot = bay_doc_push(c->doc, events);
        if (!slot) return bay_fail_memory(err);
        *slot = parts[i];
    }
    return BAY_OK;
}

/* docs/guide/codebook.md: what is demanded, refused, threatened or agreed to has no event of its own, however deep it lies. */
static bool is_told_above(const bay__coder *c, const bay_statement *st, uint8_t status)
{
    static const char *const types[] = {"REQUEST", "THREATEN", "REJECT", "AGREE"};
    if (status != BAY_PLANNED && status != BAY_DEMANDED && status != BAY_THREATENED) return false;
    for (int steps = 0; steps < 4 && st->parent != BAY_NONE; steps++) {
        bool within = st->link == BAY_LINK_XCOMP || st->link == BAY_LINK_CCOMP || st->link == BAY_LINK_PREP || st->link == BAY_LINK_OBJ;
        if (!within) return false;
        uint32_t told = c->hits[st->parent].event;
        for (size_t i = 0; told != BAY_NONE && i < sizeof types / sizeof types[0]; i++)
            if (bay_str_is(c->doc->events.items[told].type, types[i])) return true;
        st = &c->doc->statements.items[st->parent];
    }
    return false;
}

/* "Rwanda's denial that it [supplies] weapons": the deed is told, as denied. */
static bool names_denied_deed(const bay__coder *c, uint32_t statement)
{
    const bay__hit *hit = &c->hits[statement];
    if (c->doc->statements.items[statement].kind != BAY_PRED_NOUN || !bay_str_is(hit->cameo, "016") || hit->inner == BAY_NONE) return false;
    return c->hits[hit->inner].cameo.size && !c->hits[hit->inner].absorbed;
}

static bay_status code_statement(bay__coder *c, uint32_t i, bay_error *err)
{
    bay__hit *hit = &c->hits[i];
    if (!hit->entry || !hit->cameo.size || hit->absorbed || names_denied_deed(c, i)) return BAY_OK;
    const bay_code *code = bay_code_find(c->index, bay__finer_code(c, i, hit->cameo));
    if (!code) return BAY_OK;
    const bay_statement *st = &c->doc->statements.items[i];
    bay_event event = {.statement = i, .sent = st->sent, .trigger = st->trigger, .place = BAY_NONE, .time = BAY_NONE, .inner = BAY_NONE};
    fill_codes(c, hit, code, &event);
    if (!event.type.size) return BAY_OK;
    if (st->kind == BAY_PRED_VERB && names_people(c, st->tok)) return BAY_OK;
    BAY_TRY(bay__find_parties(c, i, &event, err));
    bay__find_date(c, st, &event);
    if (!is_politics(c, hit, &event) || bay__is_apolitical(c, &event) || retells_parent(c, st, &event)) return BAY_OK;
    if (bay_span_is_empty(event.trigger)) event.trigger = c->doc->toks.items[st->tok].span;
    refine_acled(c->doc, &event);
    bay__find_place(c, st, &event);
    event.cameo = bay__meeting_code(c, &event);
    bay__find_counts(c, i, &event);
    bay__find_contexts(c, st, code, &event);
    fill_chain(c->doc, st, &event);
    event.status = bay__event_status(c, i, &event);
    event.headline = c->doc->blocks.count && c->doc->blocks.items[c->doc->sents.items[st->sent].block].role == BAY_ROLE_HEADLINE;
    if (is_told_above(c, st, event.status)) return BAY_OK;
    if (is_of_same_deed(c, st, &event)) {
        hit->event = c->hits[st->parent].event;
        take_counts(&c->doc->events.items[hit->event], &event);
        return BAY_OK;
    }
    bay__gather_evidence(c, i, &event);
    hit->event = told_by_neighbour(c, st, &event);
    if (hit->event != BAY_NONE) return BAY_OK;
    hit->event = c->doc->events.count;
    return add_events(c, &event, err);
}

bool bay__denies(const bay__hit *hit)
{
    return hit->entry && (bay_str_is(hit->entry->op, "deny") || bay_str_is(hit->entry->cameo, "016"));
}

static bool is_third_person(const bay_tok *tok)
{
    return tok->upos == BAY_PRON && tok->feats.pron_type == 1 && tok->feats.person == 3;
}

/* "Rwanda denied arming the rebels", "denied that it had armed them": nobody else can have armed them, whatever the pronoun was
 * taken for. */
static void add_denier(bay__coder *c, uint32_t statement, bay_event *deed)
{
    const bay_statement *st = &c->doc->statements.items[deed->statement];
    bool pronoun = false;
    for (uint32_t i = 0; i < st->args.count; i++) {
        if (st->args.items[i].role != BAY_ARG_SUBJ || st->args.items[i].inherited) continue;
        if (!is_third_person(&c->doc->toks.items[st->args.items[i].tok])) return;
        pronoun = true;
    }
    uint32_t deniers[BAY_EVENT_ACTORS_MAX], count = deed->actor_count == 0 || pronoun ? bay__subject_actors(c, statement, deniers) : 0;
    if (!count) return;
    memcpy(deed->actors, deniers, count * sizeof *deniers);
    deed->actor_count = count;
}

/* "blamed Israel for the [killing]": who is blamed has done it. */
static void add_accused(bay__coder *c, const bay__hit *hit, bay_event *deed)
{
    if (deed->actor_count || hit->event == BAY_NONE) return;
    const bay_event *accusation = &c->doc->events.items[hit->event];
    for (uint32_t i = 0; i < accusation->recipient_count; i++) {
        bool struck = false;
        for (uint32_t k = 0; k < deed->recipient_count; k++) struck = struck || bay__same_actor(c->doc, deed->recipients[k], accusation->recipients[i]);
        if (!struck) deed->actors[deed->actor_count++] = accusation->recipients[i];
    }
}

static void weaken(bay__coder *c, uint32_t statement, bay_event *deed)
{
    const bay__hit *hit = &c->hits[statement];
    if (bay_str_is(hit->entry->op, "accuse")) {
        if (deed->status == BAY_HAPPENED) deed->status = BAY_CLAIMED;
        if (deed->status == BAY_CLAIMED) add_accused(c, hit, deed);
    }
    if (!bay__denies(hit)) return;
    add_denier(c, statement, deed);
    if (deed->status == BAY_HAPPENED || deed->status == BAY_CLAIMED) deed->status = BAY_DENIED;
}

/* The accusation knows the deed it is about; the deed is then only claimed. */
static void link_inner(bay__coder *c)
{
    for (uint32_t i = 0; i < c->doc->statements.count; i++) {
        const bay__hit *hit = &c->hits[i];
        if (!hit->entry || hit->inner == BAY_NONE || !(hit->entry->op.size || bay__denies(hit))) continue;
        uint32_t inner = c->hits[hit->inner].event;
        if (inner == BAY_NONE) continue;
        if (hit->event != BAY_NONE) c->doc->events.items[hit->event].inner = inner;
        for (uint32_t e = inner; e < c->doc->events.count && c->doc->events.items[e].statement == c->doc->events.items[inner].statement; e++)
            weaken(c, i, &c->doc->events.items[e]);
    }
}

/* "suspension of", "inquiry into"; "a march against the offensive" */
static bool is_about(const bay__hit *hit, bay_str word)
{
    if (bay_str_is(hit->entry->type, "PROTEST")) return bay_str_is(word, "against") || bay_str_is(word, "over") || bay_str_is(word, "at") || bay_str_is(word, "for");
    return bay_str_is(word, "of") || bay_str_is(word, "into");
}

/* "Iraq's rejection of the [ultimatum]", "suspension of [aid]": what the one event is about is no second one. */
static void absorb_named(bay__coder *c, uint32_t statement)
{
    const bay_doc *doc = c->doc;
    const bay_statement *st = &doc->statements.items[statement];
    bool protest = c->hits[statement].entry && bay_str_is(c->hits[statement].entry->type, "PROTEST");
    if (st->kind != BAY_PRED_NOUN && st->kind != BAY_PRED_LIGHT && !protest) return;
    for (uint32_t i = statement + 1; i < doc->statements.count && doc->statements.items[i].sent == st->sent; i++) {
        const bay_statement *of = &doc->statements.items[i];
        if (of->parent == statement && of->kind == BAY_PRED_NOUN && of->link == BAY_LINK_PREP && is_about(&c->hits[statement], of->link_word))
            c->hits[i].absorbed = true;
    }
}

/* A noun that the entry of another statement has used is no event of its own: "[launched] an [offensive]". */
static void absorb_used(bay__coder *c)
{
    for (uint32_t i = 0; i < c->doc->statements.count; i++) {
        const bay__hit *hit = &c->hits[i];
        if (!hit->entry || !hit->cameo.size) continue;
        for (uint32_t u = 1; u < hit->used_count; u++) {
            uint32_t other = c->statement_at[hit->used[u]];
            if (other != BAY_NONE && other != i) c->hits[other].absorbed = true;
        }
        absorb_named(c, i);
    }
}

bay_status bay__code(const bay_lexicon *lexicon, bay_work *work, bay_doc *doc, bay_error *err)
{
    if (!lexicon || !lexicon->predicates) return BAY_OK;
    bay_mark mark = bay_arena_mark(&work->scratch);
    bay__coder c = {.index = lexicon->predicates, .names = lexicon->actors, .doc = doc, .scratch = &work->scratch};
    bay_status status = set_up(&c, err);
    uint32_t n = doc->statements.count;
    for (uint32_t i = 0; i < n && !status; i++) bay__match(&c, i);
    for (uint32_t i = 0; i < n && !status; i++) bay__compose(&c, i);
    if (!status) absorb_used(&c);
    for (uint32_t i = 0; i < n && !status; i++) status = code_statement(&c, i, err);
    if (!status) link_inner(&c);
    if (!status) bay__carry_over(&c);
    if (!status) status = bay__settle_counts(&c, err);
    if (!status) bay__weigh_evidence(&c);
    if (!status) status = bay__make_claims(&c, err);
    if (!status && c.no_memory) status = bay_fail_memory(err);
    bay_arena_reset(&work->scratch, mark);
    return status;
}
