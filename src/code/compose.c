/* Puts operators together with what they embed: "threatened" + 190 is 138, "agreed" + 046 is 036.
 *
 * The table is lexicon/codes/compose.tsv. A modal works like an operator when the one who speaks is the one who would
 * act: "Syria says that it will withdraw" is an AGREE, "farmers said they would blockade Paris" a THREATEN; with
 * "must" it is a REQUEST by the speaker (CAMEO manual, chapters 03, 10 and 13: intent and demand are coded by the deed).
 */
#include "code/coder.h"

enum { LOOK_THROUGH_MAX = 3 };

/* The parser calls "threatened on Monday [to break relations]" an adverbial clause; with "to" it is the complement. */
static int link_weight(const bay_statement *st)
{
    switch (st->link) {
    case BAY_LINK_ADVCL: return bay_str_is(st->link_word, "to") ? 4 : 0;
    case BAY_LINK_XCOMP: return 5;
    case BAY_LINK_CCOMP: return 4;
    case BAY_LINK_OBJ: return 3;
    case BAY_LINK_PREP: return 2;
    case BAY_LINK_SUBJ: return st->passive ? 1 : 0;
    default: return 0;
    }
}

static bool is_used_word(const bay__hit *hit, uint32_t tok)
{
    for (uint32_t i = 0; i < hit->used_count; i++)
        if (hit->used[i] == tok) return true;
    return false;
}

/* "The [shelling] of Goma by rebels stopped": a stop of violence has its subject as what is stopped; of talks it is their end only. */
static bool is_ended(const bay__coder *c, uint32_t statement, uint32_t subject)
{
    const bay__hit *hit = &c->hits[statement], *inner = &c->hits[subject];
    const bay_statement *st = &c->doc->statements.items[subject];
    if (!hit->entry || !inner->entry || !bay_str_is(hit->entry->op, "stop") || st->link != BAY_LINK_SUBJ || st->kind != BAY_PRED_NOUN) return false;
    bay_str code = inner->entry->cameo;
    bool violence = bay_str_starts(code, BAY_STR("18")) || bay_str_starts(code, BAY_STR("19")) || bay_str_starts(code, BAY_STR("20"));
    return violence && !bay_str_starts(code, BAY_STR("191"));
}

/* A statement of the same sentence that hangs on `statement` and means something; through verbs that mean nothing
 * for politics ("agreed to [begin] talks"). */
static uint32_t find_inner(const bay__coder *c, uint32_t statement, int depth)
{
    const bay_doc *doc = c->doc;
    uint32_t sent = doc->statements.items[statement].sent, best = BAY_NONE;
    int best_weight = 0;
    uint32_t from = statement, to = statement + 1;
    while (from > 0 && doc->statements.items[from - 1].sent == sent) from--;
    while (to < doc->statements.count && doc->statements.items[to].sent == sent) to++;
    for (uint32_t i = from; i < to; i++) {
        const bay_statement *st = &doc->statements.items[i];
        if (i == statement || st->parent != statement) continue;
        int weight = link_weight(st) * 2;
        if (st->link == BAY_LINK_PREP && c->hits[statement].entry && bay_str_is(c->hits[statement].entry->op, "stop") && (bay_str_is(st->link_word, "in") || bay_str_is(st->link_word, "after") || bay_str_is(st->link_word, "at"))) continue;
        bool is_own_word = is_used_word(&c->hits[statement], st->tok);
        uint32_t found = i;
        if (weight == 0 && is_ended(c, statement, i)) return i;
        if (weight == 0 && !is_own_word && !(st->kind == BAY_PRED_VERB && st->link == BAY_LINK_NONE)) continue;
        if (is_own_word || !c->hits[i].entry || bay_str_is(c->hits[i].entry->op, "pass")) found = depth > 0 ? find_inner(c, i, depth - 1) : BAY_NONE;
        else weight++;
        if (found != BAY_NONE && weight + 1 > best_weight) best = found, best_weight = weight + 1;
    }
    return best;
}

/* The first clause that hangs on a statement, whether it means anything or not: "demanded that [Hamas renounce ...]". */
static uint32_t find_clause(const bay__coder *c, uint32_t statement)
{
    const bay_doc *doc = c->doc;
    uint32_t sent = doc->statements.items[statement].sent;
    for (uint32_t i = statement + 1; i < doc->statements.count && doc->statements.items[i].sent == sent; i++) {
        const bay_statement *st = &doc->statements.items[i];
        if (st->parent == statement && link_weight(st) >= 2 && st->link != BAY_LINK_SUBJ) return i;
    }
    return BAY_NONE;
}

/* ---- modals ------------------------------------------------------------------ */

typedef struct modality {
    bool future, negated;
    bay_str must;   /* must, should */
} modality;

