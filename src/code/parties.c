/* Who did it and to whom: walks the slots of the entry until one of them names a political actor. */
#include "code/coder.h"

enum { NEST_MAX = 3, DEEP_MAX = 6 };

bool bay__is_political(const bay_actor *actor)
{
    return actor->country.size || actor->code.size || actor->sector_count;
}

bool bay__same_actor(const bay_doc *doc, uint32_t a, uint32_t b)
{
    if (a == b) return true;
    const bay_actor *x = &doc->actors.items[a], *y = &doc->actors.items[b];
    if (x->id.size && bay_str_eq(x->id, y->id)) return true;
    return !x->person.name.bytes && !y->person.name.bytes && x->code.size && bay_str_eq(x->code, y->code) &&
           bay_str_eq(x->text, y->text);
}

/* A town before a noun says where ("Kabul attack"); a country before it says whose ("U.S. attack"). */
static bool only_locates(const bay__coder *c, uint32_t tok)
{
    if (c->place_at[tok] == BAY_NONE) return false;
    const bay_place *place = &c->doc->places.items[c->place_at[tok]];
    return place->literal && !bay_str_is(place->precision, "country");
}

static uint32_t direct_actor(const bay__coder *c, uint32_t tok)
{
    uint32_t actor = c->actor_at[tok];
    return actor != BAY_NONE && bay__is_political(&c->doc->actors.items[actor]) ? actor : BAY_NONE;
}

static uint32_t nested_actor(bay__coder *c, uint32_t tok, int depth, bool doer);

static bay_actor actor_from_record(bay__coder *c, const bay_actor_record *record, bay_phrase_match match)
{
    const bay_tok *toks = c->doc->toks.items;
    bay_span span = {toks[match.begin].span.begin, toks[match.end - 1].span.end};
    bay_actor actor = {.span = span, .tok = match.end - 1, .text = bay_doc_slice(c->doc, span), .id = record->id, .name = record->name,
                       .code = record->code.size ? record->code : record->country, .country = record->country,
                       .confidence = 0.7f, .why = BAY_STR("name within the phrase")};
    if (record->kind == BAY_ACTOR_COUNTRY) actor.code = actor.country = record->id;
    bay_str list = record->sectors, piece;
    while (actor.sector_count < BAY_SECTORS_MAX && bay_str_next(&list, '|', &piece))
        if (piece.size) actor.sectors[actor.sector_count++] = piece;
    return actor;
}

/* "proposed [Israeli] changes", "a [United Nations] appeal": a name before a noun of which nobody made an actor. */
static uint32_t actor_from_word(bay__coder *c, uint32_t tok)
{
    static const uint32_t kinds = BAY_ACTOR_BIT(BAY_ACTOR_COUNTRY) | BAY_ACTOR_BIT(BAY_ACTOR_DEMONYM) | BAY_ACTOR_BIT(BAY_ACTOR_GROUP) |
                                  BAY_ACTOR_BIT(BAY_ACTOR_ORGANISATION) | BAY_ACTOR_BIT(BAY_ACTOR_PARTY);
    if (!c->names || !c->words.begin) return BAY_NONE;
    const bay_sent *sent = &c->doc->sents.items[c->doc->toks.items[tok].sent];
    for (uint32_t from = tok >= sent->tok_begin + 2 ? tok - 2 : sent->tok_begin; from <= tok; from++) {
        bay_phrase_match match;
        if (!bay_phrases_match(&c->names->phrases, &c->words, from, sent->tok_end, kinds, &match) || match.end <= tok) continue;
        bay_actor actor = actor_from_record(c, bay_actors_entry(c->names, match.entry), match);
        if (!bay__is_political(&actor)) continue;
        bay_actor *slot = bay_doc_push(c->doc, actors);
        if (!slot) return c->no_memory = true, BAY_NONE;
        *slot = actor;
        return c->actor_at[tok] = c->doc->actors.count - 1;
    }
    return BAY_NONE;
}

/* The doer of a nominal event: "[Australian] ultimatum", "appeal from [President Gbago]". */
static uint32_t statement_actor(const bay__coder *c, uint32_t tok)
{
    if (c->statement_at[tok] == BAY_NONE) return BAY_NONE;
    const bay_statement *st = &c->doc->statements.items[c->statement_at[tok]];
    if (st->kind != BAY_PRED_NOUN && st->kind != BAY_PRED_LIGHT) return BAY_NONE;
    static const uint8_t roles[] = {BAY_ARG_SUBJ, BAY_ARG_POSS, BAY_ARG_COMPOUND};
    for (size_t r = 0; r < sizeof roles; r++)
        for (uint32_t i = 0; i < st->args.count; i++) {
            const bay_arg *arg = &st->args.items[i];
            if (arg->role != roles[r] || arg->tok == tok || arg->inherited || only_locates(c, arg->tok)) continue;
            uint32_t actor = direct_actor(c, arg->tok);
            if (actor != BAY_NONE) return actor;
        }
    return BAY_NONE;
}

/* "the demonstration [staged by students]", "a ban [imposed by the general]". */
static uint32_t agent_of_clause(bay__coder *c, uint32_t tok)
{
    BAY__EACH_CHILD(c, tok, child) {
        if (c->doc->toks.items[child].deprel != BAY_DEP_ACL || c->statement_at[child] == BAY_NONE) continue;
        const bay_statement *st = &c->doc->statements.items[c->statement_at[child]];
        for (uint32_t i = 0; i < st->args.count; i++)
            if (st->args.items[i].role == BAY_ARG_SUBJ && st->args.items[i].tok != tok) return direct_actor(c, st->args.items[i].tok);
    }
    return BAY_NONE;
}

/* "the attack [on the school] killed": he who is attacked is not who kills. */
static bool is_within(bay_str preposition, bool doer)
{
    static const char *const aimed[] = {"against", "to", "with", "for", "on", "at"};
    for (size_t i = 0; doer && i < sizeof aimed / sizeof aimed[0]; i++)
        if (bay_str_is(preposition, aimed[i])) return false;
    static const char *const words[] = {"of", "by", "from", "in", "at", "for", "between", "near", "to", "with", "against", NULL};
    if (bay_str_in(preposition, words)) return true;
    return preposition.size == 0;
}

static bay_str case_of(const bay__coder *c, uint32_t tok)
{
    BAY__EACH_CHILD(c, tok, child)
        if (c->doc->toks.items[child].deprel == BAY_DEP_CASE) return c->doc->toks.items[child].norm;
    return (bay_str){0};
}

static uint32_t agent_word(bay__coder *c, uint32_t tok);

/* "forty opposition [members]" */
static bool is_member(const bay__coder *c, uint32_t tok)
{
    static const char *const words[] = {"member", "supporter", "leader", "activist", "figure", "politician", "follower", "sympathiser", "sympathizer", "veteran", "crowd", "spokesman", NULL};
    return bay_str_in(c->doc->toks.items[tok].lemma, words);
}

