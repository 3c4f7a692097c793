/* Finds the entry of the codebook that a statement says: the longest phrase with the most conditions met. */
#include "code/coder.h"

enum { AROUND_MAX = 48, DEPTH_MAX = 3 };

/* The tokens near a predicate in which the other words of an entry are looked for. */
typedef struct around {
    uint32_t toks[AROUND_MAX];
    uint32_t count;
} around;

static bool ends_in(bay_str form, uint32_t from, const char *ending)
{
    return form.size >= from && bay_str_is(bay_str_slice(form, from, form.size), ending);
}

static bool has_ending(bay_str form, uint32_t from)
{
    static const char *const endings[] = {"s", "es", "ed", "d", "ing"};
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++)
        if (ends_in(form, from, endings[i])) return true;
    return false;
}

/* form is a regular inflection of word: for the lemmas that the lemmatiser gets wrong ("expell", "upgrad", "talks"). */
static bool inflects(bay_str form, bay_str word)
{
    if (word.size < 2 || form.size <= word.size - 1 || memcmp(form.bytes, word.bytes, word.size - 1) != 0) return false;
    char last = word.bytes[word.size - 1];
    if (last == 'e' && ends_in(form, word.size - 1, "ing")) return true;
    if (last == 'y' && (ends_in(form, word.size - 1, "ies") || ends_in(form, word.size - 1, "ied"))) return true;
    if (form.bytes[word.size - 1] != last) return false;
    if (has_ending(form, word.size)) return true;
    return form.size > word.size && form.bytes[word.size] == last && (ends_in(form, word.size + 1, "ed") || ends_in(form, word.size + 1, "ing"));
}

bool bay__lemma_is(const bay_tok *tok, bay_str word)
{
    if (bay_str_eq(tok->lemma, word) || bay_str_eq(tok->norm, word)) return true;
    return inflects(tok->norm, word);
}

/* "sit-in", "test-fired" are three tokens; the whole is at one of the outer two. Folded into buffer; empty: no such word. */
static bay_str hyphened(const bay__coder *c, uint32_t tok, char *buffer, size_t room)
{
    const bay_tok *toks = c->doc->toks.items;
    const bay_sent *sent = &c->doc->sents.items[toks[tok].sent];
    for (uint32_t back = 0; back <= 2; back += 2) {
        if (tok < sent->tok_begin + back || tok - back + 2 >= sent->tok_end) continue;
        const bay_tok *a = &toks[tok - back], *dash = a + 1, *b = a + 2;
        if (!bay_str_is(dash->norm, "-") || a->span.end != dash->span.begin || dash->span.end != b->span.begin) continue;
        bay_str last = b->lemma.size && bay_predicate_first(c->index, b->lemma) ? b->lemma : b->norm;
        if (a->norm.size + 1 + last.size >= room) continue;
        memcpy(buffer, a->norm.bytes, a->norm.size);
        buffer[a->norm.size] = '-';
        memcpy(buffer + a->norm.size + 1, last.bytes, last.size);
        return (bay_str){buffer, a->norm.size + 1 + last.size};
    }
    return (bay_str){0};
}

static bool word_is(const bay__coder *c, uint32_t tok, bay_str word)
{
    char buffer[64];
    if (bay__lemma_is(&c->doc->toks.items[tok], word)) return true;
    if (word.size < 4 || !memchr(word.bytes, '-', word.size)) return false;
    bay_tok whole = {.norm = hyphened(c, tok, buffer, sizeof buffer)};
    return whole.norm.size && (bay_str_eq(whole.norm, word) || inflects(whole.norm, word));
}

static bool leaves_clause(uint8_t deprel)
{
    switch (deprel) {
    case BAY_DEP_CCOMP: case BAY_DEP_ADVCL: case BAY_DEP_ADVCL_RELCL: case BAY_DEP_ACL: case BAY_DEP_ACL_RELCL:
    case BAY_DEP_PARATAXIS: case BAY_DEP_CONJ: case BAY_DEP_CSUBJ: case BAY_DEP_CSUBJ_PASS: case BAY_DEP_XCOMP:
    case BAY_DEP_PUNCT: case BAY_DEP_APPOS:
        return true;
    default:
        return false;
    }
}

static bay_str preposition_of(const bay__coder *c, uint32_t tok)
{
    BAY__EACH_CHILD(c, tok, child)
        if (c->doc->toks.items[child].deprel == BAY_DEP_CASE) return c->doc->toks.items[child].norm;
    return (bay_str){0};
}