static modality modality_of(const bay__coder *c, const bay_statement *st)
{
    modality m = {.negated = st->negated};
    uint32_t tops[2] = {st->light != BAY_NONE ? st->light : st->tok, st->tok};
    for (int k = 0; k < 2; k++)
        BAY__EACH_CHILD(c, tops[k], child) {
            const bay_tok *t = &c->doc->toks.items[child];
            if (t->deprel != BAY_DEP_AUX) continue;
            if (bay_str_is(t->lemma, "will") || bay_str_is(t->lemma, "would") || bay_str_is(t->norm, "would") ||
                bay_str_is(t->lemma, "shall") || bay_str_is(t->norm, "'ll"))
                m.future = true;
            if (bay_str_is(t->norm, "must") || bay_str_is(t->norm, "should")) m.must = t->norm;
        }
    return m;
}

static uint32_t subject_of(const bay_statement *st)
{
    for (uint32_t i = 0; i < st->args.count; i++)
        if (st->args.items[i].role == BAY_ARG_SUBJ) return st->args.items[i].tok;
    return BAY_NONE;
}

static bool is_state(const bay_actor *actor)
{
    static const char *const state[] = {"GOV", "MIL", "COP", "LEG", "JUD", "SPY"};
    if (actor->sector_count == 0) return true;
    for (size_t k = 0; k < sizeof state / sizeof state[0]; k++)
        if (bay_str_is(actor->sectors[0], state[k])) return true;
    return false;
}

/* Of one country: the state, or the same kind of people. */
static bool one_side(const bay_actor *a, const bay_actor *b)
{
    if (is_state(a) || is_state(b)) return is_state(a) == is_state(b);
    return bay_str_eq(a->sectors[0], b->sectors[0]);
}

/* The speaker speaks of himself, or for his side. */
static bool speaks_for_subject(bay__coder *c, uint32_t statement)
{
    const bay_statement *st = &c->doc->statements.items[statement];
    uint32_t subject = subject_of(st);
    if (subject == BAY_NONE) return false;
    uint32_t actor = bay__actor_of(c, subject), speaker = bay__speaker_of(c, statement);
    if (st->attribution == BAY_NONE || speaker == BAY_NONE) return true;
    if (actor == BAY_NONE) return c->doc->toks.items[subject].upos == BAY_PRON;
    const bay_actor *a = &c->doc->actors.items[actor], *s = &c->doc->actors.items[speaker];
    bool somebody = (!s->country.size || s->confidence < 0.5f) && !s->person.name.bytes && s->sector_count && is_state(s) && is_state(a);   /* "the minister said" */
    return bay__same_actor(c->doc, actor, speaker) || somebody || (a->country.size && bay_str_eq(a->country, s->country) && one_side(a, s));
}

/* The subject is a political actor other than the speaker: he is told what to do. */
static bool is_told(bay__coder *c, uint32_t statement)
{
    uint32_t subject = subject_of(&c->doc->statements.items[statement]);
    return subject != BAY_NONE && bay__actor_of(c, subject) != BAY_NONE && !speaks_for_subject(c, statement);
}

/* "Pakistan [to end] support": a headline's future; under an operator it is the operator's. */
static bool is_bare_infinitive(const bay__coder *c, const bay_statement *st)
{
    const bay_tok *t = &c->doc->toks.items[st->tok];
    bool of_name = t->deprel == BAY_DEP_ACL && t->head < c->token_count && c->doc->toks.items[t->head].upos == BAY_PROPN &&
                   c->doc->toks.items[t->head].deprel == BAY_DEP_ROOT;
    if (t->deprel != BAY_DEP_ROOT && !of_name) return false;
    uint32_t top = st->light != BAY_NONE ? st->light : st->tok;
    BAY__EACH_CHILD(c, top, child)
        if (c->doc->toks.items[child].deprel == BAY_DEP_MARK && bay_str_is(c->doc->toks.items[child].norm, "to")) return true;
    return false;
}

static bool may_intend(bay__coder *c, const bay_statement *st, modality m)
{
    if (st->status == BAY_PLANNED && (m.future || is_bare_infinitive(c, st))) return true;
    return m.future && st->status != BAY_DENIED && st->status != BAY_BACKGROUND &&
           (bay__speaker_of(c, (uint32_t)(st - c->doc->statements.items)) != BAY_NONE || st->status == BAY_NEGATED);
}

/* "X said Y must Z": the entry of the modal, whatever Z is. */
static void compose_must(const bay__coder *c, bay__hit *hit, bay_str modal)
{
    const bay_predicate *p = bay_predicate_first(c->index, modal);
    if (!p || !p->op.size) return;
    bay_str composed = hit->cameo.size ? bay_code_compose(c->index, p->op, hit->cameo) : p->cameo;
    if (!hit->entry) hit->entry = p;
    hit->cameo = composed.size ? composed : p->cameo;
    hit->voice = BAY__URGES, hit->composed = true;
}

/* A promise with "unless" is a threat. */
static uint32_t unless_clause(const bay__coder *c, uint32_t statement)
{
    const bay_doc *doc = c->doc;
    uint32_t sent = doc->statements.items[statement].sent;
    for (uint32_t i = statement + 1; i < doc->statements.count && doc->statements.items[i].sent == sent; i++)
        if (doc->statements.items[i].parent == statement && bay_str_is(doc->statements.items[i].link_word, "unless")) return i;
    return BAY_NONE;
}