static uint32_t child_actor(bay__coder *c, uint32_t tok, uint8_t first, uint8_t second, int depth, bool doer)
{
    BAY__EACH_CHILD(c, tok, child) {
        uint8_t rel = c->doc->toks.items[child].deprel;
        if (rel != first && rel != second) continue;
        if ((rel == BAY_DEP_NMOD || rel == BAY_DEP_OBL) && !is_within(case_of(c, child), doer)) continue;
        if (doer && rel == BAY_DEP_NMOD && bay_str_is(case_of(c, child), "in") && only_locates(c, child)) continue;   /* "fighting in Gao" */
        uint32_t actor = direct_actor(c, child);
        bool before_noun = rel == BAY_DEP_COMPOUND || rel == BAY_DEP_AMOD || rel == BAY_DEP_NMOD_POSS;
        bool guessed = actor != BAY_NONE && c->doc->actors.items[actor].confidence < 0.5f;   /* "South [Korean]" as a place */
        if (before_noun && (actor == BAY_NONE || guessed)) {
            uint32_t named = actor_from_word(c, child);
            if (named != BAY_NONE) actor = named;
        }
        if (actor == BAY_NONE && rel == BAY_DEP_COMPOUND && is_member(c, tok)) actor = agent_word(c, child);
        if (actor == BAY_NONE && depth > 1) actor = nested_actor(c, child, depth - 1, doer);
        if (actor != BAY_NONE) return actor;
    }
    return BAY_NONE;
}

static uint32_t nested_actor(bay__coder *c, uint32_t tok, int depth, bool doer)
{
    static const uint8_t order[][2] = {
        {BAY_DEP_NMOD_POSS, BAY_DEP_NMOD_POSS}, {BAY_DEP_COMPOUND, BAY_DEP_AMOD}, {BAY_DEP_FLAT, BAY_DEP_APPOS},
        {BAY_DEP_NMOD, BAY_DEP_NMOD_DESC},
    };
    uint32_t actor = statement_actor(c, tok);
    if (actor == BAY_NONE) actor = agent_of_clause(c, tok);
    for (size_t i = 0; i < sizeof order / sizeof order[0] && actor == BAY_NONE; i++)
        actor = child_actor(c, tok, order[i][0], order[i][1], depth, doer);
    return actor;
}

/* "tear gas at [protesters]": a word for an actor in a place where nobody looked for one. */
static uint32_t agent_word(bay__coder *c, uint32_t tok)
{
    const bay_tok *t = &c->doc->toks.items[tok];
    if (!c->names || !c->words.begin || t->upos != BAY_NOUN || c->actor_at[tok] != BAY_NONE) return BAY_NONE;
    bay_phrase_match match;
    if (!bay_phrases_match(&c->names->phrases, &c->words, tok, tok + 1, BAY_ACTOR_BIT(BAY_ACTOR_AGENT), &match)) return BAY_NONE;
    uint32_t owner = child_actor(c, tok, BAY_DEP_NMOD_POSS, BAY_DEP_COMPOUND, 1, true);
    if (owner == BAY_NONE) owner = child_actor(c, tok, BAY_DEP_AMOD, BAY_DEP_AMOD, 1, true);
    bay_actor actor = actor_from_record(c, bay_actors_entry(c->names, match.entry), match);
    if (owner != BAY_NONE) actor.country = c->doc->actors.items[owner].country;
    if (actor.sector_count == 0) return BAY_NONE;
    actor.code = bay_str_format(&c->doc->arena, "%.*s%.*s", BAY_STR_ARG(actor.country), BAY_STR_ARG(actor.sectors[0]));
    actor.id = actor.code, actor.confidence = 0.5f, actor.why = BAY_STR("word for an actor");
    bay_actor *slot = bay_doc_push(c->doc, actors);
    if (!slot || !actor.code.bytes) return c->no_memory = true, BAY_NONE;
    *slot = actor;
    return c->actor_at[tok] = c->doc->actors.count - 1;
}

uint32_t bay__actor_of(bay__coder *c, uint32_t tok)
{
    uint32_t actor = direct_actor(c, tok);
    if (actor == BAY_NONE) actor = agent_word(c, tok);
    return actor != BAY_NONE ? actor : nested_actor(c, tok, NEST_MAX, false);
}

/* "[Kyiv] demanded": a capital that acts is its government. */
static uint32_t capital_of(bay__coder *c, uint32_t tok)
{
    if (!c->names || !c->words.begin || c->doc->toks.items[tok].upos != BAY_PROPN) return BAY_NONE;
    bay_phrase_match match;
    const bay_sent *sent = &c->doc->sents.items[c->doc->toks.items[tok].sent];
    uint32_t kinds = BAY_ACTOR_BIT(BAY_ACTOR_CAPITAL) | BAY_ACTOR_BIT(BAY_ACTOR_SEAT);
    if (!bay_phrases_match(&c->names->phrases, &c->words, tok, sent->tok_end, kinds, &match)) return BAY_NONE;
    bay_actor actor = actor_from_record(c, bay_actors_entry(c->names, match.entry), match);
    actor.code = bay_str_format(&c->doc->arena, "%.*sGOV", BAY_STR_ARG(actor.country));
    actor.sectors[0] = BAY_STR("GOV"), actor.sector_count = 1, actor.confidence = 0.6f, actor.why = BAY_STR("capital: its government");
    bay_actor *slot = bay_doc_push(c->doc, actors);
    if (!slot || !actor.code.bytes) return c->no_memory = true, BAY_NONE;
    *slot = actor;
    return c->actor_at[tok] = c->doc->actors.count - 1;
}

/* A country or group that the resolver took for somebody's name: "[Chad] ordered". */
static uint32_t plain_name(bay__coder *c, uint32_t tok)
{
    if (c->doc->toks.items[tok].upos != BAY_PROPN || (c->actor_at[tok] != BAY_NONE && c->doc->actors.items[c->actor_at[tok]].person.role.size))
        return BAY_NONE;
    BAY__EACH_CHILD(c, tok, child)
        if (c->doc->toks.items[child].deprel == BAY_DEP_FLAT) return BAY_NONE;
    return actor_from_word(c, tok);
}

static uint32_t doer_of(bay__coder *c, uint32_t tok)
{
    bay_str word = c->doc->toks.items[tok].norm;
    if (bay_str_is(word, "each") || bay_str_is(word, "other")) return BAY_NONE;   /* "each other" is nobody by itself */
    uint32_t actor = direct_actor(c, tok);
    if (actor == BAY_NONE) actor = plain_name(c, tok);
    if (actor == BAY_NONE) actor = capital_of(c, tok);
    if (actor == BAY_NONE) actor = agent_word(c, tok);
    return actor != BAY_NONE ? actor : nested_actor(c, tok, NEST_MAX, true);
}

uint32_t bay__speaker_of(bay__coder *c, uint32_t statement)
{
    uint32_t at = c->doc->statements.items[statement].attribution;
    if (at == BAY_NONE) return BAY_NONE;
    const bay_attribution *a = &c->doc->attributions.items[at];
    if (a->speaker != BAY_NONE && bay__is_political(&c->doc->actors.items[a->speaker])) return a->speaker;
    return a->source == BAY_NONE ? BAY_NONE : bay__actor_of(c, a->source);
}

uint32_t bay__listener_of(bay__coder *c, uint32_t statement)
{
    uint32_t at = c->doc->statements.items[statement].attribution;
    uint32_t cue = at == BAY_NONE ? BAY_NONE : c->doc->attributions.items[at].cue;
    if (cue == BAY_NONE || cue >= c->token_count) return BAY_NONE;
    BAY__EACH_CHILD(c, cue, child) {
        uint8_t rel = c->doc->toks.items[child].deprel;
        bool to = rel == BAY_DEP_OBL && bay_str_is(case_of(c, child), "to");
        if (rel != BAY_DEP_OBJ && rel != BAY_DEP_IOBJ && !to) continue;
        uint32_t actor = doer_of(c, child);
        if (actor != BAY_NONE) return actor;
    }
    return BAY_NONE;
}