static void add_near(around *near, uint32_t tok)
{
    if (tok == BAY_NONE || near->count == AROUND_MAX) return;
    for (uint32_t i = 0; i < near->count; i++)
        if (near->toks[i] == tok) return;
    near->toks[near->count++] = tok;
}

/* The parser calls an infinitive a complement, or an adverbial clause with "to". */
static bool is_complement(const bay__coder *c, uint32_t tok)
{
    const bay_tok *t = &c->doc->toks.items[tok];
    if (t->upos != BAY_VERB) return false;
    if (t->deprel == BAY_DEP_XCOMP) return true;
    if (t->deprel != BAY_DEP_ADVCL && t->deprel != BAY_DEP_CCOMP) return false;
    BAY__EACH_CHILD(c, tok, child)
        if (c->doc->toks.items[child].deprel == BAY_DEP_MARK && bay_str_is(c->doc->toks.items[child].norm, "to")) return true;
    return false;
}

/* "ordered the envoy [to leave]": the verb of the complement and its marker, nothing below it. */
static void add_complement(const bay__coder *c, around *near, uint32_t verb)
{
    add_near(near, verb);
    BAY__EACH_CHILD(c, verb, child)
        if (c->doc->toks.items[child].deprel == BAY_DEP_MARK) add_near(near, child);
}

static void add_below(const bay__coder *c, around *near, uint32_t tok, int depth)
{
    if (tok == BAY_NONE || depth == 0) return;
    BAY__EACH_CHILD(c, tok, child) {
        const bay_tok *t = &c->doc->toks.items[child];
        if (is_complement(c, child)) add_complement(c, near, child);
        bool noun_complement = t->deprel == BAY_DEP_XCOMP && t->upos != BAY_VERB;   /* "sought [refuge]", misread */
        noun_complement |= t->deprel == BAY_DEP_APPOS && c->doc->toks.items[tok].deprel == BAY_DEP_OBJ && child > tok && child <= tok + 3;   /* "called him [a liar]" */
        if (leaves_clause(t->deprel) && !noun_complement) continue;
        if (t->deprel == BAY_DEP_NSUBJ) continue;   /* "talks began" is not "began talks" */
        if (t->deprel == BAY_DEP_NMOD && !bay_str_is(preposition_of(c, child), "of")) continue;   /* "its part [in the war]" */
        add_near(near, child);
        add_below(c, near, child, depth - 1);
    }
}

static void look_around(const bay__coder *c, const bay_statement *st, around *near)
{
    near->count = 0;
    add_near(near, st->tok), add_near(near, st->light), add_near(near, st->particle);
    add_below(c, near, st->tok, DEPTH_MAX);
    if (st->light != BAY_NONE) add_below(c, near, st->light, DEPTH_MAX);
    for (uint32_t i = 0; i < st->args.count; i++) {
        if (st->args.items[i].role == BAY_ARG_SUBJ) continue;
        add_near(near, st->args.items[i].tok);
        add_below(c, near, st->args.items[i].tok, 1);
    }
}

static bool is_used(const bay__hit *hit, uint32_t tok)
{
    for (uint32_t i = 0; i < hit->used_count; i++)
        if (hit->used[i] == tok) return true;
    return false;
}

/* Of a complement both the marker and the verb are words of the entry, or neither: "threaten attack" is not
 * "threaten to attack", "agree to" no part of "agree to release". */
static bool complement_whole(const bay__coder *c, const bay__hit *hit)
{
    bool marker = false, verb = false;
    for (uint32_t i = 1; i < hit->used_count; i++) {
        const bay_tok *t = &c->doc->toks.items[hit->used[i]];
        if (t->deprel == BAY_DEP_MARK && t->head < c->token_count && is_complement(c, t->head)) marker = true;
        if (is_complement(c, hit->used[i])) verb = true;
    }
    return marker == verb;
}

/* "will send vehicles [after a request]" is not "send request". */
static bool is_aside(const bay__coder *c, uint32_t tok)
{
    static const char *const words[] = {"after", "before", "during", "since", "despite", "following", "amid", "because", "until"};
    const bay_tok *t = &c->doc->toks.items[tok];
    if (t->deprel != BAY_DEP_OBL && t->deprel != BAY_DEP_NMOD) return false;
    bay_str prep = preposition_of(c, tok);
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (bay_str_is(prep, words[i])) return true;
    return false;
}