/* "Withdraw your tanks," the president told Moscow: an order in quotation marks, to whom it is said. */
static bool is_told_off(bay__coder *c, uint32_t statement)
{
    const bay_statement *st = &c->doc->statements.items[statement];
    const bay_tok *verb = &c->doc->toks.items[st->light != BAY_NONE ? st->light : st->tok];
    if (st->status != BAY_DEMANDED || !st->in_quote || verb->feats.mood != BAY_MOOD_IMP || subject_of(st) != BAY_NONE) return false;
    return bay__speaker_of(c, statement) != BAY_NONE && bay__listener_of(c, statement) != BAY_NONE;
}

static void compose_modal(bay__coder *c, uint32_t statement, bay__hit *hit)
{
    const bay_statement *st = &c->doc->statements.items[statement];
    if (st->kind == BAY_PRED_NOUN) return;
    modality m = modality_of(c, st);
    if (m.must.size && !m.negated && bay__speaker_of(c, statement) != BAY_NONE && is_told(c, statement)) {
        compose_must(c, hit, m.must);
        return;
    }
    if (hit->cameo.size && is_told_off(c, statement)) {
        bay_str asked = bay_code_compose(c->index, BAY_STR("demand"), hit->cameo);
        if (asked.size) hit->cameo = asked, hit->voice = BAY__URGES, hit->composed = true;
        return;
    }
    if (!hit->cameo.size || hit->voice == BAY__REFUSES || !may_intend(c, st, m)) return;
    bool own = speaks_for_subject(c, statement);
    uint32_t condition = unless_clause(c, statement);
    const char *op = m.negated ? "refuse" : condition != BAY_NONE ? "threaten" : "intend";
    bay_str composed = bay_code_compose(c->index, bay_str_from(op), hit->cameo);
    const bay_code *code = composed.size ? bay_code_find(c->index, composed) : NULL;
    /* What another says that one will do is his word only: a friendly act may be announced for somebody, no more. */
    if (!code || (!own && (m.negated || code->quad != 1))) return;
    hit->voice = m.negated ? BAY__REFUSES : BAY__INTENDS;
    hit->cameo = composed, hit->composed = true;
    if (condition != BAY_NONE) c->hits[condition].absorbed = true;   /* what is waited for is told by the threat */
}

/* ---- operators ----------------------------------------------------------------- */

static bool keeps_inner(bay_str op)
{
    return bay_str_is(op, "accuse") || bay_str_is(op, "deny") || bay_str_is(op, "pass") || bay_str_is(op, "respond");
}

static void compose_operator(bay__coder *c, uint32_t statement, bay__hit *hit)
{
    const bay_predicate *p = hit->entry;
    bay_str inner = hit->inner == BAY_NONE ? (bay_str){0} : c->hits[hit->inner].cameo;
    bay_str composed = bay_code_compose(c->index, p->op, inner);
    if (inner.size && !composed.size) return;   /* the table says: this operator does nothing to that */
    hit->cameo = composed.size && (inner.size || !p->cameo.size) ? composed : p->cameo;
    hit->composed = inner.size > 0;
    if (bay_str_is(p->op, "allow") && composed.size && c->doc->statements.items[statement].negated) {
        bay_str refused = bay_code_compose(c->index, BAY_STR("refuse"), composed);   /* "did not allow them to march" */
        if (refused.size) hit->cameo = refused, hit->voice = BAY__REFUSES;
    }
    bool denial = bay_str_starts(hit->cameo, BAY_STR("016")) && inner.size;
    bool pass = denial || bay_str_is(p->op, "pass") || (bay_str_is(p->op, "deny") && inner.size);
    if (pass) hit->cameo = (bay_str){0};
    if (inner.size && !keeps_inner(p->op) && hit->cameo.size) c->hits[hit->inner].absorbed = true;
}

void bay__compose(bay__coder *c, uint32_t statement)
{
    bay__hit *hit = &c->hits[statement];
    if (hit->state) return;
    hit->state = 1;
    if (!hit->entry) {
        compose_modal(c, statement, hit);
        hit->state = 2;
        return;
    }
    hit->cameo = hit->entry->cameo;
    if (bay_str_is(hit->entry->type, "-")) hit->cameo = (bay_str){0};
    hit->inner = find_inner(c, statement, LOOK_THROUGH_MAX);
    hit->clause = hit->inner != BAY_NONE ? hit->inner : find_clause(c, statement);
    if (hit->entry->op.size && hit->clause == BAY_NONE && bay__match_plain(c, statement)) {
        hit->cameo = bay_str_is(hit->entry->type, "-") ? (bay_str){0} : hit->entry->cameo;
        hit->inner = find_inner(c, statement, LOOK_THROUGH_MAX);
        hit->clause = hit->inner != BAY_NONE ? hit->inner : find_clause(c, statement);
    }
    if (hit->inner != BAY_NONE) bay__compose(c, hit->inner);
    if (hit->entry->op.size) compose_operator(c, statement, hit);
    compose_modal(c, statement, hit);
    hit->state = 2;
}