/* ---- the list of parties ---------------------------------------------------- */

typedef struct parties {
    uint32_t *items, *count;
} parties;

static void add_party(const bay__coder *c, parties *to, uint32_t actor)
{
    if (actor == BAY_NONE || *to->count == BAY_EVENT_ACTORS_MAX) return;
    for (uint32_t i = 0; i < *to->count; i++)
        if (bay__same_actor(c->doc, to->items[i], actor)) return;
    to->items[(*to->count)++] = actor;
}

/* All actors of a phrase: "Afghan and U.S. officials" are two. */
static void add_phrase(const bay__coder *c, parties *to, uint32_t actor)
{
    add_party(c, to, actor);
    if (actor == BAY_NONE || actor >= c->resolved_actors) return;
    uint32_t tok = c->doc->actors.items[actor].tok;
    for (uint32_t i = actor + 1; i < c->resolved_actors && c->doc->actors.items[i].tok == tok; i++)
        if (bay__is_political(&c->doc->actors.items[i])) add_party(c, to, i);
}

/* A place that is struck stands for its people: an actor of its country, less sure. */
static bay_status actor_from_place(bay__coder *c, uint32_t tok, uint32_t *out, bay_error *err)
{
    *out = BAY_NONE;
    if (c->place_at[tok] == BAY_NONE) return BAY_OK;
    const bay_place *place = &c->doc->places.items[c->place_at[tok]];
    if (!place->country.size) return BAY_OK;
    bay_actor *actor = bay_doc_push(c->doc, actors);
    if (!actor) return bay_fail_memory(err);
    *actor = (bay_actor){.span = place->span, .tok = tok, .text = place->text, .name = place->name,
                         .code = place->country, .country = place->country, .confidence = 0.5f * place->confidence,
                         .why = BAY_STR("place: it stands for its people")};
    if (actor->confidence <= 0) actor->confidence = 0.4f;
    actor->id = bay_str_format(&c->doc->arena, "place:%.*s", BAY_STR_ARG(place->name.size ? place->name : place->text));
    *out = c->actor_at[tok] = c->doc->actors.count - 1;
    return BAY_OK;
}

static bool is_pronoun(const bay__coder *c, uint32_t tok)
{
    return c->doc->toks.items[tok].upos == BAY_PRON;
}

static bool is_its(const bay__coder *c, uint32_t tok)
{
    bay_str w = c->doc->toks.items[tok].norm;
    return bay_str_is(w, "its") || bay_str_is(w, "their") || bay_str_is(w, "our") || bay_str_is(w, "his") || bay_str_is(w, "her") || bay_str_is(w, "my");
}

/* Whose it is in "its troops": the speaker's, or the subject's when that is somebody else than the argument; BAY_NONE. */
static uint32_t owner_by_pronoun(bay__coder *c, uint32_t statement, const bay_arg *arg)
{
    uint32_t pronoun = BAY_NONE;
    BAY__EACH_CHILD(c, arg->tok, child)
        if (c->doc->toks.items[child].deprel == BAY_DEP_NMOD_POSS && is_its(c, child)) pronoun = child;
    if (pronoun == BAY_NONE) return BAY_NONE;
    const bay_statement *st = &c->doc->statements.items[statement];
    uint32_t at = st->attribution;
    if (at == BAY_NONE || c->doc->attributions.items[at].source == BAY_NONE) return BAY_NONE;
    uint32_t source = c->doc->attributions.items[at].source;
    if (source >= c->token_count || c->doc->toks.items[source].sent != st->sent || source > arg->tok) return BAY_NONE;
    /* "The army said Syria had lost its tanks": with another subject between, "its" is that one's. */
    if (arg->role != BAY_ARG_SUBJ && !bay_str_is(c->hits[statement].entry ? c->hits[statement].entry->type : (bay_str){0}, "ASSAULT") &&
        !bay_str_is(c->hits[statement].entry ? c->hits[statement].entry->type : (bay_str){0}, "SUPPORT")) return BAY_NONE;
    return bay__speaker_of(c, statement);
}

/* The forces, people or wares of the owner, in the sector of the word where it is one. */
static uint32_t owned_actor(bay__coder *c, uint32_t tok, uint32_t owner)
{
    const bay_actor *of = &c->doc->actors.items[owner];
    if (!of->country.size) return owner;
    uint32_t known = c->actor_at[tok] != BAY_NONE ? c->actor_at[tok] : agent_word(c, tok);
    bay_actor actor = known != BAY_NONE ? c->doc->actors.items[known] : *of;
    if (known != BAY_NONE && bay_str_eq(actor.country, of->country)) return known;
    if (known == BAY_NONE || !actor.sector_count || actor.person.name.bytes) return owner;
    actor.country = of->country, actor.why = BAY_STR("its: of the one who speaks");
    actor.code = bay_str_format(&c->doc->arena, "%.*s%.*s", BAY_STR_ARG(of->country), BAY_STR_ARG(actor.sectors[0]));
    actor.id = actor.code;
    bay_actor *slot = bay_doc_push(c->doc, actors);
    if (!slot || !actor.code.bytes) return c->no_memory = true, owner;
    *slot = actor;
    return c->doc->actors.count - 1;
}

/* The actor at an argument. A pronoun that nobody resolved, within what somebody says, is the speaker. */
static bay_status actor_at_arg(bay__coder *c, uint32_t statement, const bay_arg *arg, bool recipient, uint32_t *out, bay_error *err)
{
    *out = BAY_NONE;
    if (arg->role == BAY_ARG_COMPOUND && only_locates(c, arg->tok)) return BAY_OK;
    /* Whoever takes "the crossing with Iran" does not take it from Iran. */
    const bay_predicate *p = c->hits[statement].entry;
    uint32_t owner = owner_by_pronoun(c, statement, arg);
    if (owner != BAY_NONE) return *out = owned_actor(c, arg->tok, owner), BAY_OK;
    *out = recipient && !(p && p->control.size) ? bay__actor_of(c, arg->tok) : doer_of(c, arg->tok);
    if (*out == BAY_NONE && arg->role == BAY_ARG_SUBJ && is_pronoun(c, arg->tok)) *out = bay__speaker_of(c, statement);
    bool before_noun = arg->role == BAY_ARG_COMPOUND || arg->role == BAY_ARG_POSS;
    if (*out == BAY_NONE && before_noun) *out = actor_from_word(c, arg->tok);
    if (*out != BAY_NONE || !recipient) return BAY_OK;
    BAY_TRY(actor_from_place(c, arg->tok, out, err));
    if (*out != BAY_NONE) return BAY_OK;
    BAY__EACH_CHILD(c, arg->tok, child) {
        uint8_t rel = c->doc->toks.items[child].deprel;
        if (rel != BAY_DEP_COMPOUND && rel != BAY_DEP_NMOD && rel != BAY_DEP_APPOS && rel != BAY_DEP_FLAT) continue;
        BAY_TRY(actor_from_place(c, child, out, err));
        if (*out != BAY_NONE) return BAY_OK;
    }
    return BAY_OK;
}