/* Gives each word of the entry a token of its own; the anchor has its already. */
static bool words_fit(const bay__coder *c, const bay_predicate *p, const around *near, bay__hit *hit)
{
    for (uint32_t w = 0; w < p->word_count; w++) {
        if (w == p->anchor) continue;
        uint32_t found = BAY_NONE;
        for (uint32_t i = 0; i < near->count && found == BAY_NONE; i++)
            if (!is_used(hit, near->toks[i]) && word_is(c, near->toks[i], p->words[w]) && !is_aside(c, near->toks[i]))
                found = near->toks[i];
        if (found == BAY_NONE) return false;
        hit->used[hit->used_count++] = found;
    }
    return complement_whole(c, hit);
}

/* ---- the arguments that are left ------------------------------------------ */

static void add_arg(bay__args *out, bay_arg arg)
{
    for (uint32_t i = 0; i < out->count; i++)
        if (out->items[i].tok == arg.tok) return;
    if (out->count < BAY__ARGS_MAX) out->items[out->count++] = arg;
}

/* The words that are joined to it stand in the same relation: "a truce [to Israel and Hamas]". */
static void add_with_conjuncts(const bay__coder *c, bay__args *out, bay_arg arg)
{
    uint32_t head = arg.tok;
    add_arg(out, arg);
    BAY__EACH_CHILD(c, head, child) {
        if (c->doc->toks.items[child].deprel != BAY_DEP_CONJ) continue;
        arg.tok = child;
        add_arg(out, arg);
    }
}

/* What hangs on a noun that the entry has used up: "took control [of the town]", "Iraq's [use of] force". */
static void add_noun_args(const bay__coder *c, uint32_t noun, bay__args *out)
{
    BAY__EACH_CHILD(c, noun, child) {
        switch (c->doc->toks.items[child].deprel) {
        case BAY_DEP_NMOD: case BAY_DEP_OBL: {
            bay_arg arg = {BAY_ARG_PREP, false, child, preposition_of(c, child)};
            add_with_conjuncts(c, out, arg);
            break;
        }
        case BAY_DEP_NMOD_POSS: add_with_conjuncts(c, out, (bay_arg){BAY_ARG_POSS, false, child, {0}}); break;
        case BAY_DEP_COMPOUND: case BAY_DEP_AMOD: add_with_conjuncts(c, out, (bay_arg){BAY_ARG_COMPOUND, false, child, {0}}); break;
        default: break;
        }
    }
}

static bool names_slot(const bay_slot *slots, uint32_t count, bay_str prep)
{
    for (uint32_t i = 0; i < count; i++)
        if (slots[i].kind == BAY_SLOT_PREP && bay_str_eq(slots[i].prep, prep)) return true;
    return false;
}

/* "took [in] refugees": the parser sees a preposition in what the entry has as its particle; then this is the object. */
static bool is_particle(const bay__coder *c, const bay__hit *hit, const bay_arg *arg)
{
    const bay_predicate *p = hit->entry;
    if (!p || p->pos != 'v' || names_slot(p->actors, p->actor_count, arg->prep) || names_slot(p->recipients, p->recipient_count, arg->prep))
        return false;
    BAY__EACH_CHILD(c, arg->tok, child)
        if (c->doc->toks.items[child].deprel == BAY_DEP_CASE && is_used(hit, child)) return true;
    return false;
}

/* "handed the suspect [over to] Tunis": the particle of the entry taken for part of the preposition. */
static bay_str without_particle(const bay__coder *c, const bay__hit *hit, bay_str prep)
{
    const char *gap = memchr(prep.bytes ? prep.bytes : "", ' ', prep.size);
    if (!gap) return prep;
    bay_str first = bay_str_slice(prep, 0, (uint32_t)(gap - prep.bytes));
    for (uint32_t i = 0; i < hit->used_count; i++)
        if (bay_str_eq(c->doc->toks.items[hit->used[i]].norm, first)) return bay_str_slice(prep, first.size + 1, prep.size);
    return prep;
}