static const bay_slot verb_actors[] = {{BAY_SLOT_SUBJ, {0}}};
static const bay_slot noun_actors[] = {
    {BAY_SLOT_SUBJ, {0}}, {BAY_SLOT_PREP, {"by", 2}}, {BAY_SLOT_POSS, {0}}, {BAY_SLOT_PREP, {"between", 7}},
    {BAY_SLOT_PREP, {"among", 5}}, {BAY_SLOT_COMPOUND, {0}}, {BAY_SLOT_PREP, {"from", 4}}, {BAY_SLOT_PREP, {"of", 2}},
};
static const bay_slot usual_recipients[] = {
    {BAY_SLOT_OBJ, {0}}, {BAY_SLOT_IOBJ, {0}}, {BAY_SLOT_PREP, {"against", 7}}, {BAY_SLOT_PREP, {"on", 2}},
    {BAY_SLOT_PREP, {"to", 2}}, {BAY_SLOT_PREP, {"with", 4}}, {BAY_SLOT_PREP, {"at", 2}},
};
#define COUNT(array) (uint32_t)(sizeof(array) / sizeof(array)[0])

typedef struct slot_list {
    const bay_slot *items;
    uint32_t count;
} slot_list;

static slot_list actor_slots(const bay_predicate *p)
{
    if (p->actor_count) return (slot_list){p->actors, p->actor_count};
    return p->pos == 'n' ? (slot_list){noun_actors, COUNT(noun_actors)} : (slot_list){verb_actors, COUNT(verb_actors)};
}

static slot_list recipient_slots(const bay_predicate *p)
{
    if (p->recipient_count) return (slot_list){p->recipients, p->recipient_count};
    return (slot_list){usual_recipients, COUNT(usual_recipients)};
}

static bool has_indirect(const bay__args *args)
{
    bool indirect = false, object = false;
    for (uint32_t i = 0; i < args->count; i++) indirect |= args->items[i].role == BAY_ARG_IOBJ, object |= args->items[i].role == BAY_ARG_OBJ;
    return indirect && !object;
}

/* "killed in [Herat] in fighting between ...": who fights is looked for in the fighting, not in the town. */
static bool is_where(const bay__coder *c, bay_slot slot, const bay_arg *arg)
{
    if (slot.kind != BAY_SLOT_PREP || !bay_str_is(slot.prep, "in") || arg->tok >= c->token_count) return false;
    uint32_t place = c->place_at[arg->tok];
    return place != BAY_NONE && c->doc->places.items[place].literal;
}

/* All actors in the first slot that names one. */
static bay_status fill(bay__coder *c, uint32_t statement, slot_list slots, const bay__args *args, bool recipient, parties *to,
                       bay_error *err)
{
    for (uint32_t s = 0; s < slots.count && *to->count == 0; s++) {
        if (slots.items[s].kind == BAY_SLOT_NOBODY) return BAY_OK;
        bool indirect = recipient && slots.items[s].kind == BAY_SLOT_OBJ && has_indirect(args);   /* "asked [NATO] for warplanes" */
        for (uint32_t i = 0; i < args->count; i++) {
            if (indirect ? args->items[i].role != BAY_ARG_IOBJ : !bay__slot_takes(slots.items[s], &args->items[i])) continue;
            bool second = slots.items[s].kind == BAY_SLOT_IOBJ && *to->count && c->doc->toks.items[args->items[i].tok].deprel != BAY_DEP_CONJ;
            if (second) break;   /* "sold [Nigeria] twelve aircraft" */
            if (!recipient && is_where(c, slots.items[s], &args->items[i])) continue;
            uint32_t actor;
            BAY_TRY(actor_at_arg(c, statement, &args->items[i], recipient, &actor, err));
            add_phrase(c, to, actor);
        }
    }
    return BAY_OK;
}

static bool wants(slot_list slots, uint8_t kind)
{
    for (uint32_t i = 0; i < slots.count; i++)
        if (slots.items[i].kind == kind) return true;
    return false;
}

/* The other side by a phrase that the entry did not name: "suspended a programme [for Bosnia]". */
static bay_status fill_from_rest(bay__coder *c, uint32_t statement, const bay__args *args, parties *to, bay_error *err)
{
    static const bay_slot rest[] = {
        {BAY_SLOT_PREP, {"against", 7}}, {BAY_SLOT_PREP, {"on", 2}}, {BAY_SLOT_PREP, {"to", 2}}, {BAY_SLOT_PREP, {"with", 4}},
        {BAY_SLOT_PREP, {"at", 2}}, {BAY_SLOT_PREP, {"for", 3}}, {BAY_SLOT_PREP, {"toward", 6}}, {BAY_SLOT_PREP, {"towards", 7}},
        {BAY_SLOT_PREP, {"into", 4}}, {BAY_SLOT_PREP, {"from", 4}}, {BAY_SLOT_PREP, {"over", 4}}, {BAY_SLOT_PREP, {"between", 7}},
    };
    return fill(c, statement, (slot_list){rest, COUNT(rest)}, args, true, to, err);
}

static bool leaves_clause(uint8_t rel)
{
    return rel == BAY_DEP_CCOMP || rel == BAY_DEP_ADVCL || rel == BAY_DEP_ACL || rel == BAY_DEP_ACL_RELCL || rel == BAY_DEP_PARATAXIS ||
           rel == BAY_DEP_NSUBJ || rel == BAY_DEP_NSUBJ_PASS || rel == BAY_DEP_XCOMP || rel == BAY_DEP_APPOS;
}

static bool points_at(bay_str preposition, bool strong)
{
    static const char *const strongly[] = {"against", "with", "between", "to", "on", "toward", "towards"};
    static const char *const weakly[] = {"for", "from", "into", "over", "at"};
    const char *const *words = strong ? strongly : weakly;
    size_t count = strong ? sizeof strongly / sizeof strongly[0] : sizeof weakly / sizeof weakly[0];
    for (size_t i = 0; i < count; i++)
        if (bay_str_is(preposition, words[i])) return true;
    return false;
}

/* Deeper in the clause than its arguments: "suspended part of a programme [for Bosnia]", "workers [from Iraq]". */
static bay_status fill_deep(bay__coder *c, uint32_t tok, bool strong, int depth, parties *to, bay_error *err)
{
    if (tok == BAY_NONE || depth == 0) return BAY_OK;
    BAY__EACH_CHILD(c, tok, child) {
        uint8_t rel = c->doc->toks.items[child].deprel;
        if (leaves_clause(rel) || *to->count) continue;
        if ((rel == BAY_DEP_NMOD || rel == BAY_DEP_OBL) && points_at(case_of(c, child), strong)) {
            uint32_t actor = direct_actor(c, child);
            if (actor == BAY_NONE) actor = child_actor(c, child, BAY_DEP_COMPOUND, BAY_DEP_AMOD, 1, false);
            if (actor == BAY_NONE) BAY_TRY(actor_from_place(c, child, &actor, err));
            add_phrase(c, to, actor);
            BAY__EACH_CHILD(c, child, other)
                if (actor != BAY_NONE && c->doc->toks.items[other].deprel == BAY_DEP_CONJ) add_phrase(c, to, direct_actor(c, other));
        }
        if (*to->count == 0) BAY_TRY(fill_deep(c, child, strong, depth - 1, to, err));
    }
    return BAY_OK;
}

static bay_status fill_below(bay__coder *c, uint32_t statement, parties *to, bay_error *err)
{
    const bay_statement *st = &c->doc->statements.items[statement];
    for (int weak = 0; weak < 2; weak++) {
        if (*to->count == 0) BAY_TRY(fill_deep(c, st->tok, !weak, DEEP_MAX, to, err));
        if (*to->count == 0) BAY_TRY(fill_deep(c, st->light, !weak, DEEP_MAX, to, err));
    }
    return BAY_OK;
}

/* ---- operators: the other side may be named only below them ------------------- */

static bay_status fill_from_inner(bay__coder *c, uint32_t inner, bool its_actor, parties *to, bay_error *err)
{
    const bay__hit *hit = &c->hits[inner];
    bay__args args;
    bay__collect_args(c, inner, hit, &args);
    slot_list verb = {verb_actors, COUNT(verb_actors)}, usual = {usual_recipients, COUNT(usual_recipients)};
    slot_list slots = hit->entry ? (its_actor ? actor_slots(hit->entry) : recipient_slots(hit->entry)) : (its_actor ? verb : usual);
    BAY_TRY(fill(c, inner, slots, &args, !its_actor, to, err));
    if (its_actor || *to->count) return BAY_OK;
    BAY_TRY(fill_from_rest(c, inner, &args, to, err));
    return *to->count ? BAY_OK : fill_below(c, inner, to, err);
}

static bool asks_somebody(bay_str op)
{
    return bay_str_is(op, "demand") || bay_str_is(op, "appeal") || bay_str_is(op, "accuse") || bay_str_is(op, "force");
}

/* "demanded that the US cancel": the one who is to act; "threatened to attack X": the one who would suffer. */
static bay_status fill_operator_recipients(bay__coder *c, const bay__hit *hit, const bay_event *event, parties *to, bay_error *err)
{
    if (*to->count || hit->clause == BAY_NONE) return BAY_OK;
    uint32_t found[BAY_EVENT_ACTORS_MAX], count = 0;
    parties some = {found, &count};
    uint32_t next = hit->clause;
    for (int pass = 0; pass < 6 && *to->count == 0 && next != BAY_NONE; pass++) {
        bool its_actor = asks_somebody(hit->entry->op) ? pass % 2 == 0 : pass % 2 == 1;
        count = 0;
        BAY_TRY(fill_from_inner(c, next, its_actor, &some, err));
        for (uint32_t i = 0; i < count; i++) {
            bool self = false;
            for (uint32_t k = 0; k < event->actor_count; k++) self = self || bay__same_actor(c->doc, event->actors[k], found[i]);
            if (!self) add_party(c, to, found[i]);
        }
        if (pass % 2 == 1) next = c->hits[next].clause;
    }
    return BAY_OK;
}

/* "threatened to stop talks if [Washington] goes ahead": the one whose deed is waited for. */
static void fill_from_condition(bay__coder *c, uint32_t statement, const bay_event *event, parties *to)
{
    if (!bay_str_is(event->type, "THREATEN")) return;
    const bay_doc *doc = c->doc;
    for (uint32_t i = statement + 1; i < doc->statements.count && doc->statements.items[i].sent == event->sent && *to->count == 0; i++) {
        const bay_statement *st = &doc->statements.items[i];
        if (bay_str_is(st->link_word, "if") || bay_str_is(st->link_word, "unless")) add_party(c, to, bay__subject_actor(c, i));
    }
}

/* The people of the place where force was used, or the government that a protest is about, when nobody is named. */
static bay_status fill_from_place(bay__coder *c, const bay_event *event, uint32_t statement, parties *to, bay_error *err)
{
    static const char *const types[] = {"ASSAULT", "COERCE", "AID", "RETREAT", "SANCTION", "MOBILIZE", "CONCEDE", "THREATEN", "REQUEST", NULL};
    bool deed = event->mode.size && bay_str_is(event->mode, "investigate");
    deed = deed || bay_str_in(event->type, types);
    for (uint32_t next = statement, steps = 0; deed && next != BAY_NONE && steps < 3 && *to->count == 0; steps++) {
        uint32_t place = bay__place_below(c, &c->doc->statements.items[next]);
        uint32_t actor = BAY_NONE;
        if (place != BAY_NONE) BAY_TRY(actor_from_place(c, c->doc->places.items[place].tok, &actor, err));
        add_party(c, to, actor);
        next = c->hits[next].clause;
    }
    return BAY_OK;
}

/* Protesters stand against those who govern them: the government of their country, less sure. */
static bay_status add_government(bay__coder *c, const bay_event *event, parties *to, bay_error *err)
{
    bool opposition = (bay_str_is(event->type, "ACCUSE") || bay_str_is(event->type, "REJECT")) && event->actor_count &&
                      c->doc->actors.items[event->actors[0]].sector_count && bay_str_is(c->doc->actors.items[event->actors[0]].sectors[0], "OPP");
    bool against = opposition || bay_str_is(event->type, "PROTEST") || bay_str_is(event->cameo, "082") || bay_str_is(event->cameo, "133");
    if (!against || event->actor_count == 0) return BAY_OK;
    const bay_actor *who = &c->doc->actors.items[event->actors[0]];
    if (!who->country.size || who->country.size > 8) return BAY_OK;
    bay_actor made = {.span = who->span, .tok = who->tok, .text = who->text, .name = BAY_STR("government"), .country = who->country,
                      .sectors = {BAY_STR("GOV")}, .sector_count = 1, .confidence = 0.3f, .why = BAY_STR("protest: the government of the protesters' country")};
    made.code = made.id = bay_str_format(&c->doc->arena, "%.*sGOV", BAY_STR_ARG(who->country));
    bay_actor *slot = bay_doc_push(c->doc, actors);
    if (!slot || !made.code.bytes) return bay_fail_memory(err);
    *slot = made;
    add_party(c, to, c->doc->actors.count - 1);
    return BAY_OK;
}

/* "Algeria has not lifted the state of emergency", "Russia banned the group": what a state grants or forbids without a word of
 * anybody else it does to its own people; less sure. */
static bay_status add_people(bay__coder *c, const bay_event *event, parties *to, bay_error *err)
{
    static const char *const codes[] = {"081", "172", "175"};
    bool home = bay_str_is(event->type, "CONCEDE");
    for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++) home = home || bay_str_starts(event->cameo, bay_str_from(codes[i]));
    if (*to->count || !home || event->actor_count != 1) return BAY_OK;
    const bay_actor *who = &c->doc->actors.items[event->actors[0]];
    if (!who->country.size || who->country.size > 8 || bay_str_starts(who->code, BAY_STR("IGO"))) return BAY_OK;
    bay_actor made = {.span = who->span, .tok = who->tok, .text = who->text, .name = BAY_STR("people"), .country = who->country, .code = who->country,
                      .confidence = 0.3f, .why = BAY_STR("at home: the people of the country whose state acts")};
    made.id = bay_str_format(&c->doc->arena, "home:%.*s", BAY_STR_ARG(who->country));
    bay_actor *slot = bay_doc_push(c->doc, actors);
    if (!slot || !made.id.bytes) return bay_fail_memory(err);
    *slot = made;
    add_party(c, to, c->doc->actors.count - 1);
    return BAY_OK;
}

/* "Croatia investigates [Croatian] extremists": named again within a phrase, they are others of the same country;
 * where one's own troops are moved, they are not. */
static bool may_be_own(const bay__coder *c, const bay_event *event, uint32_t actor)
{
    static const char *const at_home[] = {"ASSAULT", "COERCE", "ACCUSE", "REJECT", "CONCEDE", "PROTEST", "THREATEN", NULL};
    if (actor < c->resolved_actors) return false;
    return bay_str_in(event->type, at_home);
}