void bay__collect_args(const bay__coder *c, uint32_t statement, const bay__hit *hit, bay__args *out)
{
    const bay_statement *st = &c->doc->statements.items[statement];
    out->count = 0;
    for (uint32_t i = 0; i < st->args.count; i++) {
        bay_arg arg = st->args.items[i];
        if (is_used(hit, arg.tok)) continue;
        if (arg.role == BAY_ARG_PREP) arg.prep = without_particle(c, hit, arg.prep);
        if (arg.role == BAY_ARG_PREP && is_particle(c, hit, &arg)) arg.role = BAY_ARG_OBJ, arg.prep = (bay_str){0};
        add_arg(out, arg);
    }
    for (uint32_t i = 0; i < hit->used_count; i++) {
        uint8_t upos = c->doc->toks.items[hit->used[i]].upos;
        if (upos != BAY_ADP && upos != BAY_VERB) add_noun_args(c, hit->used[i], out);
    }
    uint32_t kept = 0;
    for (uint32_t i = 0; i < out->count; i++)
        if (!is_used(hit, out->items[i].tok)) out->items[kept++] = out->items[i];
    out->count = kept;
    /* An object that the entry has used up may still name somebody: "expelled two [Russian] diplomats". */
    for (uint32_t i = 0; i < st->args.count; i++)
        if (is_used(hit, st->args.items[i].tok) && (st->args.items[i].role == BAY_ARG_OBJ || (st->args.items[i].role == BAY_ARG_PREP && is_particle(c, hit, &st->args.items[i]))))
            add_arg(out, (bay_arg){BAY_ARG_OBJ, st->args.items[i].inherited, st->args.items[i].tok, {0}});
}

bool bay__slot_takes(bay_slot slot, const bay_arg *arg)
{
    switch (slot.kind) {
    case BAY_SLOT_SUBJ: return arg->role == BAY_ARG_SUBJ;
    case BAY_SLOT_OBJ: return arg->role == BAY_ARG_OBJ;
    case BAY_SLOT_IOBJ: return arg->role == BAY_ARG_IOBJ || arg->role == BAY_ARG_OBJ;   /* the parser confuses them */
    case BAY_SLOT_POSS: return arg->role == BAY_ARG_POSS;
    case BAY_SLOT_COMPOUND: return arg->role == BAY_ARG_COMPOUND;
    case BAY_SLOT_PREP: return arg->role == BAY_ARG_PREP && bay_str_eq(arg->prep, slot.prep);
    case BAY_SLOT_ANY: return true;
    default: return false;
    }
}

/* ---- conditions ------------------------------------------------------------ */

static bool has_sector(const bay_actor *actor, const char *const *sectors, size_t count)
{
    for (uint32_t i = 0; i < actor->sector_count; i++)
        for (size_t k = 0; k < count; k++)
            if (bay_str_is(actor->sectors[i], sectors[k])) return true;
    return false;
}

static bool actor_in_class(const bay_actor *actor, bay_str name)
{
    static const char *const armed[] = {"MIL", "REB", "UAF", "COP", "SPY", "UNS", "INS", "SEP", "PAR", "CRM"};
    static const char *const gov[] = {"GOV", "LEG", "JUD", "MIL", "COP", "SPY"};
    static const char *const civ[] = {"CVL", "REF", "OPP", "EDU", "MED", "REL", "NGO", "LAB", "AGR", "HLH", "BUS", "SOC"};
    if (bay_str_is(name, "actor")) return bay__is_political(actor);
    if (bay_str_is(name, "country")) return actor->country.size && actor->sector_count == 0;
    if (bay_str_is(name, "armed")) return has_sector(actor, armed, sizeof armed / sizeof armed[0]);
    if (bay_str_is(name, "gov")) return has_sector(actor, gov, sizeof gov / sizeof gov[0]) || (actor->country.size && actor->sector_count == 0);
    if (bay_str_is(name, "civ")) return has_sector(actor, civ, sizeof civ / sizeof civ[0]);
    if (bay_str_is(name, "igo")) return bay_str_starts(actor->code, BAY_STR("IGO")) || (actor->sector_count && bay_str_is(actor->sectors[0], "IGO"));
    if (bay_str_is(name, "person")) return actor->person.name.bytes != NULL;
    return false;
}

static bool names_place(const bay__coder *c, uint32_t tok)
{
    if (c->place_at[tok] == BAY_NONE) return false;
    const bay_place *place = &c->doc->places.items[c->place_at[tok]];
    return place->literal || !bay_str_is(place->precision, "country");
}

static bool names_country(const bay__coder *c, uint32_t tok)
{
    return c->place_at[tok] != BAY_NONE && bay_str_is(c->doc->places.items[c->place_at[tok]].precision, "country");
}