/* Who denies does not answer his own side. */
static bool answers_himself(const bay__coder *c, const bay_event *event, uint32_t recipient)
{
    const bay_actor *to = &c->doc->actors.items[recipient];
    if (!bay_str_is(event->cameo, "016") || event->actor_count == 0 || !to->country.size) return false;
    return bay_str_eq(to->country, c->doc->actors.items[event->actors[0]].country);
}

/* "Poland might deploy [tanks]", "recalled its [ambassador]": what a state does with its own men is done to others. */
static bool is_own_tool(const bay__coder *c, const bay_event *event, uint32_t recipient)
{
    static const char *const tools[] = {"MIL", "GOV", "COP", "SPY", NULL};
    bool type = bay_str_is(event->type, "MOBILIZE") || bay_str_is(event->type, "SANCTION");
    const bay_actor *to = &c->doc->actors.items[recipient];
    if (!type || !event->actor_count || !to->country.size || !to->sector_count || to->person.name.bytes) return false;
    if (!bay_str_eq(to->country, c->doc->actors.items[event->actors[0]].country)) return false;
    return bay_str_in(to->sectors[0], tools);
}

static void drop_self(const bay__coder *c, bay_event *event)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < event->recipient_count; i++) {
        bool self = answers_himself(c, event, event->recipients[i]) || is_own_tool(c, event, event->recipients[i]);
        if (self) continue;
        for (uint32_t k = 0; k < event->actor_count; k++)
            self = self || bay__same_actor(c->doc, event->actors[k], event->recipients[i]);
        if (!self || may_be_own(c, event, event->recipients[i])) event->recipients[kept++] = event->recipients[i];
    }
    event->recipient_count = kept;
}

/* "X said Y must go": X asks, Y is asked. */
static void urge(bay__coder *c, uint32_t statement, bay_event *event)
{
    uint32_t speaker = bay__speaker_of(c, statement);
    if (event->actor_count == 0) {   /* an order: whoever is told */
        uint32_t told = bay__listener_of(c, statement);
        if (told != BAY_NONE) event->actors[event->actor_count++] = told;
    }
    for (uint32_t i = 0; i < event->actor_count; i++) event->recipients[i] = event->actors[i];
    event->recipient_count = event->actor_count;
    event->actors[0] = speaker;
    event->actor_count = 1;
    drop_self(c, event);
}

/* ---- a country for those who have none ------------------------------------------- */

static bool is_international(bay_str code)
{
    return bay_str_starts(code, BAY_STR("IGO")) || bay_str_starts(code, BAY_STR("NGO")) || bay_str_starts(code, BAY_STR("IMG")) || bay_str_starts(code, BAY_STR("MNC"));
}

/* "Two workers were wounded in Damascus", "police fired at protesters": of the place, or at home; less sure. */
static bay_status give_country(bay__coder *c, uint32_t *parties_of, uint32_t count, bay_str country, const char *why, bay_error *err)
{
    for (uint32_t i = 0; i < count; i++) {
        bay_actor actor = c->doc->actors.items[parties_of[i]];
        if (actor.country.size || is_international(actor.code) || actor.person.name.bytes) continue;
        actor.country = country, actor.confidence *= 0.6f, actor.why = bay_str_from(why);
        actor.code = bay_str_format(&c->doc->arena, "%.*s%.*s", BAY_STR_ARG(country), BAY_STR_ARG(actor.code));
        actor.id = bay_str_format(&c->doc->arena, "%.*s:%.*s", BAY_STR_ARG(country), BAY_STR_ARG(actor.id));
        bay_actor *slot = bay_doc_push(c->doc, actors);
        if (!slot || !actor.code.bytes) return bay_fail_memory(err);
        *slot = actor;
        parties_of[i] = c->doc->actors.count - 1;
    }
    return BAY_OK;
}

static bool is_one_of(bay_str type, const char *const *types, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (bay_str_is(type, types[i])) return true;
    return false;
}

/* "[Iraq's] Shiite militias", "refugees fleeing the war [in Liberia]": a country within the phrase of one who has none. */
static bay_str country_within(bay__coder *c, uint32_t tok, int depth)
{
    if (tok >= c->token_count || depth == 0) return (bay_str){0};
    BAY__EACH_CHILD(c, tok, child) {
        uint8_t rel = c->doc->toks.items[child].deprel;
        if (rel == BAY_DEP_CONJ || rel == BAY_DEP_APPOS || rel == BAY_DEP_PARATAXIS) continue;
        uint32_t actor = rel == BAY_DEP_NMOD_POSS || rel == BAY_DEP_AMOD || rel == BAY_DEP_COMPOUND ? direct_actor(c, child) : BAY_NONE;
        if (actor != BAY_NONE && c->doc->actors.items[actor].country.size) return c->doc->actors.items[actor].country;
        if (c->place_at[child] != BAY_NONE && c->doc->places.items[c->place_at[child]].country.size && !bay_str_is(case_of(c, child), "to"))
            return c->doc->places.items[c->place_at[child]].country;
        bay_str below = country_within(c, child, depth - 1);
        if (below.size) return below;
    }
    return (bay_str){0};
}

static bay_status complete_from_phrases(bay__coder *c, uint32_t *parties_of, uint32_t count, bay_error *err)
{
    enum { PHRASE_DEPTH = 4 };
    for (uint32_t i = 0; i < count; i++) {
        const bay_actor *actor = &c->doc->actors.items[parties_of[i]];
        if (actor->person.name.bytes || actor->tok >= c->token_count) continue;
        bool guessed = actor->country.size && bay_str_is(actor->why, "country of the story") && actor->sector_count;
        if (actor->country.size && !guessed) continue;
        bay_str country = country_within(c, actor->tok, PHRASE_DEPTH);
        if (country.size && guessed && !bay_str_eq(country, actor->country)) {   /* "the junta [in Myanmar]" */
            bay_actor made = *actor;
            made.country = country, made.why = BAY_STR("country within the phrase");
            made.code = made.id = bay_str_format(&c->doc->arena, "%.*s%.*s", BAY_STR_ARG(country), BAY_STR_ARG(made.sectors[0]));
            bay_actor *slot = bay_doc_push(c->doc, actors);
            if (!slot || !made.code.bytes) return bay_fail_memory(err);
            *slot = made;
            parties_of[i] = c->doc->actors.count - 1;
            continue;
        }
        if (country.size && !guessed) BAY_TRY(give_country(c, &parties_of[i], 1, country, "country within the phrase", err));
    }
    return BAY_OK;
}

static bay_status complete_countries(bay__coder *c, uint32_t statement, bay_event *event, bay_error *err)
{
    static const char *const on_the_ground[] = {"ASSAULT", "COERCE", "PROTEST", "AID", "RETREAT", "MOBILIZE"};
    static const char *const at_home[] = {"PROTEST", "COERCE", "CONCEDE", "RETREAT", "AGREE", "ACCUSE", "REJECT"};
    BAY_TRY(complete_from_phrases(c, event->recipients, event->recipient_count, err));
    BAY_TRY(complete_from_phrases(c, event->actors, event->actor_count, err));
    uint32_t place = bay__place_below(c, &c->doc->statements.items[statement]);
    bay_str where = place != BAY_NONE ? c->doc->places.items[place].country : (bay_str){0};
    if (where.size && is_one_of(event->type, on_the_ground, COUNT(on_the_ground))) {
        BAY_TRY(give_country(c, event->recipients, event->recipient_count, where, "word for an actor, in the country of the deed", err));
        BAY_TRY(give_country(c, event->actors, event->actor_count, where, "word for an actor, in the country of the deed", err));
    }
    bay_str home = event->actor_count ? c->doc->actors.items[event->actors[0]].country : (bay_str){0};
    if (home.size && is_one_of(event->type, at_home, COUNT(at_home)))
        BAY_TRY(give_country(c, event->recipients, event->recipient_count, home, "word for an actor, at home", err));
    return BAY_OK;
}

/* "General strike in Guinea", "bread riots spread in Tunisia": the people of the place protest. */
static bay_status add_protesters(bay__coder *c, uint32_t statement, const bay_event *event, parties *to, bay_error *err)
{
    const bay_statement *st = &c->doc->statements.items[statement];
    if (*to->count || !bay_str_is(event->type, "PROTEST") || st->kind != BAY_PRED_NOUN) return BAY_OK;
    uint32_t place = bay__place_below(c, st);
    if (place == BAY_NONE && st->link == BAY_LINK_SUBJ && st->parent != BAY_NONE && !c->hits[st->parent].cameo.size)
        place = bay__place_below(c, &c->doc->statements.items[st->parent]);
    if (place == BAY_NONE || !c->doc->places.items[place].country.size) return BAY_OK;
    const bay_place *where = &c->doc->places.items[place];
    bay_actor made = {.span = where->span, .tok = where->tok, .text = where->text, .name = BAY_STR("people"), .country = where->country,
                      .sectors = {BAY_STR("CVL")}, .sector_count = 1, .confidence = 0.35f, .why = BAY_STR("protest: the people of the place")};
    made.code = made.id = bay_str_format(&c->doc->arena, "%.*sCVL", BAY_STR_ARG(where->country));
    bay_actor *slot = bay_doc_push(c->doc, actors);
    if (!slot || !made.code.bytes) return bay_fail_memory(err);
    *slot = made;
    add_party(c, to, c->doc->actors.count - 1);
    return BAY_OK;
}

static bay_status find_sides(bay__coder *c, uint32_t statement, bay_event *event, bay_error *err);

bay_status bay__find_parties(bay__coder *c, uint32_t statement, bay_event *event, bay_error *err)
{
    BAY_TRY(find_sides(c, statement, event, err));
    BAY_TRY(complete_countries(c, statement, event, err));
    parties recipients = {event->recipients, &event->recipient_count};
    bool late = event->recipient_count == 0 && bay_str_is(event->type, "PROTEST");   /* their country is known only now */
    return late ? add_government(c, event, &recipients, err) : BAY_OK;
}

uint32_t bay__subject_actor(bay__coder *c, uint32_t statement)
{
    const bay_statement *st = &c->doc->statements.items[statement];
    for (uint32_t i = 0; i < st->args.count; i++)
        if (st->args.items[i].role == BAY_ARG_SUBJ) return doer_of(c, st->args.items[i].tok);
    return BAY_NONE;
}

uint32_t bay__subject_actors(bay__coder *c, uint32_t statement, uint32_t *out)
{
    const bay_statement *st = &c->doc->statements.items[statement];
    uint32_t count = 0;
    parties to = {out, &count};
    for (uint32_t i = 0; i < st->args.count; i++)
        if (st->args.items[i].role == BAY_ARG_SUBJ) add_phrase(c, &to, doer_of(c, st->args.items[i].tok));
    return count;
}

/* "The group claimed responsibility for 26 terrorist attacks": it has made them, and no other terrorist. */
static void add_claimant(bay__coder *c, uint32_t statement, const bay_event *event, parties *to)
{
    const bay_doc *doc = c->doc;
    const bay_statement *st = &doc->statements.items[statement];
    if (st->attribution == BAY_NONE || doc->attributions.items[st->attribution].stance != BAY_CLAIMS_RESPONSIBILITY) return;
    if (!bay_str_is(event->type, "ASSAULT") && !bay_str_is(event->type, "COERCE")) return;
    uint32_t claimant = bay__speaker_of(c, statement);
    uint32_t tok = *to->count == 1 ? doc->actors.items[to->items[0]].tok : BAY_NONE;
    bool only_a_word = tok != BAY_NONE && tok < c->token_count && doc->toks.items[tok].head == st->tok && doc->toks.items[tok].upos != BAY_PROPN;
    if (claimant != BAY_NONE && only_a_word) *to->count = 0;
    if (*to->count == 0) add_party(c, to, claimant);
}

/* "A treaty between X and Y was signed", "each other": both sides act and both are acted upon. */
static bool is_mutual(const bay__coder *c, const bay__args *args)
{
    for (uint32_t i = 0; i < args->count; i++) {
        const bay_arg *arg = &args->items[i];
        if (arg->role != BAY_ARG_OBJ && arg->role != BAY_ARG_IOBJ && arg->role != BAY_ARG_PREP) continue;
        bay_str word = c->doc->toks.items[arg->tok].norm;
        bay_str after = arg->tok + 1 < c->token_count ? c->doc->toks.items[arg->tok + 1].norm : (bay_str){0};
        bay_str before = arg->tok > 0 ? c->doc->toks.items[arg->tok - 1].norm : (bay_str){0};
        if ((bay_str_is(word, "each") && bay_str_is(after, "other")) || (bay_str_is(word, "other") && bay_str_is(before, "each"))) return true;
        if ((bay_str_is(word, "one") && bay_str_is(after, "another")) || (bay_str_is(word, "another") && bay_str_is(before, "one"))) return true;
    }
    return false;
}

static void share_sides(const bay__coder *c, const bay__args *args, bay_event *event)
{
    if (event->actor_count > 1 && event->recipient_count == 0 && is_mutual(c, args)) {
        for (uint32_t i = 0; i < event->actor_count; i++) event->recipients[event->recipient_count++] = event->actors[i];
        return;
    }
    if (event->actor_count || event->recipient_count < 2) return;
    for (uint32_t i = 0; i < args->count; i++) {
        const bay_arg *arg = &args->items[i];
        if (arg->role != BAY_ARG_PREP || !bay_str_is(arg->prep, "between")) continue;
        bool named = false;
        for (uint32_t k = 0; k < event->recipient_count; k++) named = named || c->doc->actors.items[event->recipients[k]].tok == arg->tok;
        if (!named) continue;
        for (uint32_t k = 0; k < event->recipient_count; k++) event->actors[event->actor_count++] = event->recipients[k];
        return;
    }
}

static bool is_aspect(const bay__coder *c, uint32_t verb)
{
    const bay_tok *t = &c->doc->toks.items[verb];
    return ((bay_word_classes(c->index, t->lemma) | bay_word_classes(c->index, t->norm)) & bay_class_bit(c->index, BAY_STR("aspect"))) != 0;
}

/* "[resumed] their joint patrols", "Women burn scarves in a [protest]": whoever acts in the clause of a noun is in the deed. */
static void add_doer_of_clause(bay__coder *c, uint32_t statement, const bay_event *event, parties *to)
{
    const bay_statement *st = &c->doc->statements.items[statement];
    if (*to->count || st->kind != BAY_PRED_NOUN || st->parent == BAY_NONE) return;
    const bay_statement *above = &c->doc->statements.items[st->parent];
    if (above->kind != BAY_PRED_VERB || above->passive) return;
    const bay_predicate *p = c->hits[st->parent].entry;
    bool joined = st->link == BAY_LINK_OBJ && (p ? bay_str_is(p->op, "pass") || bay_str_is(p->op, "stop") : is_aspect(c, above->tok));
    joined |= st->link == BAY_LINK_PREP && bay_str_is(st->link_word, "in") && bay_str_is(event->type, "PROTEST");
    bool beside = bay_str_is(st->link_word, "after") || bay_str_is(st->link_word, "during") || bay_str_is(st->link_word, "in") || bay_str_is(st->link_word, "at");
    joined |= st->link == BAY_LINK_PREP && beside && bay_str_is(event->type, "CONSULT");
    uint32_t doer = joined ? bay__subject_actor(c, st->parent) : BAY_NONE;
    if (doer == BAY_NONE) return;
    for (uint32_t i = 0; i < above->args.count; i++)
        if (above->args.items[i].role == BAY_ARG_SUBJ) add_phrase(c, to, doer_of(c, above->args.items[i].tok));
}