static bool token_meets(const bay__coder *c, const bay_condition *cond, uint32_t tok)
{
    const bay_tok *t = &c->doc->toks.items[tok];
    for (uint32_t i = 0; i < cond->value_count; i++) {
        bay_str value = cond->values[i];
        if (!cond->by_class) {
            if (bay__lemma_is(t, value)) return true;
            continue;
        }
        if (bay_str_is(value, "any")) return true;
        if (t->upos == BAY_NUM && bay_str_is(value, "people")) return true;   /* "nine killed" */
        uint64_t bit = bay_class_bit(c->index, value);
        if (!bit && bay__lemma_is(t, value)) return true;   /* a word among classes */
        if (bit && (bay_word_classes(c->index, t->lemma) & bit || bay_word_classes(c->index, t->norm) & bit)) return true;
        if (bay_str_is(value, "place") && names_place(c, tok)) return true;
        if ((bay_str_is(value, "actor") || bay_str_is(value, "country")) && names_country(c, tok)) return true;
        uint32_t actor = c->actor_at[tok];
        if (actor != BAY_NONE && actor_in_class(&c->doc->actors.items[actor], value)) return true;
    }
    return false;
}

/* The phrase at tok meets the condition by its head, a word before the head, or what a number is of ("dozens of"). */
static bool phrase_meets(const bay__coder *c, const bay_condition *cond, uint32_t tok, int depth)
{
    if (token_meets(c, cond, tok)) return true;
    if (depth == 0) return false;
    bool counts = (bay_word_classes(c->index, c->doc->toks.items[tok].lemma) & c->bit_quantity) != 0;
    BAY__EACH_CHILD(c, tok, child) {
        switch (c->doc->toks.items[child].deprel) {
        case BAY_DEP_COMPOUND: case BAY_DEP_AMOD: case BAY_DEP_FLAT:
            if (token_meets(c, cond, child)) return true;
            break;
        case BAY_DEP_NMOD:
            if (counts && phrase_meets(c, cond, child, depth - 1)) return true;
            break;
        case BAY_DEP_APPOS:
            if (phrase_meets(c, cond, child, 0)) return true;
            break;
        default: break;
        }
    }
    return false;
}

static bool word_near_meets(const bay__coder *c, const bay_condition *cond, const around *near)
{
    for (uint32_t i = 0; i < near->count; i++)
        if (token_meets(c, cond, near->toks[i])) return true;
    return false;
}

static bool condition_holds(const bay__coder *c, const bay_condition *cond, const bay__args *args, const around *near)
{
    bool met = cond->slot.kind == BAY_SLOT_ANY && word_near_meets(c, cond, near);
    for (uint32_t i = 0; i < args->count && !met; i++)
        if (bay__slot_takes(cond->slot, &args->items[i]) && phrase_meets(c, cond, args->items[i].tok, 2)) met = true;
    return met != cond->negated;
}

static bool conditions_hold(const bay__coder *c, uint32_t statement, const bay_predicate *p, const around *near, const bay__hit *hit)
{
    if (p->condition_count == 0) return true;
    bay__args args;
    bay__collect_args(c, statement, hit, &args);
    for (uint32_t i = 0; i < p->condition_count; i++)
        if (!condition_holds(c, &p->conditions[i], &args, near)) return false;
    return true;
}

/* ---- the best entry -------------------------------------------------------- */

/* Longer phrases first, then more conditions; an operator before the plain sense, which it falls back on. */
static uint32_t rank_of(const bay_predicate *p) { return p->word_count * 10 + p->condition_count * 3 + (p->op.size ? 5 : 0); }

/* "is mediating", "has advanced", called an adjective. */
static bool is_participle(bay_str form) { return bay_str_ends(form, BAY_STR("ing")) || bay_str_ends(form, BAY_STR("ed")); }

static bool pos_fits(const bay__coder *c, char pos, uint32_t tok, uint8_t kind)
{
    uint8_t upos = c->doc->toks.items[tok].upos;
    switch (pos) {
    case 'v': return upos == BAY_VERB || upos == BAY_AUX || kind == BAY_PRED_VERB || (upos == BAY_ADJ && is_participle(c->doc->toks.items[tok].norm));
    case 'n': return kind != BAY_PRED_VERB && (upos == BAY_NOUN || upos == BAY_PROPN || kind != BAY_PRED_ADJ);
    case 'a': return upos == BAY_ADJ || upos == BAY_ADV || kind == BAY_PRED_ADJ || upos == BAY_VERB;
    default: return false;
    }
}

static void try_entries(bay__coder *c, uint32_t statement, uint32_t anchor, bay_str lemma, const around *near, bay__hit *best)
{
    bool plain = best->state == BAY__PLAIN_ONLY;
    const bay_statement *st = &c->doc->statements.items[statement];
    for (const bay_predicate *p = bay_predicate_first(c->index, lemma); p; p = p->next) {
        if (plain && p->op.size) continue;
        if (!pos_fits(c, p->pos, anchor, anchor == st->light ? BAY_PRED_VERB : st->kind)) continue;
        if (best->entry && (rank_of(p) < rank_of(best->entry) || (rank_of(p) == rank_of(best->entry) && p->order < best->entry->order))) continue;
        bay__hit hit = {.entry = p, .used = {anchor}, .used_count = 1, .inner = BAY_NONE, .clause = BAY_NONE, .event = BAY_NONE};
        if (!words_fit(c, p, near, &hit) || !conditions_hold(c, statement, p, near, &hit)) continue;
        hit.state = best->state;
        *best = hit;
    }
}

/* The words that the form may be an inflection of: "upgraded" -> upgrad, upgrade; "expelled" -> expell, expel. */
static void try_inflected(bay__coder *c, uint32_t statement, uint32_t tok, bay_str form, const around *near, bay__hit *best)
{
    static const struct { const char *ending; uint32_t cut; const char *put; } rules[] = {
        {"ied", 3, "y"}, {"ies", 3, "y"}, {"ed", 2, ""}, {"ed", 1, ""}, {"ed", 3, ""}, {"ing", 3, ""}, {"ing", 3, "e"}, {"ing", 4, ""},
        {"es", 2, ""}, {"s", 1, ""},
    };
    char stem[64];
    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++) {
        uint32_t kept = form.size - rules[i].cut, added = (uint32_t)strlen(rules[i].put);
        if (form.size < rules[i].cut + 2 || kept + added > sizeof stem || !bay_str_ends(form, bay_str_from(rules[i].ending))) continue;
        memcpy(stem, form.bytes, kept);
        memcpy(stem + kept, rules[i].put, added);
        try_entries(c, statement, tok, (bay_str){stem, kept + added}, near, best);
        if (bay_predicate_first(c->index, (bay_str){stem, kept + added})) return;
    }
}

/* Some entry has this word in a part of speech that the statement can be: "training" the noun is none of "accused of training". */
static bool known_as(const bay__coder *c, uint32_t statement, uint32_t tok, bay_str word)
{
    const bay_statement *st = &c->doc->statements.items[statement];
    for (const bay_predicate *p = bay_predicate_first(c->index, word); p; p = p->next)
        if (pos_fits(c, p->pos, tok, tok == st->light ? BAY_PRED_VERB : st->kind)) return true;
    return false;
}

static void try_token(bay__coder *c, uint32_t statement, uint32_t tok, const around *near, bay__hit *best)
{
    const bay_tok *t = &c->doc->toks.items[tok];
    char buffer[64];
    bay_str whole = hyphened(c, tok, buffer, sizeof buffer);
    const bay_predicate *before = best->entry;
    if (whole.size && bay_predicate_first(c->index, whole)) try_entries(c, statement, tok, whole, near, best);
    else if (whole.size) try_inflected(c, statement, tok, whole, near, best);
    if (best->entry != before) return;
    try_entries(c, statement, tok, t->lemma, near, best);
    if (!bay_str_eq(t->lemma, t->norm)) try_entries(c, statement, tok, t->norm, near, best);
    if (known_as(c, statement, tok, t->lemma) || known_as(c, statement, tok, t->norm)) return;
    bay_str base = bay_irregular_base(c->index, t->norm);
    if (base.size) try_entries(c, statement, tok, base, near, best);
    else try_inflected(c, statement, tok, t->norm, near, best);
}

static bay__hit best_entry(bay__coder *c, uint32_t statement, uint8_t state)
{
    const bay_statement *st = &c->doc->statements.items[statement];
    bay__hit best = {.inner = BAY_NONE, .clause = BAY_NONE, .event = BAY_NONE, .state = state};
    around near;
    look_around(c, st, &near);
    try_token(c, statement, st->tok, &near, &best);
    if (st->light != BAY_NONE) try_token(c, statement, st->light, &near, &best);
    best.state = 0;
    return best;
}

void bay__match(bay__coder *c, uint32_t statement) { c->hits[statement] = best_entry(c, statement, 0); }

bool bay__match_plain(bay__coder *c, uint32_t statement)
{
    bay__hit plain = best_entry(c, statement, BAY__PLAIN_ONLY);
    if (!plain.entry) return false;
    plain.absorbed = c->hits[statement].absorbed, plain.state = c->hits[statement].state;
    c->hits[statement] = plain;
    return true;
}