/* "The [shelling] of Goma by rebels stopped": they have stopped it. */
static uint32_t ended_deed(const bay__coder *c, uint32_t statement)
{
    const bay__hit *hit = &c->hits[statement];
    if (hit->inner == BAY_NONE || !bay_str_is(hit->entry->op, "stop")) return BAY_NONE;
    const bay_statement *inner = &c->doc->statements.items[hit->inner];
    return inner->kind == BAY_PRED_NOUN && inner->link == BAY_LINK_SUBJ && inner->parent == statement ? hit->inner : BAY_NONE;
}

/* "The government and the ELN said [they] would resume talks": they are all who speak. */
static void add_speakers(bay__coder *c, uint32_t statement, const bay_event *event, parties *to)
{
    const bay_statement *st = &c->doc->statements.items[statement];
    uint32_t at = st->attribution, source = at == BAY_NONE ? BAY_NONE : c->doc->attributions.items[at].source;
    if (*to->count != 1 || source == BAY_NONE || source >= c->token_count || c->doc->toks.items[source].sent != event->sent) return;
    bool they = false, several = false;
    for (uint32_t i = 0; i < st->args.count; i++)
        they = they || (st->args.items[i].role == BAY_ARG_SUBJ && bay_str_is(c->doc->toks.items[st->args.items[i].tok].norm, "they"));
    BAY__EACH_CHILD(c, source, child) several = several || c->doc->toks.items[child].deprel == BAY_DEP_CONJ;
    if (!they || !several) return;
    uint32_t kept = to->items[0];
    *to->count = 0;
    add_phrase(c, to, doer_of(c, source));
    BAY__EACH_CHILD(c, source, child)
        if (c->doc->toks.items[child].deprel == BAY_DEP_CONJ) add_phrase(c, to, doer_of(c, child));
    if (*to->count == 0) add_party(c, to, kept);
}

/* "severed ties with Iran, and Kuwait [recalled] its ambassador": from whom is said once. */
static void share_recipients(const bay__coder *c, uint32_t statement, const bay_event *event, parties *to)
{
    const bay_statement *st = &c->doc->statements.items[statement];
    if (*to->count || st->link != BAY_LINK_CONJ || st->parent == BAY_NONE || !bay_str_is(event->type, "SANCTION")) return;
    uint32_t first = c->hits[st->parent].event;
    if (first == BAY_NONE || !bay_str_eq(c->doc->events.items[first].type, event->type)) return;
    for (uint32_t i = 0; i < c->doc->events.items[first].recipient_count; i++) add_party(c, to, c->doc->events.items[first].recipients[i]);
}

/* "troops were put on alert", "tanks were moved to the border": whose troops they are acts. */
static void turn_mobilised(const bay__coder *c, uint32_t statement, bay_event *event)
{
    static const char *const force[] = {"MIL", "REB", "COP", "UAF", "SPY", "PAR", "SEP", "INS"};
    if (!bay_str_is(event->type, "MOBILIZE") || event->actor_count || event->recipient_count != 1) return;
    if (!c->doc->statements.items[statement].passive) return;
    const bay_actor *who = &c->doc->actors.items[event->recipients[0]];
    for (size_t i = 0; i < sizeof force / sizeof force[0]; i++)
        if (who->sector_count && bay_str_is(who->sectors[0], force[i])) {
            event->actors[event->actor_count++] = event->recipients[0];
            event->recipient_count = 0;
            return;
        }
}

static bay_status find_sides(bay__coder *c, uint32_t statement, bay_event *event, bay_error *err)
{
    const bay__hit *hit = &c->hits[statement];
    bay__args args;
    bay__collect_args(c, statement, hit, &args);
    parties actors = {event->actors, &event->actor_count}, recipients = {event->recipients, &event->recipient_count};
    slot_list from = actor_slots(hit->entry), to = recipient_slots(hit->entry);
    uint32_t ended = ended_deed(c, statement);
    if (ended != BAY_NONE) {
        BAY_TRY(fill_from_inner(c, ended, true, &actors, err));
        BAY_TRY(fill_from_inner(c, ended, false, &recipients, err));
        drop_self(c, event);
    }
    if (event->actor_count == 0) BAY_TRY(fill(c, statement, from, &args, false, &actors, err));
    if (wants(from, BAY_SLOT_INNER) && hit->clause != BAY_NONE) BAY_TRY(fill_from_inner(c, hit->clause, true, &actors, err));
    add_speakers(c, statement, event, &actors);
    add_claimant(c, statement, event, &actors);
    add_doer_of_clause(c, statement, event, &actors);
    BAY_TRY(add_protesters(c, statement, event, &actors, err));
    if (event->actor_count > 1 && is_mutual(c, &args)) {
        share_sides(c, &args, event);
        return BAY_OK;
    }
    BAY_TRY(fill(c, statement, to, &args, true, &recipients, err));
    drop_self(c, event);
    turn_mobilised(c, statement, event);
    if (event->recipient_count == 0) share_recipients(c, statement, event, &recipients);
    bool below = hit->entry->op.size || wants(to, BAY_SLOT_INNER) || bay_str_is(event->type, "PROTEST");
    if (below) BAY_TRY(fill_operator_recipients(c, hit, event, &recipients, err));
    drop_self(c, event);
    share_sides(c, &args, event);
    bool leave_empty = wants(to, BAY_SLOT_NOBODY) || (wants(to, BAY_SLOT_SAME) && event->actor_count > 1);
    slot_list object = {usual_recipients, 1};
    if (!leave_empty && event->recipient_count == 0) BAY_TRY(fill(c, statement, object, &args, true, &recipients, err));
    drop_self(c, event);
    if (!leave_empty && event->recipient_count == 0) BAY_TRY(fill_from_rest(c, statement, &args, &recipients, err));
    drop_self(c, event);
    if (!leave_empty && event->recipient_count == 0) fill_from_condition(c, statement, event, &recipients);
    drop_self(c, event);
    if (!leave_empty && event->recipient_count == 0) BAY_TRY(fill_below(c, statement, &recipients, err));
    drop_self(c, event);
    if (!leave_empty && event->recipient_count == 0) BAY_TRY(fill_from_place(c, event, statement, &recipients, err));
    drop_self(c, event);
    if (!leave_empty && event->recipient_count == 0) BAY_TRY(add_government(c, event, &recipients, err));
    if (!leave_empty && event->recipient_count == 0) BAY_TRY(add_people(c, event, &recipients, err));
    share_sides(c, &args, event);
    if (hit->voice == BAY__URGES) urge(c, statement, event);
    if (wants(to, BAY_SLOT_SAME) && event->recipient_count == 0 && event->actor_count > 1)
        for (uint32_t i = 0; i < event->actor_count; i++) event->recipients[event->recipient_count++] = event->actors[i];
    return BAY_OK;
}
